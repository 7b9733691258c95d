"""A PostgreSQL server of one's own for tests and trials: loopback, its own folder.

It uses the programs that are installed and touches no server that is there.  Run
`python -m earlyyears_postgres.private_server` to have one until you press Ctrl-C.
"""

import os
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Generator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, LiteralString

import psycopg

from earlyyears.kernel import frozen

__all__ = [
    "REQUIRED",
    "NoServerError",
    "PrivateServer",
    "is_required",
    "private_server",
    "programs",
]

#: Set where a server must be there: its absence is then a failure, not a reason to
#: leave tests out.
REQUIRED = "EARLYYEARS_REQUIRE_POSTGRES"
_KEEPER = "keeper"
_DEBIAN = Path("/usr/lib/postgresql")
_WAIT = 60.0
_SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "shared_buffers": "64MB",
    "max_connections": "60",
    "logging_collector": "off",
}
# Safe for whoever kills a process, and not for whoever pulls the plug.
_HASTY = {
    "fsync": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "checkpoint_timeout": "1h",
}
# Waits until its input ends, which it does with the process that holds the other end.
_WHEN_ALONE = """
cat
if test -e "$0/data/postmaster.pid"; then
    kill -QUIT "$(head -n 1 "$0/data/postmaster.pid")"
    sleep 1
fi
rm -rf "$0"
"""


@frozen
class _Who:
    """The user and the groups that a process is started with; None is as we are."""

    user: int | None = None
    group: int | None = None
    more: tuple[int, ...] | None = None


class NoServerError(RuntimeError):
    """A machine on which no PostgreSQL server can be started, with the reason."""


def is_required(environment: Mapping[str, str]) -> bool:
    """Whether a missing server is a failure here: in continuous integration it is."""
    return bool(environment.get("CI") or environment.get(REQUIRED))


def programs() -> Path:
    """The folder of `initdb` and `postgres`, the newest that is installed.

    Raises `NoServerError` where there is none.
    """
    found = sorted(_DEBIAN.glob("*/bin/initdb"), key=_version_of)
    named = shutil.which("initdb")
    if not found and not named:
        raise NoServerError(
            "no PostgreSQL server is installed: neither initdb on the path nor"
            f" {_DEBIAN}/*/bin (on Debian and Ubuntu: apt-get install postgresql)"
        )
    return (found[-1] if found else Path(str(named)).resolve()).parent


def _version_of(initdb: Path) -> int:
    name = initdb.parent.parent.name
    return int(name) if name.isdecimal() else 0


class PrivateServer:
    """A server on a free port of this machine, which can be stopped and killed.

    A program run by root starts it as the user `postgres`, or `nobody`, because
    PostgreSQL refuses root.  Unless `durable`, it does not wait for the disk, which a
    killed process never notices.
    """

    def __init__(self, *, durable: bool = False) -> None:
        self._bin = programs()
        self._as = _unprivileged()
        self._password = secrets.token_hex(16)
        self._settings = _SETTINGS if durable else {**_SETTINGS, **_HASTY}
        self._process: subprocess.Popen[bytes] | None = None
        self.port = _free_port()
        #: Its folder: the cluster in `data`, what it says in `log`.
        self.folder = Path(tempfile.mkdtemp(prefix="earlyyears-postgres-"))
        self._watch = self._watched()
        try:
            self._make()
            self.start()
        except BaseException:
            self.remove()
            raise

    def _watched(self) -> subprocess.Popen[bytes]:
        """A process that ends the server when ours ends without a word."""
        return subprocess.Popen(  # noqa: S603  a few lines of shell, above
            ["/bin/sh", "-c", _WHEN_ALONE, str(self.folder)],
            stdin=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def _make(self) -> None:
        secret = self.folder / "secret"
        secret.write_text(self._password, encoding="ascii")
        if self._as.user is not None and self._as.group is not None:
            for path in (self.folder, secret):
                os.chown(path, self._as.user, self._as.group)
        # Tests connect often, and a password made slow on purpose would slow them all.
        words = ["--auth=md5", "--no-sync", "--encoding=UTF8", "--locale=C"]
        made = subprocess.run(  # noqa: S603  the server's own program
            [
                *(str(self._bin / "initdb"), "-D", str(self.data), "-U", _KEEPER),
                *(f"--pwfile={secret}", *words),
            ],
            cwd=self.folder,
            capture_output=True,
            check=False,
            env=_plain_environment(),
            user=self._as.user,
            group=self._as.group,
            extra_groups=self._as.more,
        )
        secret.unlink()
        if made.returncode:
            raise NoServerError(f"initdb failed: {made.stderr.decode()[-500:]}")

    @property
    def data(self) -> Path:
        """The folder of its data."""
        return self.folder / "data"

    def url(
        self, database: str = "postgres", *, user: str = _KEEPER, password: str = ""
    ) -> str:
        """The URL of one of its databases, with the password in it."""
        secret = password or self._password
        return f"postgresql://{user}:{secret}@127.0.0.1:{self.port}/{database}"

    # ----------------------------------------------------------------- coming and going

    def start(self) -> None:
        """Start it, and wait until it lets somebody in."""
        words = [f"--{name}={value}" for name, value in self._settings.items()]
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(  # noqa: S603  as above
                [
                    *(str(self._bin / "postgres"), "-D", str(self.data)),
                    *(f"--port={self.port}", *words),
                ],
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                env=_plain_environment(),
                user=self._as.user,
                group=self._as.group,
                extra_groups=self._as.more,
            )
        self._wait_until_open(time.monotonic() + _WAIT)

    def _wait_until_open(self, until: float) -> None:
        while True:
            try:
                psycopg.connect(self.url(), connect_timeout=5).close()
            except psycopg.OperationalError as cause:
                if self._has_ended() or time.monotonic() > until:
                    said = (self.folder / "log").read_text(errors="replace")[-800:]
                    raise NoServerError(f"the server does not start: {said}") from cause
                time.sleep(0.05)
            else:
                return

    def _has_ended(self) -> bool:
        return self._process is None or self._process.poll() is not None

    def stop(self) -> None:
        """Stop it in good order, without waiting for whoever is connected."""
        if self._process is not None:
            self._process.send_signal(signal.SIGINT)
            self._process.wait(_WAIT)
            self._process = None

    def kill(self) -> None:
        """Kill it and all its processes as a power cut would, with nothing said."""
        if self._process is not None:
            children = _children_of(self._process.pid)
            self._process.kill()
            for child in children:
                _kill(child)
            self._process.wait(_WAIT)
            self._process = None
            (self.data / "postmaster.pid").unlink(missing_ok=True)
            _wait_for_end_of(children, time.monotonic() + _WAIT)

    def remove(self) -> None:
        """Kill it and take its folder away."""
        self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)
        if self._watch.stdin is not None:
            self._watch.stdin.close()
        self._watch.wait(_WAIT)

    # ----------------------------------------------------------------- what is on it

    def run(self, *statements: LiteralString) -> list[tuple[Any, ...]]:
        """Run statements as its keeper; what the last one gives."""
        with psycopg.connect(self.url(), autocommit=True) as connection:
            cursor = connection.cursor()
            for one in statements:
                cursor.execute(one)
            return cursor.fetchall() if cursor.description else []


@contextmanager
def private_server(*, durable: bool = False) -> Generator[PrivateServer]:
    """A server for as long as the block lasts."""
    server = PrivateServer(durable=durable)
    try:
        yield server
    finally:
        server.remove()


def _unprivileged() -> _Who:
    """As whom to start a process; as ourselves, where that is not root."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return _Who()
    import pwd  # noqa: PLC0415  Windows has none

    names = {one.pw_name: one for one in pwd.getpwall()}
    found = names.get("postgres") or names.get("nobody")
    if found is None:
        raise NoServerError(
            "root may not run PostgreSQL, and there is neither a user postgres nor"
            " nobody to run it as"
        )
    return _Who(found.pw_uid, found.pw_gid, ())


def _plain_environment() -> dict[str, str]:
    """The environment without what would lead PostgreSQL's programs elsewhere."""
    kept = {key: value for key, value in os.environ.items() if key[:2] != "PG"}
    return {**kept, "LC_ALL": "C", "TZ": "UTC"}


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _children_of(process: int) -> list[int]:
    """The children of a process, as far as the system tells."""
    found: list[int] = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            told = stat.read_text(errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
        if int(told[1]) == process:
            found.append(int(stat.parent.name))
    return found


def _kill(process: int) -> None:
    try:
        os.kill(process, signal.SIGKILL)
    except ProcessLookupError:
        return


def _wait_for_end_of(processes: list[int], until: float) -> None:
    """Wait: as long as one lives, the next server would find the memory in use."""
    while time.monotonic() < until and any(map(_is_alive, processes)):
        time.sleep(0.01)


def _is_alive(process: int) -> bool:
    try:
        told = Path(f"/proc/{process}/stat").read_text(errors="replace")
    except OSError:
        return False
    return told.rpartition(")")[2].split()[0] != "Z"


def _main() -> None:
    with private_server(durable=True) as server, suppress(KeyboardInterrupt):
        server.run("CREATE DATABASE hub")
        print(server.url("hub"), flush=True)  # noqa: T201  for who started it
        signal.pause()
    print("stopped and removed", flush=True)  # noqa: T201  as above


if __name__ == "__main__":
    _main()
