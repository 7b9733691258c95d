"""The data files of this room."""

from importlib.resources import files
from importlib.resources.abc import Traversable

__all__ = ["data_file"]


def data_file(name: str = "") -> Traversable:
    """A file of the room's data folder, or the folder."""
    folder = files("earlyyears.scales") / "data"
    return folder / name if name else folder
