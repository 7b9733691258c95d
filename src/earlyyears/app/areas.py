"""The area that a hub serves, from what people call it."""

from collections.abc import Sequence

from earlyyears.places import Area, UnknownAuthorityError, area
from earlyyears.plugins import PluginInfo

__all__ = ["area_of", "together"]


def together(areas: Sequence[Area]) -> Area:
    """One area out of several.

    >>> together([area("Newham"), area("Barnet")]).key
    'newham+barnet'
    """
    if len(areas) == 1:
        return areas[0]
    return Area(
        key="+".join(one.key for one in areas),
        name=" and ".join(one.name for one in areas),
        boroughs=frozenset(key for one in areas for key in one.boroughs),
    )


def area_of(
    borough: str | Area | Sequence[str] | None, plugins: Sequence[PluginInfo] = ()
) -> Area | None:
    """The area of a borough, of several, or of a plugin by its name."""
    if borough is None or isinstance(borough, Area):
        return borough
    names = [borough] if isinstance(borough, str) else borough
    return together([_one(name, plugins) for name in names])


def _one(name: str, plugins: Sequence[PluginInfo]) -> Area:
    for info in plugins:
        if info.boroughs and info.name == name:
            return together([_own(key) for key in info.boroughs])
    return together([area(part) for part in name.split("+")])


def _own(key: str) -> Area:
    """The area of a borough that a plugin serves; an invented one is called by its key.

    >>> _own("elm-vale").name
    'Elm Vale'
    """
    try:
        return area(key)
    except UnknownAuthorityError:
        return Area(key, key.replace("-", " ").title(), frozenset({key}))
