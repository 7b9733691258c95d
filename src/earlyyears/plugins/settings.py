"""Settings of plugins, held to what their manifests say, all faults at once."""

import difflib
from collections.abc import Iterator, Mapping
from typing import Any

from earlyyears.kernel import Finding, Place

from .errors import PluginSettingsError
from .manifests import SETTING_TYPES, Manifest, SettingInfo

__all__ = ["settings_for"]


def settings_for(
    manifest: Manifest, given: Mapping[str, Any], plugin: str
) -> dict[str, Any]:
    """The settings that a plugin gets: what was given, and defaults for the rest.

    A setting without a default must be given.  Values are never repeated in a fault,
    since they may be secret.

    >>> manifest = Manifest(settings=(SettingInfo("port", "whole number", 5432),))
    >>> settings_for(manifest, {}, "brook")
    {'port': 5432}
    """
    known = {one.name: one for one in manifest.settings}
    findings = [*_unknown(given, known), *_amiss(given, manifest.settings)]
    if findings:
        raise PluginSettingsError(
            f"the settings of the plugin “{plugin}” cannot be used",
            advice=" ".join(map(str, findings)),
            plugin=plugin,
            findings=tuple(findings),
            cause=str(findings[0]),
        )
    return {
        name: given.get(name, one.default)
        for name, one in known.items()
        if name in given or one.default is not None
    }


def _unknown(
    given: Mapping[str, Any], known: Mapping[str, SettingInfo]
) -> Iterator[Finding]:
    for name in given:
        if name not in known:
            near = difflib.get_close_matches(name, known, 1)
            there = ", ".join(known) or "none"
            hint = f"Did you mean “{near[0]}”?" if near else f"There are: {there}."
            yield Finding(
                "unknown_setting", "no such setting", Place("", field=name), hint
            )


def _amiss(
    given: Mapping[str, Any], wanted: tuple[SettingInfo, ...]
) -> Iterator[Finding]:
    for one in wanted:
        place = Place("", field=one.name)
        if one.name not in given:
            if one.default is None:
                about = f"Give it: {one.about}" if one.about else "Give it."
                yield Finding("missing", "it has no default", place, about)
        elif type(given[one.name]) is not SETTING_TYPES[one.type]:
            yield Finding("wrong_type", f"it should be a {one.type}", place)
        elif one.one_of and given[one.name] not in one.one_of:
            there = ", ".join(map(str, one.one_of))
            yield Finding("not_allowed", f"it should be one of {there}", place)
