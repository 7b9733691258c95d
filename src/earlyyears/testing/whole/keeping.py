"""Checks of a plugin's kinds of record, and of what is left when it is taken away."""

from pathlib import Path

import pytest

from earlyyears.kernel import fields_of, kind_of
from earlyyears.services.tables import archive, restore, schema_of
from earlyyears.testing.bench import Bench
from earlyyears.testing.core import catalogue_with
from earlyyears.testing.kits import check

from .base import PluginBase

__all__ = ["PluginKeeping"]


class PluginKeeping(PluginBase):
    """A plugin's records are kept like any others, and outlive the plugin."""

    @check(cure="Write a docstring, and purpose=, keep= and visible= in @record(…).")
    def test_its_kinds_say_what_they_are_for(self) -> None:
        """Each kind has a sentence, and each personal field its purpose."""
        for name, kind in self.kinds().items():
            assert (kind.__doc__ or "").strip(), name
            assert kind_of(kind).purpose.strip(), name
            assert name.startswith(f"{self.info().name}."), name

    @check(cure="Let fields be text, whole or exact numbers, dates, enums or tuples.")
    def test_its_records_come_back_as_they_were(self) -> None:
        """What was recorded is read back from a store, equal in every field."""
        bench, own = self.filled()
        again = self.opened(bench.store)
        found = self.told(again)
        assert own == found

    @check(cure="Give each field a type that a cell can hold, or a label of its own.")
    def test_its_tables_come_back_as_they_were(self, tmp_path: Path) -> None:
        """A table that was written out is read in again, and changes nothing."""
        bench, own = self.filled()
        before = bench.ledger.head()
        for name, kind in self.kinds().items():
            file = tmp_path / f"{name}.csv"
            bench.write_table(kind, file)
            bench.read_tables([file])
        assert before == bench.ledger.head()
        assert own == [
            one for kind in self.kinds().values() for one in bench.told(kind)
        ]

    @check(cure="Use types that JSON can say; a mapping needs text as its key.")
    def test_its_schema_names_every_field(self) -> None:
        """The JSON Schema of each kind has all its fields, and an id."""
        bench = self.bench()
        for name, kind in self.kinds().items():
            told = str(schema_of(kind, bench.tables().vocabularies))
            for info in fields_of(kind):
                assert info.name in told, f"{name}: {info.name}"

    @check(cure="Keep personal data in records only: no cache, file or table besides.")
    def test_its_records_can_be_erased(self) -> None:
        """After an erasure nothing of a record is left but that it was there."""
        bench, own = self.filled()
        gone = own[0].id
        bench.ledger.erase([gone], actor="kit", reason="asked")
        kinds = self.kinds().values()
        assert gone not in {one.id for kind in kinds for one in bench.told(kind)}
        assert {None} == {one.body for one in bench.rows_of(gone)}
        assert bench.ledger.verify().ok

    @check(cure="Do not wrap the store, and leave the kinds of others alone.")
    def test_a_hub_opens_without_the_plugin(self) -> None:
        """Taken away, the rest is read as before and the log is whole."""
        bench, _ = self.filled()
        without = self.without(bench.store)
        for kind in without.kinds.values():
            assert bench.told(kind) == without.told(kind)
        assert without.ledger.verify().ok

    @check(cure="Prefix each kind with the plugin's name: by it the rest is told.")
    def test_what_is_left_names_the_plugin(self) -> None:
        """Taken away, the ledger says whose records it keeps and cannot read."""
        bench, own = self.filled()
        without = self.without(bench.store)
        left = without.ledger.undescribed()
        assert {kind_of(one).name for one in own} == set(left)
        assert {self.info().name} == {name.partition(".")[0] for name in left}
        assert all(number > 0 for number in left.values())
        history = without.ledger.history(own[0].id, without.view(without.day))
        assert history
        assert {None} == {one.record for one in history}

    @check(cure="Name kinds as before: a kind that was renamed is another kind.")
    def test_what_is_left_moves_with_the_hub_and_comes_back(
        self, tmp_path: Path
    ) -> None:
        """Without the plugin the hub can be moved; with it again all is read."""
        bench, own = self.filled()
        without = self.without(bench.store)
        archive(without.ledger, tmp_path / "hub.archive")
        moved = self.without()
        restore(moved.ledger, tmp_path / "hub.archive")
        again = self.opened(moved.store)
        assert own == [
            one for kind in self.kinds().values() for one in again.told(kind)
        ]

    @check(cure="Answer questions of your own name; ship a rule for those of others.")
    def test_its_questions_say_that_nobody_answers(self) -> None:
        """Taken away, its own questions become CannotTell, and no other answer."""
        rules = self.catalogue().rules
        own = {one.question for one in rules if one.plugin == self.info().name}
        if not own:
            pytest.skip("does not apply: the plugin has no rules")
        without = catalogue_with()
        shipped = {one.question.name for one in without.rules}
        bench = Bench(without, kinds=())
        for question in own:
            if question.name not in shipped:
                answer = bench.view(bench.day).ask(question, object())
                assert "no_rule" == answer.why.reason
