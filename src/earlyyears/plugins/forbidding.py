"""What questions forbid, whoever wrote the question that a rule names.

A plugin that names a question of the library answers the library's own question, with
all that it forbids, whatever the plugin's words for it.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from earlyyears.funding import questions
from earlyyears.kernel import (
    Finding,
    Kind,
    Place,
    Question,
    Record,
    Rule,
    evolve,
    fields_of,
    kind_of,
    under,
)

__all__ = ["LOOKALIKE", "lookalikes", "with_bans"]

#: Words, in the singular, by which a field looks like a level of quality.
LOOKALIKE: frozenset[str] = frozenset(
    {
        "award",
        "awarded",
        "band",
        "bronze",
        "gold",
        "grade",
        "level",
        "quality",
        "rating",
        "score",
        "silver",
        "standard",
        "star",
        "tier",
    }
)


def with_bans(
    rules: Iterable[Rule[Any, Any]], kinds: Iterable[type[Record]]
) -> list[Rule[Any, Any]]:
    """The rules, each forbidden by name every kind that its question forbids by a mark.

    A class of a plugin's own that passes for a kind under its name is forbidden so too.
    """
    known = {kind_of(one).name: kind_of(one) for one in kinds}
    own = {one.name: _named(one, known.values()) for one in questions()}
    return [_banned(rule, own, known.values()) for rule in rules]


def _banned(
    rule: Rule[Any, Any],
    own: dict[str, Question[Any, Any]],
    kinds: Iterable[Kind],
) -> Rule[Any, Any]:
    ruled = own.get(rule.question.name)
    if ruled is not None:
        return under(ruled, rule)
    if rule.question.forbids:
        return under(_named(rule.question, kinds), rule)
    return rule


def _named(question: Question[Any, Any], kinds: Iterable[Kind]) -> Question[Any, Any]:
    names = {one.name for one in kinds if not question.forbids.isdisjoint(one.marks)}
    return evolve(question, forbids=question.forbids | names)


def lookalikes(
    rules: Iterable[Rule[Any, Any]], kinds: Iterable[type[Record]]
) -> Iterator[Finding]:
    """Fields that rules about forbidding questions read and that look like a level.

    A free field could carry the level that its own kind may not: only a person can
    tell, so nothing is refused for it.
    """
    classes = {kind_of(one).name: one for one in kinds}
    told: set[tuple[str, str]] = set()
    for rule in rules:
        for name in _free_kinds(rule, classes):
            for field in _like_a_level(classes[name]):
                if (name, field) not in told:
                    told.add((name, field))
                    yield _lookalike(rule, name, field)


def _free_kinds(rule: Rule[Any, Any], known: Iterable[str]) -> list[str]:
    """Kinds of plugins that a rule reads whose question forbids others."""
    if not rule.question.forbids:
        return []
    free = rule.kinds.intersection(known) - rule.question.forbids
    return sorted(name for name in free if "." in name)


def _like_a_level(cls: type[Record]) -> Iterator[str]:
    for info in fields_of(cls):
        words = re.split(r"[^a-z]+", f"{info.name} {info.label}".lower())
        if not LOOKALIKE.isdisjoint(word.removesuffix("s") for word in words):
            yield info.name


def _lookalike(rule: Rule[Any, Any], kind: str, field: str) -> Finding:
    return Finding(
        "quality_lookalike",
        f"the rule “{rule.ref}” answers “{rule.question.name}” and reads"
        f" “{kind}”, whose field “{field}” looks like a level of quality",
        Place(rule.plugin, field=f"{kind}.{field}"),
        "If it is one, declare the kind with local_quality=True, and the guard refuses"
        " it; if it is none, call the field something else.",
    )
