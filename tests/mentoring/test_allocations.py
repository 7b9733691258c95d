"""Allocations keep the hard rules, and only a recorded waiver excuses from some."""

import datetime as dt
from collections.abc import Iterator

import pytest

from earlyyears.app import Hub
from earlyyears.inspection import Inspection
from earlyyears.kernel import DateRange, Faults, evolve, since
from earlyyears.ledger import Ended, RefusedError
from earlyyears.mentoring import (
    Waiver,
    caps_of,
    conflict,
    coverage,
    is_supported,
    live,
    waived,
)
from earlyyears.people import Interest, Post
from earlyyears.places import Organisation, Registration
from earlyyears.roles import Concern

from .hubs import (
    ADVISER,
    ASH,
    BEGAN,
    DAY,
    ELM,
    FAR,
    MENTOR,
    NURSERY,
    OAK,
    OTHER,
    POOR,
    allocated,
    day,
    hub_with,
    inspected,
    mentor,
    refused,
    release,
    setting,
)

SPRING = DateRange(DAY, day("2026-07-20"))


@pytest.fixture
def hub() -> Iterator[Hub]:
    """A hub with one mentor."""
    with hub_with(mentor(), release()) as made:
        yield made


def waiver(rule: str, **fields: object) -> Waiver:
    """An exception until the summer."""
    usual = {"reason": "agreed", "approver": "head-of-early-years", "valid": SPRING}
    return Waiver(id=f"waiver/{rule}", rule=rule, **{**usual, **fields})  # type: ignore[arg-type]


def test_a_mentor_works_with_a_setting_found_good(hub: Hub) -> None:
    """S30: mentors work alongside good and outstanding settings."""
    assert [] == refused(hub, allocated(ELM))
    assert [ELM] == [one.setting for one in live(hub.at(), person=MENTOR)]


def test_an_allocation_is_refused_where_the_authority_leads(hub: Hub) -> None:
    """S30: an allocation is refused when the support lead is the authority."""
    hub.record(inspected(ELM, 1, day("2026-01-05"), POOR), reason="report read")
    assert ["not_mentor_led"] == refused(hub, allocated(ELM))


def test_a_refusal_does_not_say_why_the_authority_leads(hub: Hub) -> None:
    """The reason may be a concern that whoever allocates must not know of."""
    worry = Concern(
        id="concern/1", setting=ELM, kind="safeguarding", valid=since(2026, 1, 5)
    )
    hub.record(worry, reason="advisory team")
    with pytest.raises(Faults) as caught:
        hub.record(allocated(ELM), reason="new term")
    said = str(caught.value)
    assert "is of a setting led by authority" in said
    assert "safeguarding" not in said


def test_an_allocation_is_refused_where_nobody_can_tell_who_leads(hub: Hub) -> None:
    """A lead that is open is nobody's leave to begin."""
    bare = setting("setting/new", 7)[0]
    hub.record(bare, reason="typed in")
    assert "not_mentor_led" in refused(hub, allocated("setting/new"))


def test_the_authority_may_ask_for_a_mentor(hub: Hub) -> None:
    """S30: at the authority's recorded request a mentor works under its lead."""
    hub.record(inspected(ELM, 1, day("2026-01-05"), POOR), reason="report read")
    asked = waiver("authority_request", setting=ELM)
    hub.record(asked, reason="asked")
    assert waived(hub.at(), "authority_request", MENTOR, ELM)
    assert not waived(hub.at(), "authority_request", MENTOR, ASH)
    assert [] == refused(hub, allocated(ELM, valid=SPRING))


def test_a_mentor_serves_the_settings_of_the_network(hub: Hub) -> None:
    """S36: a mentor may be allocated only to settings in their network on that date."""
    assert ["out_of_network"] == refused(hub, allocated(FAR))
    assert [] == refused(hub, allocated(ASH))


def test_a_waiver_excuses_from_the_network(hub: Hub) -> None:
    """S36: an exception with its reason lets a mentor leave the network."""
    excused = waiver("out_of_network", person=MENTOR)
    assert [] == refused(hub, excused, allocated(FAR))


def test_a_mentor_without_a_network_is_bound_to_none() -> None:
    """A mentor who was appointed for the borough may go anywhere in it."""
    with hub_with(mentor(network=None)) as hub:
        assert [] == refused(hub, allocated(FAR))


@pytest.mark.parametrize(
    ("kind", "supported"),
    [
        ("full_day_care", True),
        ("college_nursery", True),
        ("childminder", False),
        ("out_of_school_care", False),
        ("maintained_nursery_school", False),
        ("a_kind_nobody_knows", False),
    ],
)
def test_mentors_support_group_settings(kind: str, supported: bool) -> None:  # noqa: FBT001
    """S113: group settings, that is not childminders."""
    assert supported is is_supported(kind)


def test_an_allocation_to_a_childminder_is_refused(hub: Hub) -> None:
    """S113: allocation goes by the kind of setting."""
    hub.record(*setting("setting/minder", 8, "childminder"), reason="typed in")
    assert "other_kind" in refused(hub, allocated("setting/minder"))


def test_coverage_counts_each_setting_once() -> None:
    """S112: distinct group settings with a live allocation."""
    with hub_with(mentor(), mentor(OTHER), allocated(ELM), allocated(ASH)) as hub:
        hub.record(allocated(ELM, OTHER), reason="two of them")
        figure = coverage(hub.at())
    assert (2, "settings") == (figure.value, figure.unit)
    with hub_with() as hub:
        assert 0 == coverage(hub.at()).value


def test_nobody_who_is_not_appointed_is_allocated(hub: Hub) -> None:
    """The person of a mentors' allocation is a mentor on its first day."""
    assert ["not_a_mentor"] == refused(hub, allocated(ELM, OTHER))


def test_an_allocation_is_of_a_known_setting(hub: Hub) -> None:
    """A setting that was not there on the day gets nobody."""
    early = allocated(ELM, since=day("2018-01-01"), valid=DateRange(day("2018-01-01")))
    assert ["setting_unknown"] == refused(hub, early)


def test_an_adviser_has_a_caseload_beside_the_mentors(hub: Hub) -> None:
    """S40: advisers have a caseload of their own, not bound to the mentors' rules."""
    hub.record(inspected(FAR, 4, day("2026-01-05"), POOR), reason="report read")
    hub.record(allocated(FAR, ADVISER, body="authority"), reason="caseload")
    held = live(hub.at(), body="authority")
    assert [(ADVISER, FAR)] == [(one.person, one.setting) for one in held]
    assert [] == live(hub.at(), body="mentors")


# ------------------------------------------------------------------------------- caps


def test_a_cap_holds(hub: Hub) -> None:
    """No mentor is over the cap without a waiver on any day."""
    hub.record(release(cap=1), reason="agreed")
    assert {MENTOR: 1} == caps_of(hub.at())
    assert [] == refused(hub, allocated(ELM))
    assert ["over_cap"] == refused(hub, allocated(ASH))


def test_a_cap_holds_on_days_to_come(hub: Hub) -> None:
    """An allocation that would meet a later one over the cap is refused today."""
    hub.record(release(cap=1), reason="agreed")
    later = DateRange(day("2026-09-01"), day("2026-10-01"))
    assert [] == refused(hub, allocated(ELM, valid=later))
    assert ["over_cap"] == refused(hub, allocated(ASH))
    until = DateRange(DAY, day("2026-09-01"))
    assert [] == refused(hub, allocated(ASH, valid=until))


def test_a_waiver_lets_a_mentor_go_over_the_cap_while_it_holds(hub: Hub) -> None:
    """Once the waiver has run out, nothing may be over the cap."""
    hub.record(release(cap=1), allocated(ELM), reason="agreed")
    hub.record(waiver("over_cap", person=MENTOR), reason="excused")
    assert ["over_cap"] == refused(hub, allocated(ASH))
    assert [] == refused(hub, allocated(ASH, valid=SPRING))


def test_a_cap_is_not_lowered_below_what_is_at_work(hub: Hub) -> None:
    """A head who lowers a cap has first to say which setting goes without."""
    hub.record(allocated(ELM), allocated(ASH), reason="agreed")
    assert ["over_cap"] == refused(hub, release(cap=1, valid=DateRange(DAY)))


def test_a_waiver_that_is_needed_is_not_taken_away(hub: Hub) -> None:
    """Ending a waiver leaves a mentor over the cap, so it is refused."""
    excused = waiver("over_cap", person=MENTOR)
    hub.record(release(cap=1), excused, reason="agreed")
    hub.record(allocated(ELM, valid=SPRING), allocated(ASH, valid=SPRING), reason="two")
    assert ["over_cap"] == refused(hub, Ended(Waiver, excused.id, SPRING))


# --------------------------------------------------------------------------- conflicts


def interest(about: str, since: dt.date = DAY, person: str = MENTOR) -> Interest:
    """A declared interest."""
    return Interest(
        id=f"interest/{about}",
        holder=person,
        about=about,
        nature="a competitor",
        valid=DateRange(since),
    )


def test_nobody_is_allocated_to_a_declared_competitor(hub: Hub) -> None:
    """A declared interest bars a setting, and no waiver brings it back."""
    hub.record(interest(ELM), reason="declared")
    assert frozenset({ELM}) == conflict(hub.at(), MENTOR, ELM)
    assert ["conflict_of_interest"] == refused(hub, allocated(ELM))
    every = [waiver(rule, person=MENTOR) for rule in ("out_of_network", "over_cap")]
    hub.record(*every, reason="excused from all that one can be")
    assert ["conflict_of_interest"] == refused(hub, allocated(ELM))


def test_nobody_is_allocated_to_a_setting_of_their_own_employer() -> None:
    """A mentor's home setting, and all that the same person runs, are out of bounds."""
    with hub_with(mentor(home=ASH, post="setting_manager", network=None)) as hub:
        owned = hub.at().all(Registration).where(setting=OAK).one()
        owner = hub.at().all(Registration).where(setting=ASH).one().provider
        hub.record(evolve(owned, provider=owner), reason="one owner")
        assert ["conflict_of_interest"] == refused(hub, allocated(ASH))
        assert ["conflict_of_interest"] == refused(hub, allocated(OAK))
        assert [] == refused(hub, allocated(ELM))


def test_an_employer_is_known_by_the_settings_that_it_runs(hub: Hub) -> None:
    """A post in an organisation counts for every setting of that organisation."""
    chain = Organisation(
        id="organisation/chain",
        name="A chain",
        kind="setting_provider",
        settings=(ELM,),
    )
    post = Post(id="post/x", post="x", holder=MENTOR, organisation=chain.id)
    hub.record(chain, reason="a chain")
    assert [] == refused(hub, allocated(ELM, since=DAY))
    assert ["conflict_of_interest"] == refused(hub, evolve(post, valid=DateRange(DAY)))


def test_an_interest_is_declared_together_with_what_it_ends(hub: Hub) -> None:
    """An interest in a setting one works with needs the work suspended at once."""
    hub.record(allocated(ELM), reason="agreed")
    assert ["conflict_of_interest"] == refused(hub, interest(ELM))
    ended = evolve(allocated(ELM), state="suspended", reason="an interest")
    assert [] == refused(hub, interest(ELM), ended)
    assert [] == live(hub.at())


def test_an_interest_to_come_bars_what_outlasts_it(hub: Hub) -> None:
    """An allocation may last until the day before an interest begins."""
    hub.record(interest(ELM, day("2026-05-01")), reason="declared")
    assert ["conflict_of_interest"] == refused(hub, allocated(ELM))
    until = DateRange(DAY, day("2026-05-01"))
    assert [] == refused(hub, allocated(ELM, valid=until))


def test_an_adviser_may_have_a_conflict_too(hub: Hub) -> None:
    """The rule is for everybody who supports a setting."""
    hub.record(interest(FAR, person=ADVISER), reason="declared")
    case = allocated(FAR, ADVISER, body="authority")
    assert ["conflict_of_interest"] == refused(hub, case)


# ------------------------------------------------------------------------------- steps


def test_an_ended_allocation_does_not_begin_again(hub: Hub) -> None:
    """What has ended has ended: a new allocation gets an id of its own."""
    hub.record(allocated(ELM), reason="agreed")
    ended = evolve(allocated(ELM), state="ended", valid=DateRange(day("2026-04-01")))
    hub.record(ended, reason="done")
    again = evolve(allocated(ELM), valid=DateRange(day("2026-05-01")))
    assert ["allocation_step"] == refused(hub, again)


def test_a_waiver_says_who_why_and_until_when(hub: Hub) -> None:
    """An exception without end, reason, approver or subject is refused whole."""
    bare = Waiver(id="waiver/x", rule="over_cap", reason=" ", approver="", valid=BEGAN)
    assert ["waiver_incomplete"] * 4 == refused(hub, bare)


def test_a_refusal_says_what_to_do_and_names_nobody(hub: Hub) -> None:
    """What is printed holds keys and advice, and no person's name."""
    with pytest.raises(RefusedError) as caught:
        hub.record(allocated(FAR), reason="a try")
    assert "Choose a mentor of the network" in str(caught.value)
    assert "Invented" not in str(caught.value)
    assert NURSERY not in {one.setting for one in hub.at().all(Inspection)}
