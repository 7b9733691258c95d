"""Read a scale from one TOML file; every fault of the file is reported at once.

`docs/reference/scales-files.md` describes the file.
"""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from importlib.resources.abc import Traversable
from typing import Any

from earlyyears.kernel import Faults, Finding, Place, citation_from, read_toml

from .errors import ScaleFileError, refuse
from .fixed import FixedDict
from .indicators import all_na_possible, basis_from, item_with, relations_from
from .structure import (
    Ages,
    Basis,
    Choice,
    Cycles,
    Group,
    Item,
    Ladder,
    NaRule,
    NotesProfile,
    Scale,
    ScoringRule,
    Subscale,
)

__all__ = ["read_spec", "scale_from", "spec_warnings"]

_POLICIES = ("ambiguous", "pass", "stop")
_TOP = {
    *("pack", "id", "edition", "title", "short", "publisher", "provision", "basis"),
    *("source", "ages", "rule", "protocol", "subscale", "group", "notes", "item"),
    *("relation", "total", "profile", "remark"),
}


def read_spec(file: Traversable) -> Scale:
    """Read and check one scale file."""
    return scale_from(read_toml(file), Place(file.name))


def scale_from(data: Mapping[str, Any], place: Place | None = None) -> Scale:
    """Make a scale from the tables of a scale file."""
    where = place or Place()
    message = f"the scale file {where.file or ''} cannot be used".replace("  ", " ")
    refuse(ScaleFileError, message, _top_faults(data, where))
    try:
        scale, findings = _built(data, where)
    except Faults as faults:
        raise ScaleFileError(message, faults.findings) from faults
    except (KeyError, TypeError, ValueError, AttributeError) as cause:
        finding = Finding("bad_value", f"a value is missing or wrong: {cause}", where)
        raise ScaleFileError(message, [finding]) from cause
    refuse(ScaleFileError, message, [*findings, *_structure_faults(scale, where)])
    return scale


def spec_warnings(scale: Scale) -> tuple[Finding, ...]:
    """What is worth knowing about a scale before it is used in the field."""
    if isinstance(scale.rule, Cycles):
        return ()
    rule = scale.rule
    return tuple(one for item in scale.all_items for one in all_na_possible(item, rule))


def _top_faults(data: Mapping[str, Any], place: Place) -> Iterator[Finding]:
    if data.get("pack") != "scale":
        message = "the file does not say that it is a scale"
        yield Finding("not_a_scale", message, place, 'Write pack = "scale" at its top.')
    for key in ("id", "edition", "title"):
        if not isinstance(data.get(key), str) or not data[key]:
            message = f"“{key}” is missing"
            yield Finding("missing", message, place, f'Write {key} = "…".')
    if not data.get("subscale"):
        yield Finding("missing", "the file lists no [[subscale]]", place)
    for key in sorted(data.keys() - _TOP):
        message = f"“{key}” is not a setting of a scale file"
        yield Finding("unknown_setting", message, place, "Check its spelling.")


def _built(data: Mapping[str, Any], place: Place) -> tuple[Scale, list[Finding]]:
    basis = Basis(data.get("basis", "read"))
    rule = _rule(data.get("rule", {}), basis)
    bare = [item for row in data["subscale"] for item in _items(row, basis)]
    items, findings = _with_indicators(bare, data.get("item", {}), rule, place)
    by_id = {item.id: item for item in items}
    relations, wrong = relations_from(data.get("relation", []), by_id, place)
    protocol, total = data.get("protocol", {}), data.get("total", {})
    profile = data.get("profile", {})
    scale = Scale(
        id=data["id"],
        edition=data["edition"],
        title=data["title"],
        short=data.get("short", ""),
        publisher=data.get("publisher", ""),
        provision=tuple(data.get("provision", ())),
        basis=basis,
        rule=rule,
        ages=_ages(data.get("ages"), basis),
        minutes=protocol.get("minutes"),
        interview=bool(protocol.get("interview", False)),
        subscales=tuple(_subscale(row, basis) for row in data["subscale"]),
        all_items=tuple(items),
        groups=tuple(_group(row, basis) for row in data.get("group", ())),
        relations=relations,
        notes=tuple(_notes(row, basis) for row in data.get("notes", ())),
        left_out=tuple(total.get("leave_out", ())),
        has_total=bool(total.get("defined", True)),
        strength_from=int(profile.get("strength_from", 5)),
        growth_to=int(profile.get("growth_to", 3)),
        remark=data.get("remark", ""),
        source=citation_from(data, place=place),
    )
    return scale, [*findings, *wrong]


def _rule(row: Mapping[str, Any], default: Basis) -> ScoringRule:
    basis = basis_from(row, default)
    labels = FixedDict({int(key): str(v) for key, v in row.get("labels", {}).items()})
    if row.get("model", "ladder") == "cycles":
        return Cycles(
            low=row.get("low", 1),
            high=row.get("high", 7),
            usual=row.get("cycles", 4),
            minutes=row.get("minutes", 20),
            labels=labels,
            basis=basis,
        )
    return Ladder(
        anchors=tuple(row.get("anchors", (1, 3, 5, 7))),
        partial=Fraction(str(row.get("partial", "1/2"))),
        all_na=row.get("all_na", "ambiguous"),
        labels=labels,
        basis=basis,
    )


def _ages(row: Mapping[str, Any] | None, default: Basis) -> Ages | None:
    if row is None:
        return None
    return Ages(
        int(row["from_months"]), int(row["to_months"]), basis_from(row, default)
    )


def _numbers(row: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    if "items" in row:
        return list(row["items"])
    return [{"id": str(n)} for n in range(int(row["first"]), int(row["last"]) + 1)]


def _items(row: Mapping[str, Any], default: Basis) -> Iterator[Item]:
    basis = Basis(row.get("items_basis", default))
    for one in _numbers(row):
        yield Item(
            id=str(one["id"]),
            title=one.get("title", ""),
            na=NaRule(bool(one["na"])) if "na" in one else None,
            reverse=bool(one.get("reverse", False)),
            basis=basis_from(one, basis),
        )


def _subscale(row: Mapping[str, Any], default: Basis) -> Subscale:
    ids = tuple(str(one["id"]) for one in _numbers(row))
    return Subscale(row["id"], row["title"], ids, basis_from(row, default))


def _group(row: Mapping[str, Any], default: Basis) -> Group:
    choose = Choice(row.get("choose", "assessor"))
    return Group(row["id"], tuple(row["members"]), choose, basis_from(row, default))


def _notes(row: Mapping[str, Any], default: Basis) -> NotesProfile:
    return NotesProfile(
        id=row["id"],
        title=row["title"],
        issuer=row.get("issuer", ""),
        date=str(row.get("date", "")),
        tolerated=int(row.get("tolerated", 0)),
        basis=basis_from(row, default),
    )


def _with_indicators(
    bare: Iterable[Item], rows: Mapping[str, Any], rule: ScoringRule, place: Place
) -> tuple[list[Item], list[Finding]]:
    items = list(bare)
    known = {item.id for item in items}
    findings = [
        Finding("unknown_item", f"[item.{key}] is no item of the scale", place)
        for key in rows
        if key not in known
    ]
    if isinstance(rule, Cycles):
        return items, findings
    made: list[Item] = []
    for item in items:
        full, wrong = item_with(item, rows.get(item.id, {}), rule, place)
        made.append(full)
        findings += wrong
    return made, findings


def _structure_faults(scale: Scale, place: Place) -> Iterator[Finding]:
    ids = [item.id for item in scale.all_items]
    for twice in sorted({one for one in ids if ids.count(one) > 1}):
        yield Finding("duplicate_item", f"item {twice} is listed twice", place)
    parts = [part.id for part in scale.subscales]
    for twice in sorted({one for one in parts if parts.count(one) > 1}):
        yield Finding("duplicate_subscale", f"subscale {twice} is listed twice", place)
    for name in sorted(set(scale.left_out) - set(parts)):
        yield Finding("unknown_subscale", f"the total leaves out “{name}”", place)
    for group in scale.groups:
        for member in sorted(set(group.members) - set(ids)):
            message = f"group {group.id} names an item {member} that is not there"
            yield Finding("unknown_item", message, place)
    yield from _rule_faults(scale.rule, place)


def _rule_faults(rule: ScoringRule, place: Place) -> Iterator[Finding]:
    if isinstance(rule, Cycles):
        if rule.low >= rule.high:
            yield Finding(
                "bad_rule", "the highest score is not above the lowest", place
            )
        return
    pairs = list(zip(rule.anchors, rule.anchors[1:], strict=False))
    if not pairs or any((b - a) <= 0 or (b - a) % 2 for a, b in pairs):
        message = f"the anchors {list(rule.anchors)} do not rise in steps of two"
        yield Finding("bad_rule", message, place, "Use such as [1, 3, 5, 7].")
    if rule.all_na not in _POLICIES:
        message = f"all_na is “{rule.all_na}”"
        yield Finding("bad_rule", message, place, f"Use {', '.join(_POLICIES)}.")
    if not 0 < rule.partial <= 1:
        yield Finding("bad_rule", f"partial is {rule.partial}", place)
