"""What was given out stays remembered: a page on somebody's desk cannot be taken back.

A report is made safe beside those given out before it.  A hub that forgot one could
print the number that, subtracted from the forgotten page, tells of one setting.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from earlyyears.kernel import Facts, Finding, Guard, kind_of
from earlyyears.ledger import Ended, RefusedError
from earlyyears.places import Merge

from .reporting import IssuedReport

__all__ = ["guards", "refuse_forgetting"]

_KIND = kind_of(IssuedReport).name


def guards() -> tuple[Guard, ...]:
    """The guard on the memory of reports: no ending, withdrawal, merge or other words.

    >>> [one.name for one in guards()]
    ['what was given out stays remembered']
    """
    name = "what was given out stays remembered"
    return (Guard(name, (IssuedReport, Merge), _remembered),)


def refuse_forgetting(ids: Iterable[str]) -> None:
    """Refuse to erase the memory of a report; it holds numbers and no personal data.

    Raises `RefusedError` that names each report.
    """
    found = [_finding(one) for one in ids if _is_memory(one)]
    if found:
        raise RefusedError(
            "the change was refused", found, advice="Nothing was written."
        )


def _remembered(changes: Sequence[Any], facts: Facts) -> list[Finding]:
    return [_finding(id_) for id_ in dict.fromkeys(_forgotten(changes, facts))]


def _forgotten(changes: Sequence[Any], facts: Facts) -> Iterator[str]:
    known = {one.id: one for one in facts.all(IssuedReport)}
    for one in changes:
        if isinstance(one, IssuedReport) and known.get(one.id, one) != one:
            yield one.id
        if isinstance(one, Ended) and one.kind == _KIND:
            yield one.id
        if isinstance(one, Merge) and _is_memory(one.of):
            yield one.of


def _is_memory(id_: str) -> bool:
    return id_.startswith(f"{_KIND}/")


def _finding(id_: str) -> Finding:
    return Finding(
        "given_out",
        f"“{id_}” was given out, and the hub has to remember what it showed",
        advice="Correct what was wrong, and give the report out anew with --reissue.",
    )
