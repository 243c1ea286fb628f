"""A small map of the places of a text, drawn from their coordinates alone as inline SVG.

Equirectangular projection with the true scale at the middle parallel: right for a region, and it
needs no library, tile or font from elsewhere.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

#: Size of the drawing in its own units; the page scales it to the column.
_WIDTH, _HEIGHT, _MARGIN = 560.0, 400.0, 26.0
#: A place farther from the middle than this (degrees of latitude) is named below the map instead.
_REACH = 7.0
#: The smallest window (degrees of latitude), so that one town is not drawn as a world.
_LEAST = 1.2
_LETTER, _LINE = 6.3, 13.0
#: Whose name a place goes by: colours that a colour-blind reader tells apart (Okabe and Ito, 2008).
COLOURS = {"az": "#0072b2", "hy": "#d55e00", "neutral": "#777777"}
_OTHER, _PLAIN = "#009e73", "#333333"


@dataclass(frozen=True, slots=True)
class _Window:
    """What the map shows: degrees, and the scale of each in units of the drawing."""

    west: float
    north: float
    per_lon: float
    per_lat: float

    def point(self, latitude: float, longitude: float) -> tuple[float, float]:
        return (_MARGIN + (longitude - self.west) * self.per_lon, _MARGIN + (self.north - latitude) * self.per_lat)


def draw(places: Sequence[Mapping[str, Any]]) -> str:
    """The map with its caption; "" if no place has coordinates.

    Args:
        places: Places as `dataclasses.asdict` gives them.

    Example:
        >>> draw([])
        ''
    """
    located = [p for p in places if p["latitude"] is not None and p["longitude"] is not None]
    if not located:
        return ""
    shown, outside = _near(located)
    window = _fit(shown)
    labels = "".join(_labels([(*window.point(p["latitude"], p["longitude"]), p) for p in shown]))
    points = "".join(_point(*window.point(p["latitude"], p["longitude"]), p) for p in reversed(shown))
    names = ", ".join(escape(p["name"]) for p in outside)
    far = f" Outside the map: {names}." if names else ""
    return (
        f'<figure class="map"><svg viewBox="0 0 {_WIDTH:.0f} {_HEIGHT:.0f}" role="img" '
        f'aria-label="Map of the places of the text">{"".join(_graticule(window))}{points}{labels}</svg>'
        f"<figcaption>{_legend(shown)}Area by number of mentions; the point of a region or country is its middle."
        f"{far}</figcaption></figure>"
    )


def side(place: Mapping[str, Any]) -> str:
    """Whose name most mentions of a place use; "" if no side has a name of its own."""
    return str(next(iter(place["whose"]), ""))


def _near(places: Sequence[Mapping[str, Any]]) -> tuple[list[Mapping[str, Any]], list[Mapping[str, Any]]]:
    """The places round the middle of the mentions, and those far from it."""
    middle = _median([(p["latitude"], len(p["spans"])) for p in places])
    centre = _median([(p["longitude"], len(p["spans"])) for p in places])
    narrow = math.cos(math.radians(middle))
    shown: list[Mapping[str, Any]] = []
    outside: list[Mapping[str, Any]] = []
    for place in places:
        distance = max(abs(place["latitude"] - middle), abs(place["longitude"] - centre) * narrow)
        (shown if distance <= _REACH else outside).append(place)
    return (shown, outside) if shown else (list(places), [])


def _median(weighted: Sequence[tuple[float, int]]) -> float:
    half = sum(weight for _, weight in weighted) / 2
    passed = 0.0
    for value, weight in sorted(weighted):
        passed += weight
        if passed >= half:
            return value
    return 0.0


def _fit(places: Sequence[Mapping[str, Any]]) -> _Window:
    latitudes = [p["latitude"] for p in places]
    longitudes = [p["longitude"] for p in places]
    middle = (min(latitudes) + max(latitudes)) / 2
    centre = (min(longitudes) + max(longitudes)) / 2
    narrow = max(0.1, math.cos(math.radians(middle)))
    height = max(max(latitudes) - min(latitudes), _LEAST) * 1.25
    width = max((max(longitudes) - min(longitudes)) * narrow, _LEAST) * 1.35
    scale = min((_HEIGHT - 2 * _MARGIN) / height, (_WIDTH - 2 * _MARGIN) / width)
    return _Window(
        west=centre - (_WIDTH / 2 - _MARGIN) / (scale * narrow),
        north=middle + (_HEIGHT / 2 - _MARGIN) / scale,
        per_lon=scale * narrow,
        per_lat=scale,
    )


def _graticule(window: _Window) -> Iterator[str]:
    """Meridians and parallels with their degrees."""
    right, bottom = _WIDTH - _MARGIN, _HEIGHT - _MARGIN
    size = f'width="{right - _MARGIN}" height="{bottom - _MARGIN}"'
    yield f'<rect class="frame" x="{_MARGIN}" y="{_MARGIN}" {size} rx="3"/>'
    span = (bottom - _MARGIN) / window.per_lat
    step = next(s for s in (0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0, 90.0) if span / s <= 6 or s == 90.0)
    for longitude in _steps(window.west, (right - _MARGIN) / window.per_lon, step):
        x, _ = window.point(window.north, longitude)
        yield f'<path class="grid" d="M{x:.1f} {_MARGIN}V{bottom}"/>'
        degrees = _degrees(longitude, "E", "W")
        yield f'<text class="degree" x="{x:.1f}" y="{bottom + 14}" text-anchor="middle">{degrees}</text>'
    for latitude in _steps(window.north - span, span, step):
        _, y = window.point(latitude, window.west)
        yield f'<path class="grid" d="M{_MARGIN} {y:.1f}H{right}"/>'
        degrees = _degrees(latitude, "N", "S")
        # within the frame: before it, "41.75°N" would not fit
        yield f'<text class="degree" x="{_MARGIN + 4}" y="{y - 3:.1f}">{degrees}</text>'


def _steps(start: float, span: float, step: float) -> list[float]:
    first = math.ceil((start + 0.04 * span) / step)
    last = math.floor((start + 0.98 * span) / step)
    return [step * n for n in range(first, last + 1)]


def _degrees(value: float, positive: str, negative: str) -> str:
    return f"{abs(value):g}°{positive if value >= 0 else negative}"


def _radius(place: Mapping[str, Any]) -> float:
    return 3.0 + 2.0 * math.sqrt(min(len(place["spans"]), 25))


def _colour(place: Mapping[str, Any]) -> str:
    whose = side(place)
    return COLOURS.get(whose, _OTHER) if whose else _PLAIN


def _point(x: float, y: float, place: Mapping[str, Any]) -> str:
    told = ", ".join(f"{form} ({count})" for form, count in place["forms"])
    return (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{_radius(place):.1f}" fill="{_colour(place)}">'
        f"<title>{escape(place['name'])}: {escape(told)}</title></circle>"
    )


def _labels(points: Sequence[tuple[float, float, Mapping[str, Any]]]) -> Iterator[str]:
    """Names beside the points, the most mentioned first; one that finds no room is left to the title."""
    taken = [(x - _radius(p), y - _radius(p), x + _radius(p), y + _radius(p)) for x, y, p in points]
    for x, y, place in points:
        name = str(place["forms"][0][0])
        width, gap = _LETTER * len(name), _radius(place) + 3
        for left, middle in (
            (x + gap, y),
            (x - gap - width, y),
            (x - width / 2, y - gap - _LINE / 2),
            (x - width / 2, y + gap + _LINE / 2),
        ):
            box = (left, middle - _LINE / 2, left + width, middle + _LINE / 2)
            inside = box[0] > _MARGIN and box[2] < _WIDTH - _MARGIN and box[1] > _MARGIN and box[3] < _HEIGHT - _MARGIN
            if inside and not any(_overlap(box, other) for other in taken):
                taken.append(box)
                yield f'<text class="name" x="{left:.1f}" y="{middle + 4:.1f}">{escape(name)}</text>'
                break


def _overlap(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _legend(places: Sequence[Mapping[str, Any]]) -> str:
    sides = dict.fromkeys(side(p) for p in places if side(p))
    return "".join(
        f'<span class="key"><i style="background:{COLOURS.get(whose, _OTHER)}"></i>'
        f"{escape(side_name(whose))} name</span>"
        for whose in sides
    )


#: ISO 639-1 codes of the knowledge base in words.
_SIDES = {
    "az": "Azerbaijani", "hy": "Armenian", "ru": "Russian", "ka": "Georgian", "ab": "Abkhaz", "os": "Ossetian",
    "tr": "Turkish", "ce": "Chechen", "fa": "Persian", "neutral": "neutral",
}  # fmt: skip


def side_name(whose: str) -> str:
    """A side in words.

    Example:
        >>> side_name("hy")
        'Armenian'
    """
    return _SIDES.get(whose, whose)
