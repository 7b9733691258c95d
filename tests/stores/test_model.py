"""SQLite against the memory store as its model, in whatever order things happen."""

import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
)

from earlyyears.kernel import EarlyYearsError
from earlyyears.ledger import Row
from earlyyears.stores import MemoryStore, SqliteStore
from tests.stores.rows import DAYS, header

IDS = [f"id {n}" for n in range(5)]
KINDS = ["room", "fund"]
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)


@st.composite
def rows(draw: st.DrawFn) -> list[tuple[str, str, str, str, str]]:
    """Contents of the rows of a commit: id, kind, body, digest, source."""
    one = st.tuples(st.sampled_from(IDS), st.sampled_from(KINDS), TEXTS, TEXTS, TEXTS)
    return draw(st.lists(one, max_size=4))


class StoresAgree(RuleBasedStateMachine):
    """Whatever is done to both stores, both show the same."""

    @initialize()
    def open(self) -> None:
        """Start with two empty stores."""
        self.folder = Path(tempfile.mkdtemp())
        self.model: Any = MemoryStore()
        self.store: Any = SqliteStore(self.folder / "hub.db")

    def teardown(self) -> None:
        """Clear up."""
        if hasattr(self, "store"):
            self.store.close()
            shutil.rmtree(self.folder)

    def both(self, verb: str, *args: Any) -> None:
        """Do the same to both, and compare what comes back or is refused."""
        outcomes = []
        for store in (self.model, self.store):
            try:
                found = getattr(store, verb)(*args)
                outcomes.append([*found] if verb in {"read", "log"} else found)
            except EarlyYearsError as fault:
                outcomes.append(type(fault))
        assert outcomes[0] == outcomes[1]

    @rule(
        contents=rows(),
        step=st.sampled_from([1, 1, 1, 1, 0, 2]),
        forget=st.lists(st.sampled_from([*IDS, "commit/1"]), max_size=2),
        fault=st.sampled_from(["", "", "", "no header", "doubled"]),
        first=st.booleans(),
        key=st.none() | st.integers(1, 4),
    )
    def append(
        self,
        contents: Any,
        step: int,
        forget: list[str],
        fault: str,
        first: bool,  # noqa: FBT001  drawn by hypothesis
        key: int | None,
    ) -> None:
        """Append a commit, sound or not, and forget some ids."""
        number = self.model.head().commit + step
        made = [
            Row(number, n, id_, kind, *DAYS, body, "salt", digest, source)
            for n, (id_, kind, body, digest, source) in enumerate(contents, 1)
        ]
        if fault != "no header":
            made.insert(0 if first else len(made), header(number, key=str(key or "")))
        if fault == "doubled":
            made += made[-1:]
        self.both("append", made, forget)

    @rule(
        kinds=st.none() | st.lists(st.sampled_from([*KINDS, "commit"])),
        back=st.integers(-1, 3),
        ids=st.none() | st.lists(st.sampled_from([*IDS, "commit/1"])),
    )
    def read(self, kinds: Any, back: int, ids: Any) -> None:
        """Read a part of the log."""
        self.both("read", kinds, self.model.head().commit - back, ids)

    @rule(after=st.integers(0, 5), key=st.integers(0, 6))
    def look_up(self, after: int, key: int) -> None:
        """Read headers and look for a key."""
        self.both("log", after)
        self.both("find", str(key))

    @rule()
    def reopen(self) -> None:
        """Close the file and open it again."""
        self.store.close()
        self.store = SqliteStore(self.folder / "hub.db")

    @invariant()
    def show_the_same(self) -> None:
        """Head and log agree at all times."""
        if hasattr(self, "store"):
            self.both("head")
            self.both("read", None, 99)


TestStoresAgree = pytest.mark.filterwarnings("error")(StoresAgree.TestCase)
TestStoresAgree.settings = settings(max_examples=40, stateful_step_count=20)
