"""A PostgreSQL server of the tests' own, and where a test keeps its hub on it."""

import os
from collections.abc import Iterator
from itertools import count

import pytest
from earlyyears_postgres.private_server import (
    NoServerError,
    PrivateServer,
    is_required,
)

_NUMBERS = count(1)


@pytest.fixture(scope="session")
def server() -> Iterator[PrivateServer]:
    """The server; where there can be none, the reason, or a failure under CI."""
    try:
        made = PrivateServer()
    except NoServerError as reason:
        if is_required(os.environ):
            pytest.fail(f"A PostgreSQL server is required here: {reason}")
        pytest.skip(f"NO POSTGRESQL SERVER, the store was not tested: {reason}")
    made.run("CREATE DATABASE hub")
    yield made
    made.remove()


@pytest.fixture
def url(server: PrivateServer) -> str:
    """A store URL at which nothing is kept yet."""
    return f"{server.url('hub')}?schema=test_{next(_NUMBERS)}"
