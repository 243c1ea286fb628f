"""The pipe `nusaner_quotes`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import srsly
from spacy.language import Language
from spacy.tokens import Doc

from nusaner import doc as extensions
from nusaner.errors import ModelError
from nusaner.quotes.page import Page
from nusaner.quotes.scene import Name, Past
from nusaner.quotes.speakers import choose
from nusaner.quotes.tagger import QuoteTagger
from nusaner.storage import read_checked, write_parts
from nusaner.types import NIL, Quote

extensions.register()

_CRF, _SPANS, _SPEAKERS = "quotes.crfsuite", "spans.json", "speakers.json"


class QuoteReader:
    """Writes `doc._.quotes`: each quotation with its speaker and word of saying.

    It wants sentences, entities and records before it. Like the recognizer it holds a CRFsuite
    tagger, so threads need a pipeline each.
    """

    def __init__(self) -> None:
        self._tagger: QuoteTagger | None = None
        self._weights: Mapping[str, float] = {}

    def set_model(self, tagger: QuoteTagger, weights: Mapping[str, float]) -> None:
        """Take over a trained tagger and the weights of the choice of speaker."""
        self._tagger, self._weights = tagger, dict(weights)

    def _trained(self) -> QuoteTagger:
        if self._tagger is None:
            raise ModelError("The reader of quotations is not trained; load a model that holds one.")
        return self._tagger

    def __reduce__(self) -> tuple[Any, ...]:
        return (_rebuild, (self.to_bytes() if self._tagger else b"",))

    def __call__(self, doc: Doc) -> Doc:
        """Find the quotations of one document."""
        tagger = self._trained()
        page = Page(doc)
        quotes = []
        past = Past()
        turns = page.turns()
        for tokens, turn in zip(page.paragraphs, turns, strict=True):
            for first, behind in tagger.spans(page.paragraph(tokens), turn):
                start, end = tokens[first], tokens[behind - 1] + 1
                scene = page.scene(start, end, past, interview=turn is not None)
                near = page.candidates(scene)
                speaker = choose(scene, near, page.far_candidates(scene, near), self._weights)
                past = past.after(speaker, scene.paragraph, end)
                quotes.append(_quote(doc, start, end, scene.direct, scene.cue, speaker))
        doc._.quotes = quotes
        return doc

    def _parts(self) -> dict[str, bytes]:
        tagger = self._trained()
        return {_CRF: tagger.model, _SPANS: _json(tagger.weights), _SPEAKERS: _json(self._weights)}

    def _set_parts(self, parts: dict[str, bytes]) -> None:
        self.set_model(QuoteTagger(parts[_CRF], json.loads(parts[_SPANS])), json.loads(parts[_SPEAKERS]))

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """The model as msgpack."""
        return bytes(srsly.msgpack_dumps(self._parts()))

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> QuoteReader:
        """Take over what `to_bytes` gave."""
        self._set_parts(srsly.msgpack_loads(data))
        return self

    def to_disk(self, path: Path | str, *, exclude: Iterable[str] = ()) -> None:
        """Write the model with its checksums."""
        write_parts(Path(path), self._parts())

    def from_disk(self, path: Path | str, *, exclude: Iterable[str] = ()) -> QuoteReader:
        """Read what `to_disk` wrote.

        Raises:
            ModelError: A file is missing or damaged.
        """
        folder = Path(path)
        self._set_parts({name: read_checked(folder, name) for name in (_CRF, _SPANS, _SPEAKERS)})
        return self


def _json(weights: Mapping[str, float]) -> bytes:
    return json.dumps(weights, ensure_ascii=False, indent=0, sort_keys=True).encode()


def _quote(doc: Doc, start: int, end: int, direct: bool, cue: int, speaker: Name | None) -> Quote:
    span = doc[start:end]
    named = doc[speaker.start : speaker.end] if speaker else None
    return Quote(
        start=span.start_char,
        end=span.end_char,
        text=span.text,
        direct=direct,
        speaker=speaker.record if speaker else NIL,
        name=named.text if named is not None else "",
        speaker_start=named.start_char if named is not None else -1,
        speaker_end=named.end_char if named is not None else -1,
        cue=doc[cue].text if cue >= 0 else "",
    )


def _rebuild(data: bytes) -> QuoteReader:
    reader = QuoteReader()
    return reader.from_bytes(data) if data else reader


@Language.factory(
    "nusaner_quotes",
    requires=["token.is_sent_start", "doc.ents", "span._.link"],
    assigns=["doc._.quotes"],
)
def create_quotes(nlp: Language, name: str) -> QuoteReader:
    """The factory of the pipe; what it has learned comes with the model."""
    return QuoteReader()
