"""Reading an HTML page back: its elements, in order, with their text."""

from collections.abc import Iterator
from html.parser import HTMLParser

from earlyyears.kernel import field, frozen

__all__ = ["Element", "contrast", "parsed"]

_VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "source",
        "track",
        "wbr",
    ]
)


@frozen(eq=False)
class Element:
    """One element with its attributes, what is inside it, and its text."""

    tag: str
    attributes: dict[str, str]
    inner: list["Element"] = field(factory=list["Element"])
    said: list[str] = field(factory=list[str])

    def all(self, *tags: str) -> Iterator["Element"]:
        """Every element of these tags beneath, in order."""
        for one in self.inner:
            if one.tag in tags or not tags:
                yield one
            yield from one.all(*tags)

    @property
    def text(self) -> str:
        """All text beneath."""
        return "".join(self.said)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [Element("", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        made = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].inner.append(made)
        if tag not in _VOID:
            self.open.append(made)

    def handle_endtag(self, tag: str) -> None:
        if tag in {one.tag for one in self.open[1:]}:
            while self.open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        for one in self.open:
            one.said.append(data)


def parsed(page: str) -> Element:
    """The root of a page, whatever is wrong with it."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return reader.open[0]


def contrast(one: str, other: str) -> float:
    """How well a colour stands out from another, 1 to 21, as WCAG reckons it.

    >>> round(contrast("#000000", "#ffffff"), 1)
    21.0
    """
    light, dark = sorted((_brightness(one), _brightness(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _brightness(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(2 * each for each in digits) if len(digits) < 6 else digits
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4
        for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
