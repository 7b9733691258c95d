"""Plain rows for the checks of stores, which know nothing of what rows mean."""

from collections.abc import Iterable

from earlyyears.ledger import COMMIT_KIND, Row

__all__ = ["DAYS", "header", "places", "row", "whole"]

#: Open days, as a store writes them.
DAYS = ("0001-01-01", "9999-12-31")


def header(commit: int, key: str = "") -> Row:
    """The header row of a commit."""
    id_ = f"{COMMIT_KIND}/{key or commit}"
    return Row(commit, 0, id_, COMMIT_KIND, *DAYS, "{}", "ab", f"digest {commit}", "")


def row(commit: int, n: int, id_: str = "a", kind: str = "room") -> Row:
    """A row with some content."""
    body = f'{{"schema":1,"name":"{commit}.{n} é"}}'
    return Row(
        commit, n, id_, kind, "2021-09-01", DAYS[1], body, "cd", f"{commit}.{n}", "s"
    )


def whole(
    commit: int, ids: Iterable[str] = ("a", "b"), kind: str = "room", key: str = ""
) -> list[Row]:
    """One whole commit, its header last."""
    rows = [row(commit, n, id_, kind) for n, id_ in enumerate(ids, 1)]
    return [*rows, header(commit, key)]


def places(rows: Iterable[Row]) -> list[tuple[int, int]]:
    """Where rows stand in the log."""
    return [(one.commit, one.n) for one in rows]
