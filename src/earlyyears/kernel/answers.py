"""Answers that explain themselves: four shapes, one `Why`, never a guess.

`Answered` holds a value.  `NotApplicable` says that the question does not arise.
`Unsupported` says that no rule that ships covers the case.  `CannotTell` says what a
person would have to answer first.  Match them exhaustively.
"""

from typing import Generic, TypeAlias, TypeVar

from .citations import Citation
from .dates import ALWAYS, DateRange
from .records import Ref
from .values import frozen

__all__ = [
    "Answer",
    "Answered",
    "Ask",
    "CannotTell",
    "NotApplicable",
    "RuleRef",
    "Unsupported",
    "Why",
]

Value_co = TypeVar("Value_co", covariant=True)


@frozen
class RuleRef:
    """Which rule answered: whose it is, in which version, and its dates."""

    name: str
    plugin: str = ""
    version: str = ""
    during: DateRange = ALWAYS

    def __str__(self) -> str:
        return f"{self.plugin}/{self.name}" if self.plugin else self.name


@frozen
class Why:
    """The grounds of an answer.

    `rule`, and `basis` where the author gave none, are filled in when the rule is
    asked; an author writes the reason, the records used and the working.
    """

    #: Stable code of the reason.
    reason: str
    #: The records the answer rests on, with their versions.
    because: tuple[Ref, ...] = ()
    #: The working, one sentence a step.
    steps: tuple[str, ...] = ()
    #: Where the rule comes from.
    basis: Citation | None = None
    #: Which rule answered.
    rule: RuleRef | None = None


@frozen
class Ask:
    """A question that a person must answer before the library can.

    One question may settle many subjects: it is the same question wherever `code` and
    `about` are the same.
    """

    #: Stable code of the question.
    code: str
    #: The question in an officer's words.
    text: str
    #: The record the question is about, or nothing when it is about the borough.
    about: str = ""
    #: Who can answer it.
    who: str = "the local authority"


@frozen
class Answered(Generic[Value_co]):
    """An answer with its value and its grounds."""

    value: Value_co
    why: Why


@frozen
class NotApplicable:
    """The question does not arise for this subject."""

    why: Why


@frozen
class Unsupported:
    """No rule that ships covers this case; a plugin may."""

    why: Why


@frozen
class CannotTell:
    """The facts do not settle it; the questions say what would."""

    why: Why
    questions: tuple[Ask, ...] = ()


#: What a question gives back: one of four shapes, matched exhaustively.
Answer: TypeAlias = Answered[Value_co] | NotApplicable | Unsupported | CannotTell
