"""Finding a hub in a database, and making its tables where there is none."""

from earlyyears.kernel import frozen
from earlyyears.stores import NewerStoreError

from .errors import UnfitDatabaseError
from .lines import Connection
from .schema import VERSION, Statements
from .telling import not_a_hub
from .urls import Address

__all__ = ["is_hub", "prepare"]

_ENCODING = "UTF8"


@frozen
class _State:
    """What stands in the schema of an address."""

    encoding: str
    has_schema: bool
    has_tables: bool
    has_hub: bool


def is_hub(connection: Connection, place: Address) -> bool:
    """Whether a hub's tables are there; what else is there is refused."""
    found = _state(connection, place)
    if found.has_tables and not found.has_hub:
        raise not_a_hub(place)
    return found.has_hub


def prepare(connection: Connection, statements: Statements, place: Address) -> None:
    """Make the tables if they are not there, and refuse what this cannot read.

    Whoever may only read is let in as well: nothing is written where there is a hub.
    """
    if not is_hub(connection, place):
        with connection.transaction():
            _make(connection, statements, place)
    found = connection.execute(statements.version).fetchone()
    if found is None:
        raise not_a_hub(place)
    if found[0] > VERSION:
        raise NewerStoreError(
            f"the hub in {place.shown} was made by a newer version of the plugin",
            advice="Update earlyyears-postgres to open it.",
            found=found[0],
            known=VERSION,
        )


def _make(connection: Connection, statements: Statements, place: Address) -> None:
    run = connection.execute
    run(statements.make_alone, [place.schema])
    found = _state(connection, place)
    if found.encoding != _ENCODING:
        raise UnfitDatabaseError(
            f"{place.shown} keeps its text in {found.encoding}, and a hub needs UTF8",
            advice="Have the administrator make a database with ENCODING 'UTF8'.",
            encoding=found.encoding,
        )
    if found.has_hub:
        return
    if not found.has_schema:
        run(statements.make_schema)
    for statement in statements.make:
        run(statement)
    run(statements.mark, [VERSION])


def _state(connection: Connection, place: Address) -> _State:
    found = connection.execute(Statements.state, {"schema": place.schema}).fetchone()
    return _State(*(found or ()))
