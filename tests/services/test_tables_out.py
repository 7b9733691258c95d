"""Tables out: exports for people and machines, schemas, archives, and speed."""

import datetime as dt
import json
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from earlyyears.app import Hub
from earlyyears.ledger import LegalHold
from earlyyears.services.tables import (
    ArchiveError,
    FormatError,
    NotEmptyError,
    schema_of,
)
from earlyyears.stores import SqliteStore
from tests.app import test_onboarding as made
from tests.app.conftest import Opener, opened
from tests.registers.books import xlsx
from tests.services import tables_made

__all__ = ["opened"]


@pytest.fixture
def hub(opened: Opener) -> Hub:
    """A hub that has read three settings and knows their sectors."""
    hub = opened(borough="Newham")
    hub.import_register(made.file(made.ELM, made.ASH, made.OAK), edition=made.FIRST)
    hub.import_table(
        b"setting,sector,from\r\nEY900001,Private,2020-01-01\r\nEY900002,Voluntary,",
        "sectors",
    )
    return hub


def test_an_export_that_is_edited_changes_only_what_was_edited(
    hub: Hub, tmp_path: Path
) -> None:
    """One cell is edited in the exported table: one row changes."""
    file = tmp_path / "sectors.csv"
    assert 2 == hub.export("sectors", file)
    edited = file.read_bytes().replace(b"Voluntary", b"Private")
    report = hub.import_table(edited, "sectors")
    assert (0, 1, 1, 0) == (
        report.added,
        report.changed,
        report.unchanged,
        report.ended,
    )


def test_texts_that_a_spreadsheet_would_run_are_written_as_text(
    hub: Hub, tmp_path: Path
) -> None:
    """A name that begins like a formula is defused, and comes back as it was."""
    hub.import_table(b"name,local authority\r\n'=SUM(A1),Newham", "networks")
    file = tmp_path / "networks.csv"
    hub.export("networks", file)
    assert "'=SUM(A1)" in file.read_text(encoding="utf-8-sig")
    assert not hub.import_table(file, "networks").wrote


@pytest.mark.parametrize("kind", ["inspection", "registration", "sector", "setting"])
def test_lines_for_machines_fit_the_schema_of_their_kind(
    hub: Hub, tmp_path: Path, kind: str
) -> None:
    """Each line of JSON has exactly the properties of the schema, of their types."""
    file = tmp_path / "out.jsonl"
    count = hub.export(kind, file)
    lines = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    assert count == len(lines) > 0
    schema = hub.schema(kind)
    assert [] == [fault for line in lines for fault in misfits(line, schema)]
    assert list(misfits({**lines[0], "id": 7}, schema))


@pytest.mark.parametrize("kind", sorted(tables_made.KINDS))
def test_every_kind_has_a_schema(kind: str) -> None:
    """The schema is JSON and names each field, who sees it and why it is kept."""
    schema = schema_of(tables_made.KINDS[kind], {})
    assert kind == json.loads(json.dumps(schema))["properties"]["record"]["const"]
    assert {"x-visible", "x-purpose", "x-keep"} <= set(schema)


def misfits(value: Any, schema: dict[str, Any]) -> list[str]:
    """What a value has that its schema does not allow, for what schemas here use."""
    if "anyOf" in schema:
        tried = [misfits(value, one) for one in schema["anyOf"]]
        return [] if [] in tried else [f"{value!r} fits none"]
    if "const" in schema:
        return [] if value == schema["const"] else [f"not {schema['const']!r}"]
    kinds = schema.get("type", [])
    wanted = [kinds] if isinstance(kinds, str) else kinds
    classes: dict[str, Any] = {
        "string": str, "integer": int, "boolean": bool, "null": type(None),
        "array": list, "object": dict,
    }  # fmt: skip
    if wanted and type(value) not in {classes[one] for one in wanted}:
        return [f"{value!r} is no {kinds}"]
    if isinstance(value, dict) and "properties" in schema:
        return _object(value, schema)
    if isinstance(value, list) and "items" in schema:
        return [each for one in value for each in misfits(one, schema["items"])]
    return []


def _object(value: dict[str, Any], schema: dict[str, Any]) -> list[str]:
    known = schema["properties"]
    wrong = sorted(set(value) - set(known)) + sorted(
        set(schema["required"]) - set(value)
    )
    return wrong + [
        each
        for key in set(value) & set(known)
        for each in misfits(value[key], known[key])
    ]


def test_a_file_of_another_ending_is_refused(hub: Hub, tmp_path: Path) -> None:
    """A PDF is not written, and the sentence says what is."""
    with pytest.raises(FormatError, match=r"\.csv or \.xlsx"):
        hub.export("sector", tmp_path / "sectors.pdf")
    assert not (tmp_path / "sectors.pdf").exists()


def test_another_installation_opens_and_verifies_an_archive(
    hub: Hub, opened: Opener, tmp_path: Path
) -> None:
    """The restored hub has the same head, erasures included, and knows the same."""
    hub.erase("ofsted:EY900003", reason="asked for")
    told = hub.archive(tmp_path / "hub.zip")
    other = opened("other.db")
    found = other.restore(tmp_path / "hub.zip")
    assert (True, told.digest) == (found.ok, other.verify().head.digest)
    assert hub.summary(made.FIRST) == other.summary(made.FIRST)
    other.import_table(b"name,local authority\r\nNorth,Newham", "network")
    assert other.verify().ok


def test_an_archive_is_not_poured_into_a_hub_that_holds_something(
    hub: Hub, tmp_path: Path
) -> None:
    """A store that holds anything is refused, and stays as it was."""
    hub.archive(tmp_path / "hub.zip")
    with pytest.raises(NotEmptyError):
        hub.restore(tmp_path / "hub.zip")
    assert 2 == hub.verify().commits


def test_a_restore_that_was_cut_short_is_filled_up_by_the_same_archive(
    hub: Hub, opened: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that fills up leaves the first commits; nothing else is added to them."""
    hub.archive(tmp_path / "hub.zip")
    other = opened("other.db")
    real, written = SqliteStore.append, iter([False, True])

    def append(store: Any, *rows: Any, **options: Any) -> None:
        if next(written):
            raise OSError(28, "no space")
        real(store, *rows, **options)

    with monkeypatch.context() as full:
        full.setattr(SqliteStore, "append", append)
        with pytest.raises(ArchiveError, match="only 1 of 2 commits"):
            other.restore(tmp_path / "hub.zip")
    hub.import_table(b"name,local authority\r\nNorth,Newham", "network")
    hub.withdraw(3, reason="not agreed")
    assert 1 == other.verify().commits
    found = other.restore(tmp_path / "hub.zip")
    assert (True, 2) == (found.ok, found.commits)
    assert hub.summary(made.FIRST) == other.summary(made.FIRST)


def test_a_cut_short_restore_is_not_filled_up_by_another_archive(
    hub: Hub, opened: Opener, tmp_path: Path
) -> None:
    """A store whose commits are not those of the archive is refused."""
    hub.archive(tmp_path / "hub.zip")
    other = opened("other.db", borough="Newham")
    other.import_register(made.file(made.ELM), edition=made.FIRST)
    with pytest.raises(NotEmptyError):
        other.restore(tmp_path / "hub.zip")
    assert 1 == other.verify().commits


def test_an_archive_that_was_altered_is_refused_before_anything_is_written(
    hub: Hub, opened: Opener, tmp_path: Path
) -> None:
    """One changed word is found, and the new store stays empty."""
    hub.archive(tmp_path / "hub.zip")
    altered = tmp_path / "altered.zip"
    with (
        zipfile.ZipFile(tmp_path / "hub.zip") as old,
        zipfile.ZipFile(altered, "w") as new,
    ):
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"voluntary", b"private"))
    other = opened("other.db")
    with pytest.raises(ArchiveError):
        other.restore(altered)
    with pytest.raises(ArchiveError):
        other.restore(Path(__file__))
    assert 0 == other.verify().commits


def test_a_legal_hold_can_be_brought_in_by_table(hub: Hub) -> None:
    """The ledger's own kind of record has its table too."""
    assert "legal-hold" in {one.name for one in hub.kinds}
    setting = hub.at(made.FIRST).setting("ofsted:EY900001").id
    content = f"record that must be kept,reason\r\n{setting},inquiry".encode()
    hub.import_table(content, "legal holds")
    assert setting == hub.at(dt.date(2026, 1, 1)).all(LegalHold).one().target


def _csv(rows: list[list[Any]]) -> bytes:
    return "\r\n".join(",".join(map(str, row)) for row in rows).encode()


def _book(rows: list[list[Any]]) -> bytes:
    return xlsx({"Networks": rows})


@pytest.mark.slow
@pytest.mark.parametrize("write", [_csv, _book])
def test_a_large_table_takes_a_time_that_grows_with_its_rows(
    opened: Opener, write: Callable[[list[list[Any]]], bytes]
) -> None:
    """Five times the rows take less than nine times the time, with progress told."""
    took: dict[int, float] = {}
    for rows in (10_000, 50_000):
        hub = opened(f"{rows}.db", borough="Newham")
        day = dt.date(2021, 9, 1)
        heads = ["name", "local authority", "from"]
        content = write(
            [heads, *([f"Network {n}", "Newham", day] for n in range(rows))]
        )
        seen: list[int] = []
        began = time.perf_counter()
        report = hub.import_table(content, "network", progress=seen.append)
        took[rows] = time.perf_counter() - began
        assert (rows, rows) == (report.loaded, report.added)
        assert rows // 5_000 == len(seen)
        assert not hub.import_table(content, "network").wrote
    assert took[50_000] < 9 * took[10_000]
