"""A text as HTML with layers of marks that may overlap: entities, evidence, quotations, page furniture."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from html import escape
from itertools import pairwise

#: Start and end (characters, half-open), label, colour.
Labelled = tuple[int, int, str, str]
#: Start and end (characters, half-open), class ("favor" or "against"), what it is evidence of.
Piece = tuple[int, int, str, str]

_MAIN, _QUOTE = ("main", ""), ("quote", "")


def draw_text(
    text: str,
    entities: Sequence[Labelled],
    *,
    evidence: Iterable[Piece] = (),
    quotes: Iterable[tuple[int, int]] = (),
    main: Sequence[tuple[int, int]] = (),
) -> str:
    """The text in pieces between all bounds, each with the classes of the layers that cover it.

    Args:
        text: The text.
        entities: Flat spans.
        evidence, quotes: Spans that may overlap anything.
        main: The article's own sentences; what lies outside is drawn pale. None at all: everything is.

    Example:
        >>> draw_text("Di Baku.", [(3, 7, "GPE", "#ccc")])
        'Di <mark style="background:#ccc">Baku<b>GPE</b></mark>.'
    """
    opening = {start: colour for start, _, _, colour in entities}
    closing = {end: label for _, end, label, _ in entities}
    changes: defaultdict[int, Counter[tuple[str, str]]] = defaultdict(Counter)
    layers = [(start, end, (kind, of)) for start, end, kind, of in evidence]
    layers += [(start, end, _QUOTE) for start, end in quotes]
    layers += [(start, end, _MAIN) for start, end in main or [(0, len(text))]]
    for start, end, layer in layers:
        changes[start][layer] += 1
        changes[end][layer] -= 1
    active: Counter[tuple[str, str]] = Counter()
    parts: list[str] = []
    for start, end in pairwise(sorted({0, len(text), *opening, *closing, *changes})):
        active.update(changes.get(start, {}))
        if start in closing:
            parts.append(f"<b>{closing[start]}</b></mark>")
        if start in opening:
            parts.append(f'<mark style="background:{opening[start]}">')
        parts.append(_piece(text[start:end], [layer for layer, count in active.items() if count > 0]))
    if len(text) in closing:
        parts.append(f"<b>{closing[len(text)]}</b></mark>")
    return "".join(parts)


def _piece(words: str, layers: Sequence[tuple[str, str]]) -> str:
    drawn = escape(words).replace("\n", "<br>")
    proofs = [(kind, of) for kind, of in layers if of]
    classes = ["ev", *dict.fromkeys(kind for kind, _ in proofs)] if proofs else []
    classes += ["quote"] if _QUOTE in layers else []
    classes += ["aside"] if _MAIN not in layers else []
    if not classes or not words.strip():
        return drawn
    title = f' title="{escape(", ".join(of for _, of in proofs))}"' if proofs else ""
    return f'<span class="{" ".join(classes)}"{title}>{drawn}</span>'
