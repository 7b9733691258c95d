"""The lists of mentors and officers as documents: visits, plans, handovers, tasks.

They are made safe before anybody reads them; names of people are for officers alone.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from earlyyears.disclosure import (
    Audience,
    Block,
    Document,
    Population,
    Prose,
    RecordColumn,
    RecordRow,
    RecordTable,
)
from earlyyears.kernel import Sensitivity
from earlyyears.ledger import View
from earlyyears.mentoring import (
    NO_NETWORK,
    SettingRow,
    coverage,
    mentor_count,
    setting_rows,
)
from earlyyears.places import vocabulary
from earlyyears.reports import Key, Tally
from earlyyears.reports.words import day

from .mentoring_rows import handover_rows, plan_rows, visit_rows
from .mentoring_tasks import tasks_of
from .reporting import own_report

__all__ = ["PAGES"]


def _column(code: str, label: str, *, person: bool = False) -> RecordColumn:
    shown = Sensitivity.PERSONAL if person else Sensitivity.SETTING
    return RecordColumn(code, label, shown)


_WITHHELD = "Name withheld by Ofsted"
_SETTING = (
    RecordColumn("setting", "Setting"),
    RecordColumn("number", "Registration number"),
)

Row = Any
Cells = tuple[str, ...]


def _words(name: str) -> Callable[[str], str]:
    """The officers' words for the codes of a vocabulary; others are made readable."""
    known = vocabulary(name)
    labels = {code: known.label(code) for code in known.codes()}
    return lambda code: (
        labels.get(code) or (code.replace("_", " ").capitalize() if code else "None")
    )


def _day(value: Any) -> str:
    return day(value) if value else "None"


def _named(row: Row, *cells: str) -> RecordRow:
    number = str(row.setting).rpartition(":")[2]
    told = ((row.name or _WITHHELD) if row.setting else "None", number or "None")
    return RecordRow((*told, *cells), withheld=bool(row.setting) and row.name is None)


def _listed(
    view: View,
    code: str,
    title: str,
    unit: str,
    columns: Sequence[RecordColumn],
    rows: Sequence[Row],
    cells: Callable[[Row], RecordRow],
    key: Key[Row],
) -> list[Block]:
    """A count by one key, and the rows themselves."""
    where = Population(f"{unit} on this page")
    tally = Tally(
        rows, where, view.on, view.as_at, Sensitivity.SETTING, measure=unit, unit=unit
    )
    table = RecordTable(
        code=code,
        title=title,
        unit=unit,
        population=where,
        columns=(*_SETTING, *columns),
        rows=tuple(cells(row) for row in rows),
    )
    return [tally.table(f"{code}-count", f"How many {unit}", key), table]


def _page(
    view: View, audience: Audience, name: str, title: str, blocks: Iterable[Block]
) -> Document:
    return own_report(name, title, blocks, view, audience)


# ---------------------------------------------------------------------------- visits

_VISITS = (
    _column("due", "Due"),
    _column("state", "Why it is listed"),
    _column("kind", "Kind of visit"),
    _column("direction", "Direction"),
    _column("focus", "Focus or follow-up"),
    _column("person", "Mentor or adviser", person=True),
)


def visits_report(view: View, audience: Audience) -> Document:
    """Visits that are due or late, and follow-ups that are due."""
    state, kind = _words("visit-due"), _words("visit-kind")
    way = _words("visit-direction")

    def cells(row: Row) -> RecordRow:
        told = (_day(row.due), state(row.state), kind(row.kind), way(row.direction))
        return _named(row, *told, row.focus or "None", row.person or "None")

    key = Key[Row](
        "state", "Why it is listed", lambda row: row.state, state, first=("late",)
    )
    blocks = _listed(
        view, "visits", "Visits due", "visits", _VISITS, visit_rows(view), cells, key
    )
    return _page(view, audience, "visits", "Visits due", blocks)


# ----------------------------------------------------------------------------- plans

_PLANS = (
    _column("body", "Supported by"),
    _column("state", "State"),
    _column("open", "Actions to be done"),
    _column("overdue", "Actions overdue"),
    _column("review", "Review by"),
    _column("flags", "What is late"),
    _column("person", "Mentor or adviser", person=True),
)


def plans_report(view: View, audience: Audience) -> Document:
    """Open action plans, with what is late about them."""
    body, state, flag = _words("lead-body"), _words("plan-state"), _words("plan-flag")

    def cells(row: Row) -> RecordRow:
        late = "; ".join(map(flag, row.flags)) or "None"
        numbers = (str(row.open_actions), str(row.overdue_actions))
        told = (body(row.body), state(row.state), *numbers, _day(row.review_by), late)
        return _named(row, *told, row.person or "None")

    key = Key[Row]("body", "Supported by", lambda row: row.body, body)
    rows = plan_rows(view)
    blocks = _listed(
        view, "plans", "Open action plans", "plans", _PLANS, rows, cells, key
    )
    return _page(view, audience, "plans", "Action plans", blocks)


# ------------------------------------------------------------------------- handovers

_HANDOVERS = (
    _column("giver", "From"),
    _column("taker", "To"),
    _column("reason", "Reason"),
    _column("opened", "Opened on"),
    _column("waiting", "Days waiting"),
    _column("plans", "Open plans"),
    _column("people", "Who works with it", person=True),
)


def handovers_report(view: View, audience: Audience) -> Document:
    """Handovers that wait to be accepted."""
    body, reason = _words("lead-body"), _words("handover-state")

    def cells(row: Row) -> RecordRow:
        told = (body(row.giver), body(row.taker), reason(row.reason), _day(row.opened))
        more = (str(row.waiting), str(row.plans), "; ".join(row.people) or "None")
        return _named(row, *told, *more)

    key = Key[Row]("taker", "To", lambda row: row.taker, body)
    rows = handover_rows(view)
    blocks = _listed(
        view,
        "handovers",
        "Handovers to accept",
        "handovers",
        _HANDOVERS,
        rows,
        cells,
        key,
    )
    return _page(view, audience, "handovers", "Handovers", blocks)


# ------------------------------------------------------------------- the Monday page

_TASKS = (
    _column("task", "What is to be done"),
    _column("due", "By"),
    _column("duty", "Duty"),
    _column("about", "About"),
)


def tasks_report(view: View, audience: Audience) -> Document:
    """What the post for which the view was made has to do, statutory duties first.

    Raises `UnknownPostError` where nobody holds the post, as for readers outside.
    """
    task, duty = _words("mentoring-task"), _words("lead-duty")
    rows = tasks_of(view, view.actor or "")

    def cells(row: Row) -> RecordRow:
        told = (task(row.task), _day(row.due), duty(row.duty), row.about or "None")
        return _named(row, *told)

    key = Key[Row]("task", "What is to be done", lambda row: row.task, task)
    blocks = _listed(view, "tasks", "To do", "tasks", _TASKS, rows, cells, key)
    title = f"To do for the post {view.actor}"
    return _page(view, audience, "my-worklist", title, blocks)


# ------------------------------------------------------------------- who takes part


def mentoring_report(view: View, audience: Audience) -> Document:
    """Who is supported by mentors, and how far settings take part."""
    rows = setting_rows(view)
    where = Population("group settings")
    tally = Tally(rows, where, view.on, view.as_at, Sensitivity.SETTING)
    level = Key[SettingRow](
        "level",
        "How far it takes part",
        lambda row: row.level,
        _words("engagement-level"),
        first=vocabulary("engagement-level").codes(),
    )
    network = Key[SettingRow](
        "network",
        "Network",
        lambda row: row.network,
        lambda code: "No network" if code == NO_NETWORK else code,
        last=(NO_NETWORK,),
    )
    sector = Key[SettingRow]("sector", "Sector", lambda r: r.sector, _words("sector"))
    audits = Key[SettingRow](
        "audits", "Audits that count", lambda r: r.audits, _AUDITED.__getitem__
    )
    peers = Key[SettingRow](
        "peers", "Learns with a peer", lambda r: _YES[r.peers > 0], _YESNO.__getitem__
    )
    intro = Prose(
        (
            *("On ", view.on, ", ", mentor_count(view), " mentors worked with "),
            *(coverage(view), " group settings."),
        ),
        Sensitivity.SETTING,
    )
    blocks: list[Block] = [
        intro,
        tally.table("engagement-network", "Taking part, by network", network, level),
        tally.table("engagement-sector", "Taking part, by sector", sector, level),
        tally.table("audits-network", "Audits, by network", network, audits),
        tally.table("peers-sector", "Peer learning, by sector", sector, peers),
    ]
    return _page(view, audience, "mentoring", "Mentoring and taking part", blocks)


_YES = {True: "yes", False: "no"}
_YESNO = {"yes": "Yes", "no": "No"}
_AUDITED: Mapping[str, str] = {
    "none": "Not audited",
    "left_out": "Audited, left out of headline figures",
    "baseline": "Audited once",
    "again": "Audited again",
}

#: Reports of mentoring, by name.
PAGES: Mapping[str, Callable[[View, Audience], Document]] = {
    "handovers": handovers_report,
    "mentoring": mentoring_report,
    "my-worklist": tasks_report,
    "plans": plans_report,
    "visits": visits_report,
}
