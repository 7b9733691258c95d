"""The commands `plugins …`: which there are, what is wrong with one, a new one."""

import click

from earlyyears.app import diagnoses, plugin_list, running

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
@click.argument("plugin", metavar="NAME|FILE", default="")
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


#: The commands of this module.
COMMANDS: tuple[click.Command, ...] = (plugins,)
