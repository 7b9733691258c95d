"""The composition root: gives you a `Hub`, and holds the built-in plugin."""

from earlyyears import scales
from earlyyears.kernel import DateRange, EarlyYearsError
from earlyyears.plugins import (
    Catalogue,
    Choice,
    Command,
    PluginDeprecationWarning,
    PluginError,
    Traced,
    read_choice,
)
from earlyyears.reports import register_age
from earlyyears.services import (
    Change,
    handover_rows,
    meeting_row,
    permission_data,
    plan_rows,
    tasks_of,
    visit_rows,
)

from .bodies import adopt_body, bodies_of, body_packs
from .builtin import BuiltIn
from .demo import Demo, make_demo
from .errors import (
    BadUrlError,
    DemoExistsError,
    NoActorError,
    NoBoroughError,
    NoHubError,
    NoSuchRecordError,
    UnknownBodyPackError,
    UnknownReportError,
)
from .hub import Edge, Hub
from .opening import (
    MACHINE,
    Plugins,
    PluginWarning,
    built_in_catalogue,
    chosen_catalogue,
    open_hub,
    running,
)
from .permitting import Permissions
from .plain import plain
from .planning import AllocationPlan, allocation_plan, capacity_of
from .plugged import begin_plugin, diagnoses, plugin_list
from .reports import Report
from .tables import blank_table, kind_list, kind_schema
from .weighing import compare_presets, prove_leads

__all__ = [
    "MACHINE",
    "AllocationPlan",
    "BadUrlError",
    "BuiltIn",
    "Catalogue",
    "Change",
    "Choice",
    "Command",
    "DateRange",
    "Demo",
    "DemoExistsError",
    "EarlyYearsError",
    "Edge",
    "Hub",
    "NoActorError",
    "NoBoroughError",
    "NoHubError",
    "NoSuchRecordError",
    "Permissions",
    "PluginDeprecationWarning",
    "PluginError",
    "PluginWarning",
    "Plugins",
    "Report",
    "Traced",
    "UnknownBodyPackError",
    "UnknownReportError",
    "adopt_body",
    "allocation_plan",
    "begin_plugin",
    "blank_table",
    "bodies_of",
    "body_packs",
    "built_in_catalogue",
    "capacity_of",
    "chosen_catalogue",
    "compare_presets",
    "diagnoses",
    "handover_rows",
    "kind_list",
    "kind_schema",
    "make_demo",
    "meeting_row",
    "open_hub",
    "permission_data",
    "plain",
    "plan_rows",
    "plugin_list",
    "prove_leads",
    "read_choice",
    "register_age",
    "running",
    "scales",
    "tasks_of",
    "visit_rows",
]
