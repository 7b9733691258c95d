"""What the public report gives away when it is laid beside published facts: nothing."""

import datetime as dt
import itertools
from collections import Counter

import pytest

from earlyyears.disclosure import (
    Audience,
    CountTable,
    Document,
    SafeDocument,
    SafeTable,
    make_safe,
    policy,
)
from earlyyears.inspection import EducationInspection, Inspection
from earlyyears.kernel import DateRange, Figure, RuleBook, since
from earlyyears.ledger import Ledger
from earlyyears.places import (
    Departure,
    Network,
    NetworkMember,
    Provider,
    RegisterEdition,
    Registration,
    SectorStatement,
    Setting,
    Succession,
)
from earlyyears.reports import support, writers
from earlyyears.roles import (
    Concern,
    JointAgreement,
    Override,
    PolicyChoice,
    Ruling,
    rules,
    worklist,
)
from earlyyears.stores import MemoryStore

DAY = dt.date(2021, 9, 1)
#: Grades of the made-up borough's settings, as the inspectorate publishes them.
GRADES = [2, 2, 1, 3, 2, 4, 2, 1]
KINDS = (
    Setting,
    Registration,
    Inspection,
    Network,
    NetworkMember,
    RegisterEdition,
    SectorStatement,
    Succession,
    Departure,
    Provider,
    PolicyChoice,
    Ruling,
    Concern,
    Override,
    JointAgreement,
)
#: What only the borough knows, and what would move the lead of a good setting.
SECRETS = {
    "a safeguarding concern": Concern(
        id="concern/1",
        valid=since(2021, 6, 1),
        setting="setting/0",
        kind="safeguarding",
        note="what was seen",
    ),
    "an override": Override(
        id="override/1",
        valid=DateRange(dt.date(2021, 6, 1), dt.date(2022, 1, 1)),
        setting="setting/0",
        body="authority",
        reason="agreed",
        approver="head of early years",
    ),
}


def facts(number: int, grade: int) -> list[object]:
    """A setting with its registration and its published inspection."""
    identifier = f"ofsted:EY{number:06d}"
    setting, registration = f"setting/{number}", f"registration/{identifier}"
    return [
        Setting(
            id=setting, name=f"Elm {number}", kind="full_day_care", borough="newham"
        ),
        Registration(
            id=registration,
            valid=since(2012),
            setting=setting,
            identifier=identifier,
            registered_on=dt.date(2012, 1, 1),
            type="non_domestic",
            subtype="full_day_care",
            registers=("eyr",),
            history=((dt.date(2012, 1, 1), dt.date(2021, 8, 31)),),
        ),
        Inspection(
            id=f"inspection/{identifier}/eif/2021-03-01",
            setting=setting,
            registration=registration,
            inspected_on=dt.date(2021, 3, 1),
            published_on=dt.date(2021, 4, 1),
            outcome=EducationInspection(grade=grade),
        ),
    ]


def ledger(*more: object) -> Ledger:
    """The made-up borough's ledger, with more facts if any."""
    tokens = itertools.count()
    made = Ledger(
        MemoryStore(),
        KINDS,
        clock=lambda: dt.datetime(2021, 9, 1, 9, tzinfo=dt.UTC),
        ids=lambda kind: f"{kind}/{next(tokens)}",
        salts=lambda size: b"s" * size,
    )
    known = [fact for n, grade in enumerate(GRADES) for fact in facts(n, grade)]
    made.commit(
        [*known, *more],  # type: ignore[list-item]
        actor="data-officer",
        reason="the file of August",
    )
    return made


def report(of: Ledger, audience: Audience, teams: frozenset[str]) -> Document:
    """The support report for an audience, made by somebody of some teams."""
    view = of.view(
        DAY,
        actor="adviser",
        teams=teams,
        rules=RuleBook(rules()),
        audience=audience.value,
    )
    return support(view, worklist(view), audience=audience, borough="Newham")


def published(of: Ledger) -> SafeDocument:
    """The public report, made by somebody who may see everything."""
    made = report(of, Audience.PUBLIC, frozenset({"advisory-team"}))
    return make_safe(made, policy(Audience.PUBLIC, DAY))


def led(made: Document | SafeDocument) -> dict[str, int]:
    """Group settings by who leads, as a report counts them."""
    for block in made.blocks:
        if isinstance(block, CountTable | SafeTable) and block.code == "lead-group":
            return {row: value(cell) for (row, _), cell in block.cells if row}
    return {}


def value(cell: object) -> int:
    """The number in a cell."""
    figure = cell if isinstance(cell, Figure) else getattr(cell, "figure", None)
    assert isinstance(figure, Figure)
    assert isinstance(figure.value, int)
    return figure.value


@pytest.mark.parametrize("secret", SECRETS.values(), ids=SECRETS.keys())
def test_a_secret_that_moves_a_lead_cannot_be_subtracted(secret: object) -> None:
    """The public counts are those of the published grades, to the last setting."""
    by_grade = Counter("authority" if grade > 2 else "mentors" for grade in GRADES)
    counted = led(published(ledger(secret)))
    assert {"authority": 0, "mentors": 0} == {
        body: counted[body] - by_grade[body] for body in counted
    }


@pytest.mark.parametrize("secret", SECRETS.values(), ids=SECRETS.keys())
def test_the_secret_does_move_the_lead_inside(secret: object) -> None:
    """For an adviser the authority leads on it, so the test above can fail."""
    team = frozenset({"advisory-team"})
    counted = led(report(ledger(secret), Audience.INTERNAL, team))
    assert {"authority": 3, "mentors": 5} == counted


@pytest.mark.parametrize("writer", writers(), ids=lambda one: one.name)
def test_two_ledgers_that_differ_by_a_secret_print_the_same(writer: object) -> None:
    """But for the digest of the ledger, no byte of the public files tells of it."""
    pages = []
    for of in (ledger(), ledger(*SECRETS.values())):
        made = published(of)
        page = writer(made).decode("utf-8")  # type: ignore[operator]
        pages.append(page.replace(made.document.head, ""))
    assert pages[0] == pages[1]


def test_a_concern_of_the_team_is_not_counted_for_partners() -> None:
    """The steering group's report leaves out what only the advisory team may see."""
    made = report(
        ledger(SECRETS["a safeguarding concern"]),
        Audience.STEERING,
        frozenset({"advisory-team"}),
    )
    assert {"authority": 2, "mentors": 6} == led(made)
