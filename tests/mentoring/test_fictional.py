"""In the fictional borough mentors are at work, and no rule had to be bent for it."""

from collections import Counter

from earlyyears import synthetic
from earlyyears.app import open_hub
from earlyyears.mentoring import (
    ActionPlan,
    Allocation,
    Audit,
    Mentor,
    Visit,
    caps_of,
    headline,
    live,
)
from earlyyears.places import Registration
from earlyyears.services import plan_rows, tasks_of, visit_rows


def test_the_fictional_mentors_keep_every_rule() -> None:
    """What they did passes the guards, gives lists to read, and can be repeated."""
    made = synthetic.borough(seed=2018)
    last = made.editions[-1]
    with open_hub(
        "memory:", borough=made.area, actor="data-officer", plugins=()
    ) as hub:
        file = made.register_file(last.on, layout=last.layout)
        hub.import_register(file, edition=last.on)
        numbers = {
            one.identifier: one.setting for one in hub.at(last.on).all(Registration)
        }
        hub.record(*made.local_facts(numbers), reason="local facts")
        hub.review(made.last_day)
        before = hub.at(made.last_day)
        batches = made.mentoring(before)
        assert batches == made.mentoring(before)
        for batch in batches:
            hub.record(*batch, reason="what the mentors did")
        view = hub.at(made.last_day)
        assert 10 == len(view.all(Mentor))
        load = Counter(one.person for one in live(view))
        assert load
        assert all(number <= caps_of(view)[who] for who, number in load.items())
        assert len(view.all(Allocation)) == sum(load.values())
        assert all(view.all(kind) for kind in (Visit, Audit, ActionPlan))
        counted, out = headline(view.all(Audit), view)
        assert counted
        assert {"not_certified"} == {code for one in out for code in one.codes}
        assert visit_rows(view)
        assert any(one.flags for one in plan_rows(view))
        assert tasks_of(view, "hub-mentor-1")
