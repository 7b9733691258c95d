"""Who may do what: cases worked by hand, and what no actor may ever get."""

import csv
import datetime as dt
from collections.abc import Iterator, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earlyyears.kernel import (
    NO_RULES,
    Answered,
    Citation,
    DateRange,
    Facts,
    Faults,
    Record,
    Rule,
    RuleBook,
    Snapshot,
    Why,
    evolve,
    record,
    until,
)
from earlyyears.people import (
    Background,
    Body,
    Chair,
    Interest,
    Person,
    Post,
    Qualification,
    Seat,
)
from earlyyears.places import Organisation, Partnership, Setting
from earlyyears.roles import (
    AUTHORITY,
    GIVEN,
    MENTORS,
    Lead,
    LoosenedError,
    Note,
    NotPermittedError,
    PurposeMove,
    UnknownSituationError,
    may,
    policy_from,
    require,
    roles_of,
    shipped_policy,
    standing_of,
    support_lead,
)
from tests.conftest import ROOT

DAY = dt.date(2026, 2, 2)
CASES = ROOT / "tests/roles/permission-cases.csv"
ME, ELM = "person/1", "setting/elm"
STEERING = Body(id="body/steering", name="Steering group", kind="steering")
STRATEGIC = Body(id="body/strategic", name="Strategic group", kind="strategic")
PANEL = Body(id="body/panel", name="Panel", kind="panel")

QUALIFIED = Qualification(
    id="q", holder=ME, subject="iters-3/2017", awarded_on=dt.date(2025, 1, 1)
)

#: What the officers of the table hold: the title of the post, and seats by body.
WHO: Mapping[str, tuple[str, str, str]] = {
    "adviser": ("early_years_advisor", "", ""),
    "adviser with a seat": ("early_years_advisor", STRATEGIC.id, "member"),
    "head of early years": ("head_of_early_years", "", ""),
    "mentor": ("hub_mentor", "", ""),
    "mentor on the panel": ("hub_mentor", PANEL.id, "member"),
    "hub co-ordinator": ("hub_coordinator", "", ""),
    "hub lead": ("hub_lead", "", ""),
    "setting manager": ("setting_manager", "", ""),
    "releasing head": ("nursery_head", "", ""),
    "childminder team": ("childminder_officer", "", ""),
    "strategic member": ("representative", STRATEGIC.id, "member"),
    "steering member": ("representative", STEERING.id, "member"),
    "panel member": ("representative", PANEL.id, "member"),
    "representative": ("representative", STEERING.id, "member"),
    "chair": ("", STEERING.id, "chair"),
    "clerk": ("clerk", STEERING.id, "clerk"),
    "funder": ("funder", "", ""),
    "scheme lead": ("scheme_lead", "", ""),
    "central team": ("central_scheme_team", "", ""),
    "safeguarding lead": ("safeguarding_lead", "", ""),
    "partner": ("representative", "", ""),
    "stranger": ("", "", ""),
}


@record("test.matter")
class Matter(Record):
    """Anything that a permission may be about."""

    setting: str = ELM
    certificate: str = "iters-3/2017"
    author: str = ""
    owner: str = ""
    seat: str = ""
    body: str = ""
    partnership: str = "partnership/hub"


@record("test.private-note", visible="author")
class Private(Record):
    """A note that its author keeps."""

    setting: str = ELM
    author: str = ""


class Told:
    """One line of the table as facts and a question."""

    def __init__(self, row: Mapping[str, str]) -> None:
        words = (part.strip() for part in row["situation"].split(";"))
        self.row = row
        self.words = {word for word in words if word}
        self.used = {"authority leads", "mentors lead"} & self.words

    def has(self, word: str) -> bool:
        """Say whether the line tells this of the case."""
        self.used |= {word} & self.words
        return word in self.words

    def given(self) -> set[str]:
        """What the asker has to say."""
        found = {word for word in self.words if word.replace(" ", "_") in GIVEN}
        self.used |= found
        return {word.replace(" ", "_") for word in found} - {"author"}

    def records(self) -> Iterator[Record]:
        """The facts of the case."""
        title, body, seat_role = WHO[self.row["who"]]
        own = (ELM,) if self.has("own setting") else ()
        yield from (STEERING, STRATEGIC, PANEL)
        yield evolve(STEERING, id="body/other", name="Other", parent=STEERING.id)
        yield Organisation(id="organisation/mine", name="M", kind="o", settings=own)
        mine = ("organisation/mine",) if self.has("a partner") else ()
        yield Partnership(id="partnership/hub", name="H", kind="hub", partners=mine)
        kind = "childminder" if self.has("childminder") else "full_day_care"
        yield Setting(id=ELM, kind=kind, borough="newham")
        if self.row["who"] != "stranger":
            yield from self.posts(title)
        if body:
            yield Seat(id="seat/mine", body=body, holder=ME, role=seat_role)
        if self.has("qualified"):
            yield Qualification(
                id="q",
                holder=ME,
                subject="iters-3/2017",
                awarded_on=dt.date(2025, 1, 1),
            )
        if self.has("interest"):
            yield Interest(id="i", holder=ME, about=ELM)
        if self.has("moved"):
            yield PurposeMove(
                id="m", note="note/1", to="statutory", reason="r", decided_by="head"
            )

    def posts(self, title: str) -> Iterator[Post]:
        """The post that acts, with its holders."""
        valid = until(2026, 1, 1) if self.has("post ended") else DateRange()
        mine = Post(
            id="post/1",
            post="me",
            holder=ME,
            title=title,
            organisation="organisation/mine",
            interim=self.has("interim"),
            valid=valid,
        )
        yield mine
        if self.has("two holders"):
            yield evolve(mine, id="post/2", holder="person/2")

    def about(self) -> Record:
        """What the question is about."""
        author = "me" if self.has("author") else ""
        if self.has("private note"):
            return Private(id="note/1", author=author)
        for standing in ("shared", "formal"):
            if self.has(f"{standing} note"):
                peer = "peer_support" if self.has("for peer support") else ""
                return Note(
                    id="note/1",
                    setting=ELM,
                    author=author or "else",
                    standing=standing,
                    written_for=peer,
                    text="what was seen (fictional)",
                )
        on_parent = "body/other" if self.has("on its parent") else "body/elsewhere"
        return Matter(
            id="matter/1",
            author=author,
            owner="me" if self.has("owns the item") else "",
            seat="seat/mine" if self.has("owns the seat") else "seat/theirs",
            body=STEERING.id if self.has("on the body") else on_parent,
        )


def led(who: str) -> RuleBook:
    """A rule by which the authority or the mentors lead on every setting."""
    lead = AUTHORITY if who == "authority leads" else MENTORS

    def answer(subject: Setting, facts: Facts) -> Answered[Lead]:  # noqa: ARG001
        return Answered(lead, Why("told"))

    rule: Rule[Setting, Lead] = Rule(
        "told", support_lead, frozenset(), DateRange(), Citation("the case"), answer
    )
    return RuleBook([rule])


def asked(told: Told) -> Answered[bool]:
    """Put the question of a line."""
    who = next(iter({"authority leads", "mentors lead"} & told.words), "mentors lead")
    rules = led(who) if who in told.words else NO_RULES
    facts = Snapshot(*told.records(), on=DAY, rules=rules)
    row = told.row
    return may(
        "me",
        row["action"],
        told.about(),
        facts,
        purpose=row["purpose"],
        given=told.given(),
    )


def lines() -> list[dict[str, str]]:
    """The lines of the table."""
    with CASES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("row", lines(), ids=lambda row: f"{row['case']}-{row['rule']}")
def test_a_case_worked_by_hand_comes_out_so(row: dict[str, str]) -> None:
    """The answer and the rule that gives it are those an officer wrote down."""
    told = Told(row)
    answer = asked(told)
    assert (row["may"] == "yes", row["rule"]) == (answer.value, answer.why.reason)
    assert told.words == told.used


@pytest.mark.parametrize("row", lines(), ids=lambda row: row["case"])
def test_every_answer_names_its_rule_and_source(row: dict[str, str]) -> None:
    """Every answer, denials above all, has a rule, a source and its working."""
    why = asked(Told(row)).why
    assert why.rule is not None
    assert why.basis is not None
    assert (why.reason, True) == (why.rule.name, bool(why.basis.instrument))
    assert "me" in why.steps[0]


def test_there_are_enough_cases_and_none_twice() -> None:
    """At least 120 cases were worked by hand, each once."""
    cases = [
        (row["who"], row["action"], row["situation"], row["purpose"]) for row in lines()
    ]
    assert len(set(cases)) == len(cases) >= 120


def test_the_cases_reach_every_row_that_denies_for_the_law() -> None:
    """No statutory row that ships is without a case."""
    reached = {row["rule"] for row in lines()}
    assert (
        set() == {row.key for row in shipped_policy().rows if row.statutory} - reached
    )


TITLES = sorted({title for role in shipped_policy().roles for title in role.titles})


@given(
    titles=st.lists(st.sampled_from(TITLES), max_size=2),
    seat=st.sampled_from(["", STEERING.id, STRATEGIC.id, PANEL.id]),
    seat_role=st.sampled_from(["member", "chair", "clerk", "observer"]),
    action=st.sampled_from(shipped_policy().actions()) | st.text(max_size=8),
    about=st.sampled_from(
        [None, Matter(id="m/1"), Matter(id="m/2", body=STEERING.id, author="me")]
    ),
    purpose=st.sampled_from(
        ["", "peer_support", "statutory", "safeguarding", "public"]
    ),
    told=st.sets(st.sampled_from(sorted(GIVEN))),
    own=st.booleans(),
)
def test_random_actors_get_nothing_without_a_matching_grant(
    titles: list[str],
    seat: str,
    seat_role: str,
    action: str,
    about: Record | None,
    purpose: str,
    told: set[str],
    own: bool,  # noqa: FBT001  drawn by hypothesis
) -> None:
    """A yes has a row that grants this action to a role of the actor; a no its rule."""
    posts = [
        Post(
            id=f"post/{n}",
            post="me",
            holder=ME,
            title=title,
            organisation="organisation/mine",
        )
        for n, title in enumerate(titles)
    ]
    seats = [Seat(id="seat/1", body=seat, holder=ME, role=seat_role)] if seat else []
    mine = Organisation(
        id="organisation/mine", name="M", kind="o", settings=(ELM,) if own else ()
    )
    facts = Snapshot(STEERING, STRATEGIC, PANEL, mine, *posts, *seats, on=DAY)
    answer = may("me", action, about, facts, purpose=purpose, given=told)
    policy = shipped_policy()
    rows = {row.key: row for row in policy.rows}
    if answer.value:
        row = rows[answer.why.reason]
        roles = roles_of(standing_of(facts, "me"), policy)
        assert ("grant", True, True) == (
            row.effect,
            action in row.actions,
            bool(row.roles & roles),
        )
        assert posts
    else:
        known = {"default-deny", "no-post"}
        assert answer.why.reason in known or rows[answer.why.reason].effect == "deny"


# ------------------------------------------------------------------ what a pack may do


def pack(*, lift: tuple[str, ...] = (), **row: object) -> dict[str, object]:
    """A borough's pack with one row."""
    source = {"instrument": "a borough's scheme of delegation", "confirmed": True}
    whole = {"source": source, "says": "so it is here", **row}
    return {"source": source, "row": [whole] if row else [], "lift": list(lift)}


ADVISER = Post(id="p", post="me", holder=ME, title="early_years_advisor")


def test_a_pack_may_add_a_denial_that_wins() -> None:
    """A borough's denial beats every grant, and the answer names the borough."""
    content = pack(
        key="newham-no-advice", actions=["advise"], roles=["adviser"], effect="deny"
    )
    policy = shipped_policy().tightened(content, plugin="newham", version="2")
    answer = may("me", "advise", None, Snapshot(ADVISER, on=DAY), policy=policy)
    assert (False, "newham/newham-no-advice") == (answer.value, str(answer.why.rule))


def test_a_pack_may_grant_where_no_law_stands() -> None:
    """A borough may let somebody more do what no statutory row is about."""
    content = pack(
        key="newham-more", actions=["draft_plan"], roles=["adviser"], effect="grant"
    )
    policy = shipped_policy().tightened(content, plugin="newham")
    assert may("me", "draft_plan", None, Snapshot(ADVISER, on=DAY), policy=policy).value


def test_a_pack_may_lift_a_row_that_is_not_statutory() -> None:
    """Where the supporter may lead above the threshold too, the row is lifted."""
    policy = shipped_policy().tightened(pack(lift=("claim-others",)), plugin="newham")
    assert "claim-others" not in {row.key for row in policy.rows}


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (
            pack(key="x", actions=["lead_support"], roles=["hub_lead"], effect="grant"),
            "loosens_statutory",
        ),
        (
            pack(key="x", actions=["read_note"], roles=["any"], effect="grant"),
            "loosens_statutory",
        ),
        (pack(lift=("note-private",)), "loosens_statutory"),
        (pack(lift=("no-such-row",)), "unknown_row"),
        (
            pack(key="advise", actions=["advise"], roles=["any"], effect="deny"),
            "doubled_row",
        ),
        (
            pack() | {"role": {"adviser": {"titles": ["hub_mentor"]}}},
            "title_taken",
        ),
        (pack() | {"role": {"adviser": {"bodies": ["board"]}}}, "role_widened"),
    ],
)
def test_a_pack_that_loosens_is_refused(content: dict[str, object], code: str) -> None:
    """Grants on statutory actions, lifted statutory rows and borrowed titles fail."""
    with pytest.raises(LoosenedError) as caught:
        shipped_policy().tightened(content, plugin="newham")
    assert [code] == [one.code for one in caught.value.findings]


def test_a_boroughs_own_title_may_count_as_a_role() -> None:
    """Boroughs differ in what they call people; a new title may count as a role."""
    content = pack() | {"role": {"adviser": {"titles": ["newham-qi-manager"]}}}
    policy = shipped_policy().tightened(content, plugin="newham")
    post = evolve(ADVISER, title="newham-qi-manager")
    assert may("me", "advise", None, Snapshot(post, on=DAY), policy=policy).value
    assert not may("me", "advise", None, Snapshot(post, on=DAY)).value


def test_all_that_is_wrong_with_a_pack_is_told_at_once() -> None:
    """A row without an action, with unknown words, and a bad effect: one list."""
    content = pack(
        key="x", actions=[], roles=["king"], effect="allow", when=["full_moon"]
    )
    with pytest.raises(Faults) as caught:
        policy_from(content)
    found = {one.code for one in caught.value.findings}
    wanted = {"incomplete_row", "unknown_role", "bad_effect", "unknown_test"}
    assert wanted == found


# --------------------------------------------------------------- posts, seats, people


def test_a_seat_does_not_count_for_a_post_that_two_people_hold() -> None:
    """A seat is one person's: who shares the post does not inherit the vote."""
    beside = evolve(ADVISER, id="p2", holder="person/2")
    for post in (ADVISER, beside):
        seat = Seat(id="s", body=STRATEGIC.id, holder=post.holder)
        alone = Snapshot(STRATEGIC, seat, post, on=DAY)
        shared = Snapshot(STRATEGIC, seat, ADVISER, beside, on=DAY)
        assert may("me", "approve_plan", None, alone).value
        assert not may("me", "approve_plan", None, shared).value


def test_a_seat_that_is_not_confirmed_gives_nothing() -> None:
    """Whoever is only nominated does not yet approve."""
    seat = Seat(id="s", body=STRATEGIC.id, holder=ME, state="nominated")
    facts = Snapshot(STRATEGIC, seat, ADVISER, on=DAY)
    assert not may("me", "approve_plan", None, facts).value


def test_a_shared_post_is_qualified_only_when_everybody_in_it_is() -> None:
    """Any holder may come to audit, so one certificate is not enough for two."""
    held = QUALIFIED
    beside = evolve(ADVISER, id="p2", holder="person/2")
    about = Matter(id="m/1")
    assert may("me", "audit", about, Snapshot(ADVISER, held, on=DAY)).value
    assert not may("me", "audit", about, Snapshot(ADVISER, beside, held, on=DAY)).value


def test_an_independent_chair_chairs_without_a_seat() -> None:
    """A chair of a body waives a contribution there and nowhere else."""
    post = Post(id="p", post="me", holder=ME)
    chair = Chair(id="c", body=STEERING.id, holder=ME, independent=True)
    facts = Snapshot(STEERING, post, chair, on=DAY)
    here, elsewhere = Matter(id="m", body=STEERING.id), Matter(id="n", body=PANEL.id)
    assert may("me", "waive_contribution", here, facts).value
    assert not may("me", "waive_contribution", elsewhere, facts).value


def test_s25_a_professional_background_is_optional_and_never_a_permission() -> None:
    """S25: record professional background as optional data, never as a permission.

    A hub works without one; with one, every answer and all its grounds are the same.
    """
    told = Background(
        id="b", holder=ME, background="advisory teacher for twenty years (fictional)"
    )
    person = Person(id=ME, name="A (fictional)")
    without = Snapshot(person, ADVISER, on=DAY)
    with_it = Snapshot(person, ADVISER, told, on=DAY)
    assert told == with_it.all(Background).one()
    assert may("me", "advise", None, with_it).value
    for action in shipped_policy().actions():
        about = Matter(id="m/1")
        plain = may("me", action, about, without)
        assert plain == may("me", action, about, with_it)


# -------------------------------------------------------------------- asking, requiring


def test_what_no_row_knows_cannot_be_told() -> None:
    """A word outside the list is refused with the list."""
    with pytest.raises(UnknownSituationError, match="at_request"):
        may("me", "advise", None, Snapshot(ADVISER, on=DAY), given=["honest"])


def test_requiring_what_is_refused_names_the_rule() -> None:
    """The refusal says what, by whom, and by which row."""
    facts = Snapshot(ADVISER, on=DAY)
    require("me", "advise", None, facts)
    with pytest.raises(NotPermittedError, match="default-deny") as caught:
        require("me", "allocate_mentor", None, facts)
    assert "default-deny" == caught.value.data["rule"]


def test_a_row_holds_on_its_days_only() -> None:
    """A dated row of a pack decides from its first day."""
    content = pack(key="n", actions=["advise"], roles=["adviser"], effect="deny")
    rows = content["row"]
    assert isinstance(rows, list)
    rows[0]["from"] = dt.date(2026, 3, 1)
    policy = shipped_policy().tightened(content, plugin="newham")
    before, after = (
        may("me", "advise", None, Snapshot(ADVISER, on=day), policy=policy).value
        for day in (dt.date(2026, 2, 28), dt.date(2026, 3, 1))
    )
    assert (True, False) == (before, after)
