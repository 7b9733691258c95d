"""The lists officers and mentors work by: rows, pages, and commands."""

import csv
import datetime as dt
import json
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from earlyyears.app import Hub
from earlyyears.cli import main
from earlyyears.disclosure import Audience, SafeRecords, SafeTable
from earlyyears.kernel import DateRange, evolve
from earlyyears.mentoring import Allocation, PlanAction
from earlyyears.people import Post
from earlyyears.roles import HandoverNotice
from earlyyears.services import (
    UnknownPostError,
    handover_rows,
    plan_rows,
    tasks_of,
    visit_rows,
)

from .hubs import (
    ADVISER,
    ASH,
    BEGAN,
    DAY,
    ELM,
    FAR,
    GOOD,
    MENTOR,
    OAK,
    POOR,
    Days,
    allocated,
    audit,
    day,
    hub_with,
    inspected,
    mentor,
    plan,
    release,
    visit,
)

#: The day on which the first setting went over to the authority.
FELL = day("2026-04-01")
MONDAY = day("2026-04-06")


def at_work(url: str = "memory:") -> Iterator[Hub]:
    """A hub in the middle of a year, with one handover and something late."""
    clock = Days(DAY)
    with hub_with(mentor(), release(), url=url, clock=clock) as hub:
        hub.review(DAY)
        first = plan(ASH, review_by=day("2026-04-05"))
        action = PlanAction(
            id="plan-action/1",
            plan=first.id,
            goal="raise_item",
            source="audit_item",
            about="iters-3/2017/5",
            due=day("2026-04-02"),
            valid=DateRange(DAY),
        )
        hub.record(
            allocated(ELM), allocated(ASH), plan(ELM), first, action, reason="work"
        )
        clock.today = FELL
        seen = inspected(ELM, 1, day("2026-03-03"), POOR)
        hub.record(seen, reason="report read")
        hub.review(FELL)
        clock.today = MONDAY
        hub.record(*visits(), *scheduled(), reason="the diary")
        yield hub


def visits() -> list[Any]:
    """A late visit, one to come, and one to follow up."""
    return [
        visit(ASH, day("2026-04-03"), focus="outdoor play"),
        visit(OAK, day("2026-04-20"), person=ADVISER),
        visit(
            ASH,
            day("2026-03-20"),
            state="done",
            half_days=Decimal(1),
            follow_up="send the list",
            follow_up_by=MONDAY,
        ),
        visit(ASH, day("2026-04-21")),
    ]


def scheduled() -> list[Any]:
    """An audit in the diary without consent, and an old baseline."""
    planned = audit(
        ASH,
        day("2026-04-28"),
        state="scheduled",
        consent_on=None,
        observation=None,
        valid=DateRange(MONDAY),
    )
    return [planned, audit(ASH, day("2025-04-10"), valid=DateRange(BEGAN.start))]


@pytest.fixture
def hub() -> Iterator[Hub]:
    """That hub, on a Monday."""
    yield from at_work()


# -------------------------------------------------------------------------------- rows


def test_visits_due_come_with_why_they_are_listed(hub: Hub) -> None:
    """Late ones first, then what is to be followed up, then what is coming."""
    rows = visit_rows(hub.at())
    assert ["late", "follow_up", "coming"] == [one.state for one in rows]
    assert ["outdoor play", "send the list", ""] == [one.focus for one in rows]
    assert "Invented adviser-1" == rows[2].person
    assert ("ofsted:EY900002", "Nursery 2") == (rows[0].setting, rows[0].name)
    assert 4 == len(visit_rows(hub.at(), days=15))


def test_plans_come_with_what_is_late_about_them(hub: Hub) -> None:
    """A review that is due, an action overdue, nobody named after a handover."""
    ash, elm = plan_rows(hub.at())
    assert (("review_due",), 1, 1) == (ash.flags, ash.open_actions, ash.overdue_actions)
    assert ("authority", ("nobody_named",), "") == (elm.body, elm.flags, elm.person)
    closed = plan(ASH, state="dropped", reflection="moved", valid=DateRange(MONDAY))
    hub.record(closed, reason="dropped")
    assert [elm] == plan_rows(hub.at())


def test_handovers_wait_until_they_are_accepted(hub: Hub) -> None:
    """From whom to whom, since when, with what went over."""
    (row,) = handover_rows(hub.at())
    assert ("mentors", "authority", FELL, 5, 1, ()) == (
        row.giver,
        row.taker,
        row.opened,
        row.waiting,
        row.plans,
        row.people,
    )
    assert [] == handover_rows(hub.at(DAY))
    assert [row] == handover_rows(hub.at(), every=True)


def test_first_leads_are_told_where_they_are_asked_for_and_wait_for_nobody(
    hub: Hub,
) -> None:
    """Nobody gave them, so nobody has to accept them, however old they are."""
    told = handover_rows(hub.at(DAY), first=True)
    assert len(told) > 1
    assert {("", None, "opened")} == {
        (row.giver, row.waiting, row.state) for row in told
    }


def tasks(hub: Hub, post: str) -> list[tuple[str, str]]:
    """What a post has to do, as code and setting."""
    return [(one.task, one.setting) for one in tasks_of(hub.at(), post)]


def test_a_mentors_monday(hub: Hub) -> None:
    """The mentor's own visits, audits and plans, and the notice of the handover."""
    assert [
        ("handover_told", "ofsted:EY900001"),
        ("visit_late", "ofsted:EY900002"),
        ("visit_follow_up", "ofsted:EY900002"),
        ("audit_scheduled", "ofsted:EY900002"),
        ("reaudit_due", "ofsted:EY900002"),
        ("action_overdue", "ofsted:EY900002"),
        ("plan_review", "ofsted:EY900002"),
    ] == tasks(hub, "mentor-1")
    (told,) = [one for one in tasks_of(hub.at(), "mentor-1") if "audit_s" in one.task]
    assert "the setting has not consented yet" in told.about


def test_an_advisers_monday(hub: Hub) -> None:
    """A handover to accept, a setting without anybody, a plan without a name."""
    assert [
        ("handover_told", "ofsted:EY900001"),
        ("handover_to_accept", "ofsted:EY900001"),
        ("nobody_allocated", "ofsted:EY900001"),
        ("plan_unowned", "ofsted:EY900001"),
        ("visit_coming", "ofsted:EY900003"),
    ] == tasks(hub, "adviser-1")
    duties = [one.duty for one in tasks_of(hub.at(), "adviser-1")]
    assert ["statutory"] * 4 + ["none"] == duties


def test_a_statutory_duty_comes_before_everything_discretionary(hub: Hub) -> None:
    """Every setting with a statutory duty precedes every other in any list."""
    late = visit(ELM, day("2026-04-02"), person=ADVISER)
    beside = plan(FAR, body="authority", person=None)
    hub.record(late, beside, reason="a duty and a favour")
    found = tasks_of(hub.at(), "adviser-1")
    told = [(one.task, one.duty) for one in found]
    assert ("plan_unowned", "none") in told[told.index(("visit_late", "statutory")) :]
    duties = [one.duty == "statutory" for one in found]
    assert sorted(duties, reverse=True) == duties


def test_a_hub_leads_monday(hub: Hub) -> None:
    """Settings that mentors lead on and nobody works with, and watched mentors."""
    found = tasks(hub, "hub-lead")
    uncovered = {where for what, where in found if what == "nobody_allocated"}
    assert {"ofsted:EY900003", "ofsted:EY900004"} == uncovered
    home = mentor(home=OAK, post="setting_manager", valid=DateRange(MONDAY))
    hub.record(home, reason="another home")
    hub.record(inspected(OAK, 3, day("2026-03-03"), POOR), reason="fell")
    assert "mentor_watched" in {what for what, _ in tasks(hub, "hub-lead")}


def test_a_mentor_hears_of_handovers_nearby_only(hub: Hub) -> None:
    """What happens in other networks is not on a mentor's list; advisers see it all."""
    far = inspected(FAR, 4, day("2026-03-03"), POOR)
    hub.record(far, reason="report read")
    hub.review(MONDAY)
    told = ("handover_told", "ofsted:EY900004")
    assert told not in tasks(hub, "mentor-1")
    assert told in tasks(hub, "adviser-1")


def test_support_that_may_go_on_is_offered_again(hub: Hub) -> None:
    """A mentor sees that a setting has come back, and picks the work up."""
    better = inspected(ELM, 1, day("2026-03-10"), GOOD, day("2026-04-04"))
    hub.record(better, reason="report read")
    hub.review(MONDAY)
    assert ("allocation_suspended", "ofsted:EY900001") in tasks(hub, "mentor-1")
    assert "suspended" == hub.at().all(Allocation).where(setting=ELM).one().state


def test_what_was_seen_is_on_the_list_no_more(hub: Hub) -> None:
    """A body that says it knows is not told again."""
    notice = hub.at().all(HandoverNotice).where(body="mentors").one()
    seen = evolve(notice, seen_on=MONDAY, seen_by="mentor-1")
    hub.record(seen, reason="seen")
    assert "handover_told" not in {what for what, _ in tasks(hub, "mentor-1")}


def test_a_post_that_nobody_holds_has_no_list(hub: Hub) -> None:
    """A slip in the name of a post is told, and nothing is guessed."""
    with pytest.raises(UnknownPostError, match="nobody holds the post “mentor-9”"):
        tasks_of(hub.at(), "mentor-9")
    assert "mentor-9" not in {one.post for one in hub.at().all(Post)}


# ------------------------------------------------------------------------------- pages


@pytest.mark.parametrize("name", ["visits", "plans", "handovers", "my-worklist"])
def test_each_list_is_a_page_for_officers(hub: Hub, name: str) -> None:
    """A count and the rows, made safe before a writer gets them."""
    hub.actor = "mentor-1"
    safe = hub.report(name).safe("internal")
    assert any(isinstance(one, SafeTable) for one in safe.blocks)
    (rows,) = [one for one in safe.blocks if isinstance(one, SafeRecords)]
    assert rows.rows


@pytest.mark.parametrize("name", ["visits", "plans", "handovers"])
def test_no_names_of_people_reach_the_steering_group(hub: Hub, name: str) -> None:
    """Names of mentors and advisers are for officers alone."""
    inside = repr(hub.report(name).safe(Audience.INTERNAL).blocks)
    outside = repr(hub.report(name).safe(Audience.STEERING).blocks)
    assert ("Invented" in inside) is (name != "handovers")
    assert "Invented" not in outside
    assert "Nursery" in outside


def test_nothing_of_a_list_is_public(hub: Hub) -> None:
    """Neither rows nor counts of the borough's own work are on a public page."""
    safe = hub.report("plans").safe(Audience.PUBLIC)
    assert [] == [
        one for one in safe.blocks if isinstance(one, SafeRecords | SafeTable)
    ]


# ---------------------------------------------------------------------------- commands


@pytest.fixture
def store(tmp_path: Path) -> str:
    """The URL of that hub in a file."""
    url = f"sqlite:///{tmp_path / 'hub.db'}"
    for _ in at_work(url):
        pass
    return url


LISTS = {
    "visits due": ("visits", "due", "--as", "mentor-1"),
    "plans": ("plans", "--as", "mentor-1"),
    "handovers": ("handovers", "--as", "adviser-1"),
    "worklist": ("worklist", "--as", "mentor-1"),
}


#: What stands beneath the rows of each list.
SUMMARIES = {
    "visits due": (r"\d visits\.",),
    "plans": (r"\d open plans?\.",),
    "handovers": (
        r"1 handover\.",
        "  1 from mentors to authority: to be accepted by authority",
        r"\d first leads, which nobody has to accept: .*mentors \d.*--first\.",
    ),
    "worklist": (r"\d things to do\.",),
}


@pytest.mark.parametrize("name", sorted(LISTS))
def test_each_list_is_printed_and_given_as_data_and_as_a_page(
    name: str, store: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A table, JSON, and an accessible page: all of the same rows."""
    words = [*LISTS[name], "--store", store, "--on", str(MONDAY)]
    assert 0 == main(words)
    printed = capsys.readouterr().out.splitlines()
    assert 0 == main([*words, "--json"])
    told = json.loads(capsys.readouterr().out)
    assert len(told) == len(printed) - len(SUMMARIES[name]) > 0
    for line, expected in zip(printed[len(told) :], SUMMARIES[name], strict=True):
        assert re.fullmatch(expected, line)
    assert all("setting" in one for one in told)
    page = tmp_path / "page.html"
    assert 0 == main([*words, "--out", str(page)])
    text = page.read_text(encoding="utf-8")
    assert '<html lang="en-GB"' in text
    assert "<caption" in text
    assert told[0]["name"] in text


def test_a_worklist_needs_a_post(
    store: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without --as nobody's list is meant; an unknown post is told."""
    assert 2 == main(["worklist", "--store", store])
    assert "--as POST" in capsys.readouterr().err
    assert 1 == main(["worklist", "--store", store, "--as", "cook"])
    assert "[EY652]" in capsys.readouterr().err


def test_first_leads_are_listed_and_not_put_on_the_page(
    store: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The list takes them on demand; the page refuses, and is not written."""
    on = ("--store", store, "--on", str(MONDAY), "--first")
    assert 0 == main(["handovers", *on])
    lines = capsys.readouterr().out.splitlines()
    count = sum("nobody → " in line for line in lines)
    assert f"{count + 1} handovers." in lines
    assert f"{count} first leads, which nobody has to accept" in lines[-1]
    assert "--first" not in lines[-1]
    page = tmp_path / "page.html"
    assert 2 == main(["handovers", *on, "--out", str(page)])
    assert "give --first without --out" in capsys.readouterr().err
    assert not page.exists()


def test_a_handover_is_accepted_by_two_rows_of_its_table(
    store: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One until the day before, one with the new state; what has no row stays."""
    table = tmp_path / "handovers.csv"
    held = ("--store", store, "--as", "adviser-1")
    assert 0 == main(["export", "handover", "-o", str(table), *held])
    head, *rows = csv.reader(table.read_text("utf-8-sig").splitlines())
    (row,) = [dict(zip(head, each, strict=True)) for each in rows if each[1]]
    waited = row | {"Valid until (last day)": str(MONDAY - dt.timedelta(days=1))}
    taken = row | {"State": "Accepted", "Valid from": str(MONDAY)}
    with table.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([head, waited.values(), taken.values()])
    words = ["import", str(table), "--kind", "handover", *held, "--reason", "taken on"]
    assert 0 == main(words)
    capsys.readouterr()
    for day_, expected in ((FELL, "1 handover."), (MONDAY, "0 handovers.")):
        assert 0 == main(["handovers", *held, "--on", str(day_)])
        printed = capsys.readouterr().out.splitlines()
        assert expected in printed
        assert printed[-1].startswith("4 first leads")


def test_lists_look_as_far_ahead_and_back_as_asked(
    store: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Visits within more days, and handovers that are settled, are a flag away."""
    on = ("--store", store, "--on", str(MONDAY), "--json")
    assert 0 == main(["visits", "due", "--days", "15", *on])
    assert 4 == len(json.loads(capsys.readouterr().out))
    assert 0 == main(["handovers", "--every", *on])
    assert 1 == len(json.loads(capsys.readouterr().out))
    assert MONDAY - FELL == dt.timedelta(days=5)
    assert MENTOR not in capsys.readouterr().out
