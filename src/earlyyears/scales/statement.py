"""What may be said of two rounds of audits, and what may not.

A mean that rises from 3.9 to 4.8 says little by itself.  A statement says how many
rooms there were and how many were seen twice, who assessed them and how far assessors
agree, how sure the change is, and which sentences the numbers do not carry.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from earlyyears.kernel import Answer, Answered, frozen

from .agreement import NA_POLICIES, Agreement
from .certification import Certificate, Standing, certification, is_certified
from .change import Change, change
from .matching import UNMATCHED
from .results import display
from .scored import Sheet

__all__ = ["Statement", "statement"]

_LEFT_OUT = {
    "certificate_lapsed": "the assessor held no certificate for the scale that day",
    "no_certificate": "no certificate of the assessor is recorded",
    "not_eligible": "the room is not among the eligible ones",
}


@frozen(eq=False)
class Statement:
    """Two rounds of audits, ready to be reported."""

    #: Rooms that the claim is about, those audited, those audited again.
    eligible: int
    audited: int
    re_audited: int
    #: Audits set aside before anything was compared, by reason.
    left_out: dict[str, int]
    change: Change
    #: Each assessor's standing, by key; empty where no joint observation was given.
    agreement: dict[str, Answer[Standing]]
    #: Whether certificates were looked at.
    certificates_checked: bool
    scale: str
    title: str

    @property
    def matched(self) -> int:
        """Rooms that may be compared."""
        return self.change.n

    @property
    def may_not_be_said(self) -> tuple[str, ...]:
        """Sentences that these numbers do not carry."""
        return tuple(_limits(self))

    def lines(self) -> list[str]:
        """The statement, one sentence a line."""
        moved = self.change
        rooms = f"{self.eligible} rooms were eligible, {self.audited} were audited"
        again = f"{self.re_audited} were audited again, {moved.n} can be compared"
        found = [f"{self.title}: {self.scale}.", f"{rooms}, {again}."]
        found += [
            f"Audits left out because {_LEFT_OUT[r]}: {n}."
            for r, n in self.left_out.items()
        ]
        found += [
            f"Rooms that cannot be compared, {UNMATCHED[r]}: {n}."
            for r, n in moved.unmatched.items()
        ]
        found.append(_moved(moved))
        found.append(
            f"Rooms whose two audits one person made: {moved.same_assessor}; "
            f"two persons: {moved.other_assessor}."
        )
        found += [_stood(who, answer) for who, answer in sorted(self.agreement.items())]
        found += [f"It may not be said that {limit}." for limit in self.may_not_be_said]
        return found

    def __str__(self) -> str:
        return "\n".join(self.lines())

    def _repr_markdown_(self) -> str:
        return "\n".join(f"- {line}" for line in self.lines())


def _moved(moved: Change) -> str:
    match moved.verdict:
        case Answered(said):
            interval = getattr(moved.interval, "value", "")
            return f"Mean change {display(moved.mean)}, interval {interval}: {said}."
        case answer:
            told = f"whether it is clear cannot be told: {'; '.join(answer.why.steps)}"
            return f"Mean change {display(moved.mean)}; {told}."


def _stood(who: str, answer: Answer[Standing]) -> str:
    match answer:
        case Answered(standing):
            named = NA_POLICIES.get(standing.na, "no item was NA")
            return (
                f"Assessor {who}: within {standing.rule.within} point on "
                f"{float(standing.average):.1%} of items, mean of the last "
                f"{len(standing.shares)} joint observations; {named}."
            )
        case _:
            told = "; ".join(answer.why.steps)
            return f"Assessor {who}: agreement cannot be told: {told}."


def _limits(said: Statement) -> Iterable[str]:
    moved = said.change
    verdict = moved.verdict
    if not (isinstance(verdict, Answered) and verdict.value != "no clear change"):
        yield "quality rose or fell: error alone may explain the difference"
    if (unseen := said.eligible - moved.n) > 0:
        yield f"all {said.eligible} rooms changed: {unseen} were not compared"
    yield "the hub brought the change about: no rooms without it were compared"
    if moved.other_assessor:
        yield "assessors had no part in it: another saw some rooms the second time"
    if not said.certificates_checked:
        yield "all audits were made by certified assessors: no certificates were given"
    if not any(isinstance(one, Answered) for one in said.agreement.values()):
        yield "assessors agree: no sufficient joint observations were given"
    elif failed := _unreliable(said.agreement):
        yield f"all assessors are reliable: of {failed} it is not so, or not known"
    if any(f.code == "regression_to_the_mean" for f in moved.findings):
        yield "the whole change is real: rooms seen again were unlike all at first"
    yield "single items or subscales changed: only the total was compared"


def _unreliable(standings: dict[str, Answer[Standing]]) -> int:
    return sum(
        not (isinstance(one, Answered) and one.value.passed)
        for one in standings.values()
    )


def statement(
    before: Iterable[Sheet],
    after: Iterable[Sheet],
    *,
    eligible: Iterable[str],
    joint: Iterable[Agreement] = (),
    na: str | None = None,
    certificates: Sequence[Certificate] | None = None,
    title: str = "Two rounds of audits",
    **options: Any,
) -> Statement:
    """Take two rounds of audits to a statement that can be defended.

    `eligible` are the rooms that the claim is about.  `joint` are joint observations in
    order of time, judged by `certification` under the policy `na`.  With
    `certificates`, audits by an assessor without one on that day are left out and
    counted.  `options` go to `change`.
    """
    rooms = set(eligible)
    left: Counter[str] = Counter()
    first, second = (
        _kept(sheets, rooms, certificates, left) for sheets in (before, after)
    )
    seen, again = ({sheet.room for sheet in kept} for kept in (first, second))
    by_observer: dict[str, list[Agreement]] = {}
    for one in joint:
        by_observer.setdefault(one.observer, []).append(one)
    names = sorted({str(sheet.scale) for sheet in [*first, *second]})
    return Statement(
        eligible=len(rooms),
        audited=len(seen | again),
        re_audited=len(seen & again),
        left_out=dict(left),
        change=change(first, second, **options),
        agreement={
            who: certification(days, na=na) for who, days in by_observer.items()
        },
        certificates_checked=certificates is not None,
        scale=", ".join(names),
        title=title,
    )


def _kept(
    sheets: Iterable[Sheet],
    rooms: set[str],
    certificates: Sequence[Certificate] | None,
    left: Counter[str],
) -> list[Sheet]:
    kept: list[Sheet] = []
    for sheet in sheets:
        reason = _reason(sheet, rooms, certificates)
        if reason:
            left[reason] += 1
        else:
            kept.append(sheet)
    return kept


def _reason(
    sheet: Sheet, rooms: set[str], certificates: Sequence[Certificate] | None
) -> str:
    seen = sheet.observation
    if seen.room not in rooms:
        return "not_eligible"
    if certificates is None:
        return ""
    if not any(one.observer == seen.observer for one in certificates):
        return "no_certificate"
    held = is_certified(certificates, seen.observer, sheet.scale.key, seen.on)
    return "" if held else "certificate_lapsed"
