"""The writers that ship pass the kit that plugins' writers pass."""

from typing import ClassVar

from earlyyears.disclosure import Writer
from earlyyears.reports import writers
from earlyyears.testing import FormatKit

OFFERED = {one.ending: one for one in writers()}


class TestHtml(FormatKit):
    """Pages."""

    writer: ClassVar[Writer] = OFFERED[".html"]


class TestCsv(FormatKit):
    """Spreadsheets."""

    writer: ClassVar[Writer] = OFFERED[".csv"]


class TestJson(FormatKit):
    """Data."""

    writer: ClassVar[Writer] = OFFERED[".json"]
