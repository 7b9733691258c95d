"""Asking the tests' server something behind the store's back."""

from typing import Any, LiteralString

import psycopg
from earlyyears_postgres.private_server import PrivateServer
from psycopg import sql

__all__ = ["ask"]


def ask(
    server: PrivateServer, words: LiteralString, database: str = "hub", **names: str
) -> list[tuple[Any, ...]]:
    """Run a statement as the keeper; what stands in braces is the name of something."""
    made = sql.SQL(words).format(
        **{key: sql.Identifier(name) for key, name in names.items()}
    )
    with psycopg.connect(server.url(database), autocommit=True) as connection:
        cursor = connection.execute(made)
        return cursor.fetchall() if cursor.description else []
