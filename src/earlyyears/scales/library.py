"""Find a scale: those that ship, any file, every file of a plugin's folder."""

from collections.abc import Mapping
from functools import cache
from importlib.resources.abc import Traversable
from os import PathLike, fspath
from pathlib import Path

from earlyyears.kernel import Faults, read_toml

from .errors import NoSuchScaleError, ScaleFileError
from .shelf import data_file
from .specs import read_spec
from .structure import Scale

__all__ = ["available", "get", "load", "load_folder"]


@cache
def available() -> tuple[Scale, ...]:
    """Every edition of every scale that ships with the library.

    >>> sorted({scale.id for scale in available()})[:3]
    ['class-infant', 'class-pre-k', 'class-toddler']
    """
    return load_folder(data_file())


@cache
def _shelf() -> Mapping[str, tuple[Scale, ...]]:
    shelf: dict[str, tuple[Scale, ...]] = {}
    for scale in available():
        shelf[scale.id] = (*shelf.get(scale.id, ()), scale)
    return shelf


@cache
def get(scale: str, edition: str = "") -> Scale:
    """The scale that ships under an id; `edition` matters where several are held.

    An id or edition that is not held is refused, with those that are.

    >>> get("iters-3").title
    'Infant/Toddler Environment Rating Scale, Third Edition'
    >>> get("iters-9")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    earlyyears.scales.errors.NoSuchScaleError: no scale “iters-9” ships ...
    """
    held = _shelf().get(scale, ())
    if not held:
        names = ", ".join(sorted(_shelf()))
        message = f"no scale “{scale}” ships with the library"
        advice = f"Held are {names}. Give scales.load the path of your own file."
        raise NoSuchScaleError(message, advice=advice, scale=scale)
    found = [one for one in held if edition in {"", one.edition}]
    if len(found) == 1:
        return found[0]
    editions = ", ".join(one.edition for one in held)
    message = f"{scale} is not held in the edition “{edition}”"
    raise NoSuchScaleError(
        message, advice=f"Held: {editions}.", scale=scale, edition=edition
    )


def load(path: str | PathLike[str] | Traversable) -> Scale:
    """Read a scale from a TOML file of your own, or report all its faults at once."""
    file = Path(fspath(path)) if isinstance(path, str | PathLike) else path
    try:
        return read_spec(file)
    except Faults as faults:
        if isinstance(faults, ScaleFileError):
            raise
        raise ScaleFileError(faults.message, faults.findings) from faults


def load_folder(folder: str | PathLike[str] | Traversable) -> tuple[Scale, ...]:
    """Every scale of a folder of packs, by name of file; other packs are left alone."""
    place = Path(fspath(folder)) if isinstance(folder, str | PathLike) else folder
    tables = sorted(
        (file for file in place.iterdir() if file.name.endswith(".toml")),
        key=lambda file: file.name,
    )
    return tuple(
        load(file) for file in tables if read_toml(file).get("pack") == "scale"
    )
