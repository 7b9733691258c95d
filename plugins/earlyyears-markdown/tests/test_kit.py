"""The writer keeps what every writer promises."""

from typing import ClassVar

from earlyyears_markdown import Markdown

from earlyyears.disclosure import Writer
from earlyyears.testing import FormatKit


class TestMarkdown(FormatKit):
    """Files that end in `.md`."""

    writer: ClassVar[Writer] = Markdown().formats()[0]
