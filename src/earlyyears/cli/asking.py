"""Commands that settle what is open: questions, answer, choose."""

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

import click

from earlyyears.app import plain

from .commands import Day, as_json, counted, hub_options, opened, say

_SHOWN = 6


@click.command()
@hub_options
@click.option("--on", type=Day(), help="The day asked about; today if left out.")
@click.option("--json", "as_data", is_flag=True, help="Print JSON.")
def questions(store: str, actor: str, on: dt.date | None, *, as_data: bool) -> None:
    """Number what nobody can tell until a person answers, and what would follow."""
    with opened(store, actor) as hub:
        day = on or hub.today
        found = [one.as_data() for one in hub.questions(day)]
    if as_data:
        as_json(found)
        return
    say(*(line for alike in _alike(found) for line in _told(alike)))
    count = counted(len(found), "question") if found else "No questions"
    say(f"{count} open on {day}{_taken(found)}.")


def _alike(found: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """Questions in the same words that a table answers together, any other alone."""

    def words(one: dict[str, Any]) -> tuple[Any, ...]:
        alone = one["key"] if one["answerable"] else ""
        return (one["question"], one["who"], one["how_each"], alone)

    return (list(same) for _, same in groupby(found, words))


def _told(alike: list[dict[str, Any]]) -> Iterator[str]:
    return _question(alike[0]) if len(alike) == 1 else _questions(alike)


def _taken(found: list[dict[str, Any]]) -> str:
    """How many can be answered by number, where it is not all of them."""
    taken = sum(one["answerable"] for one in found)
    if taken == len(found):
        return ""
    return f"; the command answer takes {taken or 'none'} of them"


def _questions(alike: list[dict[str, Any]]) -> Iterator[str]:
    """Questions in the same words, said once, then number, settings and key of each."""
    first, last = alike[0], alike[-1]
    bears = counted(len({each for one in alike for each in one["settings"]}), "setting")
    yield f"{first['number']} to {last['number']}. {first['question']}"
    yield f"   For {first['who']}. Bears on {bears}, each apart."
    yield f"   {first['how_each']}"
    for one in alike:
        where = _listed(one["settings"])
        yield f"   {one['number']:>4}  {where:<18} key {one['key']}"


def _question(one: dict[str, Any]) -> Iterator[str]:
    settings = f"{counted(one['count'], 'setting')}: {_listed(one['settings'])}"
    yield f"{one['number']}. {one['question']}"
    yield f"   For {one['who']}. Bears on {settings}"
    yield f"   {one['how']}"
    for option in one["answers"]:
        then = "; ".join(map(_follows, option["then"]))
        yield f"   if {option['answer']}: {then}"
    yield f"   key {one['key']}"


def _listed(settings: list[str]) -> str:
    shown = ", ".join(settings[:_SHOWN])
    more = len(settings) - _SHOWN
    return f"{shown} and {more:,} more" if more > 0 else shown


def _follows(one: dict[str, Any]) -> str:
    if one["lead"]:
        who = one["lead"].replace("_", " ")
        return f"{one['settings']:,} {who} (duty {one['duty']})"
    return f"{one['settings']:,} without a lead ({one['reason']})"


@click.command()
@click.argument("question", metavar="N")
@click.argument("text", nargs=-1, required=True)
@hub_options
@click.option("--on", type=Day(), help="The day of the list; today if left out.")
@click.option("--from", "start", type=Day(), help="The day from which it holds.")
@click.option("--reason", required=True, help="Why, for the record.")
@click.option("--json", "as_data", is_flag=True, help="Print JSON.")
def answer(
    question: str,
    text: tuple[str, ...],
    store: str,
    actor: str,
    on: dt.date | None,
    start: dt.date | None,
    reason: str,
    *,
    as_data: bool,
) -> None:
    """Record the answer TEXT to question N of the list that `questions` prints."""
    with opened(store, actor) as hub:
        made = hub.answer(question, " ".join(text), reason=reason, on=on, start=start)
    _recorded(made, as_data=as_data)


@click.command()
@click.argument("policy")
@click.argument("value")
@hub_options
@click.option("--borough", metavar="NAME", help="Only this local authority.")
@click.option("--from", "start", type=Day(), required=True, help="Its first day.")
@click.option("--reason", required=True, help="Why, for the record.")
@click.option("--json", "as_data", is_flag=True, help="Print JSON.")
def choose(
    policy: str,
    value: str,
    store: str,
    actor: str,
    borough: str | None,
    start: dt.date,
    reason: str,
    *,
    as_data: bool,
) -> None:
    """Record the VALUE that the borough chooses under a POLICY."""
    with opened(store, actor, borough, existing=False) as hub:
        made = hub.choose(policy, value, start=start, reason=reason)
    _recorded(made, as_data=as_data)


def _recorded(made: Any, *, as_data: bool) -> None:
    number = made.commit.number if made.commit else None
    if as_data:
        as_json({"commit": number, "records": [_data(one) for one in made.records]})
        return
    say(*_lines(made.records))
    if number is None:
        say("That is recorded already: nothing was written.")
        return
    say(f"Commit {number}. Open the handovers that follow with: earlyyears review")


def _data(one: Any) -> dict[str, Any]:
    return {"id": one.id, "valid": plain(one.valid), **plain(one)}


def _lines(records: Iterable[Any]) -> Iterator[str]:
    for one in records:
        told = plain(one)
        if "inspected_on" in told:
            yield f"{one.id}: published on {told['published_on']}"
        else:
            said = told.get("value") or told["reading"]
            yield f"{told['borough']}: {said}, {one.valid}"


#: The commands of this module.
COMMANDS: tuple[click.Command, ...] = (questions, answer, choose)
