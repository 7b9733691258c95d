"""Manifests: what a plugin says of itself in `earlyyears.toml`, read without import."""

import difflib
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, cast

from earlyyears.kernel import (
    ALWAYS,
    BackwardsRangeError,
    BadDayError,
    DateRange,
    Finding,
    Place,
    during_from,
    field,
    frozen,
)
from earlyyears.places import UnknownAuthorityError, area

from .errors import PluginManifestError

__all__ = [
    "MANIFEST",
    "Manifest",
    "Provided",
    "SettingInfo",
    "block_of",
    "manifest_findings",
    "manifest_from",
]

#: Name of the file that holds a manifest.
MANIFEST = "earlyyears.toml"

#: Types that a setting may have, with how each is written in Python.
SETTING_TYPES: Mapping[str, type] = {
    "text": str,
    "whole number": int,
    "yes or no": bool,
    "list of texts": list,
}

_KEYS: Mapping[str, type] = {
    "contract": int,
    "boroughs": list,
    "contact": str,
    "licence": str,
    "packs": list,
    "settings": dict,
    "provides": list,
}
_SETTING_KEYS = ("type", "default", "about", "secret", "one_of")
_PROVIDED_KEYS = ("question", "from", "before")
_BLOCK = re.compile(
    r"^# /// earlyyears$(?P<body>(?:\n#(?: .*)?$)*?)\n# ///$", re.MULTILINE
)


@frozen
class SettingInfo:
    """One setting of a plugin: its name, type, and what it is without being set."""

    name: str
    #: `text`, `whole number`, `yes or no` or `list of texts`.
    type: str = "text"
    default: Any = None
    about: str = ""
    #: Whether it is a password or the like, which is never shown.
    secret: bool = False
    #: What it may be, where that is a closed list.
    one_of: tuple[Any, ...] = ()


@frozen
class Provided:
    """A question that the plugin answers, and during which days."""

    question: str
    during: DateRange = ALWAYS


@frozen
class Manifest:
    """What a plugin says of itself, read from its files without importing it."""

    #: Number of the contract that it is built for; 0 where it does not say.
    contract: int = 0
    #: Keys of the local authorities that its rules are for; none means all.
    boroughs: tuple[str, ...] = ()
    #: Who answers for it.
    contact: str = ""
    licence: str = ""
    #: Folders of TOML files beside its module.
    packs: tuple[str, ...] = ()
    settings: tuple[SettingInfo, ...] = ()
    #: Questions that it answers; they are not answered by others when it fails.
    provides: tuple[Provided, ...] = field(default=())


def manifest_from(text: str, *, file: str = MANIFEST, plugin: str = "") -> Manifest:
    r"""The manifest of a text in TOML; what is wrong with it is told all at once.

    >>> manifest_from('contract = 1\nboroughs = ["newham"]').boroughs
    ('newham',)
    """
    told, findings = manifest_findings(text, file)
    if findings:
        message = f"the manifest of the plugin “{plugin}” cannot be used"
        raise PluginManifestError(
            message,
            advice=f"Mend {file}: {' '.join(map(str, findings))}",
            plugin=plugin,
            findings=findings,
            cause=str(findings[0]),
        )
    return _manifest(told)


@lru_cache(maxsize=64)
def manifest_findings(
    text: str, file: str = MANIFEST
) -> tuple[dict[str, Any], tuple[Finding, ...]]:
    """What a manifest says, and everything that is wrong with it."""
    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as cause:
        return {}, (Finding("bad_toml", str(cause), Place(file)),)
    findings = [*_unknown(told, _KEYS, file), *_wrong_types(told, file)]
    if not findings:
        findings = [
            *_contract(told, file),
            *_boroughs(told, file),
            *_settings(told.get("settings", {}), file),
            *_provided(told.get("provides", []), file),
        ]
    return told, tuple(findings)


def block_of(source: str) -> str | None:
    r"""The manifest that a single file carries in comments; None where it has none.

    >>> block_of("# /// earlyyears\n# contract = 1\n# ///\n")
    'contract = 1'
    """
    found = _BLOCK.search(source)
    if found is None:
        return None
    lines = found["body"].strip("\n").splitlines()
    return "\n".join(line.removeprefix("#").removeprefix(" ") for line in lines)


# ---------------------------------------------------------------------- what is wrong


def _unknown(told: Iterable[str], known: Iterable[str], file: str) -> Iterator[Finding]:
    names = list(known)
    for key in told:
        if key not in names:
            near = difflib.get_close_matches(key, names, 1)
            hint = f"Did you mean “{near[0]}”?" if near else f"Keys: {_listed(names)}."
            yield Finding(
                "unknown_key", "nothing has this name", Place(file, field=key), hint
            )


def _wrong_types(told: Mapping[str, Any], file: str) -> Iterator[Finding]:
    for key, kind in _KEYS.items():
        value = told.get(key)
        if value is not None and type(value) is not kind:
            text = f"this is {type(value).__name__} and should be {kind.__name__}"
            yield Finding("wrong_type", text, Place(file, field=key))
    for key in ("boroughs", "packs"):
        value = told.get(key)
        if isinstance(value, list) and not all(
            isinstance(each, str) for each in cast("list[object]", value)
        ):
            yield Finding("wrong_type", "list texts only", Place(file, field=key))


def _contract(told: Mapping[str, Any], file: str) -> Iterator[Finding]:
    if "contract" not in told:
        yield Finding(
            "no_contract",
            "the contract is missing",
            Place(file, field="contract"),
            "Write the number that `earlyyears plugins list` shows.",
        )


def _boroughs(told: Mapping[str, Any], file: str) -> Iterator[Finding]:
    for key in told.get("boroughs", ()):
        try:
            found = area(key)
        except UnknownAuthorityError:
            # An invented borough is no fault; the doctor asks whether it is one.
            continue
        if found.key != key:
            yield Finding(
                "borough_key",
                f"“{key}” is a name and not the key",
                Place(file, field="boroughs"),
                f"Write “{found.key}”.",
            )


def _settings(told: Mapping[str, Any], file: str) -> Iterator[Finding]:
    for name, row in told.items():
        place = Place(file, field=f"settings.{name}")
        if not isinstance(row, dict):
            yield Finding("wrong_type", "write it as a table", place)
            continue
        yield from _setting(cast("dict[str, Any]", row), place)


def _setting(row: dict[str, Any], place: Place) -> Iterator[Finding]:
    for each in _unknown(row, _SETTING_KEYS, place.file):
        yield Finding(each.code, each.message, place, each.advice)
    kind = row.get("type", "text")
    if kind not in SETTING_TYPES:
        text = f"“{kind}” is no type; there are {_listed(SETTING_TYPES)}"
        yield Finding("unknown_type", text, place)
    elif "default" in row and type(row["default"]) is not SETTING_TYPES[kind]:
        yield Finding("wrong_default", f"the default is no {kind}", place)


def _provided(told: Iterable[Any], file: str) -> Iterator[Finding]:
    for at, row in enumerate(told, 1):
        place = Place(file, field=f"provides {at}")
        said = cast("dict[str, Any]", row if isinstance(row, dict) else {})
        if not isinstance(said.get("question"), str):
            yield Finding("no_question", "it names no question", place)
            continue
        for each in _unknown(said, _PROVIDED_KEYS, file):
            yield Finding(each.code, each.message, place, each.advice)
        try:
            during_from(said)
        except (BadDayError, BackwardsRangeError) as fault:
            yield Finding("bad_day", fault.message, place, fault.advice)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)


# ------------------------------------------------------------------------ what it says


def _manifest(told: Mapping[str, Any]) -> Manifest:
    return Manifest(
        contract=told["contract"],
        boroughs=tuple(told.get("boroughs", ())),
        contact=told.get("contact", ""),
        licence=told.get("licence", ""),
        packs=tuple(told.get("packs", ())),
        settings=tuple(
            _setting_from(name, row) for name, row in told.get("settings", {}).items()
        ),
        provides=tuple(
            Provided(row["question"], during_from(row))
            for row in told.get("provides", ())
        ),
    )


def _setting_from(name: str, row: Mapping[str, Any]) -> SettingInfo:
    return SettingInfo(
        name=name,
        type=row.get("type", "text"),
        default=row.get("default"),
        about=row.get("about", ""),
        secret=row.get("secret", False),
        one_of=tuple(row.get("one_of", ())),
    )
