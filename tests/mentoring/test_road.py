"""Every kind of mentoring goes by table: template, import, export, and back."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from earlyyears import mentoring
from earlyyears.app import BuiltIn, Hub
from earlyyears.app.builtin import kinds_in
from earlyyears.kernel import DateRange, Record, kind_of
from earlyyears.mentoring import (
    Allocation,
    Dispute,
    Engagement,
    Mentor,
    Moderation,
    PeerLink,
    PlanAction,
    PlanReview,
    PrivateNote,
    ReleasePause,
    SupportPlanned,
    Visit,
    Waiver,
)
from earlyyears.roles import HandoverNotice
from earlyyears.services import tables as road

from .hubs import (
    ASH,
    DAY,
    ELM,
    MENTOR,
    NURSERY,
    OTHER,
    allocated,
    audit,
    day,
    hub_with,
    mentor,
    plan,
    release,
    visit,
)

SPRING = DateRange(DAY, day("2026-07-20"))

#: One record of each kind that is kept here.
SAMPLES: tuple[Record, ...] = (
    mentor(),
    release(half_days=Decimal("1.5"), cap=9),
    ReleasePause(
        id="release-pause/1",
        release="release/mentor",
        reason="cover",
        paused_by="head-1",
        valid=SPRING,
    ),
    Waiver(
        id="waiver/1",
        rule="over_cap",
        person=MENTOR,
        reason="a busy term",
        approver="hub-lead",
        valid=SPRING,
    ),
    allocated(ELM),
    visit(
        ELM,
        direction="from_setting",
        host=NURSERY,
        others=(OTHER,),
        staff=2,
        half_days=Decimal("0.5"),
        plan=plan(ELM).id,
        state="done",
        follow_up="send the list",
        follow_up_by=day("2026-03-20"),
    ),
    SupportPlanned(
        id="support-planned/1", setting=ELM, half_days=Decimal(4), valid=SPRING
    ),
    PrivateNote(id="private-note/1", setting=ELM, text="thinking aloud"),
    audit(second=OTHER, second_observation="observation/other"),
    Dispute(
        id="score-dispute/1",
        audit=audit().id,
        item="3",
        raised_on=DAY,
        raised_by="manager",
        grounds="painting",
    ),
    Moderation(
        id="moderation/1", meeting="meeting/1", audits=(audit().id,), people=(MENTOR,)
    ),
    plan(ELM, audit=audit().id, earlier=(OTHER,)),
    PlanAction(
        id="plan-action/1",
        plan=plan(ELM).id,
        goal="raise_item",
        source="audit_item",
        about="iters-3/2017/5",
        due=day("2026-06-01"),
        valid=SPRING,
    ),
    PlanReview(id="plan-review/1", plan=plan(ELM).id, on=DAY, found="going well"),
    Engagement(id="engagement/elm", setting=ELM, level="active", valid=SPRING),
    PeerLink(id="peer-link/1", setting=ELM, peer=ASH, focus="outdoor play"),
    HandoverNotice(
        id="handover-notice/1",
        handover="handover/elm/2026-03-02",
        setting=ELM,
        body="mentors",
        told_on=DAY,
    ),
)
#: Kinds of planning, which have tests of their own.
ELSEWHERE = {"allocation-pin", "planning-parameter"}


@pytest.fixture(scope="module")
def hub() -> Iterator[Hub]:
    """A hub that holds one record of each kind, and the people they name."""
    with hub_with() as made:
        for one in SAMPLES:
            made.record(one, reason="a sample")
        yield made


def test_every_kind_of_the_room_has_a_sample() -> None:
    """A kind that is added comes with a sample, and so with its road."""
    known = {kind_of(kind).name for kind in kinds_in(mentoring)} - ELSEWHERE
    assert known == {kind_of(one).name for one in SAMPLES} - {"handover-notice"}
    offered = {kind_of(kind).name for kind in BuiltIn().records()}
    assert known <= offered


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda one: kind_of(one).name)
def test_each_kind_goes_out_and_comes_back_unchanged(
    sample: Record, hub: Hub, tmp_path: Path
) -> None:
    """What is exported is read again and changes nothing."""
    kind = kind_of(sample).name
    assert hub.template(kind)
    assert "properties" in hub.schema(kind)
    file = tmp_path / "table.csv"
    assert 1 == hub.export(kind, file)
    report = hub.import_table(file, kind, reason="again")
    assert (1, 0, 0) == (report.unchanged, report.added, report.changed)
    lines = tmp_path / "table.jsonl"
    assert 1 == hub.export(kind, lines)
    assert sample.id in lines.read_text(encoding="utf-8")


def table(*lines: str) -> bytes:
    """A CSV file."""
    return "\n".join(lines).encode()


def test_an_officers_table_of_mentors_is_read() -> None:
    """Names, labels and days as people write them."""
    with hub_with() as hub:
        hub.import_table(
            table(
                "Mentor,Home setting,Post in the home setting,Funded by,Network,From",
                "Invented mentor-1,Nursery school,Teacher,Hub grant,North,01/09/2025",
            ),
            "mentors",
            reason="appointed",
        )
        (one,) = hub.at().all(Mentor)
        assert (MENTOR, NURSERY, "teacher") == (one.person, one.home, one.post)
        hub.import_table(
            table(
                "Setting,Who supports it,From",
                "ofsted:EY900001,Invented mentor-1,02/03/2026",
            ),
            "allocations",
            reason="allocated",
        )
        assert [ELM] == [each.setting for each in hub.at().all(Allocation)]


def test_a_table_that_breaks_a_rule_changes_nothing() -> None:
    """Guards hold for tables as for all else, and every fault is told at once."""
    with hub_with(mentor()) as hub:
        before = hub.at().as_at
        with pytest.raises(road.TableRefusedError) as caught:
            hub.import_table(
                table(
                    "Setting supported,Direction,Kind of visit,Day of the visit,"
                    "Mentor or adviser,Rating",
                    "ofsted:EY900001,To the setting,Support visit,02/03/2026,"
                    "Invented mentor-1,good",
                    "ofsted:EY900002,From the setting to the mentor's school,"
                    "Support visit,02/03/2026,Invented mentor-1,",
                ),
                "visits",
                reason="the diary",
            )
        found = sorted(one.code for one in caught.value.findings)
        assert ["visit_incomplete", "visit_rating"] == found
        assert before == hub.at().as_at
        assert [] == list(hub.at().all(Visit))
