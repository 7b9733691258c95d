"""What becomes of a table, told in numbers that add up."""

from typing import Any

from earlyyears.kernel import Finding, field, frozen
from earlyyears.services.import_reports import Difference

__all__ = ["TableReport"]


@frozen
class TableReport:
    """What became of every row of a table, and of the hub.

    `rows` is the sum of `loaded`, `duplicates`, `blank`, `notes` and `set_aside`; of
    the rows loaded, so many are `added`, `changed` and `unchanged`; while there are
    findings nothing was loaded, and they say what would have been.
    """

    kind: str
    file: str
    sha256: str
    encoding: str
    #: Rows beneath the headings.
    rows: int
    loaded: int
    duplicates: int
    blank: int
    #: Rows that explain, and headings said again.
    notes: int
    #: Rows with a fault; one is enough for the whole table to be refused.
    set_aside: int
    added: int
    changed: int
    unchanged: int
    #: Stretches of days that ended, since the table no longer holds them.
    ended: int
    #: Records that the hub knows and the table does not hold; they stay.  Of kinds that
    #: public registers bring, and of those hidden from the actor, none are told.
    missing: tuple[str, ...]
    differences: tuple[Difference, ...]
    #: Everything that is wrong; nothing is written while there is anything.
    findings: tuple[Finding, ...] = field(repr=False)
    #: Other sheets of the workbook, which were passed over.
    left_out: tuple[str, ...] = ()
    #: What people call the missing, one for one; without names of people.
    missing_called: tuple[str, ...] = ()
    #: What a person should look at again; it hinders nothing.
    warnings: tuple[Finding, ...] = field(default=(), repr=False)
    commit: int | None = None
    wrote: bool = False

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong with the table."""
        return not self.findings

    def as_data(self) -> dict[str, Any]:
        """The report as plain data, for `--json`."""
        names = (
            *("kind", "file", "sha256", "encoding", "rows", "loaded", "duplicates"),
            *("blank", "notes", "set_aside", "added", "changed", "unchanged", "ended"),
            *("missing", "missing_called", "left_out", "commit", "wrote"),
        )
        return {
            **{name: getattr(self, name) for name in names},
            "differences": [
                {"id": one.id, "what": one.what} for one in self.differences
            ],
            "findings": [_told(one) for one in self.findings],
            "warnings": [_told(one) for one in self.warnings],
        }


def _told(one: Finding) -> dict[str, Any]:
    return {
        "code": one.code,
        "message": one.message,
        "row": one.place.row,
        "column": one.place.field,
        "advice": one.advice,
    }
