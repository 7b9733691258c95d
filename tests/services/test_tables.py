"""Tables in: what officers type becomes the hub's records, whole or not at all."""

import datetime as dt
from pathlib import Path

import pytest

from earlyyears.app import Hub
from earlyyears.inspection import Inspection
from earlyyears.kernel import DateRange, Record, fact, record, ref
from earlyyears.people import Post, Seat
from earlyyears.places import Network, NetworkMember, SectorStatement, Setting
from earlyyears.plugins import BoroughPlugin
from earlyyears.registers import UnreadableFileError
from earlyyears.roles import Concern, PolicyChoice, Ruling
from earlyyears.services.tables import (
    HiddenKindError,
    KindError,
    TableRefusedError,
)
from tests.app import test_onboarding as made
from tests.app.conftest import Opener, opened

__all__ = ["opened"]

SEPTEMBER = dt.date(2021, 9, 1)
LATER = dt.date(2023, 9, 1)


@pytest.fixture
def hub(opened: Opener) -> Hub:
    """A hub that has read a first edition of three settings."""
    hub = opened(borough="Newham")
    hub.import_register(made.file(made.ELM, made.ASH, made.OAK), edition=made.FIRST)
    return hub


def table(*lines: str) -> bytes:
    """A CSV file of these lines."""
    return "\r\n".join(lines).encode()


NETWORKS = table("name,local authority,anchor setting", "North,Newham,Elm Nursery")
MEMBERS = table(
    "Network,Setting,From,Until (last day)",
    "North,EY900001,01/09/2021,",
    "North,Ash Nursery,2021-09-01,31/08/2022",
)


def leads(hub: Hub, on: dt.date) -> str | None:
    """Who leads on Elm Nursery."""
    (row,) = hub.worklist(hub.at(on), setting="ofsted:EY900001")
    return row.lead


TYPED = table(
    "setting,framework,inspection date,published on,overall effectiveness",
    "EY900001,eif,15/11/2021,10/12/2021,Inadequate",
)


def test_a_report_typed_in_on_publication_day_turns_the_lead_the_day_after(
    hub: Hub,
) -> None:
    """An outcome published on 10 December turns the lead on 11 December."""
    hub.import_table(TYPED, "inspections", reason="report of the day")
    assert "mentors" == leads(hub, dt.date(2021, 12, 10))
    assert "authority" == leads(hub, dt.date(2021, 12, 11))


def test_a_typed_report_and_the_files_are_one_inspection(hub: Hub) -> None:
    """After the December edition there is one, with the typed publication date."""
    hub.import_table(TYPED, "inspections")
    told = made.row("EY900001", "Elm Nursery", grade="4", date="15/11/2021")
    report = hub.import_register(
        made.file(told, made.ASH, made.OAK), edition=made.SECOND
    )
    assert () == report.differences
    assert (dt.date(2021, 12, 10), "10000001") == _typed_one(hub)


def test_a_report_typed_in_after_the_file_keeps_what_the_file_said(hub: Hub) -> None:
    """Typed late, the inspection keeps its number, and gets its publication date."""
    told = made.row("EY900001", "Elm Nursery", grade="4", date="15/11/2021")
    hub.import_register(made.file(told, made.ASH, made.OAK), edition=made.SECOND)
    report = hub.import_table(TYPED, "Inspection")
    assert (0, 1, ()) == (report.added, report.changed, report.differences)
    assert (dt.date(2021, 12, 10), "10000001") == _typed_one(hub)


def _typed_one(hub: Hub) -> tuple[dt.date | None, str]:
    day = dt.date(2021, 11, 15)
    one = hub.at(made.SECOND).all(Inspection).where(inspected_on=day).one()
    return one.published_on, one.number


def test_a_typed_outcome_that_contradicts_the_file_is_reported(hub: Hub) -> None:
    """The difference is named by the inspection's id."""
    told = made.row("EY900001", "Elm Nursery", grade="3", date="15/11/2021")
    hub.import_register(made.file(told, made.ASH, made.OAK), edition=made.SECOND)
    report = hub.import_table(TYPED, "inspections")
    assert ["inspection/ofsted:EY900001/eif/2021-11-15"] == [
        one.id for one in report.differences
    ]


def test_a_report_card_is_typed_in_by_its_areas(hub: Hub) -> None:
    """Each area takes the publisher's words."""
    card = table(
        "setting,framework,inspection date,safeguarding,inclusion,"
        "leadership and governance",
        "EY900001,report card,12/01/2026,Met,Strong standard,needs attention",
    )
    hub.import_table(card, "inspections")
    found = hub.at(dt.date(2026, 2, 1)).all(Inspection)
    (one,) = [each for each in found if each.outcome.framework == "report_card"]
    outcome = one.outcome
    assert ("met", "strong", "needs_attention", None) == (
        getattr(outcome, "safeguarding", ""),
        getattr(outcome, "inclusion", ""),
        getattr(outcome, "leadership_and_governance", ""),
        getattr(outcome, "achievement", ""),
    )


def test_networks_and_their_members_come_in_by_name_and_number(hub: Hub) -> None:
    """Settings are found by number or name, and the last day still counts."""
    hub.import_table(NETWORKS, "networks")
    report = hub.import_table(MEMBERS, "Network_Members")
    assert (2, 2, 0) == (report.rows, report.added, report.set_aside)
    north = hub.at(SEPTEMBER).all(Network).one()
    assert hub.at(SEPTEMBER).setting("ofsted:EY900001").id == north.anchor
    assert 2 == len(hub.at(dt.date(2022, 8, 31)).all(NetworkMember))
    assert 1 == len(hub.at(dt.date(2022, 9, 1)).all(NetworkMember))


def test_the_same_table_twice_changes_nothing(hub: Hub) -> None:
    """The second reading writes no commit and makes no new record."""
    hub.import_table(NETWORKS, "networks")
    hub.import_table(MEMBERS, "network-member")
    commits = hub.verify().commits
    again = hub.import_table(MEMBERS, "network-member")
    assert (False, 0, 0, 2) == (
        again.wrote,
        again.added,
        again.changed,
        again.unchanged,
    )
    assert commits == hub.verify().commits


def test_a_corrected_table_changes_only_what_was_corrected(hub: Hub) -> None:
    """One last day is corrected: one row changes, and the days beyond it end."""
    hub.import_table(NETWORKS, "networks")
    hub.import_table(MEMBERS, "network-member")
    ids = {one.id for one in hub.at(SEPTEMBER).all(NetworkMember)}
    corrected = MEMBERS.replace(b"01/09/2021,", b"01/09/2021,31/12/2021")
    report = hub.import_table(corrected, "network-member")
    assert (0, 0, 1) == (report.added, report.changed, report.ended)
    assert ids == {one.id for one in hub.at(SEPTEMBER).all(NetworkMember)}
    assert 1 == len(hub.at(dt.date(2022, 1, 1)).all(NetworkMember))


def test_rows_taken_out_are_told_and_stay(hub: Hub) -> None:
    """What the table lacks is named; without more it is still there."""
    hub.import_table(NETWORKS, "networks")
    hub.import_table(MEMBERS, "members")
    shorter = table(*MEMBERS.decode().split("\r\n")[:2])
    report = hub.import_table(shorter, "members")
    assert (1, 0, False) == (len(report.missing), report.ended, report.wrote)
    assert 2 == len(hub.at(SEPTEMBER).all(NetworkMember))


def test_a_complete_table_ends_what_it_lacks_within_its_days(hub: Hub) -> None:
    """Only the days for which the table is the whole truth are ended."""
    hub.import_table(NETWORKS, "networks")
    hub.import_table(MEMBERS, "members")
    shorter = table(*MEMBERS.decode().split("\r\n")[:2])
    year = DateRange(dt.date(2022, 1, 1), dt.date(2023, 1, 1))
    report = hub.import_table(shorter, "members", complete=year)
    assert 1 == report.ended
    assert 2 == len(hub.at(dt.date(2021, 12, 31)).all(NetworkMember))
    assert 1 == len(hub.at(dt.date(2022, 1, 1)).all(NetworkMember))


def test_no_table_is_the_whole_truth_about_what_registers_bring(hub: Hub) -> None:
    """A list of typed reports cannot end the inspections of Ofsted's file."""
    with pytest.raises(KindError, match="whole truth"):
        hub.import_table(TYPED, "inspections", complete=DateRange())


def test_sectors_follow_one_another(hub: Hub) -> None:
    """A later row of one setting takes over from its first day."""
    sectors = table(
        "setting,sector,from",
        "EY900001,Voluntary,2019-01-01",
        "EY900001,Private,2023-01-01",
    )
    report = hub.import_table(sectors, "sectors")
    assert 2 == report.added
    assert ["voluntary", "private"] == [
        hub.at(day).all(SectorStatement).one().sector for day in (SEPTEMBER, LATER)
    ]
    assert 0 == hub.import_table(sectors, "sectors").changed
    only = table("setting,sector,from", "EY900001,Private,2023-01-01")
    assert 0 == hub.import_table(only, "sectors").ended
    assert "voluntary" == hub.at(SEPTEMBER).all(SectorStatement).one().sector


def test_anchor_schools_become_settings_with_their_school_number(hub: Hub) -> None:
    """A school in no childcare register is known by its number from then on."""
    schools = table(
        "name,kind of setting,local authority,registration number",
        "Oakfield (fictional),Maintained nursery school,316,school:999001",
    )
    hub.import_table(schools, "settings")
    assert 4 == len(hub.at(SEPTEMBER).all(Setting))
    assert "Oakfield (fictional)" == hub.at(SEPTEMBER).setting("school:999001").name
    assert not hub.import_table(schools, "settings").wrote


def test_a_choice_is_recorded_under_its_natural_id(hub: Hub) -> None:
    """A preset chosen by table is the same record as one chosen by command."""
    choice = table(
        "local authority,policy,choice,from",
        "Newham,support-lead,leadership_and_safeguarding,2026-01-01",
    )
    hub.import_table(choice, "policy choices")
    one = hub.at(dt.date(2026, 1, 1)).all(PolicyChoice).one()
    assert "policy-choice/newham/support-lead" == one.id


def test_a_guard_refuses_a_row_and_names_it(hub: Hub) -> None:
    """A preset that does not exist is refused with its row, in a dry run too."""
    choice = table("local authority,policy,choice", "Newham,support-lead,whatever")
    report = hub.import_table(choice, "policy-choice", dry_run=True)
    assert [("bad_choice", 2)] == [(one.code, one.place.row) for one in report.findings]
    with pytest.raises(TableRefusedError):
        hub.import_table(choice, "policy-choice")


def test_a_concern_is_seen_by_its_team_alone(
    hub: Hub, opened: Opener, tmp_path: Path
) -> None:
    """Who wrote it without being of the team can neither export nor complete it."""
    concerns = table("setting,from,kind,note", "EY900001,01/10/2021,safeguarding,seen")
    hub.import_table(concerns, "Concerns")
    assert 0 == len(hub.at(dt.date(2021, 10, 1)).all(Concern))
    with pytest.raises(HiddenKindError):
        hub.export("concern", tmp_path / "c.csv")
    with pytest.raises(HiddenKindError):
        hub.import_table(concerns, "concern", complete=DateRange())
    team = opened(actor="advisory-team")
    assert 1 == team.export("concern", tmp_path / "c.csv")


def test_a_dry_run_tells_the_same_and_writes_nothing(hub: Hub) -> None:
    """What a dry run reports is what the import then does."""
    tried = hub.import_table(NETWORKS, "networks", dry_run=True)
    assert 1 == hub.verify().commits
    done = hub.import_table(NETWORKS, "networks")
    names = ("rows", "loaded", "added", "changed", "unchanged", "missing", "findings")
    assert [getattr(tried, name) for name in names] == [
        getattr(done, name) for name in names
    ]


def test_who_and_why_stand_in_the_commit(hub: Hub) -> None:
    """The history of a record says who brought it in, why, and from which row."""
    hub.import_table(NETWORKS, "networks", reason="as agreed in July")
    north = hub.at(SEPTEMBER).all(Network).one()
    (version,) = hub.history(north.id)
    assert ("data-officer", "as agreed in July", "row 2") == (
        version.actor,
        version.reason,
        version.source,
    )


def test_a_broken_workbook_is_refused_with_what_to_do(hub: Hub, tmp_path: Path) -> None:
    """What is called a workbook and is none is refused by what is in it."""
    book = tmp_path / "networks.xlsx"
    book.write_bytes(b"PK\x03\x04 and so on")
    with pytest.raises(UnreadableFileError, match="save it again"):
        hub.import_table(book, "networks")


def test_titles_explanations_and_blank_rows_are_counted_and_left_out(hub: Hub) -> None:
    """A title above, the template's rows, headings said again, blank rows: no fault."""
    messy = b"\xef\xbb\xbf" + table(
        "Our networks,,",
        "",
        "Name,Local authority,Anchor setting",
        "# What it says: ,,",
        "North,Newham,",
        ",,",
        "Name,Local authority,Anchor setting",
    )
    report = hub.import_table(messy, "networks")
    assert (4, 1, 1, 2, 0) == (
        report.rows,
        report.loaded,
        report.blank,
        report.notes,
        report.set_aside,
    )


def test_a_table_in_windows_1252_is_read(hub: Hub) -> None:
    """What Excel writes without being asked is read with its letters."""
    hub.import_table("name,local authority\r\nCafé,Newham".encode("cp1252"), "network")
    assert "Café" == hub.at(SEPTEMBER).all(Network).one().name


def test_people_posts_and_seats_come_in_by_name(hub: Hub) -> None:
    """People first; posts and seats then point at them by name."""
    people = table("name,e-mail", "A. Nother (fictional),", "B. Other (fictional),")
    hub.import_table(people, "people")
    posts = table(
        "post,holder,teams,interim,from",
        "data-officer,A. Nother (fictional),advisory-team; finance,yes,2021-09-01",
    )
    hub.import_table(posts, "posts")
    hub.import_table(table("name,kind", "Steering group,Steering group"), "bodies")
    seats = table("body,holder,role", "Steering group,B. Other (fictional),Chair")
    hub.import_table(seats, "seats")
    post = hub.at(SEPTEMBER).all(Post).one()
    assert (("advisory-team", "finance"), True) == (post.teams, post.interim)
    assert "chair" == hub.at(SEPTEMBER).all(Seat).one().role


def test_an_override_without_a_last_day_is_refused_by_its_guard(hub: Hub) -> None:
    """What the rules for overrides ask for is asked of tables too."""
    head = "setting,who leads,reason,approved by (post),from,until"
    row = "EY900002,authority,we visit it ourselves,head-of-early-years,2021-09-01"
    with pytest.raises(TableRefusedError, match=r"row 2.*Until .*no end"):
        hub.import_table(table(head, f"{row},"), "overrides")
    report = hub.import_table(table(head, f"{row},2021-12-31"), "overrides")
    assert report.wrote


def test_a_ruling_is_brought_in_under_its_natural_id(hub: Hub) -> None:
    """A ruling by table is the ruling that answers the question."""
    ruling = table(
        "local authority,question,answer,reason,from",
        "Newham,report_cards_before_2026,as_report_card,legal advice,2026-01-01",
    )
    hub.import_table(ruling, "Rulings")
    (one,) = hub.at(dt.date(2026, 1, 1)).all(Ruling)
    assert "ruling/newham/report_cards_before_2026" == one.id


@record("crocus.walk", purpose="tests", visible="hub")
class Walk(Record):
    """A walk that only a plugin knows of."""

    setting: str = ref("setting", label="Setting")
    miles: int | None = fact(default=None, label="Miles", help="whole miles")


class Crocus(BoroughPlugin):
    """A borough's plugin with a kind of record of its own."""

    name = "crocus"

    def records(self) -> list[type[Record]]:
        """Its kind of record."""
        return [Walk]


def test_a_plugins_kind_has_its_table_without_more(
    opened: Opener, tmp_path: Path
) -> None:
    """Template, import, export and a second import of a plugin's own kind."""
    hub = opened("crocus.db", borough="Newham", plugins=[Crocus()])
    hub.import_register(made.file(made.ELM), edition=made.FIRST)
    assert b"Miles" in hub.template("Crocus.Walks")
    walks = table("setting,miles", "EY900001,3", "EY900001,")
    assert 2 == hub.import_table(walks, "crocus walk").added
    assert 0 == hub.import_table(walks, "crocus walk").added
    assert 2 == hub.export("crocus.walk", tmp_path / "walks.csv")
    assert not hub.import_table(tmp_path / "walks.csv", "crocus.walk").wrote


def test_a_new_statement_leaves_the_days_before_it_as_they_were(hub: Hub) -> None:
    """A sector that changes in 2023 does not take back what was said before."""
    hub.import_table(
        table("setting,sector,from", "EY900001,Voluntary,2019-01-01"), "sector"
    )
    later = table("setting,sector,from", "EY900001,Private,2023-01-01")
    report = hub.import_table(later, "sector")
    assert (1, 0) == (report.changed, report.ended)
    assert ["voluntary", "private"] == [
        hub.at(day).all(SectorStatement).one().sector for day in (SEPTEMBER, LATER)
    ]


def test_a_blank_inspection_number_does_not_wipe_the_files(hub: Hub) -> None:
    """A template's blank cells keep the number that Ofsted's file gave."""
    told = made.row("EY900001", "Elm Nursery", grade="4", date="15/11/2021")
    hub.import_register(made.file(told, made.ASH, made.OAK), edition=made.SECOND)
    head, row = TYPED.decode().split("\r\n")
    hub.import_table(table(f"{head},inspection number", f"{row},"), "inspections")
    assert (dt.date(2021, 12, 10), "10000001") == _typed_one(hub)
