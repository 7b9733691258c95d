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
from earlyyears.roles import Concern, LeadRow

from .labels import label
from .rows import asked, bound_by, inspected, led_by
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
    rows: Iterable[LeadRow],
    population: Population,
    view: Facts,
    audience: Audience,
) -> RecordTable:
    """The settings in the order given; concerns only for officers, and never notes."""
    inside = audience is Audience.INTERNAL
    concerns: Mapping[str, str] = _concerns(view) if inside else {}
    listed = [row for row in rows if row.status != "not_applicable"]
    return RecordTable(
        code="worklist",
        title="Settings in order of duty and need",
        unit="settings",
        population=population,
        columns=(*_COLUMNS, _CONCERNS) if inside else _COLUMNS,
        rows=tuple(
            RecordRow(
                _cells(row) + ((concerns.get(row.id, "None"),) if inside else ()),
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


def _cells(row: LeadRow) -> tuple[str, ...]:
    return (
        row.name or "Name withheld by Ofsted",
        row.setting.rpartition(":")[2],
        label("kind", row.kind),
        row.network or "None",
        label("lead", led_by(row)),
        label("duty", bound_by(row)),
        label("reason", row.reason),
        inspected(row),
        day(row.registered_on) if row.registered_on else "Not recorded",
        " ".join(ask.text for ask in asked(row)) or "None",
    )
