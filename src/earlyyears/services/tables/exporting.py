"""Any kind of record back to the table that reads it, as far as the actor sees it."""

from pathlib import Path

from earlyyears.kernel import Record, kind_of

from .errors import HiddenKindError
from .importing import Tables
from .lookups import Lookups
from .writing import json_lines, table_of

__all__ = ["export"]


def export(tables: Tables, cls: type[Record], file: Path) -> int:
    """Write every record of a kind, for all its days, and say how many rows that is.

    The ending of the file says how: `.csv` or `.xlsx` for a table, `.jsonl` for
    machines.
    """
    kind = kind_of(cls)
    if not tables.seen.sight.sees(kind):
        message = f"records of the kind “{kind.name}” are only for {kind.visible}"
        raise HiddenKindError(
            message, advice="Act for a post of that team: --as POST.", kind=kind.name
        )
    records = [*tables.ledger.stretches(kind.name, tables.seen)]
    file.write_bytes(_written(tables, cls, records, file.suffix.lower()))
    return len(records)


def _written(
    tables: Tables, cls: type[Record], records: list[Record], ending: str
) -> bytes:
    if ending == ".jsonl":
        lines = json_lines(records, tables.ledger)
        return "".join(f"{line}\n" for line in lines).encode("utf-8")
    lookups = Lookups(tables.ledger, tables.everything, tables.vocabularies)
    return table_of(cls, records, tables.ledger, lookups, ending)
