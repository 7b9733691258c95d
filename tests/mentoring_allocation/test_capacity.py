"""The capacity ledger says whether work fits, and the smallest set to drop if not."""

import itertools
import random
from collections.abc import Sequence
from fractions import Fraction

import pytest

from earlyyears.mentoring.capacity_dropping import Lot, smallest
from earlyyears.mentoring.capacity_flow import Cut, flow
from earlyyears.mentoring.capacity_reckoning import Reckoning, Supply, Work, reckon

MENTORS = [f"person/{number}" for number in range(10)]
EVERYBODY = frozenset(MENTORS)


def newham(audit: int, one_in: int) -> Reckoning:
    """Ten mentors of 38 half-days; ninety settings audited twice, some of it paired."""
    audits = [
        Work(
            f"audit/{at:03}", "audit", f"audit {at}", Fraction(audit), EVERYBODY, need=1
        )
        for at in range(180)
    ]
    paired = [
        Work(f"check/{at:03}", "second_assessor", "check", Fraction(audit), EVERYBODY)
        for at in range(0, 180, one_in)
    ]
    audits = [Work(**{**as_given(one), "matters": 2}) for one in audits]
    return reckon(
        [*audits, *paired], [Supply(who, Fraction(38), weeks=38) for who in MENTORS]
    )


def as_given(work: Work) -> dict[str, object]:
    """The fields of a piece of work."""
    return {name: getattr(work, name) for name in Work.__match_args__}


NEWHAM = [
    # an audit, a second assessor on one in, needed, over, spare, pieces to drop
    (2, 10, 396, 16, 0, 8),
    (2, 20, 378, 0, 2, 0),
    (1, 10, 198, 0, 182, 0),
]


@pytest.mark.parametrize(
    ("audit", "one_in", "needed", "over", "spare", "pieces"), NEWHAM
)
def test_the_numbers_of_the_case_study(
    audit: int, one_in: int, needed: int, over: int, spare: int, pieces: int
) -> None:
    """Of 380 half-days: 396 are 16 too many, 378 leave 2 over, 198 fit easily."""
    found = newham(audit, one_in)
    assert (needed, 380) == (found.needed, found.released)
    assert (over == 0, over, spare) == (found.feasible, found.over, found.spare)
    assert (over, pieces) == (found.dropped, len(found.drop))


def test_what_matters_least_is_dropped_and_named() -> None:
    """To save sixteen half-days eight second assessors go, and no audit."""
    found = newham(2, 10)
    assert {"second_assessor"} == {one.kind for one in found.drop}
    assert found.proven
    assert found.enough


def piece(key: str, half_days: int, *by: str, **more: object) -> Work:
    """A piece of work that some people may do."""
    return Work(key, "audit", key, Fraction(half_days), frozenset(by), **more)  # type: ignore[arg-type]


def test_who_is_tight_is_named_though_others_have_time() -> None:
    """Ann's own work is too much for Ann, whatever Ben has left."""
    work = [piece("a", 3, "ann"), piece("b", 1, "ann", "ben")]
    found = reckon(work, [Supply("ann", Fraction(2)), Supply("ben", Fraction(9))])
    assert (Fraction(1), ("ann",)) == (found.over, found.tight)
    assert ["a"] == [one.key for one in found.drop]


def test_work_moves_to_whoever_has_time() -> None:
    """What either may do goes to Ben when Ann's own work fills her time."""
    work = [piece("a", 1, "ann", "ben"), piece("b", 2, "ann")]
    found = reckon(work, [Supply("ann", Fraction(2)), Supply("ben", Fraction(1))])
    assert found.feasible
    assert 0 == found.spare


def test_work_of_a_term_does_not_fit_into_another() -> None:
    """Time in the summer does not help work that belongs to the autumn."""
    terms = [Supply("ann", Fraction(1), "autumn"), Supply("ann", Fraction(5), "summer")]
    found = reckon([piece("a", 2, "ann", term="autumn")], terms)
    assert (Fraction(1), 6) == (found.over, found.released)
    assert reckon([piece("a", 2, "ann")], terms).feasible


def test_a_statutory_duty_is_never_dropped() -> None:
    """Other work goes instead; where duties alone are too much, the answer says so."""
    duty = piece("duty", 3, "team", droppable=False)
    other = piece("other", 2, "team")
    found = reckon([duty, other], [Supply("team", Fraction(4))])
    assert (["other"], True) == ([one.key for one in found.drop], found.enough)
    alone = reckon([duty, other], [Supply("team", Fraction(2))])
    assert (["other"], False) == ([one.key for one in alone.drop], alone.enough)


def test_of_equal_work_the_least_pressing_goes_first() -> None:
    """Of two audits alike, the one of the setting in less need is dropped."""
    work = [piece("a", 1, "ann", need=5), piece("b", 1, "ann", need=0)]
    found = reckon(work, [Supply("ann", Fraction(1))])
    assert ["a"] == [one.key for one in found.drop]


def test_parts_of_half_days_are_exact() -> None:
    """Three thirds of a half-day fit into one."""
    third = [
        Work(str(at), "meeting", "meeting", Fraction(1, 3), frozenset({"ann"}))
        for at in range(3)
    ]
    assert reckon(third, [Supply("ann", Fraction(1))]).feasible


def test_lines_show_each_school_network_term_and_kind() -> None:
    """What a school releases stands beside what only its mentors can do."""
    work = [
        piece("a", 1, "ann", term="autumn", network="north"),
        piece("b", 1, "ann", "ben", network="north"),
    ]
    found = reckon(
        work,
        [
            Supply("ann", Fraction(2), "autumn", 2, "setting/elm", "north"),
            Supply("ben", Fraction(3), "autumn", 3, "setting/elm", "south"),
        ],
    )
    assert [("setting/elm", 1, 5, 2)] == [
        (one.key, one.needed, one.released, one.number) for one in found.by_school
    ]
    assert [("north", 0), ("south", 3)] == [
        (one.key, one.spare) for one in found.by_network
    ]
    assert [("ann", 1), ("ben", 3)] == [(one.key, one.spare) for one in found.by_person]
    assert [("", -1), ("autumn", 4)] == [(one.key, one.spare) for one in found.by_term]
    assert [("audit", 2, 2)] == [
        (one.key, one.needed, one.number) for one in found.by_kind
    ]


def test_no_smaller_set_than_the_one_named_would_do() -> None:
    """In 200 small cases trying every set to drop finds none of fewer half-days."""
    chance = random.Random(11)
    seen = 0
    for _ in range(200):
        people = ["ann", "ben", "cat"][: chance.randint(1, 3)]
        work = [
            piece(str(at), chance.randint(1, 3), *chance.sample(people, 1 + at % 2))
            if len(people) > 1
            else piece(str(at), chance.randint(1, 3), "ann")
            for at in range(chance.randint(1, 6))
        ]
        supply = [Supply(who, Fraction(chance.randint(0, 4))) for who in people]
        found = reckon(work, supply)
        left = [one for one in work if one not in found.drop]
        assert reckon(left, supply).feasible
        assert (fewest(work, supply), True) == (
            (found.dropped, len(found.drop)),
            found.proven,
        )
        seen += bool(found.drop)
    assert 100 < seen


def fewest(work: Sequence[Work], supply: Sequence[Supply]) -> tuple[Fraction, int]:
    """The fewest half-days, and pieces, that must go for the rest to fit."""
    sets = (
        gone
        for number in range(len(work) + 1)
        for gone in itertools.combinations(work, number)
    )
    return min(
        (sum((one.half_days for one in gone), Fraction(0)), len(gone))
        for gone in sets
        if fits([one for one in work if one not in gone], supply)
    )


def fits(work: Sequence[Work], supply: Sequence[Supply]) -> bool:
    """Hall's condition: no set of people has more work of its own than time."""
    people = [one.who for one in supply]
    time = {one.who: one.half_days for one in supply}
    return all(
        sum(one.half_days for one in work if one.by <= set(some))
        <= sum(time[who] for who in some)
        for number in range(len(people) + 1)
        for some in itertools.combinations(people, number)
    )


def test_a_search_that_grows_too_wide_is_not_called_proven() -> None:
    """Very many different cuts end in a set that is enough but not proven smallest."""
    lots = [Lot(at, 1 + at % 7, at, 40) for at in range(8)]

    def tight(dropped: Sequence[int]) -> Cut[int, str] | None:
        for at, lot in enumerate(lots):
            short = 97 - lot.size * dropped[at]
            if short > 0 and at < 4:
                groups = frozenset({at, at + 1, at + 2, at + 3, at + 4})
                gone = sum(lots[one].size * dropped[one] for one in groups)
                if gone < 97 + 60 * at:
                    return Cut(groups, frozenset(), 97 + 60 * at - gone)
        return None

    found = smallest(lots, tight)
    assert tight(found.counts) is None
    assert not found.proven


def test_the_flow_shows_what_is_used() -> None:
    """Everything fits by giving the work of two to whoever is free."""
    found = flow({"a": 1, "b": 2}, {"x": 1, "y": 2}, {"a": ["x"], "b": ["x", "y"]})
    assert (3, {"x": 1, "y": 2}, None) == (found.done, found.used, found.cut)
