"""The pipe `nusaner_ner`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import compress, islice, pairwise
from pathlib import Path
from typing import Any

import srsly
from spacy.attrs import SENT_START
from spacy.language import Language
from spacy.tokens import Doc, Span

from nusaner import doc as extensions
from nusaner.errors import InputError, ModelError
from nusaner.ner.batches import BatchPipe
from nusaner.ner.calibration import Calibrator, Traits
from nusaner.ner.features import FeatureExtractor, sentence_casing
from nusaner.ner.gazetteer import Gazetteer, build_names
from nusaner.ner.layers import Sourced, addresses, capitalised, gazetteer_spans, is_parted, merge
from nusaner.ner.nettagger import NetTagger
from nusaner.ner.pair import PairTagger
from nusaner.ner.scheme import ScoredSpan
from nusaner.ner.tagger import CrfTagger
from nusaner.storage import is_listed, read_checked, write_parts

extensions.register()

#: A linear CRF on sparse features, the window network with a CRF on top, or both.
Tagger = CrfTagger | NetTagger | PairTagger
#: The first whose files are all there is what a model holds.
_KINDS: tuple[type[Tagger], ...] = (PairTagger, NetTagger, CrfTagger)

_CALIBRATION, _NAMES = "calibration.json", "names.json"
_OPTIONAL = (_CALIBRATION, _NAMES)

#: A name of the user's own: surface form, label, and its record or "".
OwnName = tuple[str, str, str]


class EntityRecognizer(BatchPipe):
    """Writes `doc.ents`, and the probability `ent._.score` and origin `ent._.source` of each entity.

    It wants sentence boundaries before it; without them the whole text is one sentence. Since
    CRFsuite's tagger holds the sentence at work, threads need a pipeline each; processes are fine.
    Which of two overlapping entities wins is told in `nusaner.ner.layers`.

    Args:
        names: Names of the user's own, as `add_names` takes them.
        gazetteer: Whether names of the knowledge base that the model missed are added.
        least: Spans of the model of a lower probability are left out. Half of the F1 that is reached
            gives the best F1 where the scores are calibrated (Lipton et al., 2014); 0 keeps all.
    """

    def __init__(self, *, names: Iterable[Sequence[str]] = (), gazetteer: bool = True, least: float = 0.0) -> None:
        self._tagger: Tagger | None = None
        self._calibrator = Calibrator()
        self._own: dict[str, OwnName] = {}
        self._own_trie = Gazetteer({})
        self.gazetteer = gazetteer
        self.least = least
        self.add_names(names)

    @property
    def labels(self) -> tuple[str, ...]:
        """The entity labels that the model knows; none before it is trained or loaded."""
        return self._tagger.labels if self._tagger else ()

    @property
    def names(self) -> tuple[OwnName, ...]:
        """The user's own names."""
        return tuple(self._own.values())

    def set_tagger(self, tagger: Tagger, calibrator: Calibrator | None = None) -> None:
        """Take over a trained tagger, and what makes its marginals probabilities (None: nothing)."""
        self._tagger = tagger
        self._calibrator = calibrator or Calibrator()

    def add_names(self, names: Iterable[Sequence[str]]) -> None:
        """Add names of one's own; they overrule the model and the gazetteer.

        A name matches whole words, without regard to diacritics, dots and hyphens. One that is given
        with capitals matches only capitalised words where a sentence has capitals at all.

        Args:
            names: (surface form, label) or (surface form, label, record id) of each name. The record
                may be one that the knowledge base lacks; a later entry replaces an earlier one of
                the same spelling.

        Raises:
            InputError: A name is empty or has no label.
        """
        for name in names:
            surface, label, kb_id = (*name, "")[:3] if len(name) in (2, 3) else ("", "", "")
            keys = build_names([(surface, label)]) if surface and label else {}
            if not keys:
                raise InputError(f"A name is (surface, label) or (surface, label, record), got {tuple(name)!r}.")
            for key in keys:
                self._own[key] = (surface, label, kb_id)
        self._own_trie = Gazetteer({key: key for key in self._own})

    def _trained(self) -> Tagger:
        if self._tagger is None:
            raise ModelError("The recognizer is not trained; load a model, or train one with `nusaner train ner`.")
        return self._tagger

    def __reduce__(self) -> tuple[Any, ...]:
        data = self.to_bytes() if self._tagger else b""
        return (_rebuild, (data, self.names, self.gazetteer, self.least))

    def _annotate(self, docs: Sequence[Doc]) -> None:
        tagger = self._trained()
        texts = [extensions.strings(doc) for doc in docs]
        places = [list(_sentences(doc, words)) for doc, words in zip(docs, texts, strict=True)]
        sentences = [
            [words[i] for i in positions] for words, found in zip(texts, places, strict=True) for positions in found
        ]
        tagged = iter(zip(sentences, tagger.batch(sentences), strict=True))
        for doc, found in zip(docs, places, strict=True):
            ents: list[Span] = []
            sourced: list[Sourced] = []
            for positions, (words, spans) in zip(found, islice(tagged, len(found)), strict=True):
                for span in self._sentence(tagger, words, spans):
                    first, last = positions[span.start], positions[span.end - 1] + 1
                    ents.append(Span(doc, first, last, label=span.label, kb_id=span.kb_id))
                    sourced.append(span)
            doc.set_ents(ents)
            extensions.set_origins(ents, [span.score for span in sourced], [span.source for span in sourced])

    def _sentence(self, tagger: Tagger, words: list[str], spans: Sequence[ScoredSpan]) -> list[Sourced]:
        """The entities among the words of one sentence."""
        casing = sentence_casing(words)
        keys = list(map(FeatureExtractor.key, words))
        starts, ends = {span[0] for span in spans}, {span[1] for span in spans}
        names = tagger.gazetteer.names
        layer: list[Sourced] = []
        for start, end, label, marginal in spans:
            known = label in names.get(_joined(keys[start:end]), "").split("/")
            score = self._calibrator(Traits(marginal, label, end - start, known, casing))
            if score < self.least:
                continue
            source = "rule" if known and is_parted(words, start, end, starts, ends) else "model"
            layer.append(Sourced(start, end, label, score, source))
        if "ORG" in tagger.labels:
            layer = _with_addresses(layer, addresses(words))
        own = self._own_spans(words, keys, casing) if self._own else []
        if not own and not (self.gazetteer and casing == "mixed"):
            return layer
        merged = merge([own, layer]) if own else layer
        if self.gazetteer and casing == "mixed":
            covered = frozenset(i for span in merged for i in range(span.start, span.end))
            missed = gazetteer_spans(
                words,
                keys,
                tagger.gazetteer,
                covered=covered,
                frequent=tagger.frequent,
                score=self._calibrator.gazetteer,
            )
            merged = merge([merged, missed]) if missed else merged
        return merged

    def _own_spans(self, words: Sequence[str], keys: Sequence[str], casing: str) -> list[Sourced]:
        """All matches of the user's own names; `merge` keeps the longest."""
        found: list[Sourced] = []
        for i in range(len(words)):
            end, key = self._own_trie.longest(keys, i)
            if end:
                surface, label, kb_id = self._own[key]
                if casing == "lower" or surface.islower() or capitalised(words[i:end]):
                    found.append(Sourced(i, end, label, 1.0, "user", kb_id))
        return found

    def _parts(self) -> dict[str, bytes]:
        return {
            **self._trained().parts(),
            _CALIBRATION: self._calibrator.to_bytes(),
            _NAMES: json.dumps(self.names, ensure_ascii=False).encode(),
        }

    def _set_parts(self, parts: dict[str, bytes]) -> None:
        kind = next((kind for kind in _KINDS if {*kind.FILES} <= set(parts)), CrfTagger)
        calibrated = _CALIBRATION in parts
        calibrator = Calibrator.from_bytes(parts[_CALIBRATION]) if calibrated else None
        self.set_tagger(kind.from_parts(parts), calibrator)
        self.add_names(json.loads(parts.get(_NAMES, b"[]")))

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """The model as msgpack."""
        return bytes(srsly.msgpack_dumps(self._parts()))

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> EntityRecognizer:
        """Take over what `to_bytes` gave."""
        self._set_parts(srsly.msgpack_loads(data))
        return self

    def to_disk(self, path: Path | str, *, exclude: Iterable[str] = ()) -> None:
        """Write the model with its checksums."""
        write_parts(Path(path), self._parts())

    def from_disk(self, path: Path | str, *, exclude: Iterable[str] = ()) -> EntityRecognizer:
        """Read what `to_disk` wrote; a model of version 0.1.0 has neither calibration nor own names.

        Raises:
            ModelError: A file is missing or damaged.
        """
        folder = Path(path)
        optional = [name for name in _OPTIONAL if is_listed(folder, name)]
        kind = next((kind for kind in _KINDS if all(is_listed(folder, name) for name in kind.FILES)), CrfTagger)
        self._set_parts({name: read_checked(folder, name) for name in (*kind.FILES, *optional)})
        return self


def _with_addresses(layer: list[Sourced], found: Sequence[Sourced]) -> list[Sourced]:
    """The model's spans with the addresses that none of them takes in, or takes for another kind of name."""
    inside = {
        i for span in layer if span.end - span.start > 1 or span.label == "ORG" for i in range(span.start, span.end)
    }
    added = [span for span in found if span.start not in inside]
    return merge([added, layer]) if added else layer


def traits_of(tagger: Tagger, words: Sequence[str], span: ScoredSpan) -> Traits:
    """What the calibrator wants to know of a span among the words of a sentence."""
    start, end, label, marginal = span
    key = _joined([FeatureExtractor.key(word) for word in words[start:end]])
    known = label in tagger.gazetteer.names.get(key, "").split("/")
    return Traits(marginal, label, end - start, known, sentence_casing(words))


def _sentences(doc: Doc, words: Sequence[str]) -> Iterator[list[int]]:
    """The tokens of each sentence, blank ones left out."""
    starts = [0]
    if doc.has_annotation("SENT_START"):
        starts += [i for i, value in enumerate(doc.to_array(SENT_START).tolist()) if value == 1 and i]
    solid = [not word.isspace() for word in words]
    for start, end in pairwise([*starts, len(words)]):
        positions = list(compress(range(start, end), solid[start:end]))
        if positions:
            yield positions


def _joined(keys: Sequence[str]) -> str:
    return " ".join(key for key in keys if key)


def _rebuild(data: bytes, names: Sequence[OwnName], gazetteer: bool, least: float) -> EntityRecognizer:
    recognizer = EntityRecognizer(names=names, gazetteer=gazetteer, least=least)
    return recognizer.from_bytes(data) if data else recognizer


@Language.factory(
    "nusaner_ner",
    default_config={"names": [], "gazetteer": True, "least": 0.0},
    requires=["token.is_sent_start"],
    assigns=["doc.ents", "span._.score", "span._.source"],
)
def create_ner(nlp: Language, name: str, names: list[list[str]], gazetteer: bool, least: float) -> EntityRecognizer:
    """The factory of the pipe; what it has learned comes with the model."""
    return EntityRecognizer(names=names, gazetteer=gazetteer, least=least)
