"""Small plots as inline SVG, drawn by hand so that a report needs no plotting library."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from nusaner.evaluation.calibration import Bin

_ROW = 26
_NAME = 190
_PLOT = 380
_VALUE = 120
_WIDTH = _NAME + _PLOT + _VALUE
_MOST_LETTERS = 26


def forest(rows: Sequence[tuple[str, float, float | None, float | None, str]], *, low: float, high: float) -> str:
    """A point with its interval for each row.

    Args:
        rows: Name, value, low and high of the interval (None for none), and what stands on the right.
        low, high: Ends of the axis, in the unit of the values.
    """
    height = _ROW * len(rows) + 30
    parts = [_grid(low, high, height)]
    if low < 0 < high:
        parts.append(f'<line class="zero" x1="{_x(0, low, high)}" x2="{_x(0, low, high)}" y1="4" y2="{height - 22}"/>')
    for i, (name, value, left, right, told) in enumerate(rows):
        y = _ROW * i + 18
        parts.append(f'<text class="name" x="{_NAME - 12}" y="{y + 4}">{escape(_short(name))}</text>')
        if left is not None and right is not None and left == left:
            a, b = _x(max(left, low), low, high), _x(min(right, high), low, high)
            parts.append(f'<line class="range" x1="{a}" x2="{b}" y1="{y}" y2="{y}"/>')
        parts.append(f'<circle class="point" cx="{_x(min(max(value, low), high), low, high)}" cy="{y}" r="4.5"/>')
        parts.append(f'<text class="value" x="{_NAME + _PLOT + 14}" y="{y + 4}">{escape(told)}</text>')
    return _svg(_WIDTH, height, "".join(parts), "forest")


def _x(value: float, low: float, high: float) -> float:
    return round(_NAME + _PLOT * (value - low) / (high - low), 1)


def _grid(low: float, high: float, height: int) -> str:
    step = next(s for s in (0.01, 0.02, 0.05, 0.1, 0.2, 0.5) if (high - low) / s <= 6 or s == 0.5)
    first = int(low / step) - 1
    ticks = [step * k for k in range(first, int(high / step) + 2) if low - 1e-9 <= step * k <= high + 1e-9]
    return "".join(
        f'<line class="grid" x1="{_x(t, low, high)}" x2="{_x(t, low, high)}" y1="4" y2="{height - 22}"/>'
        f'<text class="tick" x="{_x(t, low, high)}" y="{height - 6}">{100 * t:.0f}</text>'
        for t in ticks
    )


def reliability(bins: Sequence[Bin]) -> str:
    """Share of right predictions over score; the diagonal is perfect calibration.

    Dots grow with the number of predictions; the band below shows how many there are.
    """
    side, left, top, band = 300, 46, 12, 56
    most = max((b.count for b in bins), default=0) or 1
    parts = []
    for tick in (0, 0.25, 0.5, 0.75, 1):
        x, y = left + side * tick, top + side * (1 - tick)
        parts.append(f'<line class="grid" x1="{left}" x2="{left + side}" y1="{y}" y2="{y}"/>')
        parts.append(f'<line class="grid" x1="{x}" x2="{x}" y1="{top}" y2="{top + side}"/>')
        parts.append(f'<text class="tick" x="{x}" y="{top + side + 16}">{100 * tick:.0f}</text>')
        parts.append(f'<text class="tick right" x="{left - 8}" y="{y + 4}">{100 * tick:.0f}</text>')
    parts.append(f'<line class="zero" x1="{left}" y1="{top + side}" x2="{left + side}" y2="{top}"/>')
    shown = [b for b in bins if b.count]
    path = " ".join(f"{left + side * b.score:.1f},{top + side * (1 - b.right):.1f}" for b in shown)
    parts.append(f'<polyline class="line" points="{path}"/>')
    for b in shown:
        x, y = left + side * b.score, top + side * (1 - b.right)
        parts.append(
            f'<circle class="point" cx="{x:.1f}" cy="{y:.1f}" r="{3.5 + 5 * (b.count / most) ** 0.5:.1f}">'
            f"<title>score {b.score:.2f}, right {b.right:.2f}, n {b.count}</title></circle>"
        )
    base = top + side + 30 + band
    for b in bins:
        tall = band * b.count / most
        x, wide = left + side * b.low + 1, side * (b.high - b.low) - 2
        parts.append(f'<rect class="mass" x="{x:.1f}" y="{base - tall:.1f}" width="{wide:.1f}" height="{tall:.1f}"/>')
        if b.count:
            parts.append(f'<text class="tick" x="{x + wide / 2:.1f}" y="{base + 14}">{b.count}</text>')
    parts.append(f'<text class="axis" x="{left + side / 2}" y="{base + 34}">score of the prediction, %</text>')
    parts.append(f'<text class="axis" transform="translate(12 {top + side / 2}) rotate(-90)">right, %</text>')
    return _svg(left + side + 14, base + 42, "".join(parts), "reliability")


def bars(rows: Sequence[tuple[str, int, str]]) -> str:
    """A bar for each row: name, number and a class for its colour."""
    most = max((number for _, number, _ in rows), default=0) or 1
    parts = []
    for i, (name, number, kind) in enumerate(rows):
        y = _ROW * i + 4
        parts.append(f'<text class="name" x="{_NAME - 12}" y="{y + 14}">{escape(name)}</text>')
        wide = _PLOT * number / most
        parts.append(f'<rect class="bar {escape(kind)}" x="{_NAME}" y="{y}" width="{wide:.1f}" height="18" rx="3"/>')
        parts.append(f'<text class="value" x="{_NAME + wide + 8:.1f}" y="{y + 14}">{number:,}</text>')
    return _svg(_WIDTH, _ROW * len(rows) + 6, "".join(parts), "bars")


def _short(name: str) -> str:
    return name if len(name) <= _MOST_LETTERS else name[: _MOST_LETTERS - 1] + "…"


def _svg(width: float, height: float, body: str, kind: str) -> str:
    return (
        f'<svg class="{kind}" viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}" role="img" '
        f'aria-label="{kind} plot">{body}</svg>'
    )
