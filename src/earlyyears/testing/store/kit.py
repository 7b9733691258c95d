"""The kit for stores."""

from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import (
    RuleBasedStateMachine,
    run_state_machine_as_test,  # pyright: ignore[reportUnknownVariableType]
)

from earlyyears.testing.kits import check

from .appending import StoreAppending
from .base import StoreBase
from .keeping import StoreKeeping
from .lasting import StoreLasting
from .ledger_machine import LedgerMachine
from .machines import RowsMachine, SharedMachine
from .reading import StoreReading

__all__ = ["StoreKit"]

_PHASES = (Phase.generate, Phase.shrink)
_READ_ON = "Read the steps above: they are the shortest way to the difference."


class StoreKit(StoreReading, StoreAppending, StoreLasting, StoreKeeping):
    """Every promise that `docs/reference/store-contract.md` makes about a store."""

    @check(machine=True, cure=_READ_ON)
    def test_rows_agree_with_the_memory_store(self) -> None:
        """Whatever is done to this store and to the model, both show the same."""
        _run(RowsMachine, self)

    @check(machine=True, cure=_READ_ON)
    def test_a_ledger_agrees_with_one_in_memory(self) -> None:
        """Views as at any commit, withdrawals and erasures are the same in both."""
        _run(LedgerMachine, self)

    @check(machine=True, needs="shared", cure=_READ_ON)
    def test_three_openings_agree(self) -> None:
        """Openings that write by turns and read half way see whole commits only."""
        _run(SharedMachine, self)


def _run(
    machine: type[RowsMachine] | type[LedgerMachine] | type[SharedMachine],
    kit: StoreBase,
) -> None:
    def made() -> RuleBasedStateMachine:
        return machine(kit)

    # Hypothesis takes whatever makes a machine; its hint names classes alone.
    run: Any = run_state_machine_as_test  # pyright: ignore[reportUnknownVariableType]
    run(
        made,
        settings=settings(
            max_examples=kit.examples,
            stateful_step_count=kit.steps,
            derandomize=True,
            deadline=None,
            database=None,
            phases=_PHASES if kit.shorten else _PHASES[:1],
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
        ),
    )
