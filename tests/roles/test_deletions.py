"""Nothing in a decision table is idle: whatever is taken out is missed."""

from collections.abc import Iterator

import pytest

from earlyyears import roles
from earlyyears.kernel import RuleBook, evolve
from earlyyears.roles import Clause, Table, proof
from earlyyears.roles.classes import outcome_classes
from tests.roles import build

BEFORE = roles.shipped_table("less_than_good_2014")
TABLES = {key: each.table for key, each in roles.presets().items()}
ALL = {BEFORE.key: BEFORE, **TABLES}


def without_a_condition(clause: Clause) -> Iterator[tuple[str, Clause]]:
    """The clause with each of its conditions taken out in turn."""
    for at, condition in enumerate(clause.when):
        left = (*clause.when[:at], *clause.when[at + 1 :])
        yield f"{condition}", evolve(clause, when=left)


def without_a_value(clause: Clause) -> Iterator[tuple[str, Clause]]:
    """The clause with each value of each condition taken out in turn."""
    for at, condition in enumerate(clause.when):
        for value in condition.values:
            left = tuple(one for one in condition.values if one != value)
            changed = evolve(condition, values=left)
            when = (*clause.when[:at], changed, *clause.when[at + 1 :])
            yield f"{value} in {condition}", evolve(clause, when=when)


def broken(table: Table) -> Iterator[tuple[str, Table]]:
    """The table with a clause, a condition or a value taken out, each in turn."""
    for at, clause in enumerate(table.clauses):
        before, after = table.clauses[:at], table.clauses[at + 1 :]
        yield f"the clause {clause.id}", evolve(table, clauses=(*before, *after))
        for what, changed in (*without_a_condition(clause), *without_a_value(clause)):
            left = (*before, changed, *after)
            yield f"{clause.id} without {what}", evolve(table, clauses=left)


BROKEN = [
    pytest.param(key, table, id=f"{key}: {what}")
    for key, each in ALL.items()
    for what, table in broken(each)
]


def proved(before: Table, tables: dict[str, Table], preset: str) -> roles.Proof:
    """The part of the proof that turns on outcomes, under one choice."""
    rules = roles.rules_for(before, tables)
    every = [before, *tables.values()]
    days = proof._days(every, rules)
    states = [
        each
        for each in proof._every_outcome(outcome_classes(every), days, [preset])
        if not each.reading and not each.between
    ]
    graded = outcome_classes([before])
    ended = (
        evolve(each, new_ended=True)
        for each in proof._every_outcome(graded, days, [preset])
    )
    return proof._proved([*states, *ended], RuleBook(rules))


@pytest.mark.parametrize("key", [BEFORE.key, *TABLES])
def test_the_tables_that_ship_leave_no_gap_and_no_overlap(key: str) -> None:
    """Under each preset every class of outcome has exactly one answer."""
    preset = key if key in TABLES else ""
    assert proved(BEFORE, TABLES, preset).holds
    assert cases_hold(BEFORE, TABLES, preset or "none")


@pytest.mark.parametrize(("key", "table"), BROKEN)
def test_what_is_taken_out_of_a_table_is_missed(key: str, table: Table) -> None:
    """Without one clause, condition or value the proof or a case fails."""
    before = table if key == BEFORE.key else BEFORE
    tables = {**TABLES, key: table} if key in TABLES else TABLES
    preset = key if key in TABLES else ""
    right = cases_hold(before, tables, preset or "none")
    assert not (right and proved(before, tables, preset).holds)


def cases_hold(before: Table, tables: dict[str, Table], preset: str) -> bool:
    """Whether every hand-worked case comes out as written, by these tables."""
    book = RuleBook(roles.rules_for(before, tables))
    return all(
        expected == build.told(case, preset, book)
        for case in build.CASES
        for choice, expected in build.expected(case).items()
        if choice == preset
    )
