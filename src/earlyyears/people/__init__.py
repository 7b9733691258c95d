"""People as far as a hub needs them: posts, seats, qualifications, interests."""

from .records import Interest, Person, Post, Qualification, Seat

__all__ = ["Interest", "Person", "Post", "Qualification", "Seat"]
