"""Records written as the table that reads them back, or as JSON lines."""

import csv
import datetime as dt
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from earlyyears.kernel import DateRange, Record, fields_of, kind_of
from earlyyears.ledger import Ledger
from earlyyears.places import Vocabulary

from .cells import write_cell
from .columns import FROM, ID, REGISTRATION, UNTIL, Column, columns_of
from .errors import FormatError
from .kinds import OWN_DAY
from .lookups import Lookups
from .sheets import COMMENT
from .workbooks import workbook

__all__ = ["csv_text", "json_lines", "table_of", "written"]

_DAY = dt.timedelta(days=1)


def csv_text(rows: Iterable[Iterable[str]]) -> bytes:
    """Rows as a CSV file that spreadsheets open in UTF-8."""
    page = io.StringIO()
    csv.writer(page, lineterminator="\r\n").writerows(rows)
    return page.getvalue().encode("utf-8-sig")


def written(
    name: str,
    columns: Sequence[Column],
    rows: Sequence[Sequence[str]],
    vocabularies: Mapping[str, Vocabulary],
    ending: str,
) -> bytes:
    """Rows beneath the headings of some columns, as a file with an ending."""
    if ending == ".csv":
        return csv_text([[one.heading for one in columns], *rows])
    if ending == ".xlsx":
        return workbook(name, columns, rows, vocabularies)
    raise FormatError(
        f"tables are not written as “{ending or 'a file without an ending'}”",
        advice="Name the file .csv or .xlsx.",
        ending=ending,
    )


def table_of(
    cls: type[Record],
    records: Iterable[Record],
    ledger: Ledger,
    lookups: Lookups,
    ending: str = ".csv",
) -> bytes:
    """The table of some records of a kind; importing it changes nothing."""
    columns = columns_of(cls)
    writer = _Writer(columns, ledger, lookups)
    rows = [writer.row(one) for one in records]
    return written(kind_of(cls).name, columns, rows, lookups.vocabularies, ending)


class _Writer:
    """Writes records of one kind row by row."""

    def __init__(
        self, columns: tuple[Column, ...], ledger: Ledger, lookups: Lookups
    ) -> None:
        self.columns, self.ledger, self.lookups = columns, ledger, lookups

    def row(self, record: Record) -> list[str]:
        """The cells of a record; blank where a field has its default."""
        body = self.ledger.body(record)
        cells = [self._cell(column, record, body) for column in self.columns]
        if cells[0].startswith(COMMENT):
            cells[0] = f"json:{json.dumps(body[self.columns[0].name])}"
        return cells

    def _cell(self, column: Column, record: Record, body: dict[str, Any]) -> str:
        always = column.required or kind_of(record).name in OWN_DAY
        of_its_own = {
            FROM: lambda: _day(column, record.valid, always=always),
            UNTIL: lambda: _day(column, record.valid, always=False),
            ID: lambda: record.id,
            REGISTRATION: lambda: self._number(record.id),
        }
        if make := of_its_own.get(column.name):
            return make()
        field, _, part = column.name.partition(".")
        if field not in body:
            return ""
        if column.shape == "framework":
            return str(body[field]["framework"])
        if column.ref == "setting" and kind_of(record).name == "registration":
            # Its number would mean the setting only where it is registered already.
            return str(body[field])
        if part:
            return self._part(column, body[field], part)
        return write_cell(column, body[field], self.lookups)

    def _part(self, column: Column, outcome: dict[str, Any], part: str) -> str:
        if outcome.get(part) is None:
            return ""
        framework = outcome["framework"]
        own = next(one.column for one in column.parts if one.framework == framework)
        return write_cell(own, outcome[part], self.lookups)

    def _number(self, setting: str) -> str:
        called = self.lookups.registrations_of(setting)
        return called[0].removeprefix("registration/") if called else ""


def _day(column: Column, valid: DateRange, *, always: bool) -> str:
    if column.name == FROM:
        if valid.start is None:
            return "json:null" if always else ""
        return valid.start.isoformat()
    if valid.end is None:
        return ""
    return (valid.end - _DAY).isoformat()


def json_lines(records: Iterable[Record], ledger: Ledger) -> Iterator[str]:
    """Each record as a line of JSON: its kind, id, days and every field.

    The days are `from` and `before`, the day on which it holds no more.  Each line fits
    the JSON Schema of its kind.
    """
    for one in records:
        body = ledger.body(one)
        told = {
            info.name: body.get(info.name, _default(one, info.name))
            for info in fields_of(type(one))
        }
        days = {
            "from": one.valid.start and one.valid.start.isoformat(),
            "before": one.valid.end and one.valid.end.isoformat(),
        }
        kind = kind_of(one).name
        yield json.dumps(
            {"record": kind, "id": one.id, **days, **told}, ensure_ascii=False
        )


def _default(record: Record, name: str) -> Any:
    value = getattr(record, name)
    if type(value) is tuple or isinstance(value, frozenset):
        return []
    if isinstance(value, dict):
        return {}
    return value if value is None or type(value) in {str, int, bool} else str(value)
