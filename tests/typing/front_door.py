"""What type checkers must know of the front door. Checked by the session `typing`."""

from typing import assert_type

import earlyyears as ey


@ey.record("typing.bench")
class Bench(ey.Record):
    """A record as a plugin would declare it."""

    setting: str = ey.ref("setting")
    seats: int = 2


def seats_of(bench: Bench) -> int:
    """Fields of a record have their types, and so have ranges and rooms."""
    assert_type(bench.valid, ey.DateRange)
    assert_type(ey.since(2026), ey.DateRange)
    assert_type(ey.evolve(bench, seats=3), Bench)
    assert_type(ey.__version__, str)
    return bench.seats


def benches() -> list[Bench]:
    """A record is made by keyword, and what it needs may not be left out."""
    return [
        Bench(id="bench/1", setting="setting/1"),
        Bench(id="bench/2"),  # type: ignore[call-arg]
        Bench(id="bench/3", setting="setting/3", seats="two"),  # type: ignore[arg-type]
    ]


def unknown_name() -> object:
    """A name that the front door does not lend is an error before anything runs."""
    return ey.grade_of_everything  # type: ignore[attr-defined]
