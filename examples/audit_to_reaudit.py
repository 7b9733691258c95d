# %% [markdown]
# # From an audit to a plan, to visits, to a second audit
#
# One mentor, two settings of an invented network, one year: an audit with ITERS-3, a
# plan that the setting and the mentor make together, visits both ways, a re-audit, and
# what may be said about change. Nobody and nothing in it exists.

# ruff: noqa: INP001, D100, T201  a notebook prints

# %%
import datetime as dt
from decimal import Decimal

import earlyyears as ey
from earlyyears import scales
from earlyyears.inspection import EducationInspection, Inspection, inspection_id
from earlyyears.kernel import DateRange
from earlyyears.mentoring import (
    ActionPlan,
    Allocation,
    Audit,
    Mentor,
    PlanAction,
    Release,
    Visit,
    action_from,
    actions_overdue,
    before_audit,
    reaudits_due,
    support_given,
    visits_due,
)
from earlyyears.people import Person, Post, Qualification
from earlyyears.places import Network, NetworkMember, Registration, Setting
from earlyyears.services import (
    audit_profile,
    matched_change,
    suggestions_for,
    tasks_of,
)

BEGAN = DateRange(dt.date(2019, 9, 1))
AUTUMN, SUMMER = dt.date(2025, 10, 7), dt.date(2026, 6, 16)
hub = ey.open_hub("memory:", borough="newham", actor="mentor-1", plugins=())

# %% [markdown]
# ## Who is who
#
# A nursery school anchors a network of two nurseries, both found good; its deputy head
# is a mentor, released for half a day a week, and certified for ITERS-3.

# %%
anchor = Setting(
    id="setting/school",
    name="An invented nursery school",
    kind="maintained_nursery_school",
    borough="newham",
)
network = Network(
    id="network/1", name="Around the school", borough="newham", anchor=anchor.id
)
places = []
for number, name in enumerate(("Elm", "Ash"), start=1):
    one = Setting(
        id=f"setting/{number}", name=name, kind="full_day_care", borough="newham"
    )
    held = Registration(
        id=f"registration/ofsted:EY90000{number}",
        setting=one.id,
        identifier=f"ofsted:EY90000{number}",
        registered_on=BEGAN.start,
        type="non_domestic",
        registers=("eyr",),
        valid=BEGAN,
    )
    seen = Inspection(
        id=inspection_id(held.identifier, "eif", dt.date(2023, 3, 7)),
        setting=one.id,
        registration=held.id,
        inspected_on=dt.date(2023, 3, 7),
        published_on=dt.date(2023, 4, 3),
        outcome=EducationInspection(grade=2),
        valid=DateRange(dt.date(2023, 3, 7)),
    )
    member = NetworkMember(
        id=f"network-member/{number}", network=network.id, setting=one.id, valid=BEGAN
    )
    places += [one, held, seen, member]
person = Person(id="person/1", name="An invented deputy head")
post = Post(id="post/1", post="mentor-1", holder=person.id, title="hub_mentor")
certificate = Qualification(
    id="qualification/1",
    holder=person.id,
    subject="iters-3/2017",
    awarded_on=dt.date(2025, 6, 2),
    awarded_by="an invented trainer",
    expires_on=dt.date(2027, 6, 2),
)
hub.record(anchor, network, *places, person, post, certificate, reason="who is who")
appointed = Mentor(
    id="mentor/1",
    person=person.id,
    home=anchor.id,
    post="nursery_deputy",
    funding="hub_grant",
    network=network.id,
    valid=DateRange(dt.date(2025, 9, 1)),
)
released = Release(
    id="release/1",
    mentor=appointed.id,
    school=anchor.id,
    cap=9,
    agreed_by="head-of-the-school",
    valid=DateRange(dt.date(2025, 9, 1)),
)
hub.record(appointed, released, reason="appointed")
works = [
    Allocation(
        id=f"allocation/{n}",
        setting=f"setting/{n}",
        person=person.id,
        valid=DateRange(dt.date(2025, 9, 15)),
    )
    for n in (1, 2)
]
hub.record(*works, reason="the year's allocation")

# %% [markdown]
# ## What to know before the audit
#
# The diary entry is checked before anybody sets out. Here the setting has yet to
# consent.

# %%
planned = Audit(
    id="audit/elm-1",
    setting="setting/1",
    room="babies",
    scale="iters-3",
    edition="2017",
    on=AUTUMN,
    assessor=person.id,
    valid=DateRange(dt.date(2025, 9, 22)),
)
warnings = before_audit(planned, hub.at(dt.date(2025, 9, 22)))
print(*warnings, sep="\n")
hub.record(planned, reason="in the diary")

# %% [markdown]
# ## The audit
#
# The scores are an observation; the audit is the event, and points at it. The room is
# weak in three items.

# %%


def look(setting: str, on: dt.date, usual: int, **low: int) -> scales.Observation:
    """One audit sheet: the usual score on every item, and some that differ."""
    scores = dict.fromkeys(scales.get("iters-3").items, usual)
    scores.update({number.removeprefix("item_"): each for number, each in low.items()})
    return scales.Observation(
        id=f"observation/{setting.partition('/')[2]}/{on}",
        scale="iters-3",
        edition="2017",
        setting=setting,
        room="babies",
        on=on,
        observer=person.id,
        item_scores=scores,
    )


def audited(seen: scales.Observation, purpose: str = "baseline") -> Audit:
    """The audit that an observation belongs to, with the setting's consent."""
    return Audit(
        id=f"audit/{'elm' if seen.setting == 'setting/1' else 'ash'}-"
        f"{1 if purpose == 'baseline' else 2}",
        setting=seen.setting,
        room=seen.room,
        scale="iters-3",
        edition="2017",
        on=seen.on,
        assessor=person.id,
        purpose=purpose,
        consent_on=seen.on - dt.timedelta(days=7),
        consent_by="manager",
        observation=seen.id,
        state="scored",
        valid=DateRange(seen.on),
    )


elm = look("setting/1", AUTUMN, 4, item_3=2, item_12=2, item_25=3)
ash = look("setting/2", AUTUMN + dt.timedelta(days=1), 5, item_12=3)
baseline = [audited(elm), audited(ash)]
hub.record(elm, ash, *baseline, reason="first round")
view = hub.at(dt.date(2025, 10, 20))
shown = audit_profile(view, baseline[0])
print(shown.text())

# %% [markdown]
# ## The plan
#
# Suggestions come from the low items; the two of them take up what they want, in their
# own words, and both sign.

# %%
offered = suggestions_for(view, baseline[0])
print(*(f"{one.about}: {one.words}" for one in offered), sep="\n")
agreed_on = dt.date(2025, 10, 21)
plan = ActionPlan(
    id="action-plan/elm",
    setting="setting/1",
    body="mentors",
    person=person.id,
    audit=baseline[0].id,
    setting_signed_on=agreed_on,
    setting_signed_by="manager",
    supporter_signed_on=agreed_on,
    review_by=dt.date(2026, 2, 2),
    state="in_progress",
    valid=DateRange(agreed_on),
)
actions = [
    ey.evolve(
        action_from(one, plan.id, f"plan-action/elm-{number}"),
        due=dt.date(2026, 3, 31),
        valid=DateRange(agreed_on),
    )
    for number, one in enumerate(offered[:2], start=1)
]
hub.record(plan, *actions, reason="agreed by both")

# %% [markdown]
# ## Visits both ways
#
# The mentor goes to the setting; two of its staff come to the nursery school.

# %%
to_elm = Visit(
    id="visit/1",
    setting="setting/1",
    direction="to_setting",
    kind="support",
    on=dt.date(2025, 11, 18),
    person=person.id,
    focus="how the room is arranged",
    half_days=Decimal(1),
    plan=plan.id,
    agreed="a quiet corner by Christmas",
    state="done",
    valid=DateRange(dt.date(2025, 11, 3)),
)
from_elm = Visit(
    id="visit/2",
    setting="setting/1",
    direction="from_setting",
    kind="support",
    on=dt.date(2026, 1, 20),
    person=person.id,
    host=anchor.id,
    staff=2,
    focus="talking with babies at meals",
    half_days=Decimal("0.5"),
    plan=plan.id,
    state="done",
    valid=DateRange(dt.date(2026, 1, 5)),
)
next_one = ey.evolve(
    to_elm,
    id="visit/3",
    on=dt.date(2026, 2, 10),
    half_days=None,
    agreed="",
    state="planned",
    valid=DateRange(dt.date(2026, 1, 20)),
)
hub.record(to_elm, from_elm, next_one, reason="visits")
february = hub.at(dt.date(2026, 2, 2))
due = visits_due(february)
monday = tasks_of(february, "mentor-1")
print(*(f"{row.task}: {row.name}" for row in monday), sep="\n")
year = DateRange(dt.date(2025, 9, 1), dt.date(2026, 9, 1))
given = support_given(february, year)
print(*(f"{one.setting}: {one.delivered} half-days" for one in given), sep="\n")

# %% [markdown]
# ## The re-audit, and what changed
#
# One of two rooms was seen again. The other is not forgotten: it is counted as not seen
# again, and stays on the list of re-audits due.

# %%
done = [ey.evolve(one, state="done", valid=DateRange(SUMMER)) for one in actions]
again = look("setting/1", SUMMER, 5, item_3=4, item_12=4)
second = audited(again, "progress")
hub.record(*done, again, second, reason="second round")
june = hub.at(dt.date(2026, 6, 30))
change = matched_change(
    june, reliability="0.83", reliability_kind="between raters", sd="0.6"
)
print(f"{change.change.n} room matched, mean change {change.change.mean}")
print(change.change.unmatched)
print(*change.findings, sep="\n")
waiting = reaudits_due(june)
print(*(f"{one.baseline.setting} by {one.due_on}" for one in waiting), sep="\n")

# %% [markdown]
# The plan is closed with what both learnt. Every version of it stays on record.

# %%
closed = ey.evolve(
    plan,
    state="closed",
    reflection="staff plan the room with the babies in it",
    valid=DateRange(dt.date(2026, 6, 30)),
)
hub.record(closed, reason="closed by both")
late = actions_overdue(hub.at(dt.date(2026, 7, 6)))
versions = [one for one in hub.history(plan.id) if one.record is not None]
states = [one.record.state for one in versions if isinstance(one.record, ActionPlan)]
todo = [one for one in hub.at(SUMMER).all(PlanAction) if one.state != "done"]
print(states)
sealed = hub.verify()
hub.close()
