"""The fictional borough: repeatable, watermarked, complete, and nobody is real."""

import datetime as dt
import re
from collections import Counter
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from earlyyears import synthetic
from earlyyears.inspection import Inspection, frameworks
from earlyyears.kernel import (
    DateRange,
    Record,
    Records,
    Snapshot,
    fields_of,
    kind_of,
    overlaps,
    read_toml,
    shelve,
)
from earlyyears.people import Interest, Person, Post, Qualification, Seat
from earlyyears.places import (
    Departure,
    Network,
    NetworkMember,
    Organisation,
    Partnership,
    Provider,
    Registration,
    SectorStatement,
    Setting,
    Succession,
    UnknownAuthorityError,
    authority,
    vocabularies,
)
from earlyyears.roles import (
    Concern,
    JointAgreement,
    Override,
    PolicyChoice,
    Ruling,
    presets,
)

MARLOW_VALE = synthetic.borough(seed=7)
SHELVES = shelve(MARLOW_VALE.records)
GROUP = {"full_day_care", "sessional_day_care", "non_domestic_care", "domestic_care"}
PLAN = read_toml(files("earlyyears.synthetic") / "data" / "borough.toml")


def all_of(kind: type[Record]) -> Records[Record]:
    """Every record of a kind, whatever its days."""
    found: Records[Record] = SHELVES[kind_of(kind).name]
    return found


def group_settings(
    made: synthetic.SyntheticBorough, day: dt.date
) -> list[synthetic.Listing]:
    """Group care on the Early Years Register on a day, without out-of-school care."""
    return [
        one
        for one in made.listings
        if one.active(day) and one.kind in GROUP and "eyr" in one.registers
    ]


# ----------------------------------------------------------------------- the seed


@hypothesis_settings(max_examples=5)
@given(st.integers(0, 10**6))
def test_the_same_seed_gives_the_same_borough(seed: int) -> None:
    """Two boroughs of one seed agree in every record and every byte."""
    one, two = synthetic.borough(seed=seed), synthetic.borough(seed=seed)
    assert one.records == two.records
    assert 90 == len(group_settings(one, one.last_day))
    for edition in one.editions:
        first = one.register_file(edition.on, layout=edition.layout)
        assert first == two.register_file(edition.on, layout=edition.layout)


def test_another_seed_gives_another_borough() -> None:
    """The seed decides what happens, not only the order."""
    assert set(synthetic.borough(seed=8).records) != set(MARLOW_VALE.records)


# ------------------------------------------------------------------ nobody is real


def test_the_borough_is_no_english_authority() -> None:
    """Neither its name nor its key is that of a real authority."""
    for text in (MARLOW_VALE.name, MARLOW_VALE.key, "Marlow Vale"):
        with pytest.raises(UnknownAuthorityError):
            authority(text)
    assert frozenset({"marlow-vale"}) == MARLOW_VALE.area.boroughs
    assert MARLOW_VALE.area.name == MARLOW_VALE.name


def test_everything_shown_says_that_it_is_fictional() -> None:
    """Borough, partnership and people carry the word, files the watermark."""
    partnership = all_of(Partnership).one()
    assert isinstance(partnership, Partnership)
    assert "fictional" in MARLOW_VALE.name
    assert "fictional" in partnership.name
    names = [one.name for one in all_of(Person) if isinstance(one, Person)]
    assert [] == [
        name
        for name in names
        if not re.fullmatch(r"[A-Z][a-z -]+[\d ]*\(fictional\)", name)
    ]
    first, *_ = MARLOW_VALE.register_file(MARLOW_VALE.first_day, layout="2021").split(
        b"\n"
    )
    assert synthetic.WATERMARK == MARLOW_VALE.watermark
    assert synthetic.WATERMARK.encode() in first


def test_numbers_and_postcodes_have_been_given_to_nobody() -> None:
    """Registrations begin with EY9, schools with 99, postcodes with ZZ."""
    allowed = re.compile(r"ofsted:EY9\d{5}|school:99\d{4}|agency:CA99\d{4}|local:.*")
    listings = MARLOW_VALE.listings
    assert [] == [
        one.identifier for one in listings if not allowed.fullmatch(one.identifier)
    ]
    postcodes = [one.postcode for one in listings if one.postcode]
    assert [] == [
        code for code in postcodes if not re.fullmatch(r"ZZ\d \d[A-Z]{2}", code)
    ]
    assert len({one.identifier for one in listings}) == len(listings)


def test_childminders_and_nannies_have_no_name() -> None:
    """What the real register withholds is withheld here as well."""
    hidden = {"childminder", "home_childcarer", "domestic_care", "agency_childminder"}
    for one in MARLOW_VALE.listings:
        assert (one.name is None) == (one.kind in hidden)
        assert (one.postcode is None) == (one.kind in hidden)


# ------------------------------------------------------------------------ the shape


@pytest.mark.parametrize("day", [MARLOW_VALE.first_day, MARLOW_VALE.last_day])
def test_there_are_ninety_group_settings(day: dt.date) -> None:
    """Leavers and joiners balance, so that six years later there are as many."""
    assert 90 == len(group_settings(MARLOW_VALE, day))


def test_seven_nursery_schools_anchor_seven_networks() -> None:
    """Each network has one of the maintained nursery schools as its anchor."""
    schools = {
        one.id for one in all_of(Setting).where(kind="maintained_nursery_school")
    }
    anchors = {one.anchor for one in all_of(Network) if isinstance(one, Network)}
    assert (7, 7) == (len(schools), len(all_of(Network)))
    assert schools == anchors


def test_ten_mentors_and_the_posts_that_act_are_there() -> None:
    """Ten mentors, a data officer, a lead and an advisory team that sees concerns."""
    posts = [one for one in all_of(Post) if isinstance(one, Post)]
    assert 10 == sum(one.title == "hub_mentor" for one in posts)
    assert {"data-officer", "early-years-lead"} <= {one.post for one in posts}
    advisory = [one.post for one in posts if "advisory-team" in one.teams]
    assert 4 == len(advisory)
    assert len(posts) == len({one.holder for one in posts})


@pytest.mark.parametrize(
    "kind",
    [
        Setting, Registration, Provider, Inspection, Network, NetworkMember,
        Organisation, Partnership, SectorStatement, Succession, Person, Post, Concern,
        Override, JointAgreement, PolicyChoice, Ruling, Departure, Seat,
        Qualification, Interest,
    ],
)  # fmt: skip
def test_every_kind_of_fact_occurs(kind: type[Record]) -> None:
    """A demonstration can show each kind of record at least once."""
    assert 1 <= len(all_of(kind))


def test_every_framework_occurs() -> None:
    """Each inspection framework that the library knows has left an outcome."""
    found = {
        one.outcome.framework
        for one in all_of(Inspection)
        if isinstance(one, Inspection)
    }
    assert set(frameworks()) - {"none"} == found


def test_each_visit_was_made_under_the_framework_of_its_day() -> None:
    """No outcome is older or newer than its framework, and reports come later."""
    for listing in MARLOW_VALE.listings:
        for visit in listing.visits:
            assert frameworks()[visit.outcome.framework].during.covers(visit.on)
            assert visit.on < visit.published_on
            assert visit.on.weekday() < 5
            assert listing.registered_on <= visit.on
            assert listing.left_on is None or visit.on < listing.left_on


def test_nobody_was_inspected_in_turn_during_the_pandemic() -> None:
    """Between April 2020 and May 2021 there are interim visits and nothing else."""
    pause = DateRange(dt.date(2020, 4, 1), dt.date(2021, 5, 4))
    listed = [
        one for one in MARLOW_VALE.listings if one.identifier.startswith("ofsted")
    ]
    seen = Counter(
        visit.outcome.framework
        for listing in listed
        for visit in listing.visits
        if pause.covers(visit.on)
    )
    assert {"interim"} == set(seen)


def test_the_backlog_of_the_pandemic_is_there() -> None:
    """About a third of the group settings of September 2021 were not inspected yet."""
    day = dt.date(2021, 9, 1)
    seen = [
        any(visit.on < day for visit in one.visits)
        for one in group_settings(MARLOW_VALE, day)
    ]
    assert 22 <= seen.count(False) <= 32


def test_settings_join_leave_and_are_sold() -> None:
    """Each year somebody joins and leaves, and a sale keeps the place."""
    listed = [
        one for one in MARLOW_VALE.listings if one.identifier.startswith("ofsted")
    ]
    inside = DateRange(MARLOW_VALE.first_day, MARLOW_VALE.last_day)
    joined = {
        one.registered_on.year for one in listed if inside.covers(one.registered_on)
    }
    left = {one.left_on.year for one in listed if one.left_on}
    assert set(range(2021, 2027)) <= joined & left
    sold = [one for one in all_of(Succession) if isinstance(one, Succession)]
    assert 2 == len(sold)
    for one in sold:
        pair = Records(
            [
                each
                for each in all_of(Registration)
                if each.id in {one.predecessor, one.successor}
            ]
        )
        assert 2 == len(pair)
        assert 1 == len({getattr(each, "setting") for each in pair})  # noqa: B009
        assert pair[0].valid.end == pair[1].valid.start


def test_cards_of_the_weeks_between_two_rules_occur() -> None:
    """Some report cards were made from 10 November to 31 December 2025."""
    weeks = DateRange(dt.date(2025, 11, 10), dt.date(2026, 1, 1))
    cards = [one for one in all_of(Inspection) if one.id.split("/")[2] == "report_card"]
    assert 3 <= sum(weeks.covers(getattr(one, "inspected_on")) for one in cards)  # noqa: B009


def test_who_left_was_seen_in_one_edition_and_not_in_the_next() -> None:
    """A departure lies between two editions, and after the last nobody knows of one."""
    last = MARLOW_VALE.editions[-1].on
    left = [
        one.identifier
        for one in MARLOW_VALE.listings
        if one.left_on
        and MARLOW_VALE.first_day < one.left_on <= last
        and any(one.active(edition.on) for edition in MARLOW_VALE.editions)
    ]
    found = [one for one in all_of(Departure) if isinstance(one, Departure)]
    assert sorted(f"registration/{each}" for each in left) == sorted(
        one.registration for one in found
    )
    made = {f"registration/{one.identifier}": one for one in MARLOW_VALE.listings}
    for one in found:
        listing = made[one.registration]
        assert listing.active(one.last_seen)
        assert not listing.active(one.absent_from)


# -------------------------------------------------------------- sound as records


def test_every_reference_leads_to_a_record() -> None:
    """No record points at something that is not there."""
    ids = {one.id for one in MARLOW_VALE.records}
    for one in MARLOW_VALE.records:
        for field in fields_of(type(one)):
            if field.ref:
                value = getattr(one, field.name)
                pointed = set(value) if field.many else {value} - {None}
                assert pointed <= ids, (one.id, field.name)


def test_every_code_is_in_its_vocabulary() -> None:
    """Coded fields hold codes, nothing else; a blank stands for none."""
    strange = {
        (field.codes, getattr(one, field.name))
        for one in MARLOW_VALE.records
        for field in fields_of(type(one))
        if field.codes in vocabularies()
        and getattr(one, field.name)
        and getattr(one, field.name) not in vocabularies()[field.codes].codes()
    }
    assert {("provider-type", "agency_childminder")} >= strange


def test_an_id_holds_one_content_a_day() -> None:
    """Records that share an id follow one another and never overlap."""
    days: dict[str, list[DateRange]] = {}
    for one in MARLOW_VALE.records:
        days.setdefault(one.id, []).append(one.valid)
    assert [] == [name for name, held in days.items() if overlaps(held)]


def test_a_setting_is_in_one_network_at_a_time() -> None:
    """Membership moves from one network to another without an overlap."""
    held: dict[str, list[DateRange]] = {}
    for one in all_of(NetworkMember):
        held.setdefault(getattr(one, "setting"), []).append(one.valid)  # noqa: B009
    assert [] == [setting for setting, days in held.items() if overlaps(days)]
    assert 5 <= sum(len(days) > 1 for days in held.values())


def test_choices_and_rulings_are_those_that_the_rules_know() -> None:
    """The presets that are chosen exist."""
    chosen = [one for one in all_of(PolicyChoice) if isinstance(one, PolicyChoice)]
    assert {"support-lead"} == {one.policy for one in chosen}
    assert {one.value for one in chosen} <= set(presets())


def test_a_snapshot_can_be_made_of_any_day() -> None:
    """The records serve as facts on the first, the last and a middle day."""
    for day in (MARLOW_VALE.first_day, dt.date(2023, 9, 1), MARLOW_VALE.last_day):
        facts = Snapshot(*MARLOW_VALE.records, on=day)
        assert 7 == len(facts.all(Network))
        assert 250 <= len(facts.all(Setting))


# ------------------------------------------------------- facts for a hub's own ids


def test_local_facts_speak_of_the_settings_of_the_hub() -> None:
    """Settings that a hub read get the hub's ids; what it has not read is left out."""
    known = {
        one.identifier: f"setting/hub-{one.identifier[-4:]}"
        for one in MARLOW_VALE.listings
        if one.identifier.startswith("ofsted:") and one.story
    }
    told = shelve(MARLOW_VALE.local_facts(known))
    members = told["network-member"]
    assert set(members.where(network=members[0].network)) < set(members)
    schools = {one.anchor for one in told["network"]}
    assert {one.setting for one in members} <= {*known.values(), *schools}
    assert len(PLAN["concern"]) == len(told["concern"])
    assert {one.setting for one in told["concern"]} <= set(known.values())


def test_officers_type_in_only_what_no_edition_shows() -> None:
    """Interim visits and reports since the last edition are typed in, no others."""
    listed = [one for one in MARLOW_VALE.listings if one.on_ofsteds_register]
    known = {one.identifier: f"setting/{one.place}" for one in listed}
    last = MARLOW_VALE.editions[-1].on
    expected = {
        f"inspection/{one.identifier}/{visit.outcome.framework}/{visit.on}"
        for one in listed
        for visit in one.visits
        if visit.outcome.framework == "interim" or visit.published_on > last
    }
    told = shelve(MARLOW_VALE.local_facts(known))["inspection"]
    assert {"interim", "report_card"} <= {name.split("/")[2] for name in expected}
    assert expected == {one.id for one in told if one.id.split("/")[1] in known}


def test_a_hub_that_read_nothing_still_has_schools_and_people() -> None:
    """Without any register there are schools, an agency, people and choices."""
    told = shelve(MARLOW_VALE.local_facts({}))
    assert set() == set(told) & {"concern", "override", "sector"}
    assert 7 == len(told["network-member"])
    assert 7 == len(told["setting"].where(kind="maintained_nursery_school"))
    assert 19 == len(told["person"])


def test_a_school_with_two_entries_is_one_setting() -> None:
    """The nursery school whose under-threes are registered keeps the hub's id."""
    twin = next(
        one
        for one in MARLOW_VALE.listings
        if one.identifier.startswith("ofsted:") and "Nursery School" in (one.name or "")
    )
    told = shelve(MARLOW_VALE.local_facts({twin.identifier: "setting/hub"}))
    school = told["setting"].where(id="setting/hub").one()
    assert "maintained_nursery_school" == school.kind
    held = told["registration"].where(setting="setting/hub").one()
    assert held.identifier.startswith("school:")
