"""The rules that ship: one until report cards took over, and presets to choose from."""

from collections.abc import Iterable, Mapping
from typing import Any

from earlyyears.kernel import Answer, Citation, DateRange, Facts, Rule, frozen
from earlyyears.places import Setting

from .deciding import READS, Decider
from .leads import Lead, support_lead
from .tables import Table, table_from
from .wordings import rule_dates, table

__all__ = [
    "Preset",
    "any_area_below_expected",
    "any_area_urgent",
    "leadership_and_safeguarding",
    "less_than_good_2014",
    "presets",
    "report_cards_2026",
    "rules",
    "rules_for",
    "shipped_table",
]


@frozen
class Preset:
    """A named way of reading report cards, which a borough may choose.

    It is named for what it tests and never after the law, and none is the default.
    Calling it answers by it, whatever the borough has chosen.
    """

    key: str
    #: What it tests, in words.
    label: str
    table: Table
    rule: Rule[Setting, Lead]

    @property
    def source(self) -> Citation:
        """Where it comes from."""
        return self.table.source

    def __call__(self, setting: Setting, facts: Facts) -> Answer[Lead]:
        """Who leads by this preset."""
        return self.rule(setting, facts)


def shipped_table(key: str) -> Table:
    """A decision table that ships with the library, by the name of its file."""
    return table_from(table(key), {"common": table_from(table("common"))})


def preset_from(made: Table) -> Preset:
    """A preset that decides by a table."""
    return Preset(
        made.key,
        made.label,
        made,
        _rule(made.key, made.during, made.source, Decider([made])),
    )


def _rule(
    key: str, during: DateRange, source: Citation, work: Decider
) -> Rule[Setting, Lead]:
    made: Any = support_lead.rule(reads=READS, basis=source, during=during, name=key)
    rule: Rule[Setting, Lead] = made(work)
    return rule


_PRESETS = {
    key: preset_from(shipped_table(key))
    for key in (
        "any_area_below_expected",
        "any_area_urgent",
        "leadership_and_safeguarding",
    )
}

#: The authority leads where safeguarding is not met or leadership is below expected.
leadership_and_safeguarding: Rule[Setting, Lead] = _PRESETS[
    "leadership_and_safeguarding"
].rule
#: The authority leads where safeguarding is not met or any area is below expected.
any_area_below_expected: Rule[Setting, Lead] = _PRESETS["any_area_below_expected"].rule
#: As `leadership_and_safeguarding`, or where any area needs urgent improvement.
any_area_urgent: Rule[Setting, Lead] = _PRESETS["any_area_urgent"].rule


def presets() -> dict[str, Preset]:
    """The presets for report cards that ship, by key.

    >>> sorted(presets())
    ['any_area_below_expected', 'any_area_urgent', 'leadership_and_safeguarding']
    """
    return dict(_PRESETS)


def rules_for(
    before: Table, chosen_from: Mapping[str, Table]
) -> tuple[Rule[Setting, Lead], ...]:
    """The two rules, deciding by these tables instead of those that ship."""
    dates = rule_dates()
    works: Iterable[tuple[str, Decider]] = (
        ("less_than_good_2014", Decider([before])),
        ("report_cards_2026", Decider((), chosen_from)),
    )
    return tuple(_rule(key, *dates[key], work) for key, work in works)


_RULES = rules_for(
    shipped_table("less_than_good_2014"),
    {key: one.table for key, one in _PRESETS.items()},
)

#: The authority leads on what is new and on what was judged less than good.
less_than_good_2014: Rule[Setting, Lead] = _RULES[0]
#: From the day of the amended regulations: the preset that the borough has chosen.
report_cards_2026: Rule[Setting, Lead] = _RULES[1]


def rules() -> tuple[Rule[Setting, Lead], ...]:
    """The rules for `support_lead` that ship, one for each stretch of days.

    >>> [str(rule.during) for rule in rules()]
    ['the beginning to 2025-12-31', '2026-01-01 to further notice']
    """
    return _RULES
