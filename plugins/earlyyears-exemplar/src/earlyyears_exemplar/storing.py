"""A store of the plugin's own: a shelf of hubs in one folder, each under its name.

`exemplar-shelf:hubs/marlow-vale` is the file `hubs/marlow-vale.hub`.  The rows are kept
by the store that ships; a plugin for another database has these six verbs of its own,
as `earlyyears-postgres` does.
"""

import re
from pathlib import Path

from earlyyears.ledger import Store, StoreDriver
from earlyyears.stores import BadStoreUrlError, SqliteStore

__all__ = ["driver", "open_shelf"]

_SCHEME = "exemplar-shelf"
_NAME = re.compile(r"[a-z0-9-]+")


def open_shelf(url: str) -> Store:
    """The hub of a name, begun where there is none."""
    file = _file(url)
    file.parent.mkdir(parents=True, exist_ok=True)
    return SqliteStore(file)


def _there(url: str) -> bool:
    return _file(url).is_file()


def _file(url: str) -> Path:
    path = Path(url.removeprefix(f"{_SCHEME}:"))
    if not _NAME.fullmatch(path.name):
        raise BadStoreUrlError(
            f"“{path.name}” is no name of a hub",
            advice=f"Use small letters, digits and hyphens: {_SCHEME}:hubs/elm-2.",
            url=url,
        )
    return path.with_suffix(".hub")


driver = StoreDriver(_SCHEME, open_shelf, _there)
