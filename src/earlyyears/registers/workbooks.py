"""What is inside a workbook, before anybody reads its values.

A workbook, XLSX or ODS, is a zip file of XML, and both may be made so that reading
them fills a computer's memory.  So every part is unpacked once and measured, without
keeping it.  On the way is noted what a reader of values does not tell: which cells
hold a formula or a spreadsheet's error, and which are merged.
"""

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from posixpath import join, normpath
from typing import IO, Any
from xml.parsers import expat

from earlyyears.kernel import frozen

from .errors import UnreadableFileError
from .workbook_marks import Marker, Marks, OdsMarker, XlsxMarker

__all__ = ["Workbook", "is_workbook", "workbook_in"]

#: Bytes that all parts together may have; Ofsted's national file has 300 million.
_BYTES = 1 << 29
_PARTS = 2_000
#: Cells, the empty ones between others included, that a sheet may have.
_CELLS = 10_000_000
_CHUNK = 1 << 20
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_SIGN = b"PK\x03\x04"
#: What the standard library says of files that are broken, or packed in other ways.
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, expat.ExpatError),
    *(EOFError, LookupError, OSError, RuntimeError, ValueError),
)


@frozen
class Workbook:
    """A workbook that is safe to read: its format and what was noted of each sheet."""

    format: str
    sheets: Mapping[str, Marks]


def is_workbook(data: bytes) -> bool:
    """Say whether a file is a zip file, whatever it is called."""
    return data.startswith(_SIGN)


def workbook_in(data: bytes, file: str) -> Workbook:
    """Look through a workbook, or refuse what cannot or should not be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as held:
            _measure(held, file)
            found = _looked_through(held, file)
    except UnreadableFileError:
        raise
    except _BROKEN as cause:
        raise _damaged(file) from cause
    for sheet, marks in found.sheets.items():
        if marks.rows * marks.columns > _CELLS:
            raise _huge(file, f"the sheet “{sheet[:40]}” spans {marks.span}")
    return found


def _measure(held: zipfile.ZipFile, file: str) -> None:
    parts = held.infolist()
    if len(parts) > _PARTS or sum(one.file_size for one in parts) > _BYTES:
        raise _huge(file, "it unpacks to far more than a table holds")
    for one in parts:
        # What a part says of its size may be a lie; reading it to the end finds out.
        with held.open(one) as stream:
            while stream.read(_CHUNK):
                pass


def _looked_through(held: zipfile.ZipFile, file: str) -> Workbook:
    names = set(held.namelist())
    if "mimetype" in names and held.read("mimetype").strip() == _ODS:
        marker = OdsMarker(_CELLS)
        with held.open("content.xml") as stream:
            _parse(stream, marker, file)
        return Workbook("ODS workbook", marker.sheets())
    if "xl/workbook.xml" in names:
        return Workbook("XLSX workbook", dict(_xlsx(held, file)))
    raise UnreadableFileError(
        f"{file} is a zip file, and neither an XLSX nor an ODS workbook",
        advice="Open it in a spreadsheet and save it as XLSX or as CSV UTF-8.",
        file=file,
    )


def _xlsx(held: zipfile.ZipFile, file: str) -> Iterator[tuple[str, Marks]]:
    parts = {
        one["Id"]: normpath(join("/xl", one["Target"])).lstrip("/")
        for one in _elements(held, "xl/_rels/workbook.xml.rels", "Relationship", file)
        if one.get("TargetMode") != "External"
    }
    for sheet in _elements(held, "xl/workbook.xml", "sheet", file):
        marker = XlsxMarker()
        with held.open(parts[sheet["id"]]) as stream:
            _parse(stream, marker, file)
        yield sheet["name"], marker.marks()


def _elements(
    held: zipfile.ZipFile, part: str, wanted: str, file: str
) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []

    class Collect(Marker):
        def start(self, name: str, attributes: dict[str, str]) -> None:
            if name.rpartition(" ")[2] == wanted:
                found.append(
                    {key.rpartition(" ")[2]: one for key, one in attributes.items()}
                )

    with held.open(part) as stream:
        _parse(stream, Collect(), file)
    return found


def _parse(stream: IO[bytes], marker: Marker, file: str) -> None:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = marker.start
    parser.EndElementHandler = marker.end
    parser.CharacterDataHandler = marker.text
    # No spreadsheet writes one, and entities that grow are declared in it.
    parser.StartDoctypeDeclHandler = _refuse_doctype(file)
    parser.ParseFile(stream)


def _refuse_doctype(file: str) -> Callable[..., None]:
    def refuse(*_: Any) -> None:
        raise _damaged(file)

    return refuse


def _damaged(file: str) -> UnreadableFileError:
    return UnreadableFileError(
        f"{file} is a damaged workbook, or has a password",
        advice="Open it in a spreadsheet, take the password off, and save it again.",
        file=file,
    )


def _huge(file: str, why: str) -> UnreadableFileError:
    return UnreadableFileError(
        f"{file} was not read: {why}",
        advice="Copy the table alone into a new workbook, or save it as CSV UTF-8.",
        file=file,
    )
