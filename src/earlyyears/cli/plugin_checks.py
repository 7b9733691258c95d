"""The commands `plugins check` and `plugins diff`: is it right, and what changed."""

import datetime as dt
from pathlib import Path

import click

from .commands import Day, as_json, say

__all__ = ["COMMANDS"]


@click.command()
@click.argument("plugin", metavar="NAME|PATH")
@click.option("--json", "as_data", is_flag=True, help="Print JSON.")
@click.option(
    "--result",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Result file; beside the plugin, or NAME.kit-result.json here.",
)
@click.option("--fewer", default="", metavar="WHY", help="Why fewer checks run now.")
def check(plugin: str, *, as_data: bool, result: Path | None, fewer: str) -> None:
    """Run the kits on a plugin: installed by name, or a file, folder or wheel."""
    from earlyyears.testing.checking import check_plugin
    from earlyyears.testing.telling import lines_of

    told = check_plugin(plugin, result=result, fewer=fewer)
    if as_data:
        as_json(told.as_data())
    else:
        say(*lines_of(told))
    if told.verdict == "fails":
        raise click.exceptions.Exit(1)


@click.command()
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.option("--on", "days", multiple=True, type=Day(), help="Ask about this day too.")
@click.option("--seed", default=7, help="Which fictional borough is asked about.")
@click.option("--json", "as_data", is_flag=True, help="Print JSON.")
def diff(
    old: str, new: str, *, days: tuple[dt.date, ...], seed: int, as_data: bool
) -> None:
    """Run two versions of a plugin side by side: what changed, and by which rule.

    OLD and NEW are each a single file, a project's folder or a wheel.
    """
    from earlyyears.testing.comparing import compare_versions

    told = compare_versions(old, new, seed=seed, days=days)
    if as_data:
        as_json(told.as_data())
    else:
        say(*told.lines())


#: The commands of this module, for the group `plugins`.
COMMANDS: tuple[click.Command, ...] = (check, diff)
