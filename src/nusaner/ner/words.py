"""What is known of a word before any annotated text: a vector, clusters, capitals, name lists.

The table is made from raw text by `nusaner.training.words`. A word that the table lacks has the
mean of the vectors of its letter n-grams (Bojanowski et al., 2017), so that typing errors and
unseen names are near their like.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from nusaner.errors import ModelError
from nusaner.ner.arrays import pack, unpack

#: Length of every vector; of the order of the square root of the dimensions, as other inputs are.
NORM = 4.0
_DIGIT = re.compile(r"\d")
#: Some texts leave brackets and quotes at their words, as in "(BEI)".
_AROUND = '()[]{}"“”‘’'
_UNIT = 1e-9
_GRAMS = (2, 3, 4, 5)
_ARRAYS = ("vectors", "gram_rows", "gram_scales", "columns")

Floats = npt.NDArray[np.float32]


def key(word: str) -> str:
    """The word as the table has it: lower case, digits as zeros, no brackets or quotes around it.

    Example:
        >>> key("Su-25"), key("(BEI)"), key("(")
        ('su-00', 'bei', '(')
    """
    return _DIGIT.sub("0", word.strip(_AROUND).lower() or word)


def grams(word: str, rows: int) -> list[int]:
    """The rows of a hash table that hold the letter n-grams of a `key`, of lengths 2 to 5.

    Example:
        >>> len(grams("di", 1000))  # <d di i> <di di> <di>
        6
    """
    marked = f"<{word}>"
    return [zlib.crc32(marked[i : i + n].encode()) % rows for n in _GRAMS for i in range(len(marked) - n + 1)]


@dataclass(frozen=True, eq=False)
class WordTable:
    """Vectors and classes of words.

    Attributes:
        words: Keys; those with a vector first.
        vectors: int8 of shape (words with a vector, dimensions); only their direction counts.
        gram_rows: int8 of shape (rows, dimensions), the n-gram vectors.
        gram_scales: float16 of shape (rows,), what to multiply each n-gram row with.
        columns: uint16 of shape (words, classes); 0 says unknown.
        names: The names of the classes.
    """

    words: tuple[str, ...]
    vectors: npt.NDArray[np.int8]
    gram_rows: npt.NDArray[np.int8]
    gram_scales: npt.NDArray[np.float16]
    columns: npt.NDArray[np.uint16]
    names: tuple[str, ...]
    _index: dict[str, int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_index", dict(zip(self.words, range(len(self.words)), strict=True)))

    def __contains__(self, word: object) -> bool:
        """Whether a word is frequent enough in raw text to have a vector of its own."""
        return isinstance(word, str) and self._index.get(key(word), len(self.vectors)) < len(self.vectors)

    def classes(self, word: str) -> list[str]:
        """The classes of a `key` as feature names; "unknown" if it has none."""
        row = self._index.get(word)
        if row is None:
            return ["unknown"]
        return [f"{name}={value}" for name, value in zip(self.names, self.columns[row].tolist(), strict=True) if value]

    def lookup(self, words: Sequence[str]) -> Floats:
        """Vectors of keys, of shape (words, dimensions) and length `NORM`."""
        result = np.empty((len(words), self.vectors.shape[1]), dtype=np.float32)
        for i, word in enumerate(words):
            row = self._index.get(word, len(self.vectors))
            result[i] = self.vectors[row] if row < len(self.vectors) else self._composed(word)
        lengths = np.sqrt(np.square(result).sum(axis=1, keepdims=True))
        return np.asarray(result * (NORM / (lengths + _UNIT)), dtype=np.float32)

    def _composed(self, word: str) -> Floats:
        rows = grams(word, len(self.gram_rows))
        scaled = self.gram_rows[rows].astype(np.float32) * self.gram_scales[rows].astype(np.float32)[:, None]
        return np.asarray(scaled.sum(axis=0), dtype=np.float32)

    def to_bytes(self) -> bytes:
        """The table as a NumPy archive (no pickle)."""
        arrays = {"words": _packed(self.words), "names": _packed(self.names)}
        return pack({**arrays, **{name: getattr(self, name) for name in _ARRAYS}})

    @classmethod
    def from_bytes(cls, data: bytes) -> WordTable:
        """Read what `to_bytes` gave.

        Raises:
            ModelError: Something is missing in the archive.
        """
        arrays = unpack(data)
        missing = {"words", "names", *_ARRAYS} - set(arrays)
        if missing:
            raise ModelError(f"The word table lacks {sorted(missing)!r}. Reinstall nusaner or make the table again.")
        words, names = _unpacked(arrays["words"]), _unpacked(arrays["names"])
        return cls(words, names=names, **{name: arrays[name] for name in _ARRAYS})


class ClassNumbers(Mapping[str, tuple[int, ...]]):
    """The classes of a table's words as numbers, as `nusaner.ner.features` takes its clusters.

    Args:
        table: The table.
    """

    def __init__(self, table: WordTable) -> None:
        self._columns = table.columns
        self._index = {word: i for i, word in enumerate(table.words)}

    def __getitem__(self, word: str) -> tuple[int, ...]:
        return tuple(self._columns[self._index[word]].tolist())

    def __iter__(self) -> Iterator[str]:
        return iter(self._index)

    def __len__(self) -> int:
        return len(self._index)


def _packed(words: Sequence[str]) -> npt.NDArray[np.uint8]:
    return np.frombuffer("\n".join(words).encode(), dtype=np.uint8)


def _unpacked(data: npt.NDArray[np.uint8]) -> tuple[str, ...]:
    return tuple(data.tobytes().decode().split("\n"))
