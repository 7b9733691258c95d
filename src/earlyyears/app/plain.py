"""Records as plain data, for people and programs outside."""

import datetime as dt
from typing import Any

from earlyyears.kernel import DateRange, Record, fields_of

__all__ = ["plain"]


def plain(value: Any) -> Any:
    """A record, or any value that records hold, as data that JSON can say.

    >>> plain(DateRange(dt.date(2026, 1, 1)))
    {'from': '2026-01-01', 'before': None}
    """
    if isinstance(value, Record):
        return {one.name: plain(getattr(value, one.name)) for one in fields_of(type(value))}
    if isinstance(value, DateRange):
        return {"from": plain(value.start), "before": plain(value.end)}
    if value is None or isinstance(value, str | int | bool):
        return value
    if isinstance(value, tuple | list | frozenset):
        return [plain(one) for one in value]
    if hasattr(value, "__attrs_attrs__"):
        named = {one.name: plain(getattr(value, one.name)) for one in value.__attrs_attrs__}
        tag = getattr(value, "framework", None)
        return {"framework": tag, **named} if tag else named
    return str(value)
