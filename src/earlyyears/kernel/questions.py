"""Questions that the domain asks, and dated, cited rules that answer them.

A `Question` has a name; a `Rule` is one way of answering it during some days.  A rule
is a pure function of a subject and facts: it declares the kinds of record it reads and
sees nothing else.  What a question forbids goes down with every question that its rules
ask in turn, so that a forbidden fact cannot be laundered through another answer.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Generic, Protocol, TypeVar

from .answers import (
    Answer,
    Answered,
    Ask,
    CannotTell,
    NotApplicable,
    RuleRef,
    Unsupported,
    Why,
)
from .citations import Citation
from .dates import ALWAYS, DateRange
from .errors import EarlyYearsError
from .records import Kind, Record, Ref, kind_of
from .recordsets import Records
from .values import evolve, field, frozen

__all__ = [
    "NO_RULES",
    "BadAnswerError",
    "Breach",
    "Facts",
    "ForbiddenReadError",
    "Question",
    "Rule",
    "RuleBook",
    "Scope",
    "UndeclaredReadError",
    "answer_from",
    "under",
]

R = TypeVar("R", bound=Record)
S = TypeVar("S")
V = TypeVar("V")


_SHAPES = frozenset({Answered, NotApplicable, Unsupported, CannotTell})


class UndeclaredReadError(EarlyYearsError, LookupError):
    """A rule reached for a kind of record that it does not say it reads."""

    code = "EY032"


class ForbiddenReadError(EarlyYearsError, PermissionError):
    """A rule reached for a kind of record that the question forbids."""

    code = "EY033"


class BadAnswerError(EarlyYearsError, TypeError):
    """A rule gave something that is no answer, or cited what it does not read."""

    code = "EY034"


class Facts(Protocol):
    """What is known on a day; all that a rule ever sees."""

    @property
    def on(self) -> dt.date:
        """The day that the facts are about."""
        ...

    @property
    def rules(self) -> "RuleBook":
        """The rules that questions are put to."""
        ...

    def all(self, kind: type[R]) -> Records[R]:
        """Every record of a kind that is valid on the day."""
        ...

    def ask(self, question: "Question[S, V]", subject: S) -> Answer[V]:
        """The answer of the one rule for this question, subject and day."""
        ...

    def cite(self, *records: Record) -> tuple[Ref, ...]:
        """References to these records in the versions that the facts hold."""
        ...

    def within(self, rule: "Rule[Any, Any]") -> "Facts":
        """The same facts as that rule may see them."""
        ...


@frozen
class Question(Generic[S, V]):
    """A named thing that the domain asks about a subject.

    `forbids` names kinds of record that no answer may rest on, however indirectly: by
    their names, or by a mark that many of them carry (`Kind.marks`), such as
    `LOCAL_QUALITY` or a room of the library.
    """

    name: str
    #: The question in an officer's words.
    asks: str
    forbids: frozenset[str] = frozenset()
    #: Where it is laid down that they may not decide it.
    forbidden_by: Citation | None = None

    def rule(
        self,
        *,
        reads: Iterable[type[Record]],
        basis: Citation,
        during: DateRange = ALWAYS,
        name: str = "",
    ) -> Callable[[Callable[[S, Facts], Answer[V]]], "Rule[S, V]"]:
        """Make a rule for this question out of a pure function.

        >>> size: Question[str, int] = Question("size", "How long is the name?")
        >>> @size.rule(reads=[], basis=Citation("house style", confirmed=True))
        ... def letters(name, facts):
        ...     return Answered(len(name), Why("counted"))
        >>> letters.name
        'letters'
        """
        kinds = frozenset(kind_of(cls).name for cls in reads)

        def made(work: Callable[[S, Facts], Answer[V]]) -> "Rule[S, V]":
            return Rule(name or work.__name__, self, kinds, during, basis, work)

        return made


@frozen
class Rule(Generic[S, V]):
    """One dated, cited way of answering a question.

    Calling a rule with a subject and facts gives its answer, with `rule` and, where
    the author gave none, `basis` filled in.  A rule may call another rule.
    """

    name: str
    question: Question[S, V]
    #: Names of the kinds it reads; it sees no others.
    kinds: frozenset[str]
    during: DateRange
    basis: Citation
    work: Callable[[S, Facts], Answer[V]] = field(repr=False)
    #: Boroughs it is for; none named means every borough that has no rule of its own.
    boroughs: frozenset[str] = frozenset()
    plugin: str = "earlyyears"
    version: str = ""
    ref: RuleRef = field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        ref = RuleRef(self.name, self.plugin, self.version, self.during)
        object.__setattr__(self, "ref", ref)

    def __call__(self, subject: S, facts: Facts) -> Answer[V]:
        """Give the answer about a subject, signed with this rule and its basis."""
        return self.signed(self.work(subject, facts.within(self)))

    def signed(self, answer: Answer[V]) -> Answer[V]:
        """Fill in who answered and by what right; an answer that is none is refused."""
        if type(answer) not in _SHAPES:
            raise self._bad(f"gave {type(answer).__name__}, which is not an answer")
        why = answer.why
        if why.rule is not None:
            return answer
        for cited in why.because:
            if cited.kind not in self.kinds:
                raise self._bad(f"cites {cited.kind}, which it does not read")
        signed = Why(
            why.reason, why.because, why.steps, why.basis or self.basis, self.ref
        )
        if isinstance(answer, Answered):
            return Answered(answer.value, signed)
        if isinstance(answer, CannotTell):
            return CannotTell(signed, answer.questions)
        return type(answer)(signed)

    def _bad(self, what: str) -> BadAnswerError:
        return BadAnswerError(
            f"the rule {self.ref} {what}",
            advice="Return Answered, NotApplicable, Unsupported or CannotTell, and cite"
            " only records of the kinds in reads=.",
            rule=str(self.ref),
        )


class RuleBook:
    """Rules by question, borough and day: exactly one must answer.

    A rule that names the borough goes before rules that name none.
    """

    __slots__ = ("_found", "_rules", "questions")

    def __init__(self, rules: Iterable[Rule[Any, Any]] = ()) -> None:
        self._rules: dict[str, list[Rule[Any, Any]]] = {}
        for rule in rules:
            self._rules.setdefault(rule.question.name, []).append(rule)
        self._found: dict[tuple[str, str, dt.date], tuple[Rule[Any, Any], ...]] = {}
        #: Every question that some rule answers, by name.
        self.questions = {
            name: found[0].question for name, found in self._rules.items()
        }

    def __iter__(self) -> Iterator[Rule[Any, Any]]:
        return (rule for found in self._rules.values() for rule in found)

    def for_(
        self, question: str, borough: str, day: dt.date
    ) -> tuple[Rule[Any, Any], ...]:
        """The rules that would answer; anything but exactly one is a fault."""
        key = (question, borough, day)
        found = self._found.get(key)
        if found is None:
            found = self._found[key] = self._look_up(*key)
        return found

    def _look_up(
        self, question: str, borough: str, day: dt.date
    ) -> tuple[Rule[Any, Any], ...]:
        dated = [one for one in self._rules.get(question, ()) if one.during.covers(day)]
        own = tuple(rule for rule in dated if borough in rule.boroughs)
        return own or tuple(rule for rule in dated if not rule.boroughs)


#: A book without rules, for facts that are only read.
NO_RULES = RuleBook()


@frozen
class Breach:
    """A rule reached for a kind of record that may not decide what is asked."""

    kind: Kind
    #: The rule that reached for it; nothing where it is the one that was asked.
    by: str = ""


class Scope:
    """Facts as one rule may see them: the kinds it reads, less what is forbidden."""

    __slots__ = ("__weakref__", "_base", "_by", "_forbidden", "_heard", "_kinds", "on")

    def __init__(
        self,
        base: Facts,
        kinds: frozenset[str],
        forbidden: frozenset[str],
        heard: tuple[list[Breach], ...] = (),
        by: str = "",
    ) -> None:
        self._base = base
        self._kinds = kinds - forbidden
        self._forbidden = forbidden
        self._heard = heard
        self._by = by
        #: The day that the facts are about.
        self.on = base.on

    @property
    def rules(self) -> RuleBook:
        """The rules that questions are put to."""
        return self._base.rules

    def all(self, kind: type[R]) -> Records[R]:
        """Every record of a kind that is valid on the day, if the rule may read it."""
        described = kind.__earlyyears_kind__
        if described.name not in self._kinds or (
            self._forbidden and self.forbids(described)
        ):
            raise self._refused(kind_of(kind))
        return self._base.all(kind)

    def forbids(self, kind: Kind) -> bool:
        """Whether a kind may not decide what is asked, by its name or by a mark."""
        return kind.name in self._forbidden or not (
            self._forbidden.isdisjoint(kind.marks)
        )

    def _refused(self, kind: Kind) -> EarlyYearsError:
        name = kind.name
        if self.forbids(kind):
            for told in self._heard:
                told.append(Breach(kind, self._by))
            message = f"records of the kind “{name}” may not decide this question"
            return ForbiddenReadError(
                message, advice="Answer from other facts.", kind=name
            )
        message = f"the rule reaches for “{name}” without saying so"
        return UndeclaredReadError(
            message, advice="Name the kind in reads=.", kind=name
        )

    def overheard(self, told: list[Breach]) -> "Scope":
        """The same facts, where `told` is told of what is refused as forbidden.

        However deep down it happens, and whatever the rules do with the error.
        """
        heard = (*self._heard, told)
        return Scope(self._base, self._kinds, self._forbidden, heard, self._by)

    def ask(self, question: Question[S, V], subject: S) -> Answer[V]:
        """The answer of the one rule, under what is forbidden here as well."""
        return answer_from(question, subject, self)

    def cite(self, *records: Record) -> tuple[Ref, ...]:
        """References to these records in the versions that the facts hold."""
        return self._base.cite(*records)

    def within(self, rule: Rule[Any, Any]) -> "Scope":
        """The same facts as another rule may see them, nothing un-forbidden."""
        forbidden = self._forbidden | rule.question.forbids
        by = f"{rule.ref}" if forbidden else ""
        return Scope(self._base, rule.kinds, forbidden, self._heard, by)


def answer_from(question: Question[S, V], subject: S, facts: Facts) -> Answer[V]:
    """Put a question about a subject to the one rule for its borough and the day.

    The subject's borough is its `borough` attribute; a subject without one is put to
    the rules that name no borough.
    """
    borough: str = getattr(subject, "borough", "")
    found = facts.rules.for_(question.name, borough, facts.on)
    if len(found) == 1:
        rule: Rule[S, V] = found[0]
        if question.forbids and not question.forbids <= rule.question.forbids:
            rule = under(question, rule)
        return rule(subject, facts)
    reason = "two_rules" if found else "no_rule"
    named = tuple(f"{rule.ref}: {rule.during}" for rule in found)
    text = f"Which rule answers “{question.name}” on {facts.on}?"
    asked = Ask(reason, text, who="the developer of the borough's plugin")
    return CannotTell(Why(reason, steps=named), (asked,))


def under(question: Question[S, V], rule: Rule[S, V]) -> Rule[S, V]:
    """The rule, forbidden all that the question forbids whatever its own one says."""
    forbids = rule.question.forbids | question.forbids
    law = question.forbidden_by or rule.question.forbidden_by
    own = evolve(rule.question, forbids=forbids, forbidden_by=law)
    return evolve(rule, question=own)
