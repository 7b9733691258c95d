"""Concerns, overrides, agreements, choices and rulings of the fictional borough."""

from collections.abc import Iterator, Mapping
from typing import Any

from earlyyears.kernel import Record, during_from
from earlyyears.roles import Concern, JointAgreement, Override, PolicyChoice, Ruling

from .plan import plan
from .telling import Telling

__all__ = ["choices", "decisions"]

_DAYS = frozenset({"from", "before"})


def decisions(telling: Telling) -> Iterator[Record]:
    """What was decided about, or seen in, the setting of a story."""
    told = {one.story: one.identifier for one in telling.listings}
    for name, kind in (
        ("concern", Concern),
        ("override", Override),
        ("joint_agreement", JointAgreement),
    ):
        for row in plan()[name]:
            if setting := telling.setting_of(told[row["story"]]):
                yield kind(
                    id=telling.id(name.replace("_", "-"), row["story"]),
                    setting=setting,
                    valid=during_from(row),
                    **_rest(row, "story"),
                )


def choices(telling: Telling) -> Iterator[Record]:
    """The presets that the borough chose, and its ruling."""
    for row in plan()["choice"]:
        yield PolicyChoice(
            id=f"policy-choice/{telling.key}/{row['policy']}",
            borough=telling.key,
            valid=during_from(row),
            **_rest(row),
        )
    for row in plan()["ruling"]:
        yield Ruling(
            id=f"ruling/{telling.key}/{row['matter']}",
            borough=telling.key,
            valid=during_from(row),
            **_rest(row),
        )


def _rest(row: Mapping[str, Any], *known: str) -> dict[str, Any]:
    return {key: row[key] for key in row if key not in _DAYS | set(known)}
