"""The commands `visits due`, `plans`, `handovers` and `worklist`: the Monday lists."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import click

from earlyyears.app import (
    Hub,
    handover_rows,
    plan_rows,
    tasks_of,
    visit_rows,
)

from .commands import as_json, counted, hub_options, on_option, opened, say

_AUDIENCES = click.Choice(["public", "steering", "internal"])
_Rows = Iterable[Any]
_NO_FIRST_PAGE = "The page leaves first leads out: give --first without --out."


def _list_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of every list: the hub, the day, and how it is given."""
    out = click.option(
        "--out",
        type=click.Path(dir_okay=False, path_type=Path),
        help="Write a page instead: .html, .csv or .json.",
    )
    data = click.option("--json", "as_data", is_flag=True, help="Print JSON.")
    return hub_options(on_option(out(data(command))))


def _audience_option(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.option(
        "--audience",
        type=_AUDIENCES,
        default="internal",
        help="Who may see the page; officers if left out.",
    )(command)


@click.group()
def visits() -> None:
    """Visits to settings, and from settings to the mentor's school."""


@visits.command()
@_list_options
@_audience_option
@click.option("--days", type=click.IntRange(0, 366), default=14, help="How far ahead.")
def due(
    store: str,
    actor: str,
    on: dt.date | None,
    as_at: dt.date | int | None,
    out: Path | None,
    audience: str,
    days: int,
    *,
    as_data: bool,
) -> None:
    """List visits that are due or late, and follow-ups that are due."""
    with opened(store, actor) as hub:
        if out is not None:
            _page(hub, "visits", on, as_at, out, audience)
            return
        view = hub.at(on, as_at=as_at)
        rows = visit_rows(view, days=days)
    _given(rows, _visit, ("visit",), as_data=as_data)


@click.command()
@_list_options
@_audience_option
def plans(
    store: str,
    actor: str,
    on: dt.date | None,
    as_at: dt.date | int | None,
    out: Path | None,
    audience: str,
    *,
    as_data: bool,
) -> None:
    """List open action plans, those with most that is late first."""
    with opened(store, actor) as hub:
        if out is not None:
            _page(hub, "plans", on, as_at, out, audience)
            return
        rows = plan_rows(hub.at(on, as_at=as_at))
    _given(rows, _plan, ("open plan",), as_data=as_data)


@click.command()
@_list_options
@_audience_option
@click.option("--every", is_flag=True, help="Those already accepted as well.")
@click.option(
    "--first", is_flag=True, help="First leads, which nobody has to accept, as well."
)
def handovers(  # noqa: PLR0913  one parameter an option
    store: str,
    actor: str,
    on: dt.date | None,
    as_at: dt.date | int | None,
    out: Path | None,
    audience: str,
    *,
    every: bool,
    first: bool,
    as_data: bool,
) -> None:
    """List handovers that wait to be accepted, the oldest first."""
    if first and out is not None:
        raise click.UsageError(_NO_FIRST_PAGE)
    with opened(store, actor) as hub:
        if out is not None:
            _page(hub, "handovers", on, as_at, out, audience)
            return
        found = handover_rows(hub.at(on, as_at=as_at), every=every, first=True)
    rows = [row for row in found if first or row.giver]
    _given(rows, _handover, ("handover",), as_data=as_data)
    if not as_data:
        say(*_between(found, listed=first))


@click.command()
@_list_options
def worklist(
    store: str,
    actor: str,
    on: dt.date | None,
    as_at: dt.date | int | None,
    out: Path | None,
    *,
    as_data: bool,
) -> None:
    """List what the post named with --as has to do, statutory duties first."""
    if not actor:
        message = "Say whose list it is: --as POST."
        raise click.UsageError(message)
    with opened(store, actor) as hub:
        if out is not None:
            _page(hub, "my-worklist", on, as_at, out, "internal")
            return
        rows = tasks_of(hub.at(on, as_at=as_at), actor)
    _given(rows, _task, ("thing to do", "things to do"), as_data=as_data)


def _page(
    hub: Hub,
    report: str,
    on: dt.date | None,
    as_at: dt.date | int | None,
    out: Path,
    audience: str,
) -> None:
    say(str(hub.report(report, on=on, as_at=as_at).save(out, audience=audience)))


def _given(
    rows: _Rows,
    line: Callable[[dict[str, Any]], str],
    unit: tuple[str, ...],
    *,
    as_data: bool,
) -> None:
    told = [row.as_data() for row in rows]
    if as_data:
        as_json(told)
    else:
        say(*map(line, told), f"{counted(len(told), *unit)}.")


def _visit(row: dict[str, Any]) -> str:
    what = f"{row['state']:<10} {row['kind']:<15} {row['direction']:<13}"
    return f"{row['due']}  {what} {_setting(row)}  {row['person']}"


def _plan(row: dict[str, Any]) -> str:
    actions = f"{row['open_actions']:>2} to do, {row['overdue_actions']} late"
    flags = ", ".join(row["flags"]) or "-"
    return (
        f"{row['body']:<17} {row['state']:<12} {actions:<15} {_setting(row)}  {flags}"
    )


def _handover(row: dict[str, Any]) -> str:
    waiting = row["state"] if row["waiting"] is None else f"{row['waiting']} days"
    way = f"{row['giver'] or 'nobody'} → {row['taker']}"
    return f"{row['opened']}  {waiting:<10} {way:<28} {_setting(row)}  {row['reason']}"


def _between(rows: _Rows, *, listed: bool) -> Iterator[str]:
    """How many wait for which body, and how many settings have their first lead."""
    waiting = [row for row in rows if row.waiting is not None]
    ways = Counter((row.giver, row.taker) for row in waiting)
    for (giver, taker), count in sorted(ways.items()):
        way = f"from {_words(giver)} to {_words(taker)}"
        yield f"  {count:,} {way}: to be accepted by {_words(taker)}"
    first = Counter(row.taker for row in rows if not row.giver)
    if first:
        shown = ", ".join(f"{_words(each)} {first[each]:,}" for each in sorted(first))
        yield (
            f"{counted(first.total(), 'first lead')}, which nobody has to accept:"
            f" {shown}.{'' if listed else ' List them with --first.'}"
        )


def _words(code: str) -> str:
    return code.replace("_", " ")


def _task(row: dict[str, Any]) -> str:
    by = row["due"] or "-"
    what = f"{row['duty'] or '-':<12} {by:<11} {row['task']:<21}"
    return f"{what} {_setting(row)}  {row['about']}".rstrip()


def _setting(row: dict[str, Any]) -> str:
    return f"{row['setting'] or '-':<18} {row['name'] or '(name withheld)'}"


#: The commands of this module.
COMMANDS: tuple[click.Command, ...] = (visits, plans, handovers, worklist)
