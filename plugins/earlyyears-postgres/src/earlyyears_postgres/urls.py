"""Store URLs: which server, which database, which schema, and what may be shown."""

import re
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode

import psycopg
from psycopg import conninfo

from earlyyears.kernel import field, frozen
from earlyyears.stores import BadStoreUrlError

__all__ = ["SCHEMA", "Address", "address_of"]

#: Where a hub's tables lie unless the URL says otherwise.
SCHEMA = "earlyyears"
_NAME = re.compile(r"[a-z_][a-z0-9_]{0,62}")
_USUAL_PORT = "5432"
# Where the URL says nothing else.  A connection that died unseen is noticed within two
# minutes, by the server as well: it would else keep others from writing.
_DEFAULTS = {
    "connect_timeout": "10",
    "client_encoding": "UTF8",
    "fallback_application_name": "earlyyears",
    "keepalives_idle": "30",
    "keepalives_interval": "10",
    "keepalives_count": "3",
    "tcp_user_timeout": "60000",
}


@frozen
class Address:
    """Where a hub is kept on a server."""

    #: What libpq needs to connect, which may hold a password.
    conninfo: str = field(repr=False)
    #: The schema that holds the hub's tables.
    schema: str
    #: Database and server in words, without a password.
    shown: str
    #: Who connects, nothing where libpq finds it out.
    user: str = ""


def address_of(url: str) -> Address:
    """The server, database and schema of a `postgresql:` URL.

    Whatever libpq understands may stand after the question mark, such as
    `sslmode=verify-full`; `schema` is ours.  Raises `BadStoreUrlError`, which never
    repeats the URL, since a password may stand in it.

    >>> place = address_of("postgresql://hub:secret@db.example/newham?schema=hub")
    >>> place.schema, place.shown
    ('hub', 'the database “newham” on db.example')
    """
    whole, _, query = url.partition("?")
    asked = parse_qsl(query, keep_blank_values=True)
    schemas = [value for name, value in asked if name == "schema"] or [SCHEMA]
    if len(schemas) > 1 or not _NAME.fullmatch(schemas[0]):
        raise _bad("its schema is not one name of small letters, digits and “_”")
    rest = [(name, value) for name, value in asked if name != "schema"]
    told = f"{whole}?{urlencode(rest, quote_via=quote)}" if rest else whole
    read = _read(told)
    whole_told = conninfo.make_conninfo(**{**_DEFAULTS, **read})
    return Address(whole_told, schemas[0], _shown(read), str(read.get("user", "")))


def _read(url: str) -> dict[str, Any]:
    if not url.startswith("postgresql://") or "\0" in url:
        raise _bad("it does not begin with postgresql://")
    try:
        read = conninfo.conninfo_to_dict(url)
    except psycopg.ProgrammingError:
        # Not chained: libpq's own message repeats parts of the URL.
        raise _bad("libpq cannot read it") from None
    if not read.get("dbname") and not read.get("service"):
        raise _bad("it names no database")
    if not all(one.isdecimal() for one in str(read.get("port") or "0").split(",")):
        raise _bad("its port is not a number")
    return dict(read)


def _shown(read: dict[str, Any]) -> str:
    host = str(read.get("host") or read.get("hostaddr") or "this machine")
    port = str(read.get("port") or _USUAL_PORT)
    at = host if port == _USUAL_PORT else f"{host}:{port}"
    if not read.get("dbname"):
        return f"the service “{read['service']}”"
    return f"the database “{read['dbname']}” on {at}"


def _bad(what: str) -> BadStoreUrlError:
    return BadStoreUrlError(
        f"the store URL cannot be used: {what}",
        advice="Write postgresql://user@host:5432/database, with ?schema=name after it"
        " where a database holds several hubs.",
    )
