"""From what nobody can tell to what is decided: questions, answers and choices."""

import datetime as dt
from collections import Counter
from itertools import pairwise

import pytest

from earlyyears import services, synthetic
from earlyyears.app import Hub, NoBoroughError, open_hub
from earlyyears.inspection import Inspection, NoChildrenOnRoll
from earlyyears.kernel import (
    Answer,
    Ask,
    CannotTell,
    Citation,
    DateRange,
    EarlyYearsError,
    Facts,
    RuleBook,
    Why,
    evolve,
    since,
)
from earlyyears.ledger import RefusedError, SeenChangedError
from earlyyears.places import RegisterEdition, Setting
from earlyyears.roles import Concern, Lead, PolicyChoice, Ruling, support_lead
from earlyyears.services import (
    ForeignBoroughError,
    NoAuthorError,
    NoRecordAnswersError,
    NoSuchQuestionError,
    NotAllowedError,
    OpenQuestion,
    UnknownPolicyError,
    open_questions,
)
from tests.services.open_borough import (
    DAY,
    EVERYTHING,
    OTHERS,
    PRESETS,
    PUBLICATION,
    RULINGS,
    SPRING,
    card,
    good,
    lead,
    opened,
    setting,
    visit,
)

NEW_YEAR = dt.date(2026, 1, 1)
AUTUMN = dt.date(2026, 9, 1)
KEY = "publication_unknown:inspection/ofsted:EY900006/report_card/2026-02-20"


@pytest.fixture
def hub() -> Hub:
    """A borough in which there is a question of nearly every kind."""
    return opened(EVERYTHING)


def keys(hub: Hub, on: dt.date = DAY) -> list[str]:
    """The questions open on a day, in their order."""
    return [one.key for one in hub.questions(on)]


def question(hub: Hub, key: str, on: dt.date = DAY) -> OpenQuestion:
    """The open question with a key."""
    (found,) = [one for one in hub.questions(on) if one.key == key]
    return found


# ---------------------------------------------------------------------- what is asked


def test_one_question_stands_for_all_the_settings_it_bears_on(hub: Hub) -> None:
    """Three settings that wait for a preset are one question."""
    first = hub.questions(DAY)[0]
    assert "no_preset_chosen" == first.key
    assert {f"ofsted:EY90000{n}" for n in (1, 2, 3)} == set(first.settings)
    assert ("newham",) == first.boroughs
    assert "the local authority" == first.who


def test_what_a_word_answers_is_numbered_first_then_by_how_much_it_settles(
    hub: Hub,
) -> None:
    """Of either sort the most settings come first; then the code and the record."""
    expected = [
        "no_preset_chosen",
        "between_two_rules",
        KEY,
        "judgement_missing:inspection/ofsted:EY900008/report_card/2026-02-20",
        "ncor_only:registration/ofsted:EY900007",
    ]
    assert expected == keys(hub)
    assert [1, 2, 3, 4, 5] == [one.number for one in hub.questions(DAY)]


def test_what_two_settings_are_asked_in_the_same_words_follows_each_other() -> None:
    """Two empty visits together weigh more than one blank judgement, and come first."""
    hub = opened([*OTHERS, *setting(9), empty_visit(9)])
    first, second, third = hub.questions(DAY)
    assert ["ncor_only", "ncor_only", "judgement_missing"] == [
        one.code for one in (first, second, third)
    ]
    assert (first.text, first.how_each) == (second.text, second.how_each)
    assert "each of these settings" in first.how_each
    assert first.how != second.how


def empty_visit(number: int) -> Inspection:
    """A visit that found no children on roll in a setting."""
    return visit(number, SPRING, NoChildrenOnRoll(outcome="met"), SPRING)


def test_numbers_do_not_depend_on_the_order_in_which_facts_came() -> None:
    """The same facts told backwards are the same list."""
    forwards, backwards = opened(EVERYTHING), opened(reversed(EVERYTHING))
    assert forwards.questions(DAY) == backwards.questions(DAY)


def test_who_sees_more_is_asked_less() -> None:
    """A concern settles a lead for those who may see it, and for nobody else."""
    concern = Concern(id="concern/1", setting="setting/1", kind="safeguarding")
    hub = opened([*PRESETS, concern])
    assert 3 == len(hub.questions(DAY)[0].settings)
    hub.actor = "advisory-team"
    assert {"ofsted:EY900002", "ofsted:EY900003"} == set(hub.questions(DAY)[0].settings)


def test_a_plugins_own_question_is_listed_and_left_to_its_rule() -> None:
    """The library does not pretend to know which record answers it."""

    @support_lead.rule(reads=[], basis=Citation("a policy", confirmed=True))
    def curious(_setting: Setting, _facts: Facts) -> Answer[Lead]:
        return CannotTell(Why("odd"), (Ask("newham.odd", "Is it odd?"),))

    view = opened(PRESETS).at(DAY).with_rules(RuleBook([curious]))
    (found,) = open_questions(view)
    assert ("newham.odd", 3, False) == (
        found.key,
        len(found.settings),
        found.answerable,
    )
    assert "which record it needs" in found.how


def test_a_plugin_may_ask_about_another_kinds_publication() -> None:
    """Its question is listed, and nothing is tried on what is no inspection."""

    @support_lead.rule(reads=[], basis=Citation("a policy", confirmed=True))
    def curious(_setting: Setting, _facts: Facts) -> Answer[Lead]:
        ask = Ask("publication_unknown", "When?", about="newham.audit/1")
        return CannotTell(Why("odd"), (ask,))

    view = opened(PRESETS).at(DAY).with_rules(RuleBook([curious]))
    (found,) = open_questions(view)
    assert ("publication_unknown:newham.audit/1", ()) == (found.key, found.options)


# ------------------------------------------------------------------- what would follow


@pytest.mark.parametrize("at", [0, 1, 2])
def test_what_would_follow_is_what_follows_when_it_is_chosen(at: int) -> None:
    """Each preset is tried unwritten; choosing it gives exactly those leads."""
    hub = opened(PRESETS)
    asked = hub.questions(DAY)[0]
    option = asked.options[at]
    before = hub.verify().commits
    expected = {(one.lead, one.duty): one.settings for one in option.then}
    assert before == hub.verify().commits
    hub.answer(asked, option.answer, reason="decided", on=DAY)
    rows = [row for row in hub.worklist(hub.at(DAY)) if row.setting in asked.settings]
    assert expected == Counter((row.lead, row.duty) for row in rows)


def test_the_presets_are_seen_to_differ() -> None:
    """Three settings under one preset, one under the next, none under the last."""
    options = opened(PRESETS).questions(DAY)[0].options
    led = {
        one.answer: sum(each.settings for each in one.then if each.lead == "authority")
        for one in options
    }
    assert {
        "any_area_below_expected": 3,
        "any_area_urgent": 1,
        "leadership_and_safeguarding": 0,
    } == led


def test_two_unknown_publications_of_one_setting_are_tried_one_at_a_time() -> None:
    """What follows from one is not mixed with what follows from the other."""
    earlier = dt.date(2026, 2, 2)
    weak = card(leadership_and_governance="needs_attention")
    hub = opened(
        [*setting(6), good(6), visit(6, earlier, weak, None), *PUBLICATION[3:]]
    )
    first, second = hub.questions(DAY)
    assert [["ofsted:EY900006"]] * 2 == [list(one.settings) for one in (first, second)]
    # Published, either brings the authority in; unpublished, the other is still open.
    for one in (first, second):
        assert [["authority"], [""]] == [
            [each.lead for each in option.then] for option in one.options
        ]


def test_on_the_day_of_the_visit_no_earlier_publication_is_tried() -> None:
    """A report cannot have appeared before its inspection."""
    weak = card(leadership_and_governance="needs_attention")
    (asked,) = opened([*setting(6), good(6), visit(6, DAY, weak, None)]).questions(DAY)
    assert [f"{DAY} or later"] == [one.answer for one in asked.options]


# --------------------------------------------------------------------------- the loops


def test_a_choice_settles_the_question_and_the_leads() -> None:
    """Asked, chosen, answered, and not asked again; the choice is signed."""
    hub = opened(PRESETS)
    assert [None] * 3 == [lead(hub, number) for number in (1, 2, 3)]
    made = hub.choose(
        "support-lead", "any_area_urgent", start=NEW_YEAR, reason="steering group"
    )
    assert ["mentors", "mentors", "authority"] == [lead(hub, n) for n in (1, 2, 3)]
    assert [] == keys(hub)
    assert made.commit is not None
    assert ("head-of-early-years", "steering group") == (
        made.commit.actor,
        made.commit.reason,
    )
    (choice,) = hub.at(DAY).all(PolicyChoice)
    assert (since(2026, 1, 1), "steering group") == (choice.valid, choice.reason)


def test_a_ruling_settles_report_cards_of_december_from_the_new_year() -> None:
    """From 1 January 2026 it decides; for days in December nothing does."""
    hub = opened(RULINGS)
    assert ["between_two_rules"] == keys(hub)
    made = hub.answer(1, "as before", reason="legal advice", on=DAY)
    assert (since(2026, 1, 1),) == tuple(one.valid for one in made.records)
    assert ["mentors", "mentors"] == [lead(hub, number) for number in (4, 5)]
    assert [] == keys(hub)


def test_a_question_that_no_ruling_settles_says_so() -> None:
    """For a day in December a ruling changes nothing, and the list says that."""
    december = dt.date(2025, 12, 20)
    early = evolve(RULINGS[6], published_on=dt.date(2025, 12, 10))
    hub = opened([*RULINGS[:6], early])
    asked = question(hub, "between_two_rules", december)
    assert "stays open whatever is ruled" in asked.how
    assert {"between_two_rules"} == {
        each.reason for one in asked.options for each in one.then
    }
    hub.answer(asked, "as_report_card", reason="legal advice", on=december)
    assert ["between_two_rules"] == keys(hub, december)
    again = hub.answer(asked, "as_report_card", reason="legal advice", on=december)
    assert again.commit is None


def test_a_ruling_may_count_the_cards_instead() -> None:
    """The other reading brings the authority in where leadership was weak."""
    hub = opened(RULINGS)
    hub.answer("between_two_rules", "as_report_card", reason="legal advice", on=DAY)
    assert ["authority", "mentors"] == [lead(hub, number) for number in (4, 5)]
    assert ["as_report_card"] == [one.reading for one in hub.at(DAY).all(Ruling)]


@pytest.mark.parametrize("written", ["2026-02-27", "27/02/2026", "27 February 2026"])
def test_a_day_of_publication_decides_from_the_day_after(written: str) -> None:
    """The inspection keeps all else that is known of it."""
    hub = opened(PUBLICATION)
    before = hub.at(DAY).all(Inspection).where(id=KEY.partition(":")[2]).one()
    assert [KEY] == keys(hub)
    hub.answer(1, written, reason="date on the report", on=DAY)
    after = hub.at(DAY).all(Inspection).where(id=before.id).one()
    assert evolve(before, published_on=dt.date(2026, 2, 27)) == after
    assert "mentors" == lead(hub, 6, dt.date(2026, 2, 27))
    assert "authority" == lead(hub, 6, dt.date(2026, 2, 28))
    assert [] == keys(hub)


def test_an_answer_may_open_another_question() -> None:
    """A preset that needs a blank judgement asks for it, and the list has said so."""
    records = [*setting(1), visit(1, SPRING, card(inclusion=None), SPRING)]
    hub = opened(records)
    (asked,) = hub.questions(DAY)
    told = {one.answer: one.then[0].reason for one in asked.options}
    assert "judgement_missing" == told["any_area_below_expected"]
    hub.answer(asked, "any_area_below_expected", reason="decided", on=DAY)
    assert ["judgement_missing"] == [one.code for one in hub.questions(DAY)]


# --------------------------------------------------------------------- what is refused


def test_an_answer_that_is_none_is_refused_with_those_allowed(hub: Hub) -> None:
    """Each refusal lists what may be said; nothing is written."""
    before = hub.verify()
    refused = [
        ("no_preset_chosen", "strict", "any_area_urgent"),
        ("between_two_rules", "perhaps", "as_report_card, as_before"),
        (KEY, "soon", "is not a day"),
        (KEY, "2026-02-19", "before the visit of 2026-02-20"),
        (KEY, "2026-11-26", "has not come yet"),
    ]
    for key, text, expected in refused:
        with pytest.raises(NotAllowedError, match=expected):
            hub.answer(key, text, reason="tried", on=DAY)
    assert before == hub.verify()


def test_the_day_of_the_visit_and_today_are_allowed() -> None:
    """The bounds of a day of publication are themselves days of publication."""
    for written in ("2026-02-20", "2026-11-25"):
        hub = opened(PUBLICATION)
        hub.answer(KEY, written, reason="date on the report", on=DAY)
        assert [] == keys(hub)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("judgement_missing", "inspection/ofsted:EY900008/report_card/2026-02-20"),
        ("ncor_only", "override"),
        ("ncor_only", "type a row for ofsted:EY900007"),
    ],
)
def test_what_no_word_answers_says_what_has_to_be_recorded(
    code: str, expected: str
) -> None:
    """A blank judgement names its inspection; an empty visit asks for a decision."""
    hub = opened(OTHERS)
    (asked,) = [one for one in hub.questions(DAY) if one.code == code]
    assert not asked.answerable
    assert () == asked.options
    with pytest.raises(NoRecordAnswersError, match=expected):
        hub.answer(asked, "good", reason="tried", on=DAY)


def test_what_stood_before_the_files_begin_asks_for_that_inspection() -> None:
    """The day and the registration are named."""
    where, held = setting(9)
    window = (dt.date(2025, 1, 1), dt.date(2025, 8, 31))
    hub = opened([where, evolve(held, history=(window,))])
    day = dt.date(2021, 9, 1)
    (asked,) = hub.questions(day)
    assert "history_starts_later" == asked.code
    with pytest.raises(NoRecordAnswersError, match="2021-09-01") as refused:
        hub.answer(asked, "good", reason="tried", on=day)
    assert "inspection of ofsted:EY900009 that" in str(refused.value)


def test_a_question_that_is_not_open_is_refused(hub: Hub) -> None:
    """A number too high, and a question that was answered meanwhile."""
    asked = question(hub, KEY)
    for wrong in (0, 6, "no_such"):
        with pytest.raises(NoSuchQuestionError, match="5 open"):
            hub.answer(wrong, "2026-02-27", reason="tried", on=DAY)
    hub.answer(asked, "2026-02-27", reason="date on the report", on=DAY)
    with pytest.raises(NoSuchQuestionError, match="4 open"):
        hub.answer(asked, "2026-02-27", reason="tried", on=DAY)


def test_a_decision_needs_its_author_and_a_reason() -> None:
    """Nothing is decided by nobody, or for no reason."""
    hub = opened(PRESETS)
    with pytest.raises(RefusedError, match="does not say why"):
        hub.choose("support-lead", "any_area_urgent", start=NEW_YEAR, reason=" ")
    hub.actor = ""
    with pytest.raises(NoAuthorError, match="--as POST"):
        hub.choose("support-lead", "any_area_urgent", start=NEW_YEAR, reason="x")
    with pytest.raises(NoAuthorError):
        hub.answer(1, "any_area_urgent", reason="x", on=DAY)
    assert [] == [*hub.at(DAY).all(PolicyChoice)]


def test_a_day_of_publication_holds_from_no_other_day() -> None:
    """Giving one is a misunderstanding, and is refused."""
    hub = opened(PUBLICATION)
    with pytest.raises(NotAllowedError, match="Leave out the day"):
        hub.answer(1, "2026-02-27", reason="x", on=DAY, start=NEW_YEAR)
    assert [KEY] == keys(hub)


# ---------------------------------------------------------------------------- choosing


@pytest.mark.parametrize(
    ("policy", "value", "recorded"),
    [
        ("support-lead", "Any area urgent", "any_area_urgent"),
        ("Support lead", "any-area-urgent", "any_area_urgent"),
        ("publication_months", "2", "2"),
        ("new-ends-after-months", " 12 ", "12"),
        ("out-of-school", "same rule", "same_rule"),
        ("out-of-school", "no_grade", "no_grade"),
    ],
)
def test_every_policy_can_be_chosen_as_people_write_it(
    policy: str, value: str, recorded: str
) -> None:
    """Capitals, spaces and hyphens are forgiven; what is recorded is the key."""
    hub = opened(PRESETS)
    (made,) = hub.choose(policy, value, start=NEW_YEAR, reason="decided").records
    assert isinstance(made, PolicyChoice)
    assert recorded == made.value
    assert f"policy-choice/newham/{made.policy}" == made.id
    assert [made] == [*hub.at(DAY).all(PolicyChoice)]


@pytest.mark.parametrize(
    ("policy", "value", "expected"),
    [
        ("support-lead", "strict", "leadership_and_safeguarding"),
        ("publication-months", "0", "from 1 to 999"),
        ("publication-months", "two", "a whole number of months"),
        ("new-ends-after-months", "9" * 5000, "a whole number of months"),
        ("out-of-school", "yes", "no_grade, same_rule"),
    ],
)
def test_a_wrong_choice_is_refused_with_those_allowed(
    policy: str, value: str, expected: str
) -> None:
    """The sentence lists what may be chosen, and nothing is written."""
    hub = opened(PRESETS)
    with pytest.raises(NotAllowedError, match=expected):
        hub.choose(policy, value, start=NEW_YEAR, reason="tried")
    assert [] == [*hub.at(DAY).all(PolicyChoice)]


def test_a_policy_that_nobody_knows_is_refused_with_those_known() -> None:
    """A misspelt policy must not be kept as a choice that decides nothing."""
    hub = opened(PRESETS)
    with pytest.raises(UnknownPolicyError, match="out-of-school, publication-months"):
        hub.choose("suport-lead", "any_area_urgent", start=NEW_YEAR, reason="tried")


def chosen(hub: Hub, on: dt.date) -> str:
    """The preset that holds on a day."""
    choice = hub.at(on).all(PolicyChoice).where(policy="support-lead").first()
    return choice.value if choice else ""


def choose(hub: Hub, value: str, start: dt.date) -> DateRange:
    """Choose a preset from a day, and give the days for which it was recorded."""
    made = hub.choose("support-lead", value, start=start, reason="decided")
    return made.records[0].valid


def test_choosing_for_spring_leaves_alone_what_was_chosen_for_autumn() -> None:
    """An earlier choice ends where the later one, recorded before it, takes over."""
    hub = opened(PRESETS)
    assert since(2026, 9, 1) == choose(hub, "any_area_below_expected", AUTUMN)
    assert DateRange(NEW_YEAR, AUTUMN) == choose(hub, "any_area_urgent", NEW_YEAR)
    days = [dt.date(2025, 12, 31), NEW_YEAR, dt.date(2026, 8, 31), AUTUMN]
    assert ["", "any_area_urgent", "any_area_urgent", "any_area_below_expected"] == [
        chosen(hub, day) for day in days
    ]


def test_a_choice_may_be_corrected_from_its_own_day() -> None:
    """The same day again replaces it, and does not run past the next one."""
    hub = opened(PRESETS)
    choose(hub, "any_area_below_expected", AUTUMN)
    choose(hub, "any_area_urgent", NEW_YEAR)
    choose(hub, "leadership_and_safeguarding", NEW_YEAR)
    assert "leadership_and_safeguarding" == chosen(hub, DAY)
    assert "any_area_below_expected" == chosen(hub, AUTUMN)


def test_a_choice_that_was_taken_back_takes_over_from_nobody() -> None:
    """Once the autumn choice is withdrawn, spring's has no end."""
    hub = opened(PRESETS)
    made = hub.choose(
        "support-lead", "any_area_urgent", start=AUTUMN, reason="too soon"
    )
    assert made.commit is not None
    hub.withdraw(made.commit.number, reason="not decided at all")
    assert since(2026, 1, 1) == choose(hub, "any_area_urgent", NEW_YEAR)


def test_each_later_choice_ends_the_one_before() -> None:
    """Chosen in any order, three choices share the days without a gap."""
    starts = [NEW_YEAR, dt.date(2026, 4, 1), AUTUMN]
    hub = opened(PRESETS)
    values = ["any_area_urgent", "any_area_below_expected", "any_area_urgent"]
    told = dict(zip(starts, values, strict=True))
    for start in (starts[2], starts[0], starts[1]):
        choose(hub, told[start], start)
    for start, after in pairwise(starts):
        assert told[start] == chosen(hub, after - dt.timedelta(days=1))
        assert told[after] == chosen(hub, after)


def test_the_same_choice_twice_writes_nothing_the_second_time() -> None:
    """What is known already is no commit."""
    hub = opened(PRESETS)
    first, second = (
        hub.choose("support-lead", "any_area_urgent", start=NEW_YEAR, reason="decided")
        for _ in range(2)
    )
    assert first.commit is not None
    assert second.commit is None


def test_a_decision_upon_facts_that_have_changed_since_is_refused() -> None:
    """Two officers who decide at once do not overwrite one another unseen."""
    hub = opened(PRESETS)
    stale = hub.at(DAY)
    choose(hub, "any_area_urgent", NEW_YEAR)
    with pytest.raises(SeenChangedError):
        services.choose(
            hub._ledger,
            stale,
            ["newham"],
            "support-lead",
            "any_area_below_expected",
            start=NEW_YEAR,
            actor="deputy",
            reason="decided",
        )
    assert "any_area_urgent" == chosen(hub, DAY)


# ------------------------------------------------------------------------ which borough


def two_boroughs() -> Hub:
    """A hub that spans two boroughs, with a card of December in one of them."""
    away = [*setting(9, borough="barnet"), visit(9, SPRING, card(), SPRING)]
    return opened([*PRESETS, *RULINGS, *away])


def test_a_hub_of_two_boroughs_chooses_for_each() -> None:
    """Each borough has its own record of the choice."""
    hub = two_boroughs()
    hub.choose("support-lead", "any_area_urgent", start=NEW_YEAR, reason="together")
    assert {"barnet", "newham"} == {one.borough for one in hub.at().all(PolicyChoice)}


def test_an_answer_is_recorded_for_the_boroughs_that_were_asked() -> None:
    """Barnet has no such report card, so nothing is ruled in its name."""
    hub = two_boroughs()
    hub.answer("between_two_rules", "as_before", reason="legal advice", on=DAY)
    assert ["newham"] == [one.borough for one in hub.at(DAY).all(Ruling)]


def test_a_hub_opened_for_one_borough_chooses_for_that_one() -> None:
    """`borough=` narrows the choice."""
    both = (*PRESETS, *setting(9, borough="barnet"))
    hub = opened(both, borough="Barnet")
    made = hub.choose("out-of-school", "same_rule", start=NEW_YEAR, reason="decided")
    assert ["policy-choice/barnet/out-of-school"] == [one.id for one in made.records]


def test_a_borough_that_is_none_of_the_hubs_decides_nothing() -> None:
    """A hub of Newham's settings has no choice of Barnet's, and stays as it was."""
    hub = opened(PRESETS, borough="Barnet")
    with pytest.raises(ForeignBoroughError, match="Use newham"):
        hub.choose("out-of-school", "same_rule", start=NEW_YEAR, reason="decided")
    assert 1 == hub.verify().commits
    fresh = opened((), borough="Barnet")
    made = fresh.choose("out-of-school", "same_rule", start=NEW_YEAR, reason="decided")
    assert 1 == len(made.records), "before any file is read nothing speaks against it"


def edition(area: str) -> RegisterEdition:
    """A file of an area that was read."""
    return RegisterEdition(
        id=f"edition/register/{area}/{DAY}",
        register="register",
        edition=DAY,
        area=area,
        layout="layout",
        sha256="0",
        rows=0,
        loaded=0,
    )


@pytest.mark.parametrize(
    ("areas", "expected"),
    [
        (["newham"], {"newham"}),
        (["newham+barnet"], {"newham", "barnet"}),
        (["newham", "marlow-vale"], {"newham", "marlow-vale"}),
    ],
)
def test_the_boroughs_of_a_hub_are_those_whose_files_it_read(
    areas: list[str], expected: set[str]
) -> None:
    """Those of an edition for several as well, and a fictional one by its own key."""
    hub = opened([*setting(9, borough="barnet"), *map(edition, areas)])
    assert expected == services.boroughs_of(hub.at(DAY))


def test_a_hub_that_read_london_chooses_for_all_its_boroughs() -> None:
    """Each of the thirty-three has a record of its own."""
    hub = opened([edition("london")])
    made = hub.choose("out-of-school", "no_grade", start=NEW_YEAR, reason="together")
    assert 33 == len({one.id for one in made.records})


def test_a_hub_that_knows_no_borough_cannot_choose() -> None:
    """It says how to name one."""
    with (
        open_hub("memory:", actor="head-of-early-years", plugins=()) as hub,
        pytest.raises(NoBoroughError, match="--borough"),
    ):
        hub.choose("support-lead", "any_area_urgent", start=NEW_YEAR, reason="x")


def test_the_fictional_borough_answers_all_that_a_word_answers() -> None:
    """Answered one after another, only what must be recorded otherwise is left."""
    made = synthetic.borough(seed=7)
    hub = opened([], borough=made.area)
    for edition in made.editions:
        hub.import_register(
            made.register_file(edition.on, layout=edition.layout), edition=edition.on
        )
    day = dt.date(2026, 3, 1)
    words = {
        "no_preset_chosen": "leadership_and_safeguarding",
        "between_two_rules": "as_report_card",
        "publication_unknown": "2026-02-28",
    }
    asked: Counter[str] = Counter()
    while open_ := [one for one in hub.questions(day) if one.answerable]:
        one = open_[0]
        asked[one.code] += 1
        assert asked[one.code] <= 50
        hub.answer(one, words[one.code], reason="decided", on=day)
    assert set(words) == set(asked)
    assert (1, 1) == (asked["no_preset_chosen"], asked["between_two_rules"])
    left = {one.code for one in hub.questions(day)}
    assert left <= {"ncor_only", "judgement_missing", "history_starts_later"}
    choice = hub.at(day).all(PolicyChoice).one()
    assert made.key == choice.borough


def test_refusals_carry_no_more_than_a_little_of_what_was_typed(hub: Hub) -> None:
    """A long text, which may hold a name, is not repeated at length."""
    for key in ("no_preset_chosen", "between_two_rules", KEY):
        with pytest.raises(EarlyYearsError) as refused:
            hub.answer(key, "x" * 500, reason="tried", on=DAY)
        assert "x" * 61 not in str(refused.value)
