"""Commands about tables: kinds, template, schema, import, export, archive, restore."""

import datetime as dt
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from earlyyears.app import (
    DateRange,
    EarlyYearsError,
    blank_table,
    kind_list,
    kind_schema,
)

from .commands import as_json, counted, hub_options, offered, opened, say

_OUT = click.Path(dir_okay=False, path_type=Path)
_IN = click.Path(exists=True, dir_okay=False, path_type=Path)
_DAY = dt.timedelta(days=1)
#: How many ids or faults are printed before the rest is counted.
_SHOWN = 20
#: How many of those that a file lacks are named.
_NAMED = 6


class Days(click.ParamType[DateRange]):
    """A stretch of days as 2021-09-01..2022-08-31, the last day included."""

    name = "from..to"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> DateRange:
        """Read a stretch, or say how one is written."""
        if isinstance(value, DateRange):
            return value
        first, dots, last = str(value).partition("..")
        try:
            start = dt.date.fromisoformat(first) if first or not dots else None
            end = dt.date.fromisoformat(last) + _DAY if last or not dots else None
            return DateRange(start, end)
        except ValueError:
            said = "Write 2021-09-01..2022-08-31; either side may be left out."
            return self.fail(f"“{value}” is not a stretch of days. {said}", param, ctx)


@click.command()
@click.option("--json", "as_data", is_flag=True, help="Print JSON.")
def kinds(*, as_data: bool) -> None:
    """List the kinds of record, what they are and who sees them."""
    found = kind_list(offered())
    if as_data:
        names = ("name", "says", "visible", "purpose", "personal")
        as_json([{name: getattr(one, name) for name in names} for one in found])
        return
    for one in found:
        about = "  (about people)" if one.personal else ""
        say(f"{one.name:<18} {one.visible:<14} {one.says}{about}")


@click.command()
@click.argument("kind")
@click.option(
    "-o", "--out", type=_OUT, help="File to write, .csv or .xlsx; printed if left out."
)
def template(kind: str, out: Path | None) -> None:
    """Write a blank table of KIND to fill in."""
    ending = ".csv" if out is None else out.suffix.lower()
    content = blank_table(offered(), kind, ending)
    if out is None:
        click.echo(content.decode("utf-8-sig"), nl=False)
        return
    _new(out)
    out.write_bytes(content)
    say(f"{out}: fill in the rows beneath the example, and import it.")


def _new(out: Path) -> None:
    if out.exists():
        message = f"{out} is there already. Give another name, or move it away."
        raise click.ClickException(message)


@click.command()
@click.argument("kind")
def schema(kind: str) -> None:
    """Print the JSON Schema of KIND."""
    as_json(kind_schema(offered(), kind))


@click.command("import")
@click.argument("file", type=_IN)
@click.option("--kind", required=True, metavar="KIND", help="What the rows are.")
@hub_options
@click.option(
    "--complete",
    type=Days(),
    metavar="FROM..TO",
    help="The file is the whole truth for these days: what it lacks ends.",
)
@click.option("--dry-run", is_flag=True, help="Report, and write nothing.")
@click.option("--reason", default="", help="Why, for the record.")
@click.option("--json", "as_data", is_flag=True, help="Print JSON.")
def import_(
    file: Path,
    kind: str,
    store: str,
    actor: str,
    complete: DateRange | None,
    reason: str,
    *,
    dry_run: bool,
    as_data: bool,
) -> None:
    """Bring the table FILE into the hub, whole or not at all."""
    with opened(store, actor, existing=False) as hub:
        report = _read(
            lambda: hub.import_table(
                file,
                kind,
                reason=reason,
                complete=complete,
                dry_run=dry_run,
                progress=None if as_data else _progress,
            )
        )
    told = report.as_data()
    if as_data:
        as_json(told)
    else:
        say(*_told(told, dry_run=dry_run))
    if not report.ok:
        raise click.exceptions.Exit(1)


def _read(work: Callable[[], Any]) -> Any:
    """The report of an import, which a refused table has as well."""
    try:
        return work()
    except EarlyYearsError as error:
        if "report" not in error.data:
            raise
        return error.data["report"]


def _progress(rows: int) -> None:
    """Say how far the reading is, where a person is looking."""
    if sys.stderr.isatty():
        click.echo(f"\r{rows:>9,} rows read", nl=False, err=True)


_ROWS = {
    "loaded": "loaded",
    "duplicates": "said twice",
    "blank": "blank",
    "notes": "explanations",
    "set_aside": "set aside",
}
#: The same of a table that is refused, of which nothing was loaded.
_REFUSED = {**_ROWS, "loaded": "without a fault"}


def _told(told: dict[str, Any], *, dry_run: bool) -> list[str]:
    faults = told["findings"]
    return [
        f"{told['file']}: {counted(told['rows'], 'row')} of the kind {told['kind']}",
        *(
            f"  {told[key]:>7,} {words}"
            for key, words in (_REFUSED if faults else _ROWS).items()
        ),
        *_left_out(told["left_out"]),
        *([] if faults else _hub(told)),
        *(f"  note: {_fault(each)}" for each in told["warnings"][:_SHOWN]),
        *_more(len(told["warnings"])),
        *(f"  {_fault(each)}" for each in faults[:_SHOWN]),
        *_more(len(faults)),
        _end(told, dry_run=dry_run),
    ]


def _hub(told: dict[str, Any]) -> list[str]:
    """What becomes of the hub."""
    return [
        _news(told),
        *(f"  {each['id']}: {each['what']}" for each in told["differences"][:_SHOWN]),
        *_missing(told["missing_called"]),
    ]


def _missing(names: Sequence[str]) -> list[str]:
    if not names:
        return []
    them = "that the hub knows is" if len(names) == 1 else "that the hub knows are"
    stay = "it stays" if len(names) == 1 else "they stay"
    rest = len(names) - _NAMED
    return [
        f"{len(names):,} {them} not in the file; {stay}:",
        *(f"  {each}" for each in names[:_NAMED]),
        *([f"  and {rest:,} more; --json lists them all"] if rest > 0 else []),
    ]


def _left_out(sheets: list[str]) -> list[str]:
    named = ", ".join(f"“{one}”" for one in sheets)
    return [f"Other sheets were passed over: {named}."] if sheets else []


def _news(told: dict[str, Any]) -> str:
    counts = (
        f"{told[key]:,} {words}"
        for key, words in (
            ("added", "new"),
            ("changed", "changed"),
            ("unchanged", "as they were"),
            ("ended", "ended"),
        )
    )
    return f"{', '.join(counts)}."


def _more(count: int) -> list[str]:
    rest = count - _SHOWN
    return [f"  and {rest:,} more; --json lists them all"] if rest > 0 else []


def _fault(fault: dict[str, Any]) -> str:
    row = f"row {fault['row']}" if fault["row"] else ""
    column = f"“{fault['column']}”" if fault["column"] else ""
    place = ", ".join(filter(None, (row, column)))
    said = f"{place}: " if place else ""
    said += f"{fault['message']}. {fault['advice']}"
    return f"{said.rstrip()} [{fault['code']}]"


def _end(told: dict[str, Any], *, dry_run: bool) -> str:
    if told["findings"]:
        count = len(told["findings"])
        them = "it" if count == 1 else "them"
        faults = counted(count, "fault")
        return f"{faults}: nothing was written. Correct {them} and try again."
    if told["wrote"]:
        return f"Commit {told['commit']}."
    return "A dry run: nothing was written." if dry_run else "Nothing new to write."


@click.command()
@click.argument("kind")
@hub_options
@click.option(
    "-o",
    "--out",
    type=_OUT,
    required=True,
    help="File to write: .csv, .xlsx or .jsonl.",
)
def export(kind: str, store: str, actor: str, out: Path) -> None:
    """Write every record of KIND as the table that import reads."""
    _new(out)
    with opened(store, actor) as hub:
        count = hub.export(kind, out)
    say(f"{out}: {counted(count, 'row')}.")


@click.command()
@click.argument("file", type=_OUT)
@hub_options
def archive(file: Path, store: str, actor: str) -> None:
    """Write the whole hub, what is confidential included, into the new FILE."""
    _new(file)
    with opened(store, actor) as hub:
        made = hub.archive(file)
    say(
        f"{file}: {counted(made.commits, 'commit')}, {counted(made.rows, 'row')}.",
        f"Keep the digest somewhere else: {made.digest}",
    )


@click.command()
@click.argument("file", type=_IN)
@hub_options
def restore(file: Path, store: str, actor: str) -> None:
    """Fill a new store from the archive FILE, and verify it."""
    with opened(store, actor, existing=False) as hub:
        found = hub.restore(file)
    say(f"{found}.", f"Digest: {found.head.digest}")


#: The commands of this module.
COMMANDS: tuple[click.Command, ...] = (
    kinds,
    template,
    schema,
    import_,
    export,
    archive,
    restore,
)
