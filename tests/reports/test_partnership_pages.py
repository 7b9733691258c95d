"""The reports about the partnership itself, and one that is given out again."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from earlyyears.alignment import FrameworkEdition
from earlyyears.app import Hub
from earlyyears.disclosure import (
    SafeDocument,
    SafeListing,
    SafeRecords,
    SafeTable,
    SafeText,
)
from earlyyears.governance import (
    Attendance,
    CoProduction,
    Meeting,
    Vision,
    VisionItem,
    VisionTheme,
)
from earlyyears.mentoring import Mentor
from earlyyears.outcomes import (
    ClearedNarrative,
    Contribution,
    ContributionWaiver,
    FocusArea,
)
from earlyyears.people import Post
from earlyyears.services import changes_between
from tests.outcomes.made import (
    BODY,
    CHAIR,
    indicator,
    item,
    later,
    measured,
    opened,
    outcome,
    partners,
    period,
    person,
    plan,
    seat,
    serves,
    statement,
)

DAY = dt.date(2024, 7, 10)
SPRING, SUMMER = dt.date(2024, 3, 28), dt.date(2024, 7, 5)
FOUR = partners(4)
HERE = period(FOUR, plan="delivery-plan/1")
TAKEN = indicator(
    "take-up",
    "outcome/O1",
    name="Take-up",
    target=Decimal("0.6"),
    target_by=dt.date(2026, 7, 1),
)
OTHER = indicator("trained", "outcome/O2", name="Staff trained")
VISION = Vision(
    id="vision/1",
    name="Our invented vision",
    partnership="partnership/1",
    state="agreed",
    agreed_on=dt.date(2023, 1, 10),
    review_body=BODY.id,
)
THEME = VisionTheme(id="vision-theme/1", vision=VISION.id, place=1, name="Welcome")
ITEMS = tuple(
    VisionItem(id=f"vision-item/{n}", theme=THEME.id, place=n, statement=f"Aim {n}")
    for n in (1, 2)
)
O1 = outcome("O1", vision_items=("vision-item/1",))
MEETING = Meeting(
    id="meeting/1", body=BODY.id, name="July", on=dt.date(2024, 7, 2), state="held"
)
CONTENT = (
    BODY,
    CHAIR,
    person(0),
    person(1),
    person(2),
    *FOUR,
    HERE,
    plan(),
    seat(1, organisation="organisation/1"),
    seat(2, organisation="organisation/2"),
    Post(id="post/1", post="hub-lead", holder="person/1", interim=True),
    VISION,
    THEME,
    *ITEMS,
    O1,
    outcome("O2"),
    TAKEN,
    OTHER,
    statement("needs-assessment", "P1"),
    serves(O1, "needs-assessment", "P1"),
    FrameworkEdition(
        id="framework-edition/n",
        framework="needs-assessment",
        edition="2021",
        name="Needs 2021",
        kind="needs_assessment",
    ),
    item("1", outcome="outcome/O1", funding=("Hub grant",), starts=SPRING),
    item(
        "2",
        outcome="outcome/O2",
        funding=("Hub grant", "Council"),
        rag="amber",
        rag_reason="two posts are empty",
    ),
    Mentor(
        id="mentor/1",
        person="person/2",
        post="nursery_head",
        home="setting/none",
        funding="local_authority",
    ),
    MEETING,
    Attendance(id="attendance/1", meeting=MEETING.id, seat="seat/1", person="person/1"),
    CoProduction(
        id="co-production/1",
        made=VISION.id,
        part="authored",
        organisation="organisation/1",
        on=dt.date(2023, 1, 10),
    ),
    *(
        Contribution(
            id=f"contribution/{n}",
            period=HERE.id,
            contributor=f"organisation/{n}",
            received_on=dt.date(2024, 7, 1),
            narrative=f"Term of {n}.",
        )
        for n in (1, 2)
    ),
    Contribution(
        id="contribution/3",
        period=HERE.id,
        contributor="organisation/3",
        received_on=dt.date(2024, 7, 1),
        nil=True,
    ),
    ContributionWaiver(
        id="contribution-waiver/4",
        period=HERE.id,
        contributor="organisation/4",
        chair=CHAIR.id,
        reason="no staff this term",
        on=DAY,
    ),
    ClearedNarrative(
        id="cleared-narrative/1",
        period=HERE.id,
        contributor="organisation/1",
        text="Term of 1.",
        cleared_by="head-of-service",
        on=DAY,
    ),
    FocusArea(id="focus-area/1", period=HERE.id, place=1, text="Speech at two"),
    measured("spring", TAKEN.id, SPRING, (520, 1000), vintage=dt.date(2024, 5, 1)),
    measured("summer", TAKEN.id, SUMMER, (580, 1000), vintage=dt.date(2024, 7, 9)),
    measured("staff", OTHER.id, SUMMER, (41, 80), vintage=dt.date(2024, 7, 9)),
)


@pytest.fixture
def hub() -> Iterator[Hub]:
    """A partnership in its summer term."""
    with opened() as held:
        held.record(*CONTENT, reason="the summer term")
        yield held


def told(page: SafeDocument) -> str:
    """Everything that a page says, as one text."""
    parts: list[str] = []
    for block in page.blocks:
        match block:
            case SafeRecords(rows=rows, title=title):
                parts += [title, *(" | ".join(row) for row in rows)]
            case SafeListing(items=items, title=title):
                parts += [title, *(f"{term}: {said}" for term, said in items)]
            case SafeText(text=text):
                parts.append(text)
            case SafeTable(title=title, cells=cells):
                parts += [title, *(str(cell) for _, cell in cells)]
            case _:
                pass
    return "\n".join(parts)


def page(hub: Hub, name: str, audience: str = "internal") -> str:
    """A report's words for an audience."""
    return told(hub.report(name, on=DAY).safe(audience))


def test_the_term_report_says_who_contributed_and_who_was_waived(hub: Hub) -> None:
    """J1: received, nil and waived, with the chair's reason on the page."""
    said = page(hub, "termly")
    assert "Invented partner 3 | Nothing to report" in said
    assert "Invented partner 4: no staff this term" in said
    assert "1: Speech at two" in said
    assert (
        "Take-up | The partnership's own work | 58.0 % | 52.0 % | 50.0 % | 60.0 %"
        " | No | Yes" in said
    )
    assert "two posts are empty" in said


def test_a_narrative_is_public_only_once_somebody_cleared_it(hub: Hub) -> None:
    """What a partner wrote freely needs a named post's clearance."""
    assert "Term of 2." in page(hub, "termly")
    public = page(hub, "termly", "public")
    assert "Term of 1." in public
    assert "Term of 2." not in public
    assert "no staff this term" not in public


def test_the_outcomes_page_shows_gaps_on_both_sides(hub: Hub) -> None:
    """S60: the matrix, what nobody asks for, and the vision down to figures (S24)."""
    said = page(hub, "outcomes")
    assert "Shared O1: Outcome O1 | Supports" in said
    assert "No source asks for it: Shared O2: Outcome O2" in said
    assert "Aim 1 | Outcome O1 | 1 Action 1 | Take-up: 58.0 % up to 5 July 2024" in said
    assert "Aim 2 | Nothing | Nothing | Nothing" in said
    assert "None: not reviewed yet" in said


def test_the_partnership_page_names_silence_evidence_activity_and_funding(
    hub: Hub,
) -> None:
    """S54, S129, S121, S128: who was silent, who wrote, who took part, what stops."""
    said = page(hub, "partnership")
    assert "2 July 2024 | Maintained" in said
    assert "Vision: Our invented vision | Invented partner 1 | Nothing" in said
    assert "Invented partner 1 | 2024 | 1 | 0 | 1 | 1" in said
    assert "Hub grant | Plan item 1: Action 1 | stops" in said
    assert "Hub grant | Plan item 2: Action 2 | loses a part of its funding" in said


def test_a_new_lead_finds_everything_in_one_page(hub: Hub) -> None:
    """P22: posts with interim holders, the plan, reports under way, what is owed."""
    said = page(hub, "handbook")
    assert "Hub lead | Role-holder 1, interim" in said
    assert "1 Action 1: Invented partner 1, planned" in said
    assert "Report of the summer term: Open, due 5 July 2024" in said


@pytest.mark.parametrize("name", ["termly", "partnership", "outcomes", "handbook"])
def test_an_empty_hub_has_its_pages_too(name: str) -> None:
    """Nothing recorded is no fault: the page says what is not there."""
    with opened() as held:
        for audience in ("public", "steering", "internal"):
            assert held.report(name, on=DAY).safe(audience).blocks


# --------------------------------------------------------------------------- reissue


def test_a_reissue_lists_the_corrected_figure_and_what_follows_from_it(
    hub: Hub, tmp_path: Path
) -> None:
    """J1: the figure, what is derived from it, and nothing else; with the cause."""
    hub.report("termly", on=DAY).save(tmp_path / "first.html", audience="internal")
    given_out = hub.verify().commits
    hub.record(
        measured("summer", TAKEN.id, SUMMER, (610, 1000), vintage=dt.date(2024, 7, 9)),
        reason="two schools had been left out",
    )
    changes = hub.reissue(
        "termly", tmp_path / "again.html", audience="internal", since=given_out, on=DAY
    )
    assert {
        "Take-up: 5 July 2024, children with a place": "580 is now 610",
        "Where each indicator stands: Take-up, Now": "58.0 % is now 61.0 %",
        "Where each indicator stands: Take-up, Met": "No is now Yes",
    } == {one.where: str(one) for one in changes}
    again = (tmp_path / "again.html").read_text(encoding="utf-8")
    assert "580 is now 610" in again
    assert "two schools had been left out" in again
    assert "given out" not in again.partition("What was recorded since")[2][:400]


def test_nothing_changed_is_said_too(hub: Hub, tmp_path: Path) -> None:
    """A reissue without a correction says that every figure is as it was."""
    hub.report("termly", on=DAY).save(tmp_path / "first.html", audience="internal")
    since = hub.verify().commits
    changes = hub.reissue(
        "termly", tmp_path / "again.html", audience="internal", since=since, on=DAY
    )
    assert () == changes
    text = (tmp_path / "again.html").read_text(encoding="utf-8")
    assert "every figure is as it was" in text


def test_what_is_gone_from_a_page_is_a_change(hub: Hub) -> None:
    """A focus area that was taken back stands at the end of the list."""
    before = hub.report("termly", on=DAY).safe("internal")
    hub.record(
        later(CONTENT_FOCUS, dt.date(2024, 7, 1), text="Speech at three"),
        reason="words",
    )
    changes = changes_between(before, hub.report("termly", on=DAY).safe("internal"))
    assert [("Focus areas: 1", "Speech at two", "Speech at three")] == [
        (one.where, one.before, one.after) for one in changes
    ]


CONTENT_FOCUS = next(one for one in CONTENT if isinstance(one, FocusArea))
