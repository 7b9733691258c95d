"""Bars as SVG: readable without colour, with a title and a description for readers."""

from collections.abc import Sequence
from fractions import Fraction
from xml.sax.saxutils import escape

from earlyyears.kernel import frozen

from .results import display

__all__ = ["Bar", "picture"]

_LEFT, _WIDE, _HIGH, _TOP = 300, 420, 28, 44


@frozen
class Bar:
    """One named mean; None where there is none."""

    label: str
    value: Fraction | None


def picture(title: str, bars: Sequence[Bar], low: int, high: int) -> str:
    """Bars from the lowest score up, one row each, with their numbers written out."""
    height = _TOP + _HIGH * len(bars) + 30
    width = _LEFT + _WIDE + 70
    told = "; ".join(f"{bar.label} {display(bar.value)}" for bar in bars)
    rows = [_row(place, bar, low, high) for place, bar in enumerate(bars)]
    grid = [_line(score, low, high, height) for score in range(low, high + 1)]
    size = f'width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
    font = 'font-family="sans-serif" font-size="13"'
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" role="img" {size} {font}>',
            f"<title>{escape(title)}</title>",
            f"<desc>{escape(told)}</desc>",
            f'<text x="8" y="22" font-size="15">{escape(title)}</text>',
            *grid,
            *rows,
            "</svg>",
        ]
    )


def _x(value: Fraction | int, low: int, high: int) -> float:
    return round(_LEFT + _WIDE * float(value - low) / (high - low), 1)


def _line(score: int, low: int, high: int, height: int) -> str:
    x = _x(score, low, high)
    return (
        f'<path d="M{x} {_TOP - 8}V{height - 24}" stroke="#ccc"/>'
        f'<text x="{x}" y="{height - 8}" text-anchor="middle">{score}</text>'
    )


def _row(place: int, bar: Bar, low: int, high: int) -> str:
    y = _TOP + place * _HIGH
    label = f'<text x="8" y="{y + 14}">{escape(bar.label)}</text>'
    if bar.value is None:
        return f'{label}<text x="{_LEFT + 6}" y="{y + 14}">not settled</text>'
    end = _x(bar.value, low, high)
    wide = max(end - _LEFT, 1)
    return (
        f"{label}"
        f'<rect x="{_LEFT}" y="{y}" width="{wide:.1f}" height="18" fill="#3b6ea5"/>'
        f'<text x="{end + 6}" y="{y + 14}">{display(bar.value)}</text>'
    )
