"""The case study row by row: each test quotes what its row asks for."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pytest

from earlyyears.app import Hub
from earlyyears.governance import (
    Attendance,
    CompositionRule,
    CoProduction,
    Decision,
    Evaluation,
    FundingApplication,
    Intervention,
    JobDescription,
    Lesson,
    Meeting,
    MeetingAction,
    MeetingInterest,
    NonNegotiable,
    NonNegotiableConflict,
    ParentActivity,
    PartnerConcern,
    Risk,
    RoleCharter,
    SeatContribution,
    SectorFeedback,
    SectorIssue,
    TermsOfReference,
    Vision,
    VisionItem,
    VisionReview,
    VisionTheme,
    WorkforceAim,
    entitled,
    feedback_due,
    items_of,
    members,
    next_review,
    overdue_feedback,
    parts_of,
    represented,
    review_findings,
    reviews_of,
    silent_seats,
)
from earlyyears.kernel import Pence, Record, Snapshot, evolve, since
from earlyyears.ledger import Ended
from earlyyears.people import Body, Chair, Person, Post, Seat
from earlyyears.places import Organisation, Partnership, vocabulary
from earlyyears.roles import (
    Note,
    PurposeMove,
    SafeguardingAccess,
    may,
    shipped_policy,
)

Refused = Callable[..., list[str]]

VISION_DAY = dt.date(2018, 2, 1)
TODAY = dt.date(2020, 3, 2)
TEAM = Organisation(id="organisation/team", name="Best Start", kind="council_team")
SCHOOLS = Organisation(id="organisation/schools", name="Schools", kind="nursery_school")
HUB = Partnership(
    id="partnership/hub", name="Hub", kind="hub", partners=(TEAM.id, SCHOOLS.id)
)
STRATEGIC = Body(id="body/strategic", name="Strategic group", kind="strategic")
STEERING = Body(
    id="body/steering", name="Steering group", kind="steering", parent=STRATEGIC.id
)
SEATS = tuple(
    Seat(
        id=f"seat/{sector}",
        body=STEERING.id,
        holder=f"person/{sector}",
        sector=sector,
        constituency=f"everybody in {sector}",
    )
    for sector in ("nursery_school", "childminding", "private", "health")
)
PEOPLE = tuple(Person(id=str(seat.holder), name="N (fictional)") for seat in SEATS)
MEETING = Meeting(id="meeting/1", body=STEERING.id, on=VISION_DAY, state="held")
WORDS = {
    "inspirational staff": ("a skilled workforce", "value for staff", "local routes"),
    "partnerships with parents": ("ways to take part", "resilience", "aspirations"),
    "quality and equality": ("inclusive", "fantastic environments", "well evaluated"),
}
THEMES = tuple(
    VisionTheme(id=f"vision-theme/{at}", vision="vision/1", place=at, name=name)
    for at, name in enumerate(WORDS, 1)
)
ITEMS = tuple(
    VisionItem(
        id=f"vision-item/{theme.place}{at}", theme=theme.id, place=at, statement=said
    )
    for theme in THEMES
    for at, said in enumerate(WORDS[theme.name], 1)
)
VISION = Vision(
    id="vision/1",
    name="Working together (shortened)",
    partnership=HUB.id,
    workshop=MEETING.id,
    agreed_on=VISION_DAY,
    consented=(TEAM.id, SCHOOLS.id),
    review_body=STEERING.id,
    state="agreed",
    valid=since(2018, 2, 1),
)
BASE: tuple[Record, ...] = (
    TEAM,
    SCHOOLS,
    HUB,
    STRATEGIC,
    STEERING,
    *PEOPLE,
    *SEATS,
    MEETING,
)


def part(of: Record, who: str, part: str = "agreed", day: int = 1) -> CoProduction:
    """One party's part in something."""
    kind = who.partition("/")[0]
    named = {kind if kind in {"organisation", "body", "seat"} else "post": who}
    return CoProduction(
        id=f"co-production/{of.id}/{who}/{part}/{day}",
        made=of.id,
        part=part,
        on=VISION_DAY + dt.timedelta(days=day),
        meeting=MEETING.id,
        **named,  # type: ignore[arg-type]  the one party
    )


# ------------------------------------------------------------------ origins and motives


def test_s01_every_jointly_made_thing_keeps_who_had_which_part() -> None:
    """What row S01 of the case study asks for holds.

    Every jointly made artefact keeps who authored it, who was consulted and who
    agreed it; whoever took agreement back has not agreed.
    """
    told = (
        part(VISION, TEAM.id, "authored"),
        part(VISION, SEATS[0].id, "consulted", 2),
        part(VISION, TEAM.id, "agreed", 3),
        part(VISION, SCHOOLS.id, "agreed", 3),
        part(VISION, SCHOOLS.id, "declined", 9),
    )
    parts = parts_of(Snapshot(*told, on=TODAY), VISION.id)
    assert ((TEAM.id,), (SEATS[0].id,), (TEAM.id,), (SCHOOLS.id,)) == (
        parts.authored,
        parts.consulted,
        parts.agreed,
        parts.declined,
    )
    before = parts_of(Snapshot(*told, on=VISION_DAY + dt.timedelta(5)), VISION.id)
    assert (SCHOOLS.id, TEAM.id) == tuple(sorted(before.agreed))


def test_s01_a_part_is_exactly_one_partys(refused: Refused) -> None:
    """Two parties in one row, or none, could not be told apart later."""
    both = evolve(part(VISION, TEAM.id), post="hub-lead")
    none = evolve(part(VISION, TEAM.id), organisation=None)
    found = [refused(one) for one in (both, none)]
    assert [["co_production_party"], ["co_production_party"]] == found


APPLICATION = FundingApplication(
    id="funding-application/1",
    name="Early years hub",
    partnership=HUB.id,
    applicants=(TEAM.id, SCHOOLS.id),
    endorsers=("interim-head",),
    funder="Mayor of London",
    applied_on=dt.date(2017, 6, 1),
    decided_on=dt.date(2018, 1, 8),
    state="awarded",
)


def test_s03_an_application_has_applicants_funder_programme_date_and_outcome(
    hub: Hub, refused: Refused
) -> None:
    """What row S03 of the case study asks for holds.

    A funding application with applicant partnership, funder, programme, date and
    outcome; one that is decided before it is made is refused.
    """
    assert [] == refused(APPLICATION)
    assert APPLICATION == hub.at(TODAY).all(FundingApplication).one()
    early = evolve(APPLICATION, id="funding-application/2", name="B")
    early = evolve(early, decided_on=dt.date(2017, 5, 1))
    assert ["funding_application_days"] == refused(early)
    nobody = evolve(APPLICATION, id="funding-application/3", name="C", applicants=())
    assert ["funding_application_incomplete"] == refused(nobody)


def test_s04_endorsers_stand_apart_from_applicants(hub: Hub, refused: Refused) -> None:
    """What row S04 of the case study asks for holds.

    Record sponsors or endorsers of an application separately from applicants: an
    application that is only endorsed has nobody who applies.
    """
    assert [] == refused(APPLICATION)
    kept = hub.at(TODAY).all(FundingApplication).one()
    assert (("interim-head",), True) == (
        kept.endorsers,
        set(kept.endorsers).isdisjoint(kept.applicants),
    )
    endorsed = evolve(APPLICATION, id="funding-application/2", name="B", applicants=())
    assert ["funding_application_incomplete"] == refused(endorsed)


def test_s08_a_hub_has_lead_body_boroughs_funder_period_and_aims(hub: Hub) -> None:
    """S08: a hub with lead body, boroughs served, funder, period, aims."""
    whole = evolve(
        HUB,
        lead=SCHOOLS.id,
        boroughs=("newham",),
        aims=("raise quality", "grow the workforce", "raise take-up for twos"),
        valid=since(2018, 1, 8),
    )
    hub.record(TEAM, SCHOOLS, whole, reason="the hub begins")
    hub.record(evolve(APPLICATION, made_possible=whole.id), reason="its grant")
    before, after = (hub.at(day) for day in (dt.date(2018, 1, 7), TODAY))
    assert 0 == len(before.all(Partnership))
    kept = after.all(Partnership).where(kind="hub").one()
    paid = after.all(FundingApplication).where(made_possible=kept.id).one()
    assert ((SCHOOLS.id, ("newham",), 3), "Mayor of London") == (
        (kept.lead, kept.boroughs, len(kept.aims)),
        paid.funder,
    )


def test_s41_lessons_are_carried_from_one_project_into_the_next(hub: Hub) -> None:
    """S41: predecessor and successor links between projects, with lessons recorded."""
    next_one = evolve(HUB, id="partnership/next", name="Next", predecessor=HUB.id)
    lesson = Lesson(
        id="lesson/1", learnt_in=HUB.id, taken_into=next_one.id, lesson="engage early"
    )
    hub.record(*BASE, next_one, lesson, reason="lessons")
    view = hub.at(TODAY)
    found = view.all(Lesson).where(learnt_in=view.all(Partnership)[1].predecessor)
    assert [lesson] == list(found)


def test_s13_risks_hang_on_an_aim_an_item_or_a_report(refused: Refused) -> None:
    """What row S13 of the case study asks for holds.

    Risks and issues can be attached to an aim, plan item or report, and what is
    being managed says how.
    """
    risk = Risk(id="risk/1", about="plan-item/1", risk="no time", owner="hub-lead")
    assert [] == refused(risk)
    managed = evolve(risk, state="being_managed", valid=since(2020, 2, 1))
    assert ["risk_incomplete"] == refused(managed)
    assert [] == refused(evolve(managed, action="cover is paid"))
    nowhere = evolve(risk, id="risk/2", about=" ")
    assert ["risk_incomplete"] == refused(nowhere)


# ------------------------------------------------------- the vision day and the vision


def test_s14_a_workshop_has_purpose_facilitators_and_people_with_their_sector(
    hub: Hub, refused: Refused
) -> None:
    """What row S14 of the case study asks for holds.

    Meetings with purpose, facilitators, attendees with the sector they speak for,
    date and outputs; somebody without seat or sector is refused.
    """
    day = Meeting(
        id="meeting/vision-day",
        kind="workshop",
        on=VISION_DAY,
        purpose="a shared vision",
        facilitators=("hub-lead", "advisory-team-lead"),
        outputs=("vision/1",),
        state="held",
    )
    came = Attendance(
        id="attendance/1",
        meeting=day.id,
        person=PEOPLE[0].id,
        sector="nursery_school",
    )
    assert [] == refused(*BASE, day, came)
    silent = evolve(came, id="attendance/2", sector="")
    nobody = evolve(came, id="attendance/3", person=None)
    assert (["attendance_incomplete"], ["attendance_incomplete"]) == (
        refused(silent),
        refused(nobody),
    )
    kept = hub.at(TODAY).all(Attendance).where(meeting=day.id).one()
    assert "nursery_school" == kept.sector


def test_s15_a_concern_is_its_sectors_has_an_answer_and_is_told_in_confidence(
    hub: Hub, refused: Refused
) -> None:
    """What row S15 of the case study asks for holds.

    Concerns are recorded by the sector that raised them, with status and response,
    and can restrict visibility.
    """
    concern = PartnerConcern(
        id="partner-concern/1",
        sector="authority",
        raised_on=VISION_DAY,
        concern="posts may go (fictional)",
        valid=since(2018, 2, 1),
    )
    assert [] == refused(concern)
    answered = evolve(concern, state="answered", valid=since(2018, 3, 1))
    assert ["partner_concern_incomplete"] == refused(answered)
    assert [] == refused(evolve(answered, response="roles are written down"))
    assert 0 == len(hub.at(TODAY).all(PartnerConcern))
    leads = hub._ledger.view(TODAY, actor="lead", teams={"partnership-leads"})
    assert "answered" == leads.all(PartnerConcern).one().state


def test_s130_concerns_have_history_and_not_only_a_present_value(hub: Hub) -> None:
    """S130: engagement and concerns have history, not only a present value."""
    concern = PartnerConcern(
        id="partner-concern/1",
        sector="authority",
        raised_on=VISION_DAY,
        concern="posts may go (fictional)",
        valid=since(2018, 2, 1),
    )
    told = (
        concern,
        evolve(concern, state="discussed", valid=since(2018, 3, 1)),
        evolve(concern, state="answered", response="r", valid=since(2018, 4, 1)),
        evolve(concern, state="resolved", response="r", valid=since(2018, 9, 1)),
    )
    for one in told:
        hub.record(one, reason="as it went")
    days = [dt.date(2018, month, 15) for month in (2, 3, 4, 10)]
    seen = [hub._everything(day).all(PartnerConcern).one().state for day in days]
    assert ["raised", "discussed", "answered", "resolved"] == seen


def test_s17_a_meeting_keeps_its_length_and_what_it_made(hub: Hub) -> None:
    """S17: meeting duration and the artefacts it produced."""
    day = evolve(MEETING, hours=Decimal(7), outputs=(VISION.id, "role-charter/1"))
    hub.record(*BASE[:-1], day, VISION, reason="the day")
    kept = hub.at(TODAY).all(Meeting).one()
    assert (Decimal(7), VISION.id) == (kept.hours, kept.outputs[0])
    assert VISION == hub.at(TODAY).get(kept.outputs[0])


def test_s18_a_vision_is_ordered_themes_with_ordered_statements() -> None:
    """What row S18 of the case study asks for holds.

    A vision is structured: ordered themes with ordered statements, not one text
    blob.
    """
    muddled = [*reversed(THEMES), *reversed(ITEMS)]
    facts = Snapshot(VISION, *muddled, on=TODAY)
    told = {
        theme.name: tuple(item.statement for item in items)
        for theme, items in items_of(facts, VISION)
    }
    assert [*WORDS.items()] == [*told.items()]


def test_s19_there_may_be_any_number_of_statements_each_with_an_id_for_good() -> None:
    """What row S19 of the case study asks for holds.

    Any number of themes and statements; stable ids, so later plans can refer to one
    statement.
    """
    facts = Snapshot(VISION, *THEMES, *ITEMS, on=TODAY)
    nine = [item.id for _, items in items_of(facts, VISION) for item in items]
    reworded = evolve(ITEMS[0], statement="in other words")
    extra = VisionItem(id="vision-item/new", theme=THEMES[0].id, place=4, statement="s")
    more = Snapshot(VISION, *THEMES, reworded, *ITEMS[1:], extra, on=TODAY)
    ten = [item.id for _, items in items_of(more, VISION) for item in items]
    assert (9, 10, []) == (len(set(nine)), len(ten), [i for i in nine if i not in ten])


def test_s20_workforce_aims_name_an_indicator_each(hub: Hub, refused: Refused) -> None:
    """What row S20 of the case study asks for holds.

    Workforce outcomes: qualification, training route, recruitment of local people,
    each with the indicator that shows it.
    """
    aims = [
        WorkforceAim(
            id=f"workforce-aim/{kind}",
            aim=kind,
            kind=kind,
            indicator=f"indicator/{kind}",
            item=ITEMS[2].id,
        )
        for kind in ("local_recruits", "route", "qualifications")
    ]
    assert [] == refused(*THEMES, *ITEMS, VISION, *BASE, *aims)
    served = hub.at(TODAY).all(WorkforceAim).where(item=ITEMS[2].id)
    assert {one.indicator for one in aims} == {one.indicator for one in served}
    blind = evolve(aims[0], id="workforce-aim/x", aim="other", indicator=" ")
    assert ["workforce_aim_incomplete"] == refused(blind)


def test_s21_activities_with_parents_have_a_kind_days_and_counts(
    hub: Hub, refused: Refused
) -> None:
    """S21: parent-engagement outcomes and activities with counts."""
    activity = ParentActivity(
        id="parent-activity/1",
        kind="stay_and_play",
        on=dt.date(2019, 5, 1),
        last_day=dt.date(2019, 6, 5),
        attendances=60,
        parents=14,
    )
    assert [] == refused(activity)
    assert (60, 14) == (
        hub.at(TODAY).all(ParentActivity).one().attendances,
        hub.at(TODAY).all(ParentActivity).one().parents,
    )
    wrong = [
        evolve(activity, id="parent-activity/2", parents=61),
        evolve(activity, id="parent-activity/3", attendances=-1, parents=None),
        evolve(activity, id="parent-activity/4", last_day=dt.date(2019, 4, 1)),
    ]
    codes = ["parent_activity_counts", "parent_activity_counts", "parent_activity_days"]
    assert codes == [code for one in wrong for code in refused(one)]


INTERVENTION = Intervention(
    id="intervention/1",
    name="Talk time (fictional)",
    evidence="a published trial",
    evidence_kind="published",
    coordinator="health-seat",
    cost=Pence(120_000),
    reach=(),
    reached=30,
    unit="families",
    quality=("indicator/interaction",),
    access=("indicator/take-up",),
    valid=since(2019, 1, 1),
)
EVALUATION = Evaluation(
    id="evaluation/1",
    intervention=INTERVENTION.id,
    method="before and after",
    planned_for=dt.date(2019, 12, 1),
)


def test_s22_every_project_carries_a_plan_for_its_evaluation_and_a_result(
    refused: Refused,
) -> None:
    """What row S22 of the case study asks for holds.

    Every project or intervention carries an evaluation plan and result: none begins
    without the one or is finished without the other.
    """
    begun = evolve(INTERVENTION, state="running")
    assert ["intervention_evaluation"] == refused(begun)
    assert [] == refused(begun, EVALUATION)
    finished = evolve(begun, state="finished", valid=since(2020, 1, 1))
    assert ["intervention_evaluation"] == refused(finished)
    done = evolve(EVALUATION, done_on=dt.date(2019, 12, 5), by="college", found="mixed")
    assert ["evaluation_incomplete"] == refused(finished, evolve(done, found=""))
    assert [] == refused(finished, done)


def test_s23_the_next_review_is_twelve_months_after_the_last() -> None:
    """What row S23 of the case study asks for holds.

    Reviewed on, next review due = last review + 12 months, outcome, overdue flag.
    """
    review = VisionReview(
        id="vision-review/1",
        vision=VISION.id,
        on=dt.date(2019, 1, 21),
        body=STEERING.id,
        outcome="reaffirmed",
    )
    days = [dt.date(2018, 5, 1), dt.date(2019, 2, 1), dt.date(2020, 1, 21)]
    due = [next_review(Snapshot(VISION, review, on=day), VISION) for day in days]
    late = dt.date(2020, 1, 21)
    assert [dt.date(2019, 2, 1), late, late] == due
    overdue = [
        [one.code for one in review_findings(Snapshot(VISION, review, on=day))]
        for day in (late, late + dt.timedelta(1))
    ]
    assert [[], ["vision_review_overdue"]] == overdue
    draft = evolve(VISION, state="draft", agreed_on=None)
    assert next_review(Snapshot(draft, on=late), draft) is None


def test_s23_only_the_body_entitled_to_it_reviews_the_vision(refused: Refused) -> None:
    """S23: body entitled to review = steering group; another body's is refused."""
    assert [] == refused(*BASE, VISION)
    review = VisionReview(
        id="vision-review/1",
        vision=VISION.id,
        on=dt.date(2019, 1, 21),
        body=STRATEGIC.id,
        outcome="reaffirmed",
    )
    assert ["vision_review_body"] == refused(review)
    assert [] == refused(evolve(review, body=STEERING.id))


def test_s84_only_that_body_may_mark_the_vision_reviewed() -> None:
    """S84: permission: only that body may mark the vision reviewed."""
    asked = {
        kind: may(
            "me",
            "review_vision",
            VISION,
            Snapshot(
                Body(id="body/b", name="B", kind=kind),
                Post(id="post/1", post="me", holder="person/1"),
                Seat(id="seat/1", body="body/b", holder="person/1"),
                on=TODAY,
            ),
        ).value
        for kind in ("steering", "strategic", "practitioner_team", "panel")
    }
    assert {"steering"} == {kind for kind, answer in asked.items() if answer}


def test_a_vision_is_agreed_only_when_every_partner_consented(refused: Refused) -> None:
    """Agreed only if every partner body consented, and one vision holds at a time."""
    alone = evolve(VISION, consented=(TEAM.id,))
    assert ["vision_consent"] == refused(*BASE, alone)
    assert ["vision_incomplete"] == refused(*BASE, evolve(VISION, agreed_on=None))
    assert [] == refused(*BASE, VISION)
    second = evolve(VISION, id="vision/2", name="Another")
    assert ["vision_second"] == refused(second)
    over = evolve(VISION, state="superseded", valid=since(2020, 1, 1))
    newer = evolve(second, valid=since(2020, 1, 1), follows=VISION.id)
    assert [] == refused(over, newer)


def test_reviews_are_listed_in_order_and_only_past_ones() -> None:
    """S24: the report shows review history: what had taken place by the day."""
    reviews = [
        VisionReview(
            id=f"vision-review/{year}",
            vision=VISION.id,
            on=dt.date(year, 1, 21),
            body=STEERING.id,
            outcome="reaffirmed",
        )
        for year in (2021, 2019, 2020)
    ]
    facts = Snapshot(VISION, *reviews, on=dt.date(2020, 6, 1))
    assert [2019, 2020] == [one.on.year for one in reviews_of(facts, VISION)]


def test_s26_a_role_charter_says_what_is_done_what_is_not_and_where_it_was_agreed(
    hub: Hub, refused: Refused
) -> None:
    """What row S26 of the case study asks for holds.

    A role register: body or role, responsibilities, exclusions, effective date,
    agreed at which meeting.
    """
    charter = RoleCharter(
        id="role-charter/1",
        who=TEAM.id,
        responsibilities=("work with all new settings",),
        exclusions=("peer support",),
        agreed_at=MEETING.id,
        valid=since(2018, 2, 1),
    )
    assert [] == refused(*BASE, charter)
    assert [0, 1] == [
        len(hub.at(day).all(RoleCharter).where(who=TEAM.id))
        for day in (dt.date(2018, 1, 31), VISION_DAY)
    ]
    empty = evolve(charter, id="role-charter/2", responsibilities=(), exclusions=())
    assert ["role_charter_incomplete"] == refused(empty)


# --------------------------------------------------------------- bodies, seats, voices


def test_s43_a_second_body_has_its_own_terms_and_stands_above(refused: Refused) -> None:
    """What row S43 of the case study asks for holds.

    A second governance body, above or beside the steering group, with its own terms
    of reference and membership; reporting lines form no circle.
    """
    assert [] == refused(*BASE)
    facts = Snapshot(*BASE, on=TODAY)
    assert (STRATEGIC.id, (), 4) == (
        STEERING.parent,
        members(facts, STRATEGIC),
        len(members(facts, STEERING)),
    )
    assert ["body_circle"] == refused(evolve(STRATEGIC, parent=STEERING.id))


def test_s44_one_body_may_send_representatives_to_another(hub: Hub) -> None:
    """S44: one body may nominate representatives to another."""
    sent = Seat(
        id="seat/sent",
        body=STRATEGIC.id,
        holder=PEOPLE[0].id,
        sector="steering_group",
        nominated_by=STEERING.id,
    )
    hub.record(*BASE, sent, reason="seats")
    kept = hub.at(TODAY).all(Seat).where(nominated_by=STEERING.id).one()
    assert (STRATEGIC.id, PEOPLE[0].id) == (kept.body, kept.holder)


@pytest.mark.parametrize(
    ("row", "code", "wider"),
    [
        ("S46", "childminder_quality", "authority"),
        ("S48", "adult_learning", "adult_learning"),
        ("S49", "send", "send"),
        ("S47", "health", "health"),
        ("S81", "teaching_alliance", "teaching_alliance"),
    ],
)
def test_s46_to_s49_the_sectors_of_the_case_study_have_seats(
    row: str, code: str, wider: str
) -> None:
    """S46-S49: seats for childminder quality, health, adult learning and SEND."""
    words = vocabulary("seat-sector")
    assert words.within(code, wider), row
    assert not words.within(code, "pvi")


def test_s131_role_titles_are_open_and_mapped_to_standard_roles() -> None:
    """S131: role titles are free text mapped to standard roles; boroughs differ."""
    quality = "quality_improvement_manager"
    assert quality in vocabulary("role-title").codes()
    adviser = next(one for one in shipped_policy().roles if one.key == "adviser")
    assert quality in adviser.titles


def test_s50_a_thing_keeps_the_chain_of_meetings_that_made_it() -> None:
    """S50: artefacts keep the chain of meetings and drafts that produced them."""
    told = [
        evolve(part(VISION, TEAM.id, "authored", day), meeting=f"meeting/{day}")
        for day in (9, 1, 5)
    ]
    parts = parts_of(Snapshot(*told, on=TODAY), VISION.id)
    assert ("meeting/1", "meeting/5", "meeting/9") == parts.meetings


def test_s54_a_contribution_per_seat_and_the_silent_ones(refused: Refused) -> None:
    """S54: a meeting can hold a contribution per seat; report of silent seats."""
    said = SeatContribution(
        id="seat-contribution/1", meeting=MEETING.id, seat=SEATS[0].id, said="cover"
    )
    nil = SeatContribution(
        id="seat-contribution/2", meeting=MEETING.id, seat=SEATS[1].id, nil=True
    )
    facts = Snapshot(*BASE, said, nil, on=VISION_DAY)
    assert SEATS[2:] == silent_seats(facts, MEETING)
    assert [] == refused(*BASE, said, nil)
    for wrong in (evolve(said, nil=True), evolve(said, said=" ")):
        empty = evolve(wrong, id="seat-contribution/3", about="other")
        assert ["seat_contribution_incomplete"] == refused(empty)


def test_s55_a_non_negotiable_is_its_owners_to_waive(refused: Refused) -> None:
    """What row S55 of the case study asks for holds.

    A non-negotiable is an object: owner sector, statement, status, linked plan
    items; the plan shows conflicts with it, and nobody but the owner waives one.
    """
    stand = NonNegotiable(
        id="non-negotiable/1",
        seat=SEATS[0].id,
        sector="nursery_school",
        statement="no teacher away for more than half a day (fictional)",
    )
    conflict = NonNegotiableConflict(
        id="non-negotiable-conflict/1",
        non_negotiable=stand.id,
        item="plan-item/1",
        valid=since(2019, 1, 1),
    )
    assert [] == refused(*BASE, stand, conflict)
    assert conflict.blocks
    waived = evolve(
        conflict,
        state="waived",
        reason="for one term",
        waived_by=SEATS[1].id,
        valid=since(2019, 2, 1),
    )
    assert ["non_negotiable_conflict_owner"] == refused(waived)
    unsaid = evolve(waived, waived_by=SEATS[0].id, reason="")
    assert ["non_negotiable_conflict_incomplete"] == refused(unsaid)
    assert [] == refused(evolve(waived, waived_by=SEATS[0].id))
    assert not waived.blocks


def test_s63_every_seat_has_feedback_to_give_after_a_meeting(refused: Refused) -> None:
    """What row S63 of the case study asks for holds.

    Seat carries a constituency; feedback duty produces tasks after each meeting and
    can be marked done.
    """
    due = dt.date(2018, 3, 1)
    facts = Snapshot(*BASE, on=VISION_DAY)
    tasks = feedback_due(facts, MEETING, due=due)
    assert [seat.id for seat in SEATS] == [task.seat for task in tasks]
    assert all(seat.constituency for seat in SEATS)
    assert () == feedback_due(Snapshot(*BASE, *tasks, on=VISION_DAY), MEETING, due=due)
    done = evolve(
        tasks[0],
        state="done",
        done_on=due,
        channel="newsletter",
        valid=since(2018, 3, 1),
    )
    assert [] == refused(*BASE, *tasks)
    assert [] == refused(done)
    mute = evolve(done, id=tasks[1].id, seat=tasks[1].seat, channel="")
    assert ["sector_feedback_incomplete"] == refused(mute)
    later = Snapshot(*BASE, done, *tasks[1:], on=due + dt.timedelta(1))
    assert list(tasks[1:]) == list(overdue_feedback(later))
    assert () == overdue_feedback(later and Snapshot(*BASE, *tasks, on=due))
    excused = evolve(tasks[2], state="excused", valid=since(2018, 3, 1))
    assert ["sector_feedback_incomplete"] == refused(excused)


def test_s64_sectors_raise_issues_and_get_an_answer(hub: Hub, refused: Refused) -> None:
    """S64: messages from sector to body as well as from body to sector."""
    issue = SectorIssue(
        id="sector-issue/1",
        seat=SEATS[1].id,
        raised_on=VISION_DAY,
        issue="training is by day",
        valid=since(2018, 2, 1),
    )
    assert [] == refused(*BASE, issue)
    tabled = evolve(issue, state="tabled", valid=since(2018, 2, 5))
    assert ["sector_issue_incomplete"] == refused(tabled)
    answered = evolve(
        issue,
        state="answered",
        meeting=MEETING.id,
        answer="evenings from May",
        answered_on=dt.date(2018, 3, 1),
        valid=since(2018, 3, 1),
    )
    assert ["sector_issue_incomplete"] == refused(evolve(answered, answer=""))
    assert [] == refused(answered)
    assert "evenings from May" == hub.at(TODAY).all(SectorIssue).one().answer
    back = evolve(issue, valid=since(2018, 4, 1))
    assert ["sector_issue_step"] == refused(back)


def test_s82_an_intervention_names_evidence_cost_reach_and_who_co_ordinates_it(
    hub: Hub, refused: Refused
) -> None:
    """What row S82 of the case study asks for holds.

    Intervention register: evidence source, cost, reach, evaluation, co-ordinator;
    none begins without evidence and a co-ordinator.
    """
    begun = evolve(INTERVENTION, state="running")
    for missing in ("evidence", "coordinator"):
        blank = evolve(begun, **{missing: ""})
        assert ["intervention_incomplete"] == refused(blank, EVALUATION)
    assert [] == refused(begun, EVALUATION)
    kept = hub.at(TODAY).all(Intervention).one()
    assert (Pence(120_000), 30, "families") == (kept.cost, kept.reached, kept.unit)
    dropped = evolve(begun, state="dropped", valid=since(2020, 1, 1))
    assert ["intervention_incomplete"] == refused(dropped)


def test_s83_an_intervention_points_at_quality_and_at_access(hub: Hub) -> None:
    """S83: interventions link to indicators in both quality and access."""
    hub.record(INTERVENTION, reason="register")
    kept = hub.at(TODAY).all(Intervention).one()
    assert (("indicator/interaction",), ("indicator/take-up",)) == (
        kept.quality,
        kept.access,
    )


# ---------------------------------------------------------------------- formal papers

MENTORS = Post(id="post/m", post="mentor-1", holder=PEOPLE[0].id, title="hub_mentor")
JOB = JobDescription(
    id="job-description/mentor",
    title="hub_mentor",
    edition="1",
    authors=(SCHOOLS.id, TEAM.id),
    consults="hub_mentor",
    valid=since(2018, 2, 1),
)


def test_s101_job_descriptions_have_editions_approval_and_review(hub: Hub) -> None:
    """S101: versioned job description per role, with approval and review dates."""
    second = evolve(
        JOB,
        id="job-description/mentor-2",
        edition="2",
        review_by=dt.date(2021, 2, 1),
        valid=since(2020, 2, 1),
    )
    hub.record(*BASE, JOB, second, reason="papers")
    held = hub.at(TODAY).all(JobDescription).where(title="hub_mentor")
    assert {"1": None, "2": dt.date(2021, 2, 1)} == {
        one.edition: one.review_by for one in held
    }


def test_s102_terms_are_approved_by_the_body_and_the_one_above(
    hub: Hub, refused: Refused
) -> None:
    """What row S102 of the case study asks for holds.

    Versioned terms per body: purpose, membership, chair, meetings, decisions,
    reporting line, review date.
    """
    terms = TermsOfReference(
        id="terms-of-reference/1",
        body=STEERING.id,
        edition="1",
        remit=("vision", "cover-policy"),
        state="approved",
        approved_on=VISION_DAY,
        valid=since(2018, 2, 1),
    )
    ours, theirs = part(terms, STEERING.id, day=0), part(terms, STRATEGIC.id, day=0)
    assert ["terms_of_reference_consent"] == refused(*BASE, terms, ours)
    assert [] == refused(*BASE, terms, ours, theirs)
    kept = hub.at(TODAY).all(TermsOfReference).one()
    assert ("vision", "cover-policy") == kept.remit


def test_s103_both_authoring_bodies_must_agree(refused: Refused) -> None:
    """S103: two authoring bodies; both must agree."""
    asked = part(JOB, MENTORS.post, "consulted", 2)
    approved = evolve(JOB, state="approved", valid=since(2018, 5, 1))
    one, both = part(JOB, TEAM.id), part(JOB, SCHOOLS.id)
    assert [] == refused(*BASE, MENTORS, JOB, asked)
    assert ["step" in code for code in refused(approved, one)].count(False) == 1
    consulted = evolve(JOB, state="consulted", valid=since(2018, 4, 1))
    assert [] == refused(consulted)
    assert ["job_description_consent"] == refused(approved, one)
    assert [] == refused(approved, one, both)


def test_s104_no_job_description_is_approved_before_mentors_were_consulted(
    refused: Refused,
) -> None:
    """S104: consultee list; cannot be approved before mentors were consulted."""
    agreed = part(JOB, TEAM.id), part(JOB, SCHOOLS.id)
    consulted = evolve(JOB, state="consulted", valid=since(2018, 4, 1))
    approved = evolve(JOB, state="approved", valid=since(2018, 5, 1))
    assert [] == refused(*BASE, MENTORS, consulted, *agreed)
    assert ["job_description_consultation"] == refused(approved)
    late = evolve(part(JOB, MENTORS.post, "consulted"), on=dt.date(2018, 6, 1))
    assert ["job_description_consultation"] == refused(approved, late)
    assert [] == refused(approved, part(JOB, MENTORS.post, "consulted", 3))


def test_s116_the_mentors_are_a_body_with_meetings_attendance_and_actions(
    hub: Hub, refused: Refused
) -> None:
    """S116: mentor team as a body with meetings, attendance and agreed actions."""
    team = Body(id="body/mentors", name="Mentor team", kind="practitioner_team")
    seats = [
        evolve(seat, id=f"seat/m{at}", body=team.id) for at, seat in enumerate(SEATS)
    ]
    met = Meeting(
        id="meeting/team", body=team.id, kind="team", on=VISION_DAY, state="held"
    )
    came = [
        Attendance(id=f"attendance/{at}", meeting=met.id, seat=seat.id)
        for at, seat in enumerate(seats[:3])
    ]
    action = MeetingAction(
        id="meeting-action/1",
        meeting=met.id,
        action="score one video together",
        owner="mentor-1",
        due=dt.date(2018, 5, 1),
    )
    assert [] == refused(*BASE, team, *seats, met, *came, action)
    view = hub.at(VISION_DAY)
    assert tuple(seats[:3]) == represented(view, met)
    dropped = evolve(action, state="dropped", valid=since(2018, 6, 1))
    assert ["meeting_action_incomplete"] == refused(dropped)


# ------------------------------------------------------ decisions, chairs and interests


def _decision(**changes: object) -> Decision:
    given = {
        "id": "decision/1",
        "meeting": MEETING.id,
        "body": STEERING.id,
        "matter": "vision",
        "decided": "reaffirmed",
        "state": "agreed",
        "valid": since(2018, 2, 1),
        **changes,
    }
    return Decision(**given)  # type: ignore[arg-type]  the fields of a decision


def _terms(quorum: int | None) -> tuple[Record, ...]:
    terms = TermsOfReference(
        id="terms-of-reference/1",
        body=STEERING.id,
        edition="1",
        remit=("vision",),
        quorum=quorum,
        state="approved",
    )
    agreed = (part(terms, STEERING.id), part(terms, STRATEGIC.id))
    return (terms, *agreed)


@pytest.mark.parametrize(
    ("quorum", "changes", "codes"),
    [
        (None, {}, []),
        (2, {}, []),
        (3, {}, ["decision_quorum"]),
        (3, {"state": "proposed"}, []),
        (None, {"matter": "money"}, ["decision_remit"]),
        (None, {"body": STRATEGIC.id}, ["decision_meeting"]),
    ],
)
def test_a_decision_needs_a_quorum_where_one_is_set_and_a_remit(
    refused: Refused, quorum: int | None, changes: dict[str, object], codes: list[str]
) -> None:
    """Two seats came: decided is what they may decide, where two are enough."""
    came = [
        Attendance(id=f"attendance/{at}", meeting=MEETING.id, seat=seat.id)
        for at, seat in enumerate(SEATS[:2])
    ]
    assert codes == refused(*BASE, *_terms(quorum), *came, _decision(**changes))


def test_a_seat_with_an_interest_does_not_count_for_that_matter() -> None:
    """Members with an interest do not count for that item, and do for the next."""
    came = [
        Attendance(id=f"attendance/{at}", meeting=MEETING.id, seat=seat.id)
        for at, seat in enumerate(SEATS)
    ]
    stake = MeetingInterest(
        id="meeting-interest/1", meeting=MEETING.id, seat=SEATS[2].id, about="vision"
    )
    facts = Snapshot(*BASE, *came, stake, on=VISION_DAY)
    others = (*SEATS[:2], SEATS[3])
    assert others == entitled(facts, _decision())
    assert SEATS == entitled(facts, _decision(matter="cover-policy"))
    assert () == entitled(facts, _decision(meeting="meeting/none"))


def test_an_independent_chair_takes_no_seat_whichever_comes_first(
    refused: Refused,
) -> None:
    """S53: an independent chair holds no seat, and no seat-holder becomes one."""
    chair = Chair(
        id="chair/1", body=STEERING.id, holder=str(SEATS[0].holder), independent=True
    )
    assert ["chair_seat"] == refused(*BASE, chair)[:1]
    assert [] == refused(*BASE, evolve(chair, holder=PEOPLE[0].id, body=STRATEGIC.id))
    seat = Seat(id="seat/x", body=STRATEGIC.id, holder=PEOPLE[0].id)
    assert ["seat_chair"] == refused(seat)


def test_a_seat_says_who_holds_it_or_that_it_is_vacant(refused: Refused) -> None:
    """A confirmed seat names its holder, and a vacant one names none."""
    empty = Seat(id="seat/1", body=STEERING.id)
    full = Seat(id="seat/2", body=STEERING.id, holder=PEOPLE[0].id, state="vacant")
    assert ["seat_incomplete"] == refused(*BASE, empty)
    assert ["seat_holder"] == refused(*BASE, full)
    assert [] == refused(*BASE, evolve(empty, state="vacant"))


def test_a_seat_that_ends_is_gone_from_its_last_day_on(hub: Hub) -> None:
    """An ending is an assertion like another: the day before, the seat is there."""
    hub.record(*BASE, reason="the group")
    hub._ledger.commit(
        [Ended("seat", SEATS[1].id, since(2019, 4, 1))],
        actor="hub-lead",
        reason="she moved",
    )
    held = [
        SEATS[1].id in {one.id for one in hub.at(day).all(Seat)}
        for day in (dt.date(2019, 3, 31), dt.date(2019, 4, 1))
    ]
    assert [True, False] == held


def test_feedback_records_what_was_decided() -> None:
    """What a seat carries back is what the meeting decided."""
    facts = Snapshot(*BASE, _decision(), on=VISION_DAY)
    task = feedback_due(facts, MEETING, due=TODAY)[0]
    assert (SectorFeedback, ("reaffirmed",)) == (type(task), task.items)


# ----------------------------------------------------------------- notes and their acts


@pytest.mark.parametrize(
    ("record", "code"),
    [
        (
            Note(id="note/1", setting="setting/1", author=" ", text="seen (fictional)"),
            "note_incomplete",
        ),
        (
            PurposeMove(
                id="purpose-move/1",
                note="note/1",
                to="statutory",
                reason="",
                decided_by="head",
            ),
            "purpose_move_incomplete",
        ),
        (
            SafeguardingAccess(
                id="safeguarding-access/1", opened="note/1", by="", on=TODAY, reason="r"
            ),
            "safeguarding_access_incomplete",
        ),
        (
            CompositionRule(
                id="composition-rule/1",
                body=STEERING.id,
                sector="health",
                least=2,
                most=1,
            ),
            "composition_rule_numbers",
        ),
    ],
)
def test_an_act_that_does_not_say_why_or_by_whom_is_refused(
    refused: Refused, record: Record, code: str
) -> None:
    """Notes name their author, moves and accesses a reason and who decided."""
    assert [code] == refused(record)
