"""So that `python -m earlyyears.cli` is the command, too."""

import sys

from . import main

if __name__ == "__main__":
    sys.exit(main())
