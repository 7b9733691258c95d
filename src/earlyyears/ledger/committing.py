"""Making a commit: checked on the newest facts, written whole, or tried again."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from earlyyears.kernel import (
    Finding,
    Guard,
    IdSource,
    Record,
    RuleBook,
    evolve,
    field,
    frozen,
    kind_of,
    london_day,
)

from . import checks
from .changes import Change, Ended, Withdraw, bare
from .codec import Codec
from .commits import Commit, commit_of
from .errors import (
    BusyError,
    KeyReusedError,
    NaiveClockError,
    RefusedError,
    SeenChangedError,
    StaleHeadError,
    UnknownCommitError,
)
from .news import news
from .protocols import Clock, Store
from .reading import Reader
from .rows import COMMIT_KIND, NOTHING, TOMBSTONE_KIND, Head, span_of
from .sight import EVERYTHING
from .view import View
from .writing import Writing

__all__ = ["Committing", "Wish"]

_ATTEMPTS = 50
_AT_ONCE = 10


@frozen
class Wish:
    """What somebody wants to be written, and on what they decided it."""

    changes: tuple[Change, ...] = field(repr=False)
    actor: str
    reason: str
    key: str | None = None
    #: Commit that the officer had before them.
    seen: int | None = None
    source: str | Mapping[str, Any] | None = None
    forget: tuple[str, ...] = ()
    only_news: bool = False


class Committing:
    """Carries wishes out, on one store."""

    def __init__(
        self,
        store: Store,
        codec: Codec,
        reader: Reader,
        *,
        clock: Clock,
        ids: IdSource,
        salts: Callable[[int], bytes],
        guards: tuple[Guard, ...],
        rules: RuleBook,
    ) -> None:
        self._store = store
        self._codec = codec
        self._reader = reader
        self._clock = clock
        self._ids = ids
        self._salts = salts
        self._guards = guards
        self._rules = rules

    def carry_out(self, wish: Wish) -> Commit | None:
        """Write what is wished on the newest facts; None where nothing would change."""
        _refuse(checks.bad_words(wish.actor, wish.reason))
        name = wish.key or self._ids(COMMIT_KIND).removeprefix(f"{COMMIT_KIND}/")
        for _ in range(_ATTEMPTS):
            # The head comes first: whatever is read afterwards is then at least as new,
            # and the store refuses the commit if it is newer.
            head = self._store.head()
            if done := self._done_before(wish):
                return done
            fresh = self._news(wish, head)
            if not (fresh.changes or fresh.forget):
                return None
            try:
                return self._attempt(fresh, head, name)
            except StaleHeadError:
                continue
        raise BusyError(
            "others kept writing first",
            advice="Try again in a moment; nothing was written.",
            attempts=_ATTEMPTS,
        )

    def rehearse(self, wish: Wish) -> None:
        """Refuse what `carry_out` would refuse on the newest facts; write nothing."""
        _refuse(checks.bad_words(wish.actor, wish.reason))
        _refuse(self._findings(wish, self._store.head(), self._now()))

    def _news(self, wish: Wish, head: Head) -> Wish:
        if not wish.only_news:
            return wish
        left_out = self._reader.withdrawn(head.commit)
        found = news(wish.changes, self._store, self._codec, head.commit, left_out)
        return evolve(wish, changes=tuple(found))

    def _attempt(self, wish: Wish, head: Head, name: str) -> Commit:
        now = self._now()
        self._check_seen(wish, head)
        _refuse(self._findings(wish, head, now))
        last = self._reader.commit(head.commit)
        draft = Commit(
            number=head.commit + 1,
            at=max(now, last.at) if last else now,
            actor=wish.actor,
            reason=wish.reason,
            changes=0,
            source=wish.source,
            key=name,
        )
        writing = Writing(self._codec, self._salts, draft, wish.changes, wish.forget)
        self._store.append(writing.rows(head.digest), wish.forget)
        if wish.forget:
            self._reader.forget()
        self._reader.keep(writing.commit.number, writing.records)
        return writing.commit

    def _now(self) -> dt.datetime:
        now = self._clock()
        if now.tzinfo is None:
            raise NaiveClockError(
                "the clock does not say its time zone",
                advice="Pass a clock that gives datetime.now(datetime.UTC).",
            )
        return now.astimezone(dt.UTC)

    # -------------------------------------------------------------------- findings

    def _findings(self, wish: Wish, head: Head, now: dt.datetime) -> Iterator[Finding]:
        changes = wish.changes
        today = london_day(now)
        facts = View(self._reader, today, head.commit, EVERYTHING, rules=self._rules)
        tombstones = self._reader.tombstones(head.commit)
        yield from checks.unfit(changes, self._codec.classes)
        yield from checks.erased_ones(changes, tombstones)
        yield from checks.circles(changes, facts, self._reader.merges(head.commit))
        yield from self._bad_withdrawals(changes, head.commit)
        yield from self._bad_erasures(wish, head.commit, facts, tombstones)
        touched = self._touched(changes)
        for guard in self._guards:
            if guard.kinds & touched:
                concerning = [*self._concerning(changes, guard.kinds, head.commit)]
                yield from guard.check(concerning, facts) if concerning else ()

    def _touched(self, changes: Iterable[Change]) -> frozenset[str]:
        """Every kind that some change is about; most guards look at none of them."""
        ones = [bare(change) for change in changes]
        # By class first: a register has hundreds of thousands of records of few kinds.
        classes = (cls for cls in {*map(type, ones)} if issubclass(cls, Record))
        asserted = frozenset(kind_of(cls).name for cls in classes)
        others = [one for one in ones if not isinstance(one, Record)]
        return asserted.union(*map(self._kinds_of, others))

    def _concerning(
        self, changes: Iterable[Change], kinds: frozenset[str], newest: int
    ) -> Iterator[Any]:
        """The changes of some kinds; a withdrawal as what it would make known."""
        ones = [bare(change) for change in changes]
        taken = [one.commit for one in ones if isinstance(one, Withdraw)]
        if taken:
            yield from self._reader.effect(taken, newest, kinds)
        for one in ones:
            if not isinstance(one, Withdraw) and kinds & self._kinds_of(one):
                yield one

    def _kinds_of(self, one: Any) -> frozenset[str]:
        if isinstance(one, Withdraw):
            return self._reader.kinds_in(one.commit, self._store.head().commit)
        return checks.kinds_touched([one])

    def _bad_withdrawals(
        self, changes: Iterable[Change], newest: int
    ) -> Iterator[Finding]:
        gone = set(self._reader.withdrawn(newest))
        for change in changes:
            one = bare(change)
            if isinstance(one, Withdraw):
                if reason := self._why_not(one.commit, newest, gone):
                    yield Finding("cannot_withdraw", f"commit {one.commit} {reason}")
                gone.add(one.commit)

    def _why_not(self, commit: int, newest: int, gone: set[int]) -> str:
        if not 0 < commit <= newest:
            return f"is not there to be withdrawn: the newest is {newest}"
        if commit in gone:
            return "is withdrawn already"
        if TOMBSTONE_KIND in self._reader.log[commit].kinds:
            return "erased something, and what is erased stays erased"
        return ""

    def _bad_erasures(
        self, wish: Wish, newest: int, facts: View, tombstones: frozenset[str]
    ) -> Iterator[Finding]:
        if not wish.forget:
            return
        known = {row.id for row in self._reader.rows_of(wish.forget, newest)}
        for id_ in wish.forget:
            if id_ in tombstones:
                yield Finding("erased", f"“{id_}” was erased before")
            elif id_ not in known:
                yield Finding("unknown_id", f"there is no record “{id_}” to erase")
        for id_ in sorted(set(wish.forget).intersection(checks.ids_of(wish.changes))):
            yield Finding("erased", f"“{id_}” is written and erased in one commit")
        yield from checks.held_ones(wish.forget, facts)

    # ------------------------------------------------------- what was seen, done before

    def _check_seen(self, wish: Wish, head: Head) -> None:
        seen = wish.seen
        if seen is None or seen == head.commit:
            return
        if not 0 <= seen < head.commit:
            raise UnknownCommitError(
                f"there is no commit {seen}: the newest is {head.commit}",
                advice="Give the view that the decision rests on.",
                commit=seen,
                newest=head.commit,
            )
        ids = {
            one for id_ in checks.ids_of(wish.changes) for one in (id_, f"merge/{id_}")
        }
        before, now = map(self._reader.withdrawn, (seen, head.commit))
        changed = {
            row.id
            for row in self._reader.rows_of(ids, head.commit)
            if row.commit > seen or row.commit in before ^ now
        }
        if changed:
            raise SeenChangedError(
                f"{len(changed)} of the records that this rests on changed since"
                f" commit {seen}",
                advice="Look again and decide anew; nothing was written.",
                ids=tuple(sorted(changed)[:_AT_ONCE]),
                seen=seen,
                newest=head.commit,
            )

    def _done_before(self, wish: Wish) -> Commit | None:
        header = self._store.find(wish.key) if wish.key else None
        if header is None:
            return None
        done = commit_of(header)
        if (done.actor, done.reason) != (wish.actor, wish.reason) or not self._held(
            wish, done
        ):
            raise KeyReusedError(
                f"the key “{wish.key}” was used for another change",
                advice="Use a new key for each change; repeat one only to try again.",
                key=wish.key,
                commit=done.number,
            )
        return done

    def _held(self, wish: Wish, done: Commit) -> bool:
        """Whether an earlier commit holds all that is wished."""
        if wish.only_news:
            return True
        asked = {self._told(change) for change in wish.changes}
        ids = {id_ for id_, *_ in asked if id_}
        rows = [
            row
            for row in self._reader.rows_of(ids, done.number)
            if row.commit == done.number
        ]
        held = {(row.id, row.start, row.end, row.body) for row in rows}
        erased = {row.id for row in rows if row.body is None}
        return all(not one[0] or one in held or one[0] in erased for one in asked)

    def _told(self, change: Change) -> tuple[str, str, str, str]:
        one = bare(change)
        if isinstance(one, Withdraw):
            return "", "", "", ""
        body = NOTHING if isinstance(one, Ended) else self._codec.encode(one)
        return one.id, *span_of(one.valid), body


def _refuse(findings: Iterable[Finding]) -> None:
    found = tuple(findings)
    if found:
        raise RefusedError(
            "the change was refused", found, advice="Nothing was written."
        )
