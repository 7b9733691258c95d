"""Watch what a piece of code reaches for: clock, chance, network, files, settings.

A rule is a pure function.  Python tells a profiler of every call, so what a rule
touches is seen however it was imported, and stopped before it is done.
"""

import gc
import sys
from collections.abc import Callable
from types import FrameType
from typing import Any, TypeVar

__all__ = ["REACHES", "watched"]

V = TypeVar("V")

#: What is watched for, each with the words for it.
REACHES = {
    "clock": "the time of the machine",
    "chance": "chance",
    "network": "the network",
    "files": "files or other programs",
    "settings": "settings of the machine",
}

_CLOCKS = frozenset({"date.today", "datetime.now", "datetime.today", "datetime.utcnow"})
_TIMES = frozenset(
    [
        "time",
        "time_ns",
        "monotonic",
        "monotonic_ns",
        "perf_counter",
        "perf_counter_ns",
        "localtime",
        "gmtime",
        "ctime",
        "strftime",
        "process_time",
    ]
)
_CHANCE = frozenset({"random", "getrandbits", "seed", "urandom"})
_SOCKETS = frozenset({"_socket", "_ssl"})
_FILES = frozenset(
    [
        "open",
        "listdir",
        "scandir",
        "stat",
        "mkdir",
        "rename",
        "unlink",
        "remove",
        "fork_exec",
        "posix_spawn",
        "system",
        "connect",
    ]
)
_FILE_MODULES = frozenset({"io", "_io", "posix", "nt", "_posixsubprocess", "_sqlite3"})


class _ReachedError(BaseException):
    """Stops the code that is watched; no `except Exception` of its own catches it."""


def watched(work: Callable[[], V]) -> tuple[V | None, list[str]]:
    """What some code gives, and what it reached for; None where it was stopped."""
    reached: list[str] = []

    def see(frame: FrameType, event: str, what: Any) -> None:
        found = _in_c(what) if event == "c_call" else _in_python(frame, event)
        if found:
            reached.append(found)
            raise _ReachedError(found)

    before, collecting = sys.getprofile(), gc.isenabled()
    # What is called when rubbish is collected is not the doing of the code.
    gc.disable()
    sys.setprofile(see)
    try:
        return work(), reached
    except _ReachedError:
        return None, reached
    finally:
        sys.setprofile(before)
        if collecting:
            gc.enable()


def _in_c(what: Any) -> str:
    name = getattr(what, "__name__", "")
    module = getattr(what, "__module__", None) or ""
    owner = getattr(what, "__self__", None)
    if getattr(what, "__qualname__", "") in _CLOCKS or _of_clock(owner, name):
        return "clock"
    if module == "time" and name in _TIMES:
        return "clock"
    if name in _CHANCE and (module == "posix" or _is_chance(owner)):
        return "chance"
    if module in _SOCKETS or type(owner).__module__ in _SOCKETS:
        return "network"
    return "files" if name in _FILES and module in _FILE_MODULES else ""


def _of_clock(owner: Any, name: str) -> bool:
    if not isinstance(owner, type) or name not in {"now", "today", "utcnow"}:
        return False
    return any(base.__module__ == "datetime" for base in owner.__mro__)


def _is_chance(owner: Any) -> bool:
    return type(owner).__module__ in {"random", "_random"}


def _in_python(frame: FrameType, event: str) -> str:
    if event != "call":
        return ""
    module = frame.f_globals.get("__name__", "")
    name = frame.f_code.co_qualname
    if module == "os" and name in {"getenv", "_Environ.__getitem__", "_Environ.get"}:
        return "settings"
    if module == "socket" and name.startswith(("socket.__init__", "create_connection")):
        return "network"
    return ""
