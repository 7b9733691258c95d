"""Terms of reference as code: who must be on a body, and precisely who is missing."""

from collections import Counter
from collections.abc import Iterable, Iterator

from earlyyears.kernel import Facts, Finding, Place, add_months, frozen
from earlyyears.people import Body, Chair, Seat
from earlyyears.places import Network, Vocabulary, vocabulary

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


def speaks_for(seat: Seat, sector: str, sectors: Vocabulary | None = None) -> bool:
    """Say whether a seat speaks for a sector or for a kind of it.

    `sectors` are those of the hub with what its packs add, those that ship if left out.

    >>> seat = Seat(id="seat/1", body="body/1", holder="person/1", sector="voluntary")
    >>> speaks_for(seat, "pvi"), speaks_for(seat, "health")
    (True, False)
    """
    words = sectors or vocabulary("seat-sector")
    if seat.sector not in words.codes():
        return seat.sector == sector
    return words.within(seat.sector, sector)


def findings(
    facts: Facts, body: Body, *, sectors: Vocabulary | None = None
) -> tuple[Finding, ...]:
    """Everything in which a body differs from its terms of reference on the day.

    Each says what and how many are missing or too many, and in which network.  Nothing
    is said of what the terms leave open.  `sectors` are as in `speaks_for`.
    """
    seats = members(facts, body)
    words = sectors or vocabulary("seat-sector")
    rules = facts.all(CompositionRule).where(body=body.id)
    asked = (_Asked(facts, body, rule, words) for rule in rules)
    return (
        *_terms(facts, body, seats),
        *(each for one in asked for each in _composition(one, seats)),
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


@frozen
class _Asked:
    """One rule of a body, on the facts and in the words that it is asked in."""

    facts: Facts
    body: Body
    rule: CompositionRule
    words: Vocabulary

    def by(self, seat: Seat) -> bool:
        """Whether a seat is of the kind that the rule asks for."""
        rule = self.rule
        right = speaks_for(seat, rule.sector, self.words)
        return right and rule.level in {"", seat.level}

    @property
    def label(self) -> str:
        """The kind of member in words."""
        known = self.rule.sector in self.words.codes()
        return self.words.label(self.rule.sector) if known else self.rule.sector


def _composition(asked: _Asked, seats: Iterable[Seat]) -> Iterator[Finding]:
    held = [seat for seat in seats if asked.by(seat)]
    if asked.rule.each == "network":
        yield from _every_network(asked, held)
    else:
        yield from _count(asked, held)


def _every_network(asked: _Asked, held: Iterable[Seat]) -> Iterator[Finding]:
    voices, least = Counter(seat.network for seat in held), asked.rule.least
    for network in asked.facts.all(Network):
        if voices[network.id] < least:
            said = (
                f"{asked.label} from the network {network.name}:"
                f" {voices[network.id]} of {least} on {asked.facts.on}"
            )
            advice = f"Have the network {network.name} name somebody."
            yield _found("no_voice", asked.body, said, advice)


def _count(asked: _Asked, held: list[Seat]) -> Iterator[Finding]:
    rule, day = asked.rule, asked.facts.on
    if len(held) < rule.least:
        vacant = _vacancies(asked)
        noted = f", and {vacant} vacant" if vacant else ""
        said = f"{asked.label}: {len(held)} of {rule.least} on {day}{noted}"
        advice = f"Have {rule.least - len(held)} more named and confirmed."
        yield _found("too_few", asked.body, said, advice)
    if rule.most is not None and len(held) > rule.most:
        said = f"{asked.label}: {len(held)} where {rule.most} belong on {day}"
        yield _found("too_many", asked.body, said, "End a seat, or change the terms.")


def _vacancies(asked: _Asked) -> int:
    held = asked.facts.all(Seat).where(body=asked.body.id)
    return sum(asked.by(one) and not one.filled for one in held)


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
