"""Exactly one rule answers, sees what it declares, and signs what it says."""

import datetime as dt
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earlyyears.kernel import (
    LOCAL_QUALITY,
    NO_RULES,
    Answer,
    Answered,
    Ask,
    BadAnswerError,
    Breach,
    CannotTell,
    Citation,
    Facts,
    ForbiddenReadError,
    NotApplicable,
    NotARecordError,
    Question,
    Record,
    Rule,
    RuleBook,
    RuleRef,
    Scope,
    Snapshot,
    UndeclaredReadError,
    Unsupported,
    Why,
    evolve,
    kind_of,
    record,
    since,
    until,
)
from tests.kernel.kinds import SOURCE, Note, Rating, Spot, busy, payment

DAY = dt.date(2026, 1, 1)
SPOT = Spot(id="place/1", borough="newham", size=3)
NOTE = Note(id="note/1", spot="place/1")
RATING = Rating(id="rating/1", spot="place/1", stars=4)
READ = Why("read")
Work = Callable[[Spot, Facts], Answer[int]]


def facts(*rules: Rule[Spot, int], on: dt.date = DAY) -> Snapshot:
    """A place, a note and a rating, with some rules."""
    return Snapshot(SPOT, NOTE, RATING, on=on, rules=RuleBook(rules))


def by_stars(spot: Spot, seen: Facts) -> Answer[int]:
    """As many as the rating has stars."""
    rating = seen.all(Rating).where(spot=spot.id).one()
    return Answered(rating.stars, Why("stars", seen.cite(rating)))


def fixed(answer: Answer[int]) -> Work:
    """A rule's work that always gives the same answer."""
    return lambda _spot, _seen: answer


rated = busy.rule(reads=[Rating], basis=SOURCE)(by_stars)


# -------------------------------------------------------------------------- signing


@pytest.mark.parametrize(
    "answer",
    [
        Answered(3, READ),
        NotApplicable(READ),
        Unsupported(READ),
        CannotTell(READ, (Ask("who", "Who?"),)),
    ],
)
def test_a_rule_signs_every_shape_of_answer(answer: Answer[int]) -> None:
    """Rule and basis are filled in, and nothing else of the answer changes."""
    rule = busy.rule(reads=[], basis=SOURCE, name="sure")(fixed(answer))
    given_answer = facts(rule).ask(busy, SPOT)
    signed = evolve(READ, rule=RuleRef("sure", "earlyyears"), basis=SOURCE)
    assert evolve(answer, why=signed) == given_answer


def test_a_basis_that_the_author_gives_is_kept() -> None:
    """A clause of its own goes before the basis of the whole rule."""
    clause = Citation("SI 2014/2319", "regulation 4")
    rule = busy.rule(reads=[], basis=SOURCE)(fixed(Answered(1, Why("a", basis=clause))))
    assert clause == facts(rule).ask(busy, SPOT).why.basis


def test_the_inner_rule_stays_the_one_that_answered() -> None:
    """A rule that hands on another's answer does not sign it again."""

    @busy.rule(reads=[], basis=Citation("house style"))
    def handing_on(spot: Spot, seen: Facts) -> Answer[int]:
        return rated(spot, seen)

    why = facts(handing_on).ask(busy, SPOT).why
    assert why.rule is not None
    assert ("by_stars", SOURCE) == (why.rule.name, why.basis)


def test_a_rule_knows_whose_it_is() -> None:
    """Plugin, version and dates of a rule stand in its reference, in words too."""
    rule = evolve(rated, plugin="newham", version="1.2", during=since(2026))
    assert RuleRef("by_stars", "newham", "1.2", since(2026)) == rule.ref
    assert ("newham/by_stars", "by_stars") == (str(rule.ref), str(RuleRef("by_stars")))


@pytest.mark.parametrize("given_answer", [None, 3, "yes", READ])
def test_what_is_no_answer_is_refused(given_answer: object) -> None:
    """A rule that gives back something else is named in the error."""
    rule = busy.rule(reads=[], basis=SOURCE, name="odd")(
        fixed(given_answer)  # type: ignore[arg-type]
    )
    with pytest.raises(BadAnswerError, match="the rule earlyyears/odd gave"):
        facts(rule).ask(busy, SPOT)


def test_an_answer_rests_only_on_what_the_rule_reads() -> None:
    """Citing a kind that is not declared is refused, though it was not read."""

    @busy.rule(reads=[Spot], basis=SOURCE)
    def boasting(spot: Spot, seen: Facts) -> Answer[int]:
        return Answered(spot.size, Why("big", seen.cite(spot, NOTE)))

    with pytest.raises(BadAnswerError, match=r"cites test\.note"):
        facts(boasting).ask(busy, SPOT)


# --------------------------------------------------------------------------- seeing


def test_a_rule_sees_what_it_declares() -> None:
    """Records of a declared kind are there, with the day and the rules."""
    seen = facts(rated).within(rated)
    assert [RATING] == list(seen.all(Rating))
    assert (DAY, True) == (seen.on, "busy" in seen.rules.questions)
    assert 4 == answer_value(facts(rated).ask(busy, SPOT))


def answer_value(answer: Answer[int]) -> int:
    """The value of an answer that has one."""
    assert isinstance(answer, Answered)
    return answer.value


def test_an_undeclared_read_is_refused() -> None:
    """A rule that reaches for more than it names gets nothing."""
    rule = busy.rule(reads=[Spot], basis=SOURCE)(by_stars)
    with pytest.raises(UndeclaredReadError) as refused:
        facts(rule).ask(busy, SPOT)
    assert {"kind": "test.rating"} == refused.value.data


def test_a_class_that_is_no_kind_is_refused_as_such() -> None:
    """Reaching for a plain class is told apart from reaching too far."""
    with pytest.raises(NotARecordError):
        facts().within(rated).all(Record)


def test_a_forbidden_read_is_refused_though_it_is_declared() -> None:
    """What the question forbids cannot be declared."""
    rule = payment.rule(reads=[Rating], basis=SOURCE)(by_stars)
    with pytest.raises(ForbiddenReadError) as refused:
        facts(rule).ask(payment, SPOT)
    assert {"kind": "test.rating"} == refused.value.data


def asking(spot: Spot, seen: Facts) -> Answer[int]:
    """Ask another question, hoping that it may see more."""
    return seen.ask(busy, spot)


def calling(spot: Spot, seen: Facts) -> Answer[int]:
    """Call another rule by hand, hoping that it may see more."""
    return rated(spot, seen)


@pytest.mark.parametrize("work", [asking, calling])
def test_what_is_forbidden_cannot_be_laundered(work: Work) -> None:
    """A rule asked or called on behalf of a question is under its ban as well."""
    rule = payment.rule(reads=[], basis=SOURCE)(work)
    with pytest.raises(ForbiddenReadError):
        facts(rule, rated).ask(payment, SPOT)


def test_a_ban_goes_down_through_several_questions() -> None:
    """Two steps between the question and the forbidden kind do not lift the ban."""
    between: Question[Spot, int] = Question("between", "In between?")
    middle = between.rule(reads=[Rating], basis=SOURCE)(asking)

    @payment.rule(reads=[Spot], basis=SOURCE)
    def outer(spot: Spot, seen: Facts) -> Answer[int]:
        return seen.ask(between, spot)

    with pytest.raises(ForbiddenReadError):
        facts(outer, middle, rated).ask(payment, SPOT)
    assert 4 == answer_value(facts(middle, rated).ask(between, SPOT))


def test_a_ban_ends_with_the_question() -> None:
    """The same rule may read again when the other question is asked by itself."""
    held = facts(payment.rule(reads=[], basis=SOURCE)(asking), rated)
    with pytest.raises(ForbiddenReadError):
        held.ask(payment, SPOT)
    assert 4 == answer_value(held.ask(busy, SPOT))


@given(
    st.lists(st.sampled_from([Spot, Note, Rating]), max_size=3),
    st.frozensets(st.sampled_from(["test.place", "test.note", "test.rating"])),
    st.sampled_from([Spot, Note, Rating]),
)
def test_a_scope_shows_the_declared_less_the_forbidden(
    reads: list[type[Record]], forbids: frozenset[str], wanted: type[Record]
) -> None:
    """A kind can be read exactly when it is declared and not forbidden."""
    question: Question[Spot, int] = Question("any", "Anything?", forbids)
    rule = question.rule(reads=reads, basis=SOURCE)(by_stars)
    seen = facts().within(rule)
    name = wanted.__earlyyears_kind__.name
    if name in forbids:
        with pytest.raises(ForbiddenReadError):
            seen.all(wanted)
    elif wanted in reads:
        assert 1 == len(seen.all(wanted))
    else:
        with pytest.raises(UndeclaredReadError):
            seen.all(wanted)


def test_facts_give_a_rule_the_same_view_every_time() -> None:
    """Two rules that read the same share one view, and others do not."""
    held = facts()
    other = busy.rule(reads=[Rating], basis=SOURCE, name="other")(by_stars)
    wider = busy.rule(reads=[Rating, Spot], basis=SOURCE)(by_stars)
    assert held.within(rated) is held.within(other)
    assert held.within(rated) is not held.within(wider)
    assert isinstance(held.within(rated), Scope)


# ------------------------------------------------------------------------ which rule


def rule_of(
    name: str, *boroughs: str, during: dt.date | None = None
) -> Rule[Spot, int]:
    """A rule of some boroughs that counts the letters of its own name."""
    made = busy.rule(reads=[], basis=SOURCE, name=name)(
        fixed(Answered(len(name), READ))
    )
    days = since(during.year, during.month, during.day) if during else made.during
    return evolve(made, boroughs=frozenset(boroughs), during=days)


def test_without_a_rule_nothing_can_be_told() -> None:
    """No rule is a question to the developer, not an error."""
    answer = Snapshot(SPOT, on=DAY).ask(busy, SPOT)
    assert isinstance(answer, CannotTell)
    assert ("no_rule", ()) == (answer.why.reason, answer.why.steps)
    assert ["no_rule"] == [each.code for each in answer.questions]
    assert [] == list(NO_RULES)


def test_with_two_rules_nothing_can_be_told_and_both_are_named() -> None:
    """Two rules of one question on one day are named with their dates."""
    answer = facts(rule_of("one"), rule_of("two")).ask(busy, SPOT)
    assert isinstance(answer, CannotTell)
    assert "two_rules" == answer.why.reason
    assert ["one", "two"] == [step.split("/")[1][:3] for step in answer.why.steps]


def test_a_boroughs_own_rule_goes_before_the_general_one() -> None:
    """A rule that names the borough answers there; elsewhere the general one does."""
    held = facts(rule_of("general"), rule_of("own", "newham"))
    assert len("own") == answer_value(held.ask(busy, SPOT))
    elsewhere = evolve(SPOT, borough="leeds")
    assert len("general") == answer_value(held.ask(busy, elsewhere))


def test_two_rules_of_one_borough_are_a_fault_there_alone() -> None:
    """A clash in one borough leaves the others answered."""
    held = facts(rule_of("general"), rule_of("a", "newham"), rule_of("b", "newham"))
    assert "two_rules" == held.ask(busy, SPOT).why.reason
    assert len("general") == answer_value(held.ask(busy, evolve(SPOT, borough="leeds")))


def test_a_boroughs_rule_answers_for_no_other() -> None:
    """Where only another borough has a rule, nothing can be told."""
    held = facts(rule_of("own", "leeds"))
    assert "no_rule" == held.ask(busy, SPOT).why.reason


def test_the_day_decides_which_rule_answers() -> None:
    """The older rule answers until the newer begins, and not on that day."""
    old = evolve(rule_of("old"), during=until(2026))
    new = rule_of("newer", during=DAY)
    before = facts(old, new, on=DAY - dt.timedelta(days=1))
    assert len("old") == answer_value(before.ask(busy, SPOT))
    assert len("newer") == answer_value(facts(old, new).ask(busy, SPOT))


def test_a_boroughs_rule_that_has_ended_gives_way_to_the_general_one() -> None:
    """Only rules of the day count when the borough's own are looked for."""
    ended = evolve(rule_of("own", "newham"), during=until(2026))
    answer = facts(rule_of("general"), ended).ask(busy, SPOT)
    assert len("general") == answer_value(answer)


def test_a_subject_without_a_borough_gets_the_general_rule() -> None:
    """A subject that lies nowhere is put to the rules that name no borough."""
    size: Question[str, int] = Question("size", "How long?")

    @size.rule(reads=[], basis=SOURCE)
    def letters(name: str, _seen: Facts) -> Answer[int]:
        return Answered(len(name), READ)

    answer = Snapshot(on=DAY, rules=RuleBook([letters])).ask(size, "four")
    assert 4 == answer_value(answer)


def test_a_book_lists_its_rules_and_questions() -> None:
    """Rules come question by question, and each question once."""
    paid = payment.rule(reads=[], basis=SOURCE, name="paid")(fixed(NotApplicable(READ)))
    book = RuleBook([rule_of("one"), paid, rule_of("two")])
    assert ["one", "two", "paid"] == [rule.name for rule in book]
    assert {"busy": busy, "payment": payment} == book.questions


# ------------------------------------------------------------------- forbidden by mark


@record("test.award", local_quality=True)
class Award(Record):
    """A council's own judgement, marked as such."""


@record("test.better-award")
class BetterAward(Award):
    """A kind that is derived from one that is marked."""


fair: Question[Spot, int] = Question(
    "fair", "What is fair?", forbids=frozenset({LOCAL_QUALITY})
)


@pytest.mark.parametrize("kind", [Award, BetterAward])
def test_a_mark_forbids_every_kind_that_carries_it(kind: type[Record]) -> None:
    """A kind is forbidden by the mark of its class, or of the class it comes from."""

    @fair.rule(reads=[kind], basis=SOURCE)
    def counted(_: Spot, seen: Facts) -> Answer[int]:
        return Answered(len(seen.all(kind)), Why("counted"))

    with pytest.raises(ForbiddenReadError):
        facts(counted).ask(fair, SPOT)
    assert {"test.award", LOCAL_QUALITY} <= kind_of(kind).marks


def test_what_the_asked_question_forbids_holds_whatever_the_rules_own_one_says() -> (
    None
):
    """A rule for a second question of the same name is under the first one's ban."""
    second: Question[Spot, int] = Question("fair", "What is fair, said otherwise?")

    @second.rule(reads=[Award], basis=SOURCE)
    def counted(_: Spot, seen: Facts) -> Answer[int]:
        return Answered(len(seen.all(Award)), Why("counted"))

    with pytest.raises(ForbiddenReadError):
        facts(counted).ask(fair, SPOT)
    assert 0 == answer_value(facts(counted).ask(second, SPOT))


def test_whoever_listens_hears_of_a_breach_however_deep() -> None:
    """It is told with the kind and the rule, though the rule swallows the error."""

    @fair.rule(reads=[], basis=SOURCE)
    def swallowing(spot: Spot, seen: Facts) -> Answer[int]:
        try:
            return seen.ask(deeper, spot)
        except ForbiddenReadError:
            return Answered(0, Why("swallowed"))

    deeper: Question[Spot, int] = Question("deeper", "And below?")

    @deeper.rule(reads=[Award], basis=SOURCE)
    def reading(_: Spot, seen: Facts) -> Answer[int]:
        return Answered(len(seen.all(Award)), Why("read"))

    told: list[Breach] = []
    scope = facts(swallowing, reading).within(swallowing)
    assert isinstance(scope, Scope)
    assert 0 == answer_value(swallowing.work(SPOT, scope.overheard(told)))
    assert [Breach(kind_of(Award), "earlyyears/reading")] == told
