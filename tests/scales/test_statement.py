"""From two rounds of audits to what may be said, and what may not."""

import datetime as dt

import pytest

from earlyyears import scales
from earlyyears.kernel import DateRange
from tests.scales.cases import DAY, ITERS, LATER, iters_sheet

ROOMS = [f"room/{n}" for n in range(8)]


def audits(on: dt.date, rise: int, who: str = "k1") -> list[scales.Sheet]:
    """A round of six rooms, each a little different."""
    return [
        iters_sheet({1: 3 + rise, 2: 3 + n % 3, 3: 4}, room=room, on=on, observer=who)
        for n, room in enumerate(ROOMS[:6])
    ]


def joint(month: int, apart: int) -> scales.Agreement:
    """A joint observation of k1 and an anchor."""
    on = dt.date(2026, month, 1)
    first = dict.fromkeys(range(1, 34), 4)
    second = first | dict.fromkeys(range(1, apart + 1), 7)
    return scales.agreement(
        iters_sheet(first, observer="k1", on=on), iters_sheet(second, on=on)
    )


def test_a_statement_counts_every_room_and_audit() -> None:
    """Eligible, audited, audited again, matched, unmatched and left out add up."""
    held = [
        scales.Certificate("k1", *ITERS.key, DateRange(None, LATER)),
        scales.Certificate("k3", *ITERS.key, DateRange(None, None)),
    ]
    before = [
        *audits(DAY, 0),
        iters_sheet(4, room="room/6", observer="k2"),
        iters_sheet(4, room="elsewhere", observer="k1"),
    ]
    after = [
        *audits(LATER, 1, "k3")[:4],
        iters_sheet(5, room="room/4", on=LATER, observer="k1"),
    ]
    found = scales.statement(
        before,
        after,
        eligible=ROOMS,
        certificates=held,
        joint=[joint(1, 2)] * 3,
        severity_sd=0.2,
    )
    assert (8, 6, 4, 4) == (
        found.eligible,
        found.audited,
        found.re_audited,
        found.matched,
    )
    assert {
        "no_certificate": 1,
        "not_eligible": 1,
        "certificate_lapsed": 1,
    } == found.left_out
    assert {"not_seen_again": 2} == found.change.unmatched
    text = str(found)
    for said in (
        "8 rooms were eligible, 6 were audited, 4 were audited again, 4 can be",
        "the assessor held no certificate for the scale that day: 1.",
        "Rooms that cannot be compared, audited in the first round only: 2.",
        "Rooms whose two audits one person made: 0; two persons: 4.",
        "Assessor k1: within 1 point on 93.9% of items, mean of the last 3 joint",
    ):
        assert said in text, text


def limits(found: scales.Statement) -> str:
    """What may not be said, as one text."""
    return "\n".join(found.may_not_be_said)


def test_what_may_not_be_said_follows_from_the_figures() -> None:
    """Each limit is there when its cause is, and gone when it is not."""
    pytest.importorskip("scipy", reason="the extra stats is not installed")
    poor = scales.statement(
        audits(DAY, 0)[:3], audits(LATER, 0, "k2")[:3], eligible=ROOMS
    )
    for said in (
        "quality rose or fell",
        "all 8 rooms changed: 5 were not compared",
        "the hub brought the change about",
        "assessors had no part in it",
        "all audits were made by certified assessors",
        "assessors agree",
    ):
        assert said in limits(poor)
    scores = [
        iters_sheet({1: 3 + n % 2}, room=r, observer="k1") for n, r in enumerate(ROOMS)
    ]
    again = [iters_sheet({1: 6}, room=r, on=LATER, observer="k1") for r in ROOMS]
    good = scales.statement(
        scores, again, eligible=ROOMS, joint=[joint(m, 1) for m in (1, 2, 3)],
        certificates=[scales.Certificate("k1", *ITERS.key, DateRange(None, None))],
    )  # fmt: skip
    assert (
        "the hub brought the change about: no rooms without it were compared",
        "single items or subscales changed: only the total was compared",
    ) == good.may_not_be_said
    assert "clear rise" in str(good)


def test_an_assessor_below_the_rule_is_named() -> None:
    """Assessors who fall short, or have too few joint observations, are counted."""
    failing = [joint(m, 20) for m in (1, 2, 3)]
    found = scales.statement(
        audits(DAY, 0), audits(LATER, 1), eligible=ROOMS, joint=failing
    )
    assert "all assessors are reliable: of 1 it is not so" in limits(found)
    few = scales.statement(
        audits(DAY, 0), audits(LATER, 1), eligible=ROOMS, joint=failing[:1]
    )
    assert "Assessor k1: agreement cannot be told: 1 joint observations" in str(few)


def test_regression_is_among_the_limits() -> None:
    """Where rooms were chosen by their score the whole change is not real."""
    found = scales.statement(
        audits(DAY, 0), audits(LATER, 1), eligible=ROOMS, selected_on_score=True
    )
    assert "the whole change is real" in limits(found)


def test_a_statement_is_a_list_in_a_notebook() -> None:
    """A notebook shows one bullet a sentence."""
    found = scales.statement(audits(DAY, 0), audits(LATER, 1), eligible=ROOMS)
    assert (
        found._repr_markdown_()
        .splitlines()[0]
        .startswith("- Two rounds of audits: ITERS-3")
    )
    assert len(found.lines()) == len(found._repr_markdown_().splitlines())
