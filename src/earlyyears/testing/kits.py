"""What every kit shares: checks with their cure, capabilities, and the guard.

A kit is a class of tests that an author adopts by a subclass.  Each standard check
knows which capability it needs and what to do when it fails; the guard fails when one
was deleted, or overridden without a reason.
"""

import difflib
from collections.abc import Callable, Iterator, Mapping
from functools import wraps
from typing import Any, ClassVar, TypeVar

import pytest

from earlyyears.kernel import frozen

from .capabilities import FULL, Capability
from .errors import BadKitError, NoReasonError

__all__ = ["Check", "Kit", "check", "checks_of", "overridden", "problems_with"]

F = TypeVar("F", bound=Callable[..., None])


@frozen
class Check:
    """One standard check: what must hold, what it needs, what to do when it fails."""

    name: str
    #: The promise, in one sentence.
    holds: str
    #: What to do when it fails.
    cure: str
    #: The capability without which it is left out.
    needs: str = ""
    #: Whether it is a Hypothesis state machine.
    machine: bool = False


def check(*, cure: str, needs: str = "", machine: bool = False) -> Callable[[F], F]:
    """Make a test of a kit a standard check; its docstring says what must hold."""

    def made(work: F) -> F:
        told = (work.__doc__ or "").strip().partition("\n")[0]
        about = Check(work.__name__, told, cure, needs, machine)

        @wraps(work)
        def run(self: "Kit", *args: Any, **named: Any) -> None:
            self.leave_out_unless_able(about)
            try:
                work(self, *args, **named)
            except Exception as fault:
                fault.add_note(f"What must hold: {about.holds}\nIf it fails: {cure}")
                raise

        run.__check__ = about  # type: ignore[attr-defined]
        return run  # type: ignore[return-value]

    return made


def overridden(reason: str) -> Callable[[F], F]:
    """Say why a standard check is overridden; without it the guard fails.

    The result tells the reason, and a kit with an overridden check is not *proven*.
    """
    if not reason.strip():
        raise NoReasonError(
            "a check is overridden without a reason",
            advice="Say in one sentence why the standard check does not fit.",
        )

    def made(work: F) -> F:
        work.__overridden__ = reason  # type: ignore[attr-defined]
        return work

    return made


class Kit:
    """The base of all kits; `capabilities` says what the plugin cannot do, and why."""

    #: The capabilities that the checks of this kit need, each with its meaning.
    KNOWN: ClassVar[Mapping[str, str]] = {}
    #: What is not FULL, by name; what is not named is FULL.
    capabilities: ClassVar[Mapping[str, Capability]] = {}

    def adopted(self) -> Any:
        """The class by which the kit was adopted, for which things are kept."""
        return type(self)

    def able(self, name: str) -> bool:
        """Say whether the plugin has a capability in full."""
        return self.capabilities.get(name, FULL) == FULL

    def leave_out_unless_able(self, about: Check) -> None:
        """Skip a check, with the declared reason, where its capability is missing."""
        declared = self.capabilities.get(about.needs, FULL)
        if about.needs and declared.leaves_out(about.name):
            pytest.skip(f"{about.needs}: {declared}")

    def needed(self, name: str) -> Any:
        """An attribute that the author must give."""
        found = getattr(self, name, None)
        if found is None:
            raise BadKitError(
                f"{type(self).__name__} does not say its {name}",
                advice=f"Set `{name}` in the class; docs/reference/kits.md shows how.",
                kit=type(self).__name__,
            )
        return found

    @check(
        cure="Take the override or the deletion out, or put"
        " @overridden(“why”) on it; a capability declares what cannot hold."
    )
    def test_no_standard_check_is_missing(self) -> None:
        """Every standard check is there as it ships, or says why it is not."""
        found = problems_with(type(self))
        # In words: this module is imported before pytest could take a hand in it.
        assert not found, "; ".join(found)


def checks_of(kit: type[Kit]) -> dict[str, Check]:
    """The standard checks of a kit, by name, whatever a subclass did to them."""
    return {name: work.__check__ for name, work in _standard(kit).items()}


def _standard(kit: type[Kit]) -> dict[str, Any]:
    return {
        name: value
        for cls in reversed(kit.__mro__)
        if f"{cls.__module__}.".startswith(f"{__package__}.")
        for name, value in vars(cls).items()
        if isinstance(getattr(value, "__check__", None), Check)
    }


def problems_with(kit: type[Kit]) -> list[str]:
    """What is wrong with how a kit was adopted, in sentences."""
    return [*_changed(kit), *_misnamed(kit)]


def _changed(kit: type[Kit]) -> Iterator[str]:
    for name, standard in _standard(kit).items():
        found = getattr(kit, name, None)
        if not callable(found):
            yield f"{name} was deleted"
        elif found is not standard and not hasattr(found, "__overridden__"):
            yield f"{name} is overridden without a reason"


def _misnamed(kit: type[Kit]) -> Iterator[str]:
    for name in kit.capabilities:
        if name not in kit.KNOWN:
            near = difflib.get_close_matches(name, kit.KNOWN, 1)
            hint = f"; did you mean “{near[0]}”?" if near else ""
            yield f"“{name}” is not a capability of this kit{hint}"
    for name, declared in kit.capabilities.items():
        for one in declared.but:
            if one not in checks_of(kit):
                yield f"“{name}” leaves out {one}, which is not a check"
