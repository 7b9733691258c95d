"""Read score sheets from files, and write them: wide, long, or as survey tools export.

A file holds one observation, unless it is read with `read_sheets`.  Its head says
setting, room, date, assessor key, role, notes profile and purpose; then come items and
indicators.  Everything that is wrong with a file is reported at once, by row and
heading, and nothing is read.

    wide   one row, a column for each head field, item (`5`) or indicator (`5/3.2`)
    long   a row for each `item`, or item and `indicator`, with its `answer`
    head   two rows of head fields and their values, an empty row, then wide or long
"""

import csv
import datetime as dt
import io
from collections.abc import Iterable, Iterator, Sequence
from os import PathLike, fspath
from pathlib import Path
from typing import Any

from earlyyears.kernel import Finding, Place, frozen

from .columns import HEAD, Column, column, head_field, item_number
from .errors import NoSuchScaleError, SheetError, SheetFileError
from .library import get
from .observations import NA_WORDS, Observation, Role
from .packing import letter, pack
from .structure import Cycles, Scale

__all__ = ["read_rows", "read_sheet", "read_sheets"]

_LONG = {
    "item": "item",
    "indicator": "indicator",
    "answer": "answer",
    "score": "answer",
}
_LONGEST = 4000
_MOST_BYTES = 20_000_000
_REQUIRED = {"room": "room", "on": "date"}

Row = tuple[int, list[str]]


@frozen
class _Line:
    """One observation's cells with the row each came from."""

    head: dict[str, tuple[int, str]]
    #: Item or item/indicator, row, heading, text.
    cells: list[tuple[Column, int, str, str]]
    row: int


def read_sheet(
    source: str | PathLike[str] | bytes,
    scale: Scale | str | None = None,
    *,
    name: str = "",
) -> Observation:
    """Read the one observation of a file; more than one is a fault.

    `source` is a path, or the bytes of a file with its `name`.
    """
    found = read_sheets(source, scale, name=name)
    if len(found) != 1:
        place = Place(name or _name(source))
        message = f"the file holds {len(found)} observations"
        advice = "Give one file for each, or read it with read_sheets."
        finding = Finding("not_one_observation", message, place, advice)
        raise SheetFileError("the sheet was not read", [finding])
    return found[0]


def read_sheets(
    source: str | PathLike[str] | bytes,
    scale: Scale | str | None = None,
    *,
    name: str = "",
) -> tuple[Observation, ...]:
    """Read every observation of a file.

    Without `scale` the file must name it.
    """
    file = name or _name(source)
    text = _text(source, file)
    top = text.lstrip("\r\n").partition("\n")[0]
    delimiter = max(",;\t", key=top.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    return read_rows(reader, scale, name=file)


def _name(source: str | PathLike[str] | bytes) -> str:
    return "the file" if isinstance(source, bytes) else Path(fspath(source)).name


def _text(source: str | PathLike[str] | bytes, file: str) -> str:
    data = source if isinstance(source, bytes) else Path(fspath(source)).read_bytes()
    message = "the sheet was not read"
    if len(data) > _MOST_BYTES:
        finding = Finding(
            "too_large", "this is no score sheet: it is too large", Place(file)
        )
        raise SheetFileError(message, [finding])
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as cause:
        advice = "Save it again as CSV UTF-8."
        finding = Finding("not_text", "the file is not UTF-8 text", Place(file), advice)
        raise SheetFileError(message, [finding]) from cause


def read_rows(
    rows: Iterable[Sequence[Any]], scale: Scale | str | None = None, *, name: str = ""
) -> tuple[Observation, ...]:
    """Read observations from rows of cells, such as those of a spreadsheet library."""
    numbered = [
        (number, [_cell(cell) for cell in row])
        for number, row in enumerate(rows, start=1)
    ]
    findings = list(_odd_cells(numbered, name))
    head, body = _split(numbered)
    if not head and len(body) < 2:  # noqa: PLR2004  headings, if anything
        findings.append(Finding("empty", "the file holds no observation", Place(name)))
        raise SheetFileError("the sheet was not read", findings)
    spec = _scale_of(scale, head, body, name, findings)
    if findings or spec is None:
        raise SheetFileError("the sheet was not read", findings)
    lines = _lines(head, body, spec, name, findings)
    made = [_observation(line, spec, name, findings) for line in lines]
    if findings:
        raise SheetFileError("the sheet was not read", findings)
    return tuple(one for one in made if one is not None)


def _cell(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, dt.datetime):
        return str(cell.date())
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    text = str(cell).strip()
    # A spreadsheet shows '=… as text; the mark is not part of what was written.
    return text[1:] if text[:1] == "'" and text[1:2] in "=+-@" else text


def _odd_cells(rows: list[Row], file: str) -> Iterator[Finding]:
    for number, row in rows:
        for cell in row:
            if len(cell) > _LONGEST:
                message = "a cell is too long for a score sheet"
                yield Finding("long_cell", message, Place(file, number))
            if any(ord(sign) < 32 and sign not in "\t\r\n" for sign in cell):  # noqa: PLR2004
                message = "a cell holds control characters"
                yield Finding("control_character", message, Place(file, number))


def _split(rows: list[Row]) -> tuple[list[Row], list[Row]]:
    """The head of two rows, if the file has one, and what follows."""
    filled = [row for row in rows if any(row[1])]
    if len(filled) > 2 and _all_head(filled[0][1]) and not _all_head(filled[1][1]):  # noqa: PLR2004
        after = rows.index(filled[1]) + 1
        if after < len(rows) and not any(rows[after][1]):
            return filled[:2], filled[2:]
    return [], filled


def _all_head(cells: list[str]) -> bool:
    return all(head_field(cell) for cell in cells if cell)


def _scale_of(
    scale: Scale | str | None,
    head: list[Row],
    body: list[Row],
    file: str,
    findings: list[Finding],
) -> Scale | None:
    if isinstance(scale, Scale):
        return scale
    named = scale or _first(head, "scale") or _first(body, "scale")
    edition = "" if scale else _first(head, "edition") or _first(body, "edition")
    if not named:
        message = "neither the file nor the command names a scale"
        advice = "Add a column “scale”, or name it."
        findings.append(
            Finding("no_scale", message, Place(file, field="scale"), advice)
        )
        return None
    try:
        return get(named, edition)
    except NoSuchScaleError as cause:
        place = Place(file, field="scale")
        findings.append(Finding("no_such_scale", cause.message, place, cause.advice))
        return None


def _first(rows: list[Row], wanted: str) -> str:
    if len(rows) < 2:  # noqa: PLR2004  headings without values
        return ""
    for heading, value in zip(rows[0][1], rows[1][1], strict=False):
        if head_field(heading) == wanted and value:
            return value.lower() if wanted == "scale" else value
    return ""


def _lines(
    head: list[Row], body: list[Row], scale: Scale, file: str, findings: list[Finding]
) -> list[_Line]:
    shared: dict[str, tuple[int, str]] = {}
    if head:
        (_, names), (row, values) = head
        shared = {
            head_field(name): (row, value)
            for name, value in zip(names, values, strict=False)
            if value
        }
    if not body:
        return []
    words = [heading.strip().lower() for heading in body[0][1]]
    if "item" in words and set(words) & {"answer", "score"}:
        return _from_long(shared, body, scale, file, findings)
    return _from_wide(shared, body, scale, file, findings)


def _from_wide(
    shared: dict[str, tuple[int, str]],
    body: list[Row],
    scale: Scale,
    file: str,
    findings: list[Finding],
) -> list[_Line]:
    top, headings = body[0]
    columns = [column(heading, scale) for heading in headings]
    findings += [
        _unknown(Place(file, top, heading[:40]), scale)
        for heading, found in zip(headings, columns, strict=True)
        if found.kind == "unknown"
    ]
    findings += _twice(columns, file, top)
    lines: list[_Line] = []
    for number, cells in body[1:]:
        about = dict(shared)
        held: list[tuple[Column, int, str, str]] = []
        for heading, found, text in zip(headings, columns, cells, strict=False):
            if found.kind == "head" and text:
                about[found.name] = (number, text)
            elif found.kind in {"item", "indicator"}:
                held.append((found, number, heading, text))
        lines.append(_Line(about, held, number))
    return lines


def _unknown(place: Place, scale: Scale) -> Finding:
    message = f"this heading is no item of {scale} and nothing about the visit"
    advice = "This is usually another scale's sheet; check spelling and edition."
    return Finding("unknown_column", message, place, advice)


def _twice(columns: list[Column], file: str, row: int) -> Iterator[Finding]:
    seen: set[Column] = set()
    for one in columns:
        if one.kind in {"head", "item", "indicator"} and one in seen:
            kind = (
                "duplicate_indicator" if one.kind == "indicator" else "duplicate_column"
            )
            yield Finding(
                kind, f"{one.name} has two columns", Place(file, row, one.name)
            )
        seen.add(one)


def _from_long(
    shared: dict[str, tuple[int, str]],
    body: list[Row],
    scale: Scale,
    file: str,
    findings: list[Finding],
) -> list[_Line]:
    top, headings = body[0]
    keys = [_LONG.get(word.strip().lower(), head_field(word)) for word in headings]
    findings += [
        _unknown(Place(file, top, heading[:40]), scale)
        for heading, key in zip(headings, keys, strict=True)
        if heading and not key and column(heading, scale).kind != "tool"
    ]
    lines: dict[tuple[str, ...], _Line] = {}
    if shared and not body[1:]:
        return [_Line(shared, [], top)]
    for number, cells in body[1:]:
        pairs = [(key, text) for key, text in zip(keys, cells, strict=False) if key]
        row = {key: text for key, text in pairs if text}
        about = {key: (number, text) for key, text in row.items() if key in HEAD}
        about = {**shared, **about}
        same = tuple(about.get(key, (0, ""))[1] for key in HEAD)
        line = lines.setdefault(same, _Line(about, [], number))
        _long_cell(row, number, line, scale, file, findings)
    return list(lines.values())


def _long_cell(
    row: dict[str, str],
    number: int,
    line: _Line,
    scale: Scale,
    file: str,
    findings: list[Finding],
) -> None:
    named, indicator = row.get("item", ""), row.get("indicator", "")
    item = item_number(named, scale)
    if not item:
        message = f"{scale} has no such item"
        place = Place(file, number, "item")
        advice = "This is usually another scale's sheet."
        findings.append(Finding("unknown_item", message, place, advice))
        return
    kind, name = ("indicator", f"{item}/{indicator}") if indicator else ("item", item)
    found = Column(kind, name)
    if any(held[0] == found for held in line.cells):
        code = f"duplicate_{kind}"
        message = f"{kind} {name} is given twice"
        findings.append(Finding(code, message, Place(file, number, name)))
    line.cells.append((found, number, name, row.get("answer", "")))


def _observation(
    line: _Line, scale: Scale, file: str, findings: list[Finding]
) -> Observation | None:
    before = len(findings)
    head = _head(line, scale, file, findings)
    scores, na, cycles = _items(line, scale, file, findings)
    # What is given twice was reported where it stands; the first is read on.
    given: dict[str, str] = {}
    for found, _, _, text in line.cells:
        if found.kind == "indicator" and text:
            given.setdefault(found.name, text)
    answers: dict[str, str] = {}
    try:
        answers = pack(scale, given)
    except SheetError as faults:
        place = Place(file, line.row)
        findings += [
            Finding(f.code, f.message, place, f.advice) for f in faults.findings
        ]
    if len(findings) > before:
        return None
    return Observation(
        scale=scale.id,
        edition=scale.edition,
        answers=answers,
        item_scores=scores,
        item_na=na,
        cycles=cycles,
        **head,
    )


def _head(
    line: _Line, scale: Scale, file: str, findings: list[Finding]
) -> dict[str, Any]:
    found: dict[str, Any] = {key: text for key, (_, text) in line.head.items()}
    for key, shown in _REQUIRED.items():
        if not found.get(key):
            message = f"the {shown} is missing"
            findings.append(Finding("missing", message, Place(file, line.row, shown)))
    named = found.pop("scale", scale.id).lower(), found.pop("edition", scale.edition)
    if named != scale.key:
        message = f"the file is of {' '.join(named)}, not of {scale}"
        findings.append(
            Finding("spec_mismatch", message, Place(file, line.row, "scale"))
        )
    if "on" in found:
        found["on"] = _date(found["on"], line.head["on"][0], file, findings)
    if "role" in found:
        found["role"] = _role(found["role"], line.head["role"][0], file, findings)
    for key in ("started", "ended"):
        if key in found:
            found[key] = _time(found[key], line.head[key][0], key, file, findings)
    return found


def _date(text: str, row: int, file: str, findings: list[Finding]) -> dt.date | None:
    for form in ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y"):
        try:
            return dt.datetime.strptime(text[:10], form).date()  # noqa: DTZ007  a day only
        except ValueError:
            continue
    advice = "Write it as 2026-03-02 or 02/03/2026."
    place = Place(file, row, "date")
    findings.append(Finding("bad_date", "this is not a date", place, advice))
    return None


def _time(text: str, row: int, field: str, file: str, findings: list[Finding]) -> str:
    try:
        return dt.time.fromisoformat(text).strftime("%H:%M")
    except ValueError:
        place = Place(file, row, field)
        advice = "Write it as 09:30."
        findings.append(Finding("bad_time", "this is not a time of day", place, advice))
        return ""


def _role(text: str, row: int, file: str, findings: list[Finding]) -> Role | None:
    try:
        return Role(text.strip().lower())
    except ValueError:
        advice = f"Use one of {', '.join(Role)}."
        place = Place(file, row, "role")
        findings.append(Finding("bad_role", "this is not a role", place, advice))
        return None


def _items(
    line: _Line, scale: Scale, file: str, findings: list[Finding]
) -> tuple[dict[str, int], dict[str, str], dict[str, tuple[int, ...]]]:
    scores: dict[str, int] = {}
    na: dict[str, str] = {}
    cycles: dict[str, tuple[int, ...]] = {}
    for found, row, heading, text in line.cells:
        if found.kind != "item" or letter(text) == ".":
            continue
        word, _, reason = text.partition(":")
        if word.strip().lower() in NA_WORDS:
            na[found.name] = reason.strip()
            continue
        values = [_score(one, scale) for one in text.split()]
        if None in values or (len(values) > 1 and not isinstance(scale.rule, Cycles)):
            message = f"this is not a score from {scale.low} to {scale.high}, nor NA"
            findings.append(
                Finding("bad_score", message, Place(file, row, heading[:40]))
            )
            continue
        whole = tuple(one for one in values if one is not None)
        if isinstance(scale.rule, Cycles):
            cycles[found.name] = whole
        else:
            scores[found.name] = whole[0]
    return scores, na, cycles


def _score(text: str, scale: Scale) -> int | None:
    plain = text.removesuffix(".0")
    if not (plain.isascii() and plain.isdigit()):
        return None
    value = int(plain)
    return value if scale.low <= value <= scale.high else None
