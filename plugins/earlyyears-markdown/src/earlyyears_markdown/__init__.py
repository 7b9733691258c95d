"""A report format for wikis and board papers: Markdown with tables."""

from typing import ClassVar

from earlyyears.disclosure import Writer
from earlyyears.plugins import BoroughPlugin

from .writing import markdown

__all__ = ["Markdown"]


class Markdown(BoroughPlugin):
    """Reports as Markdown."""

    name: ClassVar[str] = "markdown"
    version: ClassVar[str] = "1.0.0"

    def formats(self) -> list[Writer]:
        """Files that end in `.md`."""
        return [Writer("Markdown", ".md", "text/markdown", markdown)]
