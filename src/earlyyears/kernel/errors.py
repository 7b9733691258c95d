"""Errors that carry a code, their data and the next step.

One family: `EarlyYearsError`.  Each class has a stable `code` (the message may be
reworded, the code may not), keeps what a program needs in `data`, and says in
`advice` what a person can do next.  Errors never hold personal data: rows, fields,
identifiers and codes, but no names.

A `Finding` is the same thing as a value, for places that must report everything that
is wrong at once; `Faults` raises many findings together.
"""

from collections.abc import Iterable, Iterator
from typing import Any, ClassVar

from .values import field, frozen

__all__ = [
    "EarlyYearsError",
    "Faults",
    "Finding",
    "Place",
    "all_codes",
]


class EarlyYearsError(Exception):
    """Something the library refuses, with its code, data and next step.

    `message` says what is wrong, `advice` what to do next, `data` holds the facts a
    program may need.

    >>> error = EarlyYearsError("the file has no rows", advice="Export it again.")
    >>> print(error)
    the file has no rows. Export it again.
    """

    #: Stable name of this kind of refusal.
    code: ClassVar[str] = "EY000"

    def __init__(self, message: str, *, advice: str = "", **data: Any) -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice
        self.data = data

    def __str__(self) -> str:
        if not self.advice:
            return self.message
        return f"{self.message.rstrip('.')}. {self.advice}"


def all_codes() -> dict[str, type[EarlyYearsError]]:
    """Every error class that is loaded now, by its code.

    >>> all_codes()["EY000"].__name__
    'EarlyYearsError'
    """
    return {kind.code: kind for kind in _family(EarlyYearsError)}


def _family(kind: type[EarlyYearsError]) -> Iterator[type[EarlyYearsError]]:
    yield kind
    for child in kind.__subclasses__():
        yield from _family(child)


@frozen
class Place:
    """Where in somebody's input a fault is; every part may be unknown."""

    #: Name of the file, without its folder.
    file: str = ""
    #: Row as a spreadsheet counts it: the first line of the file is row 1.
    row: int | None = None
    #: Heading of the column, or name of the field.
    field: str = ""

    def __str__(self) -> str:
        row = f"row {self.row}" if self.row is not None else ""
        named = f"“{self.field}”" if self.field else ""
        return ", ".join(part for part in (self.file, row, named) if part)


@frozen
class Finding:
    """One thing that is wrong, or worth knowing, with where it is and what to do.

    >>> print(Finding("bad_date", "this is not a date", Place("a.csv", 7, "Date")))
    a.csv, row 7, “Date”: this is not a date
    """

    #: Stable code of the finding.
    code: str
    #: What is wrong, in a sentence without personal data.
    message: str
    place: Place = field(factory=Place)
    #: What a person can do next.
    advice: str = ""

    def __str__(self) -> str:
        where = str(self.place)
        said = f"{where}: {self.message}" if where else self.message
        return f"{said.rstrip('.')}. {self.advice}" if self.advice else said


class Faults(EarlyYearsError):  # noqa: N818  many of them, in officers' words
    """Several findings that together stop an action; nothing was done.

    >>> faults = Faults(
    ...     "the table was not read", [Finding("a", "one"), Finding("b", "two")]
    ... )
    >>> print(faults)
    the table was not read: 2 faults
      one
      two
    """

    code = "EY001"

    def __init__(
        self, message: str, findings: Iterable[Finding], *, advice: str = ""
    ) -> None:
        self.findings = tuple(findings)
        super().__init__(message, advice=advice, findings=self.findings)

    def __reduce__(self) -> tuple[Any, ...]:
        """Let another process receive the faults."""
        return type(self), (self.message, self.findings), self.__dict__

    def __str__(self) -> str:
        count = len(self.findings)
        head = f"{self.message}: {count} fault{'' if count == 1 else 's'}"
        lines = [head, *(f"  {finding}" for finding in self.findings)]
        return "\n".join([*lines, self.advice] if self.advice else lines)
