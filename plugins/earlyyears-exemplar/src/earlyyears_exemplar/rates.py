"""Rates by key and day, from `rates.toml`: read once, checked for gaps and overlaps."""

from importlib.resources import files

from earlyyears.kernel import (
    DatedTable,
    Pence,
    Row,
    citation_from,
    during_from,
    read_toml,
)

__all__ = ["COVERED", "HOURLY"]


def _table(name: str) -> DatedTable[Pence]:
    told = read_toml(files("earlyyears_exemplar") / "rates.toml")[name]
    rows = [
        Row(
            key=row["key"],
            value=Pence.from_pounds(row["hour"]),
            during=during_from(row),
            source=citation_from(row),
        )
        for row in told
    ]
    return DatedTable[Pence].checked(name, rows)


# Here and not in the rules: a rule opens no file.
#: Pounds an hour by entitlement.
HOURLY: DatedTable[Pence] = _table("hourly")
#: Pounds an hour by what is covered.
COVERED: DatedTable[Pence] = _table("cover")
