"""Who leads on a setting: its registrations, then what the borough has decided."""

import datetime as dt
from collections.abc import Mapping, Sequence
from weakref import WeakKeyDictionary

from earlyyears.inspection import Inspection
from earlyyears.kernel import Answer, Facts, Record
from earlyyears.places import Registration, Setting, vocabulary

from .drafts import Draft, answer, most_demanding, told
from .leads import Lead
from .policies import Policy, policy_of
from .records import Concern, JointAgreement, Override, PolicyChoice, Ruling
from .registrations import Case, decide_registration
from .tables import Panel, Table
from .wordings import codes, family, ground

__all__ = ["READS", "Decider"]

#: The kinds of record that decide who leads.
READS: tuple[type[Record], ...] = (
    Registration,
    Inspection,
    PolicyChoice,
    Ruling,
    Concern,
    Override,
    JointAgreement,
)

#: Reasons that no decision of the borough changes, because there is nothing to lead on.
_BEYOND = frozenset({"not_registered", "agency"})


_ENDED = codes("status", "ended")
#: Days and choices for which the clauses in force are remembered.
_KEPT = 1_024
#: Settings after which the records of a day are sorted by setting.
_MANY = 64


class _Desk:
    """The records that decide who leads, fetched once for many settings."""

    __slots__ = (
        "_asked",
        "_held",
        "_seen",
        "agreements",
        "concerns",
        "inspections",
        "on",
        "overrides",
        "policies",
        "registrations",
    )

    def __init__(self, facts: Facts) -> None:
        self.on = facts.on
        self.registrations = facts.all(Registration)
        self.inspections = facts.all(Inspection)
        self.concerns = facts.all(Concern)
        self.agreements = facts.all(JointAgreement)
        self.overrides = facts.all(Override)
        self.policies: dict[str, Policy] = {}
        self._asked = 0
        self._held: dict[str, list[Registration]] = {}
        self._seen: dict[str, list[Inspection]] = {}

    def of(self, setting: str) -> tuple[Sequence[Registration], Sequence[Inspection]]:
        """The registrations and inspections of a setting.

        Facts that are asked about one setting after another are sorted by setting.
        """
        self._asked += 1
        if self._asked < _MANY:
            return (
                self.registrations.where(setting=setting),
                self.inspections.where(setting=setting),
            )
        if self._asked == _MANY:
            for held in self.registrations:
                self._held.setdefault(held.setting, []).append(held)
            for seen in self.inspections:
                self._seen.setdefault(seen.setting, []).append(seen)
        return self._held.get(setting, ()), self._seen.get(setting, ())

    def policy(self, borough: str, facts: Facts) -> Policy:
        """What a borough has chosen."""
        found = self.policies.get(borough)
        if found is None:
            found = self.policies[borough] = policy_of(borough, facts)
        return found


class Decider:
    """Decides by one table, or by the presets among which a borough chooses."""

    __slots__ = ("_desks", "_keys", "_panels", "_presets", "_tables")

    def __init__(
        self, tables: Sequence[Table] = (), presets: Mapping[str, Table] | None = None
    ) -> None:
        self._tables = tuple(tables)
        self._presets = dict(presets or {})
        self._keys = tuple(self._presets)
        self._panels: dict[tuple[dt.date, str], tuple[Panel, Panel]] = {}
        self._desks: WeakKeyDictionary[Facts, _Desk] = WeakKeyDictionary()

    def __call__(self, setting: Setting, facts: Facts) -> Answer[Lead]:
        """Who leads on a setting on the day of the facts."""
        desk = self._desks.get(facts)
        if desk is None:
            desk = self._desks[facts] = _Desk(facts)
        computed = self._computed(setting, desk, facts)
        return answer(_decided(setting, desk, computed), facts)

    def _computed(self, setting: Setting, desk: _Desk, facts: Facts) -> Draft:
        kind = family("", setting.kind)
        if kind == "agency_childminder":
            return _with_agency()
        held, seen = desk.of(setting.id)
        policy = desk.policy(setting.borough, facts)
        panels = self._panels_for(desk.on, policy.preset)
        drafts = [
            decide_registration(
                Case(
                    setting,
                    one,
                    desk.on,
                    policy,
                    panels,
                    self._keys,
                    [each for each in seen if each.registration == one.id],
                )
            )
            for one in held
            if one.status not in _ENDED
        ]
        if drafts:
            return most_demanding(drafts)
        return told(kind if kind in {"school", "agency"} else "not_registered")

    def _panels_for(self, on: dt.date, preset: str) -> tuple[Panel, Panel]:
        found = self._panels.get((on, preset))
        if found is None:
            chosen = self._presets.get(preset)
            tables = self._tables or ((chosen,) if chosen else self._presets.values())
            found = (
                Panel(tables, on, new_ended=False),
                Panel(tables, on, new_ended=True),
            )
            if len(self._panels) >= _KEPT:
                self._panels.clear()
            self._panels[(on, preset)] = found
        return found


def _with_agency() -> Draft:
    lead = Lead("childminder_agency", "none")
    says = ("Registered with a childminder agency, which supports them.",)
    source = ground("registered_with_agency").source
    return Draft("answered", "registered_with_agency", lead, says, (), source)


def _decided(setting: Setting, desk: _Desk, computed: Draft) -> Draft:
    """The computed answer with what the borough has recorded about the setting."""
    if computed.reason in _BEYOND:
        return computed
    found = computed
    if desk.concerns:
        found = _concerned(setting, found, desk.concerns.where(setting=setting.id))
    if desk.agreements:
        for agreed in desk.agreements.where(setting=setting.id):
            note = "The authority and the mentors have agreed to lead together."
            found = _led_by("joint", "joint_agreement", note, found, agreed)
    if desk.overrides:
        for one in desk.overrides.where(setting=setting.id):
            if one.valid.end is not None:
                note = f"The authority has decided so for {one.valid}."
                found = _led_by(one.body, "override", note, found, one)
    return found


def _concerned(setting: Setting, found: Draft, concerns: Sequence[Concern]) -> Draft:
    if not concerns:
        return found
    ordered = sorted(concerns, key=lambda one: (one.valid.start or dt.date.min, one.id))
    first = ordered[0]
    records = (*found.records, *ordered)
    says = f"The authority has recorded: {_label(first.kind)}."
    steps = (*found.steps, says)
    lead = found.lead
    team = family("", setting.kind) in {"childminder", "agency_childminder"}
    body = "childminder_team" if team else "authority"
    if lead is not None and lead.body == body and lead.duty != "none":
        return found._replace(steps=steps, records=records)
    duty = "local" if lead is None or lead.duty == "none" else lead.duty
    if found.status == "cannot_tell":
        duty = "unconfirmed"
    return Draft(
        "answered",
        first.kind,
        Lead(body, duty),
        (*steps, "So the authority's own team leads."),
        records,
        ground("decision").source,
    )


def _led_by(body: str, code: str, note: str, found: Draft, by: Record) -> Draft:
    """Another body leads by decision; the duty stays what it is."""
    duty = found.lead.duty if found.lead is not None else "none"
    if found.status == "cannot_tell":
        duty = "unconfirmed"
    return Draft(
        "answered",
        code,
        Lead(body, duty),
        (*found.steps, note),
        (*found.records, by),
        ground("decision").source,
    )


def _label(kind: str) -> str:
    known = vocabulary("concern-kind")
    return (
        known.label(kind).lower() if kind in known.codes() else kind.replace("_", " ")
    )
