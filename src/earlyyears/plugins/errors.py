"""What can be wrong with a plugin, each with its code and the next step."""

from earlyyears.kernel import EarlyYearsError

__all__ = [
    "PluginConflictError",
    "PluginContractError",
    "PluginImportError",
    "PluginResultError",
    "UnknownHookError",
    "UnknownProviderError",
]


class PluginImportError(EarlyYearsError, ImportError):
    """A plugin that cannot be imported."""

    code = "EYP101"


class UnknownHookError(EarlyYearsError, ValueError):
    """A plugin that implements a hook which does not exist."""

    code = "EYP102"


class PluginContractError(EarlyYearsError, ValueError):
    """A plugin built for another contract than the one that runs."""

    code = "EYP105"


class PluginConflictError(EarlyYearsError, ValueError):
    """Two plugins that offer the same thing under the same name."""

    code = "EYP106"


class PluginResultError(EarlyYearsError, TypeError):
    """A hook that gave back something else than it should, or raised."""

    code = "EYP107"


class UnknownProviderError(EarlyYearsError, LookupError):
    """Something was asked for by a name that no plugin offers."""

    code = "EYP108"
