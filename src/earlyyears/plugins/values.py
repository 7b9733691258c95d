"""What hooks offer, as small frozen values: each has a name and does one thing.

A store is a `StoreDriver` of the ledger, a report format a `Writer` of disclosure, a
rule a `Rule` and a guard a `Guard` of the kernel.  The others stand here.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Protocol

from earlyyears.disclosure import Audience, Block
from earlyyears.kernel import (
    Facts,
    Record,
    Scope,
    Sensitivity,
    field,
    frozen,
    kind_of,
)
from earlyyears.ledger import Commit, View
from earlyyears.places import Setting

__all__ = ["Command", "Desk", "Directory", "Entry", "Measure", "Reader", "Section"]


def _kinds(given: Iterable[type[Record]]) -> frozenset[str]:
    return frozenset(kind_of(each).name for each in given)


def _texts(given: Iterable[str]) -> tuple[str, ...]:
    return tuple(given)


@frozen
class Entry:
    """What a directory knows of a role-holder."""

    name: str
    email: str = ""


@frozen
class Directory:
    """A directory of the council that knows the names of role-holders.

    It is asked for holders whose key begins with its own, such as `entra:4711`, and
    gives nothing for a key that it does not know.

    >>> people = {"4711": Entry("A. Person")}
    >>> staff = Directory("entra", people.get)
    >>> staff.find("4711").name
    'A. Person'
    """

    key: str
    find: Callable[[str], Entry | None] = field(repr=False)

    @property
    def name(self) -> str:
        """The key, by which the catalogue files it."""
        return self.key


@frozen
class Reader:
    """A reader of files that are no CSV: it gives their rows, the headings first.

    What it gives goes the same way as a CSV file: a layout recognises it, every row is
    accounted for, and the file's own hash is kept as the source.

    >>> tabs = Reader("tabs", (".tab",), lambda data: [["Name"], ["Elm"]])
    >>> list(tabs.rows(b""))
    [['Name'], ['Elm']]
    """

    name: str
    #: Endings of its files, with the dot, in small letters.
    endings: tuple[str, ...] = field(converter=_texts)
    rows: Callable[[bytes], Iterable[Sequence[str]]] = field(repr=False)


@frozen
class Measure:
    """Something to count settings by, which a report shows as a table.

    `of` gives the code under which a setting counts; it sees the kinds in `reads` and
    no others.  `labels` gives the officers' words for codes.  `sensitivity` is the
    highest of any fact that could change the count: `PUBLIC` only where published
    facts alone determine it.

    >>> kinds = Measure(
    ...     "example.kinds", "Kind of setting", lambda setting, facts: setting.kind
    ... )
    >>> kinds.report
    'support'
    """

    name: str
    title: str
    of: Callable[[Setting, Facts], str] = field(repr=False)
    reads: frozenset[str] = field(default=frozenset[str](), converter=_kinds)
    labels: Mapping[str, str] = field(factory=dict[str, str], hash=False)
    sensitivity: Sensitivity = Sensitivity.SETTING
    #: The report that shows it.
    report: str = "support"

    def code_of(self, setting: Setting, facts: Facts) -> str:
        """The code under which a setting counts."""
        return self.of(setting, Scope(facts, self.reads, frozenset()))


@frozen
class Section:
    """A part of a report, made of blocks; without a report it is one of its own.

    `make` sees the kinds in `reads` and no others, and the audience that the report
    is for.  What it gives is made safe together with the rest of the document.
    """

    name: str
    title: str
    make: Callable[[Facts, Audience], Iterable[Block]] = field(repr=False)
    reads: frozenset[str] = field(default=frozenset[str](), converter=_kinds)
    #: The report that it joins at the end; nothing: it is a report under its own name.
    report: str = ""

    def blocks(self, facts: Facts, audience: Audience) -> tuple[Block, ...]:
        """The blocks for an audience."""
        scope = Scope(facts, self.reads, frozenset())
        return tuple(self.make(scope, audience))


class Desk(Protocol):
    """An opened hub, as a command of a plugin may use it."""

    @property
    def today(self) -> dt.date:
        """Today in London."""
        ...

    def at(self, on: dt.date | None = None) -> View:
        """The facts on a day, today if none is given, as the actor may see them."""
        ...

    def record(self, *records: Record, reason: str) -> Commit | None:
        """Assert records, in one commit."""
        ...


@frozen
class Command:
    """A command for the command line: it is given the hub and words, and gives lines.

    Its name begins with the plugin's name and a hyphen, so that it hides no other.
    """

    name: str
    #: What it does, in a sentence.
    about: str
    run: Callable[[Desk, Sequence[str]], Iterable[str]] = field(repr=False)
