"""Identifiers as pairs of scheme and value, and sources of new ids.

A bare number is not an identifier: 28 of England's 379 maintained nursery schools have
a school number that is also the Ofsted number of an unrelated childcare provider.  So
an identifier always says its scheme, and a number that could belong to several schemes
is refused with the ways it could be written.
"""

import re
from collections.abc import Callable
from functools import cache
from importlib.resources import files

from .errors import EarlyYearsError
from .tables import read_toml
from .values import frozen

__all__ = [
    "AmbiguousIdentifierError",
    "BadIdentifierError",
    "IdSource",
    "Identifier",
    "Scheme",
    "UnknownSchemeError",
    "schemes",
]

#: Gives a new, meaningless, never repeated token for a record of a kind.
IdSource = Callable[[str], str]

_LOOKS_HARMLESS = re.compile(r"[a-z-]{1,20}|(?=.*\d)[A-Z0-9/-]{1,20}", re.ASCII)


class UnknownSchemeError(EarlyYearsError, ValueError):
    """An identifier scheme that nobody has described."""

    code = "EY020"


class BadIdentifierError(EarlyYearsError, ValueError):
    """A value that does not have the form its scheme prescribes."""

    code = "EY021"


class AmbiguousIdentifierError(EarlyYearsError, ValueError):
    """A bare value that several schemes could have issued."""

    code = "EY022"


@frozen
class Scheme:
    """Who issues a family of identifiers and what they look like."""

    key: str
    #: The officer's name for it, such as “Ofsted provider number”.
    label: str
    pattern: re.Pattern[str]
    example: str

    def accepts(self, value: str) -> bool:
        """Say whether a value has the form of this scheme."""
        return self.pattern.fullmatch(value) is not None


@cache
def schemes() -> dict[str, Scheme]:
    """The identifier schemes that ship with the library, by key."""
    rows = read_toml(files("earlyyears.kernel") / "data" / "schemes.toml")["scheme"]
    return {
        row["key"]: Scheme(
            row["key"],
            row["label"],
            re.compile(row["pattern"], re.ASCII),
            row["example"],
        )
        for row in rows
    }


@frozen(order=True)
class Identifier:
    """A value together with the scheme that issued it.

    >>> print(Identifier.parse(" ofsted:ey123456"))
    ofsted:EY123456
    >>> print(Identifier.parse("EY123456"))
    ofsted:EY123456
    >>> Identifier.parse("135108")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    earlyyears.kernel.ids.AmbiguousIdentifierError: “135108” could be a number of ...
    """

    scheme: str
    value: str

    @classmethod
    def of(cls, scheme: str, value: str) -> "Identifier":
        """Check a value against its scheme and normalise case and outer spaces."""
        rule = schemes().get(scheme)
        if rule is None:
            known = ", ".join(sorted(schemes()))
            message = f"{_shown(scheme)} is not an identifier scheme"
            raise UnknownSchemeError(message, advice=f"Use one of: {known}.")
        tidy = value.strip().upper()
        if not rule.accepts(tidy):
            message = f"{_shown(tidy)} is not a valid {rule.label}"
            raise BadIdentifierError(
                message,
                advice=f"It should look like {rule.example}.",
                scheme=scheme,
            )
        return cls(scheme, tidy)

    @classmethod
    def parse(cls, text: str) -> "Identifier":
        """Read “scheme:value”; a bare value only where one scheme could issue it."""
        scheme, colon, value = text.partition(":")
        if colon:
            return cls.of(scheme.strip().lower(), value)
        tidy = text.strip().upper()
        could = sorted(rule.key for rule in schemes().values() if rule.accepts(tidy))
        if len(could) == 1:
            return cls(could[0], tidy)
        if not could:
            message = f"{_shown(tidy)} is not an identifier of any known scheme"
            raise BadIdentifierError(
                message,
                advice="Write the number with its scheme, such as"
                " ofsted:EY123456; a name is not taken here.",
            )
        written = ", ".join(f"{key}:{tidy}" for key in could)
        message = f"“{tidy}” could be a number of several schemes"
        raise AmbiguousIdentifierError(
            message, advice=f"Write {written}.", value=tidy, schemes=could
        )

    def __str__(self) -> str:
        return f"{self.scheme}:{self.value}"


def _shown(text: str) -> str:
    """Quote what looks like a key or a number; anything else might be a name."""
    return f"“{text}”" if _LOOKS_HARMLESS.fullmatch(text) else "this text"
