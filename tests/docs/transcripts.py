"""Do what a page tells a person to type, and compare what comes back.

After a change to what a command prints, `python -m tests.docs.transcripts PAGE` shows
the new output on the page; read the difference before you keep it.
"""

import contextlib
import doctest
import io
import re
import shlex
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from earlyyears.cli import main
from tests.docs.pages import blocks

_PROGRAM = "earlyyears "
#: A commit's moment is another one on every run, and so is its day beside its post.
_MOMENT = re.compile(
    r"\d{4}-\d\d-\d\dT\d\d:\d\d|(?<=[a-z], )\d{1,2} [A-Z][a-z]+ \d{4}(?=: )"
)
_CHECKER = doctest.OutputChecker()


def steps(page: Path) -> Iterator[tuple[str, str]]:
    """Each `earlyyears` command of a page with the output that the page shows."""
    for language, body in blocks(page):
        if language == "console":
            for part in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
                command, _, shown = part.partition("\n")
                if command.startswith(_PROGRAM):
                    yield command, shown


def done(command: str) -> int:
    """Run a command as a person would, and give its exit code."""
    return main(shlex.split(command.removeprefix(_PROGRAM)))


def agrees(shown: str, printed: str) -> bool:
    """Tell whether a page shows what was printed; `...` stands for some of it."""
    return _CHECKER.check_output(_timeless(shown), _timeless(printed), doctest.ELLIPSIS)


def _timeless(text: str) -> str:
    lines = _MOMENT.sub("at some time", text).splitlines()
    return "".join(f"{line.rstrip()}\n" for line in lines)


def rewritten(page: Path) -> str:
    """The text of a page with what its commands print now."""

    def block(found: re.Match[str]) -> str:
        lines = (line for line in found[1].splitlines() if line.startswith("$ "))
        shown = "".join(f"{line}\n{_printed(line[2:])}" for line in lines)
        return f"```console\n{shown}```"

    text = page.read_text(encoding="utf-8")
    return re.sub(
        r"^```console\n(.*?)^```$", block, text, flags=re.MULTILINE | re.DOTALL
    )


def _printed(command: str) -> str:
    if not command.startswith(_PROGRAM):
        return ""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = done(command)
    return (out if code == 0 else err).getvalue()


def update() -> None:
    """Bring a page up to date after the wording of a command has changed."""
    page = Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        for file in (page.parent / "practice").glob("*.csv"):
            shutil.copy(file, folder)
        text = rewritten(page)
    page.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    update()
