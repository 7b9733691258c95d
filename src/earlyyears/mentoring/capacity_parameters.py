"""What planning takes for granted: each figure with its source, or the borough's own.

The defaults are data (`data/planning.toml`).  A borough replaces one with a dated
record of the kind `planning-parameter`; where there is neither, nothing is assumed and
the library asks.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Any

from earlyyears.kernel import (
    Ask,
    Citation,
    Facts,
    Finding,
    Guard,
    Place,
    Record,
    citation_from,
    fact,
    frozen,
    kind_of,
    read_toml,
    record,
)

__all__ = [
    "Parameter",
    "Parameters",
    "PlanningParameter",
    "parameter_guards",
    "parameters",
    "parameters_of",
]


@record("planning-parameter", purpose="planning what there is time for")
class PlanningParameter(Record):
    """A figure by which a borough plans, from a day on, with its reason."""

    borough: str = fact(label="Local authority", codes="local-authority")
    parameter: str = fact(label="Parameter", help="such as audit_half_days")
    value: Decimal = fact(label="Value")
    reason: str = fact(default="", label="Reason")


@frozen
class Parameter:
    """One figure that planning needs, what it may be, and what it is if nobody says."""

    key: str
    #: What it is, in words, with its unit.
    label: str
    #: None where there is no default.
    default: Fraction | None
    whole: bool
    lowest: Fraction
    highest: Fraction
    source: Citation

    def allows(self, value: Fraction) -> bool:
        """Say whether a borough may choose the value."""
        fits = self.lowest <= value <= self.highest
        return fits and (not self.whole or value.denominator == 1)

    @property
    def says(self) -> str:
        """What may be chosen, in words."""
        kind = "a whole number" if self.whole else "a number"
        return f"{kind} from {_plain(self.lowest)} to {_plain(self.highest)}"


@cache
def parameters() -> Mapping[str, Parameter]:
    """The figures that planning needs, by key.

    >>> parameters()["audit_half_days"].label
    'Half-days for one audit of one room'
    """
    content = read_toml(files("earlyyears.mentoring") / "data" / "planning.toml")
    common = citation_from(content)
    return {row["key"]: _parameter(row, common) for row in content["parameter"]}


def _parameter(row: Mapping[str, Any], common: Citation) -> Parameter:
    default = row.get("value")
    return Parameter(
        key=row["key"],
        label=row["label"],
        default=None if default is None else Fraction(str(default)),
        whole=row.get("whole", False),
        lowest=Fraction(str(row.get("lowest", 0))),
        highest=Fraction(str(row["highest"])),
        source=citation_from(row) if "source" in row else common,
    )


@frozen
class Parameters:
    """The figures in force for a borough on a day, with the records they stand in."""

    borough: str
    on: dt.date
    chosen: Mapping[str, PlanningParameter]

    def value(self, key: str) -> Fraction | None:
        """The figure, None where nobody has said and there is no default."""
        held = self.chosen.get(key)
        return parameters()[key].default if held is None else Fraction(held.value)

    def number(self, key: str) -> Fraction:
        """The figure of a key that has a default."""
        return self.value(key) or Fraction(0)

    def whole(self, key: str) -> int:
        """The figure of a key that has a default and is a whole number."""
        return int(self.number(key))

    def records(self, keys: Sequence[str]) -> tuple[PlanningParameter, ...]:
        """The borough's own records among some keys, to be cited."""
        return tuple(self.chosen[key] for key in keys if key in self.chosen)

    def missing(self, keys: Sequence[str]) -> tuple[Ask, ...]:
        """What has to be asked before planning can go on."""
        return tuple(
            Ask(
                f"planning_{key}",
                f"{parameters()[key].label}: how many in {self.borough}? Record it as"
                f" the planning parameter “{key}”, {parameters()[key].says}.",
            )
            for key in keys
            if self.value(key) is None
        )

    def said(self, key: str) -> str:
        """The figure with where it comes from, in a sentence."""
        told, held = parameters()[key], self.chosen.get(key)
        value = _plain(self.number(key))
        if held is None:
            return f"{told.label}: {value}, assumed after {told.source}"
        reason = f": {held.reason}" if held.reason else ""
        return f"{told.label}: {value}, as the borough has decided{reason}"


def _plain(value: Fraction) -> str:
    """A number as people write it.

    >>> _plain(Fraction(1, 2)), _plain(Fraction(38))
    ('0.5', '38')
    """
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return f"{exact.normalize():f}"


def parameters_of(facts: Facts, borough: str) -> Parameters:
    """The figures in force for a borough on the day of the facts."""
    held = facts.all(PlanningParameter).where(borough=borough)
    known = parameters()
    return Parameters(
        borough,
        facts.on,
        {one.parameter: one for one in held if one.parameter in known},
    )


def parameter_guards() -> tuple[Guard, ...]:
    """The guard on a borough's figures: known, and within what they may be."""
    kinds = frozenset({kind_of(PlanningParameter).name})
    return (Guard("planning parameter can be used", kinds, _usable),)


def _usable(changes: Sequence[Any], facts: Facts) -> list[Finding]:  # noqa: ARG001
    told = (getattr(change, "record", change) for change in changes)
    return [
        each
        for one in told
        if isinstance(one, PlanningParameter)
        for each in _amiss(one)
    ]


def _amiss(one: PlanningParameter) -> Iterator[Finding]:
    known = parameters().get(one.parameter)
    if known is None:
        yield Finding(
            "unknown_parameter",
            f"“{one.parameter[:60]}” is not a figure by which anybody plans",
            Place(field="Parameter"),
            f"Use one of: {', '.join(parameters())}.",
        )
    elif not known.allows(Fraction(one.value)):
        yield Finding(
            "bad_parameter",
            f"{one.value} cannot be the value of “{one.parameter}”",
            Place(field="Value"),
            f"Give {known.says}.",
        )
