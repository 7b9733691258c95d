"""The commands `plugins …`: which there are, what is wrong with one, a new one."""

from pathlib import Path

import click

from earlyyears.app import begin_plugin, diagnoses, plugin_list, running

from .commands import as_json, say, session

__all__ = ["COMMANDS", "plugins"]


@click.group()
def plugins() -> None:
    """Which plugins there are, and how to make one that can be trusted."""


@plugins.command("list")
@click.option("--json", "as_data", is_flag=True, help="Print JSON.")
def list_(*, as_data: bool) -> None:
    """List the plugins: in use, installed and not in use, refused, and why."""
    found = plugin_list(session().choice)
    if as_data:
        as_json({"running": running(), "plugins": [one.as_data() for one in found]})
        return
    say(running(), *(line for one in found for line in one.lines(running())))


@plugins.command()
@click.argument("plugin", metavar="NAME|PATH", default="")
@click.option("--json", "as_data", is_flag=True, help="Print JSON.")
def doctor(plugin: str, *, as_data: bool) -> None:
    """Say what is wrong with a plugin, or with all, without importing it."""
    found = diagnoses(plugin)
    if as_data:
        as_json([one.as_data() for one in found])
    else:
        say(*(line for one in found for line in one.lines()))
        if not found:
            say("No plugin is installed.")
    if any(one.faults for one in found):
        raise click.exceptions.Exit(1)


@plugins.command()
@click.argument("name")
@click.option("--single-file", is_flag=True, help="One file, without packaging.")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(),
    help="Folder to write it into; the current one if left out.",
)
def new(name: str, out: Path, *, single_file: bool) -> None:
    """Write a new plugin called NAME, which is sound as it is."""
    written = begin_plugin(name, out, single_file=single_file)
    say(*map(str, written))
    if single_file:
        say(f"Next: earlyyears --plugin {written[0]} plugins list")
    else:
        say(f'Next: pip install --editable "{out / f"earlyyears-{name}"}[tests]"')


#: The commands of this module.
COMMANDS: tuple[click.Command, ...] = (plugins,)
