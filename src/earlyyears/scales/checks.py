"""Does an observation fit its scale?  Faults stop it; warnings go on the sheet."""

from collections.abc import Iterator, Mapping
from typing import Any

from earlyyears.kernel import Finding, Place

from .observations import Observation
from .packing import line_faults
from .plans import Plan
from .structure import Choice, Cycles, Scale

__all__ = ["fit", "sheet_faults", "sheet_warnings"]


def fit(seen: Observation, scale: Scale) -> Iterator[Finding]:
    """A fault when the observation is of another scale or edition."""
    if seen.scale != scale.id or seen.edition not in {"", scale.edition}:
        named = f"{seen.scale} {seen.edition}".strip()
        yield Finding(
            "spec_mismatch",
            f"the observation is of {named}, the scale is {scale.id} {scale.edition}",
            advice="Same item numbers mean other things there; use its own scale.",
        )


def sheet_faults(seen: Observation, scale: Scale, plan: Plan) -> list[Finding]:
    """Everything that keeps an observation from being scored."""
    if other := list(fit(seen, scale)):
        return other
    return [
        *_unknown_items(seen, scale),
        *_model_faults(seen, scale),
        *_na_faults(seen, scale),
        *_score_faults(seen, scale),
        *_answer_faults(seen, scale, plan),
        *_group_faults(seen, scale),
    ]


def _unknown_items(seen: Observation, scale: Scale) -> Iterator[Finding]:
    given: tuple[Mapping[str, Any], ...] = (
        *(seen.answers, seen.item_na, seen.item_scores),
        *(seen.cycles, seen.overrides),
    )
    for number in dict.fromkeys(n for part in given for n in part):
        if number not in scale.items:
            yield Finding(
                "unknown_item",
                f"{scale} has no item {number}",
                Place(field=number),
                "This is usually another edition's sheet.",
            )


def _model_faults(seen: Observation, scale: Scale) -> Iterator[Finding]:
    cycles = isinstance(scale.rule, Cycles)
    if cycles and seen.answers:
        yield Finding("wrong_model", f"{scale} has no indicators to answer")
    if not cycles and seen.cycles:
        yield Finding("wrong_model", f"{scale} is not scored in cycles")


def _na_faults(seen: Observation, scale: Scale) -> Iterator[Finding]:
    for number in seen.item_na:
        item, place = scale.items.get(number), Place(field=number)
        line = seen.answers.get(number, "").replace("|", "").strip(".")
        if line or number in seen.item_scores or number in seen.cycles:
            message = f"item {number} is NA and has answers or a score"
            advice = "Take one of them away."
            yield Finding("item_na_conflict", message, place, advice)
        if item is None or item.na is None:
            continue
        if not item.na.permitted:
            message = f"item {number} may not be NA"
            yield Finding("item_na_not_permitted", message, place)
        elif item.na.under_months is not None:
            yield from _condition(seen, scale, number, item.na.under_months)


def _condition(
    seen: Observation, scale: Scale, number: str, limit: int
) -> Iterator[Finding]:
    over = [age for age in seen.ages if age.months >= limit]
    tolerated = next((n.tolerated for n in scale.notes if n.id == seen.notes), 0)
    if len(over) <= tolerated and all(age.months == limit for age in over):
        return
    yield Finding(
        "item_na_condition_failed",
        f"item {number} may be NA only if all are under {limit} months; "
        f"{len(over)} present are older",
        Place(field=number),
        "Score the item, or correct the ages.",
    )


def is_score(value: object, scale: Scale) -> bool:
    """Say whether a value is a whole number within the scale; True is not one."""
    return type(value) is int and scale.low <= value <= scale.high


def _score_faults(seen: Observation, scale: Scale) -> Iterator[Finding]:
    bad = f"is not a whole number from {scale.low} to {scale.high}"
    for number, value in seen.item_scores.items():
        if not is_score(value, scale):
            message = f"the score of item {number} {bad}"
            yield Finding("bad_score", message, Place(field=number))
    for number, scores in seen.cycles.items():
        if any(not is_score(value, scale) for value in scores):
            message = f"a cycle of {number} {bad}"
            yield Finding("bad_score", message, Place(field=number))
    for number, override in seen.overrides.items():
        if not is_score(override.score, scale):
            message = f"the override of item {number} {bad}"
            yield Finding("bad_score", message, Place(field=number))
        if not override.reason.strip():
            message = f"the override of item {number} gives no reason"
            yield Finding("bad_override", message, Place(field=number))


def _answer_faults(seen: Observation, scale: Scale, plan: Plan) -> Iterator[Finding]:
    if isinstance(scale.rule, Cycles):
        return
    for number, text in seen.answers.items():
        if number in plan.by_item:
            yield from line_faults(plan.by_item[number], text, Place(field=number))


def _group_faults(seen: Observation, scale: Scale) -> Iterator[Finding]:
    for group in scale.groups:
        given = [n for n in group.members if n in seen.item_scores or n in seen.answers]
        if group.choose is Choice.ASSESSOR and len(given) > 1:
            message = (
                f"items {', '.join(given)} are either/or, and more than one is scored"
            )
            yield Finding("two_of_a_group", message, Place(field=given[0]))


def sheet_warnings(seen: Observation, scale: Scale) -> Iterator[Finding]:
    """What makes a sheet doubtful without changing a score."""
    if scale.ages and (
        outside := sum(not scale.ages.holds(a.months) for a in seen.ages)
    ):
        message = f"{outside} of {len(seen.ages)} present are outside ages {scale.ages}"
        yield Finding("outside_ages", message, advice="Another scale may fit better.")
    if seen.provision and scale.provision and seen.provision not in scale.provision:
        message = f"{scale} is for {', '.join(scale.provision)}, not {seen.provision}"
        yield Finding(
            "other_provision", message, advice="Another scale may fit better."
        )
    minutes = seen.minutes
    if minutes is not None and minutes < (scale.minutes or 0):
        message = f"{minutes} minutes were watched; the scale asks for {scale.minutes}"
        yield Finding("short_observation", message)
    if seen.notes and seen.notes not in {profile.id for profile in scale.notes}:
        message = f"the notes profile {seen.notes} is not described in {scale}"
        yield Finding("unknown_notes", message)
    counts = {len(scores) for scores in seen.cycles.values()}
    if len(counts) > 1:
        message = "dimensions were judged in different numbers of cycles"
        yield Finding("uneven_cycles", message)
