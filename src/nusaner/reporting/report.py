"""A reading of one document as plain data, JSON, Markdown or a self-contained HTML page.

A report computes no new facts: it tells what the pipeline wrote to the document.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from spacy.tokens import Doc

from nusaner import doc as extensions
from nusaner.reporting import page
from nusaner.reporting.map import side_name
from nusaner.types import ACTORS, NIL, PLACES, Framing, Link, Place, Quote, Stance

extensions.register()


@dataclass(frozen=True, slots=True)
class Entity:
    """A mention with its link; offsets are characters, half-open."""

    start: int
    end: int
    text: str
    label: str
    score: float | None
    link: Link | None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One record, or one unlinked name, with how often the document names it.

    Attributes:
        forms: The spellings in the document, most frequent first.
    """

    id: str
    name: str
    label: str
    count: int
    forms: tuple[str, ...]
    description: str = ""
    country: str = ""
    latitude: float | None = None
    longitude: float | None = None
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """What the pipeline found in one document.

    Attributes:
        text: The text.
        sentences: Character offsets of the sentences, half-open.
        entities: All mentions in order.
        places, actors: Records of the labels in `PLACES` and `ACTORS`, most frequent first.
        others: Events, laws and products.
        geography: The linked places with coordinates, spans and choice of name (`doc._.places`).
        stance: Target to stance; empty if the pipeline does not judge it.
        source: Name of the document, "" if none.
        quotes: Who says what, in order.
        framing: Whose names, what loaded words, who does what to whom, whose words.
        main: Character offsets of the sentences of the article itself, half-open.
    """

    text: str
    sentences: tuple[tuple[int, int], ...]
    entities: tuple[Entity, ...]
    places: tuple[Row, ...]
    actors: tuple[Row, ...]
    others: tuple[Row, ...]
    stance: dict[str, Stance]
    source: str = ""
    geography: tuple[Place, ...] = ()
    quotes: tuple[Quote, ...] = ()
    framing: Framing = field(default_factory=Framing)
    main: tuple[tuple[int, int], ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """All fields as dicts, lists, strings and numbers."""
        return asdict(self)

    def to_json(self, *, indent: int | None = 2) -> str:
        """The report as JSON, with non-ASCII letters as they are."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=indent)

    def to_markdown(self) -> str:
        """Tables of stance, places and actors in Markdown."""
        parts = [f"# {_cell(self.source or 'Report')}"]
        if self.stance:
            stances = [
                (s.target, s.label, f"{s.score:.2f}", _doubt(s), "; ".join(e.text for e in s.evidence) or s.reason)
                for s in self.stance.values()
            ]
            parts += ["## Stance", _table(("target", "stance", "probability", "95 % interval", "evidence"), stances)]
        if self.quotes:
            said = [(q.name or "(unnamed)", q.text, q.cue, _held(q), q.speaker) for q in self.quotes]
            parts += ["## Who says what", _table(("speaker", "words", "cue", "holds", "record"), said)]
        choices = [
            (p.name, ", ".join(f"{form} ({n})" for form, n in p.forms), _sides(p), ", ".join(p.also))
            for p in self.geography
            if p.whose
        ]
        if choices:
            parts += ["## Choice of name", _table(("place", "as written", "whose name", "other names"), choices)]
        for title, found in (("Places", self.places), ("Actors", self.actors), ("Others", self.others)):
            if found:
                rows = [(r.name, r.label, str(r.count), ", ".join(r.forms), r.id) for r in found]
                parts += [f"## {title}", _table(("name", "label", "count", "as written", "record"), rows)]
        return "\n\n".join(parts) + "\n"

    def to_html(self) -> str:
        """A page that needs nothing from elsewhere: no script, no font, no image."""
        return page.render([self.to_dict()])


def report(doc: Doc, *, source: str = "") -> Report:
    """Gather what a pipeline wrote to a document.

    Args:
        doc: A document that went through `nusaner.load()`, or through part of it.
        source: A name for the document, such as its file.

    Example:
        >>> from nusaner import pipeline
        >>> [row.name for row in report(pipeline.load()("Aliyev tiba di Stepanakert.")).places]
        ['Khankendi']
    """
    entities = tuple(
        Entity(e.start_char, e.end_char, e.text, e.label_, e._.score, e._.link, e._.source) for e in doc.ents
    )
    sentences = doc.sents if doc.has_annotation("SENT_START") else ()
    return Report(
        text=doc.text,
        sentences=tuple((s.start_char, s.end_char) for s in sentences),
        entities=entities,
        places=_rows([e for e in entities if e.label in PLACES]),
        actors=_rows([e for e in entities if e.label in ACTORS]),
        others=_rows([e for e in entities if e.label not in PLACES | ACTORS]),
        stance=dict(doc._.stance),
        source=source,
        geography=doc._.places,
        quotes=doc._.quotes,
        framing=doc._.framing,
        main=tuple((s.start_char, s.end_char) for s in doc._.main),
    )


def _doubt(stance: Stance) -> str:
    low, high = stance.doubt
    return "" if stance.doubt == (0.0, 1.0) else f"{low:.2f}-{high:.2f}"


def _held(quote: Quote) -> str:
    return ", ".join(f"{target} {label}" for target, label in quote.stance.items())


def _sides(place: Place) -> str:
    return ", ".join(f"{side_name(whose)} ({count})" for whose, count in place.whose.items())


def _rows(entities: Sequence[Entity]) -> tuple[Row, ...]:
    groups: dict[tuple[str, str], list[Entity]] = {}
    for entity in entities:
        linked = entity.link is not None and entity.link.id != NIL
        key = (entity.link.id, "") if linked and entity.link else (entity.text, entity.label)
        groups.setdefault(key, []).append(entity)
    rows = [_row(group) for group in groups.values()]
    return tuple(sorted(rows, key=_by_count))


def _by_count(row: Row) -> tuple[int, str]:
    return (-row.count, row.name)


def _row(group: Sequence[Entity]) -> Row:
    forms = tuple(form for form, _ in Counter(entity.text for entity in group).most_common())
    label = Counter(entity.label for entity in group).most_common(1)[0][0]
    link = group[0].link
    if link is None or link.id == NIL:
        return Row(NIL, group[0].text, label, len(group), forms)
    others = (name for entity in group if entity.link for name in entity.link.also)
    also = dict.fromkeys(name for name in others if name != link.name)
    return Row(
        link.id,
        link.name,
        label,
        len(group),
        forms,
        link.description,
        link.country,
        link.latitude,
        link.longitude,
        tuple(also),
    )


def _table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(_cell(cell) for cell in line) + " |" for line in lines)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
