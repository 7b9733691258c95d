"""Newham's part of the real file of August 2021, from the file to every lead."""

import collections
import datetime as dt
from pathlib import Path
from typing import Any

from earlyyears.app import Hub
from earlyyears.kernel import Answered, CannotTell
from earlyyears.ledger import View
from earlyyears.places import Setting
from tests import lead_from_csv
from tests.app import real

DAY = dt.date(2021, 9, 1)


def test_every_row_is_accounted_for(shared: Path, newham: Hub) -> None:
    """Read again, the 452 rows are all loaded and nothing is written."""
    report = newham.import_register(shared / real.NEWHAM, edition=real.EDITION)
    assert (452, 452, 0, 0, 0) == (
        report.rows,
        report.loaded,
        report.out_of_area,
        report.duplicates,
        report.quarantined,
    )
    assert not report.wrote
    assert 1 == report.commit


def test_the_summary_gives_the_registers_counts(
    newham: Hub, oracle: dict[str, Any]
) -> None:
    """Every figure of Newham comes out of the hub as it comes out of the file."""
    assert oracle["boroughs"]["Newham"] == newham.summary()


def test_thirty_one_of_eighty_seven_group_settings_are_the_authoritys(
    newham: Hub,
) -> None:
    """28 are not yet inspected and 3 below good; the mentors lead on the other 56."""
    rows = [row for row in newham.worklist(newham.at(DAY)) if row.group_setting]
    found = collections.Counter((row.lead, row.reason) for row in rows)
    assert {
        ("authority", "not_yet_inspected"): 28,
        ("authority", "below_good"): 3,
        ("mentors", "good_or_better"): 56,
    } == found


def test_statutory_duties_stand_before_good_settings(newham: Hub) -> None:
    """70 duties on the Early Years Register and 2 beside it stand before 143."""
    rows = newham.worklist(newham.at(DAY))
    duties = [at for at, row in enumerate(rows) if row.duty == "statutory"]
    good = [at for at, row in enumerate(rows) if row.reason == "good_or_better"]
    assert (72, 143) == (len(duties), len(good))
    assert max(duties) < min(good)
    later = [row for row in rows if row.reason == "childcare_register_not_met"]
    assert 2 == len(later)


def test_every_monthly_lead_agrees_with_a_script_that_reads_only_the_file(
    shared: Path, newham: Hub
) -> None:
    """68 months of 87 group settings: the same lead, or the same reason for none."""
    seen: collections.Counter[str] = collections.Counter()
    views: dict[dt.date, View] = {}
    for number, on, expected in lead_from_csv.leads(shared / real.NEWHAM, "Newham"):
        view = views.get(on) or views.setdefault(on, newham.at(on))
        found = lead_on(view, number)
        assert expected == found, (number, on)
        seen[found] += 1
    assert 68 == len(views)
    assert seen["publication_unknown"]
    assert seen["history_starts_later"]
    assert 3_000 < sum(seen.values()) < 68 * 87


def lead_on(view: View, number: str) -> str:
    """The body that leads and the duty, or the reason why nobody can tell."""
    answer = view.support_lead(f"ofsted:{number}")
    if isinstance(answer, Answered):
        return f"{answer.value.body} {answer.value.duty}"
    assert isinstance(answer, CannotTell), answer
    return answer.why.reason


def test_a_withheld_name_stays_withheld(newham: Hub) -> None:
    """No setting is called by the word that stands for a withheld name."""
    names = {setting.name for setting in newham.at(DAY).all(Setting)}
    assert None in names
    assert not any(name and "redacted" in name.casefold() for name in names)
