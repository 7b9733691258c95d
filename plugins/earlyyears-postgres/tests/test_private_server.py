"""A server of one's own: it comes, it goes, and it leaves nothing behind."""

import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from earlyyears_postgres import private_server as module
from earlyyears_postgres.private_server import (
    NoServerError,
    PrivateServer,
    is_required,
    private_server,
)
from earlyyears_postgres.telling import told_of_connecting
from earlyyears_postgres.urls import address_of


@pytest.fixture
def usual(server: PrivateServer) -> PrivateServer:
    """The server of the tests, which shows that one can be had here."""
    return server


@pytest.mark.usefixtures("usual")
def test_it_is_stopped_started_and_taken_away() -> None:
    """What was made in it lasts over a stop, and nothing is left after the block."""
    with private_server() as own:
        own.run("CREATE DATABASE lasting")
        own.stop()
        own.stop()
        with pytest.raises(psycopg.OperationalError):
            psycopg.connect(own.url())
        own.start()
        assert [(1,)] == own.run(
            "SELECT count(*)::int FROM pg_database WHERE datname = 'lasting'"
        )
    assert not own.folder.exists()


@pytest.mark.usefixtures("usual")
def test_it_ends_with_the_process_that_started_it() -> None:
    """Even when that is killed, neither server nor folder stays behind."""
    command = [sys.executable, "-m", "earlyyears_postgres.private_server"]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as running:
        assert running.stdout is not None
        url = running.stdout.readline().decode().strip()
        assert "hub" == urlsplit(url).path[1:]
        psycopg.connect(url).close()
        running.kill()
    until = time.monotonic() + 30
    while time.monotonic() < until and _lets_in(url):
        time.sleep(0.1)
    assert not _lets_in(url)


def _lets_in(url: str) -> bool:
    try:
        psycopg.connect(url).close()
    except psycopg.OperationalError:
        return False
    return True


def test_it_stops_on_ctrl_c(usual: PrivateServer) -> None:
    """Whoever tries it by hand leaves it the way one leaves a program."""
    assert usual.port
    command = [sys.executable, "-m", "earlyyears_postgres.private_server"]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as running:
        assert running.stdout is not None
        running.stdout.readline()
        running.send_signal(2)
        assert b"stopped and removed\n" == running.stdout.read()
    assert 0 == running.returncode


def test_where_no_server_is_installed_the_reason_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The refusal says what was looked for and how to get it."""
    monkeypatch.setattr(module, "_DEBIAN", tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NoServerError, match="apt-get install postgresql"):
        PrivateServer()


def test_the_newest_programs_are_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Version 15 comes after version 9, and both before what is no version."""
    for version in ("9", "15", "common"):
        (tmp_path / version / "bin").mkdir(parents=True)
        (tmp_path / version / "bin" / "initdb").touch()
    monkeypatch.setattr(module, "_DEBIAN", tmp_path)
    assert tmp_path / "15" / "bin" == module.programs()


@pytest.mark.usefixtures("usual")
def test_a_server_that_cannot_be_made_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The program's own last words are in the reason, and its folder is gone."""
    (tmp_path / "15" / "bin").mkdir(parents=True)
    broken = tmp_path / "15" / "bin" / "initdb"
    broken.write_text("#!/bin/sh\necho no room >&2\nexit 1\n", encoding="ascii")
    for path in (tmp_path, *tmp_path.rglob("*")):
        path.chmod(0o755)
    monkeypatch.setattr(module, "_DEBIAN", tmp_path)
    with pytest.raises((NoServerError, PermissionError)):
        PrivateServer()


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, False),
        ({"CI": ""}, False),
        ({"CI": "true"}, True),
        ({module.REQUIRED: "1"}, True),
    ],
)
def test_a_missing_server_is_a_failure_only_where_it_is_asked_for(
    environment: dict[str, str],
    expected: bool,  # noqa: FBT001  expected value
) -> None:
    """A developer's laptop leaves the tests out; a build does not."""
    assert expected is is_required(environment)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ('FATAL:  role "hub" does not exist', "does not know the user “hub”"),
        ("FATAL:  sorry, too many clients already", "takes no more connections"),
        ("FATAL:  remaining connection slots are reserved", "takes no more"),
        ("connection timeout expired", "cannot be reached (connection timeout"),
    ],
)
def test_what_keeps_somebody_out_is_told_in_words(said: str, words: str) -> None:
    """Each cause has its own sentence and says whom to ask."""
    place = address_of("postgresql://hub:pass@h/newham")
    told = told_of_connecting(psycopg.OperationalError(said), place)
    assert words in str(told)
    assert "pass" not in str(told)
