"""The composition root: gives you a `Hub`, and holds the built-in plugin."""

from earlyyears import scales
from earlyyears.kernel import DateRange, EarlyYearsError

from .builtin import BuiltIn
from .demo import Demo, make_demo
from .errors import (
    BadUrlError,
    DemoExistsError,
    NoBoroughError,
    NoHubError,
    UnknownReportError,
)
from .hub import Edge, Hub
from .opening import MACHINE, built_in_catalogue, installed_catalogue, open_hub
from .plain import plain
from .reports import Report
from .tables import blank_table, kind_list, kind_schema
from .weighing import compare_presets, prove_leads

__all__ = [
    "MACHINE",
    "BadUrlError",
    "BuiltIn",
    "DateRange",
    "Demo",
    "DemoExistsError",
    "EarlyYearsError",
    "Edge",
    "Hub",
    "NoBoroughError",
    "NoHubError",
    "Report",
    "UnknownReportError",
    "blank_table",
    "built_in_catalogue",
    "compare_presets",
    "installed_catalogue",
    "kind_list",
    "kind_schema",
    "make_demo",
    "open_hub",
    "plain",
    "prove_leads",
    "scales",
]
