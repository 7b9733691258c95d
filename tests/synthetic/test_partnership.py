"""Two fictional years of a partnership, and twelve questions worked by hand.

The answers were written down from the story before anything was computed.
"""

import datetime as dt
from collections.abc import Iterator
from fractions import Fraction

import pytest

from earlyyears import synthetic
from earlyyears.app import MACHINE, Edge, Hub, open_hub
from earlyyears.disclosure import SafeListing, SafeRecords
from earlyyears.governance import (
    NonNegotiableConflict,
    Vision,
    next_review,
    review_findings,
)
from earlyyears.kernel import evolve
from earlyyears.ledger import Ended, View
from earlyyears.outcomes import (
    DeliveryPlan,
    Indicator,
    PlanItem,
    ReportPeriod,
    monitor,
    outstanding,
)
from earlyyears.people import Post

AREA = synthetic.borough(seed=7).area
NOON = dt.time(12, tzinfo=dt.UTC)


class Clock:
    """A clock that somebody sets."""

    def __init__(self) -> None:
        self.day = dt.date(2022, 9, 1)

    def __call__(self) -> dt.datetime:
        """Noon of the day it is set to."""
        return dt.datetime.combine(self.day, NOON)


def told(step: synthetic.Step) -> list[object]:
    """What a step records, endings as the ledger takes them."""
    return [
        Ended(one.kind, one.id, one.valid) if isinstance(one, synthetic.Ending) else one
        for one in step.records
    ]


@pytest.fixture(scope="module")
def hub() -> Iterator[Hub]:
    """The two years, each step recorded on its day by its post."""
    clock = Clock()
    edge: Edge = evolve(MACHINE, clock=clock)
    with open_hub(
        "memory:", borough=AREA, actor="co-ordinator", plugins=(), edge=edge
    ) as held:
        for step in synthetic.partnership_steps():
            clock.day = step.on
            held.record(*told(step), reason=step.reason)  # type: ignore[arg-type]
        clock.day = dt.date(2024, 8, 31)
        yield held


def leads(view: View) -> list[tuple[str, bool]]:
    """Who holds the post of hub lead, and whether only for the time being."""
    held = view.all(Post).where(post="hub-lead")
    return sorted((one.holder, one.interim) for one in held)


def item(view: View, number: str) -> PlanItem:
    """An item of the plan."""
    (found,) = view.all(PlanItem).where(item=number)
    return found


def day(text: str) -> dt.date:
    """A day as text."""
    return dt.date.fromisoformat(text)


def test_one_who_led_in_the_first_autumn(hub: Hub) -> None:
    """The founding lead, and nobody interim."""
    assert [("person/1", False)] == leads(hub.at(day("2022-11-01")))


def test_two_who_led_in_march(hub: Hub) -> None:
    """S05, S06: two interim leads hold the one post."""
    expected = [("person/2", True), ("person/3", True)]
    assert expected == leads(hub.at(day("2023-03-01")))


def test_three_who_led_after_the_summer(hub: Hub) -> None:
    """The post outlasts its holders."""
    assert [("person/4", False)] == leads(hub.at(day("2023-10-01")))


def test_four_what_was_known_before_the_change_was_announced(hub: Hub) -> None:
    """On 15 December nobody knew yet that the lead would leave."""
    then = hub.at(day("2023-02-01"), as_at=day("2022-12-15"))
    assert [("person/1", False)] == leads(then)


def test_five_the_review_that_was_on_time(hub: Hub) -> None:
    """S23: reviewed in July 2023, so the next is due twelve months later."""
    view = hub.at(day("2023-07-10"))
    (vision,) = view.all(Vision)
    assert "reaffirmed" == vision.state
    assert day("2024-07-05") == next_review(view, vision)
    assert () == review_findings(view)


def test_six_the_review_that_is_overdue(hub: Hub) -> None:
    """Nobody reviewed the vision by July 2024."""
    assert () == review_findings(hub.at(day("2024-07-05")))
    assert 1 == len(review_findings(hub.at(day("2024-07-06"))))


def test_seven_when_the_visits_were_due(hub: Hub) -> None:
    """S69, S70: in June they were due in December; the earlier plan stays readable."""
    assert day("2023-12-15") == item(hub.at(day("2023-06-01")), "1").due
    assert day("2024-05-31") == item(hub.at(day("2023-10-01")), "1").due
    known = hub.at(day("2023-10-01"), as_at=day("2023-09-19"))
    assert day("2023-12-15") == item(known, "1").due


def test_eight_who_had_sent_nothing(hub: Hub) -> None:
    """J1: the health trust alone, until the chair went on without it."""
    (first,) = hub.at(day("2022-12-20")).all(ReportPeriod)
    before = hub.at(day("2022-12-31"), as_at=day("2022-12-19"))
    assert ("organisation/health",) == outstanding(before, first)
    assert () == outstanding(hub.at(day("2022-12-31")), first)


def reading(view: View, name: str) -> Fraction | None:
    """The newest reading of an indicator."""
    return next(one.value for one in monitor(view) if name in one.indicator.name)


def test_nine_the_take_up_of_spring_in_two_vintages(hub: Hub) -> None:
    """Provisional in May, final in July: 260 and 275 of 500."""
    may = hub.at(day("2023-05-01"), as_at=day("2023-05-01"))
    assert Fraction(260, 500) == reading(may, "Take-up")
    assert Fraction(275, 500) == reading(hub.at(day("2023-07-20")), "Take-up")
    assert 2 == len([*may.all(Indicator)])


def funded(hub: Hub, when: str) -> list[tuple[str, ...]]:
    """What hangs on each source of funding, as the partnership's page says."""
    page = hub.report("partnership", on=day(when)).safe("internal")
    (found,) = (
        block.rows
        for block in page.blocks
        if isinstance(block, SafeRecords) and block.code == "funding"
    )
    return [*found]


def test_ten_what_stops_with_the_grant(hub: Hub) -> None:
    """S128: in December the training would stop; in February nothing hangs on it."""
    grant = "Start-up grant (fictional)"
    december = [row for row in funded(hub, "2023-12-01") if row[0] == grant]
    visits = "Plan item 1: Visit families of eligible two-year-olds"
    assert [
        (grant, visits, "loses a part of its funding"),
        (grant, "Plan item 2: Saturday training", "stops"),
    ] == december
    assert [("Council", visits, "stops")] == funded(hub, "2024-02-01")


def test_eleven_how_many_reports_were_approved(hub: Hub) -> None:
    """S65: three by the end of 2023, all six in the end, none changed afterwards."""

    def approved(when: str) -> int:
        return len(hub.at(day(when)).all(ReportPeriod).where(state="approved"))

    assert (3, 6) == (approved("2023-12-31"), approved("2024-08-31"))


def test_twelve_what_ran_against_a_non_negotiable(hub: Hub) -> None:
    """S55: the conflict was open until the playgroups waived it."""

    def state(when: str) -> str:
        (found,) = hub.at(day(when)).all(NonNegotiableConflict)
        return found.state

    assert ("open", "waived") == (state("2023-01-25"), state("2023-02-01"))
    assert "contributed" == _plan_state(hub, "2023-01-25")
    assert "approved" == _plan_state(hub, "2023-02-01")


def _plan_state(hub: Hub, when: str) -> str:
    (found,) = hub.at(day(when)).all(DeliveryPlan)
    return found.state


# --------------------------------------------------------------------- and the rest


def test_the_story_says_that_it_is_fictional() -> None:
    """Its names bear the watermark, and nobody in it has a name."""
    records = [one for step in synthetic.partnership_steps() for one in step.records]
    named = [one for one in records if getattr(one, "kind", "") == "hub"]
    assert all("(fictional)" in getattr(one, "name", "") for one in named)
    assert named


@pytest.mark.parametrize("term", range(1, 7))
def test_each_of_six_termly_reports_prints_its_waiver(hub: Hub, term: int) -> None:
    """The page of every term says that the health trust was waived, and why."""
    periods = sorted(hub.at(hub.today).all(ReportPeriod), key=lambda one: one.first)
    here = periods[term - 1]
    page = hub.report("termly", on=max(here.last, here.due) + dt.timedelta(5))
    titles = [
        block.title
        for block in page.safe("internal").blocks
        if isinstance(block, SafeListing)
    ]
    assert 6 == len(periods)
    assert "The report goes on without, by the chair's word" in titles


def test_every_page_about_the_story_is_watermarked(hub: Hub) -> None:
    """A page says that the borough is made up, as the demonstration's pages do."""
    page = hub.report("termly", on=day("2023-05-15")).safe("steering")
    assert page.document.fictional
    assert "Marlow Vale" == page.document.borough


def test_what_came_later_is_not_on_an_earlier_page(hub: Hub) -> None:
    """In May 2023 nobody had contributed to a report of 2024."""
    page = hub.report("partnership", on=day("2023-05-15")).safe("internal")
    (rows,) = (
        block.rows
        for block in page.blocks
        if isinstance(block, SafeRecords) and block.code == "activity"
    )
    assert {"2022", "2023"} == {row[1] for row in rows}
