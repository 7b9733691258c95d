"""Safe documents for the checks of writers: one of every block, and a whole report."""

import datetime as dt
from collections.abc import Mapping

from earlyyears.disclosure import (
    Audience,
    Axis,
    Block,
    Category,
    CellOf,
    Clearance,
    CountTable,
    Document,
    Heading,
    Highlights,
    Listing,
    Narrative,
    Policy,
    Population,
    Prose,
    RecordColumn,
    RecordRow,
    RecordTable,
    SafeDocument,
    Source,
    make_safe,
)
from earlyyears.kernel import Citation, Figure, Sensitivity

__all__ = ["DAY", "DIGEST", "HOSTILE", "blocks_with", "counts", "document", "policy"]

#: The day that the documents are about.
DAY = dt.date(2021, 9, 1)
#: Digest of the head that they are counted at.
DIGEST = "3f" * 32
_SCHEME = Citation("kit's own policy", confirmed=True)

#: Text that must stay text, each with a name.
HOSTILE: Mapping[str, str] = {
    "a formula": '=HYPERLINK("http://kit.example","kitmark")',
    "a formula with plus": "+1+1+cmd|' /C calc'!kitmark",
    "a formula with minus": "-2+3+kitmark",
    "a formula with at": "@SUM(kitmark)",
    "a formula behind a tab": "\t=1+kitmark",
    "a wide equals sign": "\uff1d1+kitmark",
    "a script": "<script>kitmark()</script>",
    "an attribute": "\" onmouseover='kitmark()' x=\"",
    "an image": "<img src=x onerror=kitmark()>",
    "an end of a comment": "--> ]]> kitmark",
    "markup of Markdown": "[kitmark](javascript:alert) **b** `c`",
    "a template": "{{ kitmark }} {% raw %} ${kitmark} %s %(kitmark)s",
    "right to left": "\u202etfel\u202c kitmark \u200f",
    "control characters": "kit\x00mark\x07\x1b[31m\x7f",
    "line ends": "kitmark\r\nsecond\u2028third\x85fourth",
    "separators": 'kitmark,with;semi|bar\t"quoted"',
    "other scripts": "Škola école 学校 مدرسة kitmark \U0001f9f8",
    "letters to be joined": "e\u0301\u0323 kitmark",
    "very long": f"kitmark {'long ' * 5_000}",
}


def policy(threshold: int = 0) -> Policy:
    """A policy under which everything may be shown but small counts."""
    return Policy(
        "kit",
        "The kit's own",
        Audience.PUBLIC,
        _SCHEME,
        passes=frozenset(Sensitivity),
        records=True,
        narrative=False,
        threshold=((Sensitivity.PUBLIC, threshold),) if threshold else (),
    )


def document(
    *blocks: Block,
    title: str = "Report of the kit",
    fictional: bool = True,
    threshold: int = 0,
    words: str = "",
) -> SafeDocument:
    """A safe document with these blocks; `words` stand wherever text may come from."""
    made = Document(
        name="kit",
        title=title,
        borough=f"Kitborough{words}",
        on=DAY,
        audience=Audience.PUBLIC,
        blocks=blocks,
        subtitle=f"Subtitle{words}",
        as_at=417,
        head=DIGEST,
        sources=(Source(f"kit-source.csv{words}", DAY, "ab" * 32, f"a note{words}"),),
        notes=(f"A note of the kit{words}",),
        basis=(Citation(f"Act of the kit{words}", "s 7", "2021"),),
        fictional=fictional,
    )
    return make_safe(made, policy(threshold))


def counts(
    *numbers: int,
    title: str = "Counts",
    shares_out: bool = True,
    columns: int = 1,
    words: str = "",
) -> CountTable:
    """A table of counts in so many columns."""
    rows = range(len(numbers) // columns)
    population = f"kit population of {title.lower()}"
    across = Axis("across", f"Across{words}", _categories("c", columns, words))
    codes = [f"c{c}" if columns > 1 else "" for c in range(columns)]
    keys = [(f"r{r}", code) for r in rows for code in codes]
    return CountTable(
        code=f"kit-{title.lower().replace(' ', '-')[:20]}",
        title=f"{title}{words}",
        measure="kit_count",
        unit="settings",
        population=Population(population),
        rows=Axis("down", f"Down{words}", _categories("r", len(rows), words)),
        cells=tuple(
            (key, _figure(number, population))
            for key, number in zip(keys, numbers, strict=True)
        ),
        columns=across if columns > 1 else None,
        shares_out=shares_out,
        note=f"Note of the table{words}",
    )


def _categories(code: str, number: int, words: str) -> tuple[Category, ...]:
    return tuple(Category(f"{code}{n}", f"{code} {n}{words}") for n in range(number))


def _figure(number: int, population: str) -> Figure:
    return Figure("kit_count", number, "settings", population, DAY)


def blocks_with(words: str) -> dict[str, tuple[Block, ...]]:
    """One of every kind of block, with these words in each of its texts."""
    table = counts(31, 42, words=words)
    quoted = counts(51, 62, title="Quoted", words=words)
    record = RecordTable(
        code="kit-records",
        title=f"Records{words}",
        unit="settings",
        population=Population("kit population"),
        columns=(
            RecordColumn("name", f"Name{words}", Sensitivity.PUBLIC),
            RecordColumn("what", "What", Sensitivity.PUBLIC),
        ),
        rows=(RecordRow((words, f"cell{words}"), sensitivity=Sensitivity.PUBLIC),),
    )
    cleared = Clearance(f"a post{words}", DAY, Audience.PUBLIC)
    return {
        "heading": (Heading(f"Heading{words}"), Listing("List", (("term", "said"),))),
        "highlights": (Highlights(((f"Highlight{words}", _figure(77, "all")),)),),
        "prose": (quoted, Prose((_plain(words), CellOf(quoted.code, "r0"), DAY))),
        "table of counts": (table,),
        "table with columns": (
            counts(11, 22, 33, 44, title="By columns", columns=2, words=words),
        ),
        "table of records": (record,),
        "listing": (Listing(f"Listing{words}", ((f"term{words}", f"said{words}"),)),),
        "narrative": (Narrative(f"Title{words}", f"who{words}", words, cleared),),
        "left out": (Narrative(f"Kept back{words}", "who", "SECRET OF A PARTNER"),),
    }


def _plain(words: str) -> str:
    """Prose may hold no digits."""
    return "".join(letter for letter in words if not letter.isdigit())
