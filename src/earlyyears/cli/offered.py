"""Commands that plugins offer, as commands of the program."""

import click

from earlyyears.app import Choice, Command, chosen_catalogue

from .commands import hub_options, opened, say

__all__ = ["commands_of"]


def commands_of(choice: Choice) -> dict[str, click.Command]:
    """The commands of the plugins that a choice names, by name."""
    offered = chosen_catalogue(choice).commands
    return {name: _command(one) for name, one in offered.items()}


def _command(one: Command) -> click.Command:
    @click.command(one.name, help=one.about)
    @click.argument("words", nargs=-1)
    @hub_options
    def run(words: tuple[str, ...], store: str, actor: str) -> None:
        with opened(store, actor) as hub:
            say(*one.run(hub, words))

    return run
