"""The kit for plugins as a whole."""

from .keeping import PluginKeeping
from .neighbours import PluginNeighbours

__all__ = ["PluginKit"]


class PluginKit(PluginNeighbours, PluginKeeping):
    """A plugin as a whole: loading, kinds of record, neighbours and removal."""
