"""Run the demonstration or the tests on a machine that has only Python.

    python3 start.py demo     a fictional borough, and a report about it on disk
    python3 start.py test     every check of the project, as the build runs them

Both make the folder `.venv` beside this file and install what they need into it
from the Python Package Index; nothing outside this folder is changed. What follows
the word is passed on: `python3 start.py test lint` runs one session,
`python3 start.py demo --help` says what the demonstration offers.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PROGRAMS = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = PROGRAMS / ("python.exe" if os.name == "nt" else "python")
OLDEST = (3, 11)

#: What each word installs: the package itself is always installed in place.
INSTALLS = {
    "demo": ["--editable", ".[cli,registers,report]"],
    "test": ["--editable", ".[cli,registers,report]", "--group", "dev"],
}


def main(words: list[str]) -> int:
    """Make the environment, then do what the first word asks for."""
    if sys.version_info < OLDEST:
        return refuse("earlyyears needs Python 3.11 or later; this is " + sys.version)
    if not words or words[0] not in INSTALLS:
        print(__doc__)
        return 0 if words in (["-h"], ["--help"]) else 2
    task, rest = words[0], words[1:]
    prepare(task)
    if task == "demo":
        return run(PROGRAMS / "earlyyears", "demo", *rest)
    sessions = ["--session", *rest] if rest else []
    return run(PYTHON, "-m", "nox", "--no-venv", *sessions)


def prepare(task: str) -> None:
    """Bring `.venv` to what the task needs; quick when nothing has changed."""
    done = VENV / f"installed-for-{task}"
    wanted = hashlib.sha256((ROOT / "pyproject.toml").read_bytes()).hexdigest()
    if done.exists() and done.read_text() == wanted and PYTHON.exists():
        return
    print(f"Preparing {VENV} (once; it needs the Python Package Index) ...", flush=True)
    if not PYTHON.exists():
        must(
            "Python could not make a virtual environment. On Debian and Ubuntu the "
            "package python3-venv is missing.",
            sys.executable,
            *("-m", "venv", str(VENV)),
        )
    pip = (PYTHON, "-m", "pip", "--quiet", "--disable-pip-version-check", "install")
    offline = "The Python Package Index could not be reached, or refused; see above."
    # Dependency groups need pip 25.1; Python 3.11 brings an older one.
    must(offline, *pip, "--upgrade", "pip>=25.1")
    must(offline, *pip, *INSTALLS[task])
    done.write_text(wanted)


def must(otherwise: str, *command: object) -> None:
    """Run a command; where it fails, stop and say what that means."""
    if run(*command):
        raise SystemExit(refuse(otherwise))


def run(*command: object) -> int:
    """Run a command in the project's folder, with `.venv` first on the path."""
    path = os.pathsep.join([str(PROGRAMS), os.environ.get("PATH", "")])
    environment = {**os.environ, "PATH": path, "VIRTUAL_ENV": str(VENV)}
    line = [str(word) for word in command]
    return subprocess.run(line, cwd=ROOT, env=environment, check=False).returncode


def refuse(reason: str) -> int:
    """Say why nothing was done, where errors are looked for."""
    print(reason, file=sys.stderr)
    return 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
