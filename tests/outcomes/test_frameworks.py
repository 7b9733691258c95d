"""The shared outcomes framework: loose ends, readings, series, targets."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest

from earlyyears.kernel import Faults, Snapshot
from earlyyears.outcomes import (
    StatutoryTarget,
    alignment_matrix,
    framework_gaps,
    indicator_gaps,
    latest,
    monitor,
    reading_of,
    take_up,
    target_basis,
)
from tests.outcomes.made import (
    DAY,
    indicator,
    item,
    later,
    measured,
    opened,
    outcome,
    serves,
    statement,
)

ASKED, UNASKED, UNMEASURED, UNOWNED = (
    outcome("O1"),
    outcome("O2"),
    outcome("O3"),
    outcome("O4", owner=None),
)
EVERYTHING = (
    *(ASKED, UNASKED, UNMEASURED, UNOWNED),
    *(statement("needs-assessment", key) for key in ("P1", "P2")),
    serves(ASKED, "needs-assessment", "P1"),
    serves(UNMEASURED, "needs-assessment", "P1"),
    serves(UNOWNED, "needs-assessment", "P1"),
    *(indicator(one.item, one.id) for one in (ASKED, UNASKED, UNOWNED)),
)


def test_exactly_the_four_loose_ends_are_named() -> None:
    """J8: no source asks, nothing serves, no measure, no owner: one of each."""
    found = framework_gaps(
        Snapshot(*EVERYTHING, on=DAY), "shared", "2024", ("needs-assessment",)
    )
    assert [
        ("unasked", "shared/2024/O2"),
        ("unserved", "needs-assessment/2021/P2"),
        ("no_measure", "shared/2024/O3"),
        ("no_owner", "shared/2024/O4"),
    ] == [(one.code, one.about) for one in found]


def test_the_matrix_holds_every_outcome_and_every_statement() -> None:
    """S60: outcomes beside other frameworks, with the agreed links in the cells."""
    laid = alignment_matrix(
        Snapshot(*EVERYTHING, on=DAY), "shared", "2024", ("needs-assessment",)
    )
    assert (4, 2) == (len(laid.rows), len(laid.columns))
    assert 3 == len(laid.links)


# ------------------------------------------------------------------------ indicators


def test_a_target_without_a_baseline_is_named() -> None:
    """J8: progress towards a target cannot be told without where it began."""
    bare = indicator(
        "bare",
        ASKED.id,
        baseline=None,
        baseline_on=None,
        target=Decimal("0.8"),
        target_by=dt.date(2026, 7, 1),
    )
    found = indicator_gaps(Snapshot(bare, on=DAY))
    assert ["no_baseline", "no_value"] == [one.code for one in found]


def test_one_name_with_two_definitions_is_named() -> None:
    """J8: the same indicator defined otherwise by two sources."""
    one = indicator("a", ASKED.id, name="Take-up")
    other = indicator("b", UNASKED.id, name="take-up", definition="places taken")
    found = [
        gap.about
        for gap in indicator_gaps(Snapshot(one, other, on=DAY))
        if gap.code == "two_definitions"
    ]
    assert [one.id, other.id] == found


def test_a_whole_population_is_nobodys_alone() -> None:
    """J8: a figure of a whole area is not one partner's own."""
    whole = indicator("gld", ASKED.id, level="population")
    alone = item("1", outcome=ASKED.id)
    shared = item("2", outcome=ASKED.id, partners=("organisation/2",))

    def codes(*records: object) -> set[str]:
        facts = Snapshot(whole, *records, on=DAY)  # type: ignore[arg-type]
        return {gap.code for gap in indicator_gaps(facts)}

    assert "not_alone" in codes(alone)
    assert "not_alone" not in codes(alone, shared)
    assert "not_alone" not in codes()


def test_the_newest_vintage_known_by_the_day_counts() -> None:
    """Two vintages of one term: each day sees what had been published by then."""
    held = indicator("t", ASKED.id)
    spring = dt.date(2024, 3, 28)
    first = measured("1", held.id, spring, (60, 100), vintage=dt.date(2024, 5, 1))
    final = measured("2", held.id, spring, (63, 100), vintage=dt.date(2024, 6, 20))
    before = Snapshot(held, first, final, on=dt.date(2024, 6, 1))
    after = Snapshot(held, first, final, on=DAY)
    assert first == latest(before, held)
    assert final == latest(after, held)


def test_take_up_over_the_whole_is_shown_as_it_is() -> None:
    """S-rows on take-up: never clamped at 100 %, and said to be odd."""
    share, odd = take_up(111, 100)
    assert Fraction(111, 100) == share.value
    assert ["over_the_whole"] == [one.code for one in odd]
    assert () == take_up(99, 100)[1]
    assert Fraction(111, 100) == reading_of(
        measured("x", "indicator/x", dt.date(2024, 3, 28), (111, 100))
    )


def test_monitoring_compares_with_the_target_and_the_term_before() -> None:
    """S68: history, comparison with target and previous term, and what is stale."""
    held = indicator(
        "t", ASKED.id, target=Decimal("0.62"), target_by=dt.date(2026, 7, 1)
    )
    autumn = measured("1", held.id, dt.date(2023, 12, 20), (58, 100))
    spring = measured("2", held.id, dt.date(2024, 3, 28), (62, 100))
    (now,) = monitor(Snapshot(held, autumn, spring, on=DAY))
    assert (Fraction(62, 100), Fraction(58, 100)) == (now.value, now.before)
    assert now.met
    assert not now.stale
    (much_later,) = monitor(Snapshot(held, autumn, spring, on=dt.date(2025, 3, 1)))
    assert much_later.stale


@pytest.mark.parametrize(
    ("direction", "target", "met"),
    [
        ("up", "0.6", True),
        ("up", "0.7", False),
        ("down", "0.7", True),
        ("down", "0.6", False),
        ("hold", "0.65", True),
        ("hold", "0.6", False),
    ],
)
def test_which_way_is_wanted_decides_whether_a_target_is_met(
    direction: str, target: str, *, met: bool
) -> None:
    """Up, down and to stay are three questions."""
    held = indicator(
        "t",
        ASKED.id,
        direction=direction,
        target=Decimal(target),
        target_by=dt.date(2026, 7, 1),
    )
    value = measured("1", held.id, dt.date(2024, 3, 28), (65, 100))
    (now,) = monitor(Snapshot(held, value, on=DAY))
    assert met is now.met


def test_a_changed_definition_begins_a_new_series() -> None:
    """Figures of two definitions are never one row; the values follow the series."""
    held = indicator("t", ASKED.id)
    changed = later(held, dt.date(2024, 9, 1), definition="children of two and three")
    with opened() as hub:
        hub.record(held, reason="framework")
        with pytest.raises(Faults, match="Begin a new series with 2") as caught:
            hub.record(changed, reason="new definition")
        assert {"indicator_series"} == {one.code for one in caught.value.findings}
        hub.record(
            later(changed, dt.date(2024, 9, 1), series=2), reason="new definition"
        )
        old = measured("1", held.id, dt.date(2024, 7, 20), (60, 100))
        hub.record(old, reason="summer")
        autumn = hub.at(dt.date(2024, 12, 1))
        assert (None,) == tuple(one.value for one in monitor(autumn))


def test_a_share_needs_what_it_is_out_of() -> None:
    """Every indicator has a denominator policy and a counting unit."""
    with opened() as hub, pytest.raises(Faults) as caught:
        hub.record(
            indicator("t", ASKED.id, denominator=" ", counting_unit=""), reason="x"
        )
    found = [one.place.field for one in caught.value.findings]
    assert ["Counted in", "Out of what"] == found


# --------------------------------------------------------------------------- targets


def target(**given: object) -> StatutoryTarget:
    """A target that was set by the procedure."""
    told: dict[str, object] = {
        "id": "statutory-target/1",
        "year": 2026,
        "proposed": Decimal("0.75"),
        "notice_on": dt.date(2026, 1, 10),
        "heard_until": dt.date(2026, 2, 10),
        "target": Decimal("0.75"),
        "set_on": dt.date(2026, 3, 10),
        "goals": ("communication",),
        "state": "set",
    }
    return StatutoryTarget(
        borough="newham",
        indicator="indicator/t",
        **{**told, **given},  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"set_on": dt.date(2026, 3, 9)}, "notice"),
        ({"notice_on": None}, "notice"),
        ({"heard_until": dt.date(2026, 2, 9)}, "representations"),
        ({"target": Decimal("0.7")}, "reason"),
        ({"target": None}, "set"),
        ({"goals": ()}, "goals"),
        ({"year": 2025}, "year"),
    ],
)
def test_a_target_is_set_by_its_procedure_only(
    changed: dict[str, object], code: str
) -> None:
    """Notice, representations, reasons and goals: what is missing is named."""
    with opened() as hub:
        with pytest.raises(Faults) as caught:
            hub.record(target(**changed), reason="target")
        found = [one.code for one in caught.value.findings]
        assert [f"statutory_target_{code}"] == found
        hub.record(target(), reason="target")


def test_a_target_is_set_once_in_a_calendar_year() -> None:
    """A second one for the same authority, indicator and year is refused."""
    with opened() as hub:
        hub.record(target(), reason="target")
        with pytest.raises(Faults, match="is the second for newham in 2026"):
            hub.record(target(id="statutory-target/2"), reason="again")


def test_the_rules_on_targets_have_sources_that_nobody_confirmed_yet() -> None:
    """The procedure is known from a summary, and says so."""
    found = target_basis(dt.date(2026, 3, 10))
    assert {"Childcare Act 2006"} == {one.instrument for one in found}
    assert not any(one.confirmed for one in found)
    assert len(target_basis(dt.date(2024, 1, 1))) < len(found)
