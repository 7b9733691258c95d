"""Results as plain data for `--json`: exact numbers as text, rounded ones beside them.

These are what the commands `score`, `agreement` and `change` print.
"""

from collections.abc import Iterable
from fractions import Fraction
from importlib.resources.abc import Traversable
from os import PathLike, fspath
from pathlib import Path
from typing import Any

from earlyyears.kernel import Answer, Answered, Finding, Share

from .agreement import Agreement, agreement
from .change import Change, change
from .estimates import Interval
from .layers import with_layer
from .library import get, load
from .measurement import ReliableChange
from .results import ItemResult, MeanResult
from .scored import Sheet
from .scoring import score
from .sheets import read_sheet, read_sheets
from .structure import Scale

__all__ = [
    "agreement_data",
    "agreement_of_files",
    "change_data",
    "change_of_files",
    "score_file",
    "sheet_data",
    "spec_of",
]

File = str | PathLike[str]


def spec_of(scale: str | None, layer: File | Traversable | None = None) -> Scale | None:
    """The scale that a command names: an id that ships, or the path of a TOML file."""
    if scale is None:
        return None
    found = load(scale) if scale.endswith(".toml") else get(scale)
    return found if layer is None else with_layer(found, layer)


def score_file(
    file: File, scale: str | None = None, layer: File | None = None
) -> Sheet:
    """Score the one observation of a file, for the command `score`."""
    spec = spec_of(scale, layer)
    seen = read_sheet(file, spec)
    if layer is not None and spec is None:
        return score(seen, layer=layer)
    return score(seen, spec)


def agreement_of_files(
    first: File, second: File, *, scale: str | None = None, na: str | None = None
) -> Agreement:
    """Compare the sheets of two files, for the command `agreement`."""
    spec = spec_of(scale)
    one, other = (score(read_sheet(file, spec), spec) for file in (first, second))
    return agreement(one, other, na=na)


def change_of_files(
    before: File, after: File, *, scale: str | None = None, **options: Any
) -> Change:
    """Compare two rounds, each a file of many sheets or a folder of single ones."""
    spec = spec_of(scale)
    return change(_round(before, spec), _round(after, spec), **options)


def _round(place: File, spec: Scale | None) -> list[Sheet]:
    path = Path(fspath(place))
    files = sorted(path.glob("*.csv")) if path.is_dir() else [path]
    seen = [one for file in files for one in read_sheets(file, spec)]
    return [score(one, spec) for one in seen]


def _number(value: Fraction | float | None) -> Any:
    """A number exactly: whole as it is, a fraction as text, a float as it is."""
    if isinstance(value, Fraction):
        return int(value) if value.denominator == 1 else str(value)
    return value


def _findings(findings: Iterable[Finding]) -> list[dict[str, str]]:
    return [{"code": one.code, "message": str(one)} for one in findings]


def sheet_data(sheet: Sheet) -> dict[str, Any]:
    """A scored sheet as plain data."""
    seen = sheet.observation
    return {
        "scale": sheet.scale.id,
        "edition": sheet.scale.edition,
        "notes": seen.notes,
        "setting": seen.setting,
        "room": seen.room,
        "on": str(seen.on),
        "observer": seen.observer,
        "role": str(seen.role),
        "purpose": seen.purpose,
        "total": _mean(sheet.total),
        "subscales": {part: _mean(one) for part, one in sheet.subscales.items()},
        "items": {number: _item(one) for number, one in sheet.items.items()},
        "findings": _findings(sheet.findings),
        "recalled": list(sheet.scale.recalled),
    }


def _mean(mean: MeanResult) -> dict[str, Any]:
    return {
        "mean": _number(mean.mean),
        "low": _number(mean.low),
        "high": _number(mean.high),
        "display": mean.display,
        "n_scored": mean.n_scored,
        "n_na": mean.n_na,
        "n_missing": mean.n_missing,
        "n_undetermined": mean.n_undetermined,
        "excluded": list(mean.excluded),
        "note": mean.note,
    }


def _item(item: ItemResult) -> dict[str, Any]:
    return {
        "score": _number(item.score),
        "status": str(item.status),
        "low": _number(item.low),
        "high": _number(item.high),
        "source": str(item.source),
        "blocking": list(item.blocking),
        "undecided": list(item.undecided),
        "credit_beyond": list(item.credit_beyond),
        "flags": list(item.flags),
    }


def answer_data(answer: Answer[Any]) -> dict[str, Any]:
    """An answer as plain data: its value, or the reason why there is none."""
    if isinstance(answer, Answered):
        return {"status": "answered", **_value(answer.value)}
    questions = [ask.text for ask in getattr(answer, "questions", ())]
    why = answer.why
    return {
        "status": "cannot_tell",
        "reason": why.reason,
        "because": list(why.steps),
        "questions": questions,
    }


def _value(value: Any) -> dict[str, Any]:
    if isinstance(value, Share):
        of = {"numerator": value.numerator, "denominator": value.denominator}
        return {**of, "percent": str(value.percent(1))}
    if isinstance(value, Interval):
        bounds = {"low": value.low, "high": value.high}
        return {**bounds, "confidence": value.confidence, "method": value.method}
    if isinstance(value, str):
        return {"value": value}
    exact = getattr(value, "value", None)
    return {"value": float(value), "exact": _number(exact), "label": str(value)}


def agreement_data(found: Agreement) -> dict[str, Any]:
    """A comparison of two sheets as plain data."""
    return {
        "scale": found.key[0],
        "edition": found.key[1],
        "na_policy": found.na or None,
        "n_items": found.n_items,
        "n_both_scored": found.n_both_scored,
        "n_na_na": found.n_na_na,
        "n_na_mismatch": found.n_na_mismatch,
        "n_missing": found.n_missing,
        "exact_count": found.exact_count,
        "within_one_count": found.within_one_count,
        "exact": answer_data(found.exact),
        "within_one": answer_data(found.within_one),
        "kappa": answer_data(found.kappa),
        "kappa_linear": answer_data(found.kappa_linear),
        "kappa_quadratic": answer_data(found.kappa_quadratic),
        "bias": _number(found.bias),
        "more_than_one_apart": {item: _number(by) for item, by in found.apart},
    }


def change_data(found: Change) -> dict[str, Any]:
    """A comparison of two rounds as plain data."""
    return {
        "matched": found.n,
        "unmatched": found.unmatched,
        "mean_change": _number(found.mean),
        "interval": answer_data(found.interval),
        "verdict": answer_data(found.verdict),
        "same_assessor": found.same_assessor,
        "other_assessor": found.other_assessor,
        "mixed": found.mixed or None,
        "rooms": {
            pair.room: {
                "before": _number(pair.first),
                "after": _number(pair.second),
                "change": _number(pair.change),
                "same_assessor": pair.same_assessor,
                "reliable": _verdict(found.rooms[pair.room]),
            }
            for pair in found.matched.pairs
        },
        "findings": _findings(found.findings),
    }


def _verdict(answer: Answer[ReliableChange]) -> dict[str, Any]:
    if not isinstance(answer, Answered):
        return answer_data(answer)
    value = answer.value
    return {
        "status": "answered",
        "verdict": value.verdict,
        "index": value.index,
        "reliability_kind": value.reliability_kind,
    }
