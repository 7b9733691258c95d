"""What a report rests on: files read, rules in force, and what the borough chose."""

from collections import Counter
from collections.abc import Iterable, Iterator

from earlyyears.disclosure import Listing, Source
from earlyyears.kernel import ALWAYS, Citation, Facts
from earlyyears.places import RegisterEdition
from earlyyears.roles import LeadRow, PolicyChoice, Ruling, presets

from .labels import label
from .rows import basis
from .words import day, humanised, plural

__all__ = ["basis_of", "choices", "rules_in_words", "sources_of"]


def sources_of(view: Facts) -> tuple[Source, ...]:
    """The editions of registers that the facts come from, the oldest first."""
    read = sorted(
        view.all(RegisterEdition), key=lambda one: (one.edition, one.register)
    )
    return tuple(
        Source(label("register", one.register), one.edition, one.sha256, _rows(one))
        for one in read
    )


def _rows(one: RegisterEdition) -> str:
    counted = [
        ("loaded", one.loaded),
        ("out of the area", one.out_of_area),
        ("given twice", one.duplicates),
        ("set aside", one.quarantined),
        ("erased earlier and left out", one.erased),
    ]
    parts = ", ".join(f"{number:,} {words}" for words, number in counted if number)
    return f"{plural(one.rows, 'row', 'rows')}: {parts or 'none loaded'}."


def basis_of(rows: Iterable[LeadRow]) -> tuple[Citation, ...]:
    """The rules that the answers rest on, the one used most first."""
    used = Counter(found for row in rows if (found := basis(row)) is not None)
    return tuple(one for one, _ in used.most_common())


def rules_in_words(rows: Iterable[LeadRow]) -> Iterator[Listing]:
    """The rules in use, each with its edition and whether a person has confirmed it."""
    found = basis_of(rows)
    if found:
        items = tuple((_named(one), _standing(one)) for one in found)
        yield Listing("Rules that the answers rest on", items)


def _named(one: Citation) -> str:
    return ", ".join(part for part in (one.instrument, one.clause) if part)


def _standing(one: Citation) -> str:
    confirmed = (
        "A person has checked this rule against its source."
        if one.confirmed
        else "No person has checked this rule against its source yet."
    )
    edition = f"{one.edition[:1].upper()}{one.edition[1:]}." if one.edition else ""
    note = f"{one.note[:1].upper()}{one.note[1:]}." if one.note else ""
    force = "" if one.during == ALWAYS else f"In force: {_days(one)}."
    return " ".join(part for part in (edition, force, confirmed, note) if part)


def _days(one: Citation) -> str:
    first = f"from {day(one.during.start)}" if one.during.start else ""
    last = f"before {day(one.during.end)}" if one.during.end else ""
    return " and ".join(part for part in (first, last) if part)


def _choice(value: str) -> str:
    """A preset by what it tests, anything else in the words made of it."""
    preset = presets().get(value)
    return f"{humanised(value)}: {preset.label}" if preset else humanised(value)


def choices(view: Facts) -> Listing:
    """What the borough has chosen or ruled, with the day from which it holds."""
    chosen = [
        (label("policy", one.policy), _choice(one.value), one.valid.start)
        for one in view.all(PolicyChoice)
    ]
    ruled = [
        (label("matter", one.matter), label("reading", one.reading), one.valid.start)
        for one in view.all(Ruling)
    ]
    items = tuple(
        (what, f"{value}, from {day(start)}" if start else value)
        for what, value, start in sorted([*chosen, *ruled], key=lambda one: one[:2])
    )
    nothing = (("Choices", "The borough has recorded no choice and no ruling."),)
    return Listing("What the borough has chosen", items or nothing)
