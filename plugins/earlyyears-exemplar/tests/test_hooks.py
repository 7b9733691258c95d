"""Everything that the plugin offers works in a hub, beside the checks of the kits."""

import datetime as dt
import json
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest
from earlyyears_exemplar import Exemplar
from earlyyears_exemplar.records import LevelAward, TrainingDay
from earlyyears_exemplar.visits import visits_a_year

import earlyyears as ey
from earlyyears import synthetic
from earlyyears.app import Hub, open_hub
from earlyyears.kernel import Answered, DateRange
from earlyyears.ledger import RefusedError, State
from earlyyears.places import Setting
from earlyyears.stores import BadStoreUrlError

DAY = dt.date(2026, 2, 1)
AWARD = LevelAward(
    id="exemplar.level-award/1",
    setting="setting/alder",
    level="gold",
    valid=DateRange(dt.date(2025, 9, 1), dt.date(2099, 9, 1)),
)
ALDER = Setting(
    id="setting/alder", name="Alder", kind="full_day_care", borough="marlow-vale"
)


@pytest.fixture
def hub() -> Iterator[Hub]:
    """A hub of Marlow Vale with one setting that holds gold."""
    area = synthetic.borough(seed=7).area
    with open_hub(
        "memory:", borough=area, actor="officer", plugins=[Exemplar()]
    ) as opened:
        opened.record(ALDER, AWARD, reason="the start")
        yield opened


def test_two_rules_answer_before_and_after_new_year(hub: Hub) -> None:
    """Until the end of 2025 one rule answers, from 1 January 2026 the other."""
    answers = {
        day: hub.at(day).ask(visits_a_year, ALDER)
        for day in (dt.date(2025, 12, 31), dt.date(2026, 1, 1))
    }
    assert [3, 2] == [
        one.value for one in answers.values() if isinstance(one, Answered)
    ]
    assert ["three_visits", "visits_by_level"] == [
        one.why.rule.name for one in answers.values() if one.why.rule
    ]


def test_a_kind_of_its_own_is_kept_like_any_other(hub: Hub, tmp_path: Path) -> None:
    """History, tables, schema, docs and erasure come without further code."""
    day = TrainingDay(
        id="exemplar.training-day/1",
        setting=ALDER.id,
        held_on=DAY,
        hours=6,
        attended="SAMPLE person",
    )
    hub.record(day, reason="autumn training")
    history = hub.history(day.id)
    assert [("officer", State.ASSERTED)] == [(one.actor, one.state) for one in history]

    assert b"Hours of cover" in hub.template("exemplar.training-day")
    assert "hours" in json.dumps(hub.schema("exemplar.training-day"))
    assert 1 == hub.export("exemplar.training-day", tmp_path / "days.csv")
    hub.import_table(tmp_path / "days.csv", "exemplar.training-day")
    assert [day] == [*hub.at(DAY).all(TrainingDay)]

    told = {one.name: one for one in hub.kinds}["exemplar.training-day"]
    assert ("paying for cover", True) == (told.purpose, told.personal)
    assert told.says.startswith("Somebody of a setting went to a training day")

    hub.erase(day.id, reason="asked to")
    assert not hub.at(DAY).all(TrainingDay)
    assert {State.ERASED} == {one.state for one in hub.history(day.id)}
    assert hub.verify().ok


def test_a_setting_holds_one_level_at_a_time(hub: Hub) -> None:
    """A second level for the same days is refused, and one for later days is not."""
    again = ey.evolve(AWARD, id="exemplar.level-award/2", level="bronze")
    with pytest.raises(RefusedError, match="another level"):
        hub.record(again, reason="a slip")
    both = [
        ey.evolve(AWARD, id=f"exemplar.level-award/{n}", setting="setting/birch")
        for n in (3, 4)
    ]
    with pytest.raises(RefusedError, match="another level"):
        hub.record(*both, reason="two at once")
    later = ey.evolve(again, valid=ey.since(2099, 9, 1))
    assert hub.record(later, reason="the new award") is not None


def test_reports_show_what_the_plugin_adds(hub: Hub, tmp_path: Path) -> None:
    """Its measure, its section and its own report, written by its own writer."""
    hub.report("support", on=DAY).save(tmp_path / "a.notice", audience="internal")
    told = (tmp_path / "a.notice").read_text(encoding="utf-8")
    assert "Level given by Marlow Vale" in told
    assert "the advisory team of Marlow Vale" in told
    hub.report("exemplar.money", on=DAY).save(
        tmp_path / "b.notice", audience="internal"
    )
    assert "Alder | £6.20 | hourly_rate" in (tmp_path / "b.notice").read_text("utf-8")
    public = hub.report("exemplar.money", on=DAY).safe("public")
    assert "6.20" not in repr(public)


def test_the_rest_is_found_by_its_name(hub: Hub, tmp_path: Path) -> None:
    """The directory, the reader, the packs, the command and the store."""
    assert "A. Sample (invented)" == hub.name_of("person/exemplar:SAMPLE-01")
    assert "exemplar-corner" in hub.scales
    hub.export("exemplar.level-award", tmp_path / "levels.csv")
    table = (tmp_path / "levels.csv").read_text(encoding="utf-8-sig")
    (tmp_path / "levels.tab").write_text(table.replace(",", "\t"), encoding="utf-8")
    read = hub.import_table(tmp_path / "levels.tab", "exemplar.level-award")
    assert (1, False) == (read.unchanged, read.wrote)
    command = Exemplar().commands()[0]
    assert ["gold: 1"] == list(command.run(hub, ["gold"]))
    url = f"exemplar-shelf:{tmp_path}/marlow-vale"
    with open_hub(url, actor="officer", plugins=[Exemplar()]) as kept:
        kept.record(ALDER, reason="the start")
    with open_hub(url, actor="officer", plugins=[Exemplar()], existing=True) as kept:
        assert [ALDER] == [*kept.at(DAY).all(Setting)]
        assert kept.verify().ok
    with pytest.raises(BadStoreUrlError, match="is no name"):
        open_hub("exemplar-shelf:My Hub.db", plugins=[Exemplar()])


def test_the_installed_plugin_is_found_and_used() -> None:
    """Nothing but its installation and its name is needed."""
    if not metadata.entry_points(group="earlyyears", name="exemplar"):
        pytest.skip("the plugin is not installed here")
    with ey.open_hub("memory:", borough="exemplar", plugins=["exemplar"]) as opened:
        assert "exemplar" in {one.name for one in opened.plugins}
