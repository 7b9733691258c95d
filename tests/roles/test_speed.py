"""Leads with their reasons cost no more than a promised multiple of a plain loop."""

from pathlib import Path

import pytest

from benchmarks import lead
from earlyyears import roles
from earlyyears.kernel import add_months

#: A decision with reason, records, source and working, beside a loop with none of them.
AT_MOST = 15


@pytest.mark.bench
def test_leads_with_reasons_cost_at_most_fifteen_plain_loops(shared: Path) -> None:
    """27,000 decisions on the national file, both ways in one run, the same bodies."""
    plain, snapshot, settings = lead.loaded(shared / "data" / lead.FILE)
    on, earlier = lead.ON.isoformat(), add_months(lead.ON, -3).isoformat()
    bodies = [lead.body(snapshot, one) for one in settings]
    assert [lead.plain_lead(row, on, earlier) for row in plain] == bodies
    slow, quick = lead.best(
        lambda: [snapshot.ask(roles.support_lead, one) for one in settings],
        lambda: [lead.plain_lead(row, on, earlier) for row in plain],
    )
    assert slow <= AT_MOST * quick
