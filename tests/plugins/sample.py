"""A borough's plugin, as small as one can be: a record, two dated rules, a format."""

from typing import ClassVar

from earlyyears.disclosure import SafeDocument, Writer
from earlyyears.inspection import Inspection
from earlyyears.kernel import (
    Answer,
    Answered,
    Citation,
    Facts,
    Question,
    Record,
    Why,
    personal,
    record,
    ref,
    since,
    until,
)
from earlyyears.places import Setting
from earlyyears.plugins import BoroughPlugin
from earlyyears.roles import AUTHORITY, Lead, support_lead

POLICY = Citation("A made-up borough's policy", "paragraph 3", confirmed=True)

visits_a_year: Question[Setting, int] = Question(
    "sample.visits_a_year", "How many visits a year does a setting get?"
)


@record("sample.worry", purpose="statutory", keep="six-years", visible="advisory-team")
class Worry(Record):
    """Something that worries the advisory team about a setting."""

    setting: str = ref("setting")
    note: str = personal("what was seen", default="")


@visits_a_year.rule(reads=[Setting], during=until(2026, 1, 1), basis=POLICY)
def three_a_year(setting: Setting, facts: Facts) -> Answer[int]:
    """Everybody got three visits until the end of 2025."""
    return Answered(3, Why("everybody", because=facts.cite(setting)))


@visits_a_year.rule(reads=[Setting, Worry], during=since(2026, 1, 1), basis=POLICY)
def by_worry(setting: Setting, facts: Facts) -> Answer[int]:
    """From 2026 a setting that worries the team gets six, the others two."""
    if worries := facts.all(Worry).where(setting=setting.id):
        return Answered(6, Why("worry", because=facts.cite(setting, *worries)))
    return Answered(2, Why("no_worry", because=facts.cite(setting)))


@support_lead.rule(
    reads=[Setting, Inspection, Worry], during=since(2026, 1, 1), basis=POLICY
)
def worried_lead(setting: Setting, facts: Facts) -> Answer[Lead]:
    """A worry brings the authority in."""
    worries = facts.all(Worry).where(setting=setting.id)
    return Answered(AUTHORITY, Why("worry", because=facts.cite(setting, *worries)))


def as_text(document: SafeDocument) -> bytes:
    """The title of a document, and nothing else."""
    return f"{document.document.title}\n".encode()


class Sample(BoroughPlugin):
    """A made-up borough."""

    name: ClassVar[str] = "sample"
    version: ClassVar[str] = "1.0"
    boroughs: ClassVar[tuple[str, ...]] = ("newham",)

    def records(self) -> list[type[Record]]:
        """Worries."""
        return [Worry]

    def rules(self) -> list[object]:  # type: ignore[override]
        """Two rules for one question, and one for who leads."""
        return [three_a_year, by_worry, worried_lead]

    def formats(self) -> list[Writer]:
        """Plain text."""
        return [Writer("text", ".txt", "text/plain", as_text)]
