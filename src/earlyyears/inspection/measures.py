"""Counts and shares of outcomes, which never mix frameworks unnoticed."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping

from earlyyears.kernel import (
    Citation,
    EarlyYearsError,
    Figure,
    Sensitivity,
    Share,
    field,
    frozen,
)

from .conditions import Condition
from .outcomes import Outcome

__all__ = [
    "JudgementMissingError",
    "MixedFrameworksError",
    "NamedMapping",
    "count_by_framework",
    "share",
]


class MixedFrameworksError(EarlyYearsError, ValueError):
    """One percentage over outcomes of several frameworks, and no named mapping."""

    code = "EY151"


class JudgementMissingError(EarlyYearsError, ValueError):
    """A share over outcomes of which some leave the judgement blank."""

    code = "EY152"


@frozen
class NamedMapping:
    """Somebody's decision what counts as the same under several frameworks.

    None ships with the library, because there is no official one.  Whoever makes one
    gives it a name, which is printed with every figure made by it, and its source.
    """

    name: str
    source: Citation
    #: For each framework the condition that an outcome must meet to be counted.
    counted: Mapping[str, Condition] = field(repr=False)


def count_by_framework(outcomes: Iterable[Outcome]) -> dict[str, int]:
    """How many outcomes there are under each framework, by key.

    >>> from earlyyears.inspection import EducationInspection, NotInspected
    >>> count_by_framework([EducationInspection(grade=2), NotInspected()])
    {'eif': 1, 'none': 1}
    """
    found = Counter(outcome.framework for outcome in outcomes)
    return dict(sorted(found.items()))


def share(
    outcomes: Iterable[Outcome],
    counted: Condition | NamedMapping,
    *,
    measure: str,
    population: str,
    on: dt.date,
) -> Figure:
    """The share of outcomes of which something holds, as a figure.

    A plain condition takes outcomes of one framework only.  A `NamedMapping` says for
    each framework what is counted, and the figure carries its name.  Raises
    `MixedFrameworksError` for frameworks that are not covered, and
    `JudgementMissingError` where a blank judgement leaves the share open.

    >>> from earlyyears.inspection import EducationInspection, GradeIn
    >>> found = share(
    ...     [EducationInspection(grade=2), EducationInspection(grade=4)],
    ...     GradeIn(("1", "2")),
    ...     measure="good_or_better",
    ...     population="settings inspected",
    ...     on=dt.date(2021, 9, 1),
    ... )
    >>> print(found)
    1 of 2
    """
    given = list(outcomes)
    held = [_condition(counted, given, each).holds(each) for each in given]
    if None in held:
        message = f"{held.count(None)} outcomes leave the judgement blank"
        raise JudgementMissingError(
            message,
            advice="Leave them out and say so in the population, or complete them.",
            missing=held.count(None),
        )
    return Figure(
        measure,
        Share(held.count(True), len(held)),
        "inspections",
        population,
        on,
        sensitivity=Sensitivity.PUBLIC,
        mapping=counted.name if isinstance(counted, NamedMapping) else "",
    )


def _condition(
    counted: Condition | NamedMapping, given: list[Outcome], outcome: Outcome
) -> Condition:
    mixed = sorted({each.framework for each in given})
    if isinstance(counted, NamedMapping):
        found = counted.counted.get(outcome.framework)
        if found is not None:
            return found
        said = f"the mapping “{counted.name}” does not cover {outcome.framework}"
    elif len(mixed) == 1:
        return counted
    else:
        said = f"one share over {', '.join(mixed)}"
    raise MixedFrameworksError(
        said,
        advice="Count each framework by itself, or pass a NamedMapping for all.",
        frameworks=mixed,
    )
