"""What the law keeps out of entitlement money, as data with its source."""

from functools import cache
from importlib.resources import files

from earlyyears.kernel import Citation, citation_from, frozen, read_toml

__all__ = ["StatutoryBar", "statutory_bar"]


@frozen
class StatutoryBar:
    """Kinds of record that may not decide entitlement money, and where that is said."""

    #: Marks of the kinds: rooms of the library, and `local-quality` for plugins.
    kinds: frozenset[str]
    basis: Citation


@cache
def statutory_bar() -> StatutoryBar:
    """What may not decide entitlement money, from `data/statute.toml`.

    >>> "earlyyears.mentoring" in statutory_bar().kinds
    True
    """
    file = files("earlyyears.funding") / "data" / "statute.toml"
    told = read_toml(file)["local_quality"]
    return StatutoryBar(frozenset(told["kinds"]), citation_from(told))
