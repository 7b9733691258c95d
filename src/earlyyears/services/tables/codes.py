"""Coded fields of records that a program made, held against their vocabularies."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from earlyyears.kernel import Finding, Place, Record
from earlyyears.ledger import Change, bare
from earlyyears.places import Vocabulary

from .cells import no_such_word
from .columns import Column, columns_of

__all__ = ["unknown_words"]


def unknown_words(
    changes: Iterable[Change], vocabularies: Mapping[str, Vocabulary]
) -> list[Finding]:
    """A finding for each code that its vocabulary lacks, as a table has it.

    Nothing is no code and always allowed, as for the provider type of a school; a
    vocabulary that nobody offers decides nothing.  Endings hold no code.
    """
    return [
        each
        for number, one in enumerate(map(bare, changes), start=1)
        if isinstance(one, Record)
        for each in _unknown(number, one, vocabularies)
    ]


def _unknown(
    number: int, record: Record, vocabularies: Mapping[str, Vocabulary]
) -> Iterator[Finding]:
    for column, value in _coded(record):
        known = vocabularies.get(column.codes)
        codes = {*known.codes()} if known else set[str]()
        for each in _several(value):
            if known and each not in {None, ""} and str(each) not in codes:
                error = no_such_word(str(each), known)
                place = Place(row=number, field=column.heading)
                yield Finding(error.code, error.message, place, error.advice)


def _coded(record: Record) -> Iterator[tuple[Column, Any]]:
    """The coded columns of a record with what it holds, parts of outcomes included."""
    for column in columns_of(type(record)):
        name, _, part = column.name.partition(".")
        if not part:
            if column.shape == "code":
                yield column, getattr(record, name)
            continue
        outcome = getattr(record, name)
        framework = getattr(outcome, "framework", "")
        for own in column.parts:
            if own.framework == framework and own.column.shape == "code":
                yield own.column, getattr(outcome, part)


def _several(value: Any) -> tuple[Any, ...]:
    return value if _is_several(value) else (value,)


def _is_several(value: object) -> bool:
    return isinstance(value, tuple)
