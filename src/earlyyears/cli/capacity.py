"""The commands `capacity` and `allocate`: is there time, and who supports whom."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import click

from earlyyears.app import allocation_plan, capacity_of

from .commands import as_json, hub_options, on_option, opened, say

_BODIES = click.Choice(["mentors", "authority", "childminder_team"])
_MOST = 12


@click.command()
@hub_options
@on_option
@click.option("--body", type=_BODIES, help="Only this body; all of them if left out.")
@click.option("--json", "as_data", is_flag=True, help="Print JSON.")
def capacity(
    store: str,
    actor: str,
    on: dt.date | None,
    as_at: dt.date | int | None,
    body: str | None,
    *,
    as_data: bool,
) -> None:
    """Say whether there is time for the year's work, and what to drop if not."""
    with opened(store, actor) as hub:
        found = capacity_of(hub.at(on, as_at=as_at), body)
    if as_data:
        as_json(found)
    else:
        say(*(line for told in found for line in _capacity(told)))


def _capacity(told: dict[str, Any]) -> Iterator[str]:
    yield f"{_words(told['body'])}, {told['borough']}, {told['on']}"
    if told["status"] == "answered":
        yield f"  {told['verdict']}"
        yield from _pieces(told["drop"])
        if told["tight"]:
            named = ", ".join(one["name"] for one in told["tight"])
            yield f"  too few for the work: {named}"
        yield from _kinds(told["by_kind"])
        if told["body"] == "mentors":
            yield from _by_whom(told)
        yield from _lines("term", told["by_term"], "any term")
    yield from _grounds(told)


def _by_whom(told: dict[str, Any]) -> Iterator[str]:
    yield from _lines("mentor, what only they can do", told["by_mentor"], "nobody")
    yield from _lines("releasing school", told["by_school"], "no school")
    yield from _lines("network", told["by_network"], "no network")


def _pieces(dropped: list[dict[str, Any]]) -> Iterator[str]:
    for one in dropped[:_MOST]:
        plural = "" if one["half_days"] == 1 else "s"
        yield f"    drop {one['label']}: {one['half_days']} half-day{plural}"
    if len(dropped) > _MOST:
        yield f"    and {len(dropped) - _MOST} more; --json lists them all"


def _kinds(lines: list[dict[str, Any]]) -> Iterator[str]:
    yield f"  {'by kind of work':<41}{'half-days':>10}{'pieces':>10}"
    for one in lines:
        yield f"    {_words(one['name']):<39}{one['needed']:>10g}{one['number']:>10}"


def _lines(what: str, lines: list[dict[str, Any]], nothing: str) -> Iterator[str]:
    yield f"  {f'by {what}':<41}{'needed':>10}{'released':>10}{'over':>10}"
    for one in lines:
        amounts = f"{one['needed']:>10g}{one['released']:>10g}"
        spare = f"{one['spare']:>10g}" if one["id"] else f"{'-':>10}"
        yield f"    {_words(one['name'] or nothing)[:38]:<39}{amounts}{spare}"


@click.command()
@hub_options
@on_option
@click.option("--accept", is_flag=True, help="Record the proposal; needs --reason.")
@click.option("--reason", default="", help="Why, for the record.")
@click.option("--json", "as_data", is_flag=True, help="Print JSON.")
def allocate(
    store: str,
    actor: str,
    on: dt.date | None,
    as_at: dt.date | int | None,
    reason: str,
    *,
    accept: bool,
    as_data: bool,
) -> None:
    """Propose who supports whom, with the reason of each line; or record it."""
    if accept and not reason:
        raise click.UsageError("Give --reason with --accept: why it was agreed.")
    with opened(store, actor) as hub:
        view = hub.at(on, as_at=as_at)
        plan = allocation_plan(view)
        records = plan.records(reason) if accept else ()
        commit = hub.record(*records, reason=reason, seen=view) if records else None
        told = plan.as_data()
    if as_data:
        as_json(told)
        return
    say(*(line for each in told for line in _allocation(each)))
    if accept:
        number = f" in commit {commit.number}" if commit else ""
        ended = sum(one.state == "ended" for one in records)
        begun = len(records) - ended
        say(f"{begun} allocations begin and {ended} end{number}.")


def _allocation(told: dict[str, Any]) -> Iterator[str]:
    yield f"{told['borough']}, {told['on']}"
    if told["status"] == "answered":
        for load in sorted(told["loads"], key=lambda one: one["name"]):
            yield from _load(load, told["assignments"])
        for one in told["conflicts"]:
            yield from _conflict(one)
        for rule, number in told["relief"].items():
            yield f"  without the rule “{_words(rule)}” {number} more could be placed"
        without = len(told["unplaced"])
        yield (
            f"  {len(told['assignments'])} settings placed, {without} without a"
            f" mentor, {told['points']} points."
        )
        for one in told["left_out"]:
            yield f"  not placed: {one['name']} ({_why_not(one)})"
    yield from _grounds(told)


def _load(load: dict[str, Any], lines: list[dict[str, Any]]) -> Iterator[str]:
    beyond = f", beyond it {load['points']} points" if load["points"] else ""
    yield (
        f"  {load['name']}: {load['settings']} settings of at most {load['places']},"
        f" fair share {load['share']}{beyond}"
    )
    own = [one for one in lines if one["mentor"]["id"] == load["id"]]
    for one in sorted(own, key=lambda one: one["setting"]["name"]):
        yield f"    {_assignment(one)}"


def _assignment(one: dict[str, Any]) -> str:
    terms = ", ".join(
        f"{_words(each['reason'])} {each['points']}" for each in one["terms"]
    )
    why = "pinned" if one["pinned"] else terms or "nothing against it"
    named = f"{one['setting']['name'][:36]:<37}"
    return f"{named}{one['points']:>4}  {why}{_next_best(one['runner_up'])}"


def _next_best(other: dict[str, Any] | None) -> str:
    if other is None:
        return ""
    if other["points"] is None:
        return f"; next {other['name']}, who has no place unless another loses theirs"
    pair = "" if other["exact"] else ", this pair alone"
    return f"; next {other['name']} {other['points']:+}{pair}"


def _conflict(one: dict[str, Any]) -> Iterator[str]:
    settings = ", ".join(sorted(each["name"] for each in one["settings"]))
    mentors = ", ".join(sorted(each["name"] for each in one["mentors"])) or "nobody"
    yield (
        f"  ! {settings} may go only to {mentors}, with {one['places']} places:"
        f" {one['short']} too few"
    )
    for rule in one["rules"]:
        number = rule["mentors"]
        yield f"      {number} other with places: {rule['words']}"


def _why_not(one: dict[str, Any]) -> str:
    detail = f", {_words(one['detail'])}" if one["detail"] else ""
    now = f"; its mentor is {one['current']}" if one["current"] else ""
    return f"{_words(one['reason'])}{detail}{now}"


def _grounds(told: dict[str, Any]) -> Iterator[str]:
    yield from (f"  ? {text}" for text in told["questions"])
    yield from (f"  . {step}" for step in told["steps"])
    yield f"  rule {told['rule']}; {told['basis']}"


def _words(code: str) -> str:
    return code.replace("_", " ")


#: The commands of this module.
COMMANDS: tuple[click.Command, ...] = (capacity, allocate)
