"""Peer learning: who takes part, who learns with whom, by network and by sector."""

from collections import Counter
from collections.abc import Iterator

import pytest

from earlyyears.app import Hub
from earlyyears.disclosure import Audience, SafeRecords, SafeTable
from earlyyears.kernel import DateRange
from earlyyears.mentoring import (
    NO_NETWORK,
    Engagement,
    PeerLink,
    SettingRow,
    audit_state,
    setting_rows,
)
from earlyyears.places import SectorStatement, vocabulary

from .hubs import (
    ASH,
    BEGAN,
    DAY,
    ELM,
    FAR,
    OAK,
    OTHER,
    allocated,
    audit,
    certificate,
    day,
    hub_with,
    mentor,
)


def takes_part(where: str, level: str, since: str = "2025-09-01") -> Engagement:
    """How far a setting takes part from a day on."""
    return Engagement(
        id=f"engagement/{where.partition('/')[2]}",
        setting=where,
        level=level,
        valid=DateRange(day(since)),
    )


@pytest.fixture
def hub() -> Iterator[Hub]:
    """A hub in which three settings take part and two learn together."""
    with hub_with(
        mentor(),
        allocated(ELM),
        takes_part(ELM, "contacted"),
        takes_part(ASH, "attending"),
        PeerLink(id="peer-link/1", setting=ELM, peer=ASH, valid=BEGAN),
        SectorStatement(id="sector/elm", setting=ELM, sector="private"),
        SectorStatement(id="sector/ash", setting=ASH, sector="voluntary"),
    ) as made:
        made.record(takes_part(ELM, "active", "2026-02-01"), reason="a plan began")
        yield made


def rows(hub: Hub, on: str = "2026-03-02") -> dict[str, SettingRow]:
    """The rows of a day by setting."""
    return {one.setting: one for one in setting_rows(hub.at(day(on)))}


def test_engagement_has_levels_and_a_dated_history(hub: Hub) -> None:
    """S42: engagement level per setting (not engaged to active) with dated history."""
    said = [
        rows(hub, on)[ELM].level for on in ("2025-08-31", "2025-09-01", "2026-02-01")
    ]
    assert ["not_engaged", "contacted", "active"] == said
    levels = vocabulary("engagement-level").codes()
    assert ("not_engaged", "active") == (levels[0], levels[3])


def test_engagement_is_counted_by_network_and_sector(hub: Hub) -> None:
    """S42: a metric by network and sector."""
    found = setting_rows(hub.at())
    assert Counter({("North", "active"): 1, ("North", "attending"): 1})[
        "North", "active"
    ] == sum((one.network, one.level) == ("North", "active") for one in found)
    assert {"private": 1, "voluntary": 1, "unknown": 2} == Counter(
        one.sector for one in found
    )
    assert {"North": 3, NO_NETWORK: 1} == Counter(one.network for one in found)


def test_peers_learn_both_ways(hub: Hub) -> None:
    """A link counts for both settings, and once."""
    found = rows(hub)
    assert (1, 1, 0) == tuple(found[each].peers for each in (ELM, ASH, OAK))


def test_peer_supporters_come_from_any_sector() -> None:
    """S114: peer support by PVI and school leaders without changing the model."""
    leads = mentor(OTHER, home=ASH, post="setting_manager", network=None)
    with hub_with(leads, allocated(FAR, OTHER)) as hub:
        assert rows(hub)[FAR].supported
        assert not rows(hub)[ELM].supported


def test_a_setting_shows_how_far_its_audits_go() -> None:
    """None, left out, once, or again: the denominators that a report needs."""
    made = [
        audit(ELM),
        audit(ELM, day("2026-02-01")),
        audit(ASH),
        audit(OAK, assessor=OTHER),
    ]
    with hub_with(mentor(), *made) as hub:
        found = rows(hub)
    states = [found[each].audits for each in (ELM, ASH, OAK, FAR)]
    assert ["again", "baseline", "left_out", "none"] == states
    assert "baseline" == audit_state([audit(ELM), audit(ELM, room="toddlers")])
    assert certificate(OTHER).holds(DAY)


def test_the_page_counts_and_is_made_safe(hub: Hub) -> None:
    """The counts are the borough's own facts: the steering group sees them, no more."""
    safe = hub.report("mentoring").safe(Audience.STEERING)
    tables = [one for one in safe.blocks if isinstance(one, SafeTable)]
    assert {
        "engagement-network",
        "engagement-sector",
        "audits-network",
        "peers-sector",
    } == {one.code for one in tables}
    outside = hub.report("mentoring").safe(Audience.PUBLIC)
    assert [] == [
        one for one in outside.blocks if isinstance(one, SafeTable | SafeRecords)
    ]
