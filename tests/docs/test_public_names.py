"""What is public is listed and explained, and each error has its section."""

import importlib
import inspect
import re
from collections.abc import Iterator

from docs._extensions import reference_pages
from tests.conftest import ROOT


def rooms() -> list[str]:
    """The rooms of the package, by full name."""
    return reference_pages.rooms()


def public() -> Iterator[tuple[str, str, object]]:
    """Every public name of every room: the room, the name, what it means."""
    for room in rooms():
        module = importlib.import_module(room)
        for name in module.__all__:
            yield room, name, getattr(module, name)


def explained(room: str, name: str, value: object) -> bool:
    """Tell whether a public name is explained where it is made."""
    if not reference_pages.ours(value):
        return True
    if inspect.isclass(value) or inspect.isroutine(value) or inspect.ismodule(value):
        return bool(value.__doc__ and value.__doc__.strip())
    return any(commented(name, text) for text in sources(room))


def sources(room: str) -> list[str]:
    """The source text of every module of a room."""
    place = ROOT / "src" / room.replace(".", "/")
    files = [*place.rglob("*.py"), place.with_suffix(".py")]
    return [path.read_text(encoding="utf-8") for path in files if path.is_file()]


def commented(name: str, text: str) -> bool:
    """Tell whether a constant has a `#:` line above it or behind it in a module."""
    made = rf"{re.escape(name)}\b[^\n=]*=(?!=)"
    return bool(re.search(rf"^#:[^\n]*\n{made}|^{made}[^\n]*#:", text, re.MULTILINE))


def test_every_room_lists_its_public_names() -> None:
    """Each room has an `__all__`, and every name in it is there."""
    assert rooms()
    for room in rooms():
        module = importlib.import_module(room)
        listed = getattr(module, "__all__", ())
        assert listed, f"{room} lists no public names"
        assert [] == [name for name in listed if not hasattr(module, name)], room


def test_every_public_name_is_explained() -> None:
    """Classes and functions have a docstring, other names a `#:` comment."""
    assert [] == [
        f"{room}.{name}"
        for room, name, value in public()
        if not explained(room, name, value)
    ]


def test_a_name_without_a_comment_is_found() -> None:
    """A constant counts as explained only with its own `#:` comment."""
    assert commented("TERM", "#: What it is.\nTERM = 1\n")
    assert commented("TERM", "TERM: int = 1  #: What it is.\n")
    assert not commented("TERM", "# What it is.\nTERM = 1\n")
    assert not commented("TERM", "#: What it is.\nTERMS = 1\n")


def test_every_error_has_a_code_of_its_own() -> None:
    """No two errors share a code, and none borrows its parent's."""
    found = sorted(reference_pages.errors(), key=lambda kind: kind.__qualname__)
    assert found
    assert [] == [kind.__qualname__ for kind in found if "code" not in vars(kind)]
    codes = [kind.code for kind in found]
    assert sorted(set(codes)) == sorted(codes)


def test_every_error_has_its_section_in_the_reference() -> None:
    """The page of errors has a section for each, with what it means."""
    text = reference_pages.error_page()
    found = reference_pages.errors()
    titles = {kind: f"{kind.code} {kind.__name__}\n---" for kind in found}
    assert [] == [title for title in titles.values() if title not in text]
    assert [] == [kind.__name__ for kind in found if not (kind.__doc__ or "").strip()]
