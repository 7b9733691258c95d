"""Read the pages as a person does: their blocks, and what they tell you to type."""

import re
from pathlib import Path

from tests.conftest import ROOT

README = ROOT / "README.md"
#: The pages people write; what a build makes is left out.
PAGES = [
    README,
    ROOT / "CONTRIBUTING.md",
    *(p for p in sorted(ROOT.glob("docs/**/*.md")) if "_build" not in p.parts),
]
#: What a block of a page may hold. Python runs; the rest is shown only.
LANGUAGES = {"console", "csv", "json", "python", "text", "toml"}
FENCE = re.compile(
    r"^```(?P<language>[^\n]*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL
)


def shown(page: Path) -> str:
    """Name a page in a fault."""
    return page.relative_to(ROOT).as_posix()


def blocks(page: Path) -> list[tuple[str, str]]:
    """The fenced blocks of a page, language and text; directives are left out."""
    text = page.read_text(encoding="utf-8")
    found = [(m["language"].strip(), m["body"]) for m in FENCE.finditer(text)]
    return [(language, body) for language, body in found if language[:1] != "{"]


def commands(page: Path) -> list[str]:
    """The lines that a page tells people to type."""
    return [
        line.removeprefix("$ ").strip()
        for language, body in blocks(page)
        if language == "console"
        for line in body.splitlines()
        if line.startswith("$ ")
    ]
