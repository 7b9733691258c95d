# %% [markdown]
# # A result comes in, and a setting changes hands
#
# An inspection result is typed in; the lead goes from the mentors to the authority,
# with all that hangs on it, in one commit; a later one brings it back. Nobody and
# nothing in it exists.

# ruff: noqa: INP001, D100, T201  a notebook prints

# %%
import datetime as dt

import earlyyears as ey
from earlyyears.app import MACHINE
from earlyyears.inspection import EducationInspection, Inspection, inspection_id
from earlyyears.kernel import DateRange
from earlyyears.mentoring import (
    ActionPlan,
    Allocation,
    Mentor,
    PlanAction,
    PrivateNote,
    accepted,
    live,
)
from earlyyears.people import Person, Post
from earlyyears.places import Registration, Setting
from earlyyears.roles import Handover, HandoverNotice
from earlyyears.services import handover_rows, tasks_of


class Calendar:
    """The day on which somebody is at work."""

    day = dt.date(2026, 1, 5)

    def __call__(self) -> dt.datetime:
        """Noon of that day."""
        return dt.datetime.combine(self.day, dt.time(12), dt.UTC)


today = Calendar()
edge = ey.evolve(MACHINE, clock=today)
hub = ey.open_hub("memory:", borough="newham", actor="mentor-1", plugins=(), edge=edge)
NUMBER = "ofsted:EY900001"

# %% [markdown]
# ## A setting at work with its mentor

# %%
elm = Setting(id="setting/elm", name="Elm", kind="full_day_care", borough="newham")
school = Setting(
    id="setting/school",
    name="An invented nursery school",
    kind="maintained_nursery_school",
    borough="newham",
)
registered = Registration(
    id=f"registration/{NUMBER}",
    setting=elm.id,
    identifier=NUMBER,
    registered_on=dt.date(2015, 4, 1),
    type="non_domestic",
    registers=("eyr",),
)


def result(on: dt.date, published: dt.date, grade: int) -> Inspection:
    """An inspection as an officer types it in."""
    return Inspection(
        id=inspection_id(NUMBER, "eif", on),
        setting=elm.id,
        registration=registered.id,
        inspected_on=on,
        published_on=published,
        outcome=EducationInspection(grade=grade),
        valid=DateRange(on),
    )


mentor = Person(id="person/mentor", name="An invented mentor")
adviser = Person(id="person/adviser", name="An invented adviser")
posts = [
    Post(id="post/1", post="mentor-1", holder=mentor.id, title="hub_mentor"),
    Post(
        id="post/2",
        post="adviser-1",
        holder=adviser.id,
        title="early_years_advisor",
        teams=("advisory-team",),
    ),
]
good = result(dt.date(2022, 3, 1), dt.date(2022, 3, 28), 2)
hub.record(elm, school, registered, good, mentor, adviser, *posts, reason="who is who")
hub.record(
    Mentor(
        id="mentor/1",
        person=mentor.id,
        home=school.id,
        post="nursery_head",
        funding="hub_grant",
        valid=DateRange(dt.date(2024, 9, 1)),
    ),
    reason="appointed",
)
hub.review()
signed = dt.date(2026, 1, 5)
plan = ActionPlan(
    id="action-plan/elm",
    setting=elm.id,
    body="mentors",
    person=mentor.id,
    setting_signed_on=signed,
    setting_signed_by="manager",
    supporter_signed_on=signed,
    state="in_progress",
    valid=DateRange(signed),
)
work = Allocation(
    id="allocation/elm", setting=elm.id, person=mentor.id, valid=DateRange(signed)
)
note = PrivateNote(
    id="private-note/1", setting=elm.id, text="what I have not said aloud yet"
)
hub.record(work, plan, note, reason="at work")
print(hub.at().support_lead(NUMBER))

# %% [markdown]
# ## The result is typed in
#
# On the day after publication the authority leads. The review opens the handover and,
# in the same commit, suspends the allocation, hands the plan over, and tells both.

# %%
today.day = dt.date(2026, 3, 9)
worse = result(dt.date(2026, 2, 3), dt.date(2026, 3, 6), 3)
hub.record(worse, reason="report of 6 March read")
before = hub.at().as_at
opened = hub.review()
view = hub.at()
commits = view.as_at - before
over = {
    "plan": view.all(ActionPlan).one().body,
    "allocation": view.all(Allocation).one().state,
    "told": sorted(one.body for one in view.all(HandoverNotice)),
}
print(opened[0].giver, "→", opened[0].taker, "in", commits, "commit:", over)

# %% [markdown]
# On no day the plan is without an owner: the mentors until the day before, the
# authority from the day itself.

# %%
owners = {
    day: hub.at(day).all(ActionPlan).one().body
    for day in (dt.date(2026, 3, 8), dt.date(2026, 3, 9))
}
print(owners)

# %% [markdown]
# ## The adviser's Monday
#
# What the mentor wrote privately is not among what the adviser sees.

# %%
hub.actor = "adviser-1"
monday = tasks_of(hub.at(), "adviser-1")
print(*(f"{row.duty:<10} {row.task}: {row.name}" for row in monday), sep="\n")
notes_seen = list(hub.at().all(PrivateNote))

# %% [markdown]
# The adviser accepts, and turns an action of the report into an action of the plan.

# %%
hub.record(
    *accepted(hub.at(), opened[0], adviser.id, "allocation/adviser"), reason="accepted"
)
hub.record(
    PlanAction(
        id="plan-action/1",
        plan=plan.id,
        goal="meet_action",
        source="inspection_action",
        about=worse.id,
        words="Supervise every member of staff each half-term",
        due=dt.date(2026, 6, 1),
        valid=DateRange(today.day),
    ),
    reason="from the report",
)
supporters = [(one.person, one.body) for one in live(hub.at())]
waiting_now = handover_rows(hub.at())
print(supporters)

# %% [markdown]
# ## A better inspection brings it back

# %%
today.day = dt.date(2026, 11, 9)
better = result(dt.date(2026, 10, 6), dt.date(2026, 11, 6), 2)
hub.record(better, reason="report of 6 November read")
back = hub.review()
hub.record(*accepted(hub.at(), back[0], mentor.id, "allocation/new"), reason="accepted")
at_last = hub.at()
held = at_last.all(ActionPlan).one()
history = [
    (one.record.body, one.record.person)
    for one in hub.history(plan.id)
    if isinstance(one.record, ActionPlan)
]
print(back[0].giver, "→", back[0].taker)
print(*history, sep="\n")
changes = [
    (one.giver, one.taker, one.state)
    for one in sorted(at_last.all(Handover), key=lambda one: one.opened)
]
print(*changes, sep="\n")
hub.actor = "mentor-1"
own_notes = list(hub.at().all(PrivateNote))
sealed = hub.verify()
hub.close()
