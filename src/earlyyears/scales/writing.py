"""Write observations as CSV, wide or long, so that any spreadsheet opens them.

A text that a spreadsheet would take for a formula is written with an apostrophe before
it, and read back without.
"""

import csv
import io
from collections.abc import Iterable, Mapping

from .columns import HEAD
from .errors import MixedScalesError
from .observations import Observation
from .packing import unpack
from .structure import Scale

__all__ = ["sheet_template", "write_long", "write_wide"]


def _head(seen: Observation) -> dict[str, str]:
    values = {name: str(getattr(seen, name)) for name in HEAD}
    return {HEAD[name][0]: _defused(value) for name, value in values.items()}


def _defused(text: str) -> str:
    return f"'{text}" if text[:1] in {"=", "+", "-", "@"} else text


def _cells(seen: Observation, scale: Scale) -> dict[str, str]:
    na = {
        item: f"NA: {reason}" if reason else "NA"
        for item, reason in seen.item_na.items()
    }
    cycles = {item: " ".join(map(str, scores)) for item, scores in seen.cycles.items()}
    scores = {item: str(score) for item, score in seen.item_scores.items()}
    return {**unpack(scale, seen.answers), **scores, **cycles, **na}


def write_wide(seen: Iterable[Observation], scale: Scale) -> str:
    """One row for each observation, a column for each item or indicator."""
    sheets = list(seen)
    _one_scale(sheets, scale)
    cells = [_cells(one, scale) for one in sheets]
    heads = [_head(one) for one in sheets]
    columns = list(scale.items) + sorted({c for row in cells for c in row if "/" in c})
    rows = [{**head, **cell} for head, cell in zip(heads, cells, strict=True)]
    return _csv([*_names(), *columns], rows)


def write_long(seen: Observation, scale: Scale) -> str:
    """A head of two rows, an empty row, then a row for each item and indicator."""
    _one_scale([seen], scale)
    head = _csv(_names(), [_head(seen)])
    body = [
        {
            "item": key.partition("/")[0],
            "indicator": key.partition("/")[2],
            "answer": text,
        }
        for key, text in _cells(seen, scale).items()
    ]
    return f"{head}\n{_csv(['item', 'indicator', 'answer'], body)}"


def sheet_template(scale: Scale) -> str:
    """An empty wide sheet to fill in, with a column for each item."""
    return _csv(
        [*_names(), *scale.items], [{"scale": scale.id, "edition": scale.edition}]
    )


def _names() -> list[str]:
    return [words[0] for words in HEAD.values()]


def _one_scale(sheets: list[Observation], scale: Scale) -> None:
    others = {one.scale for one in sheets} - {scale.id}
    if others:
        message = (
            f"a sheet of {', '.join(sorted(others))} does not belong with {scale.id}"
        )
        raise MixedScalesError(message, advice="Write one file for each scale.")


def _csv(columns: list[str], rows: Iterable[Mapping[str, str]]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()
