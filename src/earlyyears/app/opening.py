"""Opening a hub: the only place that knows the clock, chance and installed plugins."""

import datetime as dt
import re
import secrets
import time
import warnings
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib.metadata import version
from typing import Any, TypeAlias

from earlyyears.kernel import evolve
from earlyyears.ledger import Ledger
from earlyyears.places import Area
from earlyyears.plugins import (
    NOTHING,
    Catalogue,
    Choice,
    Chosen,
    PluginError,
    Traced,
    Tracer,
    catalogue,
    choose_plugins,
    discover,
)

from .areas import area_of
from .builtin import BuiltIn
from .errors import BadUrlError, NoHubError
from .guarding import keep_refusals
from .hub import UNNAMED, Edge, Hub
from .permitting import permissions_of

__all__ = [
    "MACHINE",
    "PluginWarning",
    "Plugins",
    "built_in_catalogue",
    "catalogue_of",
    "chosen_catalogue",
    "open_hub",
    "running",
]

_GIVEN = re.compile(r"^(\w+://[^:/@]*):.*@")
_ASKED = re.compile(r"([?&]password=)[^&]*")

#: What names the plugins of a hub: names, paths, plugins themselves, `"all"` for every
#: installed one, or a `Choice`; nothing means none.
Plugins: TypeAlias = Choice | Iterable[object] | str | None


class PluginWarning(UserWarning):
    """A plugin that was to be used and cannot be; the hub goes on without it."""


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def _token(kind: str) -> str:
    return f"{kind}/{secrets.token_hex(8)}"


#: The machine's own clock and chance.
MACHINE = Edge(clock=_now, ids=_token, salts=secrets.token_bytes)


def open_hub(  # noqa: PLR0913  one option each, all but the first by name
    url: str,
    *,
    borough: str | Area | Sequence[str] | None = None,
    actor: str = "",
    teams: Iterable[str] = (),
    plugins: Plugins = None,
    without: Iterable[str] = (),
    settings: Mapping[str, Mapping[str, Any]] | None = None,
    strict: bool = False,
    trace: Callable[[Traced], object] | None = None,
    edge: Edge = MACHINE,
    existing: bool = False,
) -> Hub:
    """Open the hub kept at a store URL, making the store if there is none.

    `url` is `memory:`, `sqlite:///newham.db` or a plugin's scheme.  `borough` is one
    or several local authorities in any usual spelling, `london`, `england` or a
    plugin's name; a hub that has read a register knows its own.  `actor` is the post
    that acts; once the hub holds a post or a seat, nothing is written without one.

    `plugins` names those to use: installed ones by name, single files by path, plugins
    themselves, or `"all"`; what is merely installed is not used.  `without` leaves
    some out by name, `settings` holds what is set for each.  A plugin that cannot be
    used is left out with a `PluginWarning`; `strict` makes it stop the hub.  `trace`
    is told of every rule that is asked.

    With `existing`, a store in which nothing has been recorded is refused, and none is
    made.
    """
    choice = _choice(plugins, without, settings, strict=strict)
    offered = chosen_catalogue(choice, trace=trace, level=3)
    scheme, colon, _ = url.partition(":")
    if not colon:
        message = f"“{url}” is not a store URL"
        raise BadUrlError(
            message, advice="Write sqlite:///hub.db, or memory:.", url=url
        )
    policy = permissions_of(offered)
    wanted = area_of(borough, offered.plugins)
    driver = offered.store_for(scheme)
    if existing and driver.is_there is not None and not driver.is_there(url):
        raise _no_hub(url)
    ledger = Ledger(
        driver.open(url),
        offered.kinds.values(),
        clock=edge.clock,
        ids=edge.ids,
        salts=edge.salts,
        guards=offered.guards,
        rules=offered.rules,
    )
    if existing and not ledger.head().commit:
        ledger.close()
        raise _no_hub(url)
    keep_refusals(offered.refusals, ledger, actor=actor or UNNAMED, tell=_warn)
    for doubt in offered.doubts:
        warnings.warn(str(doubt), PluginWarning, stacklevel=2)
    return Hub(
        ledger,
        offered,
        edge,
        area=wanted,
        actor=actor,
        teams=frozenset(teams),
        policy=policy,
    )


def _warn(fault: PluginError) -> None:
    warnings.warn("\n".join(fault.lines(running())), PluginWarning, stacklevel=2)


def _no_hub(url: str) -> NoHubError:
    shown = _without_password(url)
    return NoHubError(
        f"there is no hub at “{shown}”",
        advice="Check the path, or begin one with: earlyyears onboard FILE.",
        url=shown,
    )


def _without_password(url: str) -> str:
    """A store URL as it may be shown: a server's may hold a password."""
    return _ASKED.sub(r"\1…", _GIVEN.sub(r"\1:…@", url))


def running() -> str:
    """Which library runs, and which contract it speaks."""
    from earlyyears.plugins import CONTRACT

    return f"earlyyears {version('earlyyears')}, contract {CONTRACT}"


def built_in_catalogue(plugins: Iterable[object] = ()) -> Catalogue:
    """What ships with the library together with some plugins, all faults raised."""
    return catalogue([_own(), *plugins])


def chosen_catalogue(
    choice: Choice = NOTHING,
    *,
    trace: Callable[[Traced], object] | None = None,
    level: int = 2,
) -> Catalogue:
    """What ships with the library together with the plugins that a choice names.

    What is wrong with one is told as a `PluginWarning`, at the caller's `level`.
    """
    found = catalogue_of(choice, choose_plugins(choice, discover()), trace=trace)
    for fault in found.faults:
        text = "\n".join(fault.lines(running()))
        warnings.warn(text, PluginWarning, stacklevel=level)
    return found


def catalogue_of(
    choice: Choice, chosen: Chosen, *, trace: Callable[[Traced], object] | None = None
) -> Catalogue:
    """What ships with the library together with plugins that were chosen."""
    return catalogue(
        [_own(), *chosen.ready],
        strict=choice.strict,
        settings=choice.settings,
        tracer=Tracer(trace, time.perf_counter_ns) if trace else None,
        faults=chosen.faults,
        failed=chosen.failed,
        elsewhere=chosen.elsewhere,
    )


def _own() -> BuiltIn:
    own = BuiltIn()
    type(own).version = version("earlyyears")
    return own


def _choice(
    plugins: Plugins,
    without: Iterable[str],
    settings: Mapping[str, Mapping[str, Any]] | None,
    *,
    strict: bool,
) -> Choice:
    if not isinstance(plugins, Choice):
        allow = (plugins,) if isinstance(plugins, str) else tuple(plugins or ())
        return Choice(allow, tuple(without), settings or {}, strict)
    return evolve(
        plugins,
        without=(*plugins.without, *without),
        settings={**plugins.settings, **(settings or {})},
        strict=plugins.strict or strict,
    )
