"""Who should support whom?  The proposal for a borough on a day, with its grounds."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files

from earlyyears.kernel import (
    Answer,
    Answered,
    Ask,
    CannotTell,
    Citation,
    DateRange,
    Facts,
    RuleRef,
    Why,
    citation_from,
    evolve,
    frozen,
    read_toml,
)
from earlyyears.roles import LeadRow

from .allocation_facts import Field, field_of
from .allocation_optimal import Optimum, optimal
from .allocation_problem import Problem
from .allocation_proposals import Proposal, propose
from .records import Allocation

__all__ = ["Allocated", "allocation", "changes_of"]

_PROVEN = RuleRef("fewest_points", "earlyyears")
_GREEDY = RuleRef("greedy_proposal", "earlyyears")


@frozen
class Allocated:
    """A proposal with what it was made from."""

    field: Field
    proposal: Proposal


def allocation(
    facts: Facts,
    borough: str,
    rows: Iterable[LeadRow] | None = None,
    *,
    solve: Callable[[Problem], Optimum] | None = optimal,
) -> Answer[Allocated]:
    """A mentor for every setting of a borough that is to have one.

    The reason is `everybody_placed` or `not_all_placed`; the rule says whether the
    proposal is proven (`fewest_points`) or not (`greedy_proposal`).  `rows` is the
    worklist of the same facts, if it is at hand.
    """
    field = field_of(facts, borough, rows)
    if not field.mentors:
        text = f"Who mentors settings in {borough}? Record mentors and their releases."
        why = Why("no_mentors", field.because, field.assumed, _basis(), _PROVEN)
        return CannotTell(why, (Ask("no_mentors", text),))
    found = propose(field.settings, field.mentors, field.weights, solve=solve)
    reason = "everybody_placed" if found.feasible else "not_all_placed"
    rule = _PROVEN if found.proven else _GREEDY
    said = (
        "Proven: no other proposal places more settings, or as many for fewer points"
        if found.proven
        else "A greedy proposal, not proven: others may cost fewer points. It places as"
        ' many settings as can be. Install "earlyyears[allocate]" for the proof'
    )
    why = Why(reason, field.because, (said, *field.assumed), _basis(), rule)
    return Answered(Allocated(field, found), why)


@cache
def _basis() -> Citation:
    return citation_from(
        read_toml(files("earlyyears.mentoring") / "data" / "planning.toml")
    )


def changes_of(
    facts: Facts, proposal: Proposal, reason: str = ""
) -> tuple[Allocation, ...]:
    """What has to be recorded for a proposal to hold from the day of the facts.

    A setting that keeps its mentor keeps its record; one that was suspended resumes;
    for one that changes hands the old allocation ends as the new one begins.  What a
    setting without a mentor in the proposal has so far ends as well.
    """
    held: dict[str, list[Allocation]] = {}
    for one in facts.all(Allocation).where(body="mentors"):
        if one.state in {"active", "suspended"}:
            held.setdefault(one.setting, []).append(one)
    mentors = dict.fromkeys(proposal.unplaced, "")
    mentors |= {one.setting: one.mentor for one in proposal.assignments}
    return tuple(_changes(facts, mentors, held, reason))


def _changes(
    facts: Facts,
    mentors: Mapping[str, str],
    held: Mapping[str, list[Allocation]],
    reason: str,
) -> Iterator[Allocation]:
    for setting, person in mentors.items():
        kept = False
        for one in held.get(setting, ()):
            days = DateRange(facts.on, one.valid.end)
            if one.person != person or kept:
                yield evolve(one, state="ended", valid=days, reason=reason)
            elif one.state == "suspended":
                yield evolve(one, state="active", valid=days, reason=reason)
                kept = True
            else:
                kept = True
        if person and not kept:
            yield Allocation(
                id=_id(setting, person, facts),
                valid=DateRange(facts.on),
                setting=setting,
                person=person,
                reason=reason,
            )


def _id(setting: str, person: str, facts: Facts) -> str:
    tokens = (each.rpartition("/")[2] for each in (setting, person))
    return "/".join(("allocation", *tokens, facts.on.isoformat()))
