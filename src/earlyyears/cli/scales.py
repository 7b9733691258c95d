"""The commands `score`, `agreement` and `change`, for score sheets in files.

`add` puts them on a group. The functions behind them, and the way to open a hub, are
handed in, so that the commands work the same for whoever composes them.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

__all__ = ["add"]

_FILE = click.Path(exists=True, path_type=Path)
_SHEET = click.Path(exists=True, dir_okay=False, path_type=Path)


def add(
    group: click.Group, *, scales: Any, open_hub: Callable[..., Any] | None = None
) -> None:
    """Add the commands to a group.

    `scales` is the room of that name; `open_hub` takes a store's URL, `borough` and
    `actor`, and without it sheets can be scored and not kept.
    """
    group.add_command(_score(scales, open_hub))
    group.add_command(_agreement(scales))
    group.add_command(_change(scales))


def _score(scales: Any, open_hub: Callable[..., Any] | None) -> click.Command:
    @click.command("score")
    @click.argument("file", type=_SHEET)
    @click.option("--scale", help="Id of a scale, or the path of a scale file.")
    @click.option("--layer", type=_SHEET, help="Your licensed layer of indicators.")
    @click.option("--store", help="Keep the observation in this store as well.")
    @click.option("--borough", help="The borough whose store it is.")
    @click.option("--as", "actor", default="observer", help="The post that records it.")
    @click.option("--json", "as_json", is_flag=True, help="Print plain data.")
    def score(
        file: Path,
        scale: str | None,
        layer: Path | None,
        store: str | None,
        borough: str | None,
        actor: str,
        *,
        as_json: bool,
    ) -> None:
        """Score the one observation of FILE."""
        sheet = _or_say(lambda: scales.score_file(file, scale, layer))
        if store:
            _keep(sheet.observation, open_hub, store, borough=borough, actor=actor)
        _print(scales.sheet_data(sheet), scales.profile(sheet).text, as_json=as_json)
        if not as_json:
            _findings(sheet.findings)

    return score


def _keep(
    seen: Any, open_hub: Callable[..., Any] | None, store: str, **who: str | None
) -> None:
    if open_hub is None:
        message = "there is no way to open a store here; leave --store out"
        raise click.ClickException(message)
    with _or_say(lambda: open_hub(store, **who)) as hub:
        _or_say(lambda: hub.record(seen, reason="score sheet"))


def _agreement(scales: Any) -> click.Command:
    @click.command("agreement")
    @click.argument("first", type=_SHEET)
    @click.argument("second", type=_SHEET)
    @click.option("--scale", help="Id of a scale, or the path of a scale file.")
    @click.option(
        "--na", type=click.Choice(list(scales.NA_POLICIES)), help="How NA counts."
    )
    @click.option("--json", "as_json", is_flag=True, help="Print plain data.")
    def agreement(
        first: Path, second: Path, scale: str | None, na: str | None, *, as_json: bool
    ) -> None:
        """Compare FIRST and SECOND, two sheets of one joint observation."""
        found = _or_say(
            lambda: scales.agreement_of_files(first, second, scale=scale, na=na)
        )
        data = scales.agreement_data(found)
        _print(data, lambda: _agreed(data, str(found)), as_json=as_json)

    return agreement


def _agreed(data: dict[str, Any], said: str) -> str:
    counts = (
        f"{data['n_both_scored']} items were scored by both, {data['n_na_na']} NA for "
        f"both, {data['n_na_mismatch']} for one, {data['n_missing']} missing"
    )
    apart = ", ".join(data["more_than_one_apart"]) or "none"
    questions = data["within_one"].get("questions", [])
    return "\n".join([counts, said, f"more than one point apart: {apart}", *questions])


def _change(scales: Any) -> click.Command:
    @click.command("change")
    @click.argument("before", type=_FILE)
    @click.argument("after", type=_FILE)
    @click.option("--scale", help="Id of a scale, or the path of a scale file.")
    @click.option("--reliability", help="Reliability of one score, such as 0.83.")
    @click.option("--reliability-kind", default="", help="Such as “between raters”.")
    @click.option("--severity-sd", type=float, help="Spread of assessors' leanings.")
    @click.option("--json", "as_json", is_flag=True, help="Print plain data.")
    def change(
        before: Path, after: Path, scale: str | None, *, as_json: bool, **options: Any
    ) -> None:
        """Compare two rounds of audits, each a file of sheets or a folder of them."""
        found = _or_say(
            lambda: scales.change_of_files(before, after, scale=scale, **options)
        )
        _print(scales.change_data(found), lambda: str(found), as_json=as_json)
        if not as_json:
            _findings(found.findings)

    return change


def _or_say(work: Callable[[], Any]) -> Any:
    """Do the work, or end with what is wrong in a sentence and not in a traceback."""
    try:
        return work()
    except Exception as error:
        # Every refusal of the library has a code; anything else is a fault of ours.
        if not hasattr(error, "code"):
            raise
        raise click.ClickException(str(error)) from error


def _print(data: dict[str, Any], text: Callable[[], str], *, as_json: bool) -> None:
    click.echo(json.dumps(data, ensure_ascii=False, indent=2) if as_json else text())


def _findings(findings: Any) -> None:
    for finding in findings:
        click.echo(f"note: {finding}", err=True)
