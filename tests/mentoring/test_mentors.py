"""Mentors: who they are, where they come from, what they are released for."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from earlyyears.app import Hub, built_in_catalogue
from earlyyears.kernel import (
    ALWAYS,
    Answered,
    CannotTell,
    Citation,
    DateRange,
    Rule,
    RuleBook,
    Snapshot,
    Why,
    evolve,
)
from earlyyears.mentoring import (
    Candidate,
    Mentor,
    Release,
    ReleasePause,
    candidate,
    certified,
    desk_of,
    mentor_count,
    mentor_eligible,
    mentors_by_funding,
    rules,
    watch,
)
from earlyyears.people import Person, Qualification
from earlyyears.places import Partnership, Setting, vocabulary
from earlyyears.plugins import BoroughPlugin
from earlyyears.roles import choosable
from earlyyears.roles import rules as role_rules
from tests.services.open_borough import DAY as OPEN_DAY
from tests.services.open_borough import PRESETS

from .hubs import (
    ADVISER,
    ASH,
    BEGAN,
    DAY,
    ELM,
    MENTOR,
    NURSERY,
    OTHER,
    POOR,
    certificate,
    day,
    hub_with,
    inspected,
    mentor,
    refused,
    release,
    setting,
)


@pytest.fixture
def hub() -> Iterator[Hub]:
    """A hub with one mentor of a nursery school."""
    with hub_with(mentor(), release()) as made:
        yield made


def eligible(hub: Hub, home: str, post: str) -> bool:
    """Whether somebody with this post in this setting may be a mentor."""
    where = hub.at().all(Setting).where(id=home).one()
    answer = hub.at().ask(mentor_eligible, Candidate(where, post))
    assert isinstance(answer, Answered)
    return answer.value


def test_a_mentor_is_a_person_with_a_home_setting_and_days(hub: Hub) -> None:
    """S32: mentor = person + home setting + dated appointment."""
    (one,) = hub.at().all(Mentor)
    assert (MENTOR, NURSERY) == (one.person, one.home)
    assert [] == list(hub.at(day("2023-08-31")).all(Mentor))
    who = candidate(one, hub.at())
    assert who is not None
    assert ("newham", "Nursery school") == (who.borough, who.home.name)
    assert None is candidate(evolve(one, home="setting/nowhere"), hub.at())


def test_a_release_is_in_half_days_of_a_term_week(hub: Hub) -> None:
    """S33: half a day a week, with who releases and who agreed."""
    (one,) = hub.at().all(Release)
    assert (Decimal(1), NURSERY, "head-1") == (one.half_days, one.school, one.agreed_by)
    none = release(half_days=Decimal(0), agreed_by=" ", valid=DateRange(DAY))
    assert ["release_incomplete", "release_time"] == refused(hub, none)


def test_a_cap_is_no_less_than_nothing(hub: Hub) -> None:
    """A release for fewer than no settings is refused."""
    assert ["release_cap"] == refused(hub, release(cap=-1, valid=DateRange(DAY)))


def test_the_releasing_head_can_pause_a_release(hub: Hub) -> None:
    """A pause has days, a reason and the post that paused; the release stays."""
    fields: dict[str, Any] = {"release": "release/mentor", "id": "release-pause/1"}
    bare = ReleasePause(**fields, reason="", paused_by="")
    assert ["release_pause_incomplete"] * 3 == refused(hub, bare)
    days = DateRange(DAY, day("2026-04-01"))
    hub.record(
        ReleasePause(**fields, reason="cover", paused_by="head-1", valid=days),
        reason="the head asked",
    )
    assert 1 == len(hub.at(day("2026-03-31")).all(ReleasePause))
    assert 0 == len(hub.at(day("2026-04-01")).all(ReleasePause))


# ------------------------------------------------------------------------- eligibility


def test_nursery_school_heads_and_deputies_are_eligible(hub: Hub) -> None:
    """S105: mentors were nursery school heads or deputy heads."""
    posts = ("nursery_head", "nursery_deputy", "setting_manager", "teacher", "cook")
    found = [eligible(hub, NURSERY, post) for post in posts]
    assert [True, True, True, True, False] == found


def test_a_borough_may_choose_the_narrower_policy(hub: Hub) -> None:
    """S105: eligibility is a policy, so it can be the one with which they began."""
    chosen = "nursery_school_leaders"
    hub.choose("mentor-eligibility", chosen, start=DAY, reason="as at first")
    assert not eligible(hub, NURSERY, "teacher")
    assert eligible(hub, NURSERY, "nursery_head")
    assert chosen in choosable()["mentor-eligibility"].values


@pytest.mark.parametrize(
    ("kind", "post"),
    [
        ("full_day_care", "setting_manager"),
        ("college_nursery", "setting_manager"),
        ("infant_school", "teacher"),
    ],
)
def test_mentors_may_come_from_any_kind_of_setting(kind: str, post: str) -> None:
    """S108-S110: a PVI manager, a college nursery, a teacher of an infant school."""
    with hub_with() as hub:
        made = setting("setting/home", 6, kind)
        if kind == "infant_school":
            made = made[:1]
        else:
            made.append(inspected("setting/home", 6, day("2023-05-10"), 1))
        hub.record(*made, reason="typed in")
        appointed = mentor(home="setting/home", post=post, funding="local_authority")
        assert [] == refused(hub, appointed)
        assert kind in vocabulary("setting-kind").codes()


def test_a_home_setting_that_is_supported_itself_lends_no_mentor(hub: Hub) -> None:
    """S108: the setting of a mentor is one that the authority does not lead on."""
    hub.record(inspected(ASH, 2, day("2026-01-05"), POOR), reason="report read")
    assert not eligible(hub, ASH, "setting_manager")
    appointed = mentor(
        OTHER, home=ASH, post="setting_manager", valid=DateRange(day("2026-02-10"))
    )
    assert ["mentor_not_eligible"] == refused(hub, appointed)


def test_an_open_home_setting_is_asked_about() -> None:
    """Where nobody can tell how the home setting stands, the same question is asked."""
    book = RuleBook([*role_rules(), *rules()])
    facts = Snapshot(*PRESETS, on=OPEN_DAY, rules=book)
    home = facts.all(Setting).where(id="setting/1").one()
    answer = facts.ask(mentor_eligible, Candidate(home, "setting_manager"))
    assert isinstance(answer, CannotTell)
    assert answer.questions


def test_a_plugin_may_answer_by_a_rule_of_its_own() -> None:
    """S105: the policy is a hook that a borough's plugin can fill."""
    source = Citation("a policy of an invented borough", confirmed=True)

    @mentor_eligible.rule(reads=[], basis=source)
    def cooks_only(who: Candidate, facts: object) -> Answered[bool]:  # noqa: ARG001
        return Answered(who.post == "cook", Why("cooks_only"))

    class Invented(BoroughPlugin):
        """An invented borough's plugin."""

        def rules(self) -> list[Rule[Any, Any]]:
            """The rule on mentors."""
            return [evolve(cooks_only, boroughs=frozenset({"newham"}))]

    book = built_in_catalogue([Invented()]).rules
    home = Setting(id=NURSERY, kind="maintained_nursery_school", borough="newham")
    facts = Snapshot(home, on=DAY, rules=book)
    answer = facts.ask(mentor_eligible, Candidate(home, "cook"))
    assert isinstance(answer, Answered)
    assert ("cooks_only", True) == (answer.why.reason, answer.value)


def test_a_mentor_is_watched_when_the_home_setting_falls() -> None:
    """S108: the outcome at the appointment is kept, and a fall puts it on a list."""
    home = mentor(home=ASH, post="setting_manager", home_outcome="Outstanding")
    with hub_with(home, mentor(OTHER)) as hub:
        assert () == watch(hub.at())
        hub.record(inspected(ASH, 2, day("2026-01-05"), POOR), reason="report read")
        (found,) = watch(hub.at())
    assert (home, True) == (found.mentor, found.fell)
    assert isinstance(found.now, Answered)
    assert "home_setting_supported" == found.now.why.reason


def test_a_mentor_of_an_unknown_home_is_on_the_list_without_a_fall() -> None:
    """A home setting that the hub does not know is told, and is no fall."""
    with hub_with(mentor(home="setting/nowhere", valid=ALWAYS)) as hub:
        (found,) = watch(hub.at())
    assert (None, False) == (found.now, found.fell)


# -------------------------------------------------------------------- counts, funding


def test_mentors_are_counted_by_who_pays_for_them() -> None:
    """S107 and S111: ten mentors, three of them funded by the borough."""
    team = [
        mentor(f"person/{n}", funding="local_authority" if n < 3 else "hub_grant")
        for n in range(10)
    ]
    with hub_with(*team) as hub:
        figure = mentor_count(hub.at())
        assert (10, "mentors") == (figure.value, figure.unit)
        assert {"hub_grant": 7, "local_authority": 3} == mentors_by_funding(hub.at())
        assert 0 == mentor_count(hub.at(day("2023-08-31"))).value


def test_each_appointment_has_exactly_one_source() -> None:
    """S106: who pays is one code of the vocabulary, which a pack may extend."""
    assert "local_authority" in vocabulary("mentor-funding").codes()
    with pytest.raises(TypeError):
        Mentor(id="mentor/x", person=MENTOR, home=NURSERY, post="teacher")  # type: ignore[call-arg]


# ----------------------------------------------------------------------- certificates


def test_an_assessor_is_certified_through_the_hub_until_it_expires() -> None:
    """S115: instrument, edition, trained on, by whom, through whom, expiry."""
    hub_itself = Partnership(id="partnership/hub", name="A hub", kind="hub")
    held = certificate(through=hub_itself.id, expires_on=day("2025-09-01"))
    facts = Snapshot(hub_itself, held, on=DAY)
    said = [
        certified(facts, MENTOR, "iters-3/2017", day(text))
        for text in ("2024-08-31", "2024-09-01", "2025-08-31", "2025-09-01")
    ]
    assert [False, True, True, False] == said
    assert not certified(facts, MENTOR, "ecers-3/2014", day("2025-01-01"))
    assert not certified(facts, OTHER, "iters-3/2017", day("2025-01-01"))
    assert ("a trainer", "partnership/hub") == (held.awarded_by, held.through)


def test_a_certificate_without_an_end_holds_on_the_days_it_is_valid() -> None:
    """A qualification that was taken back holds no more."""
    held = Qualification(
        id="qualification/1",
        holder=MENTOR,
        subject="iters-3/2017",
        awarded_on=day("2024-09-01"),
        valid=DateRange(day("2024-09-01"), day("2026-01-01")),
    )
    assert (True, False) == (held.holds(day("2025-12-31")), held.holds(DAY))


# ------------------------------------------------------------------------------ desks


def test_a_desk_knows_its_people_bodies_and_settings(hub: Hub) -> None:
    """Advisers work for the authority, mentors for the mentors, by post or record."""
    assert {"authority"} == desk_of(hub.at(), "adviser-1").bodies
    assert {ADVISER} == desk_of(hub.at(), "adviser-1").people
    assert {"mentors"} == desk_of(hub.at(), "mentor-1").bodies
    assert frozenset() == desk_of(hub.at(), "nobody").people
    head = Person(id="person/head", name="Invented head")
    hub.record(head, mentor(head.id, network=None, valid=BEGAN), reason="appointed")
    assert desk_of(hub.at(), "adviser-1").takes("joint")
    assert not desk_of(hub.at(), "adviser-1").takes("mentors")
    assert ELM not in desk_of(hub.at(), "mentor-1").settings
