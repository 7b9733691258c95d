"""Kinds of record by the names that people use, and what makes a row the same thing."""

import difflib
from collections.abc import Callable, Mapping
from typing import Any

from earlyyears.inspection import Inspection, inspection_id
from earlyyears.kernel import Record, kind_of
from earlyyears.places import plain_words

from .errors import KindError

__all__ = [
    "DATED",
    "ENDING",
    "FROM_REGISTERS",
    "OWN_DAY",
    "key_of",
    "kind_named",
    "natural_id",
]

#: Kinds that public registers bring; no table is the whole truth about them.
FROM_REGISTERS = frozenset(
    {"setting", "registration", "provider", "inspection", "departure", "edition"}
)
#: Kinds of which a row without a first day would hold since always.
DATED = frozenset(
    {
        "allocation",
        "concern",
        "engagement",
        "handover",
        "joint-agreement",
        "override",
        "release-pause",
        "support-planned",
        "waiver",
    }
)
#: Kinds that are refused without a last day.
ENDING = frozenset({"override", "waiver"})

#: Kinds whose first day, where it is left blank, is another day of the same record.
OWN_DAY: Mapping[str, str] = {
    "inspection": "inspected_on",
    "registration": "registered_on",
}

#: Other words for kinds, in plain spelling.
_ALSO = {
    "sectors": "sector",
    "sectorstatement": "sector",
    "member": "network-member",
    "members": "network-member",
    "networkmembership": "network-member",
    "people": "person",
    "choice": "policy-choice",
    "choices": "policy-choice",
    "anchorschool": "setting",
    "term": "calendar",
    "schoolterm": "calendar",
    "outcome": "inspection",
    "reportcard": "inspection",
}

#: Fields that make a record the same thing; a kind without a row is its whole content.
_KEYS: Mapping[str, tuple[str, ...]] = {
    "addendum": ("period", "on", "text"),
    "alignment": ("item", "serves"),
    "allocation": ("setting", "person", "valid"),
    "attendance": ("meeting", "seat", "person"),
    "audit": ("setting", "room", "scale", "on", "assessor"),
    "background": ("holder",),
    "body": ("name",),
    "calendar": ("borough", "term"),
    "chair": ("body", "holder"),
    "composition-rule": ("body", "sector", "each"),
    "cleared-narrative": ("period", "contributor"),
    "concern": ("setting", "kind", "valid"),
    "contribution": ("period", "contributor"),
    "contribution-waiver": ("period", "contributor"),
    "decision": ("meeting", "matter", "about"),
    "delivery-plan": ("name",),
    "departure": ("registration", "absent_from"),
    "edition": ("register", "area", "edition"),
    "engagement": ("setting",),
    "evaluation": ("intervention", "planned_for"),
    "focus-area": ("period", "place"),
    "framework-edition": ("framework", "edition"),
    "funding-application": ("name",),
    "handover": ("setting", "valid"),
    "handover-notice": ("handover", "body"),
    "indicator": ("name", "outcome"),
    "indicator-value": ("indicator", "about", "vintage", "group"),
    "inspection": ("registration", "inspected_on", "framework"),
    "interest": ("holder", "about"),
    "intervention": ("name",),
    "issued-report": ("report", "audience", "note"),
    "job-description": ("title", "edition"),
    "joint-agreement": ("setting", "valid"),
    "legal-hold": ("target",),
    "meeting": ("body", "on", "name"),
    "meeting-interest": ("meeting", "seat", "about"),
    "mentor": ("person",),
    "merge": ("of",),
    "network": ("name", "borough"),
    "network-member": ("network", "setting"),
    "organisation": ("name",),
    "outcome": ("framework", "edition", "item"),
    "outcomes-framework": ("framework", "edition"),
    "override": ("setting", "valid"),
    "partnership": ("name",),
    "peer-link": ("setting", "peer"),
    "person": ("name",),
    "plan-change": ("item", "on", "what"),
    "plan-contribution": ("plan", "seat"),
    "plan-item": ("plan", "item"),
    "plan-review": ("plan", "on"),
    "policy-choice": ("borough", "policy"),
    "post": ("post", "holder"),
    "provider": ("identifier",),
    "qualification": ("holder", "subject", "awarded_on"),
    "registration": ("identifier",),
    "release": ("mentor", "school"),
    "release-pause": ("release", "valid"),
    "report-period": ("body", "term"),
    "ruling": ("borough", "matter"),
    "score-dispute": ("audit", "item", "raised_on"),
    "seat": ("holder", "body"),
    "seat-contribution": ("meeting", "seat", "about"),
    "sector": ("setting",),
    "sector-feedback": ("meeting", "seat"),
    "setting": ("name", "borough"),
    "statement": ("framework", "edition", "item"),
    "statutory-target": ("borough", "indicator", "year", "group"),
    "succession": ("predecessor", "successor"),
    "support-planned": ("setting", "valid"),
    "terms-of-reference": ("body", "edition"),
    "vision": ("name", "partnership"),
    "vision-item": ("theme", "place"),
    "vision-review": ("vision", "on"),
    "vision-theme": ("vision", "place"),
    "visit": ("setting", "on", "kind", "person", "direction"),
}


def kind_named(text: str, kinds: Mapping[str, type[Record]]) -> type[Record]:
    """The kind that a word means; plurals, case and underscores are forgiven."""
    wanted = plain_words(text)
    known = {plain_words(name): cls for name, cls in kinds.items()}
    for word in (wanted, *_singulars(wanted)):
        if word in known:
            return known[word]
        if (also := _ALSO.get(word, "")) in kinds:
            return kinds[also]
    words = {word: name for word, name in _ALSO.items() if name in kinds}
    words |= {word: kind_of(cls).name for word, cls in known.items()}
    near = difflib.get_close_matches(wanted, words, 1)
    advice = f"The kinds are {', '.join(sorted(kinds))}."
    if near:
        advice = f"Did you mean {words[near[0]]}? All of them: earlyyears kinds."
    message = f"“{text[:40]}” is not a kind of record"
    raise KindError(
        message,
        advice=advice,
        kind=text[:40],
    )


def _singulars(word: str) -> list[str]:
    found = [word[:-1]] if word.endswith("s") else []
    if word.endswith("ies"):
        found.append(f"{word[:-3]}y")
    if word.endswith("es"):
        found.append(word[:-2])
    return found


def key_of(record: Record) -> tuple[Any, ...] | None:
    """What makes a record the same thing, None where nothing does but an id."""
    names = _KEYS.get(kind_of(record).name)
    if names is None:
        return None
    found = tuple(_part(record, name) for name in names)
    return None if found[0] is None else found


def _part(record: Record, name: str) -> Any:
    if name == "framework" and isinstance(record, Inspection):
        return record.outcome.framework
    if name == "valid":
        return record.valid.start
    return getattr(record, name)


_NATURAL: Mapping[str, Callable[[Any], str]] = {
    "departure": lambda one: (
        f"departure/{one.registration.removeprefix('registration/')}/{one.absent_from}"
    ),
    "edition": lambda one: f"edition/{one.register}/{one.area}/{one.edition}",
    "engagement": lambda one: f"engagement/{one.setting.removeprefix('setting/')}",
    "handover": lambda one: (
        f"handover/{one.setting.removeprefix('setting/')}/{one.valid.start}"
    ),
    "inspection": lambda one: inspection_id(
        one.registration.removeprefix("registration/"),
        one.outcome.framework,
        one.inspected_on,
    ),
    "merge": lambda one: f"merge/{one.of}",
    "observation": lambda one: one.id,
    "policy-choice": lambda one: f"policy-choice/{one.borough}/{one.policy}",
    "provider": lambda one: f"provider/{one.identifier}",
    "registration": lambda one: f"registration/{one.identifier}",
    "ruling": lambda one: f"ruling/{one.borough}/{one.matter}",
    "sector": lambda one: f"sector/{one.setting.removeprefix('setting/')}",
}


def natural_id(record: Record) -> str:
    """The id that follows from what a record says; empty where one must be made up."""
    make = _NATURAL.get(kind_of(record).name)
    return make(record) if make else ""
