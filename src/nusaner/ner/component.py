"""The pipe `nusaner_ner`."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import srsly
from spacy.language import Language
from spacy.tokens import Doc, Span

from nusaner import doc as extensions
from nusaner.errors import ModelError
from nusaner.ner import clusters as cluster_table
from nusaner.ner.features import FeatureExtractor
from nusaner.ner.gazetteer import Gazetteer
from nusaner.ner.tagger import CrfTagger
from nusaner.storage import read_checked, write_sums

extensions.register()

_CRF, _GAZETTEER, _CLUSTERS = "crf.crfsuite", "gazetteer.json", "clusters.npz"


class EntityRecognizer:
    """Writes `doc.ents` and the probability `ent._.score` of each entity.

    It wants sentence boundaries before it; without them the whole text is one sentence. Since
    CRFsuite's tagger holds the sentence at work, threads need a pipeline each; processes are fine.
    """

    def __init__(self) -> None:
        self._tagger: CrfTagger | None = None

    @property
    def labels(self) -> tuple[str, ...]:
        """The entity labels that the model knows; none before it is trained or loaded."""
        return self._tagger.labels if self._tagger else ()

    def set_tagger(self, tagger: CrfTagger) -> None:
        """Take over a trained tagger."""
        self._tagger = tagger

    def _trained(self) -> CrfTagger:
        if self._tagger is None:
            raise ModelError("The recognizer is not trained; load a model, or train one with `nusaner train ner`.")
        return self._tagger

    def __reduce__(self) -> tuple[Any, ...]:
        return (_rebuild, (self.to_bytes() if self._tagger else b"",))

    def __call__(self, doc: Doc) -> Doc:
        """Find the entities of one document."""
        tagger = self._trained()
        ents: list[Span] = []
        scores: list[float] = []
        for sentence in doc.sents if doc.has_annotation("SENT_START") else [doc[:]]:
            tokens = [token for token in sentence if not token.is_space]
            if not tokens:
                continue
            for start, end, label, score in tagger.spans([token.text for token in tokens]):
                ents.append(Span(doc, tokens[start].i, tokens[end - 1].i + 1, label=label))
                scores.append(score)
        doc.ents = tuple(ents)
        for ent, score in zip(ents, scores, strict=True):
            ent._.score = score
        return doc

    def _parts(self) -> dict[str, bytes]:
        tagger = self._trained()
        names = json.dumps(tagger.extractor.gazetteer.names, ensure_ascii=False, indent=0)
        clusters = dict(tagger.extractor.clusters)
        return {
            _CRF: tagger.model,
            _GAZETTEER: names.encode(),
            _CLUSTERS: cluster_table.to_bytes(clusters),  # type: ignore[arg-type]
        }

    def _set_parts(self, parts: dict[str, bytes]) -> None:
        extractor = FeatureExtractor(
            Gazetteer(json.loads(parts[_GAZETTEER])), cluster_table.from_bytes(parts[_CLUSTERS])
        )
        self._tagger = CrfTagger(parts[_CRF], extractor)

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """The model as msgpack."""
        return bytes(srsly.msgpack_dumps(self._parts()))

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> EntityRecognizer:
        """Take over what `to_bytes` gave."""
        self._set_parts(srsly.msgpack_loads(data))
        return self

    def to_disk(self, path: Path | str, *, exclude: Iterable[str] = ()) -> None:
        """Write the model with its checksums."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in self._parts().items():
            (folder / name).write_bytes(data)
        write_sums(folder)

    def from_disk(self, path: Path | str, *, exclude: Iterable[str] = ()) -> EntityRecognizer:
        """Read what `to_disk` wrote.

        Raises:
            ModelError: A file is missing or damaged.
        """
        folder = Path(path)
        self._set_parts({name: read_checked(folder, name) for name in (_CRF, _GAZETTEER, _CLUSTERS)})
        return self


def _rebuild(data: bytes) -> EntityRecognizer:
    recognizer = EntityRecognizer()
    return recognizer.from_bytes(data) if data else recognizer


@Language.factory("nusaner_ner", requires=["token.is_sent_start"], assigns=["doc.ents", "span._.score"])
def create_ner(nlp: Language, name: str) -> EntityRecognizer:
    """The factory of the pipe; what it has learned comes with the model."""
    return EntityRecognizer()
