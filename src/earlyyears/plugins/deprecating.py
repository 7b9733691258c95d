"""Old names that go on working: a hook, or a field of a value, with one warning each.

The warning names the plugin and what to write instead.  Which plugin it is, is known
while it is loaded and asked.
"""

import contextlib
import warnings
from collections.abc import Callable, Generator
from contextvars import ContextVar
from functools import wraps
from typing import Any, TypeVar

__all__ = ["PluginDeprecationWarning", "at_work", "renamed_fields", "warn_renamed"]

T = TypeVar("T", bound=type[Any])

#: Name of the plugin that is being loaded or asked just now.
_AT_WORK: ContextVar[str] = ContextVar("earlyyears_plugin", default="")


class PluginDeprecationWarning(DeprecationWarning):
    """A plugin uses a name that will go; the message says what to write instead."""


@contextlib.contextmanager
def at_work(plugin: str) -> Generator[None]:
    """While the block runs, warnings are about this plugin."""
    token = _AT_WORK.set(plugin)
    try:
        yield
    finally:
        _AT_WORK.reset(token)


def warn_renamed(what: str, instead: str, *, level: int = 3) -> None:
    """Warn that the plugin at work uses an old name."""
    plugin = _AT_WORK.get()
    who = f"the plugin “{plugin}”" if plugin else "this code"
    warnings.warn(
        f"{who} uses {what}, which will go; write {instead}",
        PluginDeprecationWarning,
        stacklevel=level,
    )


def renamed_fields(**old: str) -> Callable[[T], T]:
    """Let a value be made and read with the old names of its fields for a while.

    >>> from earlyyears.kernel import frozen
    >>> @renamed_fields(colour="shade")
    ... @frozen
    ... class Paint:
    ...     shade: str
    >>> with warnings.catch_warnings(record=True) as caught:
    ...     warnings.simplefilter("always")
    ...     paint = Paint(colour="red")
    >>> paint.shade, str(caught[0].message)
    ('red', 'this code uses Paint.colour, which will go; write Paint.shade')
    """

    def changed(cls: T) -> T:
        made = cls.__init__

        @wraps(made)
        def init(self: Any, *given: Any, **named: Any) -> None:
            for before, now in old.items():
                if before in named:
                    warn_renamed(f"{cls.__name__}.{before}", f"{cls.__name__}.{now}")
                    named[now] = named.pop(before)
            made(self, *given, **named)

        cls.__init__ = init
        for before, now in old.items():
            setattr(cls, before, _old(cls.__name__, before, now))
        return cls

    return changed


def _old(name: str, before: str, now: str) -> property:
    def read(self: Any) -> Any:
        warn_renamed(f"{name}.{before}", f"{name}.{now}")
        return getattr(self, now)

    return property(read, doc=f"Old name of `{now}`.")
