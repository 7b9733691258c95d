"""Run the examples in docstrings, in the pages and in the README as tests.

Every Python block of a page runs, in order, in one namespace per page; a docstring's
examples run in the namespace of their module. There is no way to skip one.
"""

from pathlib import Path

from sybil import Sybil
from sybil.document import PythonDocStringDocument
from sybil.parsers.myst import PythonCodeBlockParser
from sybil.parsers.rest import DocTestParser

ROOT = Path(__file__).parent

pages = Sybil(
    path=str(ROOT),
    parsers=[PythonCodeBlockParser()],
    patterns=["README.md", "docs/**/*.md"],
    excludes=["docs/_build/**"],
    name="pages",
)
docstrings = Sybil(
    path=str(ROOT / "src"),
    parsers=[DocTestParser()],
    patterns=["**/*.py"],
    document_types={".py": PythonDocStringDocument},
    name="docstrings",
)
pytest_collect_file = (pages + docstrings).pytest()
