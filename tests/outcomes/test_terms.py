"""The termly cycle: who is missing, what is waived, what is closed afterwards."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from earlyyears.app import Hub
from earlyyears.kernel import Faults, Record, evolve
from earlyyears.ledger import Ended
from earlyyears.outcomes import (
    Addendum,
    ClearedNarrative,
    Contribution,
    ContributionWaiver,
    FocusArea,
    PlanChange,
    carried_on,
    outstanding,
    reminders,
    standing,
)
from tests.outcomes.made import BODY, CHAIR, later, opened, partners, period, person

DAY = dt.date(2024, 7, 10)
TWELVE = partners(12)
HERE = period(TWELVE)


def sent(place: int, **given: object) -> Contribution:
    """What a partner sent."""
    told: dict[str, object] = {
        "received_on": dt.date(2024, 7, 1),
        "narrative": f"Our term, {place}.",
    }
    return Contribution(
        id=f"contribution/{place}",
        period=HERE.id,
        contributor=f"organisation/{place}",
        **{**told, **given},  # type: ignore[arg-type]
    )


def waiver(place: int, **given: object) -> ContributionWaiver:
    """The chair goes on without a partner."""
    told: dict[str, object] = {"chair": CHAIR.id, "reason": "moving house", "on": DAY}
    return ContributionWaiver(
        id=f"contribution-waiver/{place}",
        period=HERE.id,
        contributor=f"organisation/{place}",
        **{**told, **given},  # type: ignore[arg-type]
    )


NIL = sent(11, nil=True, narrative="")


@pytest.fixture
def hub() -> Iterator[Hub]:
    """Ten contributions and one nil return of twelve expected."""
    with opened() as held:
        held.record(
            BODY,
            CHAIR,
            person(0),
            *TWELVE,
            HERE,
            *(sent(place) for place in range(1, 11)),
            NIL,
            reason="summer term",
        )
        yield held


def test_consolidation_names_exactly_the_one_that_is_missing(hub: Hub) -> None:
    """J1: ten received, one nil, one missing; and the chair's waiver lets it go on."""
    assert ("organisation/12",) == outstanding(hub.at(DAY), HERE)
    with pytest.raises(Faults) as caught:
        hub.record(later(HERE, DAY, state="consolidated"), reason="consolidate")
    (only,) = caught.value.findings
    assert only.message.endswith("still waits for organisation/12")
    hub.record(waiver(12), later(HERE, DAY, state="consolidated"), reason="waived")
    stood = {one.contributor: one for one in standing(hub.at(DAY), HERE)}
    last = stood["organisation/12"]
    assert ("waived", "moving house") == (last.state, last.reason)
    assert "nil" == stood["organisation/11"].state
    assert "received" == stood["organisation/1"].state


def test_only_the_chair_may_go_on_without_a_partner(hub: Hub) -> None:
    """A waiver by nobody's chair, without a reason, or for a stranger, is refused."""
    for given, code in (
        ({"chair": "chair/other"}, "contribution_waiver_chair"),
        ({"reason": " "}, "contribution_waiver_incomplete"),
        ({"contributor": "organisation/99"}, "contribution_waiver_contributor"),
    ):
        told = {"contributor": "organisation/12", **given}
        with pytest.raises(Faults) as caught:
            hub.record(
                ContributionWaiver(
                    id="contribution-waiver/x",
                    period=HERE.id,
                    on=DAY,
                    **{"chair": CHAIR.id, "reason": "away", **told},  # type: ignore[arg-type]
                ),
                reason="waived",
            )
        assert [code] == [one.code for one in caught.value.findings]


def test_reminders_are_data_and_the_most_urgent_come_first(hub: Hub) -> None:
    """Who is to be reminded, until when; sending it is the host application's."""
    (only,) = reminders(hub.at(dt.date(2024, 7, 3)))
    assert ("organisation/12", 2) == (only.contributor, only.days)
    assert -5 == reminders(hub.at(DAY))[0].days
    hub.record(sent(12, received_on=dt.date(2024, 7, 8)), reason="at last")
    assert () == reminders(hub.at(DAY))
    assert "late" == standing(hub.at(DAY), HERE)[11].state


# ----------------------------------------------------------------- after approval


@pytest.fixture
def approved(hub: Hub) -> Hub:
    """The same report once it is approved."""
    hub.record(sent(12), reason="at last")
    for day, state in ((10, "consolidated"), (12, "approved")):
        hub.record(later(HERE, dt.date(2024, 7, day), state=state), reason=state)
    return hub


AFTER = dt.date(2024, 7, 12)


@pytest.mark.parametrize(
    "change",
    [
        later(sent(1), AFTER, narrative="Another story."),
        sent(3, narrative="Another story, from the beginning."),
        later(NIL, AFTER, nil=False, narrative="Something after all."),
        Ended("contribution", "contribution/1", later(HERE, AFTER).valid),
        later(HERE, AFTER, state="approved", due=dt.date(2024, 8, 1)),
        later(HERE, AFTER, state="approved", expected=()),
        FocusArea(
            id="focus-area/late",
            period=HERE.id,
            place=9,
            text="too late",
            valid=later(HERE, AFTER).valid,
        ),
    ],
    ids=["changed", "rewritten", "nil", "ended", "due", "expected", "focus"],
)
def test_nothing_of_an_approved_report_is_changed(
    approved: Hub, change: Record
) -> None:
    """After approval no word, figure or name is changed, on any day."""
    with pytest.raises(Faults) as caught:
        approved.record(change, reason="afterwards")
    assert all(one.code.endswith("_locked") for one in caught.value.findings)


def test_an_import_does_not_change_an_approved_report(
    approved: Hub, tmp_path: Path
) -> None:
    """The road of tables meets the same guard, and nothing is half-loaded."""
    table = tmp_path / "contributions.csv"
    approved.export("contribution", table)
    text = table.read_text(encoding="utf-8-sig").replace("Our term, 4.", "Our change.")
    table.write_text(text, encoding="utf-8")
    before = approved.verify().head
    with pytest.raises(Faults):
        approved.import_table(table, kind="contribution", reason="afterwards")
    assert before == approved.verify().head


def test_a_withdrawn_commit_does_not_reopen_an_approved_report(approved: Hub) -> None:
    """Taking back the commit that brought a contribution is a change too."""
    (said, *_) = approved.history("contribution/12")
    with pytest.raises(Faults):
        approved.withdraw(said.commit, reason="back")


def test_an_approved_report_goes_on_and_takes_addenda(approved: Hub) -> None:
    """It is submitted and archived, and what is added stands beside it."""
    approved.record(
        later(HERE, dt.date(2024, 7, 15), state="submitted"), reason="submitted"
    )
    added = Addendum(
        id="addendum/1",
        period=HERE.id,
        on=dt.date(2024, 9, 1),
        text="A late figure.",
        by="co-ordinator",
    )
    approved.record(added, reason="a late figure")
    assert [added.text] == [one.text for one in approved.at(added.on).all(Addendum)]


def test_focus_areas_are_carried_on_until_they_steer_something(hub: Hub) -> None:
    """S67: a focus area that led to no change is carried to the next term."""
    steered, left = (
        FocusArea(id=f"focus-area/{n}", period=HERE.id, place=n, text="speech")
        for n in (1, 2)
    )
    change = PlanChange(
        id="plan-change/1",
        item="plan-item/1",
        on=DAY,
        what="more",
        reason="focus",
        agreed_by=("organisation/1",),
        focus=steered.id,
    )
    hub.record(steered, left, change, reason="focus")
    following = period(TWELVE, follows=HERE.id)
    assert (left,) == carried_on(hub.at(DAY), following)
    assert () == carried_on(hub.at(DAY), HERE)


def test_only_words_that_were_sent_are_cleared(hub: Hub) -> None:
    """The words that a post clears for everybody are those of the contribution."""
    cleared = ClearedNarrative(
        id="cleared-narrative/1",
        period=HERE.id,
        contributor="organisation/1",
        text="Our term, 1.",
        cleared_by="head-of-service",
        on=DAY,
    )
    with pytest.raises(Faults, match="other words than the partner sent"):
        hub.record(evolve(cleared, text="Better words."), reason="cleared")
    with pytest.raises(Faults, match="Cleared by"):
        hub.record(evolve(cleared, cleared_by=""), reason="cleared")
    hub.record(cleared, reason="cleared")
    public = hub.at(DAY, audience="public")
    assert [cleared.text] == [one.text for one in public.all(ClearedNarrative)]
    assert [] == [*public.all(Contribution)]
