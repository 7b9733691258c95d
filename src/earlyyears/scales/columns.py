"""What a heading of a sheet file is about: the visit, an item, or an indicator.

Headings are read generously: case, spaces, underscores and the group prefixes that
survey tools put before a name do not matter.
"""

import re
from collections.abc import Mapping

from earlyyears.kernel import frozen

from .structure import Scale

__all__ = ["HEAD", "Column", "column", "head_field"]

#: Headings about the visit, by the field they fill; the first is the one written.
HEAD = {
    "scale": ("scale",),
    "edition": ("edition",),
    "setting": ("setting", "setting id", "provider"),
    "room": ("room", "room id", "group"),
    "on": ("date", "on", "day", "observation date", "date of observation"),
    "observer": ("assessor", "assessor key", "observer", "observer key"),
    "role": ("role",),
    "notes": ("notes profile", "notes", "local notes"),
    "purpose": ("purpose",),
    "provision": ("provision", "kind of provision"),
    "started": ("start time", "started"),
    "ended": ("end time", "ended"),
}
_FIELDS = {word: name for name, words in HEAD.items() for word in words}
#: What survey tools add of their own accord.
_TOOLS = frozenset(
    [
        "start",
        "end",
        "today",
        "deviceid",
        "subscriberid",
        "simid",
        "phonenumber",
        "username",
        "submissiondate",
        "key",
        "instanceid",
        "instancename",
        "submitterid",
        "submittername",
        "attachmentspresent",
        "attachmentsexpected",
        "status",
        "reviewstate",
        "edits",
        "formversion",
        "version",
        "uuid",
        "id",
        "index",
        "parent",
        "index",
        "submission",
        "time",
        "xform",
        "id",
        "string",
    ]
)
_ITEM = re.compile(r"(?:item|i)?[ _]*(?P<item>[0-9a-z.]+)", re.IGNORECASE)
_INDICATOR = re.compile(
    r"(?:indicator|ind|i|q)?[ _]*(?P<level>\d+)[._](?P<n>\d+)", re.IGNORECASE
)


@frozen
class Column:
    """One heading understood."""

    #: `head`, `item`, `indicator`, `override`, `tool` or `unknown`.
    kind: str
    #: Field, item or item/indicator.
    name: str = ""


def _tidy(heading: str) -> str:
    return re.sub(r"[\s_]+", " ", heading.strip().lower()).strip("* :")


def head_field(heading: str) -> str:
    """The field of the visit that a heading fills, or nothing.

    >>> head_field("Assessor_Key"), head_field("meta/Date"), head_field("5")
    ('observer', 'on', '')
    """
    last = re.split(r"[/:]", heading)[-1]
    return _FIELDS.get(_tidy(last), _FIELDS.get(_tidy(last.rpartition("-")[2]), ""))


def column(heading: str, scale: Scale) -> Column:
    """What a heading is about, for one scale.

    >>> from earlyyears import scales
    >>> toy = scales.get("toy")
    >>> [column(h, toy).name for h in ("5", "item_5", "grp_play/item_5/i_3_2", "5/3.2")]
    ['5', '5', '5/3.2', '5/3.2']
    """
    if name := head_field(heading):
        return Column("head", name)
    parts = [part for part in re.split(r"[/:]", heading.strip()) if part]
    if len(parts) == 1 and "-" in parts[0] and parts[0] not in scale.items:
        parts = parts[0].split("-")
    if not parts:
        return Column("tool")
    found = _indicator(parts, scale) or _item(parts[-1], scale)
    if found:
        return found
    bare = _tidy(parts[-1]).replace(" ", "")
    known = {word.replace(" ", "") for word in _TOOLS}
    is_tool = bare in known or parts[0].lower() in {"meta", "__system"}
    return Column("tool" if is_tool else "unknown", heading.strip())


def _item(word: str, scale: Scale) -> Column | None:
    number = item_number(word, scale)
    return Column("item", number) if number else None


def item_number(word: str, scale: Scale) -> str:
    """The number of the item that a word names, or nothing."""
    tidy = word.strip()
    if tidy in scale.items:
        return tidy
    match = _ITEM.fullmatch(tidy)
    number = match["item"] if match else ""
    if number in scale.items:
        return number
    bare = number.lstrip("0")
    if bare in scale.items:
        return bare
    titles: Mapping[str, str] = {
        _tidy(item.title): item.id for item in scale.all_items if item.title
    }
    return titles.get(_tidy(re.sub(r"^\d+[ .]+", "", tidy)), "")


def _indicator(parts: list[str], scale: Scale) -> Column | None:
    match = _INDICATOR.fullmatch(parts[-1].strip())
    if match is None or len(parts) == 1:
        return None
    number = item_number(parts[-2], scale)
    return (
        Column("indicator", f"{number}/{match['level']}.{match['n']}")
        if number
        else None
    )
