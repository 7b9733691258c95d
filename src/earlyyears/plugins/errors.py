"""What can be wrong with a plugin, each with its code and the next step."""

from earlyyears.kernel import EarlyYearsError

__all__ = [
    "HookArgumentError",
    "HookRaisedError",
    "NotAllowedError",
    "PluginConflictError",
    "PluginContractError",
    "PluginError",
    "PluginImportError",
    "PluginManifestError",
    "PluginNameError",
    "PluginResultError",
    "PluginSettingsError",
    "StatutoryGuardError",
    "UnknownHookError",
    "UnknownPluginError",
    "UnknownProviderError",
    "UnmarkedHookError",
]


class PluginError(EarlyYearsError):
    """Something that is wrong with a plugin or with how one is asked for.

    `data` names the `plugin`, and where they are known its `version`, the `hook` and
    the `cause`.
    """

    code = "EYP100"

    @property
    def page(self) -> str:
        """Where the documentation explains the code."""
        return f"reference/errors.html#error-{self.code.lower()}"

    def lines(self, running: str = "") -> list[str]:
        """The fault in at most six lines; `running` says which library runs."""
        said = self.data
        plugin = f"plugin {said.get('plugin', '')} {said.get('version', '')}".rstrip()
        cause = [part for part in str(said.get("cause", "")).splitlines() if part][:1]
        return [
            f"{self.message} [{self.code}]",
            "; ".join(part for part in (plugin, running) if part),
            *([f"hook: {said['hook']}"] if said.get("hook") else []),
            *(f"cause: {part}" for part in cause),
            f"next: {' '.join(self.advice.split())}",
            f"more: {self.page}",
        ]

    def __str__(self) -> str:
        return f"{super().__str__()} More: {self.page}"


class PluginImportError(PluginError, ImportError):
    """A plugin that cannot be imported.

    The module, or one that it imports, stops on import.  Run `earlyyears plugins
    doctor NAME`, which reads the source without importing it.  Hubs run without the
    plugin; what needs it says so.
    """

    code = "EYP101"


class UnknownHookError(PluginError, ValueError):
    """A plugin that implements a hook which does not exist.

    The name is misspelt, or belongs to another contract.  The nearest real hook is
    named; the page of each hook is in the reference.
    """

    code = "EYP102"


class HookArgumentError(PluginError, ValueError):
    """A hook that takes arguments; hooks take nothing.

    Write `def rules(self):` in a class and `def rules():` in a module.  What a hook
    needs it finds in the plugin's own `settings`.
    """

    code = "EYP103"


class UnmarkedHookError(PluginError, ValueError):
    """A function with the name of a hook, which nobody marked as one.

    In a module, put `@hookimpl` above it; in a subclass of `BoroughPlugin` a plain
    method is enough.
    """

    code = "EYP104"


class PluginContractError(PluginError, ValueError):
    """A plugin built for a contract that this library cannot serve.

    The message lists what changed since, hook by hook, so that it can be mended by
    hand: see the upgrade guide for authors.
    """

    code = "EYP105"


class PluginConflictError(PluginError, ValueError):
    """Two plugins that offer the same thing under the same name.

    Both are named.  Leave one of them out by name, or have one renamed.
    """

    code = "EYP106"


class PluginResultError(PluginError, TypeError):
    """A hook that gave back something else than it should."""

    code = "EYP107"


class HookRaisedError(PluginError, RuntimeError):
    """A hook that raised while it was asked what it offers.

    A store or a directory that is needed stops the hub; rules become `CannotTell`;
    anything else is left out.  The cause is named by its type and place only: its
    text might hold a password.
    """

    code = "EYP108"


class StatutoryGuardError(PluginError, PermissionError):
    """An answer about money that would have used what the law keeps out of it.

    A borough's own judgement of quality may not decide entitlement money, neither read
    by the rule itself nor through another question that it asks.  The answer becomes
    `CannotTell`, the run goes on, the report says so and a `guard-refusal` is recorded.
    """

    code = "EYP109"


class NotAllowedError(PluginError, PermissionError):
    """A plugin that is installed and that nobody has allowed.

    An installed package is code with full rights, so nothing runs unless it is named:
    `open_hub(plugins=["brook"])`, `--plugin brook`, or `allow = ["brook"]` in the
    file `earlyyears-plugins.toml`.
    """

    code = "EYP110"


class UnknownProviderError(PluginError, LookupError):
    """Something was asked for by a name that no plugin in use offers."""

    code = "EYP111"


class PluginManifestError(PluginError, ValueError):
    """A manifest, `earlyyears.toml`, that cannot be used, with all its faults."""

    code = "EYP112"


class PluginSettingsError(PluginError, ValueError):
    """Settings that a plugin's manifest does not allow, with all their faults."""

    code = "EYP113"


class UnknownPluginError(PluginError, LookupError):
    """A plugin that was named and is neither installed nor a file."""

    code = "EYP114"


class PluginNameError(PluginError, ValueError):
    """A name that a new plugin cannot have, or a folder that is there already."""

    code = "EYP115"
