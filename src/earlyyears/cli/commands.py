"""The group of commands, and the options that several of them share."""

import datetime as dt
import json
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

import click

from earlyyears.app import Catalogue, Hub, chosen_catalogue, open_hub

from .choosing import Group, Session, session_of

__all__ = [
    "Day",
    "as_json",
    "counted",
    "earlyyears",
    "hub_options",
    "offered",
    "on_option",
    "opened",
    "say",
    "session",
]

F = TypeVar("F", bound=Callable[..., Any])


class Day(click.ParamType[dt.date | int]):
    """A day as 2021-09-01 or 01/09/2021; with `commits`, a commit number as well."""

    name = "day"

    def __init__(self, *, commits: bool = False) -> None:
        self.commits = commits

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> dt.date | int:
        """Read a day, or say how one is written."""
        if isinstance(value, dt.date | int):
            return value
        if self.commits and value.isdigit():
            return int(value)
        for form in ("%Y-%m-%d", "%d/%m/%Y"):
            try:
                return dt.datetime.strptime(value, form).date()  # noqa: DTZ007  a day, no time
            except ValueError:
                continue
        also = " or a commit number" if self.commits else ""
        return self.fail(f"“{value}” is not a day. Write 2021-09-01{also}.", param, ctx)


_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="earlyyears", message="earlyyears %(version)s")
@click.option(
    "--plugin",
    "named",
    multiple=True,
    metavar="NAME|FILE",
    help="Use this plugin: an installed one by name, or a single .py file.",
)
@click.option("--without", multiple=True, metavar="NAME", help="Leave this plugin out.")
@click.option(
    "--plugins",
    "file",
    type=_FILE,
    envvar="EARLYYEARS_PLUGINS",
    help="File that says which plugins are allowed; earlyyears-plugins.toml if here.",
)
@click.option(
    "--strict",
    is_flag=True,
    envvar="EARLYYEARS_STRICT",
    help="Stop where something is wrong with a plugin.",
)
@click.option(
    "--trace",
    is_flag=True,
    envvar="EARLYYEARS_TRACE",
    help="Say on stderr which rule of which plugin answered what, and how quickly.",
)
def earlyyears(**_: object) -> None:
    """Early years hub partnerships: who supports which setting, and why.

    Begin with `earlyyears demo`, or with your own Ofsted file:
    `earlyyears onboard FILE --borough newham --store sqlite:///newham.db`.
    """


def session() -> Session:
    """What was said before the command: which plugins, and whether to trace."""
    return session_of(click.get_current_context())


def offered() -> Catalogue:
    """What ships together with what the plugins in use offer."""
    return chosen_catalogue(session().choice)


def hub_options(command: F) -> F:
    """Add the options that say which hub, and as whom."""
    store = click.option(
        "--store",
        required=True,
        metavar="URL",
        help="Where the hub is kept: sqlite:///FILE.",
    )
    actor = click.option(
        "--as",
        "actor",
        default="",
        metavar="POST",
        help="The post that acts, such as data-officer.",
    )
    return store(actor(command))


def on_option(command: F) -> F:
    """Add the options that say which day, and as known when."""
    on = click.option(
        "--on", type=Day(), help="The day asked about; today if left out."
    )
    as_at = click.option(
        "--as-at",
        type=Day(commits=True),
        help="As known at the end of a day, or up to a commit.",
    )
    return on(as_at(command))


def opened(
    store: str,
    actor: str,
    borough: str | Sequence[str] | None = None,
    *,
    existing: bool = True,
) -> Hub:
    """The hub of the shared options; one is made only where that is meant."""
    here = session()
    return open_hub(
        store,
        borough=borough,
        actor=actor,
        plugins=here.choice,
        trace=here.trace,
        existing=existing,
    )


def as_json(data: Any) -> None:
    """Print data as JSON, one way for every command."""
    click.echo(json.dumps(data, indent=1, ensure_ascii=False, default=_plain))


def _plain(value: Any) -> Any:
    """Days as text and exact sums as numbers, which is all that JSON has."""
    if isinstance(value, Decimal):
        whole = value.to_integral_value()
        return int(whole) if whole == value else float(value)
    return str(value)


def say(*lines: str) -> None:
    """Print lines."""
    for line in lines:
        click.echo(line)


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun, as people say it.

    >>> counted(1, "row"), counted(1200, "row"), counted(2, "is", "are")
    ('1 row', '1,200 rows', '2 are')
    """
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"
