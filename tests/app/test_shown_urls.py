"""What of a store URL is shown where there is no hub."""

from typing import ClassVar

import pytest

from earlyyears.app import open_hub
from earlyyears.app.errors import NoHubError
from earlyyears.ledger import StoreDriver
from earlyyears.plugins import BoroughPlugin
from earlyyears.stores import MemoryStore


class Server(BoroughPlugin):
    """A server on which there is no hub."""

    name: ClassVar[str] = "server"
    version: ClassVar[str] = "1"

    def stores(self) -> list[StoreDriver]:
        """Nothing is anywhere."""
        return [StoreDriver("db", lambda _: MemoryStore(), lambda _: False)]


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("db://hub@server/newham", "db://hub@server/newham"),
        ("db://server:5432/newham", "db://server:5432/newham"),
        ("db://hub:secret@server:5432/newham", "db://hub:…@server:5432/newham"),
        ("db://hub:se@c/ret@server/newham", "db://hub:…@server/newham"),
        ("db://:secret@server/newham", "db://:…@server/newham"),
        ("db:///newham?password=secret&a=b", "db:///newham?password=…&a=b"),
        ("db:///C:/hub files/a@b.db", "db:///C:/hub files/a@b.db"),
    ],
)
def test_a_hub_that_is_not_there_is_named_without_a_password(
    url: str, shown: str
) -> None:
    """Neither the message nor its data holds what lets somebody in."""
    with pytest.raises(NoHubError) as caught:
        open_hub(url, plugins=[Server()], existing=True)
    assert f"there is no hub at “{shown}”" == caught.value.message
    assert {"url": shown} == caught.value.data
