"""People as far as a hub needs them: posts, bodies, seats, what they declare."""

from .lives import SEAT_STEPS
from .records import (
    Background,
    Body,
    Chair,
    Interest,
    Person,
    Post,
    Qualification,
    Seat,
)

__all__ = [
    "SEAT_STEPS",
    "Background",
    "Body",
    "Chair",
    "Interest",
    "Person",
    "Post",
    "Qualification",
    "Seat",
]
