"""Read a page of HTML the way a machine for reading aloud does: by its structure."""

from html.parser import HTMLParser

VOID = {"meta", "br", "hr", "img", "input", "link"}


class Page(HTMLParser):
    """A parsed page: its elements with attributes, its text, and what is amiss."""

    def __init__(self, page: bytes) -> None:
        """Read a whole page."""
        super().__init__()
        #: Every element in order: its name and its attributes.
        self.elements: list[tuple[str, dict[str, str]]] = []
        #: Tags that were closed out of turn.
        self.amiss: list[str] = []
        #: Text outside the style sheet, by the element around it.
        self.texts: list[tuple[str, str]] = []
        #: Names of the elements that stand directly in the body.
        self.landmarks: list[str] = []
        self._open: list[str] = []
        self.feed(page.decode("utf-8"))
        self.close()
        self.amiss += self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        if self._open[-1:] == ["body"]:
            self.landmarks.append(tag)
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Note a tag that closes another than the last one opened."""
        if not self._open or self._open.pop() != tag:
            self.amiss.append(tag)

    def handle_data(self, data: str) -> None:
        """Note text."""
        if "style" not in self._open:
            self.texts.append((self._open[-1] if self._open else "", data))

    def all(self, *tags: str) -> list[dict[str, str]]:
        """The attributes of every element of some names."""
        return [attributes for tag, attributes in self.elements if tag in tags]

    def count(self, tag: str) -> int:
        """How many elements of a name there are."""
        return len(self.all(tag))

    @property
    def headings(self) -> list[int]:
        """The levels of the headings in order."""
        return [int(tag[1]) for tag, _ in self.elements if tag in {"h1", "h2", "h3"}]

    @property
    def text(self) -> str:
        """All text, pieces apart by spaces."""
        return " ".join(data for _, data in self.texts)
