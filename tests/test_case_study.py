"""What the account of Newham's hub asks for, kept in a hub and found again."""

import datetime as dt
from collections.abc import Iterator

import pytest

from earlyyears.app import Hub, open_hub
from earlyyears.kernel import DateRange, since
from earlyyears.ledger import Ended
from earlyyears.places import (
    Network,
    NetworkMember,
    Organisation,
    Partnership,
    Setting,
)

BEFORE, DURING = dt.date(2017, 6, 1), dt.date(2018, 6, 1)
#: The day on which the one partnership ends and the next begins.
FOUNDED = dt.date(2018, 1, 1)

SCHOOL = Organisation(
    id="organisation/school", name="An invented school", kind="nursery_school"
)
TEAM = Organisation(
    id="organisation/team", name="An invented team", kind="council_team"
)
NETWORKS = Partnership(
    id="partnership/networks",
    name="Invented networks",
    kind="cluster",
    partners=(SCHOOL.id, TEAM.id),
    valid=DateRange(dt.date(2015, 9, 1), FOUNDED),
)
HUB = Partnership(
    id="partnership/hub",
    name="An invented hub",
    kind="hub",
    partners=(TEAM.id, SCHOOL.id),
    lead=SCHOOL.id,
    boroughs=("newham",),
    predecessor=NETWORKS.id,
    valid=DateRange(FOUNDED, dt.date(2021, 4, 1)),
)


@pytest.fixture
def hub() -> Iterator[Hub]:
    """An empty hub in memory."""
    with open_hub("memory:", borough="newham", actor="hub-lead", plugins=()) as opened:
        yield opened


def setting(name: str, kind: str = "full_day_care") -> Setting:
    """A setting of that name that was there all the time."""
    return Setting(id=f"setting/{name}", name=name, kind=kind, borough="newham")


def network(anchor: Setting) -> Network:
    """A network around a nursery school."""
    return Network(
        id=f"network/{anchor.name}",
        name=f"Around {anchor.name}",
        borough="newham",
        anchor=anchor.id,
        valid=since(2016, 9, 1),
    )


def member(of: Network, who: Setting) -> NetworkMember:
    """A setting's membership since the autumn of 2017."""
    return NetworkMember(
        id=f"network-member/{who.name}",
        network=of.id,
        setting=who.id,
        valid=since(2017, 9, 1),
    )


def test_a_partnership_joins_unlike_bodies_and_follows_another(hub: Hub) -> None:
    """It has a name, its days, partners of several kinds, and the one before it."""
    hub.record(SCHOOL, TEAM, NETWORKS, HUB, reason="the partners")
    (then,) = hub.at(BEFORE).all(Partnership)
    (now,) = hub.at(DURING).all(Partnership)
    assert ("Invented networks", "An invented hub") == (then.name, now.name)
    assert then.id == now.predecessor
    known = {one.id: one.kind for one in hub.at(DURING).all(Organisation)}
    kinds = {known[partner] for partner in now.partners}
    assert {"nursery_school", "council_team"} == kinds


def test_the_councils_team_is_a_body_of_its_own(hub: Hub) -> None:
    """It is an organisation, a partner in the hub and not the hub itself."""
    hub.record(SCHOOL, TEAM, NETWORKS, HUB, reason="the partners")
    view = hub.at(DURING)
    team = view.all(Organisation).where(kind="council_team").one()
    served = [one for one in view.all(Partnership) if team.id in one.partners]
    assert [HUB.id] == [one.id for one in served]
    assert HUB.lead != team.id


def test_a_network_has_an_anchor_and_dated_members(hub: Hub) -> None:
    """Who belonged on a day is told apart from who belongs on another."""
    anchor = setting("elm", "maintained_nursery_school")
    ash, oak = setting("ash"), setting("oak")
    around = network(anchor)
    stays, leaves = member(around, ash), member(around, oak)
    hub.record(anchor, ash, oak, around, stays, leaves, reason="as agreed")
    hub.record(
        Ended("network-member", leaves.id, since(2018, 9, 1)), reason="oak moved on"
    )
    found = {
        on: {one.setting for one in hub.at(on).all(NetworkMember)}
        for on in (BEFORE, DURING, dt.date(2018, 9, 1))
    }
    expected = [set[str](), {ash.id, oak.id}, {ash.id}]
    assert expected == [*found.values()]
    assert anchor.id == hub.at(DURING).all(Network).one().anchor


@pytest.mark.parametrize("number", [1, 7, 12])
def test_there_may_be_any_number_of_networks(hub: Hub, number: int) -> None:
    """One, seven or twelve anchors and networks are all the same to a hub."""
    anchors = [
        setting(f"school-{n}", "maintained_nursery_school") for n in range(number)
    ]
    hub.record(*anchors, *map(network, anchors), reason="the networks")
    found = hub.at(DURING).all(Network)
    assert number == len({one.anchor for one in found}) == len(found)
