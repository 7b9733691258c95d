"""One cell of a table: from text to the plain data of a field and back.

What cannot be said in officers' words, such as an empty text where the default is
another, is written as `json:` and the value, so that nothing is lost on the way out
and back.
"""

import datetime as dt
import json
import re
from collections.abc import Callable, Mapping
from typing import Any, Protocol

from earlyyears.inspection import frameworks
from earlyyears.kernel import EarlyYearsError, Identifier
from earlyyears.places import Vocabulary, plain_words

from .columns import Column

__all__ = [
    "BLANK",
    "CellError",
    "Words",
    "day_shape",
    "is_error",
    "no_such_word",
    "read_cell",
    "write_cell",
]

#: What a blank cell says: the default of its field.
BLANK = object()
_JSON = "json:"
_LONGEST = 10_000
#: What makes a spreadsheet run a text; the last four are wide forms of the first.
_RISKY = frozenset("=+-@\t\r\uff1d\uff0b\uff0d\uff20")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_MENDED = re.compile("[\x80-\x9f\ufffe\uffff]")
_SPOILT = re.compile(r"#(REF!|N/A|VALUE!|NAME\?|DIV/0!|NUM!|NULL!)|#{3,}")
_MONTH = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_TURNED = re.compile(rf"\d{{1,2}}-({_MONTH})|({_MONTH})-\d{{2}}", re.IGNORECASE)
_SCIENTIFIC = re.compile(r"\d(\.\d+)?E[+-]?\d+", re.IGNORECASE)
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?: 0?0:00(?::00)?)?")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ]00:00(?::00)?)?")
_SHORT_YEAR = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2}")
_SERIAL = re.compile(r"[1-6]\d{4}(\.0+)?")
_EPOCH = dt.date(1899, 12, 30)
_WHOLE = re.compile(r"-?\d{1,18}")
_EXACT = re.compile(r"-?\d{1,18}(\.\d{1,18})?(E[+-]?\d{1,3})?", re.IGNORECASE)
_YES = frozenset({"yes", "y", "true", "1"})
_NO = frozenset({"no", "n", "false", "0"})
_WRITE_DAY = "Write the day as 31/08/2021 or 2021-08-31."
_MONTHS = 12


class CellError(ValueError):
    """A cell that cannot be read; `code`, a sentence, and what to do."""

    def __init__(self, code: str, message: str, advice: str) -> None:
        super().__init__(message)
        self.code, self.message, self.advice = code, message, advice


class Words(Protocol):
    """What cells are read with: vocabularies, boroughs and the records of the hub."""

    def vocabulary(self, name: str) -> Vocabulary | None:
        """The vocabulary of a name, None where nobody offers it."""
        ...

    def borough(self, text: str) -> str | None:
        """The key of a local authority, None where it is none."""
        ...

    def find(self, kind: str, text: str) -> str:
        """The id of the record that people mean; raises `CellError`."""
        ...

    def call(self, kind: str, id_: str) -> str:
        """What people call a record, in a way that `find` understands."""
        ...


def read_cell(column: Column, text: str, words: Words) -> Any:
    """The plain data of a cell, or `BLANK`; raises `CellError`."""
    said = text.replace("\r\n", "\n").strip()
    if not said:
        if column.required:
            raise CellError(
                "missing_value",
                "the cell is empty and must say something",
                "Fill it in; if cells were merged, split them and fill each.",
            )
        return BLANK
    if said.startswith(_JSON):
        return _from_json(said)
    _refuse_spoilt(column, said)
    return _READERS[column.shape](column, _undefused(said), words)


def _from_json(said: str) -> Any:
    try:
        return json.loads(said.removeprefix(_JSON))
    except ValueError as cause:
        raise CellError(
            "bad_json",
            "what follows “json:” is not JSON",
            "Leave such cells as the export wrote them, or clear the cell.",
        ) from cause


def is_error(said: str) -> bool:
    """Whether a cell holds a spreadsheet's error, such as #N/A or #####."""
    return _SPOILT.fullmatch(said.strip()) is not None


def _refuse_spoilt(column: Column, said: str) -> None:
    if said.startswith("="):
        raise CellError(
            "formula",
            "there is a formula and not its result",
            "Copy the column, paste it back as values, and save the file again.",
        )
    if is_error(said):
        raise CellError(
            "spreadsheet_error",
            "there is a spreadsheet's error and no value",
            "Repair the formula or widen the column, and save the file again.",
        )
    if _CONTROL.search(said):
        raise CellError(
            "control_characters",
            "the cell holds characters that cannot be seen",
            "Type the cell again.",
        )
    if "\ufffd" in said:
        raise CellError(
            "lost_characters",
            "a character was lost when the file was saved",
            "Type the cell again, and save as XLSX or CSV UTF-8.",
        )
    if len(said) > _LONGEST:
        raise CellError(
            "too_long",
            f"the text has more than {_LONGEST:,} characters",
            "Look for a quotation mark that is never closed, or shorten it.",
        )
    is_free = column.shape in {"text", "day", "list", "pairs"}
    if not is_free and (_TURNED.fullmatch(said) or _SLASHED.fullmatch(said)):
        raise CellError(
            "turned_into_date",
            f"“{said}” looks like something that Excel took for a date",
            "Format the column as text, type the value again, and save.",
        )


def _undefused(said: str) -> str:
    return said[1:] if said[0] == "'" and said[1:2] in _RISKY else said


# -------------------------------------------------------------------------- reading


def _text(column: Column, said: str, _: Words) -> Any:
    _refuse_scientific(said)
    if column.name != "identifier":
        return said
    try:
        return str(Identifier.parse(said))
    except EarlyYearsError as error:
        raise CellError("bad_number", error.message, error.advice) from error


def _code(column: Column, said: str, words: Words) -> Any:
    known = words.vocabulary(column.codes)
    if known is None:
        return said
    code = known.code(said)
    if code is None:
        raise no_such_word(said, known)
    return int(code) if column.number else code


def no_such_word(said: str, known: Vocabulary) -> CellError:
    """The fault of a word that a vocabulary lacks, with those that it has."""
    allowed = "; ".join(known.label(each) for each in known.codes())
    return CellError(
        "unknown_word",
        f"{_shown(said)} is no word of the list “{known.title}”",
        f"Use one of: {allowed}.",
    )


def _authority(_: Column, said: str, words: Words) -> Any:
    key = words.borough(said)
    if key is None:
        raise CellError(
            "unknown_authority",
            f"{_shown(said)} is not an English local authority",
            "Write its name, such as Newham, or its number, such as 316.",
        )
    return key


def _day(_: Column, said: str, __: Words) -> Any:
    try:
        if found := _SLASHED.fullmatch(said):
            day, month, year = map(int, found.groups())
            return dt.date(year, month, day).isoformat()
        if found := _ISO.fullmatch(said):
            return dt.date(*map(int, found.groups())).isoformat()
    except ValueError as cause:
        message = f"“{said}” is no day of the calendar"
        raise CellError("impossible_date", message, _WRITE_DAY) from cause
    raise _no_day(said)


def _no_day(said: str) -> CellError:
    if _SERIAL.fullmatch(said):
        meant = _EPOCH + dt.timedelta(days=int(said.partition(".")[0]))
        return CellError(
            "serial_date",
            f"“{said}” is Excel's inner number of a day, perhaps {meant:%d/%m/%Y}",
            "Format the column as a date, check it, and save the file again.",
        )
    if _TURNED.fullmatch(said):
        message = f"“{said}” is a day without its year"
        return CellError("day_without_year", message, _WRITE_DAY)
    if _SHORT_YEAR.fullmatch(said):
        message = f"“{said}” has a year of two digits and could be several days"
        return CellError("short_year", message, _WRITE_DAY)
    return CellError("bad_date", f"{_shown(said)} is not a day", _WRITE_DAY)


def day_shape(said: str) -> str:
    """How a slashed day could be read: `day`, `month`, `either`, or nothing.

    >>> [day_shape(each) for each in ("25/12/2021", "12/25/2021", "10/12/2021")]
    ['day', 'month', 'either']
    """
    found = _SLASHED.fullmatch(said.strip())
    if not found:
        return ""
    first, second = int(found[1]), int(found[2])
    if first <= _MONTHS < second:
        return "month"
    return "either" if second != first <= _MONTHS else "day"


def _whole(_: Column, said: str, __: Words) -> Any:
    if _WHOLE.fullmatch(said):
        return int(said)
    _refuse_scientific(said)
    message = f"{_shown(said)} is not a whole number"
    raise CellError("not_whole", message, "Write digits only, such as 48.")


def _exact(_: Column, said: str, __: Words) -> Any:
    if _EXACT.fullmatch(said):
        return said
    message = f"{_shown(said)} is not a number"
    raise CellError("not_a_number", message, "Write it such as 48 or 23.5.")


def _yesno(_: Column, said: str, __: Words) -> Any:
    if said.casefold() in _YES:
        return True
    if said.casefold() in _NO:
        return False
    message = f"{_shown(said)} is neither yes nor no"
    raise CellError("not_yes_or_no", message, "Write yes or no.")


def _choice(column: Column, said: str, __: Words) -> Any:
    wanted = plain_words(said)
    for each in column.choices:
        if wanted in {plain_words(each), *_labels(column, each)}:
            return each
    code = "unknown_framework" if column.shape == "framework" else "not_a_choice"
    raise CellError(
        code,
        f"{_shown(said)} is not one of the words allowed",
        f"Use one of: {', '.join(column.choices)}.",
    )


def _labels(column: Column, choice: str) -> set[str]:
    if column.shape == "framework" and choice in frameworks():
        return {plain_words(frameworks()[choice].label)}
    return set()


def _ref(column: Column, said: str, words: Words) -> Any:
    _refuse_scientific(said)
    return words.find(column.ref, said)


def _refs(column: Column, said: str, words: Words) -> Any:
    return [words.find(column.ref, each) for each in _split(said)]


def _list(_: Column, said: str, __: Words) -> Any:
    return _split(said)


def _split(said: str) -> list[str]:
    return [part for each in said.split(";") if (part := each.strip())]


def _pairs(_: Column, said: str, __: Words) -> Any:
    found = [each.partition("=") for each in _split(said)]
    if not all(sign for _, sign, _ in found):
        raise CellError(
            "not_pairs",
            "the cell is not made of pairs",
            "Write them as area=grade; area=grade.",
        )
    return [[key.strip(), value.strip()] for key, _, value in found]


def _data(*_: object) -> Any:
    raise CellError(
        "not_typed_by_hand",
        "this column is not filled in by hand",
        "Clear the cell, or leave it as the export wrote it, beginning with json:.",
    )


def _refuse_scientific(said: str) -> None:
    if _SCIENTIFIC.fullmatch(said):
        raise CellError(
            "scientific_number",
            f"“{said}” was shortened by the spreadsheet",
            "Format the column as text, type the number again, and save.",
        )


_READERS: Mapping[str, Callable[[Column, str, Words], Any]] = {
    "text": _text,
    "code": _code,
    "authority": _authority,
    "day": _day,
    "whole": _whole,
    "exact": _exact,
    "yesno": _yesno,
    "choice": _choice,
    "framework": _choice,
    "ref": _ref,
    "refs": _refs,
    "list": _list,
    "pairs": _pairs,
    "data": _data,
}

_HARMLESS = re.compile(r"(?=.*\d)[A-Za-z0-9/:.,+-]{1,20}|[a-z_-]{1,20}", re.ASCII)


def _shown(said: str) -> str:
    """Quote what looks like a number or a code; anything else might be a name."""
    return f"“{said}”" if _HARMLESS.fullmatch(said) else "this text"


# -------------------------------------------------------------------------- writing


def write_cell(column: Column, value: Any, words: Words) -> str:
    """The text of plain data, such that reading it gives the data again."""
    text = _defused(_said(column, value, words))
    try:
        back = read_cell(column, text, words)
    except CellError:
        back = BLANK
    # Readers of CSV files take some of these characters for misread Windows-1252 and
    # mend them; a workbook cannot hold the others.
    kept = not _MENDED.search(text)
    same = kept and back == value and type(back) is type(value)
    return text if same else _JSON + json.dumps(value, ensure_ascii=True)


def _defused(text: str) -> str:
    return f"'{text}" if text[:1] in _RISKY else text


def _said(column: Column, value: Any, words: Words) -> str:
    several: Callable[[], list[str]] | None = {
        "refs": lambda: [words.call(column.ref, each) for each in value],
        "list": lambda: [*(value or ())],
        "pairs": lambda: [f"{key}={said}" for key, said in value],
        "data": list,
    }.get(column.shape)
    if several:
        return "; ".join(several())
    if column.shape == "yesno":
        return "yes" if value is True else "no"
    if column.shape == "ref" and type(value) is str:
        return words.call(column.ref, value)
    known = words.vocabulary(column.codes)
    code = str(value)
    return known.label(code) if known and code in known.codes() else code
