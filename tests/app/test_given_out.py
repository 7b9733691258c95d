"""What was given out stays remembered, whatever is taken back, ended or erased."""

import datetime as dt
from pathlib import Path

import pytest

from earlyyears.app import Hub
from earlyyears.kernel import ALWAYS, evolve
from earlyyears.ledger import Ended, RefusedError
from earlyyears.places import Merge
from earlyyears.services import IssuedReport
from tests.app import test_onboarding as made
from tests.app.conftest import Opener

DAY = dt.date(2021, 9, 1)


@pytest.fixture
def hub(opened: Opener, tmp_path: Path) -> Hub:
    """A hub that gave its report out with commit 2."""
    hub = opened(borough="newham")
    hub.import_register(made.file(made.ELM, made.ASH, made.OAK), edition=made.FIRST)
    hub.report("support", on=DAY).save(tmp_path / "r.html", audience="public")
    return hub


def remembered(hub: Hub) -> list[IssuedReport]:
    """What the hub knows of the reports that it gave out."""
    return [*hub.at(DAY).all(IssuedReport)]


def refused(caught: pytest.ExceptionInfo[RefusedError]) -> list[str]:
    """The codes of what was found."""
    return [one.code for one in caught.value.findings]


def test_the_commit_of_a_report_is_not_taken_back(hub: Hub) -> None:
    """A withdrawal is refused, says what to do, and the numbers stay remembered."""
    before = remembered(hub)
    assert 1 == len(before)
    with pytest.raises(RefusedError) as caught:
        hub.withdraw(2, reason="printed by mistake")
    assert ["given_out"] == refused(caught)
    assert "--reissue" in str(caught.value)
    assert before == remembered(hub)
    assert 2 == hub.verify().commits


def test_the_memory_of_a_report_is_not_ended(hub: Hub) -> None:
    """An ending, whether of all days or of some, is refused as a withdrawal is."""
    before = remembered(hub)
    with pytest.raises(RefusedError) as caught:
        hub.record(Ended(IssuedReport, before[0].id, ALWAYS), reason="a mistake")
    assert ["given_out"] == refused(caught)
    assert before == remembered(hub)


def test_the_memory_of_a_report_is_not_merged_away(hub: Hub) -> None:
    """A record merged into another is not seen any more, so that is refused, too."""
    before = remembered(hub)
    merge = Merge(id="merge/1", of=before[0].id, into="issued-report/other")
    with pytest.raises(RefusedError) as caught:
        hub.record(merge, reason="the same")
    assert ["given_out"] == refused(caught)
    assert before == remembered(hub)


def test_the_memory_of_a_report_is_not_erased(hub: Hub) -> None:
    """It holds numbers and nobody's data, so there is nothing to erase it for."""
    before = remembered(hub)
    with pytest.raises(RefusedError) as caught:
        hub.erase(before[0].id, reason="asked")
    assert ["given_out"] == refused(caught)
    assert before == remembered(hub)


def test_what_a_report_rests_on_is_still_taken_back(hub: Hub) -> None:
    """The wrong file goes; what was printed from it stays remembered."""
    before = remembered(hub)
    hub.withdraw(1, reason="the file was another council's")
    assert before == remembered(hub)
    assert 0 == hub.summary(DAY)["rows"]


def test_the_hub_says_which_commit_remembers_the_page(
    opened: Opener, hub: Hub, tmp_path: Path
) -> None:
    """A page that only repeats one has the earlier number; none saved has none."""
    assert 2 == hub.given_out
    hub.report("support", on=DAY, as_at=1).save(tmp_path / "r.html", audience="public")
    assert 2 == hub.given_out
    hub.report("support", on=DAY).save(tmp_path / "s.html", audience="steering")
    assert 3 == hub.given_out
    assert opened().given_out is None


def test_the_memory_of_a_report_is_not_written_over(hub: Hub) -> None:
    """Other numbers under the same id would be forgetting; the same ones are not."""
    (before,) = remembered(hub)
    with pytest.raises(RefusedError) as caught:
        hub.record(evolve(before, note="[]"), reason="other numbers")
    assert ["given_out"] == refused(caught)
    hub.record(before, reason="the same")
    assert [before] == remembered(hub)
