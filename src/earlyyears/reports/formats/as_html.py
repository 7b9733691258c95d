"""The HTML writer: one page that anybody can read, print, and check.

The page is plain: one main heading, sections, tables with captions and scopes, no
script, and nothing that is said by colour alone.  Text from records and files is
cleaned and escaped wherever it comes from.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files

from earlyyears.disclosure import (
    Audience,
    Heading,
    Omitted,
    SafeBlock,
    SafeCell,
    SafeDocument,
    SafeHighlights,
    SafeListing,
    SafeProse,
    SafeTable,
    SafeText,
    Writer,
)
from earlyyears.reports.ageing import newest_of
from earlyyears.reports.words import day, humanised

from .html_tables import cell_text, counts, marks_used, records
from .markup import element, text, void

__all__ = ["HTML", "html"]

_FOR = {
    Audience.PUBLIC: "Everybody: this page may be published",
    Audience.STEERING: "The steering group of the partnership",
    Audience.INTERNAL: "Officers at work; not to be passed on",
}
_FICTIONAL = (
    "This borough is made up. Its settings, people and figures are invented"
    " and describe nobody."
)
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def html(safe: SafeDocument) -> bytes:
    """A safe document as one HTML page in UTF-8, complete in itself."""
    page = "".join(
        [
            "<!DOCTYPE html>\n",
            element("html", _head(safe), _body(safe), lang="en-GB"),
            "\n",
        ]
    )
    return page.encode("utf-8")


def _head(safe: SafeDocument) -> str:
    document = safe.document
    title = f"{document.title}, {document.borough}, {day(document.on)}"
    return element(
        "head",
        void("meta", charset="utf-8"),
        void("meta", name="viewport", content="width=device-width, initial-scale=1"),
        void("meta", http_equiv="Content-Security-Policy", content=_POLICY),
        element("title", text(title)),
        f"<style>{_style()}</style>",
    )


@cache
def _style() -> str:
    return (files("earlyyears.reports") / "data" / "page.css").read_text("utf-8")


def _body(safe: SafeDocument) -> str:
    sections = [*_sections(safe)]
    return element(
        "body",
        element("a", "Skip to the report", class_="skip", href="#report"),
        element("header", _banner(safe), _top(safe)),
        _contents(sections),
        element("main", *_marks(safe), *(made for _, made in sections), id="report"),
    )


def _banner(safe: SafeDocument) -> str:
    if not safe.document.fictional:
        return ""
    return element("p", text(_FICTIONAL), class_="banner", role="note")


def _top(safe: SafeDocument) -> str:
    document = safe.document
    known = (
        "facts in memory"
        if document.as_at is None
        else f"commit {document.as_at:,} of the ledger"
    )
    newest = newest_of(document.sources)
    facts = [
        ("Local authority", document.borough),
        ("About the day", day(document.on)),
        *([("Register as at", day(newest))] if newest else []),
        ("As known at", known),
        ("For", _FOR[safe.audience]),
    ]
    return element(
        "div",
        element("h1", text(document.title)),
        element("p", text(document.subtitle), class_="sub")
        if document.subtitle
        else "",
        element(
            "dl",
            *(
                element("div", element("dt", text(term)), element("dd", text(said)))
                for term, said in facts
            ),
        ),
        class_="head",
    )


def _contents(sections: Iterable[tuple[str, str]]) -> str:
    named = [(number, title) for number, (title, _) in enumerate(sections) if title]
    links = [
        element("li", element("a", text(title), href=f"#section-{number}"))
        for number, title in named
    ]
    return element(
        "nav",
        element("p", "On this page", id="contents"),
        element("ul", *links),
        class_="contents",
        aria_labelledby="contents",
    )


def _marks(safe: SafeDocument) -> Iterator[str]:
    used = marks_used(safe.blocks)
    if used:
        words = "; ".join(f"{mark.shown} {mark.meaning}" for mark in used)
        said = f"Marks that stand where a number cannot: {words}."
        yield element("p", text(said), class_="marks")


def _sections(safe: SafeDocument) -> Iterator[tuple[str, str]]:
    """The title of each section with its markup; before the first there is none."""
    groups: list[tuple[str, list[SafeBlock]]] = [("", [])]
    for block in safe.blocks:
        if isinstance(block, Heading):
            groups.append((block.text, []))
        else:
            groups[-1][1].append(block)
    ends = [
        *((title, [_block(one) for one in blocks]) for title, blocks in groups),
        ("Notes", list(_notes(safe))),
        ("Where the figures come from", list(_sources(safe))),
        ("How this page was made safe to show", list(_certificate(safe))),
        ("How to check this page", list(_check(safe))),
    ]
    for number, (title, parts) in enumerate(one for one in ends if one[1]):
        heading = element("h2", text(title), id=f"section-{number}") if title else ""
        yield title, element("section", heading, *parts)


def _block(block: SafeBlock) -> str:  # noqa: PLR0911  one for each kind
    match block:
        case Heading():
            return ""
        case SafeHighlights():
            return _highlights(block)
        case SafeProse():
            return _prose(block)
        case SafeTable():
            return counts(block)
        case SafeListing():
            return element("h3", text(block.title)) + _terms(block.items)
        case SafeText():
            return _narrative(block)
        case Omitted():
            said = f"{block.title}: left out. {block.why}"
            return element("p", text(said), class_="note")
        case _:
            return records(block)


def _highlights(block: SafeHighlights) -> str:
    cards = (
        element(
            "div",
            element("dt", text(words)),
            element("dd", text(cell_text(cell))),
        )
        for words, cell in block.items
    )
    return element("dl", *cards, class_="highlights")


def _prose(block: SafeProse) -> str:
    return element("p", *map(_part, block.parts))


def _part(part: str | SafeCell | dt.date) -> str:
    match part:
        case str():
            return text(part)
        case SafeCell():
            return element("span", text(cell_text(part)), class_="figure")
        case dt.date():
            return text(day(part))


def _terms(items: Iterable[tuple[str, str]]) -> str:
    pairs = (element("dt", text(a)) + element("dd", text(b)) for a, b in items)
    return element("dl", *pairs, class_="terms")


def _narrative(block: SafeText) -> str:
    by = f"Written by {block.author}"
    cleared = f", cleared for this audience by {block.cleared_by}"
    signed = f"{by}{cleared if block.cleared_by else ''}."
    return element(
        "div",
        element("h3", text(block.title)),
        element("blockquote", element("p", text(block.text))),
        element("p", text(signed)),
    )


def _notes(safe: SafeDocument) -> Iterator[str]:
    if safe.document.notes:
        yield element("ul", *(element("li", text(n)) for n in safe.document.notes))


def _sources(safe: SafeDocument) -> Iterator[str]:
    if not safe.document.sources:
        return
    items: list[str] = []
    for source in safe.document.sources:
        edition = f", edition of {day(source.edition)}" if source.edition else ""
        said = text(f"{source.name}{edition}. {source.note}".strip())
        digest = (
            text(" SHA-256 of the file: ") + element("code", text(source.sha256))
            if source.sha256
            else ""
        )
        items.append(element("li", said, digest))
    yield element("ul", *items, class_="files")


def _certificate(safe: SafeDocument) -> Iterator[str]:
    made = safe.certificate
    why = Counter(one.in_words for one in made.hidden if one.why != "left_out")
    said = [
        f"Disclosure policy: {humanised(made.policy)} ({made.source}).",
        f"Numbers hidden: {sum(why.values()):,}."
        if why
        else "No number had to be hidden.",
        *(f"Hidden {number:,} times: {words}." for words, number in why.most_common()),
        f"Documents issued before that were compared: {made.compared_with:,}.",
    ]
    if made.rounded_to:
        bases = " or ".join(f"{base:,}" for base in made.rounded_to)
        said.append(
            f"Counts are rounded to a multiple of {bases}, totals on their own."
        )
    left = [one.what for one in made.hidden if one.why == "left_out"]
    if left:
        said.append(f"Left out for this audience: {'; '.join(left)}.")
    yield element("ul", *(element("li", text(one)) for one in said))


def _check(safe: SafeDocument) -> Iterator[str]:
    document = safe.document
    if not document.head:
        said = "The figures were counted from facts in memory and from no ledger."
        yield element("p", text(said))
        return
    commit = f"{document.as_at:,}" if document.as_at is not None else "the last"
    yield element(
        "p",
        text(f"The figures were counted at commit {commit}, whose digest is "),
        element("code", text(document.head)),
        text(
            ". Whoever keeps the ledger can run earlyyears verify on it; the page is"
            " genuine if the ledger is whole and holds that digest at that commit."
        ),
    )


#: Writes HTML.
HTML = Writer("html", ".html", "text/html", html)
