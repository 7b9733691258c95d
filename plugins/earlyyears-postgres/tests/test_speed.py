"""The store costs little beside psycopg alone: `pytest -m bench plugins/…`."""

import pytest

stores = pytest.importorskip(
    "benchmarks.stores", reason="the repository's benchmarks are not here"
)


@pytest.mark.bench
def test_the_store_costs_little_beside_bare_psycopg() -> None:
    """At least a third of the speed of COPY and of a cursor, and little more memory.

    A quiet machine shows three quarters and more; a busy one must not fail the promise.
    """
    found = stores.measured(100_000)
    written, read, memory = found["PostgreSQL store"]
    bare_written, bare_read, bare_memory = found["psycopg, COPY"]
    assert written >= bare_written / 3
    assert read >= bare_read / 3
    assert memory <= bare_memory + 8
