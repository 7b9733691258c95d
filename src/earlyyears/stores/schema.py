"""The tables of the SQLite store, and the triggers that keep what was written."""

__all__ = ["APPLICATION_ID", "SCHEMA", "VERSION"]

#: Marks a SQLite file as a hub's store: “EYHB” read as a number.
APPLICATION_ID = 0x45594842
#: Version of the tables below.
VERSION = 1

#: Statements that make the tables.
SCHEMA = (
    """
    CREATE TABLE row (
        commit_no INTEGER NOT NULL CHECK (commit_no > 0),
        n INTEGER NOT NULL CHECK (n >= 0),
        id TEXT NOT NULL,
        kind TEXT NOT NULL,
        start TEXT NOT NULL,
        end TEXT NOT NULL,
        body TEXT,
        salt TEXT,
        digest TEXT NOT NULL,
        source TEXT NOT NULL,
        PRIMARY KEY (kind, commit_no, n),
        CHECK ((n = 0) = (kind = 'commit'))
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE UNIQUE INDEX row_by_place ON row (commit_no, n)",
    "CREATE INDEX row_by_id ON row (id)",
    """
    CREATE UNIQUE INDEX commit_by_key ON row (id) WHERE n = 0
    """,
    """
    CREATE TRIGGER nothing_is_deleted BEFORE DELETE ON row
    BEGIN SELECT RAISE(ABORT, 'rows of a hub are never deleted'); END
    """,
    """
    CREATE TRIGGER nothing_is_edited BEFORE UPDATE ON row
    WHEN NEW.body IS NOT NULL OR NEW.salt IS NOT NULL OR OLD.n = 0
        OR (NEW.commit_no, NEW.n, NEW.id, NEW.kind, NEW.start, NEW.end,
            NEW.digest, NEW.source)
        IS NOT (OLD.commit_no, OLD.n, OLD.id, OLD.kind, OLD.start, OLD.end,
            OLD.digest, OLD.source)
    BEGIN SELECT RAISE(ABORT, 'rows of a hub are never edited'); END
    """,
)
