"""Commits: who changed what kind of thing, when, why and from which source."""

import datetime as dt
import json
from bisect import bisect_left
from collections.abc import Mapping
from typing import Any

from earlyyears.kernel import end_of_day, field, frozen

from .errors import NewerSchemaError, UnknownCommitError, UnreadableRowError
from .protocols import Store
from .rows import COMMIT_KIND, FIRST_DAY, LAST_DAY, Row

__all__ = ["Commit", "Log", "commit_of", "header_of"]

_SCHEMA = 1


@frozen
class Commit:
    """One commit: its number, its moment, who made it and why."""

    number: int
    #: The moment, in UTC; never before that of an earlier commit.
    at: dt.datetime
    #: Post that acted.
    actor: str
    reason: str
    #: How many changes it holds.
    changes: int
    #: Where it comes from, such as a file with its hash.
    source: str | Mapping[str, Any] | None = field(default=None, hash=False)
    #: Names of the kinds of record that it changed.
    kinds: frozenset[str] = frozenset()
    #: Its idempotency key.
    key: str = ""
    #: Digest of everything up to and including it.
    digest: str = ""


def header_of(commit: Commit, salt: str) -> Row:
    """The header row of a commit, still without its digest."""
    body = {
        "schema": _SCHEMA,
        "at": commit.at.isoformat(),
        "actor": commit.actor,
        "reason": commit.reason,
        "source": commit.source,
        "changes": commit.changes,
        "kinds": sorted(commit.kinds),
    }
    text = json.dumps(body, separators=(",", ":"))
    id_ = f"{COMMIT_KIND}/{commit.key}"
    days = (FIRST_DAY, LAST_DAY)
    return Row(commit.number, 0, id_, COMMIT_KIND, *days, text, salt, "", "")


def commit_of(header: Row) -> Commit:
    """The commit that a header row tells of."""
    try:
        told = json.loads(header.body or "")
        schema = told["schema"]
        if schema == _SCHEMA:
            return Commit(
                number=header.commit,
                at=_moment(told["at"]),
                actor=told["actor"],
                reason=told["reason"],
                changes=told["changes"],
                source=told["source"],
                kinds=frozenset(told["kinds"]),
                key=header.id.removeprefix(f"{COMMIT_KIND}/"),
                digest=header.digest,
            )
    except (ValueError, TypeError, LookupError, AttributeError) as cause:
        raise UnreadableRowError(
            f"the header of commit {header.commit} cannot be read",
            advice="Verify the store.",
            commit=header.commit,
        ) from cause
    raise NewerSchemaError(
        f"commit {header.commit} was written by a newer version",
        advice="Update the library.",
        commit=header.commit,
        schema=schema,
    )


def _moment(text: str) -> dt.datetime:
    moment = dt.datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(text)
    return moment


class Log:
    """The commits of a store, read once and kept, since they never change."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._commits: list[Commit] = []

    def upto(self, number: int) -> list[Commit]:
        """The commits up to a number; those not read yet are fetched."""
        self._fetch(number)
        return self._commits[:number]

    def _fetch(self, number: int) -> None:
        if number > len(self._commits):
            fresh = self._store.log(len(self._commits))
            self._commits += [commit_of(header) for header in fresh]

    def __getitem__(self, number: int) -> Commit:
        self._fetch(number)
        return self._commits[number - 1]

    def actors(self, number: int) -> dict[int, str]:
        """Who made each commit up to a number."""
        return {one.number: one.actor for one in self.upto(number)}

    def number_at(self, as_at: dt.date | int | None, newest: int) -> int:
        """The last commit known: by a number, or by the end of a day in London."""
        if as_at is None:
            return newest
        if isinstance(as_at, dt.date):
            moments = [one.at for one in self.upto(newest)]
            return bisect_left(moments, end_of_day(as_at))
        if not 0 <= as_at <= newest:
            raise UnknownCommitError(
                f"there is no commit {as_at}: the newest is {newest}",
                advice="Give a commit number from the log, or a date.",
                commit=as_at,
                newest=newest,
            )
        return as_at

    def kinds_of(self, number: int) -> frozenset[str]:
        """The kinds of record that a commit changed, none where it is not there."""
        self._fetch(number)
        known = 0 < number <= len(self._commits)
        return self._commits[number - 1].kinds if known else frozenset()
