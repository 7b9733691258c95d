"""Handovers, comparisons and what may be written down."""

import datetime as dt
from typing import Any

import pytest

from earlyyears import roles
from earlyyears.inspection import EducationInspection, Inspection
from earlyyears.kernel import (
    ALWAYS,
    Answered,
    CannotTell,
    DateRange,
    Record,
    RuleBook,
    Snapshot,
    evolve,
    kind_of,
)
from earlyyears.places import Registration, Setting
from tests.roles import build

BOOK = RuleBook(roles.rules())
CARD = next(
    case for case in build.CASES if case["says"].startswith("one area needs at")
)
NEW = build.CASES[0]
GOOD = build.CASES[1]


def with_handover(case: dict[str, Any], taker: str, on: dt.date) -> Snapshot:
    """The facts of a case with a handover that was opened before."""
    earlier = roles.Handover(
        id="handover/elm/2020-01-01",
        valid=DateRange(dt.date(2020, 1, 1)),
        setting=build.SETTING,
        taker=taker,
        reason="not_yet_inspected",
    )
    held = (build.registration(case), *build.inspections(case), earlier)
    return Snapshot(build.setting(case), *held, on=on, rules=BOOK)


def test_the_first_lead_opens_a_handover_from_nobody() -> None:
    """A setting that is new to the hub is handed over by nobody."""
    (due,) = roles.handovers_due(build.facts(NEW))
    assert ("", "authority", "not_yet_inspected") == (due.giver, due.taker, due.reason)
    assert "handover/elm/2021-09-01" == due.id
    assert DateRange(dt.date(2021, 9, 1)) == due.valid
    assert "opened" == due.state


def test_a_change_of_lead_makes_a_handover_due() -> None:
    """When the report is published the mentors take over from the authority."""
    (due,) = roles.handovers_due(with_handover(GOOD, "authority", GOOD["on"]))
    assert ("authority", "mentors") == (due.giver, due.taker)


def test_an_unchanged_lead_makes_none_due() -> None:
    """A handover to the body that leads is not opened again."""
    assert [] == roles.handovers_due(with_handover(GOOD, "mentors", GOOD["on"]))


def test_no_handover_is_due_where_nobody_can_tell() -> None:
    """An answer without a lead opens nothing."""
    assert [] == roles.handovers_due(build.facts(CARD))


def test_a_handover_that_was_opened_is_not_due_again() -> None:
    """Asked a second time on the same day, nothing is due."""
    facts = build.facts(NEW)
    due = roles.handovers_due(facts)
    later = roles.Supposed(facts, due)
    assert [] == roles.handovers_due(later)


def test_comparing_two_presets_lists_where_they_differ() -> None:
    """One area in need of attention separates two presets; both answers are given."""
    facts = build.facts(CARD)
    one, other = "leadership_and_safeguarding", "any_area_below_expected"
    (found,) = roles.compare(
        roles.with_preset(facts, one),
        roles.with_preset(facts, other),
        roles.support_lead,
    )
    assert build.SETTING == found.setting.id
    assert isinstance(found.first, Answered)
    assert isinstance(found.second, Answered)
    assert ("mentors", "authority") == (found.first.value.body, found.second.value.body)
    assert "area_below_expected" == found.second.why.reason


def test_comparing_a_preset_with_itself_lists_nothing() -> None:
    """The same facts give the same answers."""
    facts = build.facts(CARD)
    same = roles.with_preset(facts, "any_area_urgent")
    assert [] == roles.compare(same, same, roles.support_lead)


def test_a_supposed_choice_takes_the_place_of_the_recorded_one() -> None:
    """A preset that is tried overrules the one that the borough has chosen."""
    facts = build.facts(CARD, "any_area_below_expected")
    tried = roles.with_preset(facts, "leadership_and_safeguarding")
    answer = tried.ask(roles.support_lead, build.setting(CARD))
    assert isinstance(answer, Answered)
    assert "mentors" == answer.value.body
    cited = [str(each) for each in answer.why.because if each.kind == "policy-choice"]
    assert ["policy-choice/newham/support-lead@0"] == cited


def test_a_chosen_preset_is_cited_where_it_decides() -> None:
    """A report card's answer rests on the choice, a grade's does not."""
    card = build.facts(CARD, "any_area_urgent").ask(
        roles.support_lead, build.setting(CARD)
    )
    old = next(
        case for case in build.CASES if case["says"].startswith("an old requires")
    )
    grade = build.facts(old, "any_area_urgent").ask(
        roles.support_lead, build.setting(old)
    )
    assert "policy-choice" in {each.kind for each in card.why.because}
    assert "policy-choice" not in {each.kind for each in grade.why.because}


def test_a_preset_is_a_rule_that_others_may_call() -> None:
    """Called directly, a preset answers by itself whatever the borough has chosen."""
    facts = build.facts(CARD, "any_area_below_expected")
    answer = roles.leadership_and_safeguarding(build.setting(CARD), facts)
    assert isinstance(answer, Answered)
    assert "mentors" == answer.value.body
    assert answer.why.rule is not None
    assert "leadership_and_safeguarding" == answer.why.rule.name
    assert answer == roles.presets()["leadership_and_safeguarding"](
        build.setting(CARD), facts
    )


def test_one_question_settles_every_report_card() -> None:
    """The question for a preset is about the borough, so two settings ask the same."""
    answer = build.facts(CARD).ask(roles.support_lead, build.setting(CARD))
    assert isinstance(answer, CannotTell)
    (ask,) = answer.questions
    assert ("no_preset_chosen", "") == (ask.code, ask.about)
    assert "leadership_and_safeguarding" in ask.text


def test_agreement_of_the_presets_is_said() -> None:
    """Where no choice is needed, a step says so."""
    case = next(one for one in build.CASES if one["says"].startswith("every area at"))
    answer = build.facts(case).ask(roles.support_lead, build.setting(case))
    assert (
        "Every preset gives the same answer, so no choice is needed."
        in answer.why.steps
    )


def test_an_assumed_publication_is_said() -> None:
    """A report taken as published says that this is assumed; one typed in does not."""
    assumed = next(one for one in build.CASES if one["says"].startswith("three months"))
    steps = (
        build.facts(assumed).ask(roles.support_lead, build.setting(assumed)).why.steps
    )
    assert any("2022-02-15 (assumed)" in step for step in steps)
    typed = build.facts(GOOD).ask(roles.support_lead, build.setting(GOOD)).why.steps
    assert not any("assumed" in step for step in typed)


def answer_of(says: str) -> tuple[tuple[str, ...], set[str]]:
    """The steps of a case's answer, and the kinds of record that it cites."""
    case = next(one for one in build.CASES if one["says"].startswith(says))
    why = build.facts(case).ask(roles.support_lead, build.setting(case)).why
    return why.steps, {each.kind for each in why.because}


def test_the_working_tells_the_duty_from_who_does_the_work() -> None:
    """For a childminder the clause names the authority and the last step the team."""
    steps, _ = answer_of("a childminder below good")
    assert "childminder team that does the work" in steps[-1]
    others, _ = answer_of("a later visit with no children")
    assert not any("childminder team" in step for step in others)


def test_a_later_visit_without_children_is_said_not_to_count() -> None:
    """The answer says that it replaces nothing; an earlier visit is not told."""
    steps, _ = answer_of("a later visit with no children")
    assert any("2020-01-14 found no children on roll" in step for step in steps)
    earlier = {
        "on": dt.date(2021, 9, 1),
        "inspections": [
            {
                "framework": "no_children_on_roll",
                "outcome": "met",
                "on": dt.date(2018, 1, 14),
            },
            {"framework": "eif", "grade": 2, "on": dt.date(2020, 1, 14)},
        ],
    }
    why = build.facts(earlier).ask(roles.support_lead, build.setting(earlier)).why
    assert not any("no children" in step for step in why.steps)


@pytest.mark.parametrize(
    "says",
    [
        "a borough may take another number",
        "out-of-school care under the same rule",
        "the borough may end the time",
    ],
)
def test_a_choice_that_matters_is_cited(says: str) -> None:
    """Whatever the borough has chosen is among the records that the answer rests on."""
    assert "policy-choice" in answer_of(says)[1]


def test_a_ruling_that_matters_is_cited() -> None:
    """Either reading of a card between two rules rests on the ruling."""
    assert "ruling" in answer_of("the same from January, ruled to count")[1]
    assert "ruling" in answer_of("the same from January, ruled to leave")[1]


def test_a_rule_does_not_answer_for_days_that_are_not_its_own() -> None:
    """Called for a day outside its dates, a rule has no clause and says so."""
    late = {**GOOD, "on": dt.date(2026, 2, 1)}
    answer = roles.less_than_good_2014(build.setting(late), build.facts(late))
    assert isinstance(answer, CannotTell)
    assert "no_rule" == answer.why.reason
    early = roles.any_area_urgent(build.setting(GOOD), build.facts(GOOD))
    assert "no_rule" == early.why.reason


def test_presets_that_differ_in_the_duty_alone_do_not_agree() -> None:
    """Who leads is the same and what the law requires is not: a choice is needed."""
    tables = {key: one.table for key, one in roles.presets().items()}
    key = "any_area_urgent"
    clauses = tuple(evolve(one, duty="local") for one in tables[key].clauses)
    moved = {**tables, key: evolve(tables[key], clauses=clauses)}
    book = RuleBook(roles.rules_for(roles.shipped_table("less_than_good_2014"), moved))
    case = next(
        one for one in build.CASES if one["says"].startswith("safeguarding not")
    )
    assert "cannot_tell no_preset_chosen" == build.told(case, book=book)


def test_the_latest_of_several_handovers_counts() -> None:
    """Taken over by the mentors and then by the authority, the authority gives."""
    facts = with_handover(GOOD, "mentors", GOOD["on"])
    later = roles.Handover(
        id="handover/elm/2020-06-01",
        valid=DateRange(dt.date(2020, 6, 1)),
        setting=build.SETTING,
        taker="authority",
        reason="below_good",
    )
    (due,) = roles.handovers_due(roles.Supposed(facts, [later]))
    assert ("authority", "mentors") == (due.giver, due.taker)


def test_what_is_supposed_replaces_what_has_its_id() -> None:
    """One record for each id is left, and none that is not valid on the day."""
    facts = build.facts(CARD, "any_area_below_expected")
    tried = roles.with_preset(facts, "any_area_urgent")
    assert "any_area_urgent" == tried.all(roles.PolicyChoice).one().value
    ahead = roles.Concern(
        id="concern/9",
        valid=DateRange(dt.date(2030, 1, 1)),
        setting=build.SETTING,
        kind="quality",
    )
    assert 0 == len(roles.Supposed(facts, [ahead]).all(roles.Concern))


# --------------------------------------------------------------- several registrations


def two_registrations(grade: int | None, second: tuple[str, ...]) -> Snapshot:
    """A setting with an inspected registration and another one."""
    days = DateRange(dt.date(2015, 1, 1))
    first = build.registration({})
    other = Registration(
        id="registration/ofsted:EY654321",
        valid=days,
        setting=build.SETTING,
        identifier="ofsted:EY654321",
        registered_on=days.start,
        type="non_domestic",
        registers=second,
    )
    made = Inspection(
        id="inspection/1",
        setting=build.SETTING,
        registration=first.id,
        inspected_on=dt.date(2020, 1, 14),
        published_on=dt.date(2020, 2, 10),
        outcome=EducationInspection(grade=grade),
    )
    return Snapshot(
        build.setting({}), first, other, made, on=dt.date(2021, 9, 1), rules=BOOK
    )


@pytest.mark.parametrize(
    ("grade", "second", "body", "reason"),
    [
        (2, ("eyr",), "authority", "not_yet_inspected"),
        (4, ("eyr",), "authority", "below_good"),
        (2, ("vcr",), "mentors", "good_or_better"),
        (None, ("eyr",), "authority", "not_yet_inspected"),
    ],
)
def test_the_most_demanding_of_several_registrations_decides(
    grade: int | None, second: tuple[str, ...], body: str, reason: str
) -> None:
    """Not yet inspected is meant under each registration by itself."""
    facts = two_registrations(grade, second)
    answer = facts.ask(roles.support_lead, facts.all(Setting).one())
    assert isinstance(answer, Answered)
    assert (body, reason) == (answer.value.body, answer.why.reason)
    assert "2 registrations" in answer.why.steps[0]


def test_what_is_open_under_one_registration_leaves_the_setting_open() -> None:
    """A blank judgement beside a voluntary registration stays open."""
    facts = two_registrations(None, ("vcr",))
    answer = facts.ask(roles.support_lead, facts.all(Setting).one())
    assert isinstance(answer, CannotTell)
    assert "judgement_missing" == answer.why.reason


def test_a_duty_that_mentors_carry_does_not_settle_what_is_open() -> None:
    """The authority might have to lead under the other one, so nobody can tell."""
    facts = two_registrations(None, ("eyr",))
    ends = roles.PolicyChoice(
        id="policy-choice/newham/new-ends-after-months",
        borough="newham",
        policy="new-ends-after-months",
        value="30",
    )
    answer = roles.Supposed(facts, [ends]).ask(
        roles.support_lead, facts.all(Setting).one()
    )
    assert "judgement_missing" == answer.why.reason


# --------------------------------------------------------------- what may be recorded


def found(record: Record) -> list[str]:
    """Codes of what the guards find about a record that is to be written."""
    facts = Snapshot(on=dt.date(2021, 9, 1))
    name = kind_of(record).name
    return [
        finding.code
        for guard in roles.guards()
        if name in guard.kinds
        for finding in guard.check([record], facts)  # type: ignore[arg-type]
    ]


ENDS = DateRange(dt.date(2021, 9, 1), dt.date(2022, 9, 1))


@pytest.mark.parametrize(
    ("reason", "approver", "valid", "faults"),
    [
        ("staff changes", "head of service", ENDS, 0),
        ("", "head of service", ENDS, 1),
        ("staff changes", " ", ENDS, 1),
        ("staff changes", "head of service", DateRange(dt.date(2021, 9, 1)), 1),
        ("", "", ALWAYS, 3),
    ],
)
def test_an_override_needs_reason_approver_and_end(
    reason: str, approver: str, valid: DateRange, faults: int
) -> None:
    """Whatever is missing is found, all at once."""
    override = roles.Override(
        id="override/1",
        valid=valid,
        setting="setting/a",
        body="mentors",
        reason=reason,
        approver=approver,
    )
    assert ["override_incomplete"] * faults == found(override)


def test_a_joint_agreement_needs_reason_and_approver() -> None:
    """An agreement may be open-ended and must still say why and by whom."""
    agreed = roles.JointAgreement(
        id="joint-agreement/1", setting="setting/a", reason="", approver=""
    )
    assert ["joint-agreement_incomplete"] * 2 == found(agreed)


@pytest.mark.parametrize(
    ("policy", "value", "fits"),
    [
        ("support-lead", "any_area_urgent", True),
        ("support-lead", "worst_of_six", False),
        ("publication-months", "3", True),
        ("publication-months", "0", False),
        ("publication-months", "three", False),
        ("new-ends-after-months", "30", True),
        ("new-ends-after-months", "-1", False),
        ("out-of-school", "same_rule", True),
        ("out-of-school", "perhaps", False),
        ("newham.tea", "milk", True),
    ],
)
def test_a_choice_must_be_one_that_can_be_made(
    policy: str,
    value: str,
    fits: bool,  # noqa: FBT001  one column of the table
) -> None:
    """A choice for a policy of ours is checked; another's policy is left alone."""
    choice = roles.PolicyChoice(
        id=f"policy-choice/newham/{policy}",
        borough="newham",
        policy=policy,
        value=value,
    )
    assert ([] if fits else ["bad_choice"]) == found(choice)


def test_a_ruling_must_answer_its_question() -> None:
    """A reading that is none of the two is refused."""
    bad = roles.Ruling(
        id="ruling/newham/report_cards_before_2026",
        borough="newham",
        matter="report_cards_before_2026",
        reading="perhaps",
    )
    assert ["bad_ruling"] == found(bad)
