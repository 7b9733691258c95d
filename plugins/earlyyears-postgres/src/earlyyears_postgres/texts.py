"""Any text in a database that takes every character but one.

PostgreSQL keeps no NUL in a text.  It is written as two characters that begin with
ESC, and so is ESC itself, so every text comes back as it was and equal texts stay
equal.  In JSON both are written otherwise, so a body reads as usual.
"""

from collections.abc import Callable

from earlyyears.ledger import Row

__all__ = ["as_given", "as_kept", "row_as_given", "row_as_kept"]

_NUL, _ESC = "\0", "\x1b"
_KEPT = str.maketrans({_NUL: f"{_ESC}0", _ESC: f"{_ESC}1"})


def as_kept(text: str) -> str:
    r"""A text as the database keeps it.

    >>> as_kept("a")
    'a'
    >>> as_given(as_kept("nul \0, esc \x1b")) == "nul \0, esc \x1b"
    True
    """
    return text.translate(_KEPT) if _NUL in text or _ESC in text else text


def as_given(text: str) -> str:
    """A text of the database as it was given to it."""
    if _ESC not in text:
        return text
    return text.replace(f"{_ESC}0", _NUL).replace(f"{_ESC}1", _ESC)


def row_as_kept(row: Row) -> Row:
    """A row as the database keeps it, which nearly always is the row itself."""
    joined = _text_of(row)
    return _each(row, as_kept) if _NUL in joined or _ESC in joined else row


def row_as_given(row: Row) -> Row:
    """A row of the database as it was given to it."""
    return _each(row, as_given) if _ESC in _text_of(row) else row


def _text_of(row: Row) -> str:
    _, _, id_, kind, start, end, body, salt, digest, source = row
    return "".join((id_, kind, start, end, body or "", salt or "", digest, source))


def _each(row: Row, change: Callable[[str], str]) -> Row:
    texts = [None if one is None else change(one) for one in row[2:]]
    return Row._make((*row[:2], *texts))
