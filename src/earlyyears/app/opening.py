"""Opening a hub: the only place that knows the clock, chance and installed plugins."""

import datetime as dt
import secrets
from collections.abc import Iterable, Sequence
from importlib.metadata import version

from earlyyears.ledger import Ledger
from earlyyears.places import Area
from earlyyears.plugins import Catalogue, catalogue, discover

from .areas import area_of
from .builtin import BuiltIn
from .errors import BadUrlError, NoHubError
from .hub import Edge, Hub

__all__ = ["MACHINE", "built_in_catalogue", "installed_catalogue", "open_hub"]


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def _token(kind: str) -> str:
    return f"{kind}/{secrets.token_hex(8)}"


#: The machine's own clock and chance.
MACHINE = Edge(clock=_now, ids=_token, salts=secrets.token_bytes)


def open_hub(
    url: str,
    *,
    borough: str | Area | Sequence[str] | None = None,
    actor: str = "",
    teams: Iterable[str] = (),
    plugins: Iterable[object] | None = None,
    edge: Edge = MACHINE,
    existing: bool = False,
) -> Hub:
    """Open the hub kept at a store URL, making the store if there is none.

    `url` is `memory:`, `sqlite:///newham.db` or a plugin's scheme.  `borough` is one
    or several local authorities in any usual spelling, `london`, `england` or a
    plugin's name; a hub that has read a register knows its own.  `actor` is the post
    that acts.  `plugins` are those installed, unless they are given.  With `existing`,
    a store in which nothing has been recorded is refused, and none is made.
    """
    offered = built_in_catalogue(_installed() if plugins is None else plugins)
    scheme, colon, _ = url.partition(":")
    if not colon:
        message = f"“{url}” is not a store URL"
        raise BadUrlError(
            message, advice="Write sqlite:///hub.db, or memory:.", url=url
        )
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
    )
    if existing and not ledger.head().commit:
        ledger.close()
        raise _no_hub(url)
    return Hub(ledger, offered, edge, area=wanted, actor=actor, teams=frozenset(teams))


def _no_hub(url: str) -> NoHubError:
    return NoHubError(
        f"there is no hub at “{url}”",
        advice="Check the path, or begin one with: earlyyears onboard FILE.",
        url=url,
    )


def built_in_catalogue(plugins: Iterable[object] = ()) -> Catalogue:
    """What ships with the library together with some plugins."""
    own = BuiltIn()
    type(own).version = version("earlyyears")
    return catalogue([own, *plugins])


def installed_catalogue() -> Catalogue:
    """What ships with the library together with the plugins that are installed."""
    return built_in_catalogue(_installed())


def _installed() -> list[object]:
    return [found.plugin for found in discover() if found.plugin is not None]
