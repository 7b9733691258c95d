"""The commits of a hub as a list for people, and what taking one back would do."""

from collections.abc import Iterator, Mapping
from typing import Any

from earlyyears.kernel import field, frozen, london_day
from earlyyears.ledger import Commit, Ledger, View
from earlyyears.reports.words import day, humanised, plural

__all__ = ["CommitRow", "TakenBack", "commit_rows", "taking_back"]

#: Plurals that the last letter does not tell.
_MANY = {"addendum": "addenda"}


@frozen
class CommitRow:
    """One commit as somebody may see it, and what has become of it."""

    commit: Commit
    #: How many records of each kind it told; only kinds that the viewer sees.
    contents: Mapping[str, int] = field(hash=False)
    #: The commit that it took back, None where it is no withdrawal.
    takes_back: int | None = None
    #: The commit that took it back, None where it counts.
    taken_back_by: int | None = None

    def __str__(self) -> str:
        """What the commit was, in one line."""
        one = self.commit
        when = day(london_day(one.at))
        told = self.told
        return f"Commit {one.number} ({one.actor}, {when}{told and ': '}{told})"

    @property
    def told(self) -> str:
        """Why it was made and how many records of which kind it holds."""
        return "; ".join(
            filter(None, (self.commit.reason, kinds_in_words(self.contents)))
        )

    def as_data(self) -> dict[str, Any]:
        """The same as plain data."""
        one = self.commit
        return {
            "number": one.number,
            "at": one.at.isoformat(),
            "actor": one.actor,
            "reason": one.reason,
            "kinds": dict(self.contents),
            "takes_back": self.takes_back,
            "taken_back_by": self.taken_back_by,
        }


@frozen
class TakenBack:
    """A commit that is taken back, and what then points at nothing."""

    row: CommitRow
    #: How many records of each kind point at what is not there any more.
    hanging: Mapping[str, int] = field(hash=False)

    @property
    def left_hanging(self) -> str:
        """The same in words; empty where nothing does."""
        return kinds_in_words(self.hanging)


def commit_rows(ledger: Ledger, view: View) -> list[CommitRow]:
    """Every commit that the view knows, newest last."""
    contents = ledger.contents(view)
    targets, gone = ledger.withdrawals(view)
    return [
        CommitRow(
            commit=one,
            contents=contents.get(one.number, {}),
            takes_back=targets.get(one.number),
            taken_back_by=gone.get(one.number),
        )
        for one in ledger.commits(view)
    ]


def taking_back(
    ledger: Ledger, view: View, commit: int, *, actor: str, reason: str
) -> TakenBack:
    """What taking a commit back would do; refused as the withdrawal would be."""
    hanging = ledger.withdrawal(commit, view, actor=actor, reason=reason)
    return TakenBack(commit_rows(ledger, view)[commit - 1], hanging)


def kinds_in_words(contents: Mapping[str, int]) -> str:
    """Kinds of record with their numbers, in words.

    >>> kinds_in_words({"network": 3, "policy-choice": 1, "seat-body": 2})
    '3 networks, 1 policy choice, 2 seat bodies'
    """
    return ", ".join(_counts(contents))


def _counts(contents: Mapping[str, int]) -> Iterator[str]:
    for kind, number in contents.items():
        one = humanised(kind).lower()
        yield plural(number, one, _many(one))


def _many(word: str) -> str:
    if word in _MANY:
        return _MANY[word]
    if word.endswith("y") and word[-2:-1] not in {*"aeiou"}:
        return f"{word[:-1]}ies"
    return f"{word}s"
