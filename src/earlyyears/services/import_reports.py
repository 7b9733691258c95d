"""What becomes of a register's file, told in numbers that add up."""

import datetime as dt
from typing import Any

from earlyyears.kernel import Finding, field, frozen

__all__ = ["Difference", "ImportReport"]


@frozen
class Difference:
    """A fact that the file tells otherwise than the hub knew it."""

    id: str
    #: What differs, in words without names.
    what: str


@frozen
class ImportReport:
    """What became of every row of a register's file, and of the hub.

    `rows` is the sum of `loaded`, `out_of_area`, `duplicates`, `quarantined` and
    `erased`.
    """

    register: str
    layout: str
    edition: dt.date
    area: str
    sha256: str
    encoding: str
    rows: int
    loaded: int
    out_of_area: int
    duplicates: int
    quarantined: int
    #: Rows of those who were erased, who stay erased.
    erased: int
    #: Of the rows out of area, those whose local authority is not recorded.
    not_recorded: int
    #: Registrations new to the register since the edition before.
    joined: tuple[str, ...]
    #: Registrations that the edition before listed and this one does not.
    left: tuple[str, ...]
    #: Registrations about which the edition says something new.
    changed: tuple[str, ...]
    #: Pairs (left, joined) at one postcode under one name, for a person to confirm.
    re_registered: tuple[tuple[str, str], ...]
    differences: tuple[Difference, ...]
    handovers: int
    findings: tuple[Finding, ...] = field(repr=False)
    #: Commit that holds the edition; None only after a dry run of a new one.
    commit: int | None
    #: Whether anything was written.
    wrote: bool

    def as_data(self) -> dict[str, Any]:
        """The report as plain data, for `--json`."""
        plain = {
            name: getattr(self, name)
            for name in (
                *("register", "layout", "edition", "area", "sha256", "encoding"),
                *("rows", "loaded", "out_of_area", "not_recorded", "duplicates"),
                *("quarantined", "erased", "joined", "left", "changed"),
                *("re_registered", "handovers", "commit", "wrote"),
            )
        }
        return {
            **plain,
            "differences": [
                {"id": one.id, "what": one.what} for one in self.differences
            ],
            "findings": [_finding_data(one) for one in self.findings],
        }


def _finding_data(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "message": finding.message,
        "row": finding.place.row,
        "field": finding.place.field,
        "advice": finding.advice,
    }
