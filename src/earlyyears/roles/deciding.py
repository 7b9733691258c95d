"""Who leads on a setting: its registrations, then what the borough has decided."""

import datetime as dt
from collections.abc import Mapping, Sequence

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


class Decider:
    """Decides by one table, or by the presets among which a borough chooses."""

    __slots__ = ("_panels", "_presets", "_tables")

    def __init__(
        self, tables: Sequence[Table] = (), presets: Mapping[str, Table] | None = None
    ) -> None:
        self._tables = tuple(tables)
        self._presets = dict(presets or {})
        self._panels: dict[tuple[dt.date, bool, str], Panel] = {}

    def __call__(self, setting: Setting, facts: Facts) -> Answer[Lead]:
        """Who leads on a setting on the day of the facts."""
        computed = self._computed(setting, facts)
        return answer(_decided(setting, facts, computed), facts)

    def _computed(self, setting: Setting, facts: Facts) -> Draft:
        kind = family("", setting.kind)
        if kind == "agency_childminder":
            lead = Lead("childminder_agency", "none")
            says = ("Registered with a childminder agency, which supports them.",)
            source = ground("registered_with_agency").source
            return Draft("answered", "registered_with_agency", lead, says, (), source)
        held = [
            one
            for one in facts.all(Registration).where(setting=setting.id)
            if one.status not in codes("status", "ended")
        ]
        if not held:
            alone = kind in {"school", "agency"}
            return told(kind if alone else "not_registered")
        policy = policy_of(setting.borough, facts)
        seen = facts.all(Inspection).where(setting=setting.id)
        return most_demanding(
            [self._registration(setting, one, seen, policy, facts.on) for one in held]
        )

    def _registration(
        self,
        setting: Setting,
        registration: Registration,
        seen: Sequence[Inspection],
        policy: Policy,
        on: dt.date,
    ) -> Draft:
        def panels(new_ended: bool) -> Panel:  # noqa: FBT001  passed on by position
            return self._panel(on, new_ended, policy.preset)

        under = [one for one in seen if one.registration == registration.id]
        return decide_registration(
            Case(setting, registration, on, policy, panels, tuple(self._presets), under)
        )

    def _panel(self, on: dt.date, new_ended: bool, preset: str) -> Panel:  # noqa: FBT001
        key = (on, new_ended, preset)
        found = self._panels.get(key)
        if found is None:
            chosen = self._presets.get(preset)
            tables = self._tables or ((chosen,) if chosen else self._presets.values())
            found = self._panels[key] = Panel(tables, on, new_ended=new_ended)
        return found


def _decided(setting: Setting, facts: Facts, computed: Draft) -> Draft:
    """The computed answer with what the borough has recorded about the setting."""
    if computed.reason in _BEYOND:
        return computed
    found = computed
    concerns = facts.all(Concern)
    if concerns:
        found = _concerned(setting, found, concerns.where(setting=setting.id))
    agreements = facts.all(JointAgreement)
    for agreed in agreements.where(setting=setting.id) if agreements else ():
        note = "The authority and the mentors have agreed to lead together."
        found = _led_by("joint", "joint_agreement", note, found, agreed)
    overrides = facts.all(Override)
    for one in overrides.where(setting=setting.id) if overrides else ():
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
    return known.label(kind).lower() if kind in known.codes() else kind.replace("_", " ")
