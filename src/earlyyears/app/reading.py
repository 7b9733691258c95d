"""Files that are no CSV, read by the plugin that knows their ending."""

import csv
import hashlib
import io
from pathlib import Path

from earlyyears.kernel import frozen
from earlyyears.plugins import Catalogue, HookRaisedError

__all__ = ["Converted", "converted"]


@frozen
class Converted:
    """A file as a CSV table, with the name and the hash of the file itself."""

    data: bytes
    name: str
    sha256: str


def converted(file: Path | bytes, catalogue: Catalogue) -> Converted | None:
    """The file as a table, None where no plugin in use reads files of its ending."""
    reader = catalogue.reader_for(file.suffix) if isinstance(file, Path) else None
    if reader is None or not isinstance(file, Path):
        return None
    content = file.read_bytes()
    text = io.StringIO()
    try:
        csv.writer(text).writerows(reader.rows(content))
    except Exception as cause:
        owner = catalogue.owners["readers", reader.name]
        raise HookRaisedError(
            f"the reader “{reader.name}” of the plugin “{owner.name}” {owner.version}"
            f" stopped with {type(cause).__name__}",
            advice=f"Is {file.name} such a file? Nothing was read. Give the rows as"
            " CSV, or have the plugin mended.",
            plugin=owner.name,
            version=owner.version,
            hook="readers",
            cause=type(cause).__name__,
        ) from cause
    data = text.getvalue().encode()
    return Converted(data, file.name, hashlib.sha256(content).hexdigest())
