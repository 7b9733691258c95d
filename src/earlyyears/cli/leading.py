"""The command `lead`: who leads on every setting, under which rule, and why."""

import datetime as dt
from typing import Any

import click

from earlyyears.app import compare_presets, prove_leads, register_age

from .commands import as_json, counted, on_option, opened, say

_STORE_NEEDED = "Give --store URL, or --prove to check the rules themselves."


@click.command()
@click.option("--store", metavar="URL", help="Where the hub is kept: sqlite:///FILE.")
@click.option("--as", "actor", default="", metavar="POST", help="The post that acts.")
@on_option
@click.option(
    "--preset", metavar="NAME", help="Answer as if the borough had chosen this."
)
@click.option(
    "--setting", metavar="SCHEME:VALUE", help="Only this setting, with the working."
)
@click.option(
    "--compare", nargs=2, metavar="A B", help="Settings on which two presets differ."
)
@click.option(
    "--prove", is_flag=True, help="Show that every class of setting has one answer."
)
@click.option("--json", "as_data", is_flag=True, help="Print JSON.")
def lead(  # noqa: PLR0913  one parameter an option
    store: str | None,
    actor: str,
    on: dt.date | None,
    as_at: dt.date | int | None,
    preset: str | None,
    setting: str | None,
    compare: tuple[str, str] | None,
    *,
    prove: bool,
    as_data: bool,
) -> None:
    """Say who leads on every setting, the statutory duties first."""
    if prove:
        _prove(as_data=as_data)
        return
    if store is None:
        raise click.UsageError(_STORE_NEEDED)
    with opened(store, actor) as hub:
        view = hub.at(on, as_at=as_at)
        if compare:
            _compare(view, *compare, as_data=as_data)
            return
        rows = hub.worklist(view, preset=preset, setting=setting)
        old = register_age(view)
    told = [row.as_data() for row in rows]
    if as_data:
        as_json(told)
        return
    if setting:
        say(*(line for row in told for line in _working(row)))
    else:
        say(*map(_line, told), f"{counted(len(told), 'setting')} on {view.on}.")
    say(*([old] if old else []))


def _line(row: dict[str, Any]) -> str:
    who = row["lead"] or row["status"]
    name = row.get("name") or "(name withheld)"
    duty, reason = row["duty"] or "-", row["reason"]
    return f"{who:<18} {duty:<12} {reason:<26} {row['setting']:<18} {name}"


def _working(row: dict[str, Any]) -> list[str]:
    basis: dict[str, Any] = row["basis"] or {}
    cited = ", ".join(
        str(basis[key]) for key in ("instrument", "clause", "edition") if basis.get(key)
    )
    checked = "confirmed" if basis.get("confirmed") else "not confirmed by a person"
    return [
        _line(row),
        *(f"  {step}" for step in row["steps"]),
        f"  rule {row['rule']}",
        *([f"  {cited} ({checked})"] if cited else []),
        *(f"  because {each}" for each in row["because"]),
        *(f"  ? {each}" for each in row["questions"]),
    ]


def _compare(view: Any, one: str, two: str, *, as_data: bool) -> None:
    found = compare_presets(view, one, two)
    if as_data:
        as_json(found)
        return
    for each in found:
        say(f"{each['setting']}  {each['name'] or '(name withheld)'}")
        for preset in (one, two):
            told = each[preset]
            who = told["lead"] or "cannot tell"
            say(
                f"  {preset}: {who}, {told['reason']}",
                *(f"    {step}" for step in told["steps"]),
            )
    differ = counted(len(found), "setting differs", "settings differ")
    say(f"{differ} between {one} and {two} on {view.on}.")
    old = register_age(view)
    say(*([old] if old else []))


def _prove(*, as_data: bool) -> None:
    proof = prove_leads()
    if as_data:
        as_json(proof.as_data())
    else:
        say(*proof.lines())
    if not proof.holds:
        raise click.exceptions.Exit(1)


#: The commands of this module.
COMMANDS: tuple[click.Command, ...] = (lead,)
