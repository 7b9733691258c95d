"""The partnership on a page: outcomes and sources, voices, evidence, loose ends."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping

from earlyyears.alignment import FrameworkEdition, Matrix, Statement, stale_links
from earlyyears.disclosure import Block, Heading
from earlyyears.governance import (
    Attendance,
    CoProduction,
    Decision,
    Intervention,
    Meeting,
    MeetingAction,
    SectorFeedback,
    Vision,
    findings,
    items_of,
    meeting_findings,
    overdue_feedback,
    parts_of,
    review_findings,
    reviews_of,
    silent_seats,
)
from earlyyears.kernel import Facts, ItemRef, Record, Sensitivity
from earlyyears.mentoring import Allocation, Mentor
from earlyyears.outcomes import (
    Contribution,
    Indicator,
    Outcome,
    PlanItem,
    ReportPeriod,
    alignment_matrix,
    framework_gaps,
    indicator_gaps,
    monitor,
    reminders,
)
from earlyyears.people import Body, Post, Seat
from earlyyears.roles import Override

from .plainly import listing, table
from .readings import reading_in_words
from .words import day, humanised

__all__ = [
    "activity_blocks",
    "alignment_blocks",
    "evidence_blocks",
    "funding_blocks",
    "handbook_blocks",
    "loose_end_blocks",
    "vision_blocks",
    "voice_blocks",
]

Names = Mapping[str, str]

_NOTHING = "Nothing"
_GAPS = {
    "unasked": "No source asks for it",
    "unserved": "No outcome serves it",
    "no_measure": "No measure",
    "no_owner": "No owner",
    "no_baseline": "A target without a baseline",
    "two_definitions": "One name, two definitions",
    "no_value": "No measurement",
    "not_alone": "Of a whole area, and one partner alone works on it",
}
_STALE = {
    "altered": "worded otherwise now",
    "dropped": "not in the newer edition",
    "unknown": "its earlier words are not recorded",
}


def _named(names: Names, key: str | None) -> str:
    return names.get(key, key) if key else _NOTHING


# ------------------------------------------------------------------------ alignment


def alignment_blocks(facts: Facts) -> Iterator[Block]:
    """Outcomes beside every other framework, with the gaps on both sides (S60).

    Each framework has a table of its own, since a page is not wide enough for all.
    """
    editions = {(one.framework, one.edition) for one in facts.all(Outcome)}
    sources = _sources(facts, {framework for framework, _ in editions})
    for framework, edition in sorted(editions):
        yield Heading(f"Outcomes of {humanised(framework)}, {edition}")
        words = _words(facts)
        for source in sources:
            laid = alignment_matrix(facts, framework, edition, (source,))
            yield _matrix(laid, source, words)
        found = framework_gaps(facts, framework, edition, sources)
        said = [(_GAPS[one.code], _item(one.about, words)) for one in found]
        none = [("Gaps", "None: every outcome is asked for, measured and owned")]
        yield listing("What hangs loose", said or none, Sensitivity.PUBLIC)
    held = [
        (_item(str(one.points_at), _words(facts)), _STALE[one.reason])
        for one in stale_links(facts)
    ]
    if held:
        yield listing("Links to be agreed again", held)


def _sources(facts: Facts, own: set[str]) -> tuple[str, ...]:
    held = {one.framework for one in facts.all(Statement)} - own
    return tuple(sorted(held))


def _words(facts: Facts) -> dict[str, str]:
    said = {str(one.points_at): one.text for one in facts.all(Statement)}
    return said | {str(one.points_at): one.text for one in facts.all(Outcome)}


def _item(about: str, words: Names) -> str:
    ref = ItemRef.parse(about)
    number = f"{humanised(ref.framework)} {ref.item}" if ref else about
    return f"{number}: {words[about]}" if about in words else number


def _matrix(laid: Matrix, source: str, words: Names) -> Block:
    rows = [
        (
            _item(str(row), words),
            *(
                humanised(link.relation) if (link := laid.link(row, column)) else ""
                for column in laid.columns
            ),
        )
        for row in laid.rows
    ]
    headings = ("Outcome", *(column.item for column in laid.columns))
    note = "; ".join(f"{c.item}: {words.get(str(c), '')}" for c in laid.columns)
    return table(
        f"alignment-{source}",
        f"Beside {humanised(source)}",
        headings,
        rows,
        "outcomes",
        level=Sensitivity.PUBLIC,
        note=note,
    )


# ----------------------------------------------------------------------- the vision


def vision_blocks(facts: Facts) -> Iterator[Block]:
    """Each statement of the vision, what it became, and what hangs loose (S24)."""
    for vision in facts.all(Vision):
        yield Heading(vision.name)
        yield table(
            f"vision-{vision.id.rpartition('/')[2]}",
            "From the vision to figures",
            ("Statement", "Outcomes", "Plan items", "Figures"),
            _traces(facts, vision),
            "statements",
            note="A statement beside which nothing stands is not worked on yet.",
        )
        held = [
            (day(one.on), humanised(one.outcome)) for one in reviews_of(facts, vision)
        ]
        yield listing("Reviews", held or [("None", "not reviewed yet")])
    due = [(humanised(one.code), one.message) for one in review_findings(facts)]
    if due:
        yield listing("Reviews that are due", due)


def _traces(facts: Facts, vision: Vision) -> Iterator[tuple[str, ...]]:
    readings = {one.indicator.id: one for one in monitor(facts)}
    for _, items in items_of(facts, vision):
        for item in items:
            outcomes = [
                one for one in facts.all(Outcome) if item.id in one.vision_items
            ]
            keys = {one.id for one in outcomes}
            plans = [one for one in facts.all(PlanItem) if one.outcome in keys]
            held = [one for one in facts.all(Indicator) if one.outcome in keys]
            yield (
                item.statement,
                _joined(one.text for one in outcomes),
                _joined(f"{one.item} {one.action}" for one in plans),
                _joined(
                    f"{one.name}: {reading_in_words(readings[one.id])}" for one in held
                ),
            )


def _joined(parts: Iterable[str]) -> str:
    return "; ".join(parts) or _NOTHING


# --------------------------------------------------------------------------- voices


def voice_blocks(facts: Facts, names: Names) -> Iterator[Block]:
    """Who is missing from a body, who was silent, who has not reported back."""
    for body in facts.all(Body):
        yield Heading(body.name)
        missing = [(humanised(one.code), one.message) for one in findings(facts, body)]
        none = [("Membership", "As the terms of reference have it")]
        yield listing("Who should be there", missing or none)
        yield from _meetings(facts, body, names)
    late = [
        (_seat(facts, one.seat, names), f"was due on {day(one.due)}")
        for one in overdue_feedback(facts)
        if one.due is not None
    ]
    if late:
        yield listing("Sectors not reported back to", late)


def _meetings(facts: Facts, body: Body, names: Names) -> Iterator[Block]:
    held = sorted(
        (one for one in facts.all(Meeting).where(body=body.id) if one.on <= facts.on),
        key=lambda one: one.on,
    )
    rows = [
        (
            day(one.on),
            _joined(_seat(facts, seat.id, names) for seat in silent_seats(facts, one)),
            _joined(each.message for each in meeting_findings(facts, one)),
        )
        for one in held
    ]
    if rows:
        yield table(
            f"meetings-{body.id.rpartition('/')[2]}",
            "Meetings: seats not heard from, and what was lacking",
            ("Meeting", "Not heard from", "Lacking"),
            rows,
            "meetings",
        )


def _seat(facts: Facts, key: str, names: Names) -> str:
    held = facts.all(Seat).where(id=key).first()
    if held is None:
        return key
    network = f", {_named(names, held.network)}" if held.network else ""
    return f"{humanised(held.sector)}{network}"


# -------------------------------------------------------------------------- evidence


def evidence_blocks(facts: Facts, names: Names) -> Iterator[Block]:
    """Who wrote, was consulted and agreed, for everything made together (S129)."""
    made = dict.fromkeys(one.made for one in facts.all(CoProduction))
    rows = [
        (
            _thing(facts, key),
            _parties(facts, parts_of(facts, key).authored, names),
            _parties(facts, parts_of(facts, key).consulted, names),
            _parties(facts, parts_of(facts, key).agreed, names),
        )
        for key in made
    ]
    yield table(
        "co-production",
        "Who had a part in what",
        ("What was made", "Written by", "Consulted", "Agreed by"),
        rows,
        "things made together",
    )


def _thing(facts: Facts, key: str) -> str:
    kind, _, rest = key.partition("/")
    for cls in (Vision, Body, PlanItem):
        held = facts.all(cls).where(id=key).first()
        if held is not None:
            return f"{humanised(kind)}: {getattr(held, 'name', rest)}"
    return f"{humanised(kind)} {rest}"


def _parties(facts: Facts, keys: Iterable[str], names: Names) -> str:
    return _joined(
        _seat(facts, key, names) if key.startswith("seat/") else _named(names, key)
        for key in keys
    )


def activity_blocks(facts: Facts, names: Names) -> Iterator[Block]:
    """What each partner did in each calendar year, by what is recorded (S121)."""
    counted: Counter[tuple[str, int, str]] = Counter(
        (who, when.year, what) for who, when, what in _deeds(facts) if when <= facts.on
    )
    keys = sorted({(who, year) for who, year, _ in counted})
    rows = [
        (
            _named(names, who),
            str(year),
            *(str(counted[who, year, what]) for what in _DEEDS),
        )
        for who, year in keys
    ]
    yield table(
        "activity",
        "What partners took part in, year by year",
        ("Partner", "Year", *(_DEEDS.values())),
        rows,
        "partners and years",
    )


_DEEDS = {
    "meeting": "Meetings attended",
    "part": "Things made together",
    "report": "Reports contributed to",
    "item": "Plan items owned",
}


def _deeds(facts: Facts) -> Iterator[tuple[str, dt.date, str]]:
    seats = {one.id: one.organisation for one in facts.all(Seat)}
    days = {one.id: one.on for one in facts.all(Meeting)}
    for one in facts.all(Attendance):
        who, when = seats.get(one.seat or ""), days.get(one.meeting)
        if who and when and one.presence != "absent":
            yield who, when, "meeting"
    for part in facts.all(CoProduction):
        if part.organisation:
            yield part.organisation, part.on, "part"
    for sent in facts.all(Contribution):
        yield sent.contributor, sent.received_on, "report"
    for item in facts.all(PlanItem):
        if item.starts:
            yield item.owner, item.starts, "item"


# --------------------------------------------------------------------------- funding


def funding_blocks(facts: Facts, names: Names) -> Iterator[Block]:
    """What stops if a source of funding ends: plan items, mentors, settings (S128)."""
    yield table(
        "funding",
        "What stops if a source of funding ends",
        ("Source of funding", "What it pays", "What hangs on it"),
        sorted(_cliff(facts, names)),
        "sources of funding",
        of_people=("What it pays",),
    )


def _cliff(facts: Facts, names: Names) -> Iterator[tuple[str, str, str]]:
    for item in facts.all(PlanItem):
        only = len(item.funding) == 1
        left = "stops" if only else "loses a part of its funding"
        for fund in item.funding:
            yield fund, f"Plan item {item.item}: {item.action}", left
    for mentor in facts.all(Mentor):
        if mentor.funding:
            held = facts.all(Allocation).where(person=mentor.person)
            settings = _joined(_named(names, one.setting) for one in held)
            what = f"Mentor: {_named(names, mentor.person)}"
            yield humanised(mentor.funding), what, f"settings supported: {settings}"


# --------------------------------------------------------------------- loose ends


def loose_end_blocks(facts: Facts, names: Names) -> Iterator[Block]:
    """What is late, stale or missing on the day, in one place."""
    stale = [
        (one.indicator.name, "no recent measurement")
        for one in monitor(facts)
        if one.stale
    ]
    gaps = [
        (_named(_indicators(facts), one.about), _GAPS[one.code])
        for one in indicator_gaps(facts)
    ]
    owed = [
        (_named(names, one.contributor), f"report due on {day(one.due)}")
        for one in reminders(facts)
    ]
    for title, items in (
        ("Measures that are neglected", [*stale, *gaps]),
        ("Contributions not received", owed),
    ):
        yield listing(title, items or [("Nothing", "on the day of this page")])


def _indicators(facts: Facts) -> dict[str, str]:
    return {one.id: one.name for one in facts.all(Indicator)}


def handbook_blocks(facts: Facts, names: Names) -> Iterator[Block]:
    """Everything that a new lead must know, in one call (P22).

    Who holds which post, what each body is and lacks, live overrides and allocations,
    open decisions and actions, what sectors are owed, plans and reports under way.
    """
    yield Heading("Posts and bodies")
    posts = [
        (
            humanised(one.post),
            f"{_named(names, one.holder)}{', interim' if one.interim else ''}",
        )
        for one in facts.all(Post)
    ]
    yield table(
        "posts",
        "Who holds which post",
        ("Post", "Holder"),
        posts,
        "posts",
        of_people=("Holder",),
    )
    for title, kind, told in _LIVE:
        yield listing(title, [told(one, names) for one in facts.all(kind)])
    yield from loose_end_blocks(facts, names)


def _override(one: Override, names: Names) -> tuple[str, str]:
    last = one.valid.end
    until = f" until {day(last - dt.timedelta(days=1))}" if last else ""
    return _named(names, one.setting), f"{humanised(one.body)}{until}: {one.reason}"


def _allocated(one: Allocation, names: Names) -> tuple[str, str]:
    return _named(names, one.setting), humanised(one.state)


def _decided(one: Decision, _: Names) -> tuple[str, str]:
    return one.matter, f"{one.decided}. {one.reason}".strip()


def _to_do(one: MeetingAction, _: Names) -> tuple[str, str]:
    due = f", due {day(one.due)}" if one.due else ""
    return one.action, f"{humanised(one.owner)}{due}, {humanised(one.state).lower()}"


def _owed(one: SectorFeedback, _: Names) -> tuple[str, str]:
    return humanised(one.state), _joined(one.items)


def _planned(one: PlanItem, names: Names) -> tuple[str, str]:
    return f"{one.item} {one.action}", f"{_named(names, one.owner)}, {one.state}"


def _under_way(one: ReportPeriod, _: Names) -> tuple[str, str]:
    return one.name, f"{humanised(one.state)}, due {day(one.due)}"


def _tried(one: Intervention, _: Names) -> tuple[str, str]:
    return (
        one.name,
        f"{humanised(one.coordinator)}: {one.evidence or 'no evidence given'}",
    )


def _edition(one: FrameworkEdition, _: Names) -> tuple[str, str]:
    return one.name, f"edition {one.edition}"


_LIVE: tuple[tuple[str, type[Record], Callable[..., tuple[str, str]]], ...] = (
    ("Overrides in force", Override, _override),
    ("Allocations in force", Allocation, _allocated),
    ("Decisions", Decision, _decided),
    ("Actions", MeetingAction, _to_do),
    ("Reports to sectors", SectorFeedback, _owed),
    ("Delivery plan", PlanItem, _planned),
    ("Termly reports", ReportPeriod, _under_way),
    ("Interventions", Intervention, _tried),
    ("Frameworks aligned to", FrameworkEdition, _edition),
)
