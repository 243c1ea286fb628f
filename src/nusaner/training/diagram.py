"""The reliability diagram of a model card as SVG; no plotting library is needed."""

from __future__ import annotations

from collections.abc import Sequence

_SIDE, _LEFT, _TOP, _BARS = 300.0, 52.0, 34.0, 70.0


def draw(bins: Sequence[tuple[float, float, int]], *, title: str, error: float) -> str:
    """The diagram: share of right predictions over score, and below it how many there are.

    Args:
        bins: Mean score, share of right predictions and number of predictions of each bin that has any.
        title: What is judged, and on what.
        error: Expected calibration error.
    """
    width, height = _LEFT + _SIDE + 20, _TOP + _SIDE + _BARS + 62
    most = max((count for _, _, count in bins), default=1)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}" '
        'font-family="system-ui, sans-serif" font-size="11">',
        f'<rect width="{width:.0f}" height="{height:.0f}" fill="#fff"/>',
        f'<text x="{_LEFT}" y="18" font-size="12" font-weight="600">{title}, ECE {error:.3f}</text>',
    ]
    for tick in (0.0, 0.2, 0.4, 0.6, 0.8, 1.0):
        x, y = _LEFT + tick * _SIDE, _TOP + (1 - tick) * _SIDE
        parts.append(f'<path d="M{x} {_TOP}v{_SIDE}M{_LEFT} {y}h{_SIDE}" stroke="#e2e6e9" fill="none"/>')
        parts.append(f'<text x="{_LEFT - 6}" y="{y + 4}" text-anchor="end">{tick:.1f}</text>')
        parts.append(f'<text x="{x}" y="{_TOP + _SIDE + 14}" text-anchor="middle">{tick:.1f}</text>')
    parts.append(
        f'<path d="M{_LEFT} {_TOP + _SIDE}L{_LEFT + _SIDE} {_TOP}" stroke="#888" stroke-dasharray="4 4" fill="none"/>'
    )
    points = [(_LEFT + score * _SIDE, _TOP + (1 - right) * _SIDE, count) for score, right, count in bins]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y, _ in points)
    parts.append(f'<polyline points="{line}" fill="none" stroke="#0072b2" stroke-width="1.5"/>')
    floor = _TOP + _SIDE + 26 + _BARS
    for x, y, count in points:
        tall = _BARS * (count / most) ** 0.5
        parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="#0072b2"><title>{count} spans</title></circle>')
        parts.append(f'<rect x="{x - 6:.1f}" y="{floor - tall:.1f}" width="12" height="{tall:.1f}" fill="#b9cfdd"/>')
    parts.append(
        f'<text x="{_LEFT + _SIDE / 2}" y="{floor + 16}" text-anchor="middle">score; bars: spans (square root)</text>'
        f'<text transform="translate(14 {_TOP + _SIDE / 2}) rotate(-90)" text-anchor="middle">share right</text>'
        "</svg>\n"
    )
    return "\n".join(parts)
