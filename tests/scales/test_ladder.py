"""The ladder: from the answers of an item to its score, and why."""

import pytest

from earlyyears import scales
from tests.scales.cases import lone, seen

TABLE = [
    ("S02", "NYN|YYYY|YYY|YY", "ambiguous", 1),
    ("S03", "NNN|NNNN|NNN|NN", "ambiguous", 1),
    ("S04", "NNN|YNNN|NNN|NN", "ambiguous", 1),
    ("S05", "NNN|YYNN|NNN|NN", "ambiguous", 2),
    ("S07", "NNN|YYYY|NNN|NN", "ambiguous", 3),
    ("S08", "NNN|YYYY|YNN|NN", "ambiguous", 3),
    ("S10", "NNN|YYYY|YN|NN", "ambiguous", 4),
    ("S12", "NNN|YYYY|YYY|YYN", "ambiguous", 6),
    ("S13", "NNN|YYYN|YYY|YYY", "ambiguous", 2),
    ("S14", "NNN|YNNN|YYY|YYY", "ambiguous", 1),
    ("S16", "NNN|YYAA|NNN|NN", "ambiguous", 3),
    ("S17", "NNN|YNA|NNN|NN", "ambiguous", 2),
    ("S18", "NNN|YYYY|YNNA|NN", "ambiguous", 3),
    ("S19", "AN|YYY|YYY|YY", "ambiguous", 7),
    ("S20", "AA|YYY|NN|NN", "ambiguous", 3),
    ("S21", "AY|YYY|YYY|YY", "ambiguous", 1),
    ("S23", "NNN|AAA|YYY|NN", "pass", 5),
    ("S24", "NNN|AAA|YYY|NN", "stop", 1),
    ("S26", "NNN|YYY|YYY|AA", "pass", 7),
    ("S27", "NNN|YYY|YYY|AA", "stop", 5),
    ("S28", "NNN|YYY|AA|YN", "pass", 6),
    ("S29", "NNN|YYY|AA|YN", "stop", 3),
    ("S30", "NNN|YNNN|AA|AA", "ambiguous", 1),
    ("S31", "NNN|YYYY|YNN|..", "ambiguous", 3),
    ("S32", "Y..|....|...|..", "ambiguous", 1),
    ("S35", "NNN|YYN.|YYY|YY", "ambiguous", 2),
    ("S38", "NNN|YYYY|YYY|N", "ambiguous", 5),
    ("S39", "NNN|YYYY|YYY|YN", "ambiguous", 6),
    ("S41", "NNN|YYYYY|YYNNN|NN", "ambiguous", 3),
]


@pytest.mark.parametrize(("name", "line", "policy", "score"), TABLE)
def test_the_table_of_edge_cases(name: str, line: str, policy: str, score: int) -> None:
    """Every edge case of the domain's table has its score."""
    assert score == lone(line, all_na=policy).score, name


@pytest.mark.parametrize(
    ("line", "bounds"),
    [("NNN|YY.|NNN|NN", (2, 3)), ("N.N|YYY|YYY|YY", (1, 7)), ("NN|Y.|..|.", (2, 7))],
)
def test_blanks_that_matter_leave_bounds(line: str, bounds: tuple[int, int]) -> None:
    """Where a blank decides, there is no score but a range."""
    found = lone(line)
    assert (None, "undetermined", bounds) == (
        found.score,
        found.status,
        found.possible_range,
    )


@pytest.mark.parametrize("line", ["NNN|AAA|YYY|NN", "NNN|YYY|YYY|AA"])
def test_a_level_of_all_na_is_refused_unless_the_scale_says(line: str) -> None:
    """The default does not guess what a level means that is NA as a whole."""
    assert "ambiguous_all_na" == lone(line).status
    assert lone(line).score is None


def test_a_blank_under_a_level_of_all_na_comes_first() -> None:
    """Where a blank may keep the climb from the doubtful level, the blank decides."""
    assert "undetermined" == lone("NN|Y.|AA|Y").status


@pytest.mark.parametrize(
    ("line", "blocking"),
    [
        ("NYN|YYYY|YYY|YY", ("1.2",)),
        ("NNN|YNNY|NNN|NN", ("3.2", "3.3")),
        ("NNN|YYYY|YNA|NN", ("5.2",)),
        ("NNN|YYYY|YYY|YY", ()),
        ("NNN|YYYY|YNN|..", ("5.2", "5.3")),
        ("N.N|YNYY|YYY|YY", ()),
        ("NNN|YN.|YYY|YY", ("3.2",)),
    ],
)
def test_what_blocks_the_next_step(line: str, blocking: tuple[str, ...]) -> None:
    """The No answers just above the score are the way up; a fault comes first."""
    assert blocking == lone(line).blocking


@pytest.mark.parametrize(
    ("line", "undecided"),
    [
        ("NNN|YY.|NNN|NN", ("3.3",)),
        ("N.N|YYY|YYY|Y.", ("1.2", "7.2")),
        ("NNN|YYN.|YYY|..", ()),
        ("NNN|Y..|.NN|..", ("3.2", "3.3")),
        ("NNN|YYYY|YNN|..", ()),
    ],
)
def test_which_blanks_matter(line: str, undecided: tuple[str, ...]) -> None:
    """Only blanks that could change the score are named."""
    assert undecided == lone(line).undecided


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        ("NNN|YYYN|YNY|NY", ("5.1", "5.3", "7.2")),
        ("Y|YN|NY|Y", ("3.1", "5.2", "7.1")),
        ("NNN|YYYY|YYY|YY", ()),
        ("NNN|YYYY|YNN|NY", ("7.2",)),
    ],
)
def test_credit_beyond_the_stop_is_kept_apart(
    line: str, credit: tuple[str, ...]
) -> None:
    """What is met above the stop earns nothing and is not lost."""
    found = lone(line)
    assert credit == found.credit_beyond
    assert bool(credit) is ("credit_beyond_stop" in found.flags)


def test_the_share_met_is_not_the_score() -> None:
    """A fault that is absent counts as met; NA and blank do not count."""
    found = lone("NYN|YN|A.|Y")
    assert (4, 6) == (found.n_met, found.n_answered)
    assert "gated_at_1" in found.flags


def test_anchors_are_data() -> None:
    """A ladder from 1 to 9 climbs by the same rule."""
    levels = {"1": "N", "3": "Y", "5": "Y", "7": "Y", "9": "YN"}
    assert 8 == scales.score(levels).score


def test_a_line_of_another_shape_is_refused() -> None:
    """A level with more answers than indicators is a sheet of another edition."""
    with pytest.raises(scales.SheetError, match="3/3/2/2 answers"):
        scales.score(seen(answers={"2": "NNN|YYY|YY|YY"}))


@pytest.mark.parametrize(
    ("policy", "score", "blocking", "credit"),
    [("pass", 4, ("5.2",), ("7.1",)), ("stop", 1, (), ("5.1", "7.1"))],
)
def test_a_level_of_all_na_is_explained_as_it_is_scored(
    policy: str, score: int, blocking: tuple[str, ...], credit: tuple[str, ...]
) -> None:
    """What blocks and what is beyond the stop follows the same rule as the score."""
    found = lone("NN|AA|YN|Y", all_na=policy)
    assert (score, blocking, credit) == (
        found.score,
        found.blocking,
        found.credit_beyond,
    )
