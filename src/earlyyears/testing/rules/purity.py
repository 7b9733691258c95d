"""Checks that a rule is a pure function: the same facts, the same answer, always."""

import copy
import random
from collections.abc import Sequence
from typing import Any, cast

import pytest

from earlyyears.kernel import Record, evolve
from earlyyears.testing.kits import check
from earlyyears.testing.watching import REACHES, watched

from .base import RuleBase, Trial, shape_of
from .cases import ANSWERS

__all__ = ["RulePurity"]

_ELSEWHERE = "kit-elsewhere"


class RulePurity(RuleBase):
    """A rule looks at its subject and its facts and at nothing else."""

    @check(cure="Keep nothing between two calls: no counter, no cache, no global.")
    def test_the_same_facts_give_the_same_answer(self) -> None:
        """Asked twice, in whatever order of cases, a rule says the same."""
        first = [one.answer() for one in self.trials()]
        again = [one.answer() for one in reversed(self.trials())]
        assert first == again[::-1]

    @check(
        cure="Sort the records by what decides, or count them; never take the first."
    )
    def test_the_order_of_facts_does_not_matter(self) -> None:
        """With the records shuffled, five times over, a rule says the same."""
        chance = random.Random(5)  # noqa: S311  can be repeated
        for one in self.trials():
            told = one.answer()
            for _ in range(5):
                shuffled = chance.sample(one.records, len(one.records))
                found = one.answer(one.facts(shuffled))
                assert _unordered(told) == _unordered(found), one.name

    @check(cure="Take the day from facts.on, and whatever else from the facts.")
    @pytest.mark.parametrize("reach", REACHES)
    def test_nothing_of_the_machine_is_used(self, reach: str) -> None:
        """Neither clock nor chance, network, files or settings decide an answer."""
        for one in self.trials():
            one.answer()
            _, reached = watched(one.answer)
            assert reach not in reached, f"{one.name}: {REACHES[reach]}"

    @check(cure="Never change what was handed in; make new values.")
    def test_what_is_handed_in_is_left_as_it_was(self) -> None:
        """Subject and records are the same after the answer as before."""
        for one in self.trials():
            before = copy.deepcopy((one.subject, one.records))
            one.answer()
            assert before == (one.subject, one.records), one.name

    @check(cure="Answer CannotTell, Unsupported or NotApplicable; never raise.")
    def test_without_facts_it_still_answers(self) -> None:
        """With no record at all a rule gives one of the four answers."""
        for one in self.trials():
            assert shape_of(one.answer(one.facts(()))) in ANSWERS, one.name

    @check(cure="A question to a person needs words: CannotTell(why, (Ask(…),)).")
    def test_what_it_cannot_tell_it_asks(self) -> None:
        """An answer that nobody can tell says what would settle it."""
        for one in self.trials():
            for answer in (one.answer(), one.answer(one.facts(()))):
                questions = getattr(answer, "questions", None)
                assert questions is None or questions, one.name
                assert answer.why.reason.strip(), one.name

    @check(cure="Look up what belongs to the subject, not all there is of a kind.")
    def test_another_boroughs_facts_change_nothing(self) -> None:
        """Beside another borough's records with the same numbers, it says the same."""
        for one in self.trials():
            beside = one.facts((*one.records, *_elsewhere(one)))
            assert _unordered(one.answer()) == _unordered(one.answer(beside)), one.name


def _unordered(answer: Any) -> Any:
    """The answer, with the records it rests on in a fixed order."""
    why = evolve(answer.why, because=tuple(sorted(answer.why.because)))
    return evolve(answer, why=why)


def _elsewhere(trial: Trial) -> list[Record]:
    """The same records once more, of another borough and with other ids."""
    new = {one.id: f"{one.id}-elsewhere" for one in trial.records}
    return [_moved(one, new) for one in trial.records]


def _renamed(value: Any, new: dict[str, str]) -> Any:
    if isinstance(value, str):
        return new.get(value, value)
    if type(value) is not tuple:
        return value
    return tuple(_renamed(one, new) for one in cast("Sequence[Any]", value))


def _moved(one: Record, new: dict[str, str]) -> Record:
    changes: dict[str, Any] = {"id": new[one.id]}
    for name in getattr(type(one), "__attrs_attrs__", ()):
        value = getattr(one, name.name)
        if name.name == "borough":
            changes["borough"] = _ELSEWHERE
        elif name.name != "id":
            changes[name.name] = _renamed(value, new)
    return evolve(one, **changes)
