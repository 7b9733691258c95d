"""Run a command and turn whatever fails into a sentence and an exit code."""

import contextlib
import sys
import warnings
from collections.abc import Generator
from typing import TextIO

import click

from earlyyears.app import (
    EarlyYearsError,
    PluginDeprecationWarning,
    PluginError,
    PluginWarning,
    running,
)

from .program import program

__all__ = ["run"]


def run(arguments: list[str]) -> int:
    """Run the command line; nothing a user does ends in a traceback."""
    debug = "--debug" in arguments
    words = [word for word in arguments if word != "--debug"]
    with _plain_output(), _plain_warnings():
        try:
            code = program.main(words, prog_name="earlyyears", standalone_mode=False)
        except click.ClickException as fault:
            fault.show()
            return fault.exit_code
        except click.Abort:
            return _said("Stopped.", 130)
        except Exception as fault:
            if debug and not isinstance(fault, EarlyYearsError | OSError):
                raise
            return _said(_told(fault), 1)
    return code if isinstance(code, int) else 0


def _told(fault: Exception) -> str:
    """What failed, in a sentence, or for a plugin in at most six lines."""
    match fault:
        case PluginError():
            return "\n".join(fault.lines(running()))
        case EarlyYearsError():
            return f"{fault} [{fault.code}]"
        case OSError():
            return _about_file(fault)
        case ExceptionGroup() if fault.split(PluginError)[1] is None:
            return "\n".join((fault.message, *map(_told, fault.exceptions)))
        case _:
            return _inner(fault)


def _said(sentence: str, code: int) -> int:
    click.echo(f"Error: {sentence}" if code == 1 else sentence, err=True)
    return code


def _about_file(fault: OSError) -> str:
    named = f": {fault.filename}" if fault.filename else ""
    return f"{fault.strerror or 'the file could not be used'}{named}. Check the path."


def _inner(fault: Exception) -> str:
    return (
        f"something inside earlyyears failed ({type(fault).__name__})."
        " Nothing was written. Run the command again with --debug and report it."
    )


@contextlib.contextmanager
def _plain_warnings() -> Generator[None]:
    """Say in lines what plugins do amiss while a command runs, each once."""
    told: set[str] = set()
    with warnings.catch_warnings():
        shown = warnings.showwarning

        def show(
            message: Warning | str,
            category: type[Warning],
            filename: str,
            lineno: int,
            file: TextIO | None = None,
            line: str | None = None,
        ) -> None:
            text = str(message)
            if not issubclass(category, PluginWarning | PluginDeprecationWarning):
                shown(message, category, filename, lineno, file, line)
            elif text not in told:
                told.add(text)
                click.echo(f"Warning: {text}", err=True)

        for one in (PluginWarning, PluginDeprecationWarning):
            warnings.simplefilter("always", one)
        warnings.showwarning = show
        yield


@contextlib.contextmanager
def _plain_output() -> Generator[None]:
    """Let a closed pipe, as of `| head`, end the command quietly."""
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        sys.stderr.close()
