"""The SQLite store: which files it opens, what it refuses, what stays on the disk."""

import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from earlyyears.stores import (
    BadStoreUrlError,
    CannotOpenStoreError,
    ClosedStoreError,
    DamagedStoreError,
    MemoryStore,
    NetworkShareWarning,
    NewerStoreError,
    NotAHubError,
    SqliteStore,
    StoreBusyError,
    drivers,
    shares,
    sqlite,
)
from earlyyears.stores.urls import path_of
from earlyyears.testing.store.rows import header, row, whole

OPEN = {driver.scheme: driver.open for driver in drivers()}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a store may be made."""
    return tmp_path / "hub.db"


@pytest.fixture
def store(path: Path) -> Iterator[SqliteStore]:
    """A store with one commit."""
    made = SqliteStore(path)
    made.append(whole(1))
    yield made
    made.close()


# ------------------------------------------------------------------------------- urls


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("sqlite:///newham.db", "newham.db"),
        ("sqlite:///data/newham.db", "data/newham.db"),
        ("sqlite:////srv/newham.db", "/srv/newham.db"),
        ("sqlite:///C:/Hub files/newham.db", "C:/Hub files/newham.db"),
        ("sqlite:///C:\\hub\\newham.db", "C:\\hub\\newham.db"),
        ("sqlite:///50% done?.db", "50% done?.db"),
    ],
)
def test_a_url_names_a_file(url: str, expected: str) -> None:
    """Relative with three slashes, absolute with four or a drive letter."""
    assert Path(expected) == path_of(url)


@pytest.mark.parametrize(
    "url",
    ["sqlite:", "sqlite://", "sqlite:///", "sqlite://newham.db", "sqlite:newham.db",
     "postgres:///a", "sqlite:///a\0b"],
)  # fmt: skip
def test_a_url_that_names_no_file_is_refused(url: str) -> None:
    """The refusal shows how to write it."""
    with pytest.raises(BadStoreUrlError, match=r"Write sqlite:///hub\.db"):
        OPEN["sqlite"](url)


def test_drivers_open_stores_by_url(path: Path) -> None:
    """The memory store is new each time; the SQLite store is the file."""
    assert isinstance(OPEN["memory"]("memory:"), MemoryStore)
    opened = OPEN["sqlite"](f"sqlite:///{path}")
    opened.append(whole(1))
    opened.close()
    again = OPEN["sqlite"](f"sqlite:///{path}")
    assert 1 == again.head().commit
    again.close()


@pytest.mark.parametrize("url", ["memory:newham", "memory://newham.db"])
def test_the_memory_store_takes_no_name(url: str) -> None:
    """A name would promise that something is kept."""
    with pytest.raises(BadStoreUrlError, match="keeps nothing"):
        OPEN["memory"](url)


# ------------------------------------------------------------------------------- files


def test_what_was_written_is_there_when_the_file_is_opened_again(path: Path) -> None:
    """A store is its file."""
    store = SqliteStore(path)
    store.append(whole(1))
    expected = [*store.read(None, 1)]
    store.close()
    again = SqliteStore(path)
    assert expected == [*again.read(None, 1)]
    again.close()


@pytest.mark.parametrize(
    "content",
    [b"Provider URN,Provider name\n" * 200, b"PK\3\4 not a database", b"x"],
)
def test_a_file_that_is_no_database_is_refused_and_left_alone(
    path: Path, content: bytes
) -> None:
    """A register's file given by mistake is not touched."""
    path.write_bytes(content)
    with pytest.raises(NotAHubError, match=r"hub\.db is not a hub's store"):
        SqliteStore(path)
    assert content == path.read_bytes()
    assert ["hub.db"] == [each.name for each in path.parent.iterdir()]


def test_a_database_of_something_else_is_refused_and_left_alone(path: Path) -> None:
    """Another program's tables are not mixed with ours."""
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE bookings (id)")
    other.close()
    before = path.read_bytes()
    with pytest.raises(NotAHubError):
        SqliteStore(path)
    assert before == path.read_bytes()


def test_an_empty_file_becomes_a_store(path: Path) -> None:
    """A file of no bytes is one that nothing was kept in yet."""
    path.touch()
    store = SqliteStore(path)
    store.append(whole(1))
    assert 1 == store.head().commit
    store.close()


def test_a_store_of_a_newer_version_is_refused(path: Path) -> None:
    """An old version does not guess at new tables."""
    SqliteStore(path).close()
    raw = sqlite3.connect(path)
    raw.execute("PRAGMA user_version = 99")
    raw.close()
    with pytest.raises(NewerStoreError, match="newer version"):
        SqliteStore(path)


def test_a_damaged_file_is_told_from_one_that_is_none(path: Path) -> None:
    """Whoever has a broken file is told to go back to a copy."""
    store = SqliteStore(path)
    store.append(whole(1, [f"room/{n}" for n in range(2_000)]))
    store.close()
    pages = bytearray(path.read_bytes())
    pages[8_192:] = b"\xff" * (len(pages) - 8_192)
    path.write_bytes(pages)
    with pytest.raises(DamagedStoreError, match="is damaged"):
        [*SqliteStore(path).read(None, 9)]


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    """The refusal says that the folder is missing, not that SQLite failed."""
    with pytest.raises(CannotOpenStoreError, match=r"for hub\.db is not there"):
        SqliteStore(tmp_path / "missing" / "hub.db")
    with pytest.raises(CannotOpenStoreError, match="is a folder"):
        SqliteStore(tmp_path)


def test_the_file_is_kept_for_crashes_and_for_others(store: SqliteStore) -> None:
    """A write-ahead log, synced at every commit."""
    run = store._connection.execute
    assert ("wal",) == run("PRAGMA journal_mode").fetchone()
    assert (2,) == run("PRAGMA synchronous").fetchone()
    assert (1,) == run("PRAGMA secure_delete").fetchone()


# ---------------------------------------------------------------------- nothing edited


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM row",
        "DELETE FROM row WHERE n = 1",
        "UPDATE row SET body = '{}' WHERE n = 1",
        "UPDATE row SET source = 'x' WHERE n = 1",
        "UPDATE row SET digest = 'x', body = NULL, salt = NULL WHERE n = 1",
        "UPDATE row SET start = '2000-01-01', body = NULL, salt = NULL WHERE n = 1",
        "UPDATE row SET kind = 'x', body = NULL, salt = NULL WHERE n = 1",
        "UPDATE row SET body = NULL WHERE n = 1",
        "UPDATE row SET body = NULL, salt = NULL WHERE n = 0",
        "INSERT INTO row SELECT 2, 0, id, 'x', start, end, '', '', '', '' FROM row",
        "INSERT INTO row VALUES (2, 1, 'a', 'x', 'a', 'b', x'00', 'd', 'e', 'f')",
    ],
)
def test_rows_cannot_be_edited_or_deleted_by_the_way(
    store: SqliteStore, statement: str
) -> None:
    """Triggers and strict tables stop whoever opens the file with another program."""
    before = [*store.read(None, 9)]
    with pytest.raises(sqlite3.IntegrityError):
        store._connection.execute(statement)
    assert before == [*store.read(None, 9)]


def test_forgetting_leaves_nothing_on_the_disk(path: Path) -> None:
    """After an erasure the text is in neither the file nor the log beside it."""
    store = SqliteStore(path)
    secret = row(1, 1, "person/1")._replace(body='{"schema":1,"name":"Very Secret"}')
    others = [row(1, n, f"room/{n}") for n in range(2, 400)]
    store.append([secret, *others, header(1)])
    files = [path, path.with_name("hub.db-wal")]
    assert any(b"Very Secret" in each.read_bytes() for each in files if each.exists())
    store.append([row(2, 1, "x"), header(2)], ["person/1"])
    assert not any(
        b"Very Secret" in each.read_bytes() for each in files if each.exists()
    )
    store.close()
    assert b"Very Secret" not in path.read_bytes()


def test_a_full_disk_leaves_the_store_as_it_was(store: SqliteStore) -> None:
    """What could not be written whole is undone, and the fault is told in words."""
    before = [*store.read(None, 9)]
    pages = store._number("PRAGMA page_count")
    store._connection.execute(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(CannotOpenStoreError, match="full"):
        store.append(whole(2, [f"room/{n}" for n in range(5_000)]))
    assert before == [*store.read(None, 9)]
    store.append(whole(2))


# ------------------------------------------------------------------------- two at once


def test_two_openings_of_one_file_see_each_others_commits(path: Path) -> None:
    """What one writes the other reads, and each must follow the other."""
    one, two = SqliteStore(path), SqliteStore(path)
    one.append(whole(1))
    two.append(whole(2))
    assert 2 == one.head().commit
    assert 6 == len([*one.read(None, 2)])
    for store in (one, two):
        store.close()


def test_somebody_who_waits_too_long_is_told(path: Path) -> None:
    """While another is writing, a writer waits, and then gives up in words."""
    one, two = SqliteStore(path), SqliteStore(path, wait=0.05)

    def slowly():  # type: ignore[no-untyped-def]  # noqa: ANN202
        yield row(1, 1)
        with pytest.raises(StoreBusyError, match="somebody else is writing"):
            two.append(whole(1))
        yield header(1)

    one.append(slowly())
    assert 1 == two.head().commit
    two.append(whole(2))
    for store in (one, two):
        store.close()


def test_a_store_belongs_to_the_thread_that_opened_it(store: SqliteStore) -> None:
    """Use from another thread is refused with a name."""
    faults: list[BaseException] = []

    def use() -> None:
        try:
            store.head()
        except ClosedStoreError as fault:
            faults.append(fault)

    thread = threading.Thread(target=use)
    thread.start()
    thread.join()
    assert 1 == len(faults)


def test_several_processes_may_make_the_same_files_at_once(path: Path) -> None:
    """Whoever comes first makes the tables; all can use them."""
    text = (
        "import sys, pathlib\n"
        "from earlyyears.stores import SqliteStore\n"
        "print('ready', flush=True)\n"
        "sys.stdin.readline()\n"
        "for number in range(40):\n"
        "    SqliteStore(pathlib.Path(f'{sys.argv[1]}{number}')).head()\n"
    )
    command = [sys.executable, "-c", text, str(path)]
    running = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        for _ in range(4)
    ]
    for one in running:
        assert one.stdout is not None
        one.stdout.readline()
        one.stdout.close()
    for one in running:
        assert one.stdin is not None
        one.stdin.write(b"go\n")
        one.stdin.close()
    assert [0] * 4 == [one.wait() for one in running]
    store = SqliteStore(path.with_name(f"{path.name}0"))
    assert 0 == store.head().commit
    store.close()


# ---------------------------------------------------------------------- network shares

MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
server:/homes /home nfs4 rw,vers=4.2 0 0
tmpfs /home/local tmpfs rw 0 0
//server/team /mnt/early\\040years cifs rw 0 0
none / overlay rw 0 0
"""


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (PurePosixPath("/srv/hub.db"), False),
        (PurePosixPath("/home/officer/hub.db"), True),
        (PurePosixPath("/home/local/hub.db"), False),
        (PurePosixPath("/homestead/hub.db"), False),
        (PurePosixPath("/mnt/early years/hub.db"), True),
        (PureWindowsPath("C:\\hub\\hub.db"), False),
        (PureWindowsPath("\\\\server\\team\\hub.db"), True),
        (PureWindowsPath("\\\\?\\UNC\\server\\team\\hub.db"), True),
        (PureWindowsPath("\\\\?\\C:\\hub\\hub.db"), False),
    ],
)
def test_a_network_share_is_told_by_what_is_mounted_or_by_its_name(
    path: PurePosixPath | PureWindowsPath,
    expected: bool,  # noqa: FBT001  expected value
) -> None:
    """The longest mount point that holds the path decides; a UNC path is a share."""
    assert expected is shares.is_on_share(path, MOUNTS)


def test_a_store_on_a_network_share_is_opened_with_a_warning(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite cannot keep its promise there, and whoever opens it is told so."""
    monkeypatch.setattr(sqlite, "mounts", lambda: "server:/all / nfs rw 0 0")
    with pytest.warns(NetworkShareWarning, match="network share"):
        SqliteStore(path).close()


def test_where_mounts_are_not_told_nothing_is_assumed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """On a system without a list of mounts no share is seen and nothing fails."""
    monkeypatch.setattr(shares, "_MOUNTS", tmp_path / "none")
    assert "" == shares.mounts()
    monkeypatch.undo()
    assert " / " in shares.mounts() or not Path("/proc/mounts").exists()
