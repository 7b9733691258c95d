"""Items of scales and schemes, as people write them in a table."""

from earlyyears.kernel import ItemRef

__all__ = ["item_from"]

_PARTS = 3


def item_from(text: str) -> ItemRef | None:
    """The item that a text such as `iters-3/2017/5` points at, None for another text.

    >>> item_from("iters-3/2017/5").item
    '5'
    >>> item_from("item five") is None
    True
    """
    parts = text.strip().split("/")
    if len(parts) != _PARTS or not all(parts):
        return None
    return ItemRef(*parts)
