"""Packs that are wrong in one way each."""

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from earlyyears.plugins import BoroughPlugin
from earlyyears.testing import PackKit
from tests.testing.saboteurs.made import Saboteur, adopted

_FOLDER = tempfile.TemporaryDirectory()
HEAD = """\
pack = "vocabulary"
name = "{name}"
title = "Kinds of hub session (fictional)"
source = {{ instrument = "Brackwater list (fictional)", confirmed = true }}
"""
CODE = '\n[[code]]\ncode = "{code}"\nlabel = "{label}"\n'
SOUND = HEAD.format(name="session-kind") + CODE.format(code="talk", label="Talk")
UNREADABLE = SOUND.replace("label =", "lable =")


def pack(number: int, text: str, beside: str = "") -> type[BoroughPlugin]:
    """A plugin that is nothing but a pack with one file."""
    home = Path(_FOLDER.name) / f"{number}"
    (home / "packs").mkdir(parents=True)
    (home / "packs" / "session-kind.toml").write_text(text, encoding="utf-8")
    if beside:
        (home / "packs" / "old").mkdir()
        (home / "packs" / "old" / "left.toml").write_text(beside, encoding="utf-8")

    class Packed(BoroughPlugin):
        """A pack."""

        name: ClassVar[str] = "packed"
        version: ClassVar[str] = "1"
        folder: ClassVar[Path | None] = home

        def packs(self) -> Sequence[str]:
            """One folder."""
            return ["packs"]

    return Packed


_WRONG: tuple[tuple[str, str, str], ...] = (
    ("has no source", "test_every_file_has_a_source",
     SOUND.replace('instrument = "Brackwater list (fictional)", ', "")),
    ("does not say whether it was confirmed",
     "test_every_source_says_whether_it_was_confirmed",
     SOUND.replace(", confirmed = true", "")),
    ("ends before it begins", "test_dates_run_forwards",
     SOUND + "\n[[row]]\nname = 'a'\nfrom = 2026-02-01\nbefore = 2026-01-01\n"),
    ("has rows that overlap", "test_rows_of_one_name_share_no_day",
     SOUND + "\n[[row]]\nname = 'a'\nfrom = 2026-01-01\n"
     "\n[[row]]\nname = 'a'\nfrom = 2026-02-01\n"),
    ("has a gap between rows", "test_rows_of_one_name_leave_no_gap",
     SOUND + "\n[[row]]\nname = 'a'\nfrom = 2026-01-01\nbefore = 2026-02-01\n"
     "\n[[row]]\nname = 'a'\nfrom = 2026-03-01\n"),
    ("ships a publishers wording", "test_no_text_is_a_publishers_wording",
     HEAD.format(name="session-kind")
     + CODE.format(code="talk", label="Staff speak with each child " * 12)),
    ("takes over a code that ships", "test_shipped_codes_keep_their_meaning",
     HEAD.format(name="provider-type") + CODE.format(code="childminder", label="X")),
)  # fmt: skip

#: Each with the check that must catch it.
PACKS: tuple[Saboteur, ...] = (
    *(
        Saboteur(what, caught_by, adopted(PackKit, what, plugin=pack(number, text)))
        for number, (what, caught_by, text) in enumerate(_WRONG)
    ),
    Saboteur(
        "leaves a file out",
        "test_no_file_is_left_out",
        adopted(PackKit, "leaves a file out", plugin=pack(90, SOUND, beside=SOUND)),
    ),
    Saboteur(
        "does not load",
        "test_every_file_loads",
        adopted(PackKit, "does not load", plugin=pack(91, UNREADABLE)),
    ),
)

#: A pack with nothing wrong.
SOUND_PACK = pack(99, SOUND)
