"""What the support report counts, for whom, and what it never tells."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from earlyyears.disclosure import (
    Audience,
    CountTable,
    Document,
    SafeDocument,
    SafeRecords,
    SafeTable,
    make_safe,
    policies,
    policy,
)
from earlyyears.kernel import (
    ALWAYS,
    Answered,
    Ask,
    CannotTell,
    DateRange,
    Sensitivity,
    Snapshot,
    Why,
    evolve,
)
from earlyyears.ledger import Sight
from earlyyears.reports import UnfitViewError, support, write, writers
from earlyyears.roles import Concern, Lead, LeadRow, PolicyChoice
from tests.reports.pages import Page
from tests.reports.samples import (
    DAY,
    LAW,
    Seen,
    below,
    borough,
    document,
    edition,
    minder,
    nanny,
    new,
    row,
    safe,
    unsettled,
)


def table(made: SafeDocument, code: str) -> dict[tuple[str, str], str]:
    """What each place of a table prints."""
    found = next(
        one for one in made.blocks if isinstance(one, SafeTable) and one.code == code
    )
    return {key: str(cell) for key, cell in found.cells}


def records(made: SafeDocument) -> SafeRecords:
    """The worklist that is printed."""
    return next(one for one in made.blocks if isinstance(one, SafeRecords))


def counts(made: Document) -> list[CountTable]:
    """The tables of a report."""
    return [one for one in made.blocks if isinstance(one, CountTable)]


def test_group_settings_are_counted_by_who_leads() -> None:
    """Childminders and nannies are not in the count of group settings."""
    assert {
        ("authority", ""): "31",
        ("mentors", ""): "56",
        ("cannot_tell", ""): "3",
        ("", ""): "90",
    } == table(safe(), "lead-group")


def test_reasons_stand_by_who_leads() -> None:
    """28 are not yet inspected and three below good, all led by the authority."""
    found = table(safe(), "reason-group")
    assert ("28", "3", "56") == (
        found["not_yet_inspected", "authority"],
        found["below_good", "authority"],
        found["good_or_better", "mentors"],
    )


def test_the_work_and_the_duty_are_counted_apart() -> None:
    """39 childminders are the team's work and the authority's duty."""
    found = table(safe(), "duty-every")
    assert ("70", "31", "39") == (
        found["statutory", ""],
        found["statutory", "authority"],
        found["statutory", "childminder_team"],
    )


def test_settings_in_no_network_are_counted_as_such() -> None:
    """Whoever belongs to no network has a line of their own, the last."""
    made = safe()
    assert "135" == table(made, "network-every")["no_network", ""]
    found = next(one for one in counts(document()) if one.code == "network-every")
    assert "No network" == found.rows.categories[-1].label


def test_every_kind_of_setting_adds_up_to_the_whole_list() -> None:
    """Every table over all settings has the same total."""
    made = safe()
    codes = ("kind-every", "duty-every", "reason-every", "network-every")
    assert {str(len(borough()))} == {table(made, code)["", ""] for code in codes}


def test_an_empty_borough_makes_a_report() -> None:
    """No setting at all is a report of zeros and not a fault."""
    made = safe(Audience.PUBLIC, [])
    assert "0" == table(made, "lead-group")["", ""]
    assert "can be told for every setting" in Page(write(made, ".html")).text


def test_what_cannot_be_told_is_counted_with_its_questions() -> None:
    """Each reason and each question says on how many settings it bears."""
    made = safe()
    assert {("ncor_only", ""): "3", ("", ""): "3"} == table(made, "reason-open")
    assert {("ncor_only", ""): "3"} == table(made, "questions")


def test_a_question_about_one_setting_is_not_quoted_in_public() -> None:
    """Its words may tell of the setting, so only what it is about is printed."""
    assert "Has it been inspected since?" not in Page(write(safe(), ".html")).text
    inside = Page(write(safe(Audience.INTERNAL), ".html")).text
    assert "Has it been inspected since?" in inside


def test_public_figures_are_public_only_in_a_public_view() -> None:
    """In every other report the same counts are facts about settings."""
    for audience in Audience:
        public = audience is Audience.PUBLIC
        wanted = Sensitivity.PUBLIC if public else Sensitivity.SETTING
        assert {wanted} == {one.sensitivity for one in counts(document(audience))}


@pytest.mark.parametrize(
    ("sight", "audience"),
    [
        (Sight(everything=True), Audience.PUBLIC),
        (Sight(open=frozenset({"public", "hub"})), Audience.PUBLIC),
        (Sight(inside=True, open=frozenset({"public"})), Audience.PUBLIC),
        (Sight(open=frozenset({"public", "advisory-team"})), Audience.STEERING),
    ],
)
def test_a_view_that_shows_too_much_is_refused(
    sight: Sight, audience: Audience
) -> None:
    """A report for people outside is not counted from what they may not know."""
    view = Seen(audience="public")
    view.sight = sight
    with pytest.raises(UnfitViewError):
        support(view, [], audience=audience, borough="Newham")


def test_facts_in_memory_serve_officers_only() -> None:
    """A snapshot does not say what was left out of it, so nothing leaves the house."""
    view = Snapshot(on=DAY)
    assert support(view, [], audience=Audience.INTERNAL, borough="Newham").as_at is None
    with pytest.raises(UnfitViewError):
        support(view, [], audience=Audience.PUBLIC, borough="Newham")


CONCERN = Concern(
    id="concern/1", setting="setting/0040", kind="leadership_change", note="secret note"
)


def test_officers_see_the_kind_of_a_concern_and_never_its_note() -> None:
    """The worklist names what worries the team; the note stays in its record."""
    made = safe(Audience.INTERNAL, None, CONCERN)
    found = [one for one in records(made).rows if one[1] == "EY000040"]
    assert ["Change of leadership or management"] == [one[-1] for one in found]
    assert [] == [w.name for w in writers() if b"secret note" in w(made)]


def test_partners_see_the_worklist_without_concerns() -> None:
    """The steering group has names, reasons and no concern."""
    made = safe(Audience.STEERING, None, CONCERN)
    assert "concerns" not in dict(records(made).columns)
    assert [] == [w.name for w in writers() if b"Change of leadership" in w(made)]


def test_a_withheld_name_stays_withheld_inside() -> None:
    """Where a register withholds a name the worklist says so."""
    made = safe(Audience.INTERNAL, [minder(1)])
    assert ("Name withheld by Ofsted", "EY000001") == records(made).rows[0][:2]


def test_what_the_borough_chose_is_printed_with_its_day() -> None:
    """A preset stands in the report in words, from the day it holds."""
    chosen = PolicyChoice(
        id="policy-choice/newham/publication-months",
        borough="newham",
        policy="publication-months",
        value="2",
        valid=DateRange(dt.date(2020, 1, 1), None),
    )
    preset = evolve(
        chosen, id="policy-choice/x", policy="support-lead", value="any_area_urgent"
    )
    text = Page(write(safe(Audience.PUBLIC, None, chosen, preset), ".html")).text
    assert "2, from 1 January 2020" in text
    assert "Any area urgent: safeguarding not met, leadership and governance" in text
    assert "recorded no choice" not in text
    assert ALWAYS != chosen.valid


def test_the_report_of_a_shipped_policy_with_a_threshold_hides_small_counts() -> None:
    """Under the stricter policy three settings below good are not told."""
    strict = policy(Audience.PUBLIC, DAY, name="eight-then-five")
    found = table(make_safe(document(), strict), "reason-group")
    assert ("[c]", "30") == (
        found["below_good", "authority"],
        found["not_yet_inspected", "authority"],
    )


NUMBERS = st.integers(min_value=200_000, max_value=999_999)


@st.composite
def minders(draw: st.DrawFn) -> list[LeadRow]:
    """Childminders with a name that somebody typed in and others, in any mixture."""
    made = [row(1), new(2), below(3), unsettled(4), nanny(5)]
    for number in draw(st.lists(NUMBERS, unique=True, max_size=6)):
        network = draw(st.sampled_from([None, "Network A"]))
        made.append(minder(number, network=network, need=draw(st.integers(0, 9))))
        if draw(st.booleans()):
            unsettled_one = unsettled(number + 1_000_000)
            made.append(unsettled_one)
    return draw(st.permutations(made))


def traces(rows: list[LeadRow]) -> None:
    """Hold that no withheld setting can be told from any public file."""
    hidden = [one for one in rows if one.name is None or one.status == "cannot_tell"]
    marks = {text for one in hidden for text in (one.id, one.setting.partition(":")[2])}
    whole = document(Audience.PUBLIC, rows)
    for name in {key.partition("/")[0] for key in policies().keys()}:  # noqa: SIM118
        made = make_safe(whole, policy(Audience.PUBLIC, DAY, name=name))
        for writer in writers():
            page = writer(made).decode("utf-8")
            assert [] == [mark for mark in marks if mark in page]
            assert [] == [
                one.name for one in rows if one.name is not None and one.name in page
            ]


@settings(max_examples=25)
@given(minders())
def test_no_withheld_childminder_is_in_any_public_file(rows: list[LeadRow]) -> None:
    """Neither name nor number nor id of one is in what the public gets."""
    traces(rows)


@pytest.mark.slow
@settings(max_examples=10_000)
@given(minders())
def test_no_withheld_childminder_in_ten_thousand_boroughs(rows: list[LeadRow]) -> None:
    """The same over ten thousand generated boroughs."""
    traces(rows)


def test_the_edition_is_the_source_of_the_figures() -> None:
    """The file's digest stands in the document."""
    assert [edition().sha256] == [one.sha256 for one in document().sources]


def test_concerns_do_not_pass_where_nothing_personal_may() -> None:
    """Even an officers' report loses them under a policy without personal facts."""
    strict = evolve(
        policy(Audience.INTERNAL, DAY),
        passes=frozenset({Sensitivity.PUBLIC, Sensitivity.SETTING}),
    )
    made = make_safe(document(Audience.INTERNAL, None, CONCERN), strict)
    assert "concerns" not in dict(records(made).columns)


ASSUMED = ("It is assumed.",)


def open_rows(*asks: Ask) -> list[LeadRow]:
    """Settings on which nobody can tell who leads, one for each question."""
    return [
        row(
            number,
            status="cannot_tell",
            lead=None,
            duty=None,
            reason="no_preset_chosen",
            answer=CannotTell(
                Why("no_preset_chosen", steps=("It is assumed.",)), (ask,)
            ),
        )
        for number, ask in enumerate(asks)
    ]


def test_a_question_about_the_borough_is_quoted_once() -> None:
    """One question that settles many settings stands there once, in its own words."""
    ask = Ask("no_preset_chosen", "Which preset decides?")
    made = safe(Audience.PUBLIC, open_rows(ask, ask))
    assert {("no_preset_chosen", ""): "2"} == table(made, "questions")
    text = Page(write(made, ".html")).text
    assert "Which preset decides? (for the local authority)" in text


def test_reasons_without_a_question_make_no_table_of_questions() -> None:
    """Where nobody can be asked, the reasons are counted and that is all."""
    silent = [
        evolve(one, answer=CannotTell(Why("no_rule")))
        for one in open_rows(Ask("no_rule", "Which?"))
    ]
    assert "questions" not in {one.code for one in counts(document(rows=silent))}


def test_an_assumed_day_is_mentioned() -> None:
    """Where the working of an answer rests on an assumption, the notes say so."""
    rows = open_rows(Ask("no_preset_chosen", "Which?"))
    assert [] == [note for note in document().notes if "assumed day" in note]
    assert 1 == len([n for n in document(rows=rows).notes if "assumed day" in n])


def test_a_rule_says_from_which_day_it_is_in_force() -> None:
    """The days of a cited text are written as people write them."""
    law = evolve(LAW, during=DateRange(dt.date(2026, 1, 1), dt.date(2027, 1, 1)))
    answer = Answered(Lead("mentors", "none"), Why("good_or_better", basis=law))
    text = Page(write(safe(Audience.PUBLIC, [row(1, answer=answer)]), ".html")).text
    assert "In force: from 1 January 2026 and before 1 January 2027." in text


def test_a_duty_not_decided_is_no_question_that_does_not_arise() -> None:
    """Who cannot be told stands apart from those to whom no duty can apply."""
    found = table(
        safe(Audience.PUBLIC, [unsettled(1), nanny(2), nanny(3)]), "duty-every"
    )
    assert ("1", "2") == (found["none_decided", ""], found["not_applicable", ""])
