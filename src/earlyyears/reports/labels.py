"""Officers' words for the codes that reports print; a bare code is never printed."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from earlyyears.kernel import read_toml
from earlyyears.places import vocabularies

from .words import humanised

__all__ = ["label"]

#: The vocabulary that gives words to a section's codes before the report's own do.
_VOCABULARIES = {
    "lead": "lead-body",
    "duty": "lead-duty",
    "kind": "setting-kind",
    "concern": "concern-kind",
}


def label(section: str, code: str) -> str:
    """The words for a code: its vocabulary's, the report's own, or words made of it.

    >>> label("lead", "mentors"), label("reason", "below_good")
    ('Hub mentors', 'Latest published judgement below good')
    >>> label("reason", "newham.forest_school")
    'Forest school'
    """
    return _words(section).get(code) or humanised(code)


@cache
def _words(section: str) -> Mapping[str, str]:
    own = read_toml(files("earlyyears.reports") / "data" / "support.toml")
    held = vocabularies().get(_VOCABULARIES.get(section, ""))
    known = {row.code: row.labels[-1].text for row in held.rows} if held else {}
    return {**own.get(section, {}), **known}
