"""Every lifecycle of every room, walked at random with legal and illegal events."""

import datetime as dt
import importlib
import random
from collections.abc import Sequence
from typing import Any

import pytest

from earlyyears.governance import lifecycles
from earlyyears.kernel import (
    DateRange,
    Finding,
    IllegalStepError,
    Lifecycle,
    Record,
    Snapshot,
    evolve,
    fields_of,
    kind_of,
)
from earlyyears.roles import step_by_step
from tests.conftest import ROOT

STEPS = 10_000
DAY = dt.date(2020, 1, 1)
ROOMS = sorted(
    path.parent.name
    for path in (ROOT / "src/earlyyears").glob("*/__init__.py")
    if path.parent.name not in {"cli", "testing"}
)


def machines() -> dict[str, Lifecycle]:
    """Every lifecycle that a room makes public, by its name."""
    found: dict[str, Lifecycle] = {}
    for room in ROOMS:
        module = importlib.import_module(f"earlyyears.{room}")
        for name in getattr(module, "__all__", ()):
            if isinstance(life := getattr(module, name), Lifecycle):
                found[f"{room}.{name}"] = life
    return found


def test_the_rooms_lifecycles_are_all_found() -> None:
    """Each lifecycle by which a guard of the room holds is public, so it is walked."""
    walked = list(machines().values())
    assert [] == [
        kind_of(kind).name for kind, life in lifecycles() if life not in walked
    ]
    assert len(walked) >= 20


@pytest.mark.parametrize("name", sorted(machines()))
def test_no_event_leads_to_an_illegal_state_and_every_refusal_is_named(
    name: str,
) -> None:
    """Ten thousand events, many of them illegal: states stay known, refusals help."""
    life = machines()[name]
    chance = random.Random(name)
    events = [*life.steps, "launch", ""]
    state, refused, taken = life.initial, 0, 0
    for _ in range(STEPS):
        event = chance.choice(events)
        legal = event in life.steps and state in life.steps[event].sources
        try:
            after = life.after(state, event)
        except IllegalStepError as refusal:
            refused += 1
            data, said = refusal.data, str(refusal)
            told = (data["state"], data["event"], data["allowed"])
            named = said.endswith(".") and told == (state, event, life.allowed(state))
            assert (named, legal) == (True, False)
        else:
            taken += 1
            assert legal
            assert after == life.steps[event].target
            assert after in life.states
            state = after
        if not life.allowed(state):
            # Nothing follows: another one begins.
            assert life.states
            state = life.initial
    assert STEPS == refused + taken
    assert min(refused, taken) > STEPS // 100


@pytest.mark.parametrize("name", sorted(machines()))
def test_every_state_can_be_reached_and_every_event_taken(name: str) -> None:
    """No state hangs loose and no event waits for a state that never comes."""
    life = machines()[name]
    assert [] == [one for one in life.states if not life.may_follow(life.initial, one)]
    there = reached(life)
    loose = [each for each, step in life.steps.items() if not {*step.sources} & there]
    assert [] == loose


def reached(life: Lifecycle) -> set[str]:
    """The states that can be reached from the first."""
    return {one for one in life.states if life.may_follow(life.initial, one)}


# -------------------------------------------------------- the guards on what is written


class Log:
    """What is known of one record: the latest assertion that covers a day wins."""

    def __init__(self) -> None:
        self.told: list[Record] = []
        self.on = DAY

    def at(self, on: dt.date) -> Snapshot:
        """The facts on a day."""
        covering = [one for one in self.told if one.valid.covers(on)]
        return Snapshot(*covering[-1:], on=on)


def sample(kind: type[Record], state: str, day: dt.date) -> Record:
    """A record of a kind in a state, with the least that the kind needs."""
    fill: dict[Any, object] = {str: "x", dt.date: DAY, int: 1}
    least = {
        each.name: fill.get(each.type, "x") for each in fields_of(kind) if each.required
    }
    made: Any = kind
    found: Record = made(
        id=f"{kind_of(kind).name}/1",
        valid=DateRange(day),
        **{**least, "state": state},
    )
    return found


@pytest.mark.parametrize(
    ("kind", "life"), lifecycles(), ids=lambda one: getattr(one, "__name__", "")
)
def test_no_guard_lets_an_illegal_state_be_written(
    kind: type[Record], life: Lifecycle
) -> None:
    """States typed in at random: written is what steps lead to, and nothing else."""
    walk(kind, life, 1_000)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "life"), lifecycles(), ids=lambda one: getattr(one, "__name__", "")
)
def test_no_guard_lets_an_illegal_state_be_written_in_the_long_run(
    kind: type[Record], life: Lifecycle
) -> None:
    """The same for ten thousand states."""
    walk(kind, life, STEPS)


def walk(kind: type[Record], life: Lifecycle, steps: int) -> None:
    """Tell a record's state again and again, as chance has it."""
    guard = step_by_step(kind, life)
    chance = random.Random(kind.__name__)
    states = [*life.states, "launched"]
    log, seen = Log(), {True: 0, False: 0}
    for step in range(steps):
        before: Any = log.told[-1] if log.told else None
        one = sample(kind, chance.choice(states), DAY + dt.timedelta(days=step))
        findings: Sequence[Finding] = guard.check([one], log)
        if before is None:
            log.told.append(evolve(one, state=life.initial))
            continue
        wanted: Any = one
        legal = life.may_follow(before.state, wanted.state)
        assert legal is (not findings), (before.state, wanted.state)
        assert {f"{kind_of(kind).name.replace('-', '_')}_step"} >= {
            each.code for each in findings
        }
        assert all(each.advice for each in findings)
        seen[legal] += 1
        if legal:
            log.told = [one]
        if not life.allowed(log.told[-1].state):  # type: ignore[attr-defined]
            log.told = []
    assert min(seen.values()) > 0
