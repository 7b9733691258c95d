"""The steps of a seat: sought, nominated, confirmed, ended."""

from earlyyears.kernel import Lifecycle, Step

__all__ = ["SEAT_STEPS"]

#: The steps of a seat; one that falls vacant is the same seat with nobody in it.
SEAT_STEPS = Lifecycle(
    "vacant",
    {
        "nominate": Step(("vacant",), "nominated"),
        "confirm": Step(("nominated",), "confirmed"),
        "decline": Step(("nominated",), "vacant"),
        "vacate": Step(("confirmed",), "vacant"),
        "end": Step(("vacant", "nominated", "confirmed"), "ended"),
    },
)
