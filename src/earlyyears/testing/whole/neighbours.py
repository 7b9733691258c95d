"""Checks of a plugin beside others: loading, names, and two boroughs in one hub."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, ClassVar

import pytest

from earlyyears.kernel import (
    Answered,
    Citation,
    Facts,
    Record,
    Rule,
    Why,
    evolve,
    fact,
    kind_of,
    record,
)
from earlyyears.plugins import BUILT_IN, BoroughPlugin
from earlyyears.testing.bench import Bench
from earlyyears.testing.core import catalogue_with
from earlyyears.testing.kits import check

from .base import PluginBase

__all__ = ["PluginNeighbours"]

#: Any two will do, so that one of them is not the plugin's own.
_BOROUGHS = ("hackney", "camden")
_BASIS = Citation("the neighbour's policy (fictional)", confirmed=True)


@record("kitneighbour.note")
class _Note(Record):
    """A record of the neighbouring borough, with the number of one of the plugin's."""

    number: str = fact(default="")


class PluginNeighbours(PluginBase):
    """A plugin loads alone and beside others, and two boroughs never mix."""

    @check(cure="Run `earlyyears plugins doctor`: it names the fault and the line.")
    def test_it_loads_without_a_fault(self) -> None:
        """Every hook gives what it should, and nothing is refused."""
        assert () == self.catalogue().faults
        assert self.info().offers, "it offers nothing"

    @check(cure="Set `name`, `version`, and a docstring of one line.")
    def test_it_says_who_it_is(self) -> None:
        """Name, version and a sentence, by which an answer can be traced."""
        assert self.info().name.strip()
        assert self.info().name != BUILT_IN
        assert self.info().version.strip()
        assert self.info().summary.strip()

    @check(cure="Return new lists of the same values; hooks are no place for state.")
    def test_its_hooks_give_the_same_twice(self) -> None:
        """Asked again, each hook offers the same under the same names."""
        again = catalogue_with(self.needed("plugin")).plugins[-1]
        assert self.info().offers == again.offers

    @check(cure="Name kinds, rules and formats after the plugin, not in general words.")
    def test_it_loads_beside_another_borough(self) -> None:
        """A neighbour with rules of the same names stands beside it."""
        both = catalogue_with(self.needed("plugin"), self._neighbour())
        assert () == both.faults
        assert self.info().offers == both.plugins[1].offers

    @check(cure="Set `boroughs` in the manifest: a rule answers for those alone.")
    def test_each_boroughs_question_goes_to_its_own_rule(self) -> None:
        """Rules of one name, question and day answer for their own borough only."""
        own = [one for one in self.catalogue().rules if one.plugin == self.info().name]
        if not any(one.boroughs for one in own):
            pytest.skip("does not apply: its rules are for every borough")
        both = catalogue_with(self.needed("plugin"), self._neighbour())
        for one in own:
            day = one.during.start or dt.date(2000, 1, 1)
            found = both.rules.for_(one.question.name, self._elsewhere(), day)
            assert ["kitneighbour"] == [each.plugin for each in found], one.name
            for borough in one.boroughs:
                mine = both.rules.for_(one.question.name, borough, day)
                assert {self.info().name} == {each.plugin for each in mine}, one.name

    @check(cure="Read and write your own kinds only, by their class.")
    def test_a_neighbours_rows_are_neither_seen_nor_stored(self) -> None:
        """With colliding numbers in one store, each sees its own rows alone."""
        bench, own = self.filled()
        both = catalogue_with(self.needed("plugin"), self._neighbour())
        names = [*bench.kinds, kind_of(_Note).name]
        shared = Bench(both, bench.store, kinds=names)
        notes = [
            _Note(id=f"kitneighbour.note/{one.id.partition('/')[2]}", number=one.id)
            for one in own
        ]
        unlike = [*{one.id: one for one in notes}.values()]
        shared.keep(unlike)
        assert own == self.told(shared)
        assert unlike == shared.told(_Note)
        alone = self.opened(shared.store)
        assert own == self.told(alone)
        assert {kind_of(_Note).name} == set(alone.ledger.undescribed())

    def _neighbour(self) -> object:
        rules = [
            one for one in self.catalogue().rules if one.plugin == self.info().name
        ]
        taken = [_taken_over(one) for one in rules if one.boroughs]
        return _Neighbour(taken, self._elsewhere())

    def _elsewhere(self) -> str:
        """A borough that the plugin does not serve."""
        served = {key for one in self.catalogue().rules for key in one.boroughs}
        return next((one for one in _BOROUGHS if one not in served), "elsewhere")


class _Neighbour(BoroughPlugin):
    """The borough next door, which called its rules as this one did."""

    name: ClassVar[str] = "kitneighbour"
    version: ClassVar[str] = "1"

    def __init__(self, rules: list[Rule[Any, Any]], borough: str) -> None:
        self._rules = [evolve(one, boroughs=frozenset({borough})) for one in rules]

    def records(self) -> Sequence[type[Record]]:
        """Notes."""
        return [_Note]

    def rules(self) -> Sequence[Rule[Any, Any]]:
        """Rules with the names of the plugin beside it."""
        return self._rules


def _taken_over(rule: Rule[Any, Any]) -> Rule[Any, Any]:
    def work(_: Any, __: Facts) -> Answered[str]:
        return Answered("the neighbour's", Why("neighbour"))

    return Rule(rule.name, rule.question, frozenset(), rule.during, _BASIS, work)
