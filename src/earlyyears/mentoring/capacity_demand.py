"""The work that a year asks for: audits, paired checks, visits, meetings, duties."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from earlyyears.kernel import frozen
from earlyyears.roles import LeadRow

from .allocation_rules import MentorOffer, SettingToPlace, barred
from .capacity_parameters import Parameters
from .capacity_reckoning import Work

__all__ = ["MENTOR_WORK", "Caseload", "duties", "team_keys", "work_of"]

#: Parameters by which the work of mentors is reckoned.
MENTOR_WORK = (
    "audit_half_days",
    "audits_per_setting",
    "second_assessor_one_in",
    "visits_per_setting",
    "visit_half_days",
    "meetings_per_mentor",
    "meeting_half_days",
)
#: Duties of which a visit may not be dropped.
_BOUND = frozenset({"statutory", "unconfirmed"})
#: What goes first where not everything fits: the smaller, the sooner.
_MATTERS = {"second_assessor": 0, "meeting": 1, "visit": 2, "re_audit": 3, "audit": 4}


@frozen
class Caseload:
    """One setting, those who may work with it, and the one who does."""

    setting: SettingToPlace
    #: Those whom the hard rules allow.
    may: frozenset[str]

    @property
    def own(self) -> frozenset[str]:
        """The mentor it has, or everybody who may be."""
        current = self.setting.current
        return frozenset({current}) if current else self.may


def work_of(
    settings: Sequence[SettingToPlace],
    mentors: Sequence[MentorOffer],
    given: Parameters,
    terms: Sequence[str],
) -> Iterator[Work]:
    """The year's work of mentors: what a setting's own mentor, or any, has to do.

    A paired check is for a mentor other than the setting's own.  Visits and meetings
    are spread over the terms; audits go wherever there is time.
    """
    loads = [
        Caseload(one, frozenset(each.key for each in mentors if not barred(one, each)))
        for one in sorted(settings, key=lambda one: (one.name, one.key))
    ]
    everybody = {one.key: one for one in mentors}
    yield from _audits(loads, given)
    yield from _checks(loads, everybody, given)
    yield from _visits(loads, given, terms)
    yield from _meetings(mentors, given, terms)


def _audits(loads: Iterable[Caseload], given: Parameters) -> Iterator[Work]:
    each, number = given.number("audit_half_days"), given.whole("audits_per_setting")
    for load in loads:
        for at in range(1, number + 1):
            first = at == 1
            kind = "audit" if first else "re_audit"
            what = "audit" if first else "re-audit"
            yield _work(load, kind, f"{kind}/{at}", what, each)


def _checks(
    loads: Sequence[Caseload], mentors: Mapping[str, MentorOffer], given: Parameters
) -> Iterator[Work]:
    one_in = given.whole("second_assessor_one_in")
    each, number = given.number("audit_half_days"), given.whole("audits_per_setting")
    if not one_in:
        return
    every = [load for load in loads for _ in range(number)]
    for at in range(one_in - 1, len(every), one_in):
        load = every[at]
        others = frozenset(
            key
            for key, one in mentors.items()
            if one.qualified
            and load.setting.owners.isdisjoint(one.stakes)
            and key != load.setting.current
        )
        made = Caseload(load.setting, others)
        key, what = f"check/{at + 1}", "second assessor at an audit"
        yield _work(made, "second_assessor", key, what, each, by=others)


def _visits(
    loads: Iterable[Caseload], given: Parameters, terms: Sequence[str]
) -> Iterator[Work]:
    each, number = given.number("visit_half_days"), given.whole("visits_per_setting")
    for load in loads:
        for at in range(number):
            term = terms[at * len(terms) // number]
            yield _work(load, "visit", f"visit/{at + 1}", "visit", each, term=term)


def _meetings(
    mentors: Sequence[MentorOffer], given: Parameters, terms: Sequence[str]
) -> Iterator[Work]:
    each = given.number("meeting_half_days")
    number = given.whole("meetings_per_mentor")
    for at in range(number):
        for one in mentors:
            yield Work(
                key=f"meeting/{at + 1}/{one.key}",
                kind="meeting",
                label=f"team meeting {at + 1}, {one.name or one.key}",
                half_days=each,
                by=frozenset({one.key}),
                term=terms[at * len(terms) // number],
                matters=_MATTERS["meeting"],
            )


def _work(
    load: Caseload,
    kind: str,
    key: str,
    what: str,
    half_days: Fraction,
    *,
    term: str = "",
    by: frozenset[str] | None = None,
) -> Work:
    setting = load.setting
    who = load.own if by is None else by
    note = "" if who else " (no mentor is allowed)"
    return Work(
        key=f"{setting.key}/{key}",
        kind=kind,
        label=f"{what}, {setting.name or setting.key}{note}",
        half_days=half_days,
        by=who,
        term=term,
        setting=setting.key,
        network=min(setting.networks, default=""),
        matters=_MATTERS[kind],
        need=setting.need,
    )


# ------------------------------------------------------------- teams of the authority


def team_keys(body: str) -> tuple[str, ...]:
    """The parameters by which the caseload of a team is reckoned."""
    return (
        f"{body}_half_days_per_week",
        f"{body}_visits_statutory",
        f"{body}_visits_other",
        f"{body}_visit_half_days",
    )


def duties(
    rows: Iterable[LeadRow], body: str, given: Parameters, terms: Sequence[str]
) -> Iterator[Work]:
    """The year's visits of a team of the authority, one body for all of its people.

    A visit under a statutory duty may not be dropped, and a duty counts as one while
    nobody has confirmed what the law says.
    """
    _, statutory, other, half_days = team_keys(body)
    each = given.number(half_days)
    for row in rows:
        if row.lead != body:
            continue
        bound = row.duty in _BOUND
        number = given.whole(statutory if bound else other)
        for at in range(number):
            yield Work(
                key=f"{row.id}/visit/{at + 1}",
                kind="statutory" if bound else "other",
                label=f"visit {at + 1}, {row.name or row.setting}",
                half_days=each,
                by=frozenset({body}),
                term=terms[at * len(terms) // number],
                setting=row.id,
                need=row.need,
                droppable=not bound,
            )
