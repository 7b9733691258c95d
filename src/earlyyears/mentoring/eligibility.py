"""Who may be a mentor, and whether the home settings of mentors still stand well.

The post in the home setting and the standing of that setting decide.  Which posts count
is the borough's choice (`mentor-eligibility`), and a plugin may answer by its own rule.
"""

import datetime as dt
from functools import cache
from importlib.resources import files
from typing import Any, Final

from earlyyears.kernel import (
    Answer,
    Answered,
    CannotTell,
    Citation,
    Facts,
    Question,
    Rule,
    Timeline,
    Why,
    citation_from,
    frozen,
    read_toml,
)
from earlyyears.places import Setting, vocabulary
from earlyyears.roles import MENTOR_ELIGIBILITY, PolicyChoice, support_lead

from .records import Mentor

__all__ = ["Candidate", "Watched", "candidate", "mentor_eligible", "rules", "watch"]


@frozen
class Candidate:
    """Somebody who might be a mentor: the post that they hold, and where."""

    home: Setting
    post: str

    @property
    def borough(self) -> str:
        """The borough whose rule decides."""
        return self.home.borough


#: Whether somebody with this post in this setting may be a mentor.
mentor_eligible: Final[Question[Candidate, bool]] = Question(
    "mentor_eligible", "May somebody with this post in this setting be a mentor?"
)


@cache
def _data() -> dict[str, Any]:
    return read_toml(files("earlyyears.mentoring") / "data" / "mentors.toml")


@cache
def _source() -> Citation:
    return citation_from(_data())


@cache
def rules() -> tuple[Rule[Any, Any], ...]:
    """The rule that ships; a borough's plugin may put its own in its place."""
    made = mentor_eligible.rule(
        reads=[PolicyChoice], basis=_source(), name="by_post_and_standing"
    )
    return (made(_by_post_and_standing),)


def _by_post_and_standing(who: Candidate, facts: Facts) -> Answer[bool]:
    chosen = facts.all(PolicyChoice).where(
        borough=who.borough, policy=MENTOR_ELIGIBILITY
    )
    policy = chosen[-1].value if chosen else str(_data()["default"])
    cited = facts.cite(*chosen)
    label = _post(who.post)
    if who.post not in _posts(policy):
        step = f"{label} is not among the posts of the policy “{policy}”."
        return Answered(False, Why("post_not_among_them", cited, (step,)))
    steps = (f"{label} is among the posts of the policy “{policy}”.",)
    return _by_standing(who, facts, Why("post_and_standing", cited, steps))


def _by_standing(who: Candidate, facts: Facts, why: Why) -> Answer[bool]:
    lead = facts.ask(support_lead, who.home)
    because = f"The home setting: {lead.why.reason.replace('_', ' ')}."
    if isinstance(lead, CannotTell):
        told = Why("home_setting_open", why.because, (*why.steps, because))
        return CannotTell(told, lead.questions)
    if isinstance(lead, Answered) and lead.value.body == "authority":
        told = Why("home_setting_supported", why.because, (*why.steps, because))
        return Answered(False, told)
    told = Why(why.reason, why.because, (*why.steps, because))
    return Answered(True, told)


def _posts(policy: str) -> set[str]:
    return {row["code"] for row in _data()["post"] if policy in row["policies"]}


def _post(code: str) -> str:
    posts = vocabulary("mentor-post")
    return posts.label(code) if code in posts.codes() else code.replace("_", " ")


def candidate(mentor: Mentor, facts: Facts) -> Candidate | None:
    """The question's subject for a mentor; None where the home setting is not known."""
    home = facts.all(Setting).where(id=mentor.home).first()
    return Candidate(home, mentor.post) if home else None


@frozen
class Watched:
    """A mentor whose home setting does not stand as a mentor's should."""

    mentor: Mentor
    #: The answer on the day, None where the home setting is not known.
    now: Answer[bool] | None
    #: Whether it stood well when the mentor was appointed.
    fell: bool


def watch(facts: Timeline) -> tuple[Watched, ...]:
    """The mentors whose eligibility is not, or no longer, given on the day.

    Whether the home setting fell is seen by asking about the day of appointment as
    well.  Nobody loses a post by this: it is a list for people to act upon.
    """
    found: list[Watched] = []
    for mentor in facts.all(Mentor):
        now = _answer(mentor, facts)
        if not _given(now):
            start = mentor.valid.start or dt.date.min
            before = _answer(mentor, facts.at(start)) if mentor.valid.start else None
            found.append(Watched(mentor, now, fell=_given(before)))
    return tuple(found)


def _answer(mentor: Mentor, facts: Facts) -> Answer[bool] | None:
    who = candidate(mentor, facts)
    return None if who is None else facts.ask(mentor_eligible, who)


def _given(answer: Answer[bool] | None) -> bool:
    return isinstance(answer, Answered) and answer.value
