"""The JSON writer: everything a program needs, every number with its provenance."""

import datetime as dt
import json as encoder
from collections.abc import Mapping, Sequence
from typing import Any, cast

from earlyyears.disclosure import (
    Axis,
    Heading,
    Omitted,
    SafeBlock,
    SafeCell,
    SafeDocument,
    SafeHighlights,
    SafeListing,
    SafeProse,
    SafeRecords,
    SafeTable,
    SafeText,
    Writer,
)
from earlyyears.kernel import Citation, Figure, Mean, Share
from earlyyears.reports.ageing import newest_of
from earlyyears.reports.words import clean, day

__all__ = ["JSON", "json"]

#: Name and version of the shape that the writer makes.
SCHEMA = "earlyyears.report/1"


def json(safe: SafeDocument) -> bytes:
    """A safe document as JSON in UTF-8, under the schema named in it."""
    document = safe.document
    body = {
        "schema": SCHEMA,
        "report": document.name,
        "title": document.title,
        "subtitle": document.subtitle,
        "borough": document.borough,
        "on": document.on,
        "as_at": document.as_at,
        "register_as_at": newest_of(document.sources),
        "head": document.head,
        "audience": safe.audience.value,
        "fictional": document.fictional,
        "blocks": [_block(block) for block in safe.blocks],
        "notes": list(document.notes),
        "basis": [_citation(one) for one in document.basis],
        "sources": [
            {
                "name": one.name,
                "edition": one.edition,
                "sha256": one.sha256,
                "note": one.note,
            }
            for one in document.sources
        ],
        "certificate": _certificate(safe),
    }
    text = encoder.dumps(_clean(body), ensure_ascii=False, indent=1)
    return f"{text}\n".encode()


def _clean(value: Any) -> Any:
    match value:
        case str():
            return clean(value)
        case dt.date():
            return value.isoformat()
        case dict():
            pairs = cast("Mapping[str, object]", value).items()
            return {key: _clean(one) for key, one in pairs}
        case list():
            return [_clean(one) for one in cast("Sequence[object]", value)]
        case _:
            return value


def _block(block: SafeBlock) -> dict[str, Any]:  # noqa: PLR0911  one for each kind
    match block:
        case Heading():
            return {"type": "heading", "text": block.text}
        case SafeHighlights():
            items = [{"label": words, **_cell(cell)} for words, cell in block.items]
            return {"type": "highlights", "items": items}
        case SafeProse():
            return {"type": "prose", "parts": [_part(part) for part in block.parts]}
        case SafeTable():
            return _table(block)
        case SafeRecords():
            return _records(block)
        case SafeListing():
            listed = [{"term": term, "text": text} for term, text in block.items]
            return {"type": "listing", "title": block.title, "items": listed}
        case SafeText():
            return {
                "type": "narrative",
                "title": block.title,
                "author": block.author,
                "text": block.text,
                "cleared_by": block.cleared_by,
            }
        case Omitted():
            return {"type": "omitted", "title": block.title, "why": block.why}


def _part(part: str | SafeCell | dt.date) -> Any:
    match part:
        case str():
            return part
        case SafeCell():
            return _cell(part)
        case dt.date():
            return {"day": part, "text": day(part)}


def _cell(cell: SafeCell) -> dict[str, Any]:
    if cell.figure is None:
        mark = cell.mark.value if cell.mark else ""
        return {"value": None, "mark": mark}
    return _figure(cell.figure)


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        "value": _value(figure.value),
        "measure": figure.measure,
        "unit": figure.unit,
        "population": figure.population,
        "on": figure.on,
        "as_at": figure.as_at,
        "mapping": figure.mapping,
        "sources": [str(one) for one in figure.sources],
    }


def _value(value: int | Share | Mean) -> Any:
    match value:
        case Share():
            return {"numerator": value.numerator, "denominator": value.denominator}
        case Mean():
            return {"low": str(value.low), "high": str(value.high)}
        case _:
            return value


def _table(block: SafeTable) -> dict[str, Any]:
    return {
        "type": "table",
        "code": block.code,
        "title": block.title,
        "measure": block.measure,
        "unit": block.unit,
        "population": block.population.name,
        "rows": _axis(block.rows),
        "columns": _axis(block.columns) if block.columns else None,
        "cells": [
            {"row": row or None, "column": column or None, **_cell(cell)}
            for (row, column), cell in block.cells
        ],
        "note": block.note,
    }


def _axis(axis: Axis) -> dict[str, Any]:
    named = [{"code": one.code, "label": one.label} for one in axis.categories]
    return {"code": axis.code, "label": axis.label, "categories": named}


def _records(block: SafeRecords) -> dict[str, Any]:
    return {
        "type": "records",
        "code": block.code,
        "title": block.title,
        "unit": block.unit,
        "population": block.population.name,
        "columns": [{"code": code, "label": label} for code, label in block.columns],
        "rows": [
            {code: value for (code, _), value in zip(block.columns, row, strict=True)}
            for row in block.rows
        ],
        "note": block.note,
    }


def _citation(one: Citation) -> dict[str, Any]:
    return {
        "instrument": one.instrument,
        "clause": one.clause,
        "edition": one.edition,
        "confirmed": one.confirmed,
        "note": one.note,
    }


def _certificate(safe: SafeDocument) -> dict[str, Any]:
    made = safe.certificate
    return {
        "policy": made.policy,
        "audience": made.audience.value,
        "source": _citation(made.source),
        "compared_with": made.compared_with,
        "rounded_to": list(made.rounded_to),
        "hidden": [
            {"what": one.what, "why": one.why, "in_words": one.in_words}
            for one in made.hidden
        ],
    }


#: Writes JSON.
JSON = Writer("json", ".json", "application/json", json)
