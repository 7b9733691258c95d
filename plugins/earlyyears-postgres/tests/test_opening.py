"""Which hubs are opened, which are refused, and in what words."""

import time
import traceback
from collections.abc import Iterator
from typing import LiteralString
from urllib.parse import urlsplit

import psycopg
import pytest
from asking import ask
from earlyyears_postgres import (
    DRIVER,
    LoginRefusedError,
    NoDatabaseError,
    NotAllowedError,
    NotReachableError,
    PostgresStore,
    UnfitDatabaseError,
)
from earlyyears_postgres.private_server import PrivateServer
from earlyyears_postgres.urls import address_of

from earlyyears.ledger import Row
from earlyyears.stores import (
    BadStoreUrlError,
    NewerStoreError,
    NotAHubError,
    StoreBusyError,
)
from earlyyears.testing.store.rows import header, row, whole

SECRET = "top-secret-word"  # noqa: S105  to be looked for
# As the README lists them.
_READING: tuple[LiteralString, ...] = (
    "GRANT USAGE ON SCHEMA {schema} TO {reader}",
    "GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO {reader}",
)
_WRITING: tuple[LiteralString, ...] = (
    "GRANT INSERT, UPDATE (body, salt) ON {schema}.earlyyears_row TO {reader}",
    "GRANT UPDATE (only_one) ON {schema}.earlyyears_hub TO {reader}",
)
IS_THERE = DRIVER.is_there or bool


@pytest.fixture
def schema(url: str) -> str:
    """The schema of the store."""
    return address_of(url).schema


@pytest.fixture
def store(url: str) -> Iterator[PostgresStore]:
    """A store with one commit."""
    made = PostgresStore(address_of(url))
    made.append(whole(1))
    yield made
    made.close()


# ------------------------------------------------------------------------------- urls


@pytest.mark.parametrize(
    ("url", "schema", "shown"),
    [
        ("postgresql://h/hub", "earlyyears", "the database “hub” on h"),
        ("postgresql://a:b@h:99/hub", "earlyyears", "the database “hub” on h:99"),
        ("postgresql:///hub?schema=x_1", "x_1", "the database “hub” on this machine"),
        ("postgresql:///?service=hub", "earlyyears", "the service “hub”"),
        ("postgresql://[::1]/hub?sslmode=require", "earlyyears", "“hub” on ::1"),
    ],
)
def test_a_url_names_a_server_a_database_and_a_schema(
    url: str, schema: str, shown: str
) -> None:
    """What is shown of it holds no password."""
    place = address_of(url)
    assert (schema, True) == (place.schema, place.shown.endswith(shown))


def test_what_libpq_understands_may_stand_in_a_url() -> None:
    """Encryption and time limits go through; what is not said has defaults."""
    told = psycopg.conninfo.conninfo_to_dict(
        address_of(
            "postgresql://h/hub?sslmode=verify-full&connect_timeout=3&schema=a"
        ).conninfo
    )
    assert ("verify-full", 3) == (told["sslmode"], int(str(told["connect_timeout"])))
    assert "schema" not in told
    assert 30 == int(str(told["keepalives_idle"]))


@pytest.mark.parametrize(
    "url",
    [
        "postgresql:",
        "postgres://h/hub",
        "postgresql://h",
        f"postgresql://a:{SECRET}@h:port/hub",
        f"postgresql://a:{SECRET}@h/hub?nonsense=1",
        f"postgresql://a:{SECRET}@h/hub?schema=A-B",
        f"postgresql://a:{SECRET}@h/hub?schema=a&schema=b",
        f"postgresql://a:{SECRET}@h/hub?schema=",
        f"postgresql://a:{SECRET}@h/hu\0b",
    ],
)
def test_a_url_that_cannot_be_used_is_refused_without_its_password(url: str) -> None:
    """The refusal says how to write it and repeats nothing."""
    with pytest.raises(BadStoreUrlError, match="Write postgresql://") as caught:
        DRIVER.open(url)
    told = "".join(traceback.format_exception(caught.value))
    assert SECRET not in f"{told} {caught.value.data} {caught.value!r}"


def test_an_address_is_shown_without_its_password() -> None:
    """Neither in a message nor in a log that prints the value."""
    assert SECRET not in repr(address_of(f"postgresql://a:{SECRET}@h/hub"))


# ---------------------------------------------------------------------------- refused


def test_a_server_that_is_not_there_is_named() -> None:
    """The refusal says where it looked and what to check; no password."""
    url = f"postgresql://hub:{SECRET}@127.0.0.1:1/newham"
    with pytest.raises(NotReachableError, match=r"“newham” on 127\.0\.0\.1:1") as told:
        DRIVER.open(url)
    assert "Connection refused" in str(told.value)
    assert SECRET not in str(told.value)


def test_a_wrong_password_is_refused_and_never_told(server: PrivateServer) -> None:
    """Neither the one that was given nor the right one is in the message."""
    with pytest.raises(LoginRefusedError, match="wrong user or password") as told:
        DRIVER.open(server.url("hub", password=SECRET))
    right = urlsplit(server.url()).password or "?"
    for word in (SECRET, right):
        whole_story = "".join(traceback.format_exception(told.value))
        assert word not in f"{whole_story} {told.value.data}"


def test_a_missing_password_is_asked_for(server: PrivateServer) -> None:
    """The advice says where passwords are kept."""
    with pytest.raises(LoginRefusedError, match=r"\.pgpass"):
        DRIVER.open(f"postgresql://keeper@127.0.0.1:{server.port}/hub?passfile=/none")


def test_a_database_that_is_not_there_is_named(server: PrivateServer) -> None:
    """A hub makes its tables, the administrator makes the database."""
    with pytest.raises(NoDatabaseError, match=r"“nowhere” on .* is not there"):
        DRIVER.open(server.url("nowhere"))


def test_a_server_without_encryption_is_refused_where_it_is_asked_for(
    server: PrivateServer,
) -> None:
    """No word is sent in the clear against the borough's rules."""
    with pytest.raises(NotReachableError, match="no safe connection"):
        DRIVER.open(f"{server.url('hub')}?sslmode=require")


def test_a_database_that_is_not_in_utf8_is_refused(server: PrivateServer) -> None:
    """It could not keep every name; nothing is made in it."""
    server.run(
        "CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0"
        " LC_COLLATE 'C' LC_CTYPE 'C'"
    )
    with pytest.raises(UnfitDatabaseError, match="LATIN1, and a hub needs UTF8"):
        DRIVER.open(server.url("latin"))
    assert not IS_THERE(server.url("latin"))


def test_a_schema_of_something_else_is_refused_and_left_alone(
    server: PrivateServer,
) -> None:
    """Another program's tables are not mixed with ours."""
    server.run("CREATE DATABASE bookings")
    url = server.url("bookings")
    ask(server, "CREATE SCHEMA bookings CREATE TABLE booking (id text)", "bookings")
    for use in (DRIVER.open, IS_THERE):
        with pytest.raises(NotAHubError, match=r"schema “bookings”.* not a hub's"):
            use(f"{url}?schema=bookings")
    tables = "SELECT tablename FROM pg_tables WHERE schemaname = 'bookings'"
    assert [("booking",)] == ask(server, tables, "bookings")


def test_an_empty_schema_becomes_a_store(server: PrivateServer, url: str) -> None:
    """The administrator may make the schema; the tables come by themselves."""
    ask(server, "CREATE SCHEMA {schema}", schema=address_of(url).schema)
    assert not IS_THERE(url)
    DRIVER.open(url).close()
    assert IS_THERE(url)


@pytest.mark.usefixtures("store")
def test_a_store_of_a_newer_version_is_refused(
    server: PrivateServer, url: str, schema: str
) -> None:
    """An old version does not guess at new tables."""
    ask(
        server,
        "UPDATE {schema}.earlyyears_hub SET earlyyears_version = 99",
        schema=schema,
    )
    with pytest.raises(NewerStoreError, match="newer version of the plugin"):
        DRIVER.open(url)


@pytest.mark.usefixtures("store")
def test_a_hub_that_lost_its_mark_is_refused(
    server: PrivateServer, url: str, schema: str
) -> None:
    """Nothing is guessed about tables that somebody emptied."""
    ask(server, "DELETE FROM {schema}.earlyyears_hub", schema=schema)
    with pytest.raises(NotAHubError):
        DRIVER.open(url)


def test_a_hub_taken_away_while_it_is_open_is_said_to_be_none(
    server: PrivateServer, store: PostgresStore, schema: str
) -> None:
    """The administrator restored another database in its place."""
    ask(server, "DROP TABLE {schema}.earlyyears_row", schema=schema)
    with pytest.raises(NotAHubError):
        store.head()


def test_whether_there_is_a_hub_is_told_without_making_one(url: str) -> None:
    """Looking changes nothing."""
    assert not IS_THERE(url)
    assert not IS_THERE(url)
    DRIVER.open(url).close()
    assert IS_THERE(url)


# ------------------------------------------------------------------------------ rights


@pytest.fixture
def reader(schema: str) -> str:
    """The name of a user of the hub who does not own it."""
    return f"reader_{schema}"


@pytest.fixture
def reader_url(
    server: PrivateServer, store: PostgresStore, url: str, schema: str, reader: str
) -> str:
    """The hub's URL for a user who may only read."""
    assert 1 == store.head().commit
    ask(server, "CREATE ROLE {reader} LOGIN PASSWORD 'r'", reader=reader)
    for right in _READING:
        ask(server, right, schema=schema, reader=reader)
    own = server.url("hub", user=reader, password="r")  # noqa: S106
    return url.replace(server.url("hub"), own)


def test_who_may_only_read_reads(reader_url: str) -> None:
    """An analyst's user opens the hub and sees all of it."""
    opened = DRIVER.open(reader_url)
    assert 3 == len([*opened.read(None, 1)])
    assert IS_THERE(reader_url)
    opened.close()


def test_who_may_only_read_is_told_so_when_writing(reader_url: str) -> None:
    """The refusal names the right that is missing, and nothing is written."""
    opened = DRIVER.open(reader_url)
    with pytest.raises(NotAllowedError, match="may not do this"):
        opened.append(whole(2))
    assert 1 == opened.head().commit
    opened.close()


def test_who_may_write_without_owning_writes_and_forgets(
    server: PrivateServer, reader_url: str, schema: str, reader: str
) -> None:
    """The rights of the README are enough; clearing the files is the owner's."""
    for right in _WRITING:
        ask(server, right, schema=schema, reader=reader)
    opened = DRIVER.open(reader_url)
    opened.append(whole(2), ["a"])
    assert {None} == {one.body for one in opened.read(None, 2, ["a"])}
    opened.close()


def test_who_may_make_no_tables_is_told_so(server: PrivateServer) -> None:
    """The administrator is asked for the right, by name."""
    server.run("CREATE ROLE weak LOGIN PASSWORD 'w'")
    url = server.url("hub", user="weak", password="w")  # noqa: S106
    with pytest.raises(NotAllowedError, match="may not do this"):
        DRIVER.open(f"{url}?schema=weak")


def test_who_may_not_connect_is_told_so(server: PrivateServer) -> None:
    """A database closed to the public is no missing database."""
    server.run(
        "CREATE DATABASE closed",
        "REVOKE CONNECT ON DATABASE closed FROM PUBLIC",
        "CREATE ROLE outsider LOGIN PASSWORD 'o'",
    )
    url = server.url("closed", user="outsider", password="o")  # noqa: S106
    with pytest.raises(NotAllowedError, match="“outsider” may not connect"):
        DRIVER.open(url)


def test_a_server_that_takes_no_changes_is_told_apart(
    url: str, store: PostgresStore
) -> None:
    """A standby can be read; writing there is refused in words."""
    assert 1 == store.head().commit
    frozen = f"{url}&options=-c%20default_transaction_read_only%3Don"
    opened = DRIVER.open(frozen)
    assert 1 == opened.head().commit
    with pytest.raises(NotAllowedError, match="takes no changes"):
        opened.append(whole(2))
    opened.close()


def test_a_time_limit_of_the_administrator_is_named(
    url: str, store: PostgresStore
) -> None:
    """The refusal says that the limit is the server's."""

    def slowly() -> Iterator[Row]:
        yield row(2, 1)
        time.sleep(0.6)
        yield from (row(2, n) for n in range(2, 9_000))
        yield header(2)

    opened = DRIVER.open(f"{url}&options=-c%20statement_timeout%3D300")
    with pytest.raises(StoreBusyError, match="longer than its administrator allows"):
        opened.append(slowly())
    opened.close()
    assert 1 == store.head().commit
