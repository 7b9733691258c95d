"""When a vision falls due for its review, and by whom it may be reviewed."""

import datetime as dt

from earlyyears.kernel import Facts, Finding, Place, add_months

from .visions import Vision, VisionItem, VisionReview, VisionTheme

__all__ = ["CURRENT", "items_of", "next_review", "review_findings", "reviews_of"]

#: States in which a vision is the one that the partners work to.
CURRENT = frozenset({"agreed", "in_review", "reaffirmed"})


def items_of(
    facts: Facts, vision: Vision
) -> tuple[tuple[VisionTheme, tuple[VisionItem, ...]], ...]:
    """The themes of a vision in order, each with its statements in order."""
    themes = sorted(facts.all(VisionTheme).where(vision=vision.id), key=_place)
    held = facts.all(VisionItem)
    return tuple(
        (theme, tuple(sorted(held.where(theme=theme.id), key=_place)))
        for theme in themes
    )


def _place(one: VisionTheme | VisionItem) -> tuple[int, str]:
    return one.place, one.id


def reviews_of(facts: Facts, vision: Vision) -> tuple[VisionReview, ...]:
    """The reviews of a vision that had taken place by the day, oldest first."""
    held = facts.all(VisionReview).where(vision=vision.id)
    past = (one for one in held if one.on <= facts.on)
    return tuple(sorted(past, key=lambda one: (one.on, one.id)))


def next_review(facts: Facts, vision: Vision) -> dt.date | None:
    """The day by which a vision is reviewed again; None before it is agreed.

    It is the vision's own number of months after the last review, or after the day on
    which it was agreed.
    """
    done = reviews_of(facts, vision)
    last = done[-1].on if done else vision.agreed_on
    return add_months(last, vision.review_months) if last else None


def review_findings(facts: Facts) -> tuple[Finding, ...]:
    """A finding for each vision in use whose review was due before the day."""
    found: list[Finding] = []
    for vision in facts.all(Vision):
        due = next_review(facts, vision)
        if vision.state in CURRENT and due is not None and due < facts.on:
            said = f"the vision {vision.name} was to be reviewed by {due}"
            place = Place(field=vision.id)
            advice = "Put it before the body that reviews it."
            found.append(Finding("vision_review_overdue", said, place, advice))
    return tuple(found)
