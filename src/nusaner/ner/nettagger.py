"""The trained window network: from the words of sentences to scored spans."""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

import numpy as np

from nusaner.ner.arrays import unpack
from nusaner.ner.features import FeatureExtractor
from nusaner.ner.gazetteer import Gazetteer
from nusaner.ner.joints import parted
from nusaner.ner.lattice import decode as best_tags
from nusaner.ner.network import Network
from nusaner.ner.scheme import ScoredSpan, decode
from nusaner.ner.words import WordTable

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
        self._keys: dict[str, str] = {}

    def __call__(self, words: Sequence[str], hidden: frozenset[str] = frozenset()) -> list[int]:
        """For each word 0 or the number of the tag of the longest name that covers it.

        Args:
            words: Words of one sentence.
            hidden: Names that are treated as unknown.
        """
        return [self._numbers[tag] for tag in self.gazetteer.match(self._known(words), hidden)]

    def found(self, words: Sequence[str]) -> list[str]:
        """The names of the gazetteer among the words."""
        return self.gazetteer.found(self._known(words))

    def _known(self, words: Sequence[str]) -> list[str]:
        if len(self._keys) > _BATCH * 10:
            self._keys.clear()
        for word in words:
            if word not in self._keys:
                self._keys[word] = FeatureExtractor.key(word)
        return [self._keys[word] for word in words]


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
        found: list[list[ScoredSpan]] = []
        pieces: list[tuple[int, int, Sequence[str]]] = []
        for number, words in enumerate(sentences):
            found.append([])
            pieces += [(number, i, words[i : i + LONGEST]) for i in range(0, len(words), LONGEST)]
        for group in _groups(pieces):
            for (number, offset, words), (tags, scores) in zip(group, self._tag([p[2] for p in group]), strict=True):
                for start, end, label in parted(
                    words, decode([self.tags[tag] for tag in tags]), self.matcher.gazetteer
                ):
                    score = max(round(min(scores[start:end]), _DECIMALS), 10.0**-_DECIMALS)
                    found[number].append((start + offset, end + offset, label, score))
        return found

    def spans(self, words: Sequence[str]) -> list[ScoredSpan]:
        """The entities among the words of one sentence, as `batch` gives them."""
        return self.batch([words])[0]

    def _tag(self, sentences: Sequence[Sequence[str]]) -> list[tuple[list[int], list[float]]]:
        matches = [self.matcher(words) for words in sentences] if self.matcher.tags else []
        return best_tags(self.network(sentences, matches), self._start, self._moves)

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


def _groups(pieces: Sequence[tuple[int, int, Sequence[str]]]) -> Iterator[list[tuple[int, int, Sequence[str]]]]:
    """Pieces in groups of about `_BATCH` words."""
    group: list[tuple[int, int, Sequence[str]]] = []
    words = 0
    for piece in pieces:
        group.append(piece)
        words += len(piece[2])
        if words >= _BATCH:
            yield group
            group, words = [], 0
    if group:
        yield group
