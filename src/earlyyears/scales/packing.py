"""Answers as people write them, and as one line of text or one number an item.

A record holds an item's answers as text, level by level: `NNN|YYYA|Y..|..`, Y for Yes,
N for No, A for NA and a full stop for blank.  It is short, can be read by eye, and
says by its shape which indicators it is about.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias, cast

from earlyyears.kernel import Finding, Place

from .errors import SheetError, refuse
from .fixed import FixedDict
from .ladder import ItemPlan
from .structure import Item, Scale

__all__ = ["Answers", "as_text", "pack", "parse", "unpack"]

_WORDS = {
    **dict.fromkeys(("y", "yes", "1", "true"), "Y"),
    **dict.fromkeys(("n", "no", "0", "false"), "N"),
    **dict.fromkeys(("a", "na", "n/a", "n.a.", "not applicable"), "A"),
    **dict.fromkeys(("", ".", "-", "blank", "not rated"), "."),
}
# Turn a line into the bits of its Yes, its NA and its blanks; bars fall away.
_YES, _NA, _BLANK = (
    str.maketrans("NYA.", bits, "|") for bits in ("0100", "0010", "0001")
)
_ALLOWED = frozenset("YNA.")

#: Answers of one item: a line of text, or the answers of each level by its anchor.
Answers: TypeAlias = str | Mapping[str, Sequence[str] | str]


def letter(answer: object) -> str | None:
    """The letter of an answer as people write it, or None for something else.

    >>> letter("Yes"), letter("n/a"), letter(None), letter("maybe")
    ('Y', 'A', '.', None)
    """
    return _WORDS.get("" if answer is None else str(answer).strip().lower())


def as_text(answers: Answers) -> str:
    """An item's answers as one line.

    >>> as_text({"1": ["N", "N"], "3": "YA"})
    'NN|YA'
    """
    if isinstance(answers, str):
        return answers.upper()
    levels = sorted(answers.items(), key=lambda level: int(level[0]))
    return "|".join(
        "".join(letter(one) or str(one) for one in level) for _, level in levels
    )


def parse(text: str, size: int) -> int:
    """Pack a line of answers that has been checked.

    >>> parse("NN|YA", 4) == 0b0010 | 0b0001 << 4
    True
    """
    answers = int(text.translate(_YES), 2)
    if "A" in text:
        answers |= int(text.translate(_NA), 2) << size
    if "." in text:
        answers |= int(text.translate(_BLANK), 2) << 2 * size
    return answers


def line_faults(
    plan: ItemPlan, text: str, place: Place | None = None
) -> Iterator[Finding]:
    """What is wrong with a line of answers."""
    where = place or Place()
    if plan.size == 0:
        yield Finding(
            "no_indicators",
            f"item {plan.item} has answers, but its indicators are not loaded",
            where,
            "Load your licensed layer, or give the item's score instead.",
        )
        return
    if strange := sorted(set(text) - _ALLOWED - {"|"}):
        yield Finding(
            "bad_answer",
            f"item {plan.item} has an answer {', '.join(strange)}",
            where,
            "Answers are Y, N, A and a full stop for blank.",
        )
    shape = tuple(len(level) for level in text.split("|"))
    if shape != plan.sizes and not ("|" not in text and len(text) == plan.size):
        yield Finding(
            "wrong_shape",
            f"item {plan.item} has {_shape(shape)} answers for {_shape(plan.sizes)} "
            "indicators",
            where,
            "This is usually another edition's sheet or layer.",
        )
    elif not strange:
        yield from _box_faults(plan, text, where)


def _box_faults(plan: ItemPlan, text: str, place: Place) -> Iterator[Finding]:
    na = int(text.translate(_NA), 2)
    for one in plan.names(na & ~plan.boxes):
        yield Finding(
            "na_not_permitted",
            f"indicator {plan.item}/{one} is NA, but the sheet prints no NA box for it",
            place,
            "Answer it Yes or No, or leave it blank.",
        )


def _shape(sizes: Sequence[int]) -> str:
    return "/".join(map(str, sizes))


def pack(
    scale: Scale, answers: Mapping[str, object] | Iterable[tuple[str, object]]
) -> FixedDict[str, str]:
    """Lines of answers from single indicators, such as `5/3.2` or `iters-3/5/3.2`.

    Indicators that are not given are blank.  One that is unknown, given twice or
    answered with something else is reported, together with all others.

    >>> from earlyyears import scales
    >>> scales.pack(scales.get("toy"), {"2/1.1": "na", "2/1.2": "no", "2/3.1": "yes"})
    {'2': 'AN|Y..|..|...'}
    """
    pairs: Iterable[tuple[str, object]]
    if isinstance(answers, Mapping):
        pairs = cast("Mapping[str, object]", answers).items()
    else:
        pairs = answers
    findings: list[Finding] = []
    given: dict[str, dict[str, str]] = {}
    for key, answer in pairs:
        _place_answer(scale, str(key), answer, given, findings)
    refuse(SheetError, f"the answers do not fit {scale}", findings)
    return FixedDict(
        {number: _line(scale.items[number], ones) for number, ones in given.items()}
    )


def _place_answer(
    scale: Scale,
    key: str,
    answer: object,
    given: dict[str, dict[str, str]],
    findings: list[Finding],
) -> None:
    *scope, number, indicator = ["", *key.split("/")] if "/" in key else ["", "", key]
    if [part for part in scope if part and part not in scale.key]:
        message = f"{key} belongs to another scale than {scale.id} ({scale.edition})"
        findings.append(Finding("spec_mismatch", message))
        return
    item = scale.items.get(number)
    if item is None or indicator not in {one.id for one in item.indicators}:
        message = f"{scale} has no indicator {key}"
        advice = "This is usually another edition's sheet."
        findings.append(Finding("unknown_indicator", message, advice=advice))
        return
    said = letter(answer)
    if said is None:
        message = f"{key} is answered with something else than yes, no or NA"
        findings.append(Finding("bad_answer", message))
        return
    ones = given.setdefault(number, {})
    if indicator in ones:
        message = f"indicator {key} is given twice"
        findings.append(Finding("duplicate_indicator", message))
    ones[indicator] = said


def _line(item: Item, ones: Mapping[str, str]) -> str:
    return "|".join(
        "".join(ones.get(one.id, ".") for one in level) for level in item.levels
    )


def unpack(scale: Scale, lines: Mapping[str, str]) -> dict[str, str]:
    """Single indicators from lines of answers, as item/indicator; blanks are left out.

    >>> from earlyyears import scales
    >>> scales.unpack(scales.get("toy"), {"2": "AN|Y..|..|..."})
    {'2/1.1': 'A', '2/1.2': 'N', '2/3.1': 'Y'}
    """
    return {
        f"{number}/{one.id}": said
        for number, text in lines.items()
        for one, said in zip(
            scale.items[number].indicators, text.replace("|", ""), strict=True
        )
        if said != "."
    }
