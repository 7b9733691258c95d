"""What kinds of setting mentors support, and what kinds of visit permit."""

from functools import cache
from importlib.resources import files

from earlyyears.kernel import read_toml
from earlyyears.places import vocabulary

__all__ = ["is_supported", "permits_rating"]


def _within(vocabulary_name: str, code: str, wider: frozenset[str]) -> bool:
    known = vocabulary(vocabulary_name)
    if code not in known.codes():
        return code in wider
    return any(known.within(code, one) for one in wider if one in known.codes())


@cache
def _named(file: str, key: str) -> frozenset[str]:
    return frozenset(read_toml(files("earlyyears.mentoring") / "data" / file)[key])


def is_supported(kind: str) -> bool:
    """Say whether mentors support settings of a kind: group settings they are.

    >>> is_supported("college_nursery"), is_supported("childminder")
    (True, False)
    """
    out = _within("setting-kind", kind, _named("kinds.toml", "left_out"))
    return not out and _within("setting-kind", kind, _named("kinds.toml", "supported"))


def permits_rating(kind: str) -> bool:
    """Say whether a kind of visit permits a rating.

    >>> permits_rating("audit"), permits_rating("learning_walk")
    (True, False)
    """
    return _within("visit-kind", kind, _named("visits.toml", "rating"))
