"""Commands that write reports: report and demo."""

import datetime as dt
from pathlib import Path

import click

from earlyyears.app import Change, make_demo

from .commands import Day, hub_options, on_option, opened, say

_AUDIENCES = click.Choice(["public", "steering", "internal"])


@click.command()
@click.argument("name", default="support")
@hub_options
@on_option
@click.option("--audience", type=_AUDIENCES, required=True, help="Who may see it.")
@click.option(
    "--out",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="File to write: .html, .csv or .json.",
)
@click.option(
    "--reissue",
    type=Day(commits=True),
    help="Say what has changed since it was given out.",
)
def report(
    name: str,
    store: str,
    actor: str,
    on: dt.date | None,
    as_at: dt.date | int | None,
    audience: str,
    out: Path,
    reissue: dt.date | int | None,
) -> None:
    """Write the report NAME, made safe for its audience."""
    with opened(store, actor) as hub:
        if reissue is None:
            hub.report(name, on=on, as_at=as_at).save(out, audience=audience)
            changes: tuple[Change, ...] = ()
        else:
            changes = hub.reissue(name, out, audience=audience, since=reissue, on=on)
        number = hub.given_out
    say(str(out), *(f"{one.where}: {one}" for one in changes))
    say(f"Given out with commit {number}.")


@click.command()
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("demo"),
    help="Folder for the hub and its report.",
)
@click.option(
    "--seed", type=int, default=2018, help="Another seed makes another borough."
)
def demo(out: Path, seed: int) -> None:
    """Make a fictional borough and print its report."""
    made = make_demo(out, seed)
    say(*made.lines())


#: The commands of this module.
COMMANDS: tuple[click.Command, ...] = (report, demo)
