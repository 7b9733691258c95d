"""Safe documents: what a writer accepts, and the certificate of what was hidden.

Only `make_safe` makes one.  Everything in it is settled: totals are there, hidden
numbers are gone for good and a mark stands in their place.
"""

import datetime as dt
from typing import Any, NoReturn, TypeAlias

from earlyyears.kernel import Citation, EarlyYearsError, Figure, frozen

from .audiences import Audience
from .documents import Axis, Document, Heading, Population
from .marks import Mark
from .memory import Issued

__all__ = [
    "Certificate",
    "Hidden",
    "Omitted",
    "SafeBlock",
    "SafeCell",
    "SafeDocument",
    "SafeHighlights",
    "SafeListing",
    "SafeProse",
    "SafeRecords",
    "SafeTable",
    "SafeText",
    "UnsafeDocumentError",
]


class UnsafeDocumentError(EarlyYearsError, TypeError):
    """A document that nobody has made safe, where a safe one is needed."""

    code = "EY505"


@frozen
class SafeCell:
    """A number that may be shown, or the mark that stands in its place."""

    figure: Figure | None = None
    mark: Mark | None = None

    def __str__(self) -> str:
        if self.mark is not None:
            return self.mark.shown
        return str(self.figure)


@frozen
class SafeTable:
    """A table of counts with its totals; a blank key means the total."""

    code: str
    title: str
    measure: str
    unit: str
    population: Population
    rows: Axis
    columns: Axis | None
    cells: tuple[tuple[tuple[str, str], SafeCell], ...]
    note: str = ""

    @property
    def by_key(self) -> dict[tuple[str, str], SafeCell]:
        """The cells by row and column."""
        return dict(self.cells)


@frozen
class SafeRecords:
    """A table of named things, with the columns and rows that may be shown."""

    code: str
    title: str
    unit: str
    population: Population
    #: Code and label of each column.
    columns: tuple[tuple[str, str], ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


@frozen
class SafeHighlights:
    """The few figures that a reader came for, or the marks in their place."""

    items: tuple[tuple[str, SafeCell], ...]


@frozen
class SafeProse:
    """A paragraph whose figures may be shown."""

    parts: tuple[str | SafeCell | dt.date, ...]


@frozen
class SafeListing:
    """Terms and what is said of each."""

    title: str
    items: tuple[tuple[str, str], ...]


@frozen
class SafeText:
    """Words of a partner, with who wrote and who cleared them."""

    title: str
    author: str
    text: str
    cleared_by: str = ""


@frozen
class Omitted:
    """Something left out, with the reason in words."""

    title: str
    why: str


#: What a safe document is made of.
SafeBlock: TypeAlias = (
    Heading
    | SafeHighlights
    | SafeProse
    | SafeTable
    | SafeRecords
    | SafeListing
    | SafeText
    | Omitted
)


_REASONS = {
    "small": "a count above nothing and below the threshold",
    "differs": "it differs a little from a count issued before",
    "nested": "it differs a little from the count of a wider population",
    "hidden_before": "it was hidden in a document issued before",
    "contains": "it is a total that contains a hidden figure",
    "completes": "it would let a hidden figure be worked out",
    "left_out": "it is not for this audience",
}


@frozen
class Hidden:
    """One thing that was hidden: what, and why as a stable code."""

    what: str
    why: str

    @property
    def in_words(self) -> str:
        """The reason in words.

        >>> Hidden("settings: total", "contains").in_words
        'it is a total that contains a hidden figure'
        """
        return _REASONS[self.why]


@frozen
class Certificate:
    """How a document was made safe: by which policy, and what was hidden and why."""

    policy: str
    audience: Audience
    source: Citation
    hidden: tuple[Hidden, ...] = ()
    #: How many documents issued before were taken into account.
    compared_with: int = 0
    #: Bases to which shown counts are rounded, empty where none is.
    rounded_to: tuple[int, ...] = ()


class SafeDocument:
    """A document that may be shown to the audience it names.

    It cannot be changed, copied with changes, or made by anything but `make_safe`.
    """

    __slots__ = ("blocks", "certificate", "document", "issued")

    #: What is shown, in order.
    blocks: tuple[SafeBlock, ...]
    certificate: Certificate
    #: Title, dates, sources and notes; its own blocks are gone.
    document: Document
    #: What readers now know, to be kept for the next document.
    issued: Issued

    def __init__(
        self,
        document: Document,
        blocks: tuple[SafeBlock, ...],
        certificate: Certificate,
        issued: Issued,
        *,
        seal: object = None,
    ) -> None:
        if seal is not SEAL:
            raise _refused()
        for name, value in (
            ("document", document),
            ("blocks", blocks),
            ("certificate", certificate),
            ("issued", issued),
        ):
            object.__setattr__(self, name, value)

    def __setattr__(self, name: str, value: Any) -> NoReturn:
        raise _refused()

    def __reduce__(self) -> NoReturn:
        raise _refused()

    @property
    def audience(self) -> Audience:
        """Whom it may be shown to."""
        return self.certificate.audience


def _refused() -> UnsafeDocumentError:
    message = "a safe document is made by make_safe and by nothing else"
    return UnsafeDocumentError(
        message, advice="Call make_safe(document, policy) with the whole document."
    )


#: Only `make_safe` holds this.
SEAL = object()
