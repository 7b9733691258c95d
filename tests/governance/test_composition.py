"""Terms of reference as code: precisely who is missing from a body, and when."""

import datetime as dt

import pytest

from earlyyears.governance import (
    Attendance,
    CompositionRule,
    Meeting,
    body_pack,
    findings,
    is_quorate,
    meeting_findings,
    members,
    terms_of,
)
from earlyyears.kernel import (
    DateRange,
    Faults,
    Finding,
    Record,
    Snapshot,
    evolve,
    until,
)
from earlyyears.people import Body, Chair, Seat
from tests.governance import newham

DAY = dt.date(2019, 2, 1)
STEERING, STRATEGIC = (newham.pack(name).body for name in ("steering", "strategic"))


def found(records: list[Record], body: Body, on: dt.date = DAY) -> list[Finding]:
    """What a body lacks on a day, as these records have it."""
    return [*findings(Snapshot(*records, on=on), body)]


def childminders(seats: list[Seat]) -> list[Seat]:
    """The seats of childminders."""
    return [seat for seat in seats if seat.sector == "childminding"]


@pytest.mark.parametrize("name", ["steering", "strategic"])
def test_the_groups_of_the_case_study_pass_as_they_stand(name: str) -> None:
    """S71, S43: both groups of the case study have everybody whom it names."""
    assert [] == found(newham.group(name), newham.pack(name).body)


def test_without_one_of_three_childminders_there_is_one_exact_finding() -> None:
    """S77: three childminders; with two, one finding says whom and how many."""
    seats = newham.seated("steering")
    kept = [seat for seat in seats if seat != childminders(seats)[0]]
    told = found(newham.group("steering", seats=kept), STEERING)
    assert [("too_few", f"{STEERING.name}: Childminding: 2 of 3 on 2019-02-01")] == [
        (one.code, one.message) for one in told
    ]


def test_a_seat_that_ends_on_31_march_is_missed_from_1_april() -> None:
    """Her seat ends on 31 March: no finding on that day, exactly one from the next."""
    seats = newham.seated("steering")
    hers = childminders(seats)[0]
    ended = evolve(hers, valid=DateRange(newham.START, dt.date(2019, 4, 1)))
    kept = [ended if seat == hers else seat for seat in seats]
    records = newham.group("steering", seats=kept)
    assert [] == found(records, STEERING, dt.date(2019, 3, 31))
    for day in (dt.date(2019, 4, 1), dt.date(2020, 4, 1)):
        assert ["too_few"] == [one.code for one in found(records, STEERING, day)]


def test_a_substitute_at_a_meeting_is_a_matter_of_the_meeting_alone() -> None:
    """Her substitute comes: one finding of the meeting, none of the membership."""
    records = newham.group("steering")
    meeting = Meeting(id="meeting/1", body=STEERING.id, on=DAY, state="held")
    seats = newham.seated("steering")
    hers = childminders(seats)[0]
    came = [
        Attendance(
            id=f"attendance/{at}",
            meeting=meeting.id,
            seat=seat.id,
            person="person/stand-in" if seat == hers else seat.holder,
            presence="substitute" if seat == hers else "present",
        )
        for at, seat in enumerate(seats)
    ]
    facts = Snapshot(*records, meeting, *came, on=DAY)
    assert () == findings(facts, STEERING)
    assert [("substituted", True)] == [
        (one.code, hers.id in one.message) for one in meeting_findings(facts, meeting)
    ]


def test_a_childminder_in_place_of_a_pvi_voice_is_one_finding() -> None:
    """S45: PVI representation across all networks; the network without one is named."""
    seats = newham.seated("strategic")
    swapped = [
        evolve(seat, sector="childminding") if seat.network == "network/n4" else seat
        for seat in seats
    ]
    told = found(newham.group("strategic", seats=swapped), STRATEGIC)
    assert ["no_voice"] == [one.code for one in told]
    assert "Network 4" in told[0].message


def test_an_independent_chair_fills_no_sector() -> None:
    """S53: an independent chair does not count as a sector voice.

    A chair who sat in a childminder's seat would leave that sector one short.
    """
    seats = newham.seated("steering")
    hers = childminders(seats)[0]
    chair = Chair(
        id="chair/2", body=STEERING.id, holder=str(hers.holder), independent=True
    )
    facts = Snapshot(*newham.group("steering"), chair, on=DAY)
    assert hers not in members(facts, STEERING)
    codes = [one.code for one in findings(facts, STEERING)]
    assert ["too_few", "chair_holds_seat"] == codes


def test_a_group_whose_terms_ask_for_one_misses_its_independent_chair() -> None:
    """S53: meetings chaired by an independent person: without one, it is said."""
    records = [one for one in newham.group("strategic") if not isinstance(one, Chair)]
    assert ["no_independent_chair"] == [one.code for one in found(records, STRATEGIC)]


@pytest.mark.parametrize(
    ("sector", "least"),
    [
        ("nursery_school", 7),
        ("head_of_early_years", 1),
        ("quality_improvement", 2),
        ("send", 1),
        ("primary_school", 1),
        ("childminding", 3),
        ("pvi", 2),
        ("adult_learning", 1),
        ("teaching_alliance", 1),
    ],
)
def test_each_kind_of_member_of_the_steering_group_is_missed(
    sector: str, least: int
) -> None:
    """S72-S79, S81: whichever kind is one short, exactly that one is told.

    Requirement: composition rule by category with counts.
    """
    seats = newham.seated("steering")
    gone = next(seat for seat in seats if seat.sector == sector)
    kept = [seat for seat in seats if seat != gone]
    told = found(newham.group("steering", seats=kept), STEERING)
    assert [("too_few", True)] == [
        (one.code, f": {least - 1} of {least} on" in one.message) for one in told
    ]


def test_how_many_speak_for_health_is_not_fixed() -> None:
    """S80: health representatives, number not fixed: one and five will do, none not."""
    seats = newham.seated("steering")
    health = [seat for seat in seats if seat.sector == "health"]
    others = [seat for seat in seats if seat.sector != "health"]
    five = [
        evolve(health[0], id=f"seat/h{at}", holder=f"person/h{at}") for at in range(5)
    ]
    told = [
        [one.code for one in found(newham.group("steering", seats=held), STEERING)]
        for held in ([*others, health[0]], [*others, *five], others)
    ]
    assert [[], [], ["too_few"]] == told


def test_a_fourth_childminder_is_one_too_many() -> None:
    """Where the terms name a number, more than that is told as well."""
    seats = newham.seated("steering")
    more = evolve(childminders(seats)[0], id="seat/more", holder="person/more")
    told = found(newham.group("steering", seats=[*seats, more]), STEERING)
    assert ["too_many"] == [one.code for one in told]


def test_a_vacant_or_only_nominated_seat_counts_for_nobody() -> None:
    """A seat counts when somebody sits there and was confirmed; a vacancy is told."""
    seats = newham.seated("steering")
    first, *_ = childminders(seats)
    for change in ({"state": "nominated"}, {"state": "vacant", "holder": None}):
        held = [evolve(one, **change) if one == first else one for one in seats]
        told = found(newham.group("steering", seats=held), STEERING)
        assert [("too_few", True)] == [
            (one.code, "and 1 vacant" in one.message) for one in told
        ]


def test_one_person_has_one_voice() -> None:
    """Whoever holds two seats on a body is told of."""
    seats = newham.seated("steering")
    first, second, *_ = childminders(seats)
    both = [evolve(one, holder=first.holder) if one == second else one for one in seats]
    told = found(newham.group("steering", seats=both), STEERING)
    assert ["two_seats"] == [one.code for one in told]


def test_terms_of_office_end_on_their_day() -> None:
    """With a term of 36 months from 1 April 2018 all seats are over on 1 April 2021."""
    records = [
        evolve(one, term_months=36) if one == _terms() else one
        for one in newham.group("steering")
    ]
    before, after = dt.date(2021, 3, 31), dt.date(2021, 4, 1)
    assert [] == found(records, STEERING, before)
    told = {one.code for one in found(records, STEERING, after)}
    assert ({"term_over"}, len(newham.seated("steering"))) == (
        told,
        len(found(records, STEERING, after)),
    )


def _terms() -> Record:
    terms = terms_of(Snapshot(*newham.group("steering"), on=DAY), STEERING)
    assert terms is not None
    return terms


def test_a_body_without_approved_terms_is_told_so_once() -> None:
    """S102: clear terms of reference; a body without current terms is told of."""
    records = [
        evolve(one, state="draft") if one == _terms() else one
        for one in newham.group("steering")
    ]
    assert ["no_terms"] == [one.code for one in found(records, STEERING)]


def test_terms_that_should_have_been_reviewed_are_told() -> None:
    """S102: versioned terms with a review date: after it, the body is told of."""
    records = [
        evolve(one, review_by=dt.date(2019, 1, 31)) if one == _terms() else one
        for one in newham.group("steering")
    ]
    assert [] == found(records, STEERING, dt.date(2019, 1, 31))
    codes = [one.code for one in found(records, STEERING)]
    assert ["terms_review_overdue"] == codes


def test_the_latest_approved_edition_of_the_terms_holds() -> None:
    """Of two approved editions the one approved last is the one in force."""
    newer = evolve(
        newham.pack("steering").terms,
        id="terms-of-reference/newer",
        edition="2",
        state="approved",
        approved_on=dt.date(2018, 9, 1),
    )
    facts = Snapshot(*newham.group("steering"), newer, on=DAY)
    assert newer == terms_of(facts, STEERING)


def test_a_seat_may_have_to_be_of_a_level() -> None:
    """S47: strategic versus operational level on the seat: the level is asked for."""
    seats = [evolve(seat, level="operational") for seat in newham.seated("strategic")]
    told = found(newham.group("strategic", seats=seats), STRATEGIC)
    assert [("too_few", True)] == [(one.code, "Health" in one.message) for one in told]


def test_a_boroughs_own_sector_is_asked_for_by_its_own_word() -> None:
    """S48: the list of sectors is open: a code that no vocabulary holds still works."""
    rule = CompositionRule(id="r", body=STEERING.id, sector="newham-forest-schools")
    records = [*newham.group("steering"), rule]
    assert ["too_few"] == [one.code for one in found(records, STEERING)]
    seat = Seat(
        id="seat/f", body=STEERING.id, holder="person/f", sector="newham-forest-schools"
    )
    assert [] == found([*records, seat], STEERING)


# -------------------------------------------------------------------------- meetings


def held(*, quorum: int | None, present: int) -> tuple[Snapshot, Meeting]:
    """A meeting of the steering group to which so many of its seats came."""
    records = [
        evolve(one, quorum=quorum) if one == _terms() else one
        for one in newham.group("steering")
    ]
    meeting = Meeting(id="meeting/1", body=STEERING.id, on=DAY, state="held")
    came = [
        Attendance(
            id=f"attendance/{at}",
            meeting=meeting.id,
            seat=seat.id,
            person=seat.holder,
            presence="present" if at < present else "apologies",
        )
        for at, seat in enumerate(newham.seated("steering"))
    ]
    return Snapshot(*records, meeting, *came, on=DAY), meeting


@pytest.mark.parametrize(
    ("quorum", "present", "quorate"), [(None, 1, None), (8, 8, True), (8, 7, False)]
)
def test_a_quorum_may_be_absent_and_is_exact_where_it_is_not(
    quorum: int | None,
    present: int,
    quorate: bool | None,  # noqa: FBT001  expected, not an option
) -> None:
    """Nobody can say that a meeting was quorate where no quorum is set."""
    facts, meeting = held(quorum=quorum, present=present)
    assert quorate is is_quorate(facts, meeting)
    codes = {one.code for one in meeting_findings(facts, meeting)}
    assert (quorate is False) == ("inquorate" in codes)


def test_a_meeting_lists_each_seat_that_was_not_there() -> None:
    """Whoever sent apologies and whoever said nothing are both listed, and apart."""
    facts, meeting = held(quorum=None, present=19)
    quiet = next(one for one in facts.all(Attendance) if one.presence == "apologies")
    rest = [one for one in facts.all(Attendance) if one != quiet]
    less = Snapshot(*newham.group("steering"), meeting, *rest, on=DAY)
    counted = len(newham.seated("steering")) - 19
    assert ["not_represented"] * counted == [
        one.code for one in meeting_findings(facts, meeting)
    ]
    assert {"not_represented": counted - 1, "not_accounted_for": 1} == {
        code: sum(one.code == code for one in meeting_findings(less, meeting))
        for code in ("not_represented", "not_accounted_for")
    }


@pytest.mark.parametrize(
    ("terms", "seat", "code"),
    [
        ({"substitutes": False}, {}, "substitute_not_allowed"),
        ({}, {"substitutes": ("person/other",)}, "not_the_substitute"),
        ({}, {"substitutes": ("person/stand-in",)}, "substituted"),
    ],
)
def test_a_substitute_is_held_to_the_terms(
    terms: dict[str, bool], seat: dict[str, tuple[str, ...]], code: str
) -> None:
    """Terms may allow no substitute, and a seat may have named its own."""
    seats = newham.seated("steering")
    hers = evolve(seats[0], **seat)
    records = [
        evolve(one, **terms) if one == _terms() else one
        for one in newham.group("steering", seats=[hers, *seats[1:]])
    ]
    meeting = Meeting(id="meeting/1", body=STEERING.id, on=DAY, state="held")
    came = Attendance(
        id="a",
        meeting=meeting.id,
        seat=hers.id,
        person="person/stand-in",
        presence="substitute",
    )
    facts = Snapshot(*records, meeting, came, on=DAY)
    assert code == meeting_findings(facts, meeting)[0].code


# ----------------------------------------------------------------------------- packs


def test_a_pack_that_is_wrong_says_all_that_is_wrong() -> None:
    """An unknown field, a rule without a sector and a file without a name: one list."""
    content = {
        "body": {"name": "A", "kind": "steering", "colour": "red"},
        "rule": [{"least": 1}],
        "source": {"instrument": "x"},
    }
    with pytest.raises(Faults) as caught:
        body_pack(content, "a.toml")
    assert ["no_name", "unknown_field", "incomplete"] == [
        one.code for one in caught.value.findings
    ]


def test_a_pack_gives_vacant_seats_and_draft_terms_from_a_day() -> None:
    """Adopted, a body has nobody in it yet, and its findings say who is wanted."""
    made = newham.pack("strategic")
    records = made.records(newham.NETWORKS, during=DateRange(newham.START))
    seats = [one for one in records if isinstance(one, Seat)]
    assert (15, {"vacant"}, {None}) == (
        len(seats),
        {seat.state for seat in seats},
        {seat.holder for seat in seats},
    )
    assert {newham.START} == {one.valid.start for one in records}
    told = found([*records, *newham.NETWORKS], STRATEGIC)
    assert 7 == sum(one.code == "no_voice" for one in told)


def test_a_body_of_the_past_is_not_asked_about_today() -> None:
    """The composition of a day is that day's: a rule that ended asks nothing."""
    ended = [
        evolve(one, valid=until(2018, 12, 31))
        if isinstance(one, CompositionRule)
        else one
        for one in newham.group("steering", seats=[])
    ]
    assert [] == found(ended, STEERING)
