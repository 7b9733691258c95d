"""Licensed indicators: read from the user's own file, and a blank form to type into.

The library holds no indicator of any published scale.  A licence holder types the
numbers in (`layer_template`), keeps the file, and hands it in when a sheet is scored.
"""

from importlib.resources.abc import Traversable
from os import PathLike, fspath
from pathlib import Path
from typing import Any

from earlyyears.kernel import Finding, Place, evolve, read_toml

from .errors import ScaleFileError, refuse
from .indicators import item_with, relations_from
from .structure import Cycles, Item, Layer, Scale

__all__ = ["layer_template", "with_layer"]

_TOP = {"pack", "scale", "edition", "holder", "licence", "item", "relation"}


def with_layer(scale: Scale, path: str | PathLike[str] | Traversable) -> Scale:
    """The scale with the indicators of a licensed layer; all faults at once.

    The file must name the same scale and edition, the holder and the licence, and be
    about items that the scale has.
    """
    file = Path(fspath(path)) if isinstance(path, str | PathLike) else path
    data, place = read_toml(file), Place(file.name)
    message = f"the layer {file.name} cannot be used with {scale}"
    refuse(ScaleFileError, message, _head_faults(scale, data, place))
    rule = scale.rule
    if isinstance(rule, Cycles):
        finding = Finding("wrong_model", "this scale has no indicators", place)
        raise ScaleFileError(message, [finding])
    made: list[Item] = []
    findings = [
        Finding("unknown_item", f"[item.{key}] is no item of {scale}", place)
        for key in data.get("item", {})
        if key not in scale.items
    ]
    for item in scale.all_items:
        full, wrong = item_with(
            item, data.get("item", {}).get(item.id, {}), rule, place
        )
        made.append(full)
        findings += wrong
    items = {item.id: item for item in made}
    relations, wrong = relations_from(data.get("relation", []), items, place)
    refuse(ScaleFileError, message, [*findings, *wrong])
    layer = Layer(data["holder"], data["licence"], scale.id, scale.edition)
    return evolve(
        scale, all_items=tuple(made), layer=layer, relations=scale.relations + relations
    )


def _head_faults(scale: Scale, data: dict[str, Any], place: Place) -> list[Finding]:
    findings: list[Finding] = []
    if data.get("pack") != "layer":
        advice = 'Write pack = "layer" at its top.'
        message = "the file does not say that it is a layer"
        findings.append(Finding("not_a_layer", message, place, advice))
    for key in ("holder", "licence"):
        if not isinstance(data.get(key), str) or not data[key].strip():
            message = f"“{key}” is missing: a layer says whose licence it rests on"
            findings.append(Finding("missing", message, place))
    named = (data.get("scale"), data.get("edition"))
    if named != scale.key:
        message = f"the layer is for {named[0]} ({named[1]})"
        advice = f"It was used with {scale.id} ({scale.edition})."
        findings.append(Finding("spec_mismatch", message, place, advice))
    for key in sorted(data.keys() - _TOP):
        message = f"“{key}” is not a setting of a layer"
        findings.append(Finding("unknown_setting", message, place))
    return findings


def layer_template(scale: Scale, *, holder: str = "", licence: str = "") -> str:
    """A blank layer to type indicator numbers into, with every item of the scale.

    >>> from earlyyears import scales
    >>> blank = scales.layer_template(scales.get("movers"))
    >>> blank.splitlines()[2:5]
    ['pack = "layer"', 'scale = "movers"', 'edition = "2017"']
    """
    if isinstance(scale.rule, Cycles):
        message = f"{scale} has no indicators, so there is no layer to fill in"
        raise ScaleFileError(
            message, [Finding("wrong_model", "it is judged in cycles")]
        )
    head = [
        f"# Indicators of {scale}: numbers only.",
        "# Keep this file as your licence asks.",
        'pack = "layer"',
        f'scale = "{scale.id}"',
        f'edition = "{scale.edition}"',
        f"holder = {_quoted(holder)}",
        f"licence = {_quoted(licence)}",
    ]
    anchors = scale.rule.anchors
    for item in scale.all_items:
        head += [
            "",
            f"[item.{_key(item.id)}]  # {item.title or item.id}",
            "# na = true            # where the sheet lets the whole item be NA",
            "boxes = []             # indicators with an NA box",
            *(f"{anchor} = []" for anchor in anchors),
        ]
    return "\n".join([*head, ""])


def _quoted(text: str) -> str:
    tidy = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{tidy}"'


def _key(number: str) -> str:
    return number if number.isalnum() else _quoted(number)
