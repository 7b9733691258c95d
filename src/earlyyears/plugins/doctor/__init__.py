"""The doctor: what is wrong with a plugin, read from its files and without import.

It works on a plugin that cannot be imported, and on one that nobody trusts.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from earlyyears.kernel import Finding, Place, field, frozen
from earlyyears.plugins.contracts import Contract, contracts
from earlyyears.plugins.discovery import Discovered
from earlyyears.plugins.errors import PluginManifestError
from earlyyears.plugins.manifests import MANIFEST, Manifest, manifest_from

from .coverage import Covered, coverage_findings, coverage_of
from .hooking import hook_findings, hooks_in
from .packaging import (
    borough_findings,
    import_findings,
    kind_findings,
    manifest_faults,
    name_findings,
    object_findings,
    pack_findings,
    pure_findings,
)
from .reading import Module, Offering, offering_of, read_modules

__all__ = ["KINDS", "Covered", "Diagnosis", "examine"]

#: Every kind of finding: a fault or a warning, and the code whose page has more.
KINDS: Mapping[str, tuple[str, str]] = {
    "async_hook": ("fault", "EYP107"),
    "bad_day": ("fault", "EYP112"),
    "bad_pack": ("fault", "EYP112"),
    "bad_toml": ("fault", "EYP112"),
    "borough_key": ("fault", "EYP112"),
    "boroughs_differ": ("fault", "EYP112"),
    "contract": ("fault", "EYP105"),
    "ends_soon": ("warning", ""),
    "foreign_marker": ("fault", "EYP104"),
    "gap": ("warning", ""),
    "hook_argument": ("fault", "EYP103"),
    "hook_is_property": ("fault", "EYP107"),
    "hook_is_value": ("fault", "EYP107"),
    "hook_twice": ("fault", "EYP106"),
    "keyword_only": ("fault", "EYP103"),
    "name_differs": ("warning", "EYP106"),
    "name_taken": ("fault", "EYP106"),
    "no_basis": ("fault", "EYP101"),
    "no_block": ("warning", "EYP112"),
    "no_contract": ("fault", "EYP112"),
    "no_manifest": ("fault", "EYP112"),
    "no_marker": ("fault", "EYP104"),
    "no_module": ("fault", "EYP101"),
    "no_object": ("fault", "EYP101"),
    "no_pack": ("fault", "EYP112"),
    "no_plugin": ("fault", "EYP101"),
    "no_prefix": ("fault", "EYP106"),
    "no_question": ("fault", "EYP112"),
    "no_reads": ("fault", "EYP101"),
    "not_installed": ("fault", "EYP101"),
    "not_provided": ("warning", "EYP112"),
    "not_pure": ("fault", ""),
    "overlap": ("fault", ""),
    "syntax_error": ("fault", "EYP101"),
    "unanswered": ("warning", "EYP112"),
    "unknown_borough": ("warning", "EYP112"),
    "unknown_hook": ("fault", "EYP102"),
    "unknown_key": ("fault", "EYP112"),
    "unknown_type": ("fault", "EYP112"),
    "wrong_default": ("fault", "EYP112"),
    "wrong_result": ("fault", "EYP107"),
    "wrong_type": ("fault", "EYP112"),
}


@frozen
class Diagnosis:
    """What the doctor found in one plugin, and what it offers as far as one can see."""

    name: str
    version: str
    distribution: str
    manifest: Manifest
    hooks: tuple[str, ...]
    coverage: tuple[Covered, ...]
    findings: tuple[Finding, ...] = field(default=())

    @property
    def faults(self) -> tuple[Finding, ...]:
        """What has to be mended."""
        return tuple(one for one in self.findings if KINDS[one.code][0] == "fault")

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """What somebody should look at."""
        return tuple(one for one in self.findings if KINDS[one.code][0] == "warning")

    def lines(self) -> Iterator[str]:
        """What to tell the person who asked."""
        yield f"{self.name} {self.version}".rstrip()
        for one in (*self.faults, *self.warnings):
            kind, page = KINDS[one.code]
            shown = f"{one.code}, {page}" if page else one.code
            yield f"  {kind}: {one} [{shown}]"
        if self.coverage:
            yield "  questions answered:"
            yield from (f"    {one}" for one in self.coverage)
        count = len(self.faults)
        said = (
            f"{count} fault{'' if count == 1 else 's'}" if count else "No fault found"
        )
        yield f"  {said}; hooks: {', '.join(self.hooks) or 'none'}."

    def as_data(self) -> dict[str, Any]:
        """The same as plain data."""
        return {
            "name": self.name,
            "version": self.version,
            "distribution": self.distribution,
            "hooks": list(self.hooks),
            "findings": [
                {
                    "code": one.code,
                    "kind": KINDS[one.code][0],
                    "page": KINDS[one.code][1],
                    "message": one.message,
                    "file": one.place.file,
                    "line": one.place.row,
                    "field": one.place.field,
                    "advice": one.advice,
                }
                for one in self.findings
            ],
            "coverage": [
                {
                    "question": one.question,
                    "rule": one.rule,
                    "from": one.during.start if one.during else None,
                    "before": one.during.end if one.during else None,
                    "plain": one.during is not None,
                    "where": str(one.place),
                }
                for one in self.coverage
            ],
        }


def examine(
    found: Discovered,
    everything: Sequence[Discovered] = (),
    *,
    today: dt.date | None = None,
    table: tuple[Contract, ...] = (),
    thorough: bool = True,
) -> Diagnosis:
    """Examine one plugin without importing it.

    `everything` are the installed plugins, whose names must differ.  With `today`, the
    doctor says where the last rule for a question ends within 90 days.  Not `thorough`,
    files that speak neither of hooks nor of rules or records are passed over.
    """
    modules, unreadable = read_modules(found.source, thorough=thorough)
    offering = offering_of(found.source, modules)
    covered = coverage_of(modules)
    manifest = _manifest(found)
    findings = [
        *manifest_faults(found, table or contracts()),
        *object_findings(found, modules, offering),
        *borough_findings(manifest, offering),
        *name_findings(found, everything),
        *unreadable,
        *_inside(found, modules, offering),
        *pack_findings(found, manifest, offering),
        *coverage_findings(covered, today),
        *pure_findings(modules, (one.place for one in covered)),
        *_promises(manifest, covered),
    ]
    return Diagnosis(
        name=found.name,
        version=found.version,
        distribution=found.distribution,
        manifest=manifest,
        hooks=hooks_in(offering) if offering else (),
        coverage=covered,
        findings=tuple(findings),
    )


def _inside(
    found: Discovered, modules: list[Module], offering: Offering | None
) -> Iterator[Finding]:
    if offering is not None:
        yield from hook_findings(offering)
    yield from kind_findings(found, modules, offering)
    yield from import_findings(found, modules)


def _manifest(found: Discovered) -> Manifest:
    try:
        return manifest_from(found.source.manifest or "contract = 0")
    except PluginManifestError:
        return Manifest()


def _promises(manifest: Manifest, covered: Iterable[Covered]) -> Iterator[Finding]:
    """Questions that the manifest and the rules do not have in common."""
    answered = {one.question: one for one in covered}
    promised = {one.question for one in manifest.provides}
    for question, one in answered.items():
        if question not in promised:
            yield Finding(
                "not_provided",
                f"the manifest does not say that the plugin answers “{question}”",
                one.place,
                f'Add [[provides]] question = "{question}": when the plugin fails, its'
                " questions are then not answered by others in its place.",
            )
    for question in sorted(promised - {*answered}):
        yield Finding(
            "unanswered",
            f"the manifest promises “{question}”, and no rule answers it",
            Place(MANIFEST, field="provides"),
            "Take it out, or check its name.",
        )
