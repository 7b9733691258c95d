"""Re-adding the working of an answer, exactly, as a finance officer would by hand.

A step may hold an equation, `15 × 38 × £6.20 = £3,534.00`.  With `≈` the right side is
the left side rounded half up to as many decimals as it shows.
"""

import ast
import operator
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction

from earlyyears.kernel import half_up

__all__ = ["last_result", "sums_amiss"]

_NUMBER = r"£?-?£?\d[\d,]*(?:\.\d+)?%?(?:\s?(?:hours?|weeks?|days?|children|p)\b)?"
_SIDE = rf"[(\s]*{_NUMBER}(?:[)\s]*[-+−×*x/÷][(\s]*{_NUMBER})*[)\s]*"
_EQUATION = re.compile(rf"(?P<left>{_SIDE})(?P<sign>[=≈])\s*(?P<right>{_NUMBER})")
_SIGNS = str.maketrans({"×": "*", "÷": "/", "−": "-", "x": "*", "£": "", ",": ""})
_UNITS = re.compile(r"(hours?|weeks?|days?|children|p\b)")
_WORK: Mapping[type[ast.operator], Callable[[Fraction, Fraction], Fraction]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: lambda one, other: one / other,
}


def sums_amiss(steps: tuple[str, ...]) -> list[str]:
    """The equations in the steps that do not come out, in sentences.

    >>> sums_amiss(("15 × £6.20 = £93.00", "£10.00 + £5.00 = £15.01"))
    ['“£10.00 + £5.00 = £15.01”: the left side is 15']
    >>> sums_amiss(("£1.00 / 3 ≈ £0.33",))
    []
    """
    return [amiss for step in steps for amiss in map(_amiss, _equations(step)) if amiss]


def last_result(steps: tuple[str, ...]) -> Fraction | None:
    """The right side of the last equation, None where there is none.

    >>> last_result(("15 × £6.20 = £93.00",))
    Fraction(93, 1)
    """
    found = [one for step in steps for one in _equations(step)]
    return _number(found[-1]["right"]) if found else None


def _equations(step: str) -> list[re.Match[str]]:
    return list(_EQUATION.finditer(step))


def _amiss(found: re.Match[str]) -> str:
    left, right = _value(found["left"]), _number(found["right"])
    shown = found[0].strip()
    if left is None:
        return f"“{shown}” cannot be worked out"
    if found["sign"] == "≈":
        _, _, decimals = found["right"].partition(".")
        scale = 10 ** len(re.sub(r"\D", "", decimals))
        left = Fraction(half_up(left * scale)) / scale
    return "" if left == right else f"“{shown}”: the left side is {_shown(left)}"


def _shown(value: Fraction) -> str:
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return f"{exact:.6f}".rstrip("0").rstrip(".")


def _number(text: str) -> Fraction:
    plain = _UNITS.sub("", text.translate(_SIGNS)).strip()
    if plain.endswith("%"):
        return Fraction(plain[:-1]) / 100
    return Fraction(plain)


def _value(text: str) -> Fraction | None:
    plain = _UNITS.sub("", text.translate(_SIGNS))
    plain = re.sub(r"(?<![\d.])0+(?=\d)", "", plain)
    plain = re.sub(r"(\d+(?:\.\d+)?)%", r"(\1/100)", plain).strip()
    try:
        return _worked(ast.parse(plain, mode="eval").body, plain)
    except (SyntaxError, ZeroDivisionError, KeyError, TypeError):
        return None


def _worked(node: ast.expr, text: str) -> Fraction:
    if isinstance(node, ast.BinOp):
        work = _WORK[type(node.op)]
        return work(_worked(node.left, text), _worked(node.right, text))
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return -_worked(node.operand, text)
    if isinstance(node, ast.Constant):
        # As it is written: a float would not be exact.
        return Fraction(ast.get_source_segment(text, node) or "0")
    raise TypeError(ast.dump(node))
