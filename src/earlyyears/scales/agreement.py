"""Two sheets of one joint observation, and how far the assessors agree over items.

This is what certification looks at.  Research looks along the other axis, one item over
many rooms: see `item_kappas`.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any, TypeAlias

from earlyyears.kernel import Answer, CannotTell, Share, evolve, frozen

from .errors import MixedScalesError, RatingsError
from .estimates import Estimate, cannot_tell, given
from .fixed import FixedDict
from .kappa import kappa
from .observations import NA_WORDS, Observation
from .ratings import Weights, exact, is_missing
from .results import Status
from .scored import Sheet
from .scoring import score

__all__ = ["NA_POLICIES", "Agreement", "agreement", "item_kappas", "same_scale"]

#: What an item counts for that one assessor, or both, found not applicable.
NA_POLICIES = {
    "scored_only": "only items that both scored count",
    "mismatch_disagrees": "an item that one scored and the other found NA disagrees",
    "na_na_agrees_mismatch_disagrees": "as before, and NA by both agrees",
}
_NA = "NA"
#: Scores by item: whole numbers, `"NA"`, None where nothing was entered.
Scores: TypeAlias = Mapping[str, Any] | Sequence[Any]


@frozen
class Agreement:
    """Counts of one comparison; percentages only under a named policy on NA."""

    #: Item, first score, second score; only items that both scored.
    scored: tuple[tuple[str, Fraction, Fraction], ...]
    n_items: int
    n_na_na: int
    n_na_mismatch: int
    n_missing: int
    #: A key of `NA_POLICIES`, or nothing while none was named.
    na: str = ""
    #: The whole set of scores, for kappa.
    categories: tuple[int, ...] | None = None
    #: Scale and edition, assessor key of the first, day; empty for bare lists.
    key: tuple[str, str] = ("", "")
    observer: str = ""
    on: dt.date | None = None

    @property
    def n_both_scored(self) -> int:
        """Items that both scored."""
        return len(self.scored)

    @property
    def exact_count(self) -> int:
        """Items scored alike."""
        return self._within(0)

    @property
    def within_one_count(self) -> int:
        """Items at most one point apart."""
        return self._within(1)

    def _within(self, points: int) -> int:
        return sum(abs(a - b) <= points for _, a, b in self.scored)

    @property
    def exact(self) -> Answer[Share]:
        """The share of items scored alike."""
        return self.within(0)

    @property
    def within_one(self) -> Answer[Share]:
        """The share of items at most one point apart."""
        return self.within(1)

    def within(self, points: int) -> Answer[Share]:
        """The share of items at most so many points apart, under the named policy.

        Where NA occurs and no policy was named there is no number.
        """
        doubtful = self.n_na_na or self.n_na_mismatch
        if doubtful and not self.na:
            return cannot_tell(
                "na_policy",
                f"{self.n_na_na} items are NA for both, {self.n_na_mismatch} for one",
                f"How does NA count: {', '.join(NA_POLICIES)}?",
            )
        agree, of = self._within(points), self.n_both_scored
        if self.na.endswith("mismatch_disagrees"):
            of += self.n_na_mismatch
        if self.na.startswith("na_na_agrees"):
            agree, of = agree + self.n_na_na, of + self.n_na_na
        if not of:
            return cannot_tell("no_pairs", "no item was scored by both")
        return given("agreement", Share(agree, of), NA_POLICIES.get(self.na, "no NA"))

    def under(self, na: str) -> "Agreement":
        """The same comparison under a named policy."""
        return evolve(self, na=_policy(na))

    @property
    def kappa(self) -> Answer[Estimate]:
        """Cohen's kappa over the items that both scored."""
        return self.kappa_with(None)

    @property
    def kappa_linear(self) -> Answer[Estimate]:
        """Kappa with linear weights."""
        return self.kappa_with("linear")

    @property
    def kappa_quadratic(self) -> Answer[Estimate]:
        """Kappa with quadratic weights."""
        return self.kappa_with("quadratic")

    def kappa_with(self, weights: Weights) -> Answer[Estimate]:
        """Kappa with other weights, over the items that both scored."""
        first, second = ([row[n] for row in self.scored] for n in (1, 2))
        return kappa(first, second, weights=weights, categories=self.categories)

    @property
    def bias(self) -> Fraction | None:
        """How much higher the first scored on average; None without a common item."""
        if not self.scored:
            return None
        return sum((a - b for _, a, b in self.scored), Fraction(0)) / len(self.scored)

    @property
    def apart(self) -> tuple[tuple[str, Fraction], ...]:
        """Items more than one point apart, with first minus second."""
        return tuple((item, a - b) for item, a, b in self.scored if abs(a - b) > 1)

    def __str__(self) -> str:
        match self.within_one:
            case CannotTell(why):
                return f"agreement not given: {why.reason}"
            case answer:
                shown = getattr(answer, "value", "")
                named = NA_POLICIES.get(self.na, "no NA")
                return f"within one point on {shown} items ({named})"


def agreement(
    first: Sheet | Observation | Scores,
    second: Sheet | Observation | Scores,
    *,
    na: str | None = None,
    categories: Sequence[int] | None = None,
) -> Agreement:
    """Compare two sheets of one joint observation, item by item.

    `na` names how items count that were not applicable (`NA_POLICIES`); without it, and
    with NA on a sheet, there are counts and no percentage.  Sheets of different scales,
    editions or notes, or of different rooms or days, are refused.  Lists of scores with
    `"NA"`, or mappings by item, can be compared too.

    >>> seen = agreement([5, 4, 3, "NA"], [5, 3, 6, 2], na="mismatch_disagrees")
    >>> seen.exact.value, seen.within_one.value
    (Share(numerator=1, denominator=4), Share(numerator=2, denominator=4))
    """
    policy = "" if na is None else _policy(na)
    one, other = _scored(first), _scored(second)
    about: dict[str, Any] = {}
    if isinstance(one, Sheet) and isinstance(other, Sheet):
        same_scale(one, other)
        _same_occasion(one, other)
        about = {"key": one.scale.key, "observer": one.observation.observer}
        about["on"] = one.observation.on
        categories = categories or one.scale.categories
    left, right = _by_item(one), _by_item(other)
    _same_length(one, other, left, right)
    return _compared(left, right, policy, categories, about)


def _policy(na: str) -> str:
    if na not in NA_POLICIES:
        message = f"“{na}” is no policy on NA"
        raise RatingsError(message, advice=f"Use one of {', '.join(NA_POLICIES)}.")
    return na


def _scored(given_: Sheet | Observation | Scores) -> Sheet | Scores:
    return score(given_) if isinstance(given_, Observation) else given_


def same_scale(one: Sheet, other: Sheet) -> None:
    """Refuse two sheets of different scales, editions or notes.

    Item numbers may match and mean other things: items 27 to 30 of ITERS-3 and
    FCCERS-3 do.
    """
    if one.key == other.key:
        return
    names = " and ".join(
        f"{sheet.scale.id} {sheet.scale.edition}"
        + (f" with notes {sheet.key[2]}" if sheet.key[2] else "")
        for sheet in (one, other)
    )
    message = f"{names} cannot be compared"
    raise MixedScalesError(
        message,
        advice="Same item numbers mean other things; use sheets of one edition.",
        keys=(one.key, other.key),
    )


def _same_occasion(one: Sheet, other: Sheet) -> None:
    if (one.room, one.observation.on) != (other.room, other.observation.on):
        message = "the two sheets are of different rooms or days"
        raise RatingsError(message, advice="Agreement needs one joint observation.")


def _by_item(scores: Sheet | Scores) -> dict[str, Any]:
    if isinstance(scores, Sheet):
        return {
            item.item: _NA if item.status is Status.NA else item.score
            for item in scores.items.values()
        }
    if isinstance(scores, Mapping):
        return {str(item): value for item, value in scores.items()}
    return {str(place + 1): value for place, value in enumerate(scores)}


def _same_length(
    one: Sheet | Scores,
    other: Sheet | Scores,
    left: dict[str, Any],
    right: dict[str, Any],
) -> None:
    keyed = isinstance(one, Sheet | Mapping) and isinstance(other, Sheet | Mapping)
    if not keyed and len(left) != len(right):
        message = f"one list has {len(left)} scores, the other {len(right)}"
        raise RatingsError(message, advice="Give both in the same order of items.")


def _compared(
    left: dict[str, Any],
    right: dict[str, Any],
    policy: str,
    categories: Sequence[int] | None,
    about: dict[str, Any],
) -> Agreement:
    tally = {"both": 0, "one": 0, "missing": 0}
    scored: list[tuple[str, Fraction, Fraction]] = []
    numbers = list(dict.fromkeys([*left, *right]))
    for number in numbers:
        a, b = left.get(number), right.get(number)
        na_a, na_b = _is_na(a), _is_na(b)
        if na_a and na_b:
            tally["both"] += 1
        elif (not na_a and is_missing(a)) or (not na_b and is_missing(b)):
            tally["missing"] += 1
        elif na_a or na_b:
            tally["one"] += 1
        else:
            scored.append((number, exact(a), exact(b)))
    fixed = None if categories is None else tuple(int(one) for one in categories)
    return Agreement(
        scored=tuple(scored),
        n_items=len(numbers),
        n_na_na=tally["both"],
        n_na_mismatch=tally["one"],
        n_missing=tally["missing"],
        na=policy,
        categories=fixed,
        **about,
    )


def _is_na(value: Any) -> bool:
    return isinstance(value, str) and value.strip().lower() in NA_WORDS


def item_kappas(
    pairs: Iterable[tuple[Sheet, Sheet]], *, weights: Weights = "linear"
) -> Mapping[str, Answer[Estimate]]:
    """Research kappa: for each item, agreement of two assessors over many rooms.

    This is not the certification share, which runs over the items of one room.
    """
    sheets = list(pairs)
    for one, other in sheets:
        same_scale(one, other)
        same_scale(one, sheets[0][0])
    if not sheets:
        return FixedDict()
    scale = sheets[0][0].scale
    return {
        number: kappa(
            [one.scores[number] for one, _ in sheets],
            [other.scores[number] for _, other in sheets],
            weights=weights,
            categories=scale.categories,
        )
        for number in scale.items
    }
