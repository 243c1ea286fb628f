"""The window network that scores the tags of each word, in NumPy.

A word is the sum of its hashed features plus its projected vector, normalised; two convolutions
over neighbours (Collobert et al., 2011; the second with a residual, as in spaCy's tok2vec) give the
scores of its tags, which a linear-chain CRF joins. It is trained with PyTorch by
`nusaner.training.network`; at prediction NumPy is enough, because most of the work for a word does
not depend on its place and is kept in a bounded cache.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from nusaner.errors import ModelError
from nusaner.ner.arrays import pack
from nusaner.ner.spelling import describe, rows
from nusaner.ner.words import WordTable, key

Floats = npt.NDArray[np.float32]

_CACHE_SIZE = 40_000
#: All layers run on blocks of so many rows, which stay in the processor's cache.
_BLOCK = 192
_EPSILON = 1e-5
#: What the network needs besides the feature table.
WEIGHTS = (
    "vector.weight",
    "vector.bias",
    "norm.weight",
    "norm.bias",
    "context.weight",
    "context.bias",
    "norm1.weight",
    "norm1.bias",
    "around.weight",
    "around.bias",
    "norm2.weight",
    "norm2.bias",
    "out.weight",
    "out.bias",
    "gazetteer.weight",
)


class Network:
    """Scores of tags for the words of sentences.

    Args:
        weights: Arrays by the names of `WEIGHTS`, as PyTorch's layers have them (out, in), and
            "features", int8 of shape (rows, width), with "scales", float32 of shape (rows,).
        table: Vectors and classes of words.
    """

    def __init__(self, weights: Mapping[str, npt.NDArray[np.generic]], table: WordTable) -> None:
        missing = {*WEIGHTS, "features", "scales"} - set(weights)
        if missing:
            raise ModelError(f"The network lacks the weights {sorted(missing)!r}. Train the model again.")
        self.table = table
        self.weights = dict(weights)
        self._w = {name: np.ascontiguousarray(self._floats(name).T) for name in WEIGHTS}
        self._features, self._scales = self.weights["features"], self._floats("scales")
        self.width = self._w["norm.bias"].shape[0]
        self._reach = (self._w["context.weight"].shape[0] // self.width - 1) // 2
        self._rows: dict[str, int] = {}
        self._encoded = np.zeros((1024, self.width), dtype=np.float32)

    def _floats(self, name: str) -> Floats:
        return self.weights[name].astype(np.float32)

    def __call__(self, sentences: Sequence[Sequence[str]], matches: Sequence[Sequence[int]] = ()) -> list[Floats]:
        """Scores of each sentence, of shape (words, tags).

        Args:
            sentences: Words of sentences, none of them blank.
            matches: For each word the row of its gazetteer tag in "gazetteer.weight"; empty for none.
        """
        gap = [0] * (self._reach + 1)
        places: list[int] = [*gap]
        known: list[int] = [*gap]
        bounds: list[tuple[int, int]] = []
        self._learn(sentences)
        row = self._rows
        for i, words in enumerate(sentences):
            bounds.append((len(places), len(places) + len(words)))
            places += [row[word] for word in words]
            places += gap
            if matches:
                known += matches[i]
                known += gap
        index = np.array(places)
        states = self._encoded[index]
        if matches:
            states += self._w["gazetteer.weight"].T[np.array(known)]
        real = index > 0
        scores = self._run(states, real)
        return [scores[start:end] for start, end in bounds]

    def _run(self, states: Floats, real: npt.NDArray[np.bool_]) -> Floats:
        """Both convolutions and the scores, block by block, of shape (rows, tags).

        Args:
            states: What is known of each word by itself, of shape (rows, width).
            real: Whether a row is a word and not a gap between sentences, of shape (rows,).
        """
        states[~real] = 0
        length, reach = len(states), self._reach
        blocks = -(-length // _BLOCK)
        inner = np.zeros((blocks * _BLOCK + 2, self._w["context.bias"].shape[0]), dtype=np.float32)
        padded = np.zeros((blocks * _BLOCK + 2 * reach, self.width), dtype=np.float32)
        padded[reach : reach + length] = states
        for start in range(0, length, _BLOCK):
            hidden = _active(self._normal(self._product(_window(padded, start, reach), "context"), "norm1"))
            inner[1 + start : 1 + start + _BLOCK] = hidden
        inner[1 : 1 + length][~real] = 0
        scores = np.empty((blocks * _BLOCK, self._w["out.bias"].shape[0]), dtype=np.float32)
        for start in range(0, length, _BLOCK):
            hidden = _active(self._normal(self._product(_window(inner, start, 1), "around"), "norm2"))
            hidden += inner[1 + start : 1 + start + _BLOCK]
            scores[start : start + _BLOCK] = self._product(hidden, "out")
        return scores[:length]

    def _learn(self, sentences: Sequence[Sequence[str]]) -> None:
        """Encode the words that are not in the cache; row 0 is the gap between sentences."""
        new = list({word: None for words in sentences for word in words if word not in self._rows})
        if len(self._rows) + len(new) > _CACHE_SIZE:
            self._rows.clear()
            new = list({word: None for words in sentences for word in words})
        if not new:
            return
        start = len(self._rows) + 1
        while start + len(new) > len(self._encoded):
            self._encoded = np.concatenate([self._encoded, np.zeros_like(self._encoded)])
        self._encoded[start : start + len(new)] = self._encode(new)
        self._rows.update((word, start + i) for i, word in enumerate(new))

    def _encode(self, words: Sequence[str]) -> Floats:
        found = [rows(describe(word, self.table), len(self._features)) for word in words]
        flat = np.array([row for one in found for row in one])
        starts = np.cumsum([0] + [len(one) for one in found[:-1]])
        parts = self._features[flat].astype(np.float32) * self._scales[flat][:, None]
        sums = np.add.reduceat(parts, starts, axis=0)
        vectors = self._linear(self.table.lookup([key(word) for word in words]), "vector")
        return self._normal(sums + vectors, "norm")

    def _linear(self, values: Floats, name: str) -> Floats:
        """`_product` for any number of rows."""
        blocks = -(-len(values) // _BLOCK)
        padded = np.zeros((blocks * _BLOCK, values.shape[1]), dtype=np.float32)
        padded[: len(values)] = values
        return np.concatenate([self._product(block, name) for block in np.split(padded, blocks)])[: len(values)]

    def _product(self, block: Floats, name: str) -> Floats:
        """A linear layer of a block of `_BLOCK` rows; of blocks of one size a row's result is always the same."""
        result: Floats = block @ self._w[f"{name}.weight"]
        result += self._w[f"{name}.bias"]
        return result

    def _normal(self, values: Floats, name: str) -> Floats:
        """Layer normalisation (Ba et al., 2016), in place."""
        values -= values.mean(axis=1, keepdims=True)
        values /= np.sqrt(np.square(values).mean(axis=1, keepdims=True) + _EPSILON)
        values *= self._w[f"{name}.weight"]
        values += self._w[f"{name}.bias"]
        return values

    def to_bytes(self) -> bytes:
        """The weights as a NumPy archive (no pickle), without the table."""
        return pack(self.weights)


def _window(padded: Floats, start: int, reach: int) -> Floats:
    """A block of rows, each with its neighbours side by side, of shape (`_BLOCK`, (2 * reach + 1) * width).

    Args:
        padded: The rows with `reach` more before the first and behind the last.
        start: The first row of the block.
        reach: Neighbours on each side.
    """
    return np.concatenate([padded[start + k : start + k + _BLOCK] for k in range(2 * reach + 1)], axis=1)


def _active(values: Floats) -> Floats:
    """SiLU (Elfwing et al., 2018), in place."""
    below = np.exp(-values)
    below += 1
    values /= below
    return values
