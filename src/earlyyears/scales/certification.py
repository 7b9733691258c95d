"""Who may audit: certificates won in joint observations, and assessors who drift."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from functools import cache

from earlyyears.kernel import (
    Answer,
    Answered,
    Citation,
    DateRange,
    Share,
    citation_from,
    frozen,
    read_toml,
)

from .agreement import Agreement
from .errors import MixedScalesError, RatingsError
from .estimates import cannot_tell, given
from .ratings import exact
from .shelf import data_file

__all__ = [
    "Certificate",
    "CertificationRule",
    "Drift",
    "Standing",
    "certification",
    "certification_rules",
    "drift",
    "is_certified",
    "severity",
]


@frozen
class CertificationRule:
    """What a certificate asks for."""

    name: str
    within: int
    share: Fraction
    #: How many joint observations, the latest ones, are averaged.
    last: int
    source: Citation
    #: For how long a certificate holds, None where the rule does not say.
    valid_months: int | None = None


@cache
def certification_rules() -> Mapping[str, CertificationRule]:
    """The rules that ship, by name: `ers` and `class`.

    >>> print(certification_rules()["ers"].share)
    17/20
    """
    table = read_toml(data_file("certification.toml"))["rule"]
    return {
        name: CertificationRule(
            name=name,
            within=row["within"],
            share=exact(row["share"]),
            last=row["last"],
            source=citation_from(row),
            valid_months=row.get("valid_months"),
        )
        for name, row in table.items()
    }


@frozen
class Standing:
    """Whether an assessor meets a certification rule, and by what numbers."""

    passed: bool
    #: Mean of the shares of the observations that count.
    average: Fraction
    shares: tuple[Share, ...]
    #: All their items together, which is another number.
    pooled: Share
    rule: CertificationRule
    #: The policy on NA that was named, or nothing where no NA occurred.
    na: str

    def __str__(self) -> str:
        word = "reliable" if self.passed else "not reliable"
        mean = f"{float(self.average):.1%} on average of {len(self.shares)}"
        return (
            f"{word}: within {self.rule.within} point on {mean}, NA {self.na or 'none'}"
        )


def certification(
    joint: Iterable[Agreement],
    *,
    na: str | None = None,
    rule: CertificationRule | str = "ers",
) -> Answer[Standing]:
    """Judge one assessor by the latest joint observations.

    The average is that of the observations' shares, as the rule says, not of all items
    pooled.  `na` names the policy on NA; without it, and with NA on a sheet, nothing is
    said.  A certificate is for one scale: a mixture is refused.

    >>> from earlyyears import scales
    >>> day = scales.agreement([5] * 30 + [1] * 3, [5] * 26 + [2] * 4 + ["NA"] * 3)
    >>> certification([day] * 3).why.reason
    'na_policy'
    >>> print(certification([day] * 3, na="scored_only").value)
    reliable: within 1 point on 86.7% on average of 3, NA scored_only
    """
    asked = certification_rules()[rule] if isinstance(rule, str) else rule
    days = [one if na is None else one.under(na) for one in joint]
    if len({(one.key, one.observer) for one in days}) > 1:
        message = "the joint observations are of several scales, editions or assessors"
        raise MixedScalesError(
            message, advice="A certificate is one assessor's, for one scale only."
        )
    # Bare lists have no day; they stand in the order in which they were given.
    days.sort(key=lambda one: one.on or dt.date.min)
    if len(days) < asked.last:
        text = (
            f"{len(days)} joint observations; the rule averages the last {asked.last}"
        )
        return cannot_tell("too_few", text, "When is the next joint observation?")
    shares: list[Share] = []
    for one in days[-asked.last :]:
        answer = one.within(asked.within)
        if not isinstance(answer, Answered):
            return answer
        shares.append(answer.value)
    return given("agreement", _standing(shares, asked, days[-1].na))


def _standing(shares: Sequence[Share], rule: CertificationRule, na: str) -> Standing:
    average = sum((one.value for one in shares), Fraction(0)) / len(shares)
    pooled = Share(
        sum(one.numerator for one in shares), sum(one.denominator for one in shares)
    )
    return Standing(average >= rule.share, average, tuple(shares), pooled, rule, na)


@frozen
class Certificate:
    """Leave to audit with one edition of one scale, for some days."""

    #: Assessor key.
    observer: str
    scale: str
    edition: str
    during: DateRange


def is_certified(
    certificates: Iterable[Certificate],
    observer: str,
    key: tuple[str, str],
    on: dt.date,
) -> bool:
    """Say whether an assessor held a certificate for that scale and edition that day.

    >>> held = Certificate(
    ...     "k1", "iters-3", "2017", DateRange(None, dt.date(2026, 9, 1))
    ... )
    >>> is_certified([held], "k1", ("iters-3", "2017"), dt.date(2026, 9, 1))
    False
    """
    return any(
        one.observer == observer
        and (one.scale, one.edition) == key
        and one.during.covers(on)
        for one in certificates
    )


@frozen
class Drift:
    """How an assessor's leaning changed from earlier to later joint observations."""

    observer: str
    #: Joint observations, in order of time.
    n: int
    #: Mean of first minus second over all of them; above zero is milder.
    bias: Fraction
    earlier: Fraction
    later: Fraction

    @property
    def shift(self) -> Fraction:
        """Later leaning minus earlier leaning, in points of the scale."""
        return self.later - self.earlier


def drift(joint: Iterable[Agreement], *, least: int = 3) -> Mapping[str, Answer[Drift]]:
    """For each assessor, the leaning against anchor or consensus, earlier and later.

    Each half needs at least `least` joint observations with a common item; with an odd
    number the middle one counts as later.  Bare lists, which name no assessor, are
    refused.
    """
    by_observer: dict[str, list[tuple[dt.date, Fraction]]] = {}
    for one in joint:
        if not one.observer or one.on is None:
            message = "a comparison names no assessor or no day"
            raise RatingsError(message, advice="Compare sheets that have both.")
        held = by_observer.setdefault(one.observer, [])
        if one.bias is not None:
            held.append((one.on, one.bias))
    return {
        observer: _drift(observer, [bias for _, bias in sorted(days)], least)
        for observer, days in by_observer.items()
    }


def _drift(observer: str, biases: list[Fraction], least: int) -> Answer[Drift]:
    half = len(biases) // 2
    if half < least:
        text = f"{len(biases)} joint observations; {2 * least} are needed"
        return cannot_tell("too_few", text)
    found = Drift(
        observer=observer,
        n=len(biases),
        bias=_mean(biases),
        earlier=_mean(biases[:half]),
        later=_mean(biases[half:]),
    )
    return given("agreement", found)


def severity(joint: Iterable[Agreement]) -> Answer[float]:
    """How far assessors' leanings spread: the standard deviation of their mean bias.

    Needs at least three assessors; `change` takes it as `severity_sd`.
    """
    by_observer: dict[str, list[Fraction]] = {}
    for one in joint:
        if one.bias is not None:
            by_observer.setdefault(one.observer, []).append(one.bias)
    means = [_mean(biases) for biases in by_observer.values()]
    if len(means) < 3:  # noqa: PLR2004  two leanings say little of a spread
        return cannot_tell("too_few", f"{len(means)} assessors; three are needed")
    middle = _mean(means)
    spread = sum(((one - middle) ** 2 for one in means), Fraction(0)) / (len(means) - 1)
    return given("agreement", float(spread) ** 0.5)


def _mean(numbers: Sequence[Fraction]) -> Fraction:
    return sum(numbers, Fraction(0)) / len(numbers)
