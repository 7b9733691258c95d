"""One whole commit: the check that every store makes of the rows it is handed."""

from collections.abc import Iterable, Iterator

from earlyyears.ledger import COMMIT_KIND, Row, StaleHeadError

from .errors import BadAppendError

__all__ = ["checked", "follows"]


def checked(rows: Iterable[Row], number: int) -> Iterator[Row]:
    """Hand rows on, and refuse them unless they are commit `number` with one header.

    The check of the header comes after the last row, so whoever takes the rows must
    undo what it has done if this raises.
    """
    headers = 0
    for row in rows:
        if row[0] != number:
            raise follows(row[0], number)
        headers += row[1] == 0
        if (row[1] == 0) is not (row[3] == COMMIT_KIND):
            raise BadAppendError(
                f"row {row.n} of commit {number} has the kind “{row.kind}”",
                advice=f"Give row 0, and no other, the kind “{COMMIT_KIND}”.",
                commit=number,
            )
        yield row
    if headers != 1:
        raise BadAppendError(
            f"commit {number} has {headers} header rows and must have one",
            advice="Hand over all rows of the commit, row 0 among them.",
            commit=number,
        )


def follows(given: int, expected: int) -> StaleHeadError:
    """The refusal of a commit that does not follow the head."""
    return StaleHeadError(
        f"commit {given} does not follow: the next is {expected}",
        advice="Read the head again and make the commit anew.",
        given=given,
        expected=expected,
    )
