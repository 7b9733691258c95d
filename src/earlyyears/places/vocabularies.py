"""Vocabularies: coded words that packs may extend, with labels that may change.

A code is stable and goes into records; a label is what people read, and may differ
from day to day.  Labels of Ofsted's codes are Ofsted's words.  A code may have a
parent, so that a borough's own kind of setting still counts as what it is.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, cast

from earlyyears.kernel import (
    Citation,
    DateRange,
    EarlyYearsError,
    Faults,
    Finding,
    Place,
    citation_from,
    during_from,
    frozen,
    read_toml,
)

__all__ = [
    "CodeRow",
    "CodeTakenError",
    "DatedLabel",
    "UnknownCodeError",
    "UnknownVocabularyError",
    "Vocabulary",
    "plain_words",
    "vocabularies",
    "vocabulary",
    "vocabulary_from",
]


class UnknownVocabularyError(EarlyYearsError, LookupError):
    """A vocabulary that nobody offers."""

    code = "EY101"


class UnknownCodeError(EarlyYearsError, LookupError):
    """A code that a vocabulary does not hold."""

    code = "EY102"


class CodeTakenError(EarlyYearsError, ValueError):
    """A pack that gives a code which the vocabulary already holds."""

    code = "EY103"


@frozen
class DatedLabel:
    """What people read for a code, and on which days."""

    text: str
    during: DateRange


@frozen
class CodeRow:
    """One code of a vocabulary, with its labels, its parent and other spellings."""

    code: str
    labels: tuple[DatedLabel, ...]
    #: Code of the wider thing that this is a kind of, or nothing.
    parent: str = ""
    #: Other spellings that files use.
    aliases: tuple[str, ...] = ()


@frozen
class Vocabulary:
    """Codes with their labels, in the order people expect.

    >>> kinds = vocabulary("provider-type")
    >>> kinds.label("non_domestic")
    'Childcare on non-domestic premises'
    >>> kinds.code("childcare on non domestic premises")
    'non_domestic'
    """

    name: str
    title: str
    rows: tuple[CodeRow, ...]
    source: Citation

    def codes(self) -> tuple[str, ...]:
        """Every code, in order."""
        return tuple(row.code for row in self.rows)

    def row(self, code: str) -> CodeRow:
        """The row of a code; an unknown one is refused with those there are."""
        for row in self.rows:
            if row.code == code:
                return row
        message = f"“{code[:40]}” is not a code of the vocabulary “{self.name}”"
        raise UnknownCodeError(
            message,
            advice=f"Use one of: {', '.join(self.codes())}.",
            vocabulary=self.name,
            found=code[:40],
        )

    def label(self, code: str, on: dt.date | None = None) -> str:
        """What people read for a code on a day, or the latest label there is."""
        labels = self.row(code).labels
        held = [one.text for one in labels if on is not None and one.during.covers(on)]
        return held[0] if held else labels[-1].text

    def code(self, text: str) -> str | None:
        """The code of a label, another spelling or a code; None where it is unknown."""
        return self.spellings().get(plain_words(text))

    def spellings(self) -> dict[str, str]:
        """Every plain spelling with its code; see `plain_words`."""
        return {
            plain_words(text): row.code for row in self.rows for text in _texts(row)
        }

    def within(self, code: str, wider: str) -> bool:
        """Say whether a code is another one or a kind of it, however far down."""
        seen = {""}
        while code not in seen:
            if code == wider:
                return True
            seen.add(code)
            code = self.row(code).parent
        return False

    def extended(self, other: "Vocabulary") -> "Vocabulary":
        """The vocabulary with the codes of another after its own; none may clash."""
        taken = sorted(set(self.codes()) & set(other.codes()))
        if taken:
            message = f"the vocabulary “{self.name}” already holds {', '.join(taken)}"
            raise CodeTakenError(
                message,
                advice="Give your own codes other names, such as newham-forest-school.",
                vocabulary=self.name,
                codes=tuple(taken),
            )
        return Vocabulary(self.name, self.title, (*self.rows, *other.rows), self.source)


def plain_words(text: str) -> str:
    """A text without case, spaces and punctuation, for comparing spellings.

    >>> plain_words("Out-of-school day care")
    'outofschooldaycare'
    """
    return "".join(char for char in text.casefold() if char.isalnum())


def vocabulary(name: str) -> Vocabulary:
    """The vocabulary of a name; one that nobody offers is refused.

    >>> vocabulary("sector").codes()[0]
    'unknown'
    """
    held = vocabularies()
    if name not in held:
        message = f"there is no vocabulary “{name[:40]}”"
        raise UnknownVocabularyError(
            message, advice=f"Use one of: {', '.join(sorted(held))}.", found=name[:40]
        )
    return held[name]


@cache
def vocabularies() -> Mapping[str, Vocabulary]:
    """The vocabularies that ship with the library, by name."""
    folder = files("earlyyears.places") / "data" / "vocabularies"
    tables = sorted(folder.iterdir(), key=lambda file: file.name)
    found = [
        vocabulary_from(read_toml(file), file.name)
        for file in tables
        if file.name.endswith(".toml")
    ]
    return {one.name: one for one in found}


def vocabulary_from(content: Mapping[str, Any], file: str = "") -> Vocabulary:
    """Make a vocabulary of a TOML file, or report all that is wrong with it at once."""
    given = cast("list[Mapping[str, Any]]", content.get("code", []))
    findings = _faults(given, file)
    if findings:
        message = f"the vocabulary “{content.get('name', file)}” cannot be used"
        raise Faults(message, findings)
    return Vocabulary(
        content["name"],
        content["title"],
        tuple(map(_row, given)),
        citation_from(content, place=Place(file)),
    )


def _row(given: Mapping[str, Any]) -> CodeRow:
    labels = given.get("labels", [{"text": given.get("label", "")}])
    return CodeRow(
        given["code"],
        tuple(DatedLabel(one["text"], during_from(one)) for one in labels),
        given.get("parent", ""),
        tuple(given.get("aliases", ())),
    )


def _faults(given: Iterable[Mapping[str, Any]], file: str) -> list[Finding]:
    found: list[Finding] = []
    seen: set[str] = set()
    for row in given:
        code = row.get("code", "")
        place = Place(file, None, code)
        if not code or not (row.get("label") or row.get("labels")):
            found.append(Finding("no_label", "this row lacks a code or label", place))
        if code in seen:
            found.append(Finding("doubled_code", "this code stands here twice", place))
        seen.add(code)
    return found


def _texts(row: CodeRow) -> tuple[str, ...]:
    return (row.code, *(label.text for label in row.labels), *row.aliases)
