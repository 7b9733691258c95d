"""The delivery plan: approved by all, changed with reasons, coloured by people."""

import datetime as dt

import pytest

from earlyyears.governance import NonNegotiable, NonNegotiableConflict
from earlyyears.kernel import Faults
from earlyyears.outcomes import PlanChange, PlanContribution, PlanItem, suggested_rag
from tests.outcomes.made import BODY, item, later, opened, partners, person, plan, seat

DAY = dt.date(2024, 7, 1)
SEATS = (seat(1), seat(2), seat(3))


def heard(place: int, **given: object) -> PlanContribution:
    """What a seat put into the plan."""
    told: dict[str, object] = {"said": "our part", "on": DAY}
    return PlanContribution(
        id=f"plan-contribution/{place}",
        plan="delivery-plan/1",
        seat=f"seat/{place}",
        **{**told, **given},  # type: ignore[arg-type]
    )


BASE = (BODY, *map(person, (1, 2, 3)), *SEATS, *partners(2))


def test_a_plan_is_approved_only_when_every_seat_was_heard() -> None:
    """S61: exactly the seat without a contribution is named; a nil return will do."""
    with opened() as hub:
        hub.record(*BASE, plan("contributed"), heard(1), heard(2), reason="plan")
        with pytest.raises(Faults) as caught:
            hub.record(later(plan("approved"), DAY), reason="approved")
        (only,) = caught.value.findings
        assert ("delivery_plan_unheard", True) == (only.code, "seat/3" in only.message)
        nil = heard(3, said="", nil=True)
        hub.record(nil, later(plan("approved"), DAY), reason="nothing from us")


def test_a_vacant_seat_is_not_waited_for() -> None:
    """Nobody sits there, so nobody can contribute."""
    vacant = seat(3, state="vacant", holder=None)
    with opened() as hub:
        hub.record(*BASE[:-3], vacant, *partners(2), reason="seats")
        hub.record(plan("contributed"), heard(1), heard(2), reason="plan")
        hub.record(later(plan("approved"), DAY), reason="approved")


def test_a_conflict_with_a_non_negotiable_stops_approval() -> None:
    """S55: an agreed non-negotiable stands until its owner waives the conflict."""
    firm = NonNegotiable(
        id="non-negotiable/1",
        seat="seat/1",
        sector="maintained",
        statement="no Saturdays",
        state="raised",
    )
    against = NonNegotiableConflict(
        id="non-negotiable-conflict/1", non_negotiable=firm.id, item="plan-item/1"
    )
    with opened() as hub:
        hub.record(
            *BASE,
            plan("contributed"),
            item("1"),
            *(heard(n) for n in (1, 2, 3)),
            against,
            firm,
            reason="plan",
        )
        for state in ("discussed", "agreed"):
            hub.record(
                later(
                    firm,
                    dt.date(2024, 6, 1 if state == "discussed" else 8),
                    state=state,
                ),
                reason="meeting",
            )
        with pytest.raises(Faults, match="against the non-negotiable") as caught:
            hub.record(later(plan("approved"), DAY), reason="approved")
        assert 1 == len(caught.value.findings)
        hub.record(
            later(
                against,
                dt.date(2024, 6, 20),
                state="waived",
                waived_by="seat/1",
                reason="for this year",
            ),
            reason="waived",
        )
        hub.record(later(plan("approved"), DAY), reason="approved")


def test_an_item_of_an_approved_plan_changes_only_with_a_reason() -> None:
    """S69: every change keeps why, and who agreed; before approval it is free."""
    first = item("1", due=dt.date(2024, 12, 1))
    with opened() as hub:
        hub.record(*BASE, plan("contributed"), first, reason="plan")
        hub.record(item("1", due=dt.date(2024, 11, 1)), reason="earlier")
        hub.record(*(heard(n) for n in (1, 2, 3)), reason="heard")
        hub.record(later(plan("approved"), DAY), reason="approved")
        moved = later(first, dt.date(2024, 8, 1), due=dt.date(2025, 2, 1))
        with pytest.raises(Faults, match="without a reason"):
            hub.record(moved, reason="later")
        why = PlanChange(
            id="plan-change/1",
            item=first.id,
            on=dt.date(2024, 8, 1),
            what="due two months later",
            reason="recruitment",
            agreed_by=(first.owner,),
        )
        hub.record(moved, why, reason="later")
        assert dt.date(2024, 11, 1) == only(hub.at(DAY), PlanItem).due
        assert dt.date(2025, 2, 1) == only(hub.at(dt.date(2024, 8, 1)), PlanItem).due


def only(view: object, kind: type[PlanItem]) -> PlanItem:
    """The one record of a kind."""
    (found,) = view.all(kind)  # type: ignore[attr-defined]
    return found  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("given", "fields"),
    [
        ({"rag": "amber"}, ["Reason for the colour"]),
        ({"rag": "red"}, ["Reason for the colour", "Action to recover"]),
        ({"rag": "green"}, []),
        ({"state": "paused"}, ["Reason"]),
        ({"state": "dropped"}, ["Reason"]),
        ({"state": "replaced"}, ["Reason", "Replaced by"]),
    ],
)
def test_what_goes_badly_needs_a_reason(
    given: dict[str, str], fields: list[str]
) -> None:
    """Amber and red need a reason, red a way back; a pause and a drop say why."""
    with opened() as hub:
        hub.record(plan(), *partners(1), reason="plan")
        if fields:
            with pytest.raises(Faults) as caught:
                hub.record(item("1", **given), reason="item")
            assert fields == [one.place.field for one in caught.value.findings]
        else:
            hub.record(item("1", **given), reason="item")


@pytest.mark.parametrize(
    ("given", "colour"),
    [
        ({"state": "planned", "starts": dt.date(2024, 9, 1)}, "green"),
        ({"state": "planned", "starts": dt.date(2024, 6, 1)}, "amber"),
        ({"state": "active", "due": dt.date(2024, 6, 30)}, "red"),
        ({"state": "active", "due": DAY}, "green"),
        ({"state": "done", "due": dt.date(2024, 6, 1)}, "green"),
        ({"state": "dropped"}, ""),
    ],
)
def test_a_colour_is_suggested_from_the_days_alone(
    given: dict[str, object], colour: str
) -> None:
    """And never written over what the owner confirmed."""
    one = item("1", rag="green", **given)
    assert colour == suggested_rag(one, DAY)
    assert "green" == one.rag


def test_a_contribution_says_something_or_nothing() -> None:
    """Both at once, or neither, is refused."""
    with opened() as hub:
        hub.record(*BASE, plan(), reason="plan")
        for given in ({"nil": True}, {"said": ""}):
            with pytest.raises(Faults, match="both something and nothing"):
                hub.record(heard(1, **given), reason="said")
