# %% [markdown]
# # From two rounds of audits to a statement that holds
#
# Ten assessors of an invented hub audit rooms with ITERS-3 in two rounds. Before that
# each of them makes joint observations with an anchor. All figures are made up here,
# from a seed; the assessors lean and err as people do. At the end stands what may be
# said about quality in the rooms, and what may not.

# ruff: noqa: INP001, D100, S101, S311, T201  a notebook prints, and repeats its chance

# %%
import datetime as dt
from random import Random

from earlyyears import scales
from earlyyears.kernel import CannotTell, DateRange

chance = Random(2026)
iters = scales.get("iters-3")
assessors = [f"assessor-{n:02}" for n in range(1, 11)]
leaning = {who: chance.gauss(0, 0.25) for who in assessors}


def see(room: str, on: dt.date, who: str, quality: float, **about: str) -> scales.Sheet:
    """One audit: every item near the room's quality, with leaning and error."""
    seen = quality + leaning.get(who, 0.0) + chance.gauss(0, 0.3)
    scores: dict[str, int | str] = {
        number: min(7, max(1, round(chance.gauss(seen, 1.1)))) for number in iters.items
    }
    scores["22"] = "NA"  # no technology is used in these rooms
    return scales.score(
        scales.Observation(
            scale="iters-3", room=room, on=on, observer=who, item_scores=scores, **about
        )
    )


# %% [markdown]
# ## Do assessors agree?
#
# Four joint observations each. Assessor and anchor see the same room on the same day,
# so their sheets come from one set of scores, with a slip here and there. How NA counts
# must be named, because no source says how it does.


# %%
def check(who: str, month: int) -> scales.Agreement:
    """A joint observation of an assessor and the anchor."""
    on = dt.date(2025, month, 10)
    anchor = see(
        f"joint/{who}/{month}", on, "anchor", chance.gauss(4, 0.6), role="anchor"
    )
    lean = leaning[who]
    scores: dict[str, int | str] = {
        number: "NA"
        if one is None
        else min(7, max(1, round(one + chance.gauss(lean, 0.7))))
        for number, one in anchor.scores.items()
    }
    own = scales.score(
        scales.Observation(
            scale="iters-3",
            room=anchor.room,
            on=on,
            observer=who,
            role="joint",
            item_scores=scores,
        )
    )
    return scales.agreement(own, anchor)


joint = [check(who, month) for who in assessors for month in (2, 4, 6, 8)]
policy = "mismatch_disagrees"
for who in assessors[:3]:
    mine = [one for one in joint if one.observer == who]
    # Each of these pairs was made to be answered.
    print(who, scales.certification(mine, na=policy).value)  # type: ignore[union-attr]

spread = scales.severity(joint)
assert not isinstance(spread, CannotTell)
print(f"assessors' leanings spread by {spread.value:.2f} points")

# %% [markdown]
# Without a named policy there is no percentage, only counts:

# %%
print(joint[0].n_na_na, "items NA for both;", joint[0].within_one.why.reason)

# %% [markdown]
# ## Two rounds of audits
#
# Forty rooms are eligible. Thirty-six are audited in the spring; in the autumn thirty
# of these again, one of them by other local notes. Quality truly rose by 0.6 points.
# One assessor's certificate ran out in the summer.

# %%
spring, autumn = dt.date(2026, 3, 2), dt.date(2026, 10, 5)
rooms = [f"room/{n:02}" for n in range(40)]
quality = {room: chance.gauss(3.9, 0.7) for room in rooms}
first = [see(r, spring, chance.choice(assessors), quality[r]) for r in rooms[:36]]
again = [see(r, autumn, chance.choice(assessors), quality[r] + 0.6) for r in rooms[:29]]
again.append(
    see(rooms[29], autumn, assessors[0], quality[rooms[29]] + 0.6, notes="local-notes")
)
until = {assessors[9]: dt.date(2026, 7, 1)}
certificates = [
    scales.Certificate(who, *iters.key, DateRange(dt.date(2025, 9, 1), until.get(who)))
    for who in assessors
]

# %% [markdown]
# ## What may be said

# %%
said = scales.statement(
    first,
    again,
    eligible=rooms,
    joint=joint,
    na=policy,
    certificates=certificates,
    severity_sd=spread.value,
    title="An invented hub",
)
print(said)

# %% [markdown]
# Where nothing changed, the same steps say so: here the autumn audits are of rooms as
# they were in the spring.

# %%
as_before = [see(r, autumn, chance.choice(assessors), quality[r]) for r in rooms[:29]]
still = scales.change(first, as_before, severity_sd=spread.value)
print(still)

# %% [markdown]
# A room's profile is for talking with its staff, not for comparing rooms.

# %%
print(scales.profile(again[0]).text())
