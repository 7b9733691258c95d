"""The composition root: gives you a `Hub`, and holds the built-in plugin."""

from .builtin import BuiltIn
from .errors import BadUrlError, NoBoroughError, UnknownReportError, UnknownSettingError
from .hub import Edge, Hub
from .opening import MACHINE, built_in_catalogue, open_hub
from .reports import Report

__all__ = [
    "MACHINE",
    "BadUrlError",
    "BuiltIn",
    "Edge",
    "Hub",
    "NoBoroughError",
    "Report",
    "UnknownReportError",
    "UnknownSettingError",
    "built_in_catalogue",
    "open_hub",
]
