"""Planning the mentors' year: is there time for it, and who supports whom."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from earlyyears.kernel import Answer, Answered, CannotTell, Why
from earlyyears.ledger import View
from earlyyears.mentoring import (
    BODIES,
    HARD_RULES,
    Allocated,
    Allocation,
    Assignment,
    Capacity,
    Line,
    Work,
    allocation,
    capacity,
    changes_of,
    names_of,
)
from earlyyears.reports import in_order, verdict
from earlyyears.roles import worklist

from .choosing import boroughs_of

__all__ = [
    "allocation_data",
    "allocations_of",
    "capacities_of",
    "capacity_data",
    "records_to_accept",
]

Names = Mapping[str, str]


def capacities_of(
    view: View, bodies: Iterable[str] = BODIES
) -> list[tuple[str, str, Answer[Capacity]]]:
    """For each borough and body, whether its work fits into its time."""
    rows = worklist(view)
    return [
        (borough, body, capacity(view, borough, body, rows))
        for borough in sorted(boroughs_of(view))
        for body in bodies
    ]


def allocations_of(view: View) -> list[tuple[str, Answer[Allocated]]]:
    """For each borough, who should support whom."""
    rows = worklist(view)
    return [
        (borough, allocation(view, borough, rows))
        for borough in sorted(boroughs_of(view))
    ]


def records_to_accept(
    view: View, found: Iterable[tuple[str, Answer[Allocated]]], reason: str
) -> tuple[Allocation, ...]:
    """What has to be recorded for proposals to hold from the view's day on."""
    return tuple(
        one
        for _, answer in found
        if isinstance(answer, Answered)
        for one in changes_of(view, answer.value.proposal, reason)
    )


# ------------------------------------------------------------------------ as data


def _why(why: Why) -> dict[str, Any]:
    return {
        "reason": why.reason,
        "rule": str(why.rule) if why.rule else None,
        "basis": str(why.basis) if why.basis else None,
        "steps": list(why.steps),
        "because": [str(each) for each in why.because],
    }


def _questions(answer: Answer[Any]) -> list[str]:
    told = answer.questions if isinstance(answer, CannotTell) else ()
    return [each.text for each in told]


def _half_days(amount: Fraction) -> int | float:
    whole = amount.denominator == 1
    return int(amount) if whole else float(amount)


def _named(key: str, names: Names) -> dict[str, str]:
    return {"id": key, "name": names.get(key, key)}


def capacity_data(
    view: View, found: Iterable[tuple[str, str, Answer[Capacity]]]
) -> list[dict[str, Any]]:
    """Capacities as plain data, half-days as numbers."""
    names = names_of(view)
    return [
        {
            "borough": borough,
            "body": body,
            "on": view.on.isoformat(),
            "status": "answered" if isinstance(answer, Answered) else "cannot_tell",
            "questions": _questions(answer),
            **(_capacity(answer.value, names) if isinstance(answer, Answered) else {}),
            **_why(answer.why),
        }
        for borough, body, answer in found
    ]


def _capacity(told: Capacity, names: Names) -> dict[str, Any]:
    found = told.reckoning
    return {
        "feasible": found.feasible,
        "verdict": verdict(told),
        "weeks": told.year.weeks,
        "settings": told.settings,
        "needed": _half_days(found.needed),
        "released": _half_days(found.released),
        "over": _half_days(found.over),
        "spare": _half_days(found.spare),
        "drop": [_work(one) for one in found.drop],
        "drop_half_days": _half_days(found.dropped),
        "drop_is_enough": found.enough,
        "drop_is_smallest": found.proven,
        "tight": [_named(key, names) for key in found.tight],
        "by_kind": _lines(told, found.by_kind, names),
        "by_mentor": _lines(told, found.by_person, names),
        "by_network": _lines(told, found.by_network, names),
        "by_term": _lines(told, found.by_term, names),
        "by_school": _lines(told, found.by_school, names),
        "by_week": [
            {"week": monday.isoformat(), "released": _half_days(amount)}
            for monday, amount in told.weeks
        ],
    }


def _work(one: Work) -> dict[str, Any]:
    return {
        "key": one.key,
        "kind": one.kind,
        "label": one.label,
        "setting": one.setting,
        "half_days": _half_days(one.half_days),
    }


def _lines(told: Capacity, lines: Iterable[Line], names: Names) -> list[dict[str, Any]]:
    return [
        {
            **_named(one.key, names),
            "needed": _half_days(one.needed),
            "released": _half_days(one.released),
            "spare": _half_days(one.spare),
            "number": one.number,
        }
        for one in in_order(told, lines, names)
    ]


def allocation_data(
    view: View, found: Iterable[tuple[str, Answer[Allocated]]]
) -> list[dict[str, Any]]:
    """Proposals as plain data, every line with its points and the next best mentor."""
    names = names_of(view)
    return [
        {
            "borough": borough,
            "on": view.on.isoformat(),
            "status": "answered" if isinstance(answer, Answered) else "cannot_tell",
            "questions": _questions(answer),
            **(_proposal(answer.value, names) if isinstance(answer, Answered) else {}),
            **_why(answer.why),
        }
        for borough, answer in found
    ]


def _proposal(told: Allocated, names: Names) -> dict[str, Any]:
    found = told.proposal
    words = {rule.code: rule.words for rule in HARD_RULES}
    return {
        "feasible": found.feasible,
        "proven": found.proven,
        "points": found.points,
        "assignments": [_assignment(one, names) for one in found.assignments],
        "loads": [
            {
                **_named(one.mentor, names),
                "settings": one.settings,
                "places": one.places,
                "share": one.share,
                "points": one.points,
            }
            for one in found.loads
        ],
        "unplaced": [_named(key, names) for key in found.unplaced],
        "conflicts": [
            {
                "settings": [_named(key, names) for key in one.settings],
                "mentors": [_named(key, names) for key in one.mentors],
                "places": one.places,
                "short": one.short,
                "rules": [
                    {"rule": code, "words": words[code], "mentors": number}
                    for code, number in one.rules
                ],
            }
            for one in found.conflicts
        ],
        "relief": dict(found.relief),
        "left_out": [
            {
                **_named(one.key, names),
                "reason": one.reason,
                "detail": one.detail,
                "current": one.current,
            }
            for one in told.field.left_out
        ],
    }


def _assignment(one: Assignment, names: Names) -> dict[str, Any]:
    next_best = one.runner_up
    return {
        "setting": _named(one.setting, names),
        "mentor": _named(one.mentor, names),
        "points": one.points,
        "terms": [{"reason": each.code, "points": each.points} for each in one.terms],
        "pinned": one.pinned,
        "before": one.before,
        "runner_up": None
        if next_best is None
        else {
            **_named(next_best.mentor, names),
            "points": next_best.points,
            "exact": next_best.exact,
        },
    }
