"""The worklist: every setting, who leads on it and why, the most pressing first."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from earlyyears.inspection import Inspection, framework, in_words
from earlyyears.kernel import (
    Answer,
    Answered,
    CannotTell,
    Facts,
    NotApplicable,
    Unsupported,
    frozen,
)
from earlyyears.places import (
    UNKNOWN_SECTOR,
    Network,
    NetworkMember,
    Registration,
    SectorStatement,
    Setting,
    vocabulary,
)

from .leads import Lead, support_lead
from .needs import need_of
from .supposing import with_preset
from .wordings import codes, family

__all__ = ["LastInspection", "LeadRow", "worklist"]


@frozen
class LastInspection:
    """The inspection that an answer rests on, or the latest there is."""

    #: Key of the inspection framework.
    framework: str
    inspected_on: dt.date
    #: None while nobody has said when.
    published_on: dt.date | None
    #: The outcome in the words of its day.
    outcome: str


@frozen
class LeadRow:
    """One setting of the worklist, with everything that its answer rests on."""

    #: Identifier as scheme:value, or the setting's id where it has none.
    setting: str
    id: str
    #: None where the register withholds it.
    name: str | None
    kind: str
    sector: str
    #: Parts of the register held; None where the file does not say.
    registers: tuple[str, ...] | None
    #: On the Early Years Register, no childminder and no out-of-school care.
    group_setting: bool
    #: Name of the network, None where the setting is in none.
    network: str | None
    registered_on: dt.date | None
    last_inspection: LastInspection | None
    #: `answered`, `not_applicable`, `unsupported` or `cannot_tell`.
    status: str
    lead: str | None
    duty: str | None
    reason: str
    answer: Answer[Lead]
    #: Rank of the need, 0 for the most pressing.
    need: int

    def as_data(self) -> dict[str, Any]:
        """The row as plain data, ready for JSON; dates as text."""
        why = self.answer.why
        last, basis = self.last_inspection, why.basis
        return {
            "setting": self.setting,
            "name": self.name,
            "kind": self.kind,
            "sector": self.sector,
            "registers": None if self.registers is None else list(self.registers),
            "group_setting": self.group_setting,
            "network": self.network,
            "registered_on": _text(self.registered_on),
            "last_inspection": None if last is None else _inspection_data(last),
            "status": self.status,
            "lead": self.lead,
            "duty": self.duty,
            "reason": self.reason,
            "rule": str(why.rule) if why.rule else None,
            "because": [str(each) for each in why.because],
            "basis": None
            if basis is None
            else {
                "instrument": basis.instrument,
                "clause": basis.clause,
                "edition": basis.edition,
                "confirmed": basis.confirmed,
                "note": basis.note,
            },
            "steps": list(why.steps),
            "questions": [each.text for each in _questions(self.answer)],
        }


def _text(day: dt.date | None) -> str | None:
    return None if day is None else day.isoformat()


def _inspection_data(last: LastInspection) -> dict[str, str | None]:
    return {
        "framework": last.framework,
        "framework_label": framework(last.framework).label,
        "inspected_on": _text(last.inspected_on),
        "published_on": _text(last.published_on),
        "outcome": last.outcome,
    }


def _questions(answer: Answer[Lead]) -> Iterable[Any]:
    return answer.questions if isinstance(answer, CannotTell) else ()


def worklist(
    facts: Facts, settings: Iterable[Setting] | None = None, preset: str | None = None
) -> list[LeadRow]:
    """Every setting with its lead: statutory duties first, then need, then name.

    `settings` narrows the list; `preset` answers as if the borough had chosen it.  A
    setting is not in the list before its registration or after it has left.
    """
    known = facts if preset is None else with_preset(facts, preset)
    chosen = known.all(Setting) if settings is None else settings
    desk = _Desk(known)
    rows = (desk.row(one) for one in chosen)
    return sorted((row for row in rows if row is not None), key=_order)


class _Desk:
    """The records that rows are made of, looked up by setting."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._registrations = facts.all(Registration)
        self._inspections = facts.all(Inspection)
        self._sectors = facts.all(SectorStatement)
        self._members = facts.all(NetworkMember)
        self._networks = {one.id: one.name for one in facts.all(Network)}

    def row(self, setting: Setting) -> LeadRow | None:
        """The row of a setting, None where it is on no register on the day."""
        answer = self._facts.ask(support_lead, setting)
        if isinstance(answer, NotApplicable) and answer.why.reason == "not_registered":
            return None
        held = sorted(self._registrations.where(setting=setting.id), key=_first)
        last = self._last(setting, answer)
        lead = answer.value if isinstance(answer, Answered) else None
        return LeadRow(
            setting=held[0].identifier if held else setting.id,
            id=setting.id,
            name=setting.name,
            kind=setting.kind,
            sector=self._sector(setting),
            registers=_registers(held),
            group_setting=any(_is_group(one) for one in held),
            network=self._network(setting),
            registered_on=held[0].registered_on if held else None,
            last_inspection=None if last is None else _told(last),
            status=_STATUSES[type(answer)],
            lead=lead.body if lead else None,
            duty=lead.duty if lead else None,
            reason=answer.why.reason,
            answer=answer,
            need=need_of(answer.why.reason, last.outcome if last else None),
        )

    def _last(self, setting: Setting, answer: Answer[Lead]) -> Inspection | None:
        seen = self._inspections.where(setting=setting.id)
        cited = {each.id for each in answer.why.because}
        used = [one for one in seen if one.id in cited]
        if used or answer.why.reason in _RESTS_ON_NONE:
            return max(used, key=_when, default=None)
        return max(
            (one for one in seen if one.inspected_on <= self._facts.on),
            key=_when,
            default=None,
        )

    def _sector(self, setting: Setting) -> str:
        stated = self._sectors.where(setting=setting.id)
        return stated[-1].sector if stated else UNKNOWN_SECTOR

    def _network(self, setting: Setting) -> str | None:
        member = self._members.where(setting=setting.id).first()
        return None if member is None else self._networks.get(member.network)


_STATUSES: dict[type, str] = {
    Answered: "answered",
    NotApplicable: "not_applicable",
    Unsupported: "unsupported",
    CannotTell: "cannot_tell",
}
_RESTS_ON_NONE = frozenset({"not_yet_inspected", "new_period_ended"})
_DUTIES = {"statutory": 0, "unconfirmed": 1, "local": 2, "none": 4}
_UNDETERMINED, _NOT_APPLICABLE = 3, 5


def _order(row: LeadRow) -> tuple[int, int, bool, str]:
    if row.duty is not None:
        rank = _DUTIES[row.duty]
    else:
        beside = row.status == "not_applicable"
        rank = _NOT_APPLICABLE if beside else _UNDETERMINED
    return (rank, row.need, row.name is None, (row.name or row.setting).casefold())


def _first(one: Registration) -> tuple[bool, dt.date, str]:
    registers = one.registers
    on_register = registers is None or "eyr" in registers
    return (not on_register, one.registered_on or dt.date.min, one.identifier)


def _when(one: Inspection) -> tuple[dt.date, str]:
    return (one.inspected_on, one.id)


def _told(one: Inspection) -> LastInspection:
    words = in_words(one.outcome, one.inspected_on)
    return LastInspection(
        one.outcome.framework, one.inspected_on, one.published_on, words
    )


def _registers(held: Iterable[Registration]) -> tuple[str, ...] | None:
    told = [one.registers for one in held if one.registers is not None]
    if not told:
        return None
    order = vocabulary("register-part").codes()
    parts = {part for each in told for part in each}
    return (*(one for one in order if one in parts), *sorted(parts - set(order)))


def _is_group(one: Registration) -> bool:
    registers = one.registers
    on_register = registers is None or "eyr" in registers
    group = family(one.type, "") == "group" and one.type != ""
    out = one.subtype in codes("subtype", "out_of_school")
    return on_register and group and not out
