"""The pipe `nusaner_ner`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import srsly
from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from nusaner import doc as extensions
from nusaner.errors import ModelError
from nusaner.ner.nettagger import NetTagger
from nusaner.ner.scheme import ScoredSpan
from nusaner.ner.tagger import CrfTagger
from nusaner.storage import read_checked, write_sums

extensions.register()

#: A linear CRF on sparse features, or the window network with a CRF on top.
Tagger = CrfTagger | NetTagger


class EntityRecognizer:
    """Writes `doc.ents` and the probability `ent._.score` of each entity.

    It wants sentence boundaries before it; without them the whole text is one sentence. Since
    CRFsuite's tagger holds the sentence at work, threads need a pipeline each; processes are fine.
    """

    def __init__(self) -> None:
        self._tagger: Tagger | None = None

    @property
    def labels(self) -> tuple[str, ...]:
        """The entity labels that the model knows; none before it is trained or loaded."""
        return self._tagger.labels if self._tagger else ()

    def set_tagger(self, tagger: Tagger) -> None:
        """Take over a trained tagger."""
        self._tagger = tagger

    def _trained(self) -> Tagger:
        if self._tagger is None:
            raise ModelError("The recognizer is not trained; load a model, or train one with `nusaner train ner`.")
        return self._tagger

    def __reduce__(self) -> tuple[Any, ...]:
        return (_rebuild, (self.to_bytes() if self._tagger else b"",))

    def __call__(self, doc: Doc) -> Doc:
        """Find the entities of one document."""
        self._annotate([doc])
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 64) -> Iterator[Doc]:
        """Find the entities of many documents, faster than one by one."""
        waiting = iter(stream)
        while docs := list(islice(waiting, batch_size)):
            self._annotate(docs)
            yield from docs

    def _annotate(self, docs: Sequence[Doc]) -> None:
        tagger = self._trained()
        sentences = [(doc, tokens) for doc in docs for tokens in _sentences(doc)]
        found = tagger.batch([[token.text for token in tokens] for _, tokens in sentences])
        spans: dict[int, list[tuple[Span, float]]] = {id(doc): [] for doc in docs}
        for (doc, tokens), scored in zip(sentences, found, strict=True):
            spans[id(doc)] += _spans(doc, tokens, scored)
        for doc in docs:
            doc.ents = tuple(span for span, _ in spans[id(doc)])
            for ent, (_, score) in zip(doc.ents, spans[id(doc)], strict=True):
                ent._.score = score

    def _set_parts(self, parts: dict[str, bytes]) -> None:
        kind = CrfTagger if CrfTagger.FILES[0] in parts else NetTagger
        self._tagger = kind.from_parts(parts)

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """The model as msgpack."""
        return bytes(srsly.msgpack_dumps(self._trained().parts()))

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> EntityRecognizer:
        """Take over what `to_bytes` gave."""
        self._set_parts(srsly.msgpack_loads(data))
        return self

    def to_disk(self, path: Path | str, *, exclude: Iterable[str] = ()) -> None:
        """Write the model with its checksums."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in self._trained().parts().items():
            (folder / name).write_bytes(data)
        write_sums(folder)

    def from_disk(self, path: Path | str, *, exclude: Iterable[str] = ()) -> EntityRecognizer:
        """Read what `to_disk` wrote.

        Raises:
            ModelError: A file is missing or damaged.
        """
        folder = Path(path)
        kind = NetTagger if (folder / NetTagger.FILES[0]).is_file() else CrfTagger
        self._set_parts({name: read_checked(folder, name) for name in kind.FILES})
        return self


def _sentences(doc: Doc) -> Iterator[list[Token]]:
    """The tokens of each sentence, blank ones left out."""
    for sentence in doc.sents if doc.has_annotation("SENT_START") else [doc[:]]:
        tokens = [token for token in sentence if not token.is_space]
        if tokens:
            yield tokens


def _spans(doc: Doc, tokens: Sequence[Token], scored: Sequence[ScoredSpan]) -> Iterator[tuple[Span, float]]:
    for start, end, label, score in scored:
        yield Span(doc, tokens[start].i, tokens[end - 1].i + 1, label=label), score


def _rebuild(data: bytes) -> EntityRecognizer:
    recognizer = EntityRecognizer()
    return recognizer.from_bytes(data) if data else recognizer


@Language.factory("nusaner_ner", requires=["token.is_sent_start"], assigns=["doc.ents", "span._.score"])
def create_ner(nlp: Language, name: str) -> EntityRecognizer:
    """The factory of the pipe; what it has learned comes with the model."""
    return EntityRecognizer()
