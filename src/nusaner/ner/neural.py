"""The pipes `nusaner_stanza_ner` and `nusaner_transformer_ner`: recognizers of optional libraries.

The libraries are imported when a model is loaded or trained, by `stanza_tagger` and
`transformer_tagger` alone. Both are given the surface tokens of nusaner's own tokenizer, sentence by
sentence, so that nothing has to be projected afterwards and offsets are those of the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

import srsly
from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from nusaner import doc as extensions
from nusaner.errors import ModelError
from nusaner.ner.batches import BatchPipe
from nusaner.ner.scheme import ScoredSpan
from nusaner.storage import SUMS, read_checked, write_parts

extensions.register()


class NeuralTagger(Protocol):
    """A trained model of a library."""

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels that the model knows, sorted."""

    def batch(self, sentences: Sequence[Sequence[str]]) -> list[list[ScoredSpan]]:
        """For each sentence (first word, word behind the last, label, probability) of each entity."""

    def parts(self) -> Mapping[str, bytes]:
        """Its files by name."""


class NeuralRecognizer(BatchPipe):
    """Writes `doc.ents`, and the probability `ent._.score` and origin `ent._.source` of each entity.

    It wants sentence boundaries before it; without them the whole text is one sentence.

    Args:
        module: The module that has `from_parts(parts) -> NeuralTagger`.
    """

    def __init__(self, module: str) -> None:
        self._module = module
        self._tagger: NeuralTagger | None = None

    @property
    def labels(self) -> tuple[str, ...]:
        """The entity labels that the model knows; none before it is trained or loaded."""
        return self._tagger.labels if self._tagger else ()

    def set_tagger(self, tagger: NeuralTagger) -> None:
        """Take over a trained tagger."""
        self._tagger = tagger

    def _trained(self) -> NeuralTagger:
        if self._tagger is None:
            raise ModelError("The recognizer is not trained; load a model, or train one with `nusaner train ner`.")
        return self._tagger

    def __reduce__(self) -> tuple[Any, ...]:
        return (_rebuild, (self._module, self.to_bytes() if self._tagger else b""))

    def _annotate(self, docs: Sequence[Doc]) -> None:
        tagger = self._trained()
        sentences = [(k, tokens) for k, doc in enumerate(docs) for tokens in _sentences(doc)]
        found = tagger.batch([[token.text for token in tokens] for _, tokens in sentences])
        spans: list[list[tuple[Span, float]]] = [[] for _ in docs]
        for (k, tokens), scored in zip(sentences, found, strict=True):
            for start, end, label, score in scored:
                spans[k].append((Span(docs[k], tokens[start].i, tokens[end - 1].i + 1, label=label), score))
        for doc, scored_spans in zip(docs, spans, strict=True):
            ents = [span for span, _ in scored_spans]
            doc.set_ents(ents)
            extensions.set_origins(ents, [score for _, score in scored_spans], ["model"] * len(ents))

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """The model as msgpack."""
        return bytes(srsly.msgpack_dumps(dict(self._trained().parts())))

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> NeuralRecognizer:
        """Take over what `to_bytes` gave."""
        self._set_parts(srsly.msgpack_loads(data))
        return self

    def to_disk(self, path: Path | str, *, exclude: Iterable[str] = ()) -> None:
        """Write the model with its checksums."""
        write_parts(Path(path), self._trained().parts())

    def from_disk(self, path: Path | str, *, exclude: Iterable[str] = ()) -> NeuralRecognizer:
        """Read what `to_disk` wrote.

        Raises:
            ModelError: A file is missing, damaged, or not listed among the checksums.
            MissingExtraError: The library is not installed.
        """
        folder = Path(path)
        names = [file.name for file in sorted(folder.iterdir()) if file.name != SUMS]
        self._set_parts({name: read_checked(folder, name) for name in names})
        return self

    def _set_parts(self, parts: Mapping[str, bytes]) -> None:
        self._tagger = import_module(self._module).from_parts(parts)


def _sentences(doc: Doc) -> Iterator[list[Token]]:
    """The tokens of each sentence, blank ones left out."""
    for sentence in doc.sents if doc.has_annotation("SENT_START") else [doc[:]]:
        tokens = [token for token in sentence if not token.is_space]
        if tokens:
            yield tokens


def _rebuild(module: str, data: bytes) -> NeuralRecognizer:
    recognizer = NeuralRecognizer(module)
    return recognizer.from_bytes(data) if data else recognizer


@Language.factory(
    "nusaner_stanza_ner", requires=["token.is_sent_start"], assigns=["doc.ents", "span._.score", "span._.source"]
)
def create_stanza_ner(nlp: Language, name: str) -> NeuralRecognizer:
    """The factory of Stanza's recognizer; what it has learned comes with the model."""
    return NeuralRecognizer("nusaner.ner.stanza_tagger")


@Language.factory(
    "nusaner_transformer_ner", requires=["token.is_sent_start"], assigns=["doc.ents", "span._.score", "span._.source"]
)
def create_transformer_ner(nlp: Language, name: str) -> NeuralRecognizer:
    """The factory of the transformer; what it has learned comes with the model."""
    return NeuralRecognizer("nusaner.ner.transformer_tagger")
