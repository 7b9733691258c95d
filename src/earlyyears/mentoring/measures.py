"""Measures of mentoring: who is supported, by whom, how much, and who takes part.

Every figure rests on facts that only the borough knows, so none of them is public by
itself: a report shows them as far as its audience's policy lets it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal

from earlyyears.kernel import DateRange, Facts, Figure, Sensitivity, frozen
from earlyyears.places import (
    UNKNOWN_SECTOR,
    Network,
    NetworkMember,
    SectorStatement,
    Setting,
)

from .audits import Audit
from .kinds import is_supported
from .limits import live
from .peers import Engagement, PeerLink
from .records import Mentor
from .standing import headline
from .visits import SupportPlanned, Visit

__all__ = [
    "NO_NETWORK",
    "SettingRow",
    "Support",
    "audit_state",
    "coverage",
    "mentor_count",
    "mentors_by_funding",
    "setting_rows",
    "support_given",
]

#: What stands for the network of a setting that is in none.
NO_NETWORK = "no_network"

_HELD = frozenset({"done", "followed_up"})


def mentor_count(facts: Facts) -> Figure:
    """How many people are appointed mentors on the day."""
    people = {one.person for one in facts.all(Mentor)}
    return _figure("mentors", len(people), "mentors", "mentors appointed", facts)


def mentors_by_funding(facts: Facts) -> Mapping[str, int]:
    """How many mentors each source pays for; nobody is counted under two."""
    sources = {one.person: one.funding for one in facts.all(Mentor)}
    return dict(sorted(Counter(sources.values()).items()))


def coverage(facts: Facts) -> Figure:
    """How many group settings a mentor works with on the day, each counted once."""
    kinds = {one.id: one.kind for one in facts.all(Setting)}
    covered = {
        one.setting
        for one in live(facts, body="mentors")
        if is_supported(kinds.get(one.setting, ""))
    }
    return _figure(
        "settings_with_mentor", len(covered), "settings", "group settings", facts
    )


def _figure(
    measure: str, value: int, unit: str, population: str, facts: Facts
) -> Figure:
    return Figure(
        measure,
        value,
        unit,
        population,
        facts.on,
        as_at=getattr(facts, "as_at", None),
        sensitivity=Sensitivity.SETTING,
    )


@frozen
class Support:
    """Support of one setting over some days: what was planned and what arrived."""

    setting: str
    planned: Decimal
    delivered: Decimal
    #: Visits that took place, to the setting and from it.
    out: int
    back: int

    @property
    def short(self) -> Decimal:
        """Half-days that were planned and did not arrive, nothing where all did."""
        return max(self.planned - self.delivered, Decimal(0))


def support_given(facts: Facts, during: DateRange) -> list[Support]:
    """Planned and delivered half-days of each setting that has either.

    Planned is what holds on the day of the facts.  Delivered are the half-days of
    visits that took place within the range, in both directions.
    """
    visits: Counter[tuple[str, str]] = Counter()
    amounts: dict[str, Decimal] = {}
    for one in facts.all(SupportPlanned):
        amounts[one.setting] = amounts.get(one.setting, Decimal(0)) + one.half_days
    held = [v for v in facts.all(Visit) if v.state in _HELD and during.covers(v.on)]
    given: dict[str, Decimal] = {}
    for visit in held:
        visits[visit.setting, visit.direction] += 1
        time = visit.half_days or Decimal(0)
        given[visit.setting] = given.get(visit.setting, Decimal(0)) + time
    return [
        Support(
            setting,
            amounts.get(setting, Decimal(0)),
            given.get(setting, Decimal(0)),
            visits[setting, "to_setting"],
            visits[setting, "from_setting"],
        )
        for setting in sorted({*amounts, *given})
    ]


@frozen
class SettingRow:
    """One setting as the measures of mentoring see it."""

    setting: str
    name: str | None
    network: str
    sector: str
    #: How far it takes part; `not_engaged` where nobody has said.
    level: str
    #: Whether a mentor works with it on the day.
    supported: bool
    #: How many settings it learns with.
    peers: int
    #: `none`, `left_out`, `baseline` or `again`.
    audits: str


def setting_rows(facts: Facts) -> list[SettingRow]:
    """Every group setting with its network, sector, level, support and audits."""
    sectors = {one.setting: one.sector for one in facts.all(SectorStatement)}
    networks = {one.id: one.name for one in facts.all(Network)}
    members = {one.setting: one.network for one in facts.all(NetworkMember)}
    levels = {one.setting: one.level for one in facts.all(Engagement)}
    covered = {one.setting for one in live(facts, body="mentors")}
    peers = _peers(facts.all(PeerLink))
    audited = _audited(facts)
    return [
        SettingRow(
            setting=one.id,
            name=one.name,
            network=networks.get(members.get(one.id, ""), NO_NETWORK),
            sector=sectors.get(one.id, UNKNOWN_SECTOR),
            level=levels.get(one.id, "not_engaged"),
            supported=one.id in covered,
            peers=len(peers.get(one.id, ())),
            audits=audited.get(one.id, "none"),
        )
        for one in sorted(facts.all(Setting), key=lambda one: one.id)
        if is_supported(one.kind)
    ]


def _peers(links: Iterable[PeerLink]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for one in links:
        found.setdefault(one.setting, set()).add(one.peer)
        found.setdefault(one.peer, set()).add(one.setting)
    return found


def _audited(facts: Facts) -> dict[str, str]:
    counted, out = headline(facts.all(Audit), facts)
    states = {one.audit.setting: "left_out" for one in out}
    held: dict[str, list[Audit]] = {}
    for one in counted:
        held.setdefault(one.audit.setting, []).append(one.audit)
    return {**states, **{key: audit_state(audits) for key, audits in held.items()}}


def audit_state(audits: Iterable[Audit]) -> str:
    """Whether the audits of a setting that count hold a room that was seen again."""
    rooms = Counter((one.room, one.scale, one.edition) for one in audits)
    return "again" if max(rooms.values(), default=0) > 1 else "baseline"
