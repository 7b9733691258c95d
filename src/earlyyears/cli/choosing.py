"""Which plugins a command uses, and whether it tells of every rule that is asked."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import click

from earlyyears.app import Choice, Traced, read_choice

__all__ = ["Group", "Session", "session_of"]

#: Read from the folder where a command is given, if it lies there.
_FILE = Path("earlyyears-plugins.toml")


class Session:
    """What holds for the command that is given: its plugins, and who is told."""

    def __init__(self, choice: Choice | None = None) -> None:
        self.choice = choice or Choice()
        #: Is told of every rule that is asked; nothing: nobody is.
        self.trace: Callable[[Traced], object] | None = None


def choice_of(
    named: Sequence[str], without: Sequence[str], file: Path | None, *, strict: bool
) -> Choice:
    """The choice of the file, if there is one, with what the command line adds."""
    here = file or (_FILE if _FILE.is_file() else None)
    held = read_choice(here) if here else Choice()
    return Choice(
        (*held.allow, *named),
        (*held.without, *without),
        held.settings,
        held.strict or strict,
    )


def session_of(ctx: click.Context) -> Session:
    """What was said before the command, from the program's own options."""
    top = ctx.find_root()
    if not isinstance(top.obj, Session):
        said = top.params
        top.obj = Session(
            choice_of(
                said.get("named", ()),
                said.get("without", ()),
                said.get("file"),
                strict=said.get("strict", False),
            )
        )
        if said.get("trace"):
            top.obj.trace = _trace
    return top.obj


def _trace(line: Traced) -> None:
    click.echo(str(line), err=True)


def _none(_: Choice) -> dict[str, click.Command]:
    return {}


class Group(click.Group):
    """The program, which also knows the commands of the plugins in use."""

    #: Gives the commands of the plugins that a choice names.
    offered: Callable[[Choice], Mapping[str, click.Command]] = staticmethod(_none)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """One that ships, or one that a plugin in use offers."""
        shipped = super().get_command(ctx, cmd_name)
        if shipped is not None:
            return shipped
        here = session_of(ctx)
        if not here.choice.allow:
            return None
        return self.offered(here.choice).get(cmd_name)
