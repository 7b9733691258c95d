"""The mentors' year for the command line and for notebooks, as plain data."""

from typing import Any

from earlyyears.kernel import Answer, frozen
from earlyyears.ledger import View
from earlyyears.mentoring import Allocated, Allocation
from earlyyears.services import (
    allocation_data,
    allocations_of,
    capacities_of,
    capacity_data,
    records_to_accept,
)

__all__ = ["AllocationPlan", "allocation_plan", "capacity_of"]


def capacity_of(view: View, body: str | None = None) -> list[dict[str, Any]]:
    """Whether the work of a body, or of every body, fits into its time.

    `body` is `mentors`, `authority` or `childminder_team`.
    """
    if body is None:
        return capacity_data(view, capacities_of(view))
    return capacity_data(view, capacities_of(view, (body,)))


@frozen
class AllocationPlan:
    """Who should support whom on the day of a view, before anybody agrees to it."""

    view: View
    answers: tuple[tuple[str, Answer[Allocated]], ...]

    def as_data(self) -> list[dict[str, Any]]:
        """The proposals as plain data."""
        return allocation_data(self.view, self.answers)

    def records(self, reason: str) -> tuple[Allocation, ...]:
        """What has to be recorded for the proposals to hold."""
        return records_to_accept(self.view, self.answers, reason)


def allocation_plan(view: View) -> AllocationPlan:
    """Who should support whom in the boroughs of a view."""
    return AllocationPlan(view, tuple(allocations_of(view)))
