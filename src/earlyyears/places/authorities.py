"""English local authorities, however their name is written, and areas made of them.

Publishers disagree about names: “Bristol”, “Bristol, City of” and “Bristol City
Council” are one authority.  Rules take off the words that stand before and after a
name, explicit aliases do the rest, and what is left unknown is refused with the names
that look most like it.
"""

import difflib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from earlyyears.kernel import (
    ALWAYS,
    DateRange,
    EarlyYearsError,
    during_from,
    frozen,
    read_toml,
)

__all__ = [
    "Area",
    "Authority",
    "OnsCode",
    "UnknownAuthorityError",
    "area",
    "authorities",
    "authority",
]

_LONDON = "London"
_WIDE = ("london", "england")


class UnknownAuthorityError(EarlyYearsError, LookupError):
    """A name or code that belongs to no English local authority."""

    code = "EY100"


@frozen
class OnsCode:
    """A code of the Office for National Statistics, and the days on which it stood."""

    value: str
    during: DateRange = ALWAYS


@frozen
class Authority:
    """A local authority with education functions, with its codes and its days.

    >>> newham = authority("London Borough of Newham")
    >>> newham.key, newham.dfe, newham.ons
    ('newham', '316', 'E09000025')
    """

    #: What the library calls it; never changes.
    key: str
    name: str
    region: str
    #: Number of the Department for Education, three digits as text.
    dfe: str
    #: Codes of the Office for National Statistics, oldest first.
    codes: tuple[OnsCode, ...]
    #: Spellings that the rules do not reach.
    aliases: tuple[str, ...] = ()
    #: Days on which the authority exists.
    during: DateRange = ALWAYS
    #: Keys of the authorities that took over its area.
    successors: tuple[str, ...] = ()
    #: The order that made, ended or re-formed it.
    instrument: str = ""

    @property
    def ons(self) -> str:
        """The latest code of the Office for National Statistics."""
        return self.codes[-1].value


@frozen
class Area:
    """An authority, London or England: the keys of the authorities it is made of."""

    key: str
    name: str
    boroughs: frozenset[str]

    def __contains__(self, borough: str | None) -> bool:
        return borough in self.boroughs


def authorities() -> tuple[Authority, ...]:
    """Every authority that an English register may name, former ones too, by name.

    >>> len([one for one in authorities() if one.region == "London"])
    33
    """
    return _book().authorities


def authority(text: str) -> Authority:
    """The authority of a key, a number, a code, or a name in any usual spelling.

    What belongs to none is refused, with the names that look most like it.

    >>> authority("Bristol, City of") is authority("Bristol City Council")
    True
    >>> authority("Newhma")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    earlyyears.places.authorities.UnknownAuthorityError: “Newhma” is not an English ...
    """
    found = _book().find(text)
    if found is not None:
        return found
    raise _unknown(text, _book().suggestions(text))


def _unknown(text: str, likely: tuple[str, ...]) -> UnknownAuthorityError:
    message = f"“{text[:60]}” is not an English local authority"
    advice = (
        f"Did you mean {' or '.join(likely)}?"
        if likely
        else "Give its name, its DfE number or its ONS code, or “london” or “england”."
    )
    return UnknownAuthorityError(
        message, advice=advice, text=text[:60], suggestions=likely
    )


def area(text: str) -> Area:
    """The area of “london”, of “england”, or of one authority as `authority` reads it.

    >>> len(area("London").boroughs), "leeds" in area("england")
    (33, True)
    """
    wanted = _plain(text).removeprefix("greater ")
    if wanted in _WIDE:
        return _wide(wanted)
    try:
        one = authority(text)
    except UnknownAuthorityError as cause:
        likely = difflib.get_close_matches(wanted, _WIDE)
        raise _unknown(text, (*likely, *cause.data["suggestions"])) from cause
    return Area(one.key, one.name, frozenset({one.key}))


@cache
def _wide(key: str) -> Area:
    return Area(
        key,
        key.capitalize(),
        frozenset(
            one.key
            for one in authorities()
            if key == "england" or one.region == _LONDON
        ),
    )


@frozen(eq=False)
class _Book:
    """The authorities with every way to find one."""

    authorities: tuple[Authority, ...]
    names: Mapping[str, Authority]
    before: tuple[str, ...]
    after: tuple[str, ...]

    def find(self, text: str) -> Authority | None:
        for written in self.written(text):
            if written in self.names:
                return self.names[written]
        return None

    def written(self, text: str) -> Iterator[str]:
        """The text, and then what is left as words before and after are taken off."""
        waiting = [_plain(text)]
        for written in waiting:
            yield written
            waiting.extend(each for each in self._shorter(written) if each)

    def _shorter(self, written: str) -> Iterator[str]:
        for word in self.before:
            if written.startswith(f"{word} "):
                yield written.removeprefix(word).strip()
        for word in self.after:
            if written.endswith(f" {word}"):
                yield written.removesuffix(word).strip()

    def suggestions(self, text: str) -> tuple[str, ...]:
        """Up to three names that look like what was written."""
        tries = [one for one in dict.fromkeys(self.written(text)) if one]
        longer = [
            name for one in tries for name in self.names if name.startswith(f"{one} ")
        ]
        near = [
            name
            for one in tries
            for name in difflib.get_close_matches(one, self.names, n=3)
        ]
        names = (self.names[name].name for name in (*longer, *near))
        return tuple(dict.fromkeys(names))[:3]


@cache
def _book() -> _Book:
    content = read_toml(files("earlyyears.places") / "data" / "authorities.toml")
    rows = sorted(map(_authority, content["authority"]), key=lambda one: one.name)
    names = {written: one for one in rows for written in _names_of(one)}
    spelling = content["spelling"]
    return _Book(
        tuple(rows), names, tuple(spelling["before"]), tuple(spelling["after"])
    )


def _authority(row: Mapping[str, Any]) -> Authority:
    return Authority(
        key=row["key"],
        name=row["name"],
        region=row["region"],
        dfe=row["dfe"],
        codes=tuple(OnsCode(one["code"], during_from(one)) for one in row["ons"]),
        aliases=tuple(row.get("aliases", ())),
        during=during_from(row),
        successors=tuple(row.get("successors", ())),
        instrument=row.get("instrument", ""),
    )


def _names_of(one: Authority) -> Iterable[str]:
    codes = (code.value for code in one.codes)
    return map(_plain, (one.key, one.name, one.dfe, *codes, *one.aliases))


def _plain(text: str) -> str:
    """Lower case, “and” for &, no punctuation, single spaces."""
    spelled = (
        text.casefold().replace("&", " and ").replace("'", "").replace("\u2019", "")
    )
    return " ".join("".join(c if c.isalnum() else " " for c in spelled).split())
