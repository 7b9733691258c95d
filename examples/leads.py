# %% [markdown]
# # Who supports which setting, and what would change that
#
# A fictional borough, made from a seed: its register's five editions are read, its
# people's own facts are recorded, and an analyst asks. Nobody and nothing in it exists.
# For your own borough, open your hub instead: `ey.open_hub("sqlite:///newham.db")`.

# ruff: noqa: INP001, D100, T201  a notebook prints

# %%
import datetime as dt
from collections import Counter

import earlyyears as ey
from earlyyears import synthetic
from earlyyears.kernel import since
from earlyyears.places import Registration
from earlyyears.roles import Concern, support_lead

# %% [markdown]
# ## From the register's files to a hub
#
# Every row is accounted for, and each edition is one commit.

# %%
borough = synthetic.borough(seed=2018)
hub = ey.open_hub("memory:", borough=borough.area, actor="advisory-team", plugins=())
for edition in borough.editions:
    file = borough.register_file(edition.on, layout=edition.layout)
    told = hub.import_register(file, edition=edition.on)
    print(told.edition, f"{told.loaded} of {told.rows} rows,", f"{len(told.left)} left")

# %% [markdown]
# What no register holds: networks, sectors, posts, agreements, the preset that was
# chosen, concerns.

# %%
numbers = {
    one.identifier: one.setting
    for edition in borough.editions
    for one in hub.at(edition.on).all(Registration)
}
hub.record(*borough.local_facts(numbers), reason="what the people of the borough know")
print(len(hub.review(borough.last_day)), "handovers opened")

# %% [markdown]
# ## Who leads today, and why

# %%
today = borough.last_day
view = hub.at(today)
rows = hub.worklist(view)
group = [row for row in rows if row.group_setting]
leads = Counter((row.lead or row.status, row.duty) for row in group)
for (lead, duty), number in leads.most_common():
    print(f"{number:>4}  {lead}, duty: {duty}")

# %% [markdown]
# The first of the worklist, with the working behind it:

# %%
first = rows[0]
answer = view.support_lead(first.setting)
print(first.setting, answer.why.reason, *answer.why.steps, sep="\n  ")
print("rule:", answer.why.rule)
print("source:", answer.why.basis)

# %% [markdown]
# What nobody can tell yet, and what would have to be answered first:

# %%
for setting in view.all(ey.places.Setting):
    match view.support_lead(setting):
        case ey.CannotTell(_, questions):
            print(setting.name, *(each.text for each in questions), sep="\n  ? ")

# %% [markdown]
# ## What if another preset were chosen?
#
# Nothing is recorded; the same facts are put to another rule.

# %%
strict = view.with_rules("any_area_below_expected")
lenient = view.with_rules("leadership_and_safeguarding")
differ = ey.compare(lenient, strict, support_lead)
for each in differ:
    name = each.setting.name or "(name withheld)"
    print(f"{name}: {each.first.why.reason} / {each.second.why.reason}")
print(len(differ), "settings would change")

# %% [markdown]
# ## What if there were a concern?

# %%
settled = next(row for row in group if row.reason == "good_or_better")
worried = view.with_records(
    Concern(
        id="concern/supposed",
        setting=view.setting(settled.setting).id,
        kind="safeguarding",
        valid=since(today.year, today.month, today.day),
    )
)
supposed = worried.support_lead(settled.setting)
unchanged = view.support_lead(settled.setting)
print(settled.lead, "→", supposed.value.body, "by", supposed.why.reason)
print("in the hub still", unchanged.value.body, "by", unchanged.why.reason)

# %% [markdown]
# ## What was known then?
#
# The same day, once with what is known now and once as it looked before the edition of
# March 2023 was read.

# %%
march = dt.date(2023, 3, 1)
then, now = hub.at(march, as_at=2), hub.at(march)
learnt = ey.compare(then, now, support_lead)
print(
    len(learnt), "answers about", march, "have changed since, with what came to light"
)

# %% [markdown]
# ## Over the years

# %%
years = {}
for year in range(2021, today.year + 1):
    on = view.at(dt.date(year, 9, 1))
    listed = [row for row in hub.worklist(on) if row.group_setting]
    years[year] = Counter(row.lead or row.status for row in listed)
    print(year, dict(years[year]))

# %% [markdown]
# A figure for others comes out of a report, which hides what would point at one setting
# and remembers what was given out. This is what the public page would show:

# %%
page = hub.report("support", on=today).safe("public")
print(page.document.title, "-", page.certificate.policy)
sealed = hub.verify()
print(sealed)
hub.close()
