"""Bodies as data: a group with its terms, its composition and its seats, from a pack.

A pack holds no person.  What it gives is recorded by somebody: a body, draft terms of
reference, the rules of composition, and vacant seats to be filled.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, cast

from earlyyears.kernel import (
    Citation,
    DateRange,
    Faults,
    Finding,
    Place,
    Record,
    citation_from,
    evolve,
    frozen,
)
from earlyyears.people import Body, Seat
from earlyyears.places import Network

from .papers import CompositionRule, TermsOfReference

__all__ = ["BodyPack", "body_pack"]


@frozen
class BodyPack:
    """A body as a pack describes it."""

    body: Body
    terms: TermsOfReference
    rules: tuple[CompositionRule, ...]
    #: Where it is described, and whether a person has checked that.
    source: Citation
    _seats: tuple[Mapping[str, Any], ...] = ()

    def seats(self, networks: Iterable[Network] = ()) -> tuple[Seat, ...]:
        """The seats of the body, all of them vacant.

        A seat that every network has is there once for each network given.
        """
        found = [*networks]
        return tuple(
            seat for row in self._seats for seat in _seats(self.body, row, found)
        )

    def records(
        self, networks: Iterable[Network] = (), *, during: DateRange
    ) -> tuple[Record, ...]:
        """Everything that the pack gives, from a day on, ready to be recorded."""
        given = (self.body, self.terms, *self.rules, *self.seats(networks))
        return tuple(evolve(one, valid=during) for one in given)


def body_pack(content: Mapping[str, Any], file: str = "") -> BodyPack:
    """Make a body of a TOML file, or report all that is wrong with it at once."""
    name = str(content.get("name", ""))
    found = [*_faults(content, file)]
    if found:
        message = f"the body “{name or file}” cannot be used"
        raise Faults(message, found)
    body = Body(id=f"body/{name}", **_table(content, "body"))
    said: dict[str, Any] = {"edition": "draft", **_table(content, "terms")}
    terms = TermsOfReference(id=f"terms-of-reference/{name}", body=body.id, **said)
    rules = tuple(
        CompositionRule(id=f"composition-rule/{name}/{at}", body=body.id, **row)
        for at, row in enumerate(_rows(content, "rule"), 1)
    )
    source = citation_from(content, place=Place(file))
    return BodyPack(body, terms, rules, source, tuple(_rows(content, "seat")))


def _table(content: Mapping[str, Any], key: str) -> dict[str, Any]:
    return dict(cast("Mapping[str, Any]", content.get(key, {})))


def _rows(content: Mapping[str, Any], key: str) -> list[dict[str, Any]]:
    return [dict(row) for row in cast("list[Mapping[str, Any]]", content.get(key, []))]


_FIELDS: Mapping[str, frozenset[str]] = {
    "body": frozenset({"name", "kind", "partnership", "parent"}),
    "terms": frozenset(
        {
            "edition",
            "purpose",
            "remit",
            "quorum",
            "substitutes",
            "term_months",
            "independent_chair",
            "meetings_a_year",
        }
    ),
    "rule": frozenset({"sector", "least", "most", "each", "level"}),
    "seat": frozenset({"key", "sector", "each", "level", "role", "nominated_by"}),
}
_NEEDED: Mapping[str, tuple[str, ...]] = {
    "body": ("name", "kind"),
    "rule": ("sector",),
    "seat": ("key", "sector"),
}


def _faults(content: Mapping[str, Any], file: str) -> Iterator[Finding]:
    if not content.get("name"):
        yield Finding("no_name", "the file does not say its name", Place(file))
    tables = [("body", _table(content, "body")), ("terms", _table(content, "terms"))]
    rows = [(key, row) for key in ("rule", "seat") for row in _rows(content, key)]
    for key, row in (*tables, *rows):
        for name in sorted(row.keys() - _FIELDS[key]):
            said = f"“{key}” has no “{name}”"
            advice = f"Use {', '.join(sorted(_FIELDS[key]))}."
            yield Finding("unknown_field", said, Place(file, field=key), advice)
        for name in _NEEDED.get(key, ()):
            if not row.get(name):
                said = f"“{key}” does not say “{name}”"
                yield Finding("incomplete", said, Place(file, field=key))


def _seats(
    body: Body, row: Mapping[str, Any], networks: Iterable[Network]
) -> Iterator[Seat]:
    each: list[Network | None] = [*networks] if row.get("each") == "network" else [None]
    for network in each:
        within = f"/{network.id.partition('/')[2]}" if network else ""
        yield Seat(
            id=f"seat/{body.id.partition('/')[2]}/{row['key']}{within}",
            body=body.id,
            sector=row["sector"],
            network=network.id if network else None,
            level=row.get("level", ""),
            role=row.get("role", "member"),
            nominated_by=row.get("nominated_by"),
            state="vacant",
        )
