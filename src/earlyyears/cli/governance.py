"""The commands `bodies`, `meeting`, `adopt` and `may`: who sits, who came, who may."""

import datetime as dt
from typing import Any

import click

from earlyyears.app import (
    adopt_body,
    bodies_of,
    meeting_row,
    permission_data,
)

from .commands import Day, as_json, hub_options, on_option, opened, say


@click.command()
@hub_options
@on_option
@click.option("--json", "as_data", is_flag=True, help="Print JSON.")
def bodies(
    store: str,
    actor: str,
    on: dt.date | None,
    as_at: dt.date | int | None,
    *,
    as_data: bool,
) -> None:
    """List the partnership's bodies, and precisely who is missing from each."""
    with opened(store, actor) as hub:
        view = hub.at(on, as_at=as_at)
        rows = [row.as_data() for row in bodies_of(hub, view)]
    if as_data:
        as_json(rows)
        return
    say(*(line for row in rows for line in _body(row)))
    lacking = sum(bool(row["findings"]) for row in rows)
    say(f"{len(rows)} bodies on {view.on}, {lacking} of them lack something.")


def _body(row: dict[str, Any]) -> list[str]:
    terms = f"terms {row['terms']}" if row["terms"] else "no terms"
    head = f"{row['name']}: {row['seats']} seats, {row['vacant']} vacant, {terms}"
    return [head, *map(_finding, row["findings"])]


def _finding(one: dict[str, str]) -> str:
    return f"  {one['message']}. {one['advice']}".rstrip()


@click.command()
@click.argument("meeting_id", metavar="ID")
@hub_options
@click.option("--json", "as_data", is_flag=True, help="Print JSON.")
def meeting(meeting_id: str, store: str, actor: str, *, as_data: bool) -> None:
    """Say how each seat was represented at a meeting, and who was silent."""
    with opened(store, actor) as hub:
        row = meeting_row(hub.at(), meeting_id).as_data()
    if as_data:
        as_json(row)
        return
    quorate = {None: "no quorum is set", True: "quorate", False: "not quorate"}
    said = f"{row['represented']} seats represented, {quorate[row['quorate']]}"
    say(f"{row['meeting']} on {row['on']}: {said}.", *map(_finding, row["findings"]))
    say(*(f"  silent: {seat}" for seat in row["silent"]))


@click.command()
@click.argument("name")
@hub_options
@click.option("--from", "start", type=Day(), required=True, help="First day.")
def adopt(name: str, store: str, actor: str, start: dt.date) -> None:
    """Record a body that a plugin's pack describes, with its seats vacant."""
    with opened(store, actor) as hub:
        kinds = adopt_body(hub, name, start=start)
    say(f"Recorded {name}: {', '.join(kinds) or 'nothing new'}.")


@click.command()
@click.argument("action")
@hub_options
@click.option("--about", "record_id", metavar="ID", help="The record it is about.")
@click.option("--on", type=Day(), help="The day asked about; today if left out.")
@click.option("--purpose", default="", help="What for, such as statutory.")
@click.option("--given", multiple=True, help="What only you can know: at_request.")
@click.option("--json", "as_data", is_flag=True, help="Print JSON.")
def may(
    action: str,
    store: str,
    actor: str,
    record_id: str | None,
    on: dt.date | None,
    purpose: str,
    given: tuple[str, ...],
    *,
    as_data: bool,
) -> None:
    """Say whether the post may do something, by which rule, and why."""
    with opened(store, actor) as hub:
        about = hub.at(on).get(record_id) if record_id else None
        answer = hub.permissions.may(action, about, on=on, purpose=purpose, given=given)
    told = permission_data(actor, action, answer)
    if as_data:
        as_json(told)
        return
    head = f"{'Yes' if told['may'] else 'No'}, by the rule {told['rule']}."
    say(head, *(f"  {step}" for step in told["steps"]), f"  {told['basis']}")


#: The commands of this module.
COMMANDS: tuple[click.Command, ...] = (bodies, meeting, adopt, may)
