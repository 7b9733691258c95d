"""The commands `plugins check` and `plugins diff`: is it right, and what changed."""

from pathlib import Path

import click

from .commands import as_json, say

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


#: The commands of this module, for the group `plugins`.
COMMANDS: tuple[click.Command, ...] = (check,)
