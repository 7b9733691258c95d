"""A report of the plugin's own, and a part of one that ships.

A section is made of blocks; what it says is made safe with the rest of the document, so
it cannot print what an audience may not see.
"""

from collections.abc import Iterator

from earlyyears.disclosure import (
    Audience,
    Block,
    Listing,
    Population,
    Prose,
    RecordColumn,
    RecordRow,
    RecordTable,
)
from earlyyears.funding import EntitlementClaim, entitlement_payment
from earlyyears.kernel import Answered, Facts, Hours, Sensitivity
from earlyyears.places import Setting
from earlyyears.plugins import Section

__all__ = ["how_to_ask", "money_report"]

_COLUMNS = (
    RecordColumn("setting", "Setting"),
    RecordColumn("hour", "Paid for an hour, three and four year olds"),
    RecordColumn("why", "Why"),
)


def _money(facts: Facts, audience: Audience) -> Iterator[Block]:
    """What an hour is paid with at each setting, and where nobody can tell."""
    if audience is Audience.PUBLIC:
        yield Prose(("What settings are paid is not shown in public.",))
        return
    settings = facts.all(Setting)
    yield RecordTable(
        code="exemplar.money",
        title="What an hour is paid with",
        unit="settings",
        population=Population("settings of Marlow Vale"),
        columns=_COLUMNS,
        rows=tuple(_row(setting, facts) for setting in settings),
    )


def _row(setting: Setting, facts: Facts) -> RecordRow:
    claim = EntitlementClaim(setting, "universal_3_4", Hours.of(1))
    answer = facts.ask(entitlement_payment, claim)
    paid = str(answer.value) if isinstance(answer, Answered) else "cannot tell"
    cells = (setting.name or "name withheld", paid, answer.why.reason)
    return RecordRow(cells, withheld=setting.withheld)


def _asking(facts: Facts, audience: Audience) -> Iterator[Block]:  # noqa: ARG001  a section gets both
    yield Listing(
        "Whom to ask",
        (("Levels", "the advisory team of Marlow Vale (fictional)"),),
        Sensitivity.PUBLIC,
    )


#: A report under its own name: `earlyyears report exemplar.money`.
money_report = Section("exemplar.money", "Money", _money, reads=[Setting])

#: Joins the support report at its end.
how_to_ask = Section("exemplar.asking", "Whom to ask", _asking, report="support")
