"""Words for the page: clean text, days as people write them, labels for codes."""

import datetime as dt
import unicodedata
from collections.abc import Callable
from typing import TypeAlias

__all__ = ["Labels", "clean", "day", "humanised", "plural"]

#: Gives the officers' words for a code of a vocabulary, by vocabulary and code.
Labels: TypeAlias = Callable[[str, str], str]

#: Format characters that belong to ordinary writing: joiners of scripts and emoji.
_JOINERS = frozenset("\u200c\u200d")
#: Written out, because the names that a machine gives depend on where it stands.
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_INSTEAD = "\N{REPLACEMENT CHARACTER}"


def clean(text: str) -> str:
    r"""Text without what a page or a terminal would obey instead of show.

    Line breaks and tabs become spaces.  Control characters, halves of characters and
    characters that turn the direction of writing become a visible replacement mark.

    >>> clean("Elm\tHouse\x07").replace("\ufffd", "?")
    'Elm House?'
    """
    return text if text.isprintable() else "".join(map(_seen, text))


def _seen(char: str) -> str:
    if char in "\t\n\r":
        return " "
    kind = unicodedata.category(char)
    if kind in {"Cc", "Cs"} or (kind == "Cf" and char not in _JOINERS):
        return _INSTEAD
    return " " if kind in {"Zl", "Zp"} else char


def day(date: dt.date) -> str:
    """A day as people write it.

    >>> day(dt.date(2021, 9, 1))
    '1 September 2021'
    """
    return f"{date.day} {_MONTHS[date.month - 1]} {date.year}"


def humanised(code: str) -> str:
    """Words made from a code that nobody has given words.

    >>> humanised("newham.setting_concern")
    'Setting concern'
    """
    words = code.rpartition(".")[2].replace("_", " ").replace("-", " ").strip()
    return words[:1].upper() + words[1:] if words else "Not recorded"


def plural(number: int, one: str, many: str) -> str:
    """A number with its noun.

    >>> plural(1, "setting", "settings"), plural(1200, "setting", "settings")
    ('1 setting', '1,200 settings')
    """
    return f"{number:,} {one if number == 1 else many}"
