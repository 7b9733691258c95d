"""A new plugin from the template that ships: sound from its first minute."""

import datetime as dt
import re
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from string import Template

from earlyyears.kernel import academic_year
from earlyyears.places import UnknownAuthorityError, area

from .contracts import CONTRACT
from .errors import PluginNameError

__all__ = ["new_plugin"]

_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_SUFFIX = ".txt"


def new_plugin(
    name: str, folder: Path, *, today: dt.date, release: str, single_file: bool = False
) -> tuple[Path, ...]:
    """Write a new plugin, a package or a single file, and give its files.

    The name is the prefix of its kinds: small letters, digits and hyphens.  A name
    that is a local authority's key makes the plugin that borough's.  Nothing that is
    there already is written over.
    """
    words = _words(name, today, release)
    if single_file:
        base, template = folder, "file"
        target = folder / f"{words['under']}.py"
    else:
        base = target = folder / f"earlyyears-{name}"
        template = "package"
    if target.exists():
        raise PluginNameError(
            f"{target} is there already",
            advice="Take another name or another folder; nothing was written.",
            plugin=name,
        )
    written = [
        *_filled(files("earlyyears.plugins") / "template" / template, base, words)
    ]
    for path, text in written:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tuple(path for path, _ in written)


def _words(name: str, today: dt.date, release: str) -> dict[str, str]:
    """What stands in the place of each word of the template."""
    if not _NAME.fullmatch(name) or name == "earlyyears":
        raise PluginNameError(
            f"“{name}” cannot be the name of a plugin",
            advice="Take small letters, digits and hyphens, such as tower-hamlets.",
            plugin=name,
        )
    title, boroughs = _borough(name)
    under = name.replace("-", "_")
    return {
        "name": name,
        "under": under,
        "module": f"earlyyears_{under}",
        "cls": "".join(part.capitalize() for part in name.split("-")),
        "title": title,
        "boroughs": boroughs,
        "tuple": f"({boroughs},)" if boroughs else "()",
        # The made-up setting of the cases has to lie somewhere that there is.
        "authority": title if boroughs else "Newham",
        "ending": under.replace("_", ""),
        "contract": str(CONTRACT),
        "release": release,
        "year": str(academic_year(today).start.year),  # type: ignore[union-attr]
        "today": today.isoformat(),
    }


def _borough(name: str) -> tuple[str, str]:
    """The title and the boroughs of a plugin with a name."""
    try:
        found = area(name)
    except UnknownAuthorityError:
        return name.replace("-", " ").title(), ""
    return found.name, ", ".join(f'"{key}"' for key in sorted(found.boroughs))


def _filled(
    source: Traversable, target: Path, words: dict[str, str]
) -> Iterator[tuple[Path, str]]:
    """Each file of a folder of the template, with its words put in."""
    for item in sorted(source.iterdir(), key=lambda one: one.name):
        named = item.name.replace("__module__", words["module"])
        named = named.replace("__under__", words["under"])
        named = named.replace("__name__", words["name"]).removesuffix(_SUFFIX)
        if item.is_dir():
            yield from _filled(item, target / named, words)
        else:
            text = item.read_text(encoding="utf-8")
            yield target / named, Template(text).substitute(words)
