"""The road in and out for tables: templates, imports, exports, schemas, archives.

Everything is made from the record types, so each kind of record, a plugin's included,
has its table without a line of code.
"""

from .archives import Archived, archive, restore
from .codes import unknown_words
from .errors import (
    ArchiveError,
    FormatError,
    HiddenKindError,
    KindError,
    NotEmptyError,
    TableRefusedError,
)
from .exporting import export
from .importing import Tables, import_table
from .kinds import kind_named
from .reports import TableReport
from .schemas import schema_of
from .templates import KindInfo, kinds_of, template

__all__ = [
    "ArchiveError",
    "Archived",
    "FormatError",
    "HiddenKindError",
    "KindError",
    "KindInfo",
    "NotEmptyError",
    "TableRefusedError",
    "TableReport",
    "Tables",
    "archive",
    "export",
    "import_table",
    "kind_named",
    "kinds_of",
    "restore",
    "schema_of",
    "template",
    "unknown_words",
]
