"""The commands about the partnership, and its kinds as tables."""

import datetime as dt
import json
from pathlib import Path
from typing import Any, ClassVar

import pytest

from earlyyears import governance
from earlyyears.app import UnknownBodyPackError, adopt_body, bodies_of, open_hub
from earlyyears.app.builtin import kinds_in
from earlyyears.governance import Attendance, Meeting, SeatContribution
from earlyyears.kernel import evolve, kind_of, read_toml, since
from earlyyears.people import Post, Seat
from earlyyears.plugins import BoroughPlugin
from tests.cli.conftest import Run, run  # noqa: F401  the fixture
from tests.governance import newham

DAY = "2019-02-01"


class Brackwater(BoroughPlugin):
    """A plugin that is nothing but packs: the groups of the case study."""

    name: ClassVar[str] = "brackwater"
    folder: ClassVar[Path | None] = newham.PACKS.parent

    def packs(self) -> list[str]:
        """The one folder."""
        return ["packs"]


@pytest.fixture
def store(tmp_path: Path) -> str:
    """A hub with the steering group as it stands, one of whose childminders left."""
    url = f"sqlite:///{tmp_path / 'hub.db'}"
    meeting = Meeting(
        id="meeting/1",
        body=newham.pack("steering").body.id,
        on=dt.date(2019, 1, 15),
        state="held",
    )
    seats = newham.seated("steering")
    left = next(seat for seat in seats if seat.sector == "childminding")
    came = [
        Attendance(id=f"attendance/{at}", meeting=meeting.id, seat=seat.id)
        for at, seat in enumerate(seats)
    ]
    said = SeatContribution(id="c", meeting=meeting.id, seat=seats[0].id, nil=True)
    post = Post(
        id="post/1",
        post="adviser-1",
        holder="person/1",
        title="early_years_advisor",
        valid=since(2018, 1, 1),
    )
    vacant = evolve(left, holder=None, state="vacant", valid=since(2019, 2, 1))
    made = newham.pack("steering")
    terms = evolve(made.terms, state="draft")
    group = [made.body, terms, *made.rules, *newham.NETWORKS, *seats]
    with open_hub(url, borough="newham", actor="clerk", plugins=()) as hub:
        hub.record(*group, meeting, *came, said, post, reason="the group")
        hub.record(vacant, reason="she moved")
    return url


def test_bodies_lists_who_is_missing(run: Run, store: str) -> None:  # noqa: F811
    """Both in lines and as data: the terms, and the one childminder."""
    code, printed, _ = run("bodies", "--store", store, "--on", DAY)
    assert (0, True) == (code, "Childminding: 2 of 3 on 2019-02-01, and 1" in printed)
    assert printed.endswith("1 bodies on 2019-02-01, 1 of them lack something.\n")
    _, printed, _ = run("bodies", "--store", store, "--on", DAY, "--json")
    (row,) = json.loads(printed)
    codes = [one["code"] for one in row["findings"]]
    assert (["no_terms", "too_few"], 1) == (codes, row["vacant"])


def test_meeting_says_who_came_and_who_was_silent(run: Run, store: str) -> None:  # noqa: F811
    """The day is the meeting's own: she was there then."""
    code, printed, _ = run("meeting", "meeting/1", "--store", store)
    assert (0, True) == (code, "21 seats represented, no quorum is set" in printed)
    _, printed, _ = run("meeting", "meeting/1", "--store", store, "--json")
    told = json.loads(printed)
    assert (21, None, 20, []) == (
        told["represented"],
        told["quorate"],
        len(told["silent"]),
        told["findings"],
    )
    code, _, said = run("meeting", "body/none", "--store", store)
    assert (1, True) == (code, "EY901" in said)


def test_may_explains_itself(run: Run, store: str) -> None:  # noqa: F811
    """Yes and no come with the rule, the working and the source."""
    asked = ("--store", store, "--as", "adviser-1", "--on", DAY)
    code, printed, _ = run("may", "advise", *asked)
    assert (0, True) == (
        code,
        printed.startswith("Yes, by the rule earlyyears/advise."),
    )
    _, printed, _ = run("may", "review_vision", *asked, "--json")
    told = json.loads(printed)
    assert (False, "earlyyears/default-deny") == (told["may"], told["rule"])
    code, _, said = run("may", "advise", *asked, "--given", "honest")
    assert (1, True) == (code, "EY241" in said)


def test_nothing_is_written_unsigned_from_the_shell(run: Run, store: str) -> None:  # noqa: F811
    """Without --as the command ends with the sentence that says what to add."""
    code, _, said = run("withdraw", "1", "--store", store, "--reason", "wrong")
    assert (1, True, True) == (code, "--as POST" in said, "EY710" in said)


def test_a_body_is_adopted_from_a_pack_once() -> None:
    """Body, draft terms, rules and vacant seats; a second time nothing is new."""
    with open_hub("memory:", plugins=[Brackwater()], actor="clerk") as hub:
        hub.record(*newham.NETWORKS, reason="networks")
        first, again = (
            adopt_body(hub, "newham-strategic-group", start=newham.START)
            for _ in range(2)
        )
        assert (
            "1 body",
            "1 terms-of-reference",
            "6 composition-rule",
            "15 seat",
        ) == first
        assert () == again
        assert 15 == len(hub.at(newham.START).all(Seat))
        with pytest.raises(UnknownBodyPackError, match="newham-steering-group"):
            adopt_body(hub, "another", start=newham.START)


@pytest.mark.parametrize("name", ["steering", "strategic"])
def test_what_the_packs_say_is_what_the_case_study_says(name: str) -> None:
    """The packs name neither quorum nor term nor frequency: the document does not."""
    content: dict[str, Any] = read_toml(newham.PACKS / f"newham-{name}-group.toml")
    assert (
        set() == {"quorum", "term_months", "meetings_a_year"} & content["terms"].keys()
    )
    assert "Co-producing" in content["source"]["instrument"]


def test_every_kind_of_the_room_has_its_table() -> None:
    """All kinds go through the road in, so each has a blank table and a schema."""
    with open_hub("memory:", plugins=(), actor="clerk") as hub:
        names = [kind_of(kind).name for kind in kinds_in(governance)]
        assert 25 <= len(names)
        assert all(hub.template(name) and hub.schema(name) for name in names)


def test_a_sector_of_a_boroughs_pack_counts_as_what_it_is_a_kind_of(
    tmp_path: Path,
) -> None:
    """S45: a forest nursery, in a borough's own word a kind of PVI, is a PVI voice."""
    packs = tmp_path / "packs"
    packs.mkdir()
    (packs / "words.toml").write_text(
        'pack = "vocabulary"\nname = "seat-sector"\ntitle = "More"\n'
        'source = { instrument = "a borough", confirmed = true }\n'
        '[[code]]\ncode = "brackwater-forest"\nlabel = "Forest"\nparent = "pvi"\n'
    )

    class Words(Brackwater):
        """The same borough with its own words."""

        folder: ClassVar[Path | None] = tmp_path

    forest = [
        evolve(seat, sector="brackwater-forest") if seat.sector == "pvi" else seat
        for seat in newham.seated("steering")
    ]
    made = newham.pack("steering")
    with open_hub("memory:", plugins=[Words()], actor="clerk") as hub:
        hub.record(made.body, *made.rules, *forest, reason="the group")
        (row,) = bodies_of(hub, hub.at(dt.date(2019, 2, 1)))
    assert ["no_terms"] == [one.code for one in row.findings]
