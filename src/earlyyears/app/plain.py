"""Records as plain data, for people and programs outside."""

from typing import Any

import attrs

from earlyyears.kernel import DateRange, Record, fields_of

__all__ = ["plain"]


def plain(value: Any) -> Any:
    """A record, or any value that records hold, as data that JSON can say.

    >>> import datetime as dt
    >>> plain(DateRange(dt.date(2026, 1, 1)))
    {'from': '2026-01-01', 'before': None}
    """
    if isinstance(value, Record):
        names = [one.name for one in fields_of(type(value))]
        return {name: plain(getattr(value, name)) for name in names}
    if isinstance(value, DateRange):
        return {"from": plain(value.start), "before": plain(value.end)}
    if value is None or isinstance(value, str | int):
        return value
    if issubclass(type(value), tuple):
        return [plain(one) for one in value]
    return _other(value)


def _other(value: object) -> Any:
    kind = type(value)
    if not attrs.has(kind):
        return str(value)
    told = {one.name: plain(getattr(value, one.name)) for one in attrs.fields(kind)}
    tag = getattr(value, "framework", None)
    return {"framework": tag, **told} if tag else told
