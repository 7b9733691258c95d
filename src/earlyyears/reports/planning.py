"""The mentors' year as pages: is there time for it, and who should support whom."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from earlyyears.disclosure import Block, Heading
from earlyyears.kernel import Answer, Answered, CannotTell, Sensitivity, Why
from earlyyears.mentoring import (
    HARD_RULES,
    Allocated,
    Assignment,
    Capacity,
    Conflict,
    Line,
    Proposal,
)

from .plainly import listing, table
from .words import humanised

__all__ = [
    "allocation_blocks",
    "capacity_blocks",
    "half_days",
    "in_order",
    "verdict",
]

_TERMS = {
    "change": "change of mentor",
    "out_of_network": "another network",
    "travel": "travel",
    "over_share": "beyond the fair share",
}
_LEFT_OUT = {
    "not_mentor_led": "Led by another body",
    "lead_open": "Nobody can tell yet who leads",
    "no_release": "No school has released them",
}
_BODIES = {
    "mentors": "Hub mentors",
    "authority": "Advisory teachers",
    "childminder_team": "Childminder team",
}

#: Tables that say nothing of a team, which is one body.
_BY_WHOM = frozenset({"mentor", "school", "network"})
#: Headings of columns in which people are named.
_OF_PEOPLE = frozenset(
    {"Mentor", "Before", "Next best", "Mentor now", "Setting or mentor", "Work"}
)

Names = Mapping[str, str]


def half_days(amount: Fraction) -> str:
    """Half-days as people write them.

    >>> half_days(Fraction(396)), half_days(Fraction(5, 2))
    ('396', '2.5')
    """
    return str(amount.numerator) if amount.denominator == 1 else f"{float(amount):g}"


def verdict(told: Capacity) -> str:
    """Whether the work fits, in one sentence."""
    found = told.reckoning
    needed, released = half_days(found.needed), half_days(found.released)
    if found.feasible:
        return (
            f"Feasible: {needed} half-days needed of {released},"
            f" {half_days(found.spare)} over."
        )
    sentence = (
        f"Infeasible: {needed} half-days needed of {released},"
        f" {half_days(found.over)} find nobody."
    )
    if not found.enough:
        duties = "Statutory duties alone are more than there is time for."
        return f"{sentence} {duties}"
    size = "Smallest set to drop" if found.proven else "A set to drop"
    pieces = f"{len(found.drop)} piece{'' if len(found.drop) == 1 else 's'} of work"
    return f"{sentence} {size}: {half_days(found.dropped)} half-days in {pieces}."


def in_order(told: Capacity, lines: Iterable[Line], names: Names) -> list[Line]:
    """Lines by name, those of terms as the terms follow one another."""
    terms = {name: at for at, name in enumerate(told.year.names)}
    return sorted(
        lines, key=lambda one: (terms.get(one.key, -1), names.get(one.key, one.key))
    )


# ------------------------------------------------------------------------ capacity


def capacity_blocks(
    answers: Iterable[tuple[str, str, Answer[Capacity]]], names: Names
) -> Iterator[Block]:
    """A section for each body: the verdict, what to drop, where it is tight, why."""
    for borough, body, answer in answers:
        yield Heading(f"{_BODIES.get(body, humanised(body))}, {humanised(borough)}")
        if isinstance(answer, Answered):
            yield from _capacity(answer.value, f"{borough}-{body}", names)
        yield from _grounds(answer)


def _capacity(told: Capacity, at: str, names: Names) -> Iterator[Block]:
    found = told.reckoning
    yield listing("Is there time for it?", [("Answer", verdict(told))])
    if found.drop:
        yield table(
            f"drop-{at}",
            "What to drop so that the rest fits",
            ("Work", "Half-days"),
            ((one.label, half_days(one.half_days)) for one in found.drop),
            "pieces of work",
            of_people=_OF_PEOPLE,
        )
    by_whom = told.body == "mentors"
    for code, title, what, lines in (
        ("kind", "By kind of work", "Kind", found.by_kind),
        ("mentor", "By mentor: work that only they can do", "Mentor", found.by_person),
        ("school", "By releasing school", "School", found.by_school),
        ("network", "By network", "Network", found.by_network),
        ("term", "By term", "Term", found.by_term),
    ):
        if code in _BY_WHOM and not by_whom:
            continue
        yield table(
            f"{code}-{at}",
            title,
            (what, "Half-days needed", "Half-days released", "Over"),
            (_cells(one, names) for one in in_order(told, lines, names)),
            "lines",
            of_people=_OF_PEOPLE,
        )


def _cells(line: Line, names: Names) -> tuple[str, ...]:
    named = names.get(line.key) or humanised(line.key) if line.key else "Any"
    amounts = (line.needed, line.released, line.spare)
    return (named, *map(half_days, amounts))


# ---------------------------------------------------------------------- allocation


def allocation_blocks(
    answers: Iterable[tuple[str, Answer[Allocated]]], names: Names
) -> Iterator[Block]:
    """A section for each borough: every line explained, and what could not be done."""
    for borough, answer in answers:
        yield Heading(humanised(borough))
        if isinstance(answer, Answered):
            yield from _allocation(answer.value, borough, names)
        yield from _grounds(answer)


def _allocation(told: Allocated, at: str, names: Names) -> Iterator[Block]:
    found = told.proposal
    yield listing("The proposal", list(_summary(found)))
    if found.conflicts:
        yield listing(
            "What stands in the way",
            [_conflict(one, names) for one in found.conflicts],
            Sensitivity.PERSONAL,
        )
    yield table(
        f"allocation-{at}",
        "Who supports whom, and why",
        ("Mentor", "Setting", "Before", "Points", "Why", "Next best"),
        sorted(_assignment(one, names) for one in found.assignments),
        "settings",
        of_people=_OF_PEOPLE,
    )
    yield table(
        f"load-{at}",
        "How many settings each mentor has",
        ("Mentor", "Settings", "At most", "Fair share", "Points"),
        (
            (
                names.get(one.mentor, one.mentor),
                *map(str, (one.settings, one.places, one.share, one.points)),
            )
            for one in found.loads
        ),
        "mentors",
        of_people=_OF_PEOPLE,
    )
    if told.field.left_out:
        yield table(
            f"left-out-{at}",
            "Not placed, and why",
            ("Setting or mentor", "Why", "Reason", "Mentor now"),
            (
                (
                    names.get(one.key, one.key),
                    _LEFT_OUT[one.reason],
                    humanised(one.detail),
                    names.get(one.current, one.current) or "None",
                )
                for one in told.field.left_out
            ),
            "settings and mentors",
            of_people=_OF_PEOPLE,
        )


def _summary(found: Proposal) -> Iterator[tuple[str, str]]:
    yield "Settings with a mentor", str(len(found.assignments))
    yield "Settings without a mentor", str(len(found.unplaced))
    yield "Points in all", str(found.points)
    proof = "Proven: no other proposal is better" if found.proven else "Greedy proposal"
    yield "Proof", proof if found.proven else f"{proof}, not proven to be the best"


def _conflict(one: Conflict, names: Names) -> tuple[str, str]:
    words = {rule.code: rule.words for rule in HARD_RULES}
    settings = ", ".join(sorted(names.get(key, key) for key in one.settings))
    mentors = ", ".join(sorted(names.get(key, key) for key in one.mentors)) or "nobody"
    rules = "; ".join(
        f"of the other mentors with places {number} {words[code]}"
        if number == 1
        else f"each of {number} other mentors with places {words[code]}"
        for code, number in one.rules
    )
    told = f"may go only to {mentors}, with {one.places} places: {one.short} too few"
    return settings, f"{told}. {rules}".strip()


def _assignment(one: Assignment, names: Names) -> tuple[str, ...]:
    why = ", ".join(f"{_TERMS[each.code]} {each.points}" for each in one.terms)
    return (
        names.get(one.mentor, one.mentor),
        names.get(one.setting, one.setting),
        names.get(one.before, one.before) or "None",
        str(one.points),
        "pinned" if one.pinned else why or "nothing against it",
        _next_best(one, names),
    )


def _next_best(one: Assignment, names: Names) -> str:
    other = one.runner_up
    if other is None:
        return "No other mentor" if not one.pinned else "Pinned"
    named = names.get(other.mentor, other.mentor)
    if other.points is None:
        return f"{named}, but another setting would lose its mentor"
    return f"{named}, {other.points:+} points{'' if other.exact else ' for this pair'}"


# ------------------------------------------------------------------------- shared


def _grounds(answer: Answer[object]) -> Iterator[Block]:
    if isinstance(answer, CannotTell):
        asked = [(each.who, each.text) for each in answer.questions]
        yield listing("Nobody can tell until somebody answers", asked)
    yield listing("What this rests on", list(_assumptions(answer.why)))


def _assumptions(why: Why) -> Iterator[tuple[str, str]]:
    for step in why.steps:
        yield "Assumed", step
    yield "Rule", str(why.rule)
    yield "Source", str(why.basis)
