"""Terms of reference as code: who must be on a body, and precisely who is missing."""

from collections import Counter
from collections.abc import Iterable, Iterator

from earlyyears.kernel import Facts, Finding, Place, add_months
from earlyyears.people import Body, Chair, Seat
from earlyyears.places import Network, vocabulary

from .papers import CompositionRule, TermsOfReference

__all__ = ["findings", "members", "speaks_for", "terms_of"]

#: Roles on a body that speak for nobody.
_SILENT = frozenset({"observer", "clerk"})


def terms_of(facts: Facts, body: Body) -> TermsOfReference | None:
    """The approved terms of reference of a body on the day, None where there are none.

    Of several approved editions the last one approved holds.
    """
    held = facts.all(TermsOfReference).where(body=body.id, state="approved")
    return max(held, key=lambda one: (str(one.approved_on or ""), one.id), default=None)


def members(facts: Facts, body: Body) -> tuple[Seat, ...]:
    """The seats that count on the day: filled, confirmed, and speaking for somebody.

    Whoever chairs the body independently fills no seat.
    """
    chairs = facts.all(Chair).where(body=body.id, independent=True)
    chairing = {one.holder for one in chairs}
    return tuple(
        one
        for one in facts.all(Seat).where(body=body.id)
        if one.filled and one.role not in _SILENT and one.holder not in chairing
    )


def speaks_for(seat: Seat, sector: str) -> bool:
    """Say whether a seat speaks for a sector or for a kind of it.

    >>> seat = Seat(id="seat/1", body="body/1", holder="person/1", sector="voluntary")
    >>> speaks_for(seat, "pvi"), speaks_for(seat, "health")
    (True, False)
    """
    words = vocabulary("seat-sector")
    if seat.sector not in words.codes():
        return seat.sector == sector
    return words.within(seat.sector, sector)


def findings(facts: Facts, body: Body) -> tuple[Finding, ...]:
    """Everything in which a body differs from its terms of reference on the day.

    Each says what and how many are missing or too many, and in which network.  Nothing
    is said of what the terms leave open.
    """
    seats = members(facts, body)
    rules = facts.all(CompositionRule).where(body=body.id)
    return (
        *_terms(facts, body, seats),
        *(each for rule in rules for each in _composition(facts, body, rule, seats)),
        *_twice(body, seats),
        *_chairs(facts, body),
    )


def _found(code: str, body: Body, message: str, advice: str) -> Finding:
    return Finding(code, f"{body.name}: {message}", Place(field=body.id), advice)


def _terms(facts: Facts, body: Body, seats: Iterable[Seat]) -> Iterator[Finding]:
    terms = terms_of(facts, body)
    if terms is None:
        said = f"no terms of reference are approved on {facts.on}"
        yield _found("no_terms", body, said, "Have them approved.")
        return
    if terms.review_by is not None and terms.review_by < facts.on:
        said = f"its terms of reference were to be reviewed by {terms.review_by}"
        yield _found("terms_review_overdue", body, said, "Review them.")
    for seat in seats:
        began = seat.since or seat.valid.start
        if terms.term_months is None or began is None:
            continue
        over = add_months(began, terms.term_months)
        if over <= facts.on:
            said = f"the term of the seat {seat.id} was over on {over}"
            yield _found("term_over", body, said, "Elect, or confirm another term.")


# ---------------------------------------------------------------------- composition


def _composition(
    facts: Facts, body: Body, rule: CompositionRule, seats: Iterable[Seat]
) -> Iterator[Finding]:
    held = [
        seat
        for seat in seats
        if speaks_for(seat, rule.sector) and rule.level in {"", seat.level}
    ]
    if rule.each == "network":
        yield from _every_network(facts, body, rule, held)
    else:
        yield from _count(facts, body, rule, held)


def _every_network(
    facts: Facts, body: Body, rule: CompositionRule, held: Iterable[Seat]
) -> Iterator[Finding]:
    voices = Counter(seat.network for seat in held)
    for network in facts.all(Network):
        if voices[network.id] < rule.least:
            said = (
                f"{_label(rule)} from the network {network.name}:"
                f" {voices[network.id]} of {rule.least} on {facts.on}"
            )
            advice = f"Have the network {network.name} name somebody."
            yield _found("no_voice", body, said, advice)


def _count(
    facts: Facts, body: Body, rule: CompositionRule, held: list[Seat]
) -> Iterator[Finding]:
    if len(held) < rule.least:
        vacant = _vacancies(facts, body, rule)
        noted = f", and {vacant} vacant" if vacant else ""
        said = f"{_label(rule)}: {len(held)} of {rule.least} on {facts.on}{noted}"
        advice = f"Have {rule.least - len(held)} more named and confirmed."
        yield _found("too_few", body, said, advice)
    if rule.most is not None and len(held) > rule.most:
        said = f"{_label(rule)}: {len(held)} where {rule.most} belong on {facts.on}"
        yield _found("too_many", body, said, "End a seat, or change the terms.")


def _vacancies(facts: Facts, body: Body, rule: CompositionRule) -> int:
    held = facts.all(Seat).where(body=body.id)
    return sum(speaks_for(one, rule.sector) and not one.filled for one in held)


def _label(rule: CompositionRule) -> str:
    words = vocabulary("seat-sector")
    known = rule.sector in words.codes()
    return words.label(rule.sector) if known else rule.sector


def _twice(body: Body, seats: Iterable[Seat]) -> Iterator[Finding]:
    for holder, times in Counter(seat.holder for seat in seats).items():
        if times > 1:
            said = f"{holder} holds {times} seats, and one person has one voice"
            yield _found("two_seats", body, said, "Have another person named.")


def _chairs(facts: Facts, body: Body) -> Iterator[Finding]:
    terms = terms_of(facts, body)
    chairs = facts.all(Chair).where(body=body.id)
    wanted = terms is not None and terms.independent_chair
    if wanted and not any(one.independent for one in chairs):
        said = f"it has no independent chair on {facts.on}"
        yield _found("no_independent_chair", body, said, "Ask somebody to chair.")
    sitting = {one.holder for one in facts.all(Seat).where(body=body.id) if one.filled}
    for chair in chairs:
        if chair.independent and chair.holder in sitting:
            said = "its independent chair holds a seat as well"
            yield _found("chair_holds_seat", body, said, "End the seat or the chair.")
