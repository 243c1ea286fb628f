"""The trained window network: from the words of sentences to scored spans."""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence, Sized
from typing import TypeVar

import numpy as np

from nusaner.ner.arrays import unpack
from nusaner.ner.chances import Posterior
from nusaner.ner.features import FeatureExtractor
from nusaner.ner.gazetteer import Gazetteer
from nusaner.ner.joints import parted
from nusaner.ner.lattice import decode as best_tags
from nusaner.ner.lattice import posteriors
from nusaner.ner.network import Floats, Network
from nusaner.ner.scheme import ScoredSpan, Span, decode
from nusaner.ner.words import WordTable

_Sized = TypeVar("_Sized", bound=Sized)

#: A longer sentence is tagged in pieces, so that memory stays bounded on any text.
LONGEST = 300
#: Words that are tagged in one go.
_BATCH = 4096
#: Scores are rounded: behind that, a matrix product depends on where in its batch a sentence stands.
_DECIMALS = 4


class Matcher:
    """Gazetteer matches as numbers.

    Args:
        gazetteer: Known names.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self.tags = tuple(f"{part}-{labels}" for labels in sorted(set(gazetteer.names.values())) for part in "BI")
        self._numbers = {"": 0, **{tag: i + 1 for i, tag in enumerate(self.tags)}}

    def __call__(self, words: Sequence[str], hidden: frozenset[str] = frozenset()) -> list[int]:
        """For each word 0 or the number of the tag of the longest name that covers it.

        Args:
            words: Words of one sentence.
            hidden: Names that are treated as unknown.
        """
        return [self._numbers[tag] for tag in self.gazetteer.match(_keys(words), hidden)]

    def found(self, words: Sequence[str]) -> list[str]:
        """The names of the gazetteer among the words."""
        return self.gazetteer.found(_keys(words))


class NetTagger:
    """A window network with a CRF on top.

    Args:
        network: The network; its weights "start" and "moves" are those of the CRF.
        tags: The BIO tags in the order of the network's scores.
        matcher: The gazetteer that it was trained with.
    """

    #: The files of the model.
    FILES = ("network.npz", "tags.json", "gazetteer.json", "words.npz")

    def __init__(self, network: Network, tags: Sequence[str], matcher: Matcher) -> None:
        self.network = network
        self.tags = tuple(tags)
        self.matcher = matcher
        self._start = network.weights["start"].astype(np.float32)
        self._moves = network.weights["moves"].astype(np.float32)

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels that the model knows, sorted."""
        return tuple(sorted({tag[2:] for tag in self.tags if tag != "O"}))

    @property
    def gazetteer(self) -> Gazetteer:
        """The names that it was trained with."""
        return self.matcher.gazetteer

    @property
    def frequent(self) -> Container[str]:
        """Lower-cased words that are frequent in raw text."""
        return self.network.table

    def batch(self, sentences: Iterable[Sequence[str]]) -> list[list[ScoredSpan]]:
        """The entities among the words of each sentence.

        Args:
            sentences: Words, none of them blank.

        Returns:
            For each sentence (first word, word behind the last, label, score) of each span. The
            score is the lowest marginal probability among the tags of the span's words.
        """
        known = list(sentences)
        found: list[list[ScoredSpan]] = [[] for _ in known]
        pieces = in_pieces(known)
        for (number, offset, words), (tags, scores) in zip(pieces, self._tag([p[2] for p in pieces]), strict=True):
            spans = decode([self.tags[tag] for tag in tags])
            for start, end, label in parted(words, spans, self.matcher.gazetteer) if spans else ():
                score = max(round(min(scores[start:end]), _DECIMALS), 10.0**-_DECIMALS)
                found[number].append((start + offset, end + offset, label, score))
        return found

    def spans(self, words: Sequence[str]) -> list[ScoredSpan]:
        """The entities among the words of one sentence, as `batch` gives them."""
        return self.batch([words])[0]

    def judged(self, sentences: Sequence[Sequence[str]]) -> list[tuple[list[Span], Posterior]]:
        """The entities of each sentence, and the probabilities of all tags.

        Args:
            sentences: Words, none of them blank; at most `LONGEST`, at least one.
        """
        found: list[tuple[list[Span], Posterior]] = []
        for group in _groups(sentences):
            known = posteriors(self._scores(group), self._start, self._moves)
            for words, (tags, table) in zip(group, known, strict=True):
                spans = parted(words, decode([self.tags[tag] for tag in tags]), self.matcher.gazetteer)
                found.append((list(spans), Posterior(self.tags, np.round(table, _DECIMALS))))
        return found

    def _tag(self, sentences: Sequence[Sequence[str]]) -> list[tuple[list[int], list[float]]]:
        """The best tag of each word and its probability."""
        scores = [one for group in _groups(sentences) for one in self._scores(group)]
        # sentences of like length together, so that the lattice has few steps
        order = sorted(range(len(scores)), key=[-len(s) for s in scores].__getitem__)
        tagged: dict[int, tuple[list[int], list[float]]] = {}
        for alike in _groups([scores[i] for i in order]):
            ranked = order[len(tagged) : len(tagged) + len(alike)]
            tagged.update(zip(ranked, best_tags(alike, self._start, self._moves), strict=True))
        return [tagged[i] for i in range(len(scores))]

    def _scores(self, sentences: Sequence[Sequence[str]]) -> list[Floats]:
        matches = [self.matcher(words) for words in sentences] if self.matcher.tags else []
        return self.network(sentences, matches)

    def parts(self) -> dict[str, bytes]:
        """The content of each of `FILES`."""
        tags = json.dumps(self.tags)
        names = json.dumps(self.matcher.gazetteer.names, ensure_ascii=False, indent=0)
        contents = (self.network.to_bytes(), tags.encode(), names.encode(), self.network.table.to_bytes())
        return dict(zip(self.FILES, contents, strict=True))

    @classmethod
    def from_parts(cls, parts: Mapping[str, bytes]) -> NetTagger:
        """Read what `parts` gave."""
        weights, tags, names, words = (parts[name] for name in cls.FILES)
        network = Network(unpack(weights), WordTable.from_bytes(words))
        return cls(network, json.loads(tags), Matcher(Gazetteer(json.loads(names))))


def in_pieces(sentences: Sequence[Sequence[str]]) -> list[tuple[int, int, Sequence[str]]]:
    """Sentences cut at `LONGEST` words: number of the sentence, its first word in it, and the words of each piece."""
    return [
        (number, i, words[i : i + LONGEST])
        for number, words in enumerate(sentences)
        for i in range(0, len(words), LONGEST)
    ]


def _keys(words: Sequence[str]) -> list[str]:
    return list(map(FeatureExtractor.key, words))


def _groups(pieces: Iterable[_Sized]) -> Iterator[list[_Sized]]:
    """Pieces in groups of about `_BATCH` words."""
    group: list[_Sized] = []
    words = 0
    for piece in pieces:
        group.append(piece)
        words += len(piece)
        if words >= _BATCH:
            yield group
            group, words = [], 0
    if group:
        yield group
