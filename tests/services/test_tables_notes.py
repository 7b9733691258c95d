"""What a table is told beside its faults: notes, names, and numbers that add up."""

import datetime as dt

import pytest

from earlyyears.app import Hub
from earlyyears.kernel import DateRange
from earlyyears.services.tables import TableRefusedError, TableReport
from tests.app import test_onboarding as made
from tests.app.conftest import Opener, opened

__all__ = ["opened"]

NETWORKS = ("name,local authority,from", "Kestrel,Newham,2021-09-01", "Wren,Newham,")
MEMBERS = "network,setting,from,until (last day)"


@pytest.fixture
def hub(opened: Opener) -> Hub:
    """A hub of two settings and two networks, of which one has a first day."""
    hub = opened(borough="Newham")
    hub.import_register(made.file(made.ELM, made.ASH), edition=made.FIRST)
    hub.import_table(table(*NETWORKS), "networks")
    return hub


def table(*lines: str) -> bytes:
    """A CSV file of these lines."""
    return "\r\n".join(lines).encode()


def notes(report: TableReport) -> list[tuple[str, int | None]]:
    """Code and row of everything that is worth a look."""
    assert report.ok
    return [(one.code, one.place.row) for one in report.warnings]


def test_blank_areas_of_a_report_card_are_named_with_their_row(hub: Hub) -> None:
    """They are no fault: some reports leave areas blank."""
    head = "setting,framework,inspection date,safeguarding,inclusion"
    report = hub.import_table(
        table(head, "EY900001,report card,12/01/2026,Met,Strong standard"),
        "inspections",
    )
    assert [("blank_areas", 2)] == notes(report)
    (said,) = report.warnings
    assert "Curriculum and teaching, Achievement" in said.message
    assert "Inclusion" not in said.message
    assert report.wrote


def test_an_older_inspection_has_no_areas_to_leave_blank(hub: Hub) -> None:
    """Only report cards are told of."""
    head = "setting,framework,inspection date,overall effectiveness"
    told = hub.import_table(table(head, "EY900001,eif,12/01/2021,Good"), "inspections")
    assert [] == notes(told)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (("Kestrel,EY900001,2021-09-01,",), []),
        (("Kestrel,EY900001,2021-08-31,",), [("before_its_network", 2)]),
        (("Kestrel,EY900001,,",), [("before_its_network", 2)]),
        (("Wren,EY900001,,",), []),
        (("Wren,EY900001,2062-09-01,",), [("far_in_future", 2)]),
        (
            ("Wren,EY900001,2022-09-01,", "Kestrel,EY900001,2023-09-01,"),
            [("in_several_networks", 3)],
        ),
        (("Wren,EY900001,,2022-08-31", "Kestrel,EY900001,2022-09-01,"), []),
    ],
)
def test_memberships_that_look_like_slips_are_noted(
    hub: Hub, rows: tuple[str, ...], expected: list[tuple[str, int]]
) -> None:
    """Days outside those of the network, years ahead, or two networks at once."""
    assert expected == notes(hub.import_table(table(MEMBERS, *rows), "members"))


def test_a_membership_that_the_hub_holds_counts_as_another(hub: Hub) -> None:
    """The other network is named; the same file again notes nothing twice."""
    hub.import_table(table(MEMBERS, "Wren,EY900001,2022-09-01,"), "members")
    both = table(MEMBERS, "Kestrel,EY900001,2022-09-01,")
    for _ in range(2):
        (said,) = hub.import_table(both, "members").warnings
        assert "also belongs to Wren" in said.message


def test_what_the_file_lacks_is_called_as_people_call_it(hub: Hub) -> None:
    """A membership by its network and setting, a network by its name."""
    rows = ("Kestrel,EY900001,2021-09-01,", "Wren,EY900002,,")
    hub.import_table(table(MEMBERS, *rows), "members")
    report = hub.import_table(table(MEMBERS, rows[1]), "members")
    assert ("Kestrel, Elm Nursery",) == report.missing_called
    assert 1 == len(report.missing)
    networks = hub.import_table(table(*NETWORKS[:2]), "networks")
    assert ("Wren",) == networks.missing_called


def test_what_ends_since_the_file_is_complete_does_not_stay(hub: Hub) -> None:
    """It is among those ended, and not among those that stay."""
    rows = ("Kestrel,EY900001,2021-09-01,", "Wren,EY900002,,")
    hub.import_table(table(MEMBERS, *rows), "members")
    report = hub.import_table(
        table(MEMBERS, rows[1]),
        "members",
        complete=DateRange(dt.date(2022, 9, 1)),
    )
    assert (1, ()) == (report.ended, report.missing)


def test_the_numbers_of_a_refused_table_are_never_negative(hub: Hub) -> None:
    """A row that is new and at fault is set aside, and counted nowhere else."""
    head = "setting,sector,from"
    rows = ("EY900001,Private,2021-01-01", "EY900001,Voluntary,2021-01-01")
    sums = table("setting,framework,inspection date,overall effectiveness", late(1))
    for kind, content in (("sector", table(head, *rows)), ("inspection", sums)):
        with pytest.raises(TableRefusedError) as refused:
            hub.import_table(content, kind)
        report: TableReport = refused.value.data["report"]
        assert report.loaded == report.added + report.changed + report.unchanged
        assert min(report.added, report.changed, report.unchanged) == 0
        assert report.loaded == report.rows - 1


def late(number: int) -> str:
    """An inspection that is not yet made."""
    return f"EY90000{number},eif,2099-01-01,Good"
