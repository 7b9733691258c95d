"""The project's checks, one session each.

`python3 start.py test` runs the default ones in a single environment; `nox` alone
makes an environment for each session and keeps it. `nox --list` says what there is.
"""

import os
import shutil
import sys
import tomllib
import venv
from pathlib import Path

import nox

ROOT = Path(__file__).parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PLUGINS = sorted(manifest.parent for manifest in ROOT.glob("plugins/*/pyproject.toml"))

# Without a cluster of Debian's own: nothing is started but what the tests start.
UNASKED = {"DEBIAN_FRONTEND": "noninteractive"}
APT = ("apt-get", "-qq", "-o", "Dpkg::Use-Pty=0")
NO_CLUSTER = "s/^#? *create_main_cluster.*/create_main_cluster = false/"
POSTGRES_INSTALL = (
    (*APT, "update"),
    (*APT, "install", "--yes", "--no-install-recommends", "postgresql-common"),
    ("sed", "-Ei", NO_CLUSTER, "/etc/postgresql-common/createcluster.conf"),
    (*APT, "install", "--yes", "--no-install-recommends", "postgresql"),
)

nox.needs_version = ">=2025.5"
nox.options.reuse_venv = "yes"
nox.options.error_on_missing_interpreters = True
# The tests come last, so that their closing lines are the last thing on the screen.
nox.options.sessions = ["lint", "typing", "docs", "core", "kit", "tests"]


@nox.session
def lint(session: nox.Session) -> None:
    """Style, formatting, who may import whom, the changelog's fragments."""
    prepare(session, "lint", "tests")
    python(session, "ruff", "check", ".")
    python(session, "ruff", "format", "--check", ".")
    python(session, "pytest", "tests/architecture")
    python(session, "towncrier", "build", "--draft", "--version", "next")


@nox.session
def typing(session: nox.Session) -> None:
    """The package and `tests/typing` under mypy and pyright, both strict."""
    prepare(session, "typing")
    python(session, "mypy")
    python(session, "pyright", "--pythonpath", interpreter(session))


@nox.session
def docs(session: nox.Session) -> None:
    """The site, where a warning is an error."""
    # Its pages tell of the kits' checks, and those are written with the tests' tools.
    prepare(session, "docs", "tests")
    target = ROOT / "docs" / "_build" / "html"
    shutil.rmtree(target, ignore_errors=True)
    python(session, "sphinx", "-W", "--keep-going", "-qab", "html", "docs", str(target))
    session.log(f"The site is at {target / 'index.html'}")


@nox.session
def core(session: nox.Session) -> None:
    """The package without extras in an empty environment: what comes, what loads."""
    alone = empty_environment(session)
    session.run(alone, "-m", "pip", "--quiet", "install", ".", external=True)
    session.run(alone, "-I", "tests/core_alone.py", external=True)


@nox.session
def kit(session: nox.Session) -> None:
    """Every package in `plugins/`, and a new one: its tests, and all kits that fit."""
    session.log(f"Plugin packages found in plugins/: {len(PLUGINS)}")
    if any(package.name == "earlyyears-postgres" for package in PLUGINS):
        have_postgres(session)
    # One environment for all: installing it again for each takes longer than the rest.
    alone = empty_environment(session)
    pip = (alone, "-m", "pip", "--quiet", "install")
    tests = nox.project.dependency_groups(PROJECT, "tests")
    packages = map(str, PLUGINS)
    session.run(*pip, ".[cli,testing]", *packages, *tests, external=True)
    for package in PLUGINS:
        session.log(f"Plugin package {package.name}")
        session.run(alone, "tests/plugin_imports.py", str(package), external=True)
        # The kits come next, and once is enough.
        quick = ("-m", "not bench and not slow", "-p", "earlyyears.testing.apart")
        run = (alone, "-m", "pytest", *quick, str(package))
        # 5: all its tests are kits.
        session.run(*run, external=True, success_codes=[0, 5])
        if package.name != "earlyyears-postgres" or postgres_is_there():
            put_to_kits(session, alone, package)
    put_to_kits(session, alone, new_plugin(session, alone))


def new_plugin(session: nox.Session, alone: str) -> Path:
    """A plugin as the template makes it."""
    folder = Path(session.create_tmp()) / "new"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    words = ("plugins", "new", "camden", "--out", str(folder))
    session.run(alone, "-m", "earlyyears.cli", *words, external=True)
    return next(folder.iterdir())


def put_to_kits(session: nox.Session, alone: str, package: Path) -> None:
    """A plugin must pass the kits, and with no fewer checks than before."""
    words = ("plugins", "check", str(package))
    session.run(alone, "-m", "earlyyears.cli", *words, external=True)


@nox.session
def tests(session: nox.Session) -> None:
    """Tests, docstrings, pages and examples, with branch coverage."""
    prepare(session, "tests")
    python(session, "coverage", "erase")
    # One worker a processor; a file's tests stay together, with their fixtures.
    spread = ("-n", "auto", "--dist", "loadfile")
    arguments = session.posargs or [*spread, "-m", "not bench and not slow"]
    python(session, "coverage", "run", "-m", "pytest", *arguments)
    python(session, "coverage", "combine", "--quiet")
    python(session, "coverage", "report")


@nox.session(default=False)
def properties(session: nox.Session) -> None:
    """The slow tests, and the property tests again with many more examples."""
    prepare(session, "tests")
    python(session, "pytest", "-m", "slow")
    python(session, "pytest", "-m", "hypothesis", "--hypothesis-profile=long")


@nox.session(default=False)
def bench(session: nox.Session) -> None:
    """The ratios between times that the project promises to hold."""
    prepare(session, "tests")
    python(session, "pytest", "-m", "bench", *session.posargs)


@nox.session(default=False)
def mutation(session: nox.Session) -> None:
    """Break the rooms that decide, one place at a time, and name what no test saw."""
    if session.venv_backend == "none":
        session.error("it needs its own environment: .venv/bin/nox -s mutation")
    prepare(session, "tests", "mutation")
    # Two at a time; what it says at the end names each break that no test saw.
    python(session, "mutmut", "run", "--max-children", "2", *session.posargs)
    python(session, "mutmut", "results")


@nox.session(default=False)
def rows(session: nox.Session) -> None:
    """Break each name of the case study table; list the rows that do not notice."""
    prepare(session, "tests")
    session.run("python", "tests/break_rows.py", *session.posargs)


@nox.session(default=False)
def build(session: nox.Session) -> None:
    """The wheel and the source archive, and what is inside them."""
    prepare(session, "build")
    shutil.rmtree(ROOT / "dist", ignore_errors=True)
    python(session, "build")
    wheels = [str(path) for path in (ROOT / "dist").glob("*.whl")]
    python(session, "check_wheel_contents", "--package", "src/earlyyears", *wheels)


def have_postgres(session: nox.Session) -> None:
    """Install Debian's PostgreSQL where it is missing and we may.

    The tests start a server of their own from it, on loopback, in a temporary folder,
    and take it away. Where it cannot be had, they are left out and say so; where
    `CI` or `EARLYYEARS_REQUIRE_POSTGRES` is set, that is a failure.
    """
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    if not postgres_is_there() and is_root and shutil.which("apt-get"):
        session.log("PostgreSQL is not installed here: installing Debian's package")
        for words in POSTGRES_INSTALL:
            session.run(*words, env=UNASKED, external=True, success_codes=range(256))
    if postgres_is_there():
        return
    missing = (
        "NO POSTGRESQL SERVER: it is not installed, and only root can install it with"
        " apt-get. The PostgreSQL store is NOT TESTED here."
    )
    if os.environ.get("CI") or os.environ.get("EARLYYEARS_REQUIRE_POSTGRES"):
        session.error(missing)
    session.warn(missing)


def postgres_is_there() -> bool:
    """Whether the programs of a PostgreSQL server are installed."""
    debian = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    return shutil.which("initdb") is not None or any(debian)


def prepare(session: nox.Session, *groups: str) -> None:
    """Install the package and dependency groups, where the session has its own room."""
    if session.venv_backend == "none":
        return
    packages = nox.project.dependency_groups(PROJECT, *groups)
    session.install("--editable", ".[cli,registers,report]", *packages)


def python(session: nox.Session, *words: str) -> None:
    """Run a module with the session's own interpreter."""
    session.run("python", "-m", *words)


def interpreter(session: nox.Session) -> str:
    """The interpreter that a session's `python` means."""
    asked = ("python", "-c", "import sys; print(sys.executable)")
    return str(session.run(*asked, silent=True)).strip()


def empty_environment(session: nox.Session) -> str:
    """Make an environment with nothing but pip, and give its interpreter."""
    folder = Path(session.create_tmp()) / "alone"
    venv.create(folder, clear=True, with_pip=True)
    name = "Scripts/python.exe" if sys.platform == "win32" else "bin/python"
    return str(folder / name)
