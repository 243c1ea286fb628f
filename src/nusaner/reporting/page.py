"""Reports as one self-contained HTML page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from nusaner.reporting import map as drawing
from nusaner.reporting.marked import draw_text

#: Colours that a colour-blind reader tells apart (after Okabe and Ito, 2008, lightened).
COLOURS = {
    "PERSON": "#f6d6a8", "NORP": "#f5e6a0", "ORG": "#cfe3f5", "GPE": "#bfe3d0", "LOC": "#d9efb6",
    "FAC": "#c9dcd3", "EVENT": "#f3c6d3", "LAW": "#e0d0ee", "PRODUCT": "#dddddd",
}  # fmt: skip
_LABEL_NAMES = {"FAVOR": "mendukung · in favour", "AGAINST": "menentang · against", "NONE": "netral · none"}


@cache
def _style() -> str:
    return (Path(__file__).parent / "page.css").read_text(encoding="utf-8")


def render(reports: Sequence[Mapping[str, Any]]) -> str:
    """One page for one or several reports.

    Args:
        reports: Reports as `Report.to_dict()` gives them.
    """
    body = "".join(_article(number, report) for number, report in enumerate(reports, start=1))
    contents = _contents(reports) if len(reports) > 1 else ""
    title = escape(str(reports[0]["source"] or "nusaner")) if len(reports) == 1 else "nusaner"
    return (
        '<!DOCTYPE html>\n<html lang="id">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>\n{_style()}</style>\n</head>\n<body>\n"
        f"<header><h1>nusaner</h1>{_legend()}</header>\n{contents}{body}"
        "<footer>A stance label is a reading aid with its evidence, not a verdict on a journalist. "
        "Both names of a contested place are kept.</footer>\n</body>\n</html>\n"
    )


def _legend() -> str:
    marks = "".join(f'<span style="background:{colour}">{label}</span>' for label, colour in COLOURS.items())
    return (
        f'<p class="legend">{marks}<span class="ev favor">evidence: in favour</span>'
        '<span class="ev against">evidence: against</span><span class="quote">quotation</span></p>'
    )


def _contents(reports: Sequence[Mapping[str, Any]]) -> str:
    rows = "".join(
        f'<tr><td><a href="#article-{number}">{escape(_title(report))}</a></td>'
        f"<td>{len(report['entities'])}</td><td>{_badges(report)}</td></tr>"
        for number, report in enumerate(reports, start=1)
    )
    return (
        "<nav><table><thead><tr><th>article</th><th>mentions</th><th>stance</th></tr></thead>"
        f"<tbody>{rows}</tbody></table></nav>\n"
    )


def _title(report: Mapping[str, Any]) -> str:
    return str(report["source"]) or " ".join(str(report["text"]).split())[:80] or "(empty text)"


def _badges(report: Mapping[str, Any]) -> str:
    return " ".join(
        f'<span class="badge {s["label"].lower()}">{escape(target)}: {s["label"]}</span>'
        for target, s in report["stance"].items()
    )


def _article(number: int, report: Mapping[str, Any]) -> str:
    return (
        f'<article id="article-{number}">\n<h2>{escape(_title(report))}</h2>\n'
        f"{_stance(report)}"
        f'<div class="columns"><section class="text">{_text(report)}</section>\n<aside>'
        f"{drawing.draw(report['geography'])}{_choice(report['geography'])}"
        f"{_framing(report['framing'])}{_quotes(report['quotes'])}"
        f"{_table('Places', report['places'])}{_table('Actors', report['actors'])}"
        f"{_table('Events, laws, products', report['others'])}</aside></div>\n</article>\n"
    )


def _stance(report: Mapping[str, Any]) -> str:
    cards = []
    for target, stance in report["stance"].items():
        bars = "".join(
            f'<li><span class="bar {label.lower()}" style="width:{100 * p:.0f}%"></span>'
            f"<span>{label} {p:.2f}</span></li>"
            for label, p in stance["probabilities"].items()
        )
        evidence = "".join(f"<li>{escape(' '.join(e['text'].split()))}</li>" for e in stance["evidence"])
        told = f"<ul class='evidence'>{evidence}</ul>" if evidence else f"<p>{escape(stance['reason'])}</p>"
        cards.append(
            f'<div class="card {stance["label"].lower()}"><h3>{escape(target)}</h3>'
            f"<p class='label'>{_LABEL_NAMES[stance['label']]}</p>"
            f"<ul class='bars'>{bars}</ul>{_doubt(*stance['doubt'])}{told}</div>"
        )
    return f'<div class="cards">{"".join(cards)}</div>\n' if cards else ""


def _doubt(low: float, high: float) -> str:
    """The interval of doubt of the label's probability, if anything is known of it."""
    known = (low, high) != (0.0, 1.0)
    return f"<p class='doubt'>of texts with such a probability {low:.0%} to {high:.0%} held this</p>" if known else ""


def _text(report: Mapping[str, Any]) -> str:
    """The text with its entities, its quotations and the evidence of stance."""
    evidence = [
        (piece["start"], piece["end"], stance["label"].lower(), f"{target} {stance['label']}")
        for target, stance in report["stance"].items()
        for piece in stance["evidence"]
    ]
    entities = [(e["start"], e["end"], e["label"], COLOURS.get(e["label"], "#ddd")) for e in report["entities"]]
    quotes = [(q["start"], q["end"]) for q in report["quotes"]]
    return draw_text(report["text"], entities, evidence=evidence, quotes=quotes, main=report["main"])


def _quotes(quotes: Sequence[Mapping[str, Any]]) -> str:
    """Who says what, and what the words hold toward each target."""
    if not quotes:
        return ""
    lines = "".join(
        f"<tr><td><b>{escape(quote['name'] or 'unnamed')}</b><br><small>{escape(quote['cue'])}</small></td>"
        f"<td>{escape(' '.join(quote['text'].split()))} {_held(quote['stance'])}</td></tr>"
        for quote in quotes
    )
    head = "<tr><th>speaker</th><th>words</th></tr>"
    return f"<h3>Who says what</h3><table><thead>{head}</thead><tbody>{lines}</tbody></table>"


def _held(stance: Mapping[str, str]) -> str:
    return " ".join(
        f'<span class="badge {label.lower()}">{escape(target)}: {label}</span>' for target, label in stance.items()
    )


def _framing(framing: Mapping[str, Any]) -> str:
    """Loaded words, violence with its doer and victim, and shares of speech."""
    rows: list[tuple[str, str]] = []
    for side in sorted({term["side"] for term in framing["terms"] if term["side"]}):
        said = Counter(
            f"{term['text'].lower()}{' (quoted)' if term['quoted'] else ''}"
            for term in framing["terms"]
            if term["side"] == side
        )
        rows.append((f"loaded words near {side}", ", ".join(f"{text} {count}" for text, count in said.most_common())))
    acts = Counter(f"{act['agent'] or '?'} → {act['victim'] or '?'}" for act in framing["acts"])
    if acts:
        rows.append(("violence, doer → victim", ", ".join(f"{pair} {count}" for pair, count in acts.most_common())))
    if framing["words"] and framing["quoted"]:
        shares = (f"{side} {100 * count / framing['words']:.0f} %" for side, count in framing["quoted"].items())
        rows.append(("share of words left to its speakers", ", ".join(shares)))
    lines = "".join(f"<tr><td>{escape(name)}</td><td>{escape(told)}</td></tr>" for name, told in rows)
    return f"<h3>Framing</h3><table><tbody>{lines}</tbody></table>" if rows else ""


def _choice(places: Sequence[Mapping[str, Any]]) -> str:
    """The contested places with whose name the text uses, and a line over all of them."""
    chosen = [place for place in places if place["whose"]]
    if not chosen:
        return ""
    total: Counter[str] = Counter()
    for place in chosen:
        total.update(place["whose"])
    told = ", ".join(f"{escape(drawing.side_name(whose))} {count}" for whose, count in total.most_common())
    lines = "".join(
        f"<tr><td><b>{escape(place['name'])}</b></td>"
        f"<td>{escape(', '.join(f'{form} ({count})' for form, count in place['forms']))}</td>"
        f"<td>{escape(', '.join(drawing.side_name(w) for w in place['whose']))}</td>"
        f"<td class='also'>{escape(', '.join(place['also']))}</td></tr>"
        for place in chosen
    )
    head = "<tr><th>place</th><th>as written</th><th>whose name</th><th>other names</th></tr>"
    return (
        f"<h3>Choice of name</h3><p class='choice'>Mentions: {told}</p>"
        f"<table><thead>{head}</thead><tbody>{lines}</tbody></table>"
    )


def _table(title: str, rows: Sequence[Mapping[str, Any]]) -> str:
    if not rows:
        return ""
    lines = "".join(
        f"<tr><td><b>{escape(row['name'])}</b>{_also(row)}<br><small>{escape(row['description'])}</small></td>"
        f'<td><span class="tag" style="background:{COLOURS.get(row["label"], "#ddd")}">{row["label"]}</span></td>'
        f"<td>{row['count']}</td><td>{escape(', '.join(row['forms']))}</td>"
        f"<td><code>{escape(row['id'])}</code></td></tr>"
        for row in rows
    )
    head = "<tr><th>name</th><th>label</th><th>n</th><th>as written</th><th>record</th></tr>"
    return f"<h3>{title}</h3><table><thead>{head}</thead><tbody>{lines}</tbody></table>"


def _also(row: Mapping[str, Any]) -> str:
    return f" <span class='also'>also {escape(', '.join(row['also']))}</span>" if row["also"] else ""
