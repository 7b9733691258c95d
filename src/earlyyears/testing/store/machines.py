"""State machines: this store and the memory store, in whatever order things happen.

The memory store is the model.  Whatever is done to both, both must show the same.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from earlyyears.ledger import Row, StaleHeadError, Store
from earlyyears.stores import MemoryStore

from .base import StoreBase
from .rows import DAYS, header, places, whole

__all__ = ["RowsMachine", "SharedMachine"]

_IDS = [f"id {n}" for n in range(5)]
_KINDS = ["room", "fund"]
_TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
_ONE = st.tuples(st.sampled_from(_IDS), st.sampled_from(_KINDS), _TEXTS, _TEXTS, _TEXTS)
_Content = tuple[str, str, str, str, str]


class RowsMachine(RuleBasedStateMachine):
    """Commits sound and unsound, forgetting, reading, and opening again."""

    def __init__(self, kit: StoreBase) -> None:
        super().__init__()
        self._kit = kit
        self._ends = ExitStack()
        self._url = self._ends.enter_context(kit.new_url())
        self._model: Store = MemoryStore()
        self._store = kit.open(self._url)

    def teardown(self) -> None:
        """Clear up."""
        self._store.close()
        self._ends.close()

    def both(self, act: Callable[[Store], Any]) -> None:
        """Do the same to both, and compare what comes back or is refused."""
        expected, found = _outcome(act, self._model), _outcome(act, self._store)
        assert expected == found

    @rule(
        contents=st.lists(_ONE, max_size=4),
        step=st.sampled_from([1, 1, 1, 1, 0, 2]),
        forget=st.lists(st.sampled_from([*_IDS, "commit/1"]), max_size=2),
        fault=st.sampled_from(["", "", "", "no header", "doubled", "raises"]),
        first=st.booleans(),
        key=st.none() | st.integers(1, 4),
    )
    def append(
        self,
        contents: list[_Content],
        step: int,
        forget: list[str],
        fault: str,
        first: bool,  # noqa: FBT001  drawn by hypothesis
        key: int | None,
    ) -> None:
        """Append a commit, sound or not, and forget some ids."""
        number = self._model.head().commit + step
        made = [
            Row(number, n, id_, kind, *DAYS, body, "salt", digest, source)
            for n, (id_, kind, body, digest, source) in enumerate(contents, 1)
        ]
        if fault != "no header" or step != 1:
            head = header(number, key=str(key or f"of {number}"))
            made.insert(0 if first else len(made), head)
        if fault == "doubled" and step == 1:
            made += made[-1:]
        self.both(lambda store: store.append(_handed(made, fault), forget))

    @rule(
        kinds=st.none() | st.lists(st.sampled_from([*_KINDS, "commit"])),
        back=st.integers(-1, 3),
        ids=st.none() | st.lists(st.sampled_from([*_IDS, "commit/1"])),
    )
    def read(self, kinds: list[str] | None, back: int, ids: list[str] | None) -> None:
        """Read a part of the log."""
        upto = self._model.head().commit - back
        self.both(lambda store: [*store.read(kinds, upto, ids)])

    @rule(after=st.integers(0, 5), key=st.integers(0, 6))
    def look_up(self, after: int, key: int) -> None:
        """Read headers and look for a key."""
        self.both(lambda store: [*store.log(after)])
        self.both(lambda store: store.find(str(key)))

    @precondition(lambda self: self._kit.able("durable"))
    @rule()
    def reopen(self) -> None:
        """Close the store and open it again."""
        self._store.close()
        self._store = self._kit.open(self._url)

    @invariant()
    def show_the_same(self) -> None:
        """Head and rows agree at all times."""
        self.both(lambda store: store.head())
        self.both(lambda store: [*store.read(None, 99)])


def _handed(rows: list[Row], fault: str) -> Iterator[Row]:
    yield from rows
    if fault == "raises":
        raise ZeroDivisionError


def _outcome(act: Callable[[Store], Any], store: Store) -> Any:
    try:
        return act(store)
    except StaleHeadError:
        return "it does not follow the head"
    except ValueError:
        return "it is not one whole commit"
    except ZeroDivisionError:
        return "whoever made the rows failed"


class SharedMachine(RuleBasedStateMachine):
    """Three openings of one store; each must see what the others did, whole."""

    def __init__(self, kit: StoreBase) -> None:
        super().__init__()
        self._kit = kit
        self._ends = ExitStack()
        self._url = self._ends.enter_context(kit.new_url())
        self._open = [kit.open(self._url) for _ in range(3)]
        self._known = [0, 0, 0]
        self._written: list[list[str]] = []

    def teardown(self) -> None:
        """Clear up."""
        for one in self._open:
            one.close()
        self._ends.close()

    @rule(who=st.integers(0, 2))
    def look(self, who: int) -> None:
        """Read the head, as one does before a commit."""
        self._known[who] = self._open[who].head().commit
        assert len(self._written) == self._known[who]

    @rule(who=st.integers(0, 2), ids=st.lists(st.sampled_from(_IDS), max_size=3))
    def write(self, who: int, ids: list[str]) -> None:
        """Append after the head last seen; whoever was overtaken is refused."""
        number = self._known[who] + 1
        late = number != len(self._written) + 1
        try:
            self._open[who].append(whole(number, ids, key=f"{who}.{number}"))
        except StaleHeadError:
            assert late
            return
        assert not late
        self._written.append(ids)
        self._known[who] = number

    @rule(reader=st.integers(0, 2), writer=st.integers(0, 2))
    def read_while_another_writes(self, reader: int, writer: int) -> None:
        """Whoever is half way through a reading sees nothing of what comes then."""
        expected = [
            (commit, n)
            for commit, ids in enumerate(self._written, 1)
            for n in range(len(ids) + 1)
        ]
        rows = self._open[reader].read(None, len(self._written))
        found = places([next(rows)]) if expected else []
        if reader != writer:
            self.write(writer, ["id 0"])
        assert expected == [*found, *places(rows)]

    @rule(who=st.integers(0, 2))
    def find(self, who: int) -> None:
        """Every commit is found by its key, whoever wrote it."""
        for number in range(1, len(self._written) + 1):
            found = [self._open[who].find(f"{one}.{number}") for one in range(3)]
            assert [number] == [one.commit for one in found if one is not None]
