"""Blank tables to fill in: headings, explanations, allowed values, and an example."""

from collections.abc import Mapping
from typing import Any

from earlyyears.kernel import Record, frozen, kind_of
from earlyyears.places import Vocabulary

from .columns import FROM, ID, REGISTRATION, UNTIL, Column, columns_of
from .sheets import COMMENT
from .writing import written

__all__ = ["KindInfo", "kinds_of", "template"]

#: Vocabularies with more words than this are not spelt out.
_MANY = 30
_SHAPES = {
    "text": "text",
    "authority": "name or number of a local authority",
    "day": "day as 31/08/2021 or 2021-08-31",
    "whole": "whole number",
    "exact": "number",
    "yesno": "yes or no",
    "list": "several, with ; between them",
    "pairs": "pairs as name=value; name=value",
    "data": "left as the export wrote it",
}
_EXAMPLES = {
    "text": "…",
    "authority": "Newham",
    "day": "2021-09-01",
    "whole": "12",
    "exact": "12.5",
    "yesno": "no",
    "list": "one; two",
    "pairs": "one=2; two=3",
    "data": "",
}


@frozen
class KindInfo:
    """One kind of record as people see it in a list."""

    name: str
    #: What it is, in a sentence.
    says: str
    #: Who sees it.
    visible: str
    #: Why the borough keeps it.
    purpose: str
    personal: bool


def kinds_of(kinds: Mapping[str, type[Record]]) -> tuple[KindInfo, ...]:
    """The kinds of record that tables can hold, by name."""
    return tuple(_info(kinds[name]) for name in sorted(kinds))


def _info(cls: type[Record]) -> KindInfo:
    kind = kind_of(cls)
    return KindInfo(
        kind.name,
        (cls.__doc__ or "").strip().partition("\n\n")[0].replace("\n", " "),
        kind.visible,
        kind.purpose,
        any(one.personal for one in columns_of(cls)),
    )


def template(
    cls: type[Record], vocabularies: Mapping[str, Vocabulary], ending: str = ".csv"
) -> bytes:
    """A blank table of a kind; on import, rows that begin with # are left out.

    `ending` says how: `.csv`, or `.xlsx` for a workbook that offers the words allowed.
    """
    columns = columns_of(cls)
    rows = [
        [one.help or _needed(one) for one in columns],
        [_allowed(one, vocabularies) for one in columns],
        [_example(one, vocabularies) for one in columns],
    ]
    marks = ("What it says: ", "What may be written: ", "Example, left out: ")
    return written(
        kind_of(cls).name, columns, _marked(rows, marks), vocabularies, ending
    )


def _marked(rows: list[list[str]], marks: tuple[str, ...]) -> list[list[str]]:
    return [
        [f"{COMMENT} {mark}{row[0]}", *row[1:]]
        for row, mark in zip(rows, marks, strict=True)
    ]


def _needed(column: Column) -> str:
    if column.personal:
        return "about a person; no more than is needed"
    return "needed" if column.required else ""


def _allowed(column: Column, vocabularies: Mapping[str, Vocabulary]) -> str:
    needed = column.required or column.ruled
    return f"{_may(column, vocabularies)}{'' if needed else '; may be blank'}"


def _may(column: Column, vocabularies: Mapping[str, Vocabulary]) -> str:
    if column.parts:
        found = (_may(one.column, vocabularies) for one in column.parts)
        return " or ".join(dict.fromkeys(found))
    if column.shape == "code":
        known = vocabularies.get(column.codes)
        labels = [known.label(each) for each in known.codes()] if known else []
        return " | ".join(labels[:_MANY]) or "text"
    if column.choices:
        return " | ".join(column.choices)
    if column.shape in {"ref", "refs"}:
        return _pointed(column)
    return _SHAPES[column.shape]


def _pointed(column: Column) -> str:
    words = column.ref.replace("-", " ")
    number = (
        "registration number or " if column.ref in {"setting", "registration"} else ""
    )
    several = ", several with ; between them" if column.shape == "refs" else ""
    return f"{number}name of the {words}{several}"


def _example(column: Column, vocabularies: Mapping[str, Vocabulary]) -> str:
    if column.parts:
        column = column.parts[0].column
    if column.name in {UNTIL, ID, REGISTRATION}:
        return "2022-08-31" if column.ruled else ""
    if column.name == FROM:
        return "2021-09-01"
    known: Any = vocabularies.get(column.codes)
    if column.shape == "code" and known:
        return str(known.label(known.codes()[0]))
    if column.choices:
        return column.choices[0]
    if column.shape in {"ref", "refs"}:
        number = column.ref in {"setting", "registration"}
        return "ofsted:EY999999" if number else f"name of a {column.ref}"
    return _EXAMPLES[column.shape]
