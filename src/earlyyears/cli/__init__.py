"""The `earlyyears` command.

Click comes with the extra `cli`; without it the command says what to install.
"""

import importlib.util
import sys
from collections.abc import Sequence

__all__ = ["main"]

_NEEDS_CLICK = (
    "The earlyyears command needs click, which is not installed."
    ' Install it with: pip install "earlyyears[cli]"'
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; give the exit code, 0 when all went well."""
    if importlib.util.find_spec("click") is None:
        print(_NEEDS_CLICK, file=sys.stderr)
        return 1
    from .running import run

    return run(list(sys.argv[1:] if arguments is None else arguments))
