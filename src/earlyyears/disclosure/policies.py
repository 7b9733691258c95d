"""What each audience may see, as dated data with a source."""

import datetime as dt
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from earlyyears.kernel import (
    Citation,
    DatedTable,
    EarlyYearsError,
    Faults,
    Finding,
    Place,
    Row,
    Sensitivity,
    citation_from,
    during_from,
    frozen,
    read_toml,
)

from .audiences import Audience

__all__ = [
    "DEFAULT_POLICY",
    "Policy",
    "UnknownPolicyError",
    "policies",
    "policies_from",
    "policy",
]

#: The policy that holds until a borough chooses another.
DEFAULT_POLICY = "published-facts"

_ALLOWED = frozenset(
    {"audience", "passes", "records", "withheld", "narrative", "threshold", "rounding"}
)


class UnknownPolicyError(EarlyYearsError, LookupError):
    """A disclosure policy that nobody has described for this audience."""

    code = "EY502"


@frozen
class Policy:
    """What one audience may see under one named policy."""

    name: str
    label: str
    audience: Audience
    source: Citation
    #: Sensitivities of figures, columns and texts that may be shown.
    passes: frozenset[Sensitivity]
    #: Whether tables that name settings may be shown.
    records: bool = False
    #: Whether such tables may hold rows whose name a register withholds.
    withheld: bool = False
    #: Whether free text is shown without a named person's clearance.
    narrative: bool = False
    #: Counts above nothing and below this are hidden, by sensitivity.
    threshold: tuple[tuple[Sensitivity, int], ...] = ()
    #: Shown counts are rounded to a multiple of this, by sensitivity.
    rounding: tuple[tuple[Sensitivity, int], ...] = ()

    def lets_pass(self, sensitivity: Sensitivity) -> bool:
        """Say whether something this sensitive may be shown at all."""
        return sensitivity in self.passes

    def threshold_for(self, sensitivity: Sensitivity) -> int:
        """The smallest count that is shown, 0 where every count is."""
        return dict(self.threshold).get(sensitivity, 0)

    def base_for(self, sensitivity: Sensitivity) -> int:
        """The base that shown counts are rounded to, 1 where they are not."""
        return dict(self.rounding).get(sensitivity, 1)


def policies_from(file: Traversable) -> DatedTable[Policy]:
    """Read policies from a TOML file; keys of the table are `name/audience`.

    Unknown words, rows without a source and rows that overlap are refused together.
    """
    findings: list[Finding] = []
    rows: list[Row[Policy]] = []
    for given in read_toml(file).get("policy", ()):
        for one in given.get("audience", ()):
            found = _amiss(one, Place(file.name, field=str(given.get("name", ""))))
            findings += found
            if not found:
                rows.append(_row(given, one, Place(file.name)))
    if findings:
        message = f"{file.name} cannot be used"
        raise Faults(message, findings)
    return DatedTable[Policy].checked(file.name, rows, complete=False)


def _amiss(one: Mapping[str, Any], place: Place) -> list[Finding]:
    levels = [
        *one.get("passes", ()),
        *one.get("threshold", {}),
        *one.get("rounding", {}),
    ]
    sizes = [*one.get("threshold", {}).values(), *one.get("rounding", {}).values()]
    return [
        *(
            Finding("unknown_word", f"“{word}” is not understood here", place)
            for word in sorted(set(one) - _ALLOWED)
        ),
        *(
            Finding("unknown_sensitivity", f"“{word}” is no sensitivity", place)
            for word in sorted({str(level) for level in levels} - set(Sensitivity))
        ),
        *_unknown_audience(one, place),
        *(
            Finding("bad_size", f"{size!r} is not a whole number above nothing", place)
            for size in sizes
            if type(size) is not int or size < 1
        ),
    ]


def _unknown_audience(one: Mapping[str, Any], place: Place) -> Iterable[Finding]:
    word = str(one.get("audience", ""))
    if word not in set(Audience):
        text = f"“{word}” is not an audience"
        yield Finding("unknown_audience", text, place, f"Use {', '.join(Audience)}.")


def _row(given: Mapping[str, Any], one: Mapping[str, Any], place: Place) -> Row[Policy]:
    source = citation_from(given, place=place)
    made = Policy(
        name=given["name"],
        label=given.get("label", given["name"]),
        audience=Audience(one["audience"]),
        source=source,
        passes=frozenset(Sensitivity(word) for word in one.get("passes", ())),
        records=one.get("records", False),
        withheld=one.get("withheld", False),
        narrative=one.get("narrative", False),
        threshold=_sizes(one.get("threshold", {})),
        rounding=_sizes(one.get("rounding", {})),
    )
    return Row(f"{made.name}/{made.audience}", made, during_from(given), source)


def _sizes(given: Mapping[str, int]) -> tuple[tuple[Sensitivity, int], ...]:
    return tuple((Sensitivity(word), size) for word, size in given.items())


@cache
def policies() -> DatedTable[Policy]:
    """The policies that ship with the library, by `name/audience` and day."""
    return policies_from(files("earlyyears.disclosure") / "data" / "policies.toml")


def policy(
    audience: Audience,
    on: dt.date,
    *,
    name: str = DEFAULT_POLICY,
    table: DatedTable[Policy] | None = None,
) -> Policy:
    """The policy of that name for an audience on a day.

    >>> policy(Audience.PUBLIC, dt.date(2021, 9, 1)).records
    False
    """
    known = table or policies()
    key = f"{name}/{audience}"
    if key not in known.keys():  # noqa: SIM118  the table's keys, not a mapping's
        named = ", ".join(sorted({one.partition("/")[0] for one in known.keys()}))  # noqa: SIM118
        message = f"there is no disclosure policy “{name}” for the {audience} audience"
        raise UnknownPolicyError(message, advice=f"Use one of: {named}.", name=name)
    return known.on(key, on).value
