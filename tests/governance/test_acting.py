"""Hubs that know their posts: nobody writes unnamed, and private stays private."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

import pytest

from earlyyears.app import Hub, NoActorError, NoSuchRecordError, open_hub
from earlyyears.kernel import Record, since
from earlyyears.mentoring import PrivateNote
from earlyyears.people import Body, Person, Post, Seat
from earlyyears.places import Organisation, Setting
from earlyyears.plugins import BoroughPlugin
from earlyyears.roles import LoosenedError, NotPermittedError, SafeguardingAccess

DAY = dt.date(2026, 2, 2)
ALICE = Person(id="person/a", name="A. Nother (fictional)")
POSTS = {
    "mentor": "hub_mentor",
    "adviser": "early_years_advisor",
    "safeguarding-lead": "safeguarding_lead",
}


@pytest.fixture
def store(tmp_path: Path) -> str:
    """The URL of a hub in which three people hold a post."""
    url = f"sqlite:///{tmp_path / 'hub.db'}"
    posts = [
        Post(
            id=f"post/{post}",
            post=post,
            holder=f"person/{post}",
            title=title,
            teams=("safeguarding-team",) if post == "safeguarding-lead" else (),
            valid=since(2026, 1, 1),
        )
        for post, title in POSTS.items()
    ]
    elm = Setting(id="setting/elm", name="Elm", kind="full_day_care", borough="newham")
    with acting(url, "data-officer") as hub:
        hub.record(elm, *posts, reason="who does what")
    return url


def acting(url: str, actor: str = "", **options: Any) -> Hub:
    """The hub opened as a post."""
    return open_hub(url, borough="newham", actor=actor, plugins=(), **options)


@pytest.fixture
def note(store: str) -> Iterator[str]:
    """A note that the mentor keeps for herself."""
    kept = PrivateNote(
        id="private-note/1",
        setting="setting/elm",
        text="unsure how to say it (fictional)",
        valid=since(2026, 1, 1),
    )
    with acting(store, "mentor") as hub:
        hub.record(kept, reason="after a visit")
    return kept.id


def first(kind: str) -> list[Record]:
    """The first record that makes a hub know who acts."""
    body = Body(id="body/1", name="Steering group", kind="steering")
    return {
        "post": [Post(id="post/1", post="lead", holder="person/a")],
        "seat": [body, Seat(id="seat/1", body=body.id, holder="person/a")],
    }[kind]


@pytest.mark.parametrize("kind", ["post", "seat"])
def test_a_hub_with_a_post_or_a_seat_takes_nothing_from_nobody(kind: str) -> None:
    """Before anybody holds one, changes may be unnamed; afterwards they may not."""
    with acting("memory:") as hub:
        hub.record(ALICE, reason="the first record")
        hub.record(*first(kind), reason="the first that tells who acts")
        head = hub.verify()
        with pytest.raises(NoActorError, match="--as POST") as caught:
            hub.record(
                Organisation(id="organisation/1", name="A", kind="school"), reason="x"
            )
        assert ("EY710", head) == (caught.value.code, hub.verify())


def test_every_way_of_writing_asks_who_acts(store: str, tmp_path: Path) -> None:
    """Tables, withdrawals, erasure, handovers and reports that are given out alike."""
    ways = {
        "table": lambda hub: hub.import_table(b"name,kind\nA,School", "organisation"),
        "withdraw": lambda hub: hub.withdraw(1, reason="wrong"),
        "erase": lambda hub: hub.erase("person/a", reason="asked"),
        "review": lambda hub: hub.review(DAY),
        "report": lambda hub: hub.report("support", on=DAY).save(
            tmp_path / "report.html", audience="public"
        ),
    }
    with acting(store) as hub:
        for way in ways.values():
            with pytest.raises(NoActorError):
                way(hub)


def test_a_hub_without_an_actor_can_still_be_read(store: str) -> None:
    """Refused is writing; whoever only looks needs no post."""
    with acting(store) as hub:
        assert len(POSTS) == len(hub.at(DAY).all(Post))


def test_an_adviser_cannot_read_a_mentors_private_note(store: str, note: str) -> None:
    """She does not see it, and asked whether she may, the answer names the rule."""
    with acting(store, "adviser") as hub:
        assert () == tuple(hub.at(DAY).all(PrivateNote))
        about = PrivateNote(id=note, setting="setting/elm", text="")
        answer = hub.permissions.may("read_note", about, on=DAY)
        assert (False, "note-private") == (answer.value, answer.why.reason)
        with pytest.raises(NotPermittedError, match="note-private"):
            hub.permissions.open_private(note, reason="curious")
        assert () == tuple(hub._everything(DAY).all(SafeguardingAccess))


def test_whoever_committed_a_note_is_its_author(store: str, note: str) -> None:
    """The hub's own log says who wrote it, so the mentor may read it."""
    with acting(store, "mentor") as hub:
        kept = hub.at(DAY).all(PrivateNote).one()
        answer = hub.permissions.may("read_note", kept, on=DAY)
        assert (note, True, "note-author") == (kept.id, answer.value, answer.why.reason)


def test_the_safeguarding_path_opens_it_and_leaves_a_trace(
    store: str, note: str
) -> None:
    """A safeguarding lead reads the note; who, what, when and why stand on record."""
    with acting(store, "safeguarding-lead") as hub:
        opened = hub.permissions.open_private(note, reason="a child may be at risk")
        access = hub.at(hub.today).all(SafeguardingAccess).one()
        assert (note, note, "safeguarding-lead", "a child may be at risk") == (
            opened.id,
            access.opened,
            access.by,
            access.reason,
        )
    with acting(store, "adviser") as hub:
        assert () == tuple(hub.at(hub.today).all(SafeguardingAccess))


def test_opening_without_a_reason_opens_nothing(store: str, note: str) -> None:
    """The trace must say why; without that nothing is shown and nothing is written."""
    with acting(store, "safeguarding-lead") as hub:
        before = hub.verify()
        with pytest.raises(Exception, match="reason"):
            hub.permissions.open_private(note, reason=" ")
        with pytest.raises(NoSuchRecordError):
            hub.permissions.open_private("private-note/none", reason="a child")
        assert before == hub.verify()


# ------------------------------------------------------------------ packs of boroughs


def plugin(tmp_path: Path, row: str) -> BoroughPlugin:
    """A plugin that is nothing but a pack of permissions with one row."""
    packs = tmp_path / "packs"
    packs.mkdir()
    source = 'source = { instrument = "scheme of delegation", confirmed = true }'
    head = f'pack = "permissions"\nname = "brackwater"\n{source}\n'
    (packs / "permissions.toml").write_text(f"{head}[[row]]\n{row}\n{source}\n")

    class Brackwater(BoroughPlugin):
        """A fictional borough."""

        name: ClassVar[str] = "brackwater"
        folder: ClassVar[Path] = tmp_path

        def packs(self) -> list[str]:
            """The one folder."""
            return ["packs"]

    return Brackwater()


def test_a_plugin_that_loosens_a_statutory_row_is_refused_at_start(
    tmp_path: Path,
) -> None:
    """No hub opens with it, whether strict or not, and no store is made."""
    row = (
        'key = "b-1"\nactions = ["decide_entitlement_funding"]\nroles = ["mentor"]\n'
        'effect = "grant"\nsays = "mentors decide"'
    )
    loose = plugin(tmp_path, row)
    url = f"sqlite:///{tmp_path / 'none.db'}"
    for strict in (False, True):
        with pytest.raises(LoosenedError, match="statutory"):
            open_hub(url, plugins=[loose], strict=strict, actor="lead")
    assert not (tmp_path / "none.db").exists()


def test_a_plugin_that_tightens_is_used(tmp_path: Path) -> None:
    """A borough where advice needs more than a title says so, and is named."""
    row = (
        'key = "b-1"\nactions = ["advise"]\nroles = ["adviser"]\n'
        'effect = "deny"\nsays = "advice is given by the team leader alone"'
    )
    tight = plugin(tmp_path, row)
    with open_hub("memory:", plugins=[tight], actor="adviser") as hub:
        post = Post(
            id="p", post="adviser", holder="person/1", title="early_years_advisor"
        )
        hub.record(post, reason="who does what")
        answer = hub.permissions.may("advise")
        assert (False, "brackwater/b-1") == (answer.value, str(answer.why.rule))
