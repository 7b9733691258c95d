"""Writers that are wrong in one way each: the writer of pages, its work spoilt."""

import datetime as dt
import html
import re
from collections.abc import Callable
from itertools import count

from earlyyears.disclosure import SafeDocument, SafeTable, Writer
from earlyyears.reports import writers
from earlyyears.testing import FormatKit
from tests.testing.saboteurs.made import Saboteur, adopted

PAGES = next(one for one in writers() if one.ending == ".html")
SHEETS = next(one for one in writers() if one.ending == ".csv")
_TURNS = count()


def _page(safe: SafeDocument) -> str:
    return PAGES(safe).decode()


def _spoilt(old: str, new: str) -> Callable[[SafeDocument], bytes]:
    return lambda safe: re.sub(old, new, _page(safe), flags=re.DOTALL).encode()


def with_a_sum(safe: SafeDocument) -> bytes:
    """Adds up what the document holds, and prints it."""
    total = sum(
        cell.figure.value
        for block in safe.blocks
        if isinstance(block, SafeTable)
        for (row, _), cell in block.cells
        if row and cell.figure and isinstance(cell.figure.value, int)
    )
    return _page(safe).replace("</main>", f"<p>{total}</p></main>").encode()


def with_what_is_known(safe: SafeDocument) -> bytes:
    """Prints what readers were told before."""
    told = html.escape(repr(safe.issued.__class__)) + str(next(_TURNS))
    return _page(safe).replace("</main>", f"<p>{told}</p></main>").encode()


def unescaped(safe: SafeDocument) -> bytes:
    """Takes the escaping out again."""
    return html.unescape(_page(safe)).encode()


def defused_no_more(safe: SafeDocument) -> bytes:
    """Takes the apostrophe before formulas away."""
    return re.sub(r"(?<=[,\n\"])'(?=[=+\-@\uff1d])", "", SHEETS(safe).decode()).encode()


def only_full(safe: SafeDocument) -> bytes:
    """Falls over where there is nothing to write."""
    assert safe.blocks[0]
    return PAGES(safe)


def only_printable(safe: SafeDocument) -> bytes:
    """Falls over at what it did not expect."""
    if "\x00" in safe.document.title:
        raise ZeroDivisionError
    return PAGES(safe)


def with_today(safe: SafeDocument) -> bytes:
    """Prints the day on which it was run."""
    today = dt.date.today()  # noqa: DTZ011  what it must not do
    return _page(safe).replace("</main>", f"<p>{today}</p></main>").encode()


class Trusting:
    """A writer that writes whatever it is handed."""

    name, ending, media_type = "wrong", ".html", "text/html"

    def __call__(self, safe: SafeDocument) -> bytes:
        """Write anything."""
        return PAGES(safe) if isinstance(safe, SafeDocument) else repr(safe).encode()


def _of(what: str, caught_by: str, work: Callable[[SafeDocument], bytes]) -> Saboteur:
    writer = Writer("wrong", ".html", "text/html", work)
    return Saboteur(what, caught_by, adopted(FormatKit, what, writer=writer))


_LOUD = Writer("wrong", ".HTML", "html", PAGES.work)
_SHEET = Writer("wrong", ".csv", "text/csv", defused_no_more)

#: Each with the check that must catch it.
FORMATS: tuple[Saboteur, ...] = (
    _of("prints nothing for nought", "test_a_hidden_number_is_shown_as_its_mark",
        _spoilt(r"\[c\]", "0")),
    _of("adds numbers up", "test_no_number_is_made_up", with_a_sum),
    _of("changes with every run", "test_the_same_document_gives_the_same_bytes",
        with_what_is_known),
    _of("lets markup through", "test_text_makes_no_markup", unescaped),
    Saboteur("lets formulas through", "test_no_cell_is_run_as_a_formula",
             adopted(FormatKit, "lets formulas through", writer=_SHEET)),
    Saboteur("has a loud ending", "test_it_is_offered_as_a_writer",
             adopted(FormatKit, "has a loud ending", writer=_LOUD)),
    Saboteur("writes unsafe documents", "test_an_unsafe_document_is_refused",
             adopted(FormatKit, "writes unsafe documents", writer=Trusting())),
    _of("falls over an empty report", "test_a_document_without_blocks_is_written",
        only_full),
    _of("falls over odd text", "test_hostile_text_is_written_or_refused",
        only_printable),
    _of("prints todays date", "test_nothing_of_the_machine_is_written", with_today),
    _of("names no language", "test_the_page_names_its_language",
        _spoilt(' lang="en-GB"', "")),
    _of("has no title", "test_the_page_has_a_title", _spoilt("<title>.*?</title>", "")),
    _of("has no scopes", "test_every_heading_of_a_table_has_a_scope",
        _spoilt(' scope="(row|col)"', "")),
    _of("has no captions", "test_every_table_has_a_caption",
        _spoilt("<caption.*?</caption>", "")),
    _of("has two main headings", "test_headings_make_an_outline",
        _spoilt("<h2(.*?)</h2>", r"<h1\1</h1>")),
    _of("loses cells", "test_every_row_of_a_table_is_whole",
        _spoilt("<tbody><tr>(.*?)<td.*?</td>", r"<tbody><tr>\1")),
    _of("shows pictures without words", "test_every_picture_has_a_text",
        _spoilt("</main>", '<img src="data:,"></main>')),
    _of("fetches a script", "test_the_page_fetches_and_runs_nothing",
        _spoilt("</main>", '<script src="x.js"></script></main>')),
    _of("prints grey on grey", "test_ink_stands_out_from_its_ground",
        _spoilt("</style>", "p { color: #999; background: #bbbbbb }</style>")),
    _of("links to nowhere", "test_links_within_the_page_lead_somewhere",
        _spoilt("</main>", '<a href="#nowhere">more</a></main>')),
    _of("leaves lists out", "test_every_block_is_written_or_refused",
        _spoilt('<dl class="terms">.*?</dl>', "")),
    _of("leaves the digest out", "test_the_digest_is_printed", _spoilt("3f3f", "…")),
    _of("leaves the watermark out", "test_a_made_up_borough_is_marked",
        _spoilt("made up", "small")),
    _of("leaves numbers out", "test_every_number_is_written", _spoilt("1,117", "…")),
    _of("does not say what it is about", "test_it_says_what_it_is_about",
        _spoilt("Kitborough", "a borough")),
    _of("loses other scripts", "test_other_scripts_are_written",
        lambda safe: _page(safe).encode("latin-1", "replace")),
    _of("prints what was not cleared", "test_a_text_that_was_not_cleared_is_absent",
        _spoilt("Kept back", "SECRET OF A PARTNER")),
    _of("cuts long text", "test_long_text_is_whole",
        _spoilt("(long ){400,}", "long … ")),
    _of("lets control characters through", "test_control_characters_are_left_out",
        _spoilt("\ufffd", "\x07")),
    _of("lets text turn", "test_text_cannot_turn_what_follows",
        _spoilt("\ufffdturned", "\u202eturned")),
)  # fmt: skip
