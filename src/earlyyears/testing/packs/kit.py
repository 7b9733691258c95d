"""The kit for packs of TOML files."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, ClassVar, cast

import pytest

from earlyyears.governance import body_pack
from earlyyears.kernel import EarlyYearsError, citation_from, during_from
from earlyyears.places import vocabularies, vocabulary_from
from earlyyears.plugins import Catalogue, PackFile
from earlyyears.registers import layout_from, layouts
from earlyyears.roles import shipped_policy
from earlyyears.scales import available, load
from earlyyears.testing.core import catalogue_with
from earlyyears.testing.kits import Kit, check

__all__ = ["PackKit"]

#: A label or a note may be so long; a publisher's wording is longer.
_LONGEST = 240
#: Words that explain, which a pack's author writes and nobody licenses.
_OWN_WORDS = frozenset({"note", "about", "basis", "description", "help"})
_Path = tuple[str, ...]


class PackKit(Kit):
    """What a pack must be, whoever wrote it; `plugin` is the plugin that offers it."""

    KNOWN: ClassVar[Mapping[str, str]] = {
        "sources": "every file says where its facts come from",
        "short_texts": "no text is as long as a publisher's wording",
    }
    #: The plugin: a module, a subclass of BoroughPlugin, or an instance of one.
    plugin: ClassVar[Any]

    def catalogue(self) -> Catalogue:
        """The plugin beside what ships."""
        return catalogue_with(self.needed("plugin"))

    def packs(self) -> list[PackFile]:
        """Every file of the plugin's packs; a plugin without any is left out."""
        catalogue = self.catalogue()
        name = catalogue.plugins[-1].name
        found = [one for one in catalogue.packs if one.plugin == name]
        if not found:
            pytest.skip("does not apply: the plugin has no packs")
        return found

    @check(cure="Begin each file with pack = “…” and name = “…”; mend what is named.")
    def test_every_file_loads(self) -> None:
        """Each file is read as what it says it is, without a fault."""
        for file in self.packs():
            made: Any = None
            match file.kind:
                case "layout":
                    made = layout_from(file.content, file.file.name)
                case "vocabulary":
                    made = vocabulary_from(file.content, file.file.name)
                case "scale":
                    made = load(file.file)
                case "bodies":
                    made = body_pack(file.content, file.file.name)
                case "permissions":
                    made = shipped_policy().tightened(file.content, plugin=file.plugin)
                case _:
                    # A kind that is newer than this kit: the catalogue has read it.
                    continue
            assert made is not None, file.file.name

    @check(cure="Move the file into a folder that packs() names, or take it away.")
    def test_no_file_is_left_out(self) -> None:
        """No pack beside those that are offered lies there unread."""
        read = {str(file.file) for file in self.packs()}
        folders = {Path(name).parent for name in read}
        beside = [one for folder in folders for one in folder.rglob("*.toml")]
        assert [] == sorted(one.name for one in beside if str(one) not in read)

    @check(
        needs="sources",
        cure="Add source = { instrument = “…”, clause = “…”, confirmed = false }.",
    )
    def test_every_file_has_a_source(self) -> None:
        """A file cites the instrument or publication that its facts are from."""
        amiss: list[str] = []
        for file in self.packs():
            try:
                citation_from(file.content)
            except EarlyYearsError:
                amiss.append(file.file.name)
        assert [] == amiss

    @check(
        needs="sources",
        cure="Write confirmed = true or false; a person must have read it.",
    )
    def test_every_source_says_whether_it_was_confirmed(self) -> None:
        """No reader is left to guess whether a person has read the source."""
        amiss = [
            f"{file.file.name}: {'.'.join(path)}"
            for file in self.packs()
            for path, source in _sources(file.content)
            if type(source.get("confirmed")) is not bool
        ]
        assert [] == amiss

    @check(cure="Write days as 2026-01-01; `before` is the first day no more.")
    def test_dates_run_forwards(self) -> None:
        """Each row that has dates begins before it ends."""
        for file in self.packs():
            for path, row in _tables(file.content):
                if {"from", "before"} & set(row) and _dated(row):
                    during = during_from(row)
                    known = during.start is not None and during.end is not None
                    where = f"{file.file.name}: {'.'.join(path)}"
                    assert not known or during.start < during.end, where  # type: ignore[operator]

    @check(cure="Let one row end (`before`) on the day on which the next begins.")
    def test_rows_of_one_name_share_no_day(self) -> None:
        """Two rows of one list with one name are never both in force."""
        amiss = [
            f"{file.file.name}: {name}"
            for file in self.packs()
            for name in _overlapping(file.content)
        ]
        assert [] == amiss

    @check(cure="Let each row begin on the day on which the last one of its name ends.")
    def test_rows_of_one_name_leave_no_gap(self) -> None:
        """Between two rows of one name no day is left out."""
        amiss = [
            f"{file.file.name}: {name}"
            for file in self.packs()
            for name in _gaps(file.content)
        ]
        assert [] == amiss

    @check(
        needs="short_texts",
        cure="Ship numbers, names and dates; wording stays with its publisher.",
    )
    def test_no_text_is_a_publishers_wording(self) -> None:
        """Labels are short: a framework's wording is licensed and does not ship."""
        amiss = [
            f"{file.file.name}: {'.'.join(path)} has {len(text)} characters"
            for file in self.packs()
            for path, text in _texts(file.content)
            if len(text) > _LONGEST and not _OWN_WORDS & set(path)
        ]
        assert [] == amiss

    @check(cure="Give it a name of its own: what ships cannot be replaced in silence.")
    def test_no_name_is_taken_already(self) -> None:
        """A layout or scale has a name that nothing that ships has."""
        shipped = {
            "layout": {one.name for one in layouts()},
            "scale": {one.id for one in available()},
        }
        taken = [
            file.name
            for file in self.packs()
            if file.name in shipped.get(file.kind, ())
        ]
        assert [] == taken

    @check(cure="Add codes, never change what a code that ships means.")
    def test_shipped_codes_keep_their_meaning(self) -> None:
        """A vocabulary that ships can be added to, and no code of it is taken over."""
        for file in self.packs():
            held = vocabularies().get(file.name)
            if file.kind == "vocabulary" and held is not None:
                more = vocabulary_from(file.content, file.file.name)
                assert set() == set(held.codes()) & set(more.codes()), file.name


def _tables(given: Any, path: _Path = ()) -> Iterator[tuple[_Path, Mapping[str, Any]]]:
    if isinstance(given, Mapping):
        table = cast("Mapping[str, Any]", given)
        yield path, table
        for name, value in table.items():
            yield from _tables(value, (*path, name))
    elif isinstance(given, list):
        for number, value in enumerate(cast("Sequence[Any]", given), 1):
            yield from _tables(value, (*path, str(number)))


def _texts(given: Mapping[str, Any]) -> Iterator[tuple[_Path, str]]:
    for path, table in _tables(given):
        for name, value in table.items():
            for one in _several(value):
                if isinstance(one, str):
                    yield (*path, name), one


def _several(value: Any) -> Sequence[Any]:
    return cast("Sequence[Any]", value) if isinstance(value, list) else [value]


def _sources(given: Mapping[str, Any]) -> Iterator[tuple[_Path, Mapping[str, Any]]]:
    return (one for one in _tables(given) if one[0][-1:] == ("source",))


def _dated(row: Mapping[str, Any]) -> bool:
    days = (row.get("from"), row.get("before"))
    return all(one is None or isinstance(one, dt.date) for one in days)


def _lists(given: Mapping[str, Any]) -> Iterator[Sequence[Mapping[str, Any]]]:
    for _, table in _tables(given):
        for value in table.values():
            rows: Sequence[Any] = (
                cast("Sequence[Any]", value) if isinstance(value, list) else []
            )
            dated: list[Any] = [one for one in rows if isinstance(one, Mapping)]
            if len(dated) > 1:
                yield cast("list[Mapping[str, Any]]", dated)


def _spans(
    given: Mapping[str, Any],
) -> Iterator[tuple[str, list[tuple[dt.date, dt.date]]]]:
    """The days of the rows of each list, by their name, in order."""
    for rows in _lists(given):
        named: dict[str, list[tuple[dt.date, dt.date]]] = {}
        for row in rows:
            name = row.get("code") or row.get("name") or row.get("id") or row.get("key")
            if isinstance(name, str) and _dated(row) and {"from", "before"} & set(row):
                days = (
                    row.get("from") or dt.date.min,
                    row.get("before") or dt.date.max,
                )
                named.setdefault(name, []).append(days)
        yield from ((name, sorted(days)) for name, days in named.items())


def _overlapping(given: Mapping[str, Any]) -> list[str]:
    return [
        name
        for name, days in _spans(given)
        if any(one[1] > other[0] for one, other in pairwise(days))
    ]


def _gaps(given: Mapping[str, Any]) -> list[str]:
    return [
        name
        for name, days in _spans(given)
        if any(one[1] < other[0] for one, other in pairwise(days))
    ]
