"""Every kind of record goes into a table and comes back as it was."""

from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from earlyyears.kernel import Record, kind_of
from earlyyears.ledger import Ledger, RefusedError
from earlyyears.registers.grids import grids
from earlyyears.services.tables import import_table, template
from earlyyears.services.tables.lookups import Lookups
from earlyyears.services.tables.writing import table_of
from tests.services import tables_made as made


def few(examples: int) -> settings:
    """So many examples, the same in each run."""
    return settings(
        max_examples=examples,
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.explicit, Phase.generate],
    )


def exported(ledger: Ledger, cls: type[Record], ending: str) -> bytes:
    """The table of everything that is known of a kind."""
    held = made.tables(ledger)
    lookups = Lookups(ledger, held.everything, held.vocabularies)
    records = made.stretches(ledger, kind_of(cls).name)
    return table_of(cls, records, ledger, lookups, ending)


def rows_of(table: bytes) -> list[list[str]]:
    """The rows of a table in some order that is always the same."""
    shown = next(one for one in grids(table, "table", []) if not one.hidden)
    return sorted([*map(str.rstrip, cells)] for _, cells in shown.rows)


def imported(ledger: Ledger, cls: type[Record], table: bytes) -> Any:
    """What becomes of a table."""
    return import_table(made.tables(ledger), cls, table, actor="tester", reason="test")


def there_and_back(kind: str, data: st.DataObject, ending: str) -> None:
    """Export, import into a hub without the records, export: the same table again."""
    cls = made.KINDS[kind]
    records = data.draw(made.records(cls))
    try:
        first = made.ledger_with(*records)
    except RefusedError:
        # Such as a record that is merged into itself.
        assume(condition=False)
        raise
    table = exported(first, cls, ending)
    again = imported(first, cls, table)
    assert (0, 0, 0, False) == (again.added, again.changed, again.ended, again.wrote)
    second = made.ledger_with(kinds=[cls])
    imported(second, cls, table)
    wanted = [*made.stretches(first, kind)]
    assert sorted(wanted, key=repr) == sorted(made.stretches(second, kind), key=repr)
    assert rows_of(table) == rows_of(exported(second, cls, ending))


@pytest.mark.parametrize("kind", sorted(made.KINDS))
@few(6)
@given(data=st.data())
def test_a_table_brings_back_what_was_written_into_it(
    kind: str, data: st.DataObject
) -> None:
    """A CSV file holds every record of every kind, a plugin's included."""
    there_and_back(kind, data, ".csv")


@pytest.mark.parametrize("kind", sorted(made.KINDS))
@few(2)
@given(data=st.data())
def test_a_workbook_brings_back_what_was_written_into_it(
    kind: str, data: st.DataObject
) -> None:
    """So does a workbook, in which days are days and numbers are numbers."""
    there_and_back(kind, data, ".xlsx")


@pytest.mark.slow
@pytest.mark.parametrize("kind", sorted(made.KINDS))
@few(60)
@given(data=st.data(), ending=st.sampled_from([".csv", ".xlsx"]))
def test_many_tables_bring_back_what_was_written_into_them(
    kind: str, data: st.DataObject, ending: str
) -> None:
    """The same with many more records."""
    there_and_back(kind, data, ending)


def test_the_kinds_tried_are_all_there_are() -> None:
    """Whatever a room or a plugin offers is among them."""
    assert {"calendar", "concern", "legal-hold", "sample.worry"} <= made.KINDS.keys()


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
@pytest.mark.parametrize("kind", sorted(made.KINDS))
def test_a_template_that_nobody_filled_in_is_no_fault_and_changes_nothing(
    kind: str, ending: str
) -> None:
    """Headings are understood, and the rows that explain are left out."""
    cls = made.KINDS[kind]
    blank = template(cls, made.WORDS, ending)
    report = imported(made.EVERY, cls, blank)
    assert (3, 3, 0, False, ()) == (
        report.rows,
        report.notes,
        report.loaded,
        report.wrote,
        report.left_out,
    )


@pytest.mark.parametrize("kind", sorted(made.KINDS))
@few(1)
@given(data=st.data())
def test_a_template_that_is_filled_in_brings_its_rows(
    kind: str, data: st.DataObject
) -> None:
    """Rows put beneath the example of a template come in as they are in a table."""
    cls = made.KINDS[kind]
    records = data.draw(made.records(cls))
    try:
        first = made.ledger_with(*records)
    except RefusedError:
        assume(condition=False)
        raise
    _, rows = exported(first, cls, ".csv").split(b"\r\n", 1)
    second = made.ledger_with(kinds=[cls])
    imported(second, cls, template(cls, made.WORDS) + rows)
    wanted = [*made.stretches(first, kind)]
    assert sorted(wanted, key=repr) == sorted(made.stretches(second, kind), key=repr)
