"""Nothing hidden can be worked out from what is printed, however tables are linked.

The oracle here reads printed documents only: it writes down every equation that a
reader could write down, and looks for hidden numbers that they determine.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from earlyyears.disclosure import Issued, SafeDocument, SafeTable, make_safe
from earlyyears.kernel import evolve
from tests.disclosure.samples import Row, document, strict, table

Name = frozenset[tuple[str, str]]
Line = dict[Name, Fraction]
KEYS = {"kind": "abc", "area": "nsw", "lead": "xy"}
PAIRS = (("kind", "area"), ("area", "lead"), ("kind", "lead"))


def name(block: SafeTable, row: str, column: str) -> Name:
    """What a place of a table counts, whatever table it stands in."""
    pairs = [(block.rows.code, row)] if row else []
    if block.columns and column:
        pairs.append((block.columns.code, column))
    return frozenset(pairs)


def tables(safe: SafeDocument) -> Iterator[SafeTable]:
    """The tables that a reader sees."""
    return (block for block in safe.blocks if isinstance(block, SafeTable))


def printed(documents: Sequence[SafeDocument]) -> tuple[dict[Name, int], set[Name]]:
    """The numbers that readers hold, and the places that print a mark."""
    known: dict[Name, int] = {}
    marked: set[Name] = set()
    for safe in documents:
        for block in tables(safe):
            for (row, column), cell in block.cells:
                if cell.figure is None:
                    marked.add(name(block, row, column))
                elif isinstance(cell.figure.value, int):
                    known[name(block, row, column)] = cell.figure.value
    return known, marked - known.keys()


def sums(block: SafeTable) -> Iterator[tuple[Name, list[Name]]]:
    """Every total of a table with the places that add up to it."""
    places = [
        name(block, *key) for key, _ in block.cells if all(key) or not block.columns
    ]
    if not block.columns:
        rest = [name(block, row.code, "") for row in block.rows.categories]
        yield frozenset(), rest
        return
    for row in block.rows.categories:
        yield (
            name(block, row.code, ""),
            [p for p in places if (block.rows.code, row.code) in p],
        )
    for column in block.columns.categories:
        pair = (block.columns.code, column.code)
        yield frozenset([pair]), [place for place in places if pair in place]
    yield frozenset(), places


def worked_out(documents: Sequence[SafeDocument]) -> set[Name]:
    """The hidden numbers that the printed ones determine."""
    _known, hidden = printed(documents)
    lines: list[Line] = []
    for safe in documents:
        for block in tables(safe):
            for total, parts in sums(block):
                signed = [(total, 1), *((part, -1) for part in parts)]
                lines.append(line_of([one for one in signed if one[0] in hidden]))
    return {next(iter(line)) for line in reduced(lines) if len(line) == 1}


def line_of(signed: Sequence[tuple[Name, int]]) -> Line:
    """One equation: how often each unknown stands in it, what is known left out."""
    line: Line = {}
    for what, sign in signed:
        line[what] = line.get(what, Fraction(0)) + sign
    return {what: times for what, times in line.items() if times}


def reduced(lines: Sequence[Line]) -> list[Line]:
    """The equations solved as far as they go; a line of one unknown gives it away."""
    left, done = [line for line in lines if line], []
    while left:
        line = left.pop()
        at = next(iter(line))
        left = [made for one in left if (made := without(one, line, at))]
        done = [without(one, line, at) for one in done]
        done.append(line)
    return done


def without(one: Line, other: Line, at: Name) -> Line:
    """A line less so many times another that one unknown falls out of it."""
    times = one.get(at, Fraction(0)) / other[at]
    names = {**one, **other}
    made = {
        k: one.get(k, Fraction(0)) - times * other.get(k, Fraction(0)) for k in names
    }
    return {what: left for what, left in made.items() if left}


@st.composite
def counted(draw: st.DrawFn) -> list[Row]:
    """Rows to be counted: each combination of categories so often."""
    sizes = st.sampled_from([0, 0, 1, 2, 4, 5, 7, 12])
    return [
        {"kind": kind, "area": area, "lead": lead}
        for kind in KEYS["kind"]
        for area in KEYS["area"]
        for lead in KEYS["lead"]
        for _ in range(draw(sizes))
    ]


def layouts() -> st.SearchStrategy[list[tuple[str, str]]]:
    """Some tables of a document: by two keys or by one."""
    one = st.sampled_from([*PAIRS, *((key, "") for key in KEYS)])
    return st.lists(one, min_size=1, max_size=4, unique=True)


def printed_by(
    rows: list[Row], layout: list[tuple[str, str]], issued: Sequence[Issued] = ()
) -> SafeDocument:
    """The document with these tables, made safe."""
    blocks = [table(f"t{n}", rows, *keys) for n, keys in enumerate(layout)]
    return make_safe(document(*blocks), strict(), issued)


@given(counted(), layouts())
def test_no_hidden_number_can_be_worked_out(
    rows: list[Row], layout: list[tuple[str, str]]
) -> None:
    """Whatever tables a document links, adding and subtracting finds nothing."""
    assert set() == worked_out([printed_by(rows, layout)])


@given(counted(), layouts())
def test_no_small_count_is_printed(
    rows: list[Row], layout: list[tuple[str, str]]
) -> None:
    """Every printed number is nothing at all or at least the threshold."""
    known, _ = printed([printed_by(rows, layout)])
    assert [] == [value for value in known.values() if 0 < value < 5]


def small(rows: list[Row], layout: list[tuple[str, str]]) -> set[Name]:
    """Every count above nothing and below the threshold that some table could print."""
    found: Counter[Name] = Counter()
    for keys in set(layout):
        for row in rows:
            pairs = [(key, row[key]) for key in keys if key]
            for size in range(len(pairs) + 1):
                found.update(map(frozenset, combinations(pairs, size)))
    return {one for one, value in found.items() if 0 < value < 5}


@given(counted(), layouts(), layouts())
def test_two_documents_beside_each_other_give_nothing_away(
    rows: list[Row], first: list[tuple[str, str]], second: list[tuple[str, str]]
) -> None:
    """A later document about the same facts hides what the earlier one would betray.

    What the earlier document printed is out; only what neither prints is looked for,
    and a number that the earlier one already betrayed beside it is its own affair.
    """
    earlier = printed_by(rows, first)
    later = printed_by(rows, second, [earlier.issued])
    assert set() == worked_out([earlier, later]) & small(rows, first + second)


def test_the_oracle_finds_what_is_planted() -> None:
    """A single hidden part beside its total is found, so the oracle can fail."""
    rows = [{"kind": kind} for kind, size in [("a", 3), ("b", 9)] for _ in range(size)]
    loose = make_safe(document(table("t", rows, "kind")), strict(0))
    block = next(tables(loose))
    tight = make_safe(document(table("t", rows, "kind")), strict())
    mark = dict(next(tables(tight)).cells)["a", ""]
    leaky = evolve(block, cells=((("a", ""), mark), *block.cells[1:]))
    known = {name(leaky, *key) for key, cell in leaky.cells if cell.figure}
    assert {frozenset({("kind", "b")}), frozenset()} == known
    hidden = frozenset({("kind", "a")})
    signed = [(one, sign) for one, sign in ((frozenset(), 1), (hidden, -1))]
    assert [{hidden: Fraction(-1)}] == reduced([line_of(signed[1:])])
    assert 2 == len(reduced([line_of(signed)])[0])
