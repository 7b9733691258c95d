"""From the bytes of a file to its rows, saying how they were read.

The bytes are tried as UTF-8, strictly, and then as Windows-1252, which is what
spreadsheets write.  What is no text at all is refused with what it seems to be.
"""

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping

from earlyyears.kernel import Finding, Place, frozen

from .errors import OversizedCellError, UnreadableFileError
from .workbook_marks import Box

__all__ = ["CELL_LIMIT", "Decoded", "Grid", "decoded", "numbered_rows", "oversized"]

#: Characters beyond which a cell is no cell of a register; Python's own limit.
CELL_LIMIT = 131_072
_CONTROLS = bytes(set(range(32)) - {9, 10, 13}) + b"\x7f"
_MISREAD = re.compile(b"\xc2[\x80-\x9f]")
_MISREAD_TEXT = re.compile("[\x80-\x9f]")
_CHUNK = 1 << 20
#: Of so many bytes one may be a control character before a file is taken for no text.
_PER_CONTROL = 50
_SIGNS = (
    (b"PK\x03\x04", "a workbook (XLSX or ODS) or another zip file"),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook (XLS), or one with a password"),
    (b"<html", "a web page"),
    (b"<!doctype", "a web page"),
    (b"<table", "a web page"),
    (b"%PDF", "a PDF"),
    (b"\xff\xfe", "text in UTF-16, which Excel calls Unicode text"),
    (b"\xfe\xff", "text in UTF-16"),
    (b"\x1f\x8b", "a compressed file (GZIP)"),
)
_LABELS = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8 with a byte order mark",
    "cp1252": "Windows-1252",
}


@frozen
class Decoded:
    """How the bytes of a file are to be read."""

    #: Encoding of the text, or the format of a workbook.
    encoding: str
    #: Whether any character is a control character.
    controls: bool
    #: Whether characters of Windows-1252 were once read as ISO 8859-1.
    misread: bool

    @property
    def label(self) -> str:
        """What a person calls the encoding."""
        return _LABELS.get(self.encoding, self.encoding)


@frozen(eq=False)
class Grid:
    """Rows of text with their numbers: a CSV file, or one sheet of a workbook."""

    #: Name of the sheet; nothing for a CSV file.
    sheet: str
    hidden: bool
    how: Decoded
    rows: Iterable[tuple[int, list[str]]]
    #: Formulas and errors: by row, the text by column, both counted from 1.
    spoilt: Mapping[int, Mapping[int, str]]
    merged: tuple[Box, ...]
    #: Columns, counted from 1, in which day and month may be swapped.
    swapped: frozenset[int] = frozenset()


def decoded(data: bytes, file: str) -> Decoded:
    """Find the encoding of a file, or refuse what is empty or no text."""
    if not data.strip():
        raise UnreadableFileError(
            f"{file} is empty", advice="Download or export it again.", file=file
        )
    start = data[:_CHUNK].lstrip().lower()
    signs = ((sign.lower(), name) for sign, name in _SIGNS)
    looks = next((name for sign, name in signs if start.startswith(sign)), "")
    if not looks and _is_no_text(data[:_CHUNK]):
        looks = "no text"
    if looks:
        message = f"{file} is {looks}, not a CSV file"
        raise UnreadableFileError(
            message,
            advice="Open it in a spreadsheet and save it as XLSX or as CSV UTF-8.",
            file=file,
        )
    return Decoded(
        _encoding(data, file),
        len(data.translate(None, _CONTROLS)) != len(data),
        _MISREAD.search(data) is not None,
    )


def _is_no_text(start: bytes) -> bool:
    controls = len(start) - len(start.translate(None, _CONTROLS))
    return controls * _PER_CONTROL > len(start)


def _encoding(data: bytes, file: str) -> str:
    marked = data.startswith(codecs.BOM_UTF8)
    tried = ["utf-8-sig"] if marked else ["utf-8", "cp1252"]
    failed = 0
    for encoding in tried:
        at = _first_bad_byte(data, encoding)
        if at is None:
            return encoding
        failed = at
    line = data.count(b"\n", 0, failed) + 1
    message = f"{file} is neither UTF-8 nor Windows-1252: line {line} cannot be read"
    raise UnreadableFileError(
        message, advice="Save it as CSV UTF-8.", file=file, line=line
    )


def _first_bad_byte(data: bytes, encoding: str) -> int | None:
    at = 0
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for at in range(0, len(data), _CHUNK):
            last = at + _CHUNK >= len(data)
            decoder.decode(data[at : at + _CHUNK], final=last)
    except UnicodeDecodeError as cause:
        return at + cause.start
    return None


def numbered_rows(
    data: bytes, how: Decoded, file: str, faults: list[Finding]
) -> Iterator[tuple[int, list[str]]]:
    """Each row with its number, counted as a spreadsheet counts.

    A row that is no CSV goes to `faults`; a cell of more than `CELL_LIMIT` characters
    stops the file.
    """
    stream = io.TextIOWrapper(io.BytesIO(data), how.encoding, newline="")
    reader = csv.reader(_mended(stream) if how.misread else stream, strict=True)
    wide = csv.field_size_limit() > CELL_LIMIT
    number = 0
    while True:
        try:
            for cells in reader:
                number += 1
                if wide and cells and len(max(cells, key=len)) > CELL_LIMIT:
                    raise oversized(file, number)
                yield number, cells
        except csv.Error as cause:
            number += 1
            if "field larger" in str(cause):
                raise oversized(file, number) from cause
            faults.append(_broken(file, number))
        else:
            return


def _mended(stream: io.TextIOWrapper) -> Iterator[str]:
    """Lines whose misread characters are what Windows-1252 says they are."""
    for line in stream:
        yield _MISREAD_TEXT.sub(
            lambda found: found[0].encode("latin-1").decode("cp1252", "ignore"), line
        )


def oversized(file: str, number: int) -> OversizedCellError:
    """The refusal of a row with a cell that is no cell."""
    message = f"{file}, row {number}: a cell is longer than {CELL_LIMIT:,} characters"
    return OversizedCellError(
        message,
        advice="Look for a quotation mark that is never closed, and export it again.",
        file=file,
        row=number,
    )


def _broken(file: str, number: int) -> Finding:
    return Finding(
        "broken_quotes",
        "the quotation marks of this row do not match",
        Place(file, number),
        "Correct the row in the file, or export the file again.",
    )
