"""What is said about a cell that cannot be read, and what to do about it."""

from collections.abc import Mapping

from earlyyears.kernel import Finding, Place

__all__ = ["LONGEST_NAME", "fault"]

#: Characters beyond which a name is no name.
LONGEST_NAME = 500

_DATE = "Write the day as 31/08/2021 or 2021-08-31, in the file."
_WORD = "Use the publisher's word, or add the spelling to the layout."
_DIGITS = "Write digits only, such as 48."
_LOOK = "Correct it in the file."
_VALUES = "Copy the column, paste it back as values, and save the file again."
#: For each code, what is wrong and what a person can do next.
_SAID: Mapping[str, tuple[str, str]] = {
    "ambiguous_date": (
        "day and month may be swapped: other days of the column are texts",
        "Use the published file, or write all days of the column as 2021-08-31.",
    ),
    "bad_date": ("this is not a date", _DATE),
    "bad_identifier": ("this is not a registration number", _LOOK),
    "bad_number": ("this is not a number of places", _DIGITS),
    "bad_person_number": (
        "this is not the number of a registered person",
        "It is left out and the rest of the row is kept.",
    ),
    "before_frameworks": (
        "this day lies before every inspection framework that is known",
        _DATE,
    ),
    "control_characters": (
        "the cell holds characters that cannot be seen",
        "Type the cell again.",
    ),
    "formula": ("there is a formula and not its result", _VALUES),
    "formula_text": (
        "the text begins like a spreadsheet formula",
        "It is kept as text; files written by this library will not run it.",
    ),
    "no_value": (
        "the cell is empty and decides",
        "Look the value up and fill it in, or leave the row out.",
    ),
    "outcome_without_date": ("there is an outcome and no inspection date", _DATE),
    "registers_disagree": (
        "the flag contradicts the register combination",
        "Find out which is right and correct the other.",
    ),
    "spreadsheet_error": ("there is a spreadsheet's error and no value", _LOOK),
    "too_long": (
        f"the text has more than {LONGEST_NAME} characters",
        "Look for a quotation mark that is never closed, or shorten it.",
    ),
    "unknown_authority": ("this is not an English local authority", _LOOK),
    "unknown_deprivation": ("this deprivation band is not known", _WORD),
    "unknown_registers": ("this register combination is not known", _WORD),
    "unknown_status": ("this status is not known", _WORD),
    "unknown_subtype": ("this provider subtype is not known", _WORD),
    "unknown_type": ("this provider type is not known", _WORD),
    "unknown_word": ("this word is not known", _WORD),
}


def fault(code: str, place: Place, advice: str = "") -> Finding:
    """A finding about one cell; `advice` where there is better than the usual one.

    >>> print(fault("bad_date", Place("a.csv", 7, "Registration date")).message)
    this is not a date
    """
    message, usual = _SAID[code]
    return Finding(code, message, place, advice or usual)
