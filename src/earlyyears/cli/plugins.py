"""The commands `plugins …`: which plugins there are and what each offers."""

import click

from .commands import as_json, offered, say

__all__ = ["COMMANDS", "plugins"]


@click.group()
def plugins() -> None:
    """Which plugins there are, and how to make one that can be trusted."""


@plugins.command("list")
@click.option("--json", "as_data", is_flag=True, help="Print JSON.")
def list_(*, as_data: bool) -> None:
    """List the plugins in use, each with its version and what it offers."""
    found = offered().plugins
    if as_data:
        told = [
            {"name": one.name, "version": one.version, "offers": dict(one.offers)}
            for one in found
        ]
        as_json(told)
        return
    say(*(f"{one.name} {one.version}  {', '.join(one.offers)}" for one in found))


#: The commands of this module.
COMMANDS: tuple[click.Command, ...] = (plugins,)
