"""Commands about the hub's data: onboard, summary, history, verify, review."""

import datetime as dt
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, cast

import click

from earlyyears.app import plain

from .commands import Day, as_json, counted, hub_options, opened, say


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--borough", metavar="NAME", help="A local authority, london or england.")
@hub_options
@click.option("--edition", type=Day(), help="The file's “as at” date.")
@click.option(
    "--all-rows", is_flag=True, help="Take every row, for a file without authorities."
)
@click.option("--dry-run", is_flag=True, help="Report, and write nothing.")
@click.option("--reason", default="", help="Why, for the record.")
@click.option("--json", "as_data", is_flag=True, help="Print JSON.")
def onboard(  # noqa: PLR0913  one parameter an option
    file: Path,
    borough: str | None,
    store: str,
    actor: str,
    edition: dt.date | None,
    reason: str,
    *,
    all_rows: bool,
    dry_run: bool,
    as_data: bool,
) -> None:
    """Read Ofsted's FILE and bring its settings into the hub."""
    with opened(store, actor, borough, existing=False) as hub:
        report = hub.import_register(
            file,
            edition=edition,
            all_rows=all_rows,
            reason=reason,
            dry_run=dry_run,
            progress=None if as_data else _progress,
        )
    if as_data:
        as_json(report.as_data())
    else:
        say(*_told(report.as_data()))


def _progress(rows: int) -> None:
    """Say how far the reading is, where a person is looking."""
    if sys.stderr.isatty():
        click.echo(f"\r{rows:>9,} rows read", nl=False, err=True)


_ROWS = {
    "loaded": "loaded",
    "out_of_area": "outside the area",
    "duplicates": "doubled in the file",
    "quarantined": "set aside",
    "erased": "erased earlier, left out",
}


def _told(told: dict[str, Any]) -> list[str]:
    counts = [f"  {told[key]:>7,} {words}" for key, words in _ROWS.items()]
    news = [
        f"{len(told[key]):,} {words}"
        for key, words in (
            ("joined", "joined"),
            ("left", "left"),
            ("changed", "changed"),
        )
        if told[key]
    ]
    again = [
        f"  {old} left and {new} joined under one name at one postcode: one place?"
        for old, new in told["re_registered"]
    ]
    notes = [f"  {_note(each)}" for each in told["findings"][:20]]
    more = len(told["findings"]) - len(notes)
    commit = told["commit"]
    unwritten = "Nothing new: nothing" if commit else "Nothing"
    end = f"Commit {commit}." if told["wrote"] else f"{unwritten} was written."
    return [
        f"{told['layout']}, edition of {told['edition']}",
        f"{told['area']}: {counted(told['rows'], 'row')}",
        *counts,
        *([f"Since the edition before: {', '.join(news)}."] if news else []),
        *again,
        *notes,
        *([f"  and {more} more; --json lists them all"] if more > 0 else []),
        handovers_opened(told["handovers"]),
        end,
    ]


def _note(finding: dict[str, Any]) -> str:
    row = f"row {finding['row']}" if finding["row"] else ""
    field = f"“{finding['field']}”" if finding["field"] else ""
    place = ", ".join(filter(None, (row, field)))
    said = f"{finding['message']}. {finding['advice']}".rstrip()
    return f"{place}: {said}" if place else said


def handovers_opened(number: int) -> str:
    """How many handovers were opened, in words."""
    return f"{counted(number, 'handover')} opened."


@click.command()
@hub_options
@click.option("--on", type=Day(), help="The day; by default the last edition's.")
@click.option("--json", "as_data", is_flag=True, help="Print JSON.")
def summary(store: str, actor: str, on: dt.date | None, *, as_data: bool) -> None:
    """Print the register's counts, as the file itself would give them."""
    with opened(store, actor) as hub:
        counts = hub.summary(on)
    if as_data:
        as_json(counts)
        return
    say(*_counted(counts, ""))


def _counted(counts: Mapping[str, Any], indent: str) -> Iterator[str]:
    for key, value in counts.items():
        words = f"{indent}{key.replace('_', ' ')}"
        if isinstance(value, Mapping):
            yield words
            yield from _counted(cast("Mapping[str, Any]", value), f"{indent}  ")
        else:
            yield f"{words:<60}{value:>14,}"


@click.command()
@click.argument("subject", metavar="SCHEME:VALUE")
@hub_options
@click.option("--json", "as_data", is_flag=True, help="Print JSON.")
def history(subject: str, store: str, actor: str, *, as_data: bool) -> None:
    """Print every version of what is recorded about a setting."""
    with opened(store, actor) as hub:
        versions = [version_data(each) for each in hub.history(subject)]
    if as_data:
        as_json(versions)
        return
    for each in versions:
        say(
            f"{each['commit']:>5}  {each['at'][:16]}  {each['state']:<9}"
            f" {each['kind']:<12}"
            f" {each['from'] or 'always'} to {each['to'] or 'further notice'}"
            f"  {each['actor'] or '-'}: {each['reason']}"
        )


def version_data(version: Any) -> dict[str, Any]:
    """A version as plain data."""
    return {
        "commit": version.commit,
        "at": version.at.isoformat(),
        "actor": version.actor,
        "reason": version.reason,
        "kind": version.kind,
        "id": version.id,
        "state": version.state,
        "from": version.valid.start,
        "to": version.valid.end,
        "source": version.source,
        "content": plain(version.record) if version.record else None,
    }


@click.command()
@hub_options
@click.option("--json", "as_data", is_flag=True, help="Print JSON.")
def verify(store: str, actor: str, *, as_data: bool) -> None:
    """Check that nothing in the store was altered behind the hub's back."""
    with opened(store, actor) as hub:
        found = hub.verify()
    if as_data:
        as_json(
            {
                "ok": found.ok,
                "commits": found.commits,
                "rows": found.rows,
                "first_bad": found.first_bad,
                "message": found.message,
                "head": found.head,
            }
        )
    else:
        say(str(found))
    if not found.ok:
        raise click.exceptions.Exit(1)


@click.command()
@hub_options
@click.option("--on", type=Day(), help="The day; today if left out.")
def review(store: str, actor: str, on: dt.date | None) -> None:
    """Open the handovers that are due."""
    with opened(store, actor) as hub:
        due = hub.review(on)
        numbers = {hub.history(one.id)[-1].commit for one in due[:1]}
    say(handovers_opened(len(due)), *(f"Commit {number}." for number in numbers))


#: The commands of this module.
COMMANDS: tuple[click.Command, ...] = (
    onboard,
    summary,
    history,
    verify,
    review,
)
