"""Checks of what outlives an opening: reopening, erasing, others, and being killed."""

import random
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from earlyyears.ledger import Row, StaleHeadError, Store
from earlyyears.testing.kits import check

from .base import StoreBase
from .rows import header, places, row, whole
from .writers import Writing, acknowledged, start_writer

__all__ = ["StoreLasting"]

_SECRET = "Very Secret Words 8c1f"  # noqa: S105  to be looked for
_WAIT = 60


class StoreLasting(StoreBase):
    """What was acknowledged lasts, and several may use it at once."""

    @check(needs="durable", cure="Have the commit on the disk before append returns.")
    def test_what_was_written_is_there_when_opened_again(self, place: str) -> None:
        """Rows, head, log and keys are the same after closing and opening."""
        store = self.open(place)
        store.append(whole(1))
        store.append(whole(2, ["a"]), ["b"])
        expected = [*store.read(None, 2)], store.head(), [*store.log(0)]
        store.close()
        again = self.open(place)
        try:
            assert expected == ([*again.read(None, 2)], again.head(), [*again.log(0)])
            assert header(1) == again.find("1")
            again.append(whole(3))
        finally:
            again.close()

    @check(needs="erases_on_disk", cure="Overwrite what is dropped, also in logs.")
    def test_forgotten_text_is_nowhere_in_the_folder(self, tmp_path: Path) -> None:
        """After an erasure no file of the store holds the text any more."""
        url = self.url(tmp_path)
        store = self.open(url)
        secret = row(1, 1, "person/1")._replace(body=f'{{"name":"{_SECRET}"}}')
        others = [row(1, n, f"room/{n}") for n in range(2, 400)]
        store.append([secret, *others, header(1)])
        held = [*store.read(None, 1, ["person/1"])]
        store.append(whole(2), ["person/1"])
        left = [path.name for path in tmp_path.rglob("*") if _holds(path)]
        store.close()
        left += [path.name for path in tmp_path.rglob("*") if _holds(path)]
        self.clear(url)
        assert [secret] == held
        assert [] == left

    @check(needs="shared", cure="Ask the store itself for the head, each time.")
    def test_two_openings_see_each_others_commits(self, place: str) -> None:
        """What one writes the other reads, and each must follow the other."""
        one, two = self.open(place), self.open(place)
        try:
            one.append(whole(1))
            two.append(whole(2))
            with pytest.raises(StaleHeadError):
                one.append(whole(2, key="late"))
            assert 2 == one.head().commit
            assert 6 == len([*one.read(None, 2)])
        finally:
            one.close()
            two.close()

    @check(needs="shared", cure="Show a commit to others only once it is whole.")
    def test_a_reader_sees_whole_commits_only(self, place: str) -> None:
        """While one is half way through a commit, another sees the store as it was."""
        one, two = self.open(place), self.open(place)

        def slowly() -> Iterator[Row]:
            yield row(2, 1)
            assert 1 == two.head().commit
            assert [(1, 0), (1, 1), (1, 2)] == places(two.read(None, 9))
            yield header(2)

        try:
            one.append(whole(1))
            one.append(slowly())
            assert 2 == two.head().commit
        finally:
            one.close()
            two.close()

    @check(needs="shared", cure="Let the second writer wait, or raise StaleHeadError.")
    def test_threads_never_get_one_number_twice(self, place: str) -> None:
        """Four threads, each with an opening of its own, make forty commits."""
        self.open(place).close()
        faults: list[BaseException] = []
        threads = [
            threading.Thread(target=self._write_ten, args=(place, name, faults))
            for name in "abcd"
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(_WAIT)
        assert [] == faults
        store = self.open(place)
        keys = {one.id for one in store.log(0)}
        numbers = [one.commit for one in store.log(0)]
        store.close()
        assert list(range(1, 41)) == numbers
        assert {f"commit/{name} {n}" for name in "abcd" for n in range(10)} == keys

    def _write_ten(self, url: str, name: str, faults: list[BaseException]) -> None:
        store = self.open(url)
        try:
            for n in range(10):
                write_when_free(store, name, n)
        except Exception as fault:  # noqa: BLE001  told by the check, not by the thread
            faults.append(fault)
        finally:
            store.close()

    @check(needs="shared", cure="Lock the store while a commit is written.")
    def test_processes_never_get_one_number_twice(self, place: str) -> None:
        """Three processes make twenty commits each; every one is there, once."""
        self.open(place).close()
        running = [start_writer(self.driver, place, f"{n}", 20) for n in range(3)]
        told = [line for one in running for line in acknowledged(one, _WAIT)]
        store = self.open(place)
        found = [f"{one.id.partition('/')[2]}={one.commit}" for one in store.log(0)]
        store.close()
        assert 60 == len(found)
        assert sorted(told) == sorted(found)

    @check(
        needs="crash_safe",
        cure="Write in one transaction that the database undoes when its client dies.",
    )
    def test_a_writer_killed_within_a_commit_leaves_nothing(self, place: str) -> None:
        """Killed with half of the rows handed over: the store is as it was before."""
        store = self.open(place)
        store.append(whole(1))
        store.close()
        writer = start_writer(self.driver, place, "half", Writing.HALF)
        assert writer.stdout is not None
        assert b"half\n" == writer.stdout.readline()
        writer.kill()
        writer.communicate(timeout=_WAIT)
        again = self.open(place)
        try:
            assert 1 == again.head().commit
            assert [(1, 0), (1, 1), (1, 2)] == places(again.read(None, 9))
            write_when_free(again, "after", 0)
        finally:
            again.close()

    @check(
        needs="crash_safe",
        cure="Acknowledge a commit only when it is safe on the disk, and whole.",
    )
    def test_a_killed_writer_loses_nothing(self, place: str) -> None:
        """Two writers are killed at any moment: what they acknowledged is there."""
        chance = random.Random(self.kills)  # noqa: S311  can be repeated
        self.open(place).close()
        for n in range(self.kills):
            names = [f"{n} one", f"{n} two"]
            running = [
                start_writer(self.driver, place, name, Writing.ON_AND_ON)
                for name in names
            ]
            told = [_first_line(one) for one in running]
            threading.Event().wait(chance.random() * 0.08)
            for one in running:
                one.kill()
            told += [line for one in running for line in acknowledged(one, _WAIT)]
            self._check_whole(place, told)

    def _check_whole(self, place: str, told: list[str]) -> None:
        store = self.open(place)
        headers = [*store.log(0)]
        rows = [*store.read(None, store.head().commit)]
        store.close()
        assert list(range(1, len(headers) + 1)) == [one.commit for one in headers]
        assert rows == sorted(rows, key=lambda one: (one.commit, one.n))
        kept = {f"{one.id.partition('/')[2]}={one.commit}" for one in headers}
        assert set() == set(told) - kept
        counted = [0] * (len(headers) + 1)
        for one in rows:
            counted[one.commit] += 1
        assert [int(one.source) for one in headers] == counted[1:]


def _first_line(writer: subprocess.Popen[bytes]) -> str:
    line = writer.stdout.readline() if writer.stdout else b""
    return line.decode().rstrip("\n")


def _holds(path: Path) -> bool:
    return path.is_file() and _SECRET.encode() in path.read_bytes()


def write_when_free(store: Store, name: str, n: int) -> None:
    """Make a commit, again and again until nobody was first."""
    while True:
        try:
            store.append(whole(store.head().commit + 1, key=f"{name} {n}"))
        except StaleHeadError:
            continue
        return
