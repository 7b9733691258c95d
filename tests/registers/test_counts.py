"""The counts of a register, from records."""

import datetime as dt
from decimal import Decimal
from itertools import chain

from hypothesis import given
from hypothesis import strategies as st

from earlyyears.kernel import evolve
from earlyyears.registers import (
    Counts,
    add_counts,
    flatten_counts,
    records_from,
    register_counts,
    unflatten_counts,
)
from tests.registers.files import (
    EDITION_2021,
    EDITION_2026,
    NOT_INSPECTED,
    ROW_2026,
    read,
)

DATE = "Most recent full: Inspection date"
GRADE = "Most recent full: Overall effectiveness"


def counts(*rows: dict[str, str]) -> Counts:
    """The counts over rows of August 2021, numbered as they come."""
    numbered = [{"Provider URN": f"{2000000 + n}", **row} for n, row in enumerate(rows)]
    found = read(*numbered)
    assert len(rows) == found.tally.loaded
    return register_counts(
        chain.from_iterable(
            records_from(entry, EDITION_2021, f"setting/{n}")
            for n, entry in enumerate(found.rows)
        ),
        EDITION_2021,
    )


def test_a_grade_is_counted_under_type_and_words() -> None:
    """A 3 is below good, a 2 is not."""
    found = counts({}, {GRADE: "3"})
    assert {"good": 1, "requires_improvement": 1} == found["eyr_by_grade"]
    assert {
        "Childcare on non-domestic premises": {"good": 1, "requires_improvement": 1}
    } == found["eyr_by_type_and_grade"]
    assert (1, 2) == (found["core_less_than_good"], found["group_core"])


def test_recent_registrations_are_counted_by_calendar_months() -> None:
    """Eighteen months before 31 August 2021 is 29 February 2020, which is too early."""
    found = counts(
        {**NOT_INSPECTED, "Registration date": "29/02/2020"},
        {**NOT_INSPECTED, "Registration date": "01/03/2020"},
    )
    assert (2, 1, 2) == (
        found["core_not_yet_inspected"],
        found["core_not_yet_inspected_registered_within_18_months"],
        found["core_not_yet_inspected_registered_within_30_months"],
    )


def test_a_visit_without_children_is_neither_a_grade_nor_nothing() -> None:
    """Such a setting is not counted as not yet inspected."""
    visit = {
        "NCOR: Inspection date": "01/02/2020",
        "NCOR: Overall effectiveness": "Met",
    }
    found = counts({**NOT_INSPECTED, **visit})
    assert (1, 0) == (
        found["eyr_no_full_but_ncor_outcome"],
        found["core_not_yet_inspected"],
    )


def test_out_of_school_and_childminders_leave_the_narrower_populations() -> None:
    """Out-of-school care is not core, childminders are no group settings."""
    found = counts(
        {"Provider subtype": "Out-of-school day care"},
        {"Provider type": "Childminder", "Provider subtype": ""},
        {},
    )
    assert (3, 2, 1) == (
        found["eyr"],
        found["core_eyr_excluding_out_of_school"],
        found["group_core"],
    )


def test_places_with_estimates_are_added_exactly() -> None:
    """No float comes near the sum."""
    found = counts(*[{"Places including estimates": "0.10"}] * 3)
    assert Decimal("0.30") == found["eyr_places_including_estimates_sum"]


def test_a_later_report_card_is_not_counted_as_a_grade() -> None:
    """No number spans the two, so a card is counted as a card."""
    (entry,) = read({}, base=ROW_2026).rows
    found = register_counts(
        records_from(entry, EDITION_2026, "setting/a"), EDITION_2026
    )
    assert {"report_card": 1} == found["eyr_by_grade"]
    assert (0, 0) == (found["core_less_than_good"], found["core_not_yet_inspected"])


def test_counts_of_parts_add_up_to_the_counts_of_the_whole() -> None:
    """Adding works key by key, however deep, and forgets no key of either part."""
    one, two = {GRADE: "1"}, {"Provider type": "Childminder", "Provider subtype": ""}
    assert counts(one, two, {}) == add_counts(
        counts(one), add_counts(counts(two), counts({}))
    )


KEYS = st.text(alphabet="ab/~ 1", min_size=1, max_size=4)
NUMBERS = st.integers(0, 99) | st.decimals(0, 99, places=2)


@given(
    st.dictionaries(
        KEYS, NUMBERS | st.dictionaries(KEYS, NUMBERS, min_size=1), max_size=4
    )
)
def test_flat_counts_unfold_to_what_they_were(found: Counts) -> None:
    """Any key survives, slashes too."""
    assert found == unflatten_counts(flatten_counts(found))


def test_the_day_of_the_edition_decides_what_is_recent() -> None:
    """Nothing looks at a clock."""
    (entry,) = read(NOT_INSPECTED).rows
    late = register_counts(
        records_from(entry, EDITION_2021, "setting/a"), dt.date(2010, 10, 1)
    )
    assert 1 == late["core_not_yet_inspected_registered_within_18_months"]


def test_a_suspended_registration_is_a_row_and_not_on_the_register() -> None:
    """Only active registrations are counted as on the Early Years Register."""
    found = counts({"Provider status": "Suspended"}, {})
    assert (2, 1) == (found["rows"], found["eyr"])


def test_unknown_register_parts_are_counted_as_such() -> None:
    """An extract without the column says nothing about the register."""
    (entry,) = read({}).rows
    unknown = evolve(entry, registers=None)
    found = register_counts(
        records_from(unknown, EDITION_2021, "setting/a"), EDITION_2021
    )
    assert {"not in the file": 1} == found["rows_by_register_combination"]
    assert 0 == found["eyr"]
