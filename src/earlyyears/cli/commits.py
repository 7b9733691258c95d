"""Commands about the commits of a hub: commits, withdraw."""

from typing import Any

import click

from .commands import as_json, hub_options, opened, say


@click.command()
@hub_options
@click.option("--json", "as_data", is_flag=True, help="Print JSON.")
def commits(store: str, actor: str, *, as_data: bool) -> None:
    """List what was entered, newest last, with the numbers by which to take it back."""
    with opened(store, actor) as hub:
        rows = hub.commits()
    if as_data:
        as_json([row.as_data() for row in rows])
        return
    for row in rows:
        one = row.commit
        words = "; ".join(filter(None, (row.told, *_fate(row))))
        say(f"{one.number:>5}  {one.at.isoformat()[:16]}  {one.actor}: {words}")


def _fate(row: Any) -> list[str]:
    """What a commit took back, and by which it was taken back itself."""
    taken, by = row.takes_back, row.taken_back_by
    return [
        *([f"takes commit {taken} back"] if taken else []),
        *([f"taken back by commit {by}"] if by else []),
    ]


@click.command()
@click.argument("commit", type=int)
@hub_options
@click.option("--reason", required=True, help="Why, for the record.")
@click.option("--dry-run", is_flag=True, help="Say what it would do, write nothing.")
def withdraw(
    commit: int, store: str, actor: str, reason: str, *, dry_run: bool
) -> None:
    """Take a wrong COMMIT back; every answer is then as it was before it."""
    with opened(store, actor) as hub:
        told = hub.taking_back(commit, reason=reason)
        made = None if dry_run else hub.withdraw(commit, reason=reason)
    done = f"is taken back by commit {made.number}" if made else "would be taken back"
    say(f"{told.row} {done}.")
    if told.hanging:
        is_not = "is not" if made else "would not be"
        what = f"Left pointing at what {is_not} there any more"
        say(f"{what}: {told.left_hanging}.")
    if dry_run:
        say("Nothing was written.")


#: The commands of this module.
COMMANDS: tuple[click.Command, ...] = (commits, withdraw)
