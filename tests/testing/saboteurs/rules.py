"""Rules that are wrong in one way each, in an otherwise sound plugin."""

import datetime as dt
import os
import random
import socket
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, ClassVar

from earlyyears.kernel import (
    Answer,
    Answered,
    CannotTell,
    Citation,
    DateRange,
    Facts,
    Pence,
    Record,
    Ref,
    Rule,
    evolve,
    since,
    until,
)
from earlyyears.places import Setting
from earlyyears.testing import RuleKit
from tests.testing.brack.plugin import (
    COVER,
    POLICY,
    Brackwater,
    TrainingDay,
    cover_2025,
    cover_2026,
)
from tests.testing.saboteurs.made import Saboteur, adopted

CASES = Path(__file__).parents[1] / "brack" / "cases"
SLIPS = Path(__file__).parent / "slips"

Work = Callable[[Setting, Facts], Answer[Pence]]


def _sound(setting: Setting, facts: Facts) -> Answer[Pence]:
    return cover_2026.work(setting, facts)


def _altered(setting: Setting, facts: Facts, **changes: Any) -> Answer[Pence]:
    answer = _sound(setting, facts)
    if isinstance(answer, Answered):
        return Answered(answer.value, evolve(answer.why, **changes))
    return answer


def by_the_clock(setting: Setting, facts: Facts) -> Answer[Pence]:
    """Looks at today."""
    assert dt.date.today() > dt.date(2020, 1, 1)  # noqa: DTZ011  what it must not do
    return _sound(setting, facts)


def by_chance(setting: Setting, facts: Facts) -> Answer[Pence]:
    """Throws a die."""
    assert random.random() <= 1
    return _sound(setting, facts)


def by_settings(setting: Setting, facts: Facts) -> Answer[Pence]:
    """Looks at the environment."""
    assert os.environ.get("HOME_RATE") is None
    return _sound(setting, facts)


def by_network(setting: Setting, facts: Facts) -> Answer[Pence]:
    """Opens a socket."""
    socket.socket().close()
    return _sound(setting, facts)


def by_file(setting: Setting, facts: Facts) -> Answer[Pence]:
    """Reads a file."""
    assert Path(__file__).read_text(encoding="utf-8")
    return _sound(setting, facts)


_ASKED: list[str] = []


def by_count(setting: Setting, facts: Facts) -> Answer[Pence]:
    """Pays less the second time."""
    _ASKED.append(setting.id)
    return _altered(setting, facts, reason=f"asked {len(_ASKED)} times")


def by_first(setting: Setting, facts: Facts) -> Answer[Pence]:
    """Takes the first day there is."""
    days = facts.all(TrainingDay).where(setting=setting.id)
    reason = f"first was {days[0].id}" if days else "none"
    return _altered(setting, facts, reason=reason)


def a_penny_off(setting: Setting, facts: Facts) -> Answer[Pence]:
    """Says a sum that does not come out."""
    return _altered(setting, facts, steps=("9 x £12.40 = £111.61", "£111.60 = £111.60"))


def without_working(setting: Setting, facts: Facts) -> Answer[Pence]:
    """Says no working."""
    return _altered(setting, facts, steps=())


def in_floats(setting: Setting, facts: Facts) -> Answer[Pence]:
    """Reckons in binary fractions, and cuts the rest off."""
    days = facts.all(TrainingDay).where(setting=setting.id)
    answer = _sound(setting, facts)
    if isinstance(answer, Answered):
        paid = Pence(int(sum(one.hours for one in days) * 12.4 * 100 - 0.01))
        return Answered(paid, answer.why)
    return answer


def citing_thin_air(setting: Setting, facts: Facts) -> Answer[Pence]:
    """Cites a record that is not there."""
    ghost = Ref("brackwater.training-day", "brackwater.training-day/99")
    return _altered(setting, facts, because=(ghost,))


def raising(setting: Setting, facts: Facts) -> Answer[Pence]:
    """Falls over where nothing is known."""
    assert facts.all(Setting)[0]
    return _sound(setting, facts)


def asking_nothing(setting: Setting, facts: Facts) -> Answer[Pence]:
    """Cannot tell, and does not say what would help."""
    answer = _sound(setting, facts)
    return CannotTell(answer.why) if isinstance(answer, CannotTell) else answer


def counting_all(setting: Setting, facts: Facts) -> Answer[Pence]:
    """Counts the settings of all boroughs."""
    return _altered(setting, facts, reason=f"one of {len(facts.all(Setting))}")


def changing_what_it_was_given(setting: Setting, facts: Facts) -> Answer[Pence]:
    """Renames the setting."""
    answer = _sound(setting, facts)
    object.__setattr__(setting, "name", f"{setting.name} (paid)")
    return answer


def answering_by_another(setting: Setting, facts: Facts) -> Answer[Pence]:
    """Lets the rule of last year answer."""
    return cover_2025(setting, facts)


def citing_nobody(setting: Setting, facts: Facts) -> Answer[Pence]:
    """Gives a blank citation with the answer."""
    return _altered(setting, facts, basis=Citation(""))


UNREAD = Citation("Brackwater scheme (fictional)", "rule 3", "2025", confirmed=False)
CONFIRMED = Citation("Brackwater scheme (fictional)", "rule 3", "2025", confirmed=True)


def claiming_more(setting: Setting, facts: Facts) -> Answer[Pence]:
    """Says that a text was read which nobody has read."""
    return _altered(setting, facts, basis=CONFIRMED)


def _rule(
    work: Work,
    during: DateRange | None = None,
    basis: Citation = POLICY,
    reads: Sequence[type[Record]] = (Setting, TrainingDay),
    name: str = "cover_2026",
) -> Rule[Any, Any]:
    days = during or since(2026, 1, 1)
    return COVER.rule(reads=reads, during=days, basis=basis, name=name)(work)


def _of(
    what: str,
    caught_by: str,
    *second: Rule[Any, Any],
    first: Rule[Any, Any] = cover_2025,
    cases: Path | None = CASES,
) -> Saboteur:
    class Wrong(Brackwater):
        """A fictional borough with a wrong rule."""

        name: ClassVar[str] = "brackwater"

        def rules(self) -> Sequence[Rule[Any, Any]]:
            """The rules."""
            return [first, *second]

    return Saboteur(what, caught_by, adopted(RuleKit, what, plugin=Wrong, cases=cases))


_MACHINE = "test_nothing_of_the_machine_is_used"
_LATE = evolve(POLICY, during=since(2026, 4, 1))

#: Each with the check that must catch it.
RULES: tuple[Saboteur, ...] = (
    _of("looks at the clock", _MACHINE, _rule(by_the_clock)),
    _of("throws a die", _MACHINE, _rule(by_chance)),
    _of("looks at the environment", _MACHINE, _rule(by_settings)),
    _of("opens a socket", _MACHINE, _rule(by_network)),
    _of("reads a file", _MACHINE, _rule(by_file)),
    _of("counts how often it was asked", "test_the_same_facts_give_the_same_answer",
        _rule(by_count)),
    _of("takes the first record", "test_the_order_of_facts_does_not_matter",
        _rule(by_first)),
    _of("is a penny off", "test_every_sum_in_the_working_comes_out",
        _rule(a_penny_off)),
    _of("shows no working", "test_an_amount_is_what_its_working_ends_in",
        _rule(without_working)),
    _of("reckons in floats", "test_cases_come_out_as_signed", _rule(in_floats)),
    _of("cites thin air", "test_what_is_cited_was_there_to_be_read",
        _rule(citing_thin_air)),
    _of("claims that its source was confirmed",
        "test_unconfirmed_law_stays_unconfirmed",
        _rule(claiming_more, basis=UNREAD)),
    _of("raises without facts", "test_without_facts_it_still_answers", _rule(raising)),
    _of("asks nothing when it cannot tell", "test_what_it_cannot_tell_it_asks",
        _rule(asking_nothing)),
    _of("counts all boroughs", "test_another_boroughs_facts_change_nothing",
        _rule(counting_all)),
    _of("changes what it was given", "test_what_is_handed_in_is_left_as_it_was",
        _rule(changing_what_it_was_given)),
    _of("lets an old rule answer", "test_outside_its_days_a_rule_is_silent",
        _rule(answering_by_another)),
    _of("gives a blank citation with the answer", "test_every_answer_is_cited",
        _rule(citing_nobody)),
    _of("has two rules for one day", "test_one_rule_answers_on_a_day",
        _rule(_sound, since(2025, 12, 1))),
    _of("leaves a day between rules", "test_no_day_between_rules_is_left_out",
        _rule(_sound, since(2026, 1, 2))),
    _of("rests on a text not yet in force",
        "test_the_text_is_in_force_while_the_rule_is", _rule(_sound, basis=_LATE)),
    _of("names no instrument", "test_every_rule_is_cited",
        _rule(_sound, basis=Citation(" "))),
    _of("has a rule without a case", "test_every_rule_has_a_case",
        _rule(_sound, since(2026, 1, 1)),
        first=_rule(_sound, until(2026, 1, 1), name="never worked out")),
    _of("has a case that nobody signed", "test_every_case_is_signed_off", cover_2026,
        cases=SLIPS / "unsigned"),
    _of("keeps a case out by its dates", "test_the_hub_asks_the_rule_of_the_case",
        _rule(_sound, since(2026, 3, 1)), first=_rule(
            cover_2025.work, until(2026, 3, 1), name="cover_2025")),
)  # fmt: skip
