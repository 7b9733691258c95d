"""The counts of a register are those of its editions, whatever else the hub knows."""

import datetime as dt
from pathlib import Path

from earlyyears import synthetic
from earlyyears.app import make_demo, open_hub
from earlyyears.kernel import since
from earlyyears.places import Registration, Setting
from tests.app.conftest import Opener
from tests.app.test_onboarding import ASH, ELM, FIRST, file


def test_a_school_that_was_typed_in_is_in_no_register_count(opened: Opener) -> None:
    """A registration that no edition lists changes no count of the register."""
    hub = opened(borough="newham")
    hub.import_register(file(ELM, ASH), edition=FIRST)
    before = hub.summary()
    assert 2 == before["rows"]
    founded = since(2010, 9, 1)
    school = Setting(
        id="setting/yew",
        name="Yew School",
        kind="maintained_nursery_school",
        borough="newham",
        valid=founded,
    )
    number = Registration(
        id="registration/school:123456",
        setting=school.id,
        identifier="school:123456",
        registered_on=dt.date(2010, 9, 1),
        type="",
        valid=founded,
    )
    hub.record(school, number, reason="the school told us")
    assert before == hub.summary()


def test_the_demonstrations_register_can_be_counted(tmp_path: Path) -> None:
    """Its schools, which stand in no file, leave its last edition's counts alone."""
    made = make_demo(tmp_path, 2018)
    borough = synthetic.borough(seed=2018)
    last = borough.editions[-1]
    lines = borough.register_file(last.on, layout=last.layout).decode().splitlines()
    with open_hub(made.store, plugins=()) as hub:
        assert len(lines) - 2 == hub.summary()["rows"]
