"""An evaluation as one self-contained HTML page: no script, no font, no image from elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from nusaner.evaluation import charts, tables
from nusaner.evaluation.metrics import Figure
from nusaner.evaluation.passage_html import draw, legend
from nusaner.evaluation.tables import Table, interval, percent

if TYPE_CHECKING:
    from nusaner.evaluation.passages import Passage
    from nusaner.evaluation.result import NerEvaluation, SliceTable

#: More passages than this make a page slow; the others are in the JSON.
_MOST_PASSAGES = 300
_MOST_ROWS = 15
_BOUNDARY = ("too short", "too long", "shifted")


@cache
def _style() -> str:
    return (Path(__file__).parent / "page.css").read_text(encoding="utf-8")


def render(found: NerEvaluation) -> str:
    """The page of an evaluation."""
    parts = (_figures(found), _against(found), _slices(found), _confusion(found), _calibration(found), _leaks(found))
    title = f"{escape(found.system)} on {escape(found.data)}"
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>\n{_style()}</style>\n</head>\n<body>\n"
        f"{_header(found)}{''.join(parts)}{_passages(found.passages)}{_footer(found)}</body>\n</html>\n"
    )


def _header(found: NerEvaluation) -> str:
    strict = found.averages["strict"]
    micro, macro = strict["micro"], strict["macro"]
    cards = [
        _card(percent(micro.f1), f"F1, strict, micro ({interval(micro)})"),
        _card(percent(micro.precision) if found.predicted else "–", "precision"),
        _card(percent(micro.recall) if found.gold else "–", "recall"),
        _card(percent(macro.f1), f"F1, macro over labels ({interval(macro)})"),
        _card(percent(found.averages["partial"]["micro"].f1), "F1, partial (overlap counts half)"),
    ]
    if found.speed is not None:
        cards.append(_card(f"{found.speed.words_per_second:,.0f}", "words a second"))
    links = [("figures", "Figures"), ("slices", "Slices"), ("mistakes", "Mistakes"), ("texts", "In their texts")]
    nav = "".join(f'<a href="#{name}">{told}</a>' for name, told in links)
    notes = "".join(f"<li>{escape(note)}</li>" for note in found.notes)
    return (
        f"<header><h1>{escape(found.system)} <small>on {escape(found.data)}</small></h1>"
        f'<p class="soft">{escape(tables.head_line(found))}. {escape(tables.speed_line(found))}</p>'
        f"<nav>{nav}</nav></header>\n"
        + (f'<ul class="notes">{notes}</ul>\n' if notes else "")
        + f'<div class="cards">{"".join(cards)}</div>\n'
    )


def _card(value: str, told: str) -> str:
    return f'<div class="card"><b>{value}</b><span>{escape(told)}</span></div>'


def _figures(found: NerEvaluation) -> str:
    rows = list(found.per_label["strict"].items())
    plot = f"<h3>Strict F1 by label, with 95 % intervals</h3>{_forest(rows)}" if rows else ""
    return (
        '<h2 id="figures">Figures</h2>\n<div class="two">'
        f"<div>{plot}</div><div>{_table(tables.overview(found))}</div></div>\n"
        f"<h3>All figures by label</h3>{_table(tables.per_label(found), titled=False)}\n"
    )


def _forest(rows: Sequence[tuple[str, Figure]], *, recall_only: bool = False) -> str:
    values = [(name, f.recall if recall_only else f.f1, f.low, f.high, f) for name, f in rows]
    lowest = min((min(value, value if low is None or low != low else low) for _, value, low, _, _ in values), default=0)
    floor = max(0.0, int(lowest * 10) / 10 - (0.1 if lowest * 10 == int(lowest * 10) else 0))
    shown = [(name, value, low, high, f"{percent(value)}  n={f.gold:,}") for name, value, low, high, f in values]
    return charts.forest(shown, low=min(floor, 0.9), high=1.0)


def _against(found: NerEvaluation) -> str:
    table = tables.comparison(found)
    if found.comparison is None or table is None:
        return ""
    differences = found.comparison.differences
    if not differences:
        return f"<h2>{escape(table.title)}</h2><p>{escape(table.note)}</p>"
    reach = max(0.02, *(max(abs(d.low), abs(d.high)) for d in differences.values()))
    rows = [(name, d.difference, d.low, d.high, f"{100 * d.difference:+.1f}") for name, d in differences.items()]
    plot = charts.forest(rows, low=-reach, high=reach)
    return (
        f"<h2>{escape(table.title)}</h2>\n"
        "<p>Points of F1 by which this system is better (right of the line) or worse.</p>"
        f"{plot}{_table(table, titled=False)}\n"
    )


def _slices(found: NerEvaluation) -> str:
    if not found.slices:
        return ""
    blocks = "".join(_slice(part) for part in found.slices if part.rows)
    return (
        '<h2 id="slices">Slices</h2>\n<p class="note">Strict F1 on parts of the data, or recall where predictions '
        f'cannot be told apart; n is the number of gold spans.</p><div class="two">{blocks}</div>\n'
    )


def _slice(part: SliceTable) -> str:
    more = f'<p class="note">The first {_MOST_ROWS} of {len(part.rows)}.</p>' if len(part.rows) > _MOST_ROWS else ""
    kind = "recall" if part.recall_only else "F1"
    plot = _forest(part.rows[:_MOST_ROWS], recall_only=part.recall_only)
    return f"<div><h3>{kind} by {escape(part.name)}</h3>{plot}{more}</div>"


def _confusion(found: NerEvaluation) -> str:
    rows = [(kind, n, "boundary" if kind in _BOUNDARY else kind) for kind, n in found.mistake_counts.items()]
    return (
        f'<h2 id="mistakes">Mistakes</h2>\n<div class="two"><div><h3>Kinds</h3>{charts.bars(rows)}</div>'
        f"<div>{_table(tables.mistake_table(found), words=True)}</div></div>\n{_heat(found)}\n"
    )


def _heat(found: NerEvaluation) -> str:
    table = tables.confusion(found)
    if table is None:
        return ""
    columns = table.header[1:]
    head = "".join(f"<th>{escape(name)}</th>" for name in table.header)
    lines = []
    for gold, *cells in table.rows:
        total = sum(found.confusion.get((gold, other), 0) for other in columns)
        shaded = (_cell(gold, other, text, found, total) for other, text in zip(columns, cells, strict=True))
        lines.append(f"<tr><td>{escape(gold)}</td>{''.join(shaded)}</tr>")
    return (
        f'<h3>{table.title}</h3><div class="scroll"><table class="confusion"><thead><tr>{head}</tr></thead>'
        f'<tbody>{"".join(lines)}</tbody></table></div><p class="note">{escape(table.note)}</p>'
    )


def _cell(gold: str, other: str, text: str, found: NerEvaluation, total: int) -> str:
    share = found.confusion.get((gold, other), 0) / total if total else 0.0
    colour = "heat" if gold == other else "wrong"
    shade = f' style="background:rgba(var(--{colour}),{0.1 + 0.45 * share:.2f})"' if share else ""
    return f"<td{shade}>{escape(text)}</td>"


def _calibration(found: NerEvaluation) -> str:
    table = tables.calibration(found)
    if found.calibration is None or table is None:
        return ""
    return (
        '<h2 id="calibration">Calibration</h2>\n<div class="two">'
        f"<div>{charts.reliability(found.calibration.table)}</div><div>{_table(table, titled=False)}</div></div>\n"
    )


def _leaks(found: NerEvaluation) -> str:
    table = tables.leaks(found)
    return "" if table is None else f'<h2 id="leaks">{escape(table.title)}</h2>\n{_table(table, titled=False)}\n'


def _table(table: Table, *, words: bool = False, titled: bool = True) -> str:
    head = "".join(f"<th>{escape(cell)}</th>" for cell in table.header)
    lines = "".join(
        "<tr>" + "".join(f"<td>{escape(' '.join(cell.split()))}</td>" for cell in row) + "</tr>" for row in table.rows
    )
    title = f"<h3>{escape(table.title)}</h3>" if titled else ""
    note = f'<p class="note">{escape(table.note)}</p>' if table.note else ""
    kind = ' class="words"' if words else ""
    body = f"<thead><tr>{head}</tr></thead><tbody>{lines}</tbody>"
    return f'{title}<div class="scroll"><table{kind}>{body}</table></div>{note}'


def _passages(found: Sequence[Passage]) -> str:
    if not found:
        return '<h2 id="texts">Mistakes in their texts</h2>\n<p>There are none.</p>\n'
    more = f"<p>The first {_MOST_PASSAGES} of {len(found)} passages.</p>" if len(found) > _MOST_PASSAGES else ""
    articles = "".join(_articles(found[:_MOST_PASSAGES]))
    return f'<h2 id="texts">Mistakes in their texts</h2>\n{legend()}{more}{articles}\n'


def _articles(found: Iterable[Passage]) -> Iterator[str]:
    groups: dict[str, list[Passage]] = {}
    for passage in found:
        groups.setdefault(passage.document, []).append(passage)
    for name, passages in groups.items():
        drawn = "".join(f'<p class="passage">{draw(passage)}</p>' for passage in passages)
        yield f"<article><h3>{escape(name)}</h3>{drawn}</article>\n"


def _footer(found: NerEvaluation) -> str:
    settings = found.settings
    drawn = (
        f"Intervals: percentiles of {settings['bootstrap']} bootstrap draws of documents, seed {settings['seed']}."
        if settings["bootstrap"]
        else "No intervals were drawn."
    )
    return f"<footer>Made by nusaner evaluate ner. {drawn} A ratio of nothing is 1.</footer>\n"
