"""The tables of a hub, and every statement that the store uses.

Values are always parameters; what stands in braces is the name of a table or cursor,
quoted by psycopg.  Every text is compared letter by letter (`COLLATE "C"`).  The body
is text, not `jsonb`: its digest covers every letter, and `jsonb` keeps no blanks.
"""

from collections.abc import Mapping
from itertools import chain
from typing import Any, ClassVar, Literal, LiteralString, TypeAlias

from psycopg import sql

__all__ = ["PAGE", "TYPES", "VERSION", "Narrowing", "Statements"]

#: Version of the tables below.
VERSION = 1
#: How many rows are fetched at a time.
PAGE = 2_000
#: How a reading is narrowed; each takes one value, but for `beyond`, which takes two.
Narrowing: TypeAlias = Literal["upto", "after", "kinds", "ids", "headers", "beyond"]

_NARROWINGS: dict[Narrowing, sql.SQL] = {
    "upto": sql.SQL("AND commit_no <= %s"),
    "after": sql.SQL("AND commit_no > %s"),
    "kinds": sql.SQL("AND kind = ANY(%s)"),
    "ids": sql.SQL("AND id = ANY(%s)"),
    "headers": sql.SQL("AND kind = %s"),
    "beyond": sql.SQL("AND (commit_no, n) > (%s, %s)"),
}

#: Types of the columns, in their order.
TYPES = ("int8", "int4", *("text",) * 8)
_COLUMNS = sql.SQL("commit_no, n, id, kind, starts, ends, body, salt, digest, source")

_TABLES = (
    """
    CREATE TABLE {hub} (
        only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
        earlyyears_version integer NOT NULL
    )
    """,
    """
    CREATE TABLE {row} (
        commit_no bigint NOT NULL CHECK (commit_no > 0),
        n integer NOT NULL CHECK (n >= 0),
        id text COLLATE "C" NOT NULL,
        kind text COLLATE "C" NOT NULL,
        starts text COLLATE "C" NOT NULL,
        ends text COLLATE "C" NOT NULL,
        body text COLLATE "C",
        salt text COLLATE "C",
        digest text COLLATE "C" NOT NULL,
        source text COLLATE "C" NOT NULL,
        PRIMARY KEY (commit_no, n),
        CHECK ((n = 0) = (kind = 'commit')),
        CONSTRAINT one_commit_for_each_key EXCLUDE USING hash (id WITH =) WHERE (n = 0)
    )
    """,
    "CREATE INDEX earlyyears_row_by_kind ON {row} (kind, commit_no, n)",
    # By hash: an id may be longer than what a tree takes.
    "CREATE INDEX earlyyears_row_by_id ON {row} USING hash (id)",
    """
    CREATE FUNCTION {refuse}() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'rows of a hub are never edited or deleted'; END $$
    """,
    """
    CREATE TRIGGER nothing_is_deleted BEFORE DELETE OR TRUNCATE ON {row}
    FOR EACH STATEMENT EXECUTE FUNCTION {refuse}()
    """,
    """
    CREATE TRIGGER nothing_is_edited BEFORE UPDATE ON {row} FOR EACH ROW
    WHEN (NEW.body IS NOT NULL OR NEW.salt IS NOT NULL OR OLD.n = 0
        OR (NEW.commit_no, NEW.n, NEW.id, NEW.kind, NEW.starts, NEW.ends,
            NEW.digest, NEW.source)
        IS DISTINCT FROM (OLD.commit_no, OLD.n, OLD.id, OLD.kind, OLD.starts, OLD.ends,
            OLD.digest, OLD.source))
    EXECUTE FUNCTION {refuse}()
    """,
)


_STATE = sql.SQL(
    """
    SELECT current_setting('server_encoding'),
        EXISTS (SELECT FROM pg_namespace WHERE nspname = %(schema)s),
        EXISTS (SELECT FROM pg_class WHERE relkind IN ('r', 'p', 'v', 'm', 'f')
            AND relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = %(schema)s)
        ),
        EXISTS (SELECT FROM pg_attribute WHERE attname = 'earlyyears_version'
            AND attrelid = (SELECT c.oid FROM pg_class c JOIN pg_namespace s
                ON s.oid = c.relnamespace WHERE s.nspname = %(schema)s
                AND c.relname = 'earlyyears_hub'))
    """
)


class Statements:
    """The statements, for the tables in one schema."""

    #: Encoding of the database; whether the schema is there, has tables, has a hub's.
    state: ClassVar[sql.SQL] = _STATE
    #: Holds back others who would make the same tables at this moment.
    make_alone: ClassVar[sql.SQL] = sql.SQL(
        "SELECT pg_advisory_xact_lock(hashtextextended('earlyyears ' || %s, 0))"
    )
    begin: ClassVar[sql.SQL] = sql.SQL("BEGIN ISOLATION LEVEL READ COMMITTED")
    begin_reading: ClassVar[sql.SQL] = sql.SQL(
        "BEGIN ISOLATION LEVEL READ COMMITTED READ ONLY"
    )
    commit: ClassVar[sql.SQL] = sql.SQL("COMMIT")
    rollback: ClassVar[sql.SQL] = sql.SQL("ROLLBACK")
    wait_at_most: ClassVar[sql.SQL] = sql.SQL(
        "SELECT set_config('lock_timeout', %s, false)"
    )

    def __init__(self, schema: str) -> None:
        self._names = {
            "schema": sql.Identifier(schema),
            "hub": sql.Identifier(schema, "earlyyears_hub"),
            "row": sql.Identifier(schema, "earlyyears_row"),
            "refuse": sql.Identifier(schema, "earlyyears_refuse"),
            "columns": _COLUMNS,
        }
        self.make_schema = self._made("CREATE SCHEMA {schema}")
        self.make = [self._made(one) for one in _TABLES]
        self.mark = self._made("INSERT INTO {hub} (earlyyears_version) VALUES (%s)")
        self.version = self._made("SELECT earlyyears_version FROM {hub}")
        # Whoever holds this row writes; readers do not wait for it.
        self.take_turn = self._made("SELECT only_one FROM {hub} FOR UPDATE")
        self.head = self._made(
            "SELECT commit_no, digest FROM {row} WHERE kind = 'commit'"
            " ORDER BY commit_no DESC LIMIT 1"
        )
        self.copy = self._made("COPY {row} ({columns}) FROM STDIN (FORMAT BINARY)")
        self.forget = self._made(
            "UPDATE {row} SET body = NULL, salt = NULL"
            " WHERE n > 0 AND id = ANY(%s) AND (body IS NOT NULL OR salt IS NOT NULL)"
        )
        self.find = self._made("SELECT {columns} FROM {row} WHERE n = 0 AND id = %s")
        self.analyse = self._made("ANALYZE {row}")
        self.rewrite = self._made("VACUUM (FULL) {row}")

    def select(
        self, narrowed: Mapping[Narrowing, Any]
    ) -> tuple[sql.Composed, list[Any]]:
        """Reads rows in the order of the log, narrowed so; and the values for it."""
        parts: list[sql.Composable] = [
            self._made("SELECT {columns} FROM {row} WHERE true"),
            *(_NARROWINGS[one] for one in narrowed),
            sql.SQL("ORDER BY commit_no, n"),
        ]
        values = [*chain(*(_as_list(one) for one in narrowed.items()))]
        return sql.SQL(" ").join(parts), values

    def declare(self, cursor: str, select: sql.Composed) -> sql.Composed:
        """Opens a cursor on the server."""
        words = sql.SQL("DECLARE {cursor} NO SCROLL CURSOR FOR {select}")
        return words.format(cursor=sql.Identifier(cursor), select=select)

    def fetch(self, cursor: str) -> sql.Composed:
        """Takes the next rows of a cursor."""
        words = sql.SQL("FETCH FORWARD {page} FROM {cursor}")
        return words.format(page=sql.Literal(PAGE), cursor=sql.Identifier(cursor))

    def close(self, cursor: str) -> sql.Composed:
        """Closes a cursor."""
        return sql.SQL("CLOSE {cursor}").format(cursor=sql.Identifier(cursor))

    def _made(self, words: LiteralString) -> sql.Composed:
        return sql.SQL(words).format(**self._names)


def _as_list(narrowing: tuple[Narrowing, Any]) -> list[Any]:
    name, value = narrowing
    return [*value] if name == "beyond" else [value]
