"""Store URLs: which file a hub is kept in."""

import re
from pathlib import Path

from .errors import BadStoreUrlError

__all__ = ["path_of", "refuse_unless_memory"]

_SQLITE = re.compile(r"sqlite:///(?P<path>.+)", re.DOTALL)


def path_of(url: str) -> Path:
    """The file of a `sqlite:///` URL.

    Three slashes and a path: relative to where the program runs, or absolute with a
    fourth slash or a drive letter.

    >>> path_of("sqlite:///newham.db").as_posix()
    'newham.db'
    >>> path_of("sqlite:////srv/hub/newham.db").as_posix()
    '/srv/hub/newham.db'
    """
    match = _SQLITE.fullmatch(url)
    if match is None or "\0" in url:
        raise BadStoreUrlError(
            f"“{url}” does not say which file to open",
            advice="Write sqlite:///hub.db, sqlite:////absolute/path/hub.db or"
            " sqlite:///C:/folder/hub.db.",
            url=url,
        )
    return Path(match["path"])


def refuse_unless_memory(url: str) -> None:
    """Refuse a URL of the memory store that says more than `memory:`."""
    if url.removeprefix("memory:").strip("/"):
        raise BadStoreUrlError(
            f"“{url}” names something, and the memory store keeps nothing",
            advice="Write memory: alone, or sqlite:///hub.db to keep the hub.",
            url=url,
        )
