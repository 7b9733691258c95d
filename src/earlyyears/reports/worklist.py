"""The worklist as a table of named settings, with how far each column may travel."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from earlyyears.disclosure import (
    Audience,
    Population,
    RecordColumn,
    RecordRow,
    RecordTable,
)
from earlyyears.kernel import Facts, Sensitivity
from earlyyears.roles import Concern

from .labels import label
from .standings import Standing
from .words import day

__all__ = ["worklist_table"]

_COLUMNS = (
    RecordColumn("setting", "Setting"),
    RecordColumn("number", "Registration number"),
    RecordColumn("kind", "Kind"),
    RecordColumn("network", "Network"),
    RecordColumn("lead", "Who leads"),
    RecordColumn("duty", "Duty"),
    RecordColumn("reason", "Reason"),
    RecordColumn("inspected", "Last inspection"),
    RecordColumn("registered", "Registered on"),
    RecordColumn("questions", "Questions to answer"),
)
_CONCERNS = RecordColumn("concerns", "Concerns", Sensitivity.PERSONAL)
_NOTE = (
    "Settings on which the question bears, statutory duties first. Those to which it"
    " does not apply are counted above and not listed here."
)


def worklist_table(
    rows: Iterable[Standing],
    population: Population,
    view: Facts,
    audience: Audience,
) -> RecordTable:
    """The settings in the order given; concerns only for officers, and never notes."""
    inside = audience is Audience.INTERNAL
    concerns = _concerns(view) if inside else {}
    listed = [row for row in rows if row.status != "not_applicable"]
    return RecordTable(
        code="worklist",
        title="Worklist",
        unit="settings",
        population=population,
        columns=(*_COLUMNS, _CONCERNS) if inside else _COLUMNS,
        rows=tuple(
            RecordRow(
                _cells(row) + ((concerns.get(row.setting, ""),) if inside else ()),
                withheld=row.name is None,
            )
            for row in listed
        ),
        note=_NOTE,
    )


def _concerns(view: Facts) -> Mapping[str, str]:
    kinds: defaultdict[str, set[str]] = defaultdict(set)
    for one in view.all(Concern):
        kinds[one.setting].add(label("concern", one.kind))
    return {setting: "; ".join(sorted(found)) for setting, found in kinds.items()}


def _cells(row: Standing) -> tuple[str, ...]:
    return (
        row.name or "Name withheld by Ofsted",
        row.number.rpartition(":")[2],
        label("kind", row.kind),
        row.network or "None",
        label("lead", row.led_by),
        label("duty", row.bound_by),
        label("reason", row.reason),
        row.inspected or "None on record",
        day(row.registered_on) if row.registered_on else "Not recorded",
        " ".join(ask.text for ask in row.questions) or "None",
    )
