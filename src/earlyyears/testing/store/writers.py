"""Starting processes that write into the store under test until they are killed."""

import json
import subprocess
import sys
import threading
from collections.abc import Callable
from enum import IntEnum

from earlyyears.ledger import Store, StoreDriver
from earlyyears.testing.errors import BadKitError

__all__ = ["Writing", "acknowledged", "start_writer"]


class Writing(IntEnum):
    """How long a writer goes on, if not for a number of commits."""

    #: Hands over half of a commit and waits to be killed.
    HALF = 0
    #: Writes until it is killed.
    ON_AND_ON = -1


def start_writer(
    driver: StoreDriver, url: str, name: str, commits: int
) -> subprocess.Popen[bytes]:
    """Start a process that makes so many commits in the store of a URL."""
    told: dict[str, object] = {
        "path": sys.path,
        "opener": _named(driver.open),
        "url": url,
        "name": name,
        "commits": int(commits),
    }
    writer = subprocess.Popen(  # noqa: S603  our own module
        [sys.executable, "-m", f"{__package__}.process"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    if writer.stdin is not None:
        writer.stdin.write(json.dumps(told).encode())
        writer.stdin.close()
        # So that `communicate` does not try to close it again.
        writer.stdin = None
    return writer


def acknowledged(writer: subprocess.Popen[bytes], wait: float) -> list[str]:
    """What a writer had acknowledged, once it has ended; it is killed after a while."""
    timer = threading.Timer(wait, writer.kill)
    timer.start()
    try:
        # Not `communicate` with a time: it loses what was read ahead.
        out = writer.stdout.read() if writer.stdout else b""
        writer.wait()
    finally:
        timer.cancel()
    if writer.stdout:
        writer.stdout.close()
    return out.decode().splitlines()


def _named(opener: Callable[[str], Store]) -> dict[str, str]:
    name = getattr(opener, "__qualname__", "<nothing>")
    if "<" in name:
        raise BadKitError(
            f"another process cannot open the store: its driver opens with {name}",
            advice="Let the driver's `open` be a function of a module.",
            opener=name,
        )
    module = sys.modules[opener.__module__]
    return {"module": module.__name__, "file": module.__file__ or "", "name": name}
