"""Read the indicators of a scale from tables: the same form in specs and layers.

```toml
[item.5]
na = true                       # the item may be not applicable
under_months = 12               # … only if every child is younger
boxes = ["3.2"]                 # indicators with an NA box
1 = ["1.1", "1.2"]
3 = ["3.1", "3.2"]
```
"""

from collections.abc import Iterator, Mapping
from typing import Any

from earlyyears.kernel import Finding, Place, evolve

from .structure import Basis, Indicator, Item, Ladder, NaRule, Relation

__all__ = ["all_na_possible", "item_with", "relations_from"]

_OWN = {"na", "under_months", "boxes", "text", "basis"}
_KINDS = ("excludes", "implies")


def item_with(
    item: Item, row: Mapping[str, Any], rule: Ladder, place: Place
) -> tuple[Item, list[Finding]]:
    """The item with the indicators that a table gives it, and what is wrong with it."""
    findings = list(_row_faults(item, row, rule, place))
    if findings:
        return item, findings
    boxes, texts = set(row.get("boxes", ())), row.get("text", {})
    levels = tuple(
        tuple(
            Indicator(one, one in boxes, str(texts.get(one, "")))
            for one in row.get(str(anchor), ())
        )
        for anchor in rule.anchors
    )
    if not any(levels):
        levels = ()
    return evolve(item, levels=levels, na=_na_rule(row, item)), []


def _na_rule(row: Mapping[str, Any], item: Item) -> NaRule | None:
    if "na" not in row and "under_months" not in row:
        return item.na
    return NaRule(bool(row.get("na", True)), row.get("under_months"))


def _row_faults(
    item: Item, row: Mapping[str, Any], rule: Ladder, place: Place
) -> Iterator[Finding]:
    known = _OWN | {str(anchor) for anchor in rule.anchors}
    for key in row.keys() - known:
        yield Finding(
            "unknown_level",
            f"item {item.id} has no level or setting “{key}”",
            place,
            f"Levels are {', '.join(map(str, rule.anchors))}.",
        )
    listed = [one for anchor in rule.anchors for one in row.get(str(anchor), ())]
    for one in {one for one in listed if listed.count(one) > 1}:
        message = f"item {item.id} lists indicator {one} twice"
        yield Finding("duplicate_indicator", message, place)
    for one in {*row.get("boxes", ()), *row.get("text", {})} - set(listed):
        message = f"item {item.id} gives a box or text to an indicator {one} it lacks"
        yield Finding("unknown_indicator", message, place)
    if listed and not all(row.get(str(anchor)) for anchor in rule.anchors):
        message = f"item {item.id} has a level without indicators"
        yield Finding("empty_level", message, place, "Give every level at least one.")


def relations_from(
    rows: list[Mapping[str, Any]], items: Mapping[str, Item], place: Place
) -> tuple[tuple[Relation, ...], list[Finding]]:
    """The relations between indicators, and those that point at nothing."""
    known = {
        f"{item.id}/{one.id}" for item in items.values() for one in item.indicators
    }
    made: list[Relation] = []
    findings: list[Finding] = []
    for row in rows:
        relation = Relation(
            str(row.get("kind")), str(row.get("first")), str(row.get("second"))
        )
        made.append(relation)
        if relation.kind not in _KINDS:
            message = f"a relation is “{relation.kind}”"
            advice = f"It can be {' or '.join(_KINDS)}."
            findings.append(Finding("bad_relation", message, place, advice))
        for end in {relation.first, relation.second} - known:
            message = f"a relation points at an indicator “{end}” that is not there"
            findings.append(Finding("unknown_indicator", message, place))
    return tuple(made), findings


def all_na_possible(item: Item, rule: Ladder) -> Iterator[Finding]:
    """A warning for each level that may be NA as a whole while the rule is silent."""
    if rule.all_na != "ambiguous":
        return
    for anchor, level in zip(rule.anchors[1:], item.levels[1:], strict=False):
        if level and all(one.na for one in level):
            yield Finding(
                "all_na_possible",
                f"every indicator of item {item.id} at level {anchor} may be NA, and "
                "the scale does not say what that means",
                advice="Set all_na in [rule] to “pass” or “stop” if the book says so.",
            )


def basis_from(row: Mapping[str, Any], default: Basis) -> Basis:
    """How a row came to be known; a row that does not say is as its file."""
    return Basis(row["basis"]) if "basis" in row else default
