"""The `earlyyears` command.

Click comes with the extra `cli`; without it the command says what to install.
"""

import sys
from collections.abc import Sequence

__all__ = ["main"]

_NEEDS_CLICK = (
    "The earlyyears command needs click, which is not installed."
    ' Install it with: pip install "earlyyears[cli]"'
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; give the exit code, 0 when all went well."""
    try:
        import click  # noqa: F401, PLC0415  only to see whether the extra is there
    except ModuleNotFoundError:
        print(_NEEDS_CLICK, file=sys.stderr)  # noqa: T201  there is no click to say it
        return 1
    from .running import run  # noqa: PLC0415  needs click

    return run(list(sys.argv[1:] if arguments is None else arguments))
