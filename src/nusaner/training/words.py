"""The word table from raw text: `nusaner train words`.

Vectors are positive pointwise mutual information with the words on the left and on the right apart,
and a truncated singular value decomposition (Levy et al., 2015): in two minutes they have the
neighbours of skip-gram vectors that take an hour, and the same seed gives the same table. Vectors of
n-grams are the ridge regression that reproduces those of whole words.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy import sparse
from sklearn.cluster import MiniBatchKMeans
from sklearn.utils.extmath import randomized_svd

from nusaner.errors import InputError
from nusaner.inputs.decode import decode
from nusaner.ner.words import WordTable, grams, key
from nusaner.training.clusters import raw_sentences
from nusaner.training.names import name_words

_DIMENSIONS = 128
_MOST_WORDS = 60_000
_LEAST_COUNT = 4
_LONGEST = 30
_CONTEXTS = 20_000
#: Distance to a context word -> its weight.
_DISTANCES = {1: 1.0, 2: 0.75, 3: 0.5, 4: 0.35}
_SMOOTHING = 0.75
_GRAM_ROWS = 50_000
_RIDGE = 0.3
_ROUNDS = 15
_CLUSTERS = (64, 300, 1200, 4000)
_CAPITAL_SHARES = (0.05, 0.2, 0.5, 0.8, 0.95)
_UPPER_SHARES = (0.1, 0.5, 0.9)
_FULL_WEIGHT = 400
_OPENING = frozenset("\"'“:(.")

Matrix = npt.NDArray[np.float32]


def train_words(sentences: Sequence[Sequence[str]], lists: Sequence[Iterable[str]] = ()) -> WordTable:
    """The table of raw sentences.

    Args:
        sentences: Words with their capitals; headlines in Title Case are better left out.
        lists: Lists of names, e.g. of persons, places and organizations.
    """
    counts = Counter(key(word) for words in sentences for word in words)
    ranked = (word for word, count in counts.most_common() if count >= _LEAST_COUNT and len(word) <= _LONGEST)
    words = [word for _, word in zip(range(_MOST_WORDS), ranked, strict=False)]
    index = {word: i for i, word in enumerate(words)}
    vectors = _directions(_decomposed(_associations(_numbers(sentences, index), len(words))))
    rows, scales = gram_vectors(words, vectors, np.array([counts[word] for word in words]))
    names, columns = ["capital", "upper"], [*_capitals(sentences, index)]
    for size in _CLUSTERS:
        names.append(f"cluster{size}")
        columns.append(_clusters(vectors, min(size, len(words))) + 1)
    listed = name_words(lists)
    extra = [word for word in listed if word not in index]
    names += ["named", *(f"list{i}" for i in range(len(lists)))]
    table = np.zeros((len(words) + len(extra), len(names)), dtype=np.uint16)
    table[: len(words), : len(columns)] = np.array(columns).T
    for i, word in enumerate([*words, *extra]):
        table[i, len(columns) :] = listed.get(word, (0,) * (1 + len(lists)))
    whole = np.round(vectors / np.abs(vectors).max(axis=1, keepdims=True) * 127).astype(np.int8)
    return WordTable((*words, *extra), whole, rows, scales, table, tuple(names))


def _numbers(sentences: Iterable[Sequence[str]], index: dict[str, int]) -> npt.NDArray[np.int32]:
    """Word numbers, -1 for rare words and between sentences."""
    gap = [-1] * max(_DISTANCES)
    numbers: list[int] = []
    for words in sentences:
        numbers += [index.get(key(word), -1) for word in words]
        numbers += gap
    return np.array(numbers, dtype=np.int32)


def _associations(numbers: npt.NDArray[np.int32], size: int) -> sparse.csr_matrix:
    """Positive PMI of words with contexts: next and further words, left and right apart."""
    total = sparse.csr_matrix((size, 4 * _CONTEXTS), dtype=np.float32)
    for distance, weight in _DISTANCES.items():
        left, right = numbers[:-distance], numbers[distance:]
        for side, (word, context) in enumerate(((left, right), (right, left))):
            kept = (word >= 0) & (context >= 0) & (context < _CONTEXTS)
            block = side + (0 if distance == 1 else 2)
            cells = (word[kept], context[kept] + block * _CONTEXTS)
            seen = np.full(len(cells[0]), weight, dtype=np.float32)
            total = total + sparse.coo_matrix((seen, cells), shape=total.shape).tocsr()
    by_word = np.asarray(total.sum(axis=1)).ravel()
    by_context = np.asarray(total.sum(axis=0)).ravel() ** _SMOOTHING
    by_context *= by_word.sum() / by_context.sum()
    cells = total.tocoo()
    expected = by_word[cells.row] * by_context[cells.col] / by_word.sum()
    values = np.log(cells.data / np.maximum(expected, 1e-9))
    kept = values > 0
    return sparse.csr_matrix((values[kept].astype(np.float32), (cells.row[kept], cells.col[kept])), shape=total.shape)


def _decomposed(matrix: sparse.csr_matrix) -> Matrix:
    size = min(_DIMENSIONS, min(matrix.shape) - 1)
    left, strengths, _ = randomized_svd(matrix, size, n_oversamples=20, n_iter=3, random_state=1)
    return np.asarray(left * np.sqrt(strengths), dtype=np.float32)


def _directions(vectors: Matrix) -> Matrix:
    return np.asarray(vectors / (np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9), dtype=np.float32)


def gram_vectors(
    words: Sequence[str], vectors: Matrix, counts: npt.NDArray[np.int64]
) -> tuple[npt.NDArray[np.int8], npt.NDArray[np.float16]]:
    """Rows of n-grams whose mean is near the vector of their word, by conjugate gradients."""
    found = [grams(word, _GRAM_ROWS) for word in words]
    starts = np.cumsum([0, *(len(one) for one in found)])
    shares = np.concatenate([np.full(len(one), 1 / len(one), dtype=np.float32) for one in found])
    shape = (len(words), _GRAM_ROWS)
    mean = sparse.csr_matrix((shares, np.array([row for one in found for row in one]), starts), shape=shape)
    weights = np.sqrt(np.log1p(np.minimum(counts, _FULL_WEIGHT)) / np.log1p(_FULL_WEIGHT)).astype(np.float32)
    system = sparse.diags(weights) @ mean
    turned = system.T.tocsr()
    rows = np.zeros((_GRAM_ROWS, vectors.shape[1]), dtype=np.float32)
    rest = np.asarray(turned @ (weights[:, None] * vectors))
    move, size = rest.copy(), np.square(rest).sum(axis=0)
    for _ in range(_ROUNDS):
        image = turned @ (system @ move) + _RIDGE * move
        step = size / ((move * image).sum(axis=0) + 1e-12)
        rows += step * move
        rest -= step * image
        following = np.square(rest).sum(axis=0)
        move, size = rest + following / (size + 1e-12) * move, following
    scales = (np.abs(rows).max(axis=1) / 127).astype(np.float16)
    divisors = np.maximum(scales.astype(np.float32), 1e-7)[:, None]
    return np.clip(np.round(rows / divisors), -127, 127).astype(np.int8), scales


def _clusters(vectors: Matrix, size: int) -> npt.NDArray[np.int64]:
    means = MiniBatchKMeans(size, random_state=1, batch_size=8192, n_init=1, max_iter=12, init="random")
    return np.asarray(means.fit_predict(vectors), dtype=np.int64)


def _capitals(sentences: Iterable[Sequence[str]], index: dict[str, int]) -> Iterator[npt.NDArray[np.int64]]:
    """How often each word has a capital, and is in capitals, inside sentences; 0 for unknown."""
    counts = np.zeros((len(index), 3))
    for words in sentences:
        if sum(word[0].islower() for word in words) < 0.3 * len(words):
            continue
        for before, word in itertools.pairwise(words):
            row = index.get(key(word))
            if row is not None and word[0].isalpha() and before not in _OPENING:
                counts[row, 0 if word[0].islower() else 2 if word.isupper() and len(word) > 1 else 1] += 1
    seen = counts.sum(axis=1)
    for hits, prior, bounds in (
        (counts[:, 1] + counts[:, 2], 0.5, _CAPITAL_SHARES),
        (counts[:, 2], 0.25, _UPPER_SHARES),
    ):
        yield np.where(seen < 2, 0, 1 + np.digitize((hits + prior) / (seen + 1), bounds))


def table_of_files(raw: Path, lists: Sequence[Path] = ()) -> WordTable:
    """The table of the raw text of a folder.

    Args:
        raw: A folder with `*.txt` or `*.txt.xz`.
        lists: Files with a name on each line; undecodable bytes are replaced.

    Raises:
        InputError: The folder holds no raw text, or one of the lists is not there.
    """
    for path in lists:
        if not path.is_file():
            raise InputError(f"There is no list of names {str(path)!r}.")
    return train_words(list(raw_sentences(raw)), [decode(path.read_bytes()).splitlines() for path in lists])


def read_words(path: Path) -> WordTable:
    """The word table of a file.

    Raises:
        InputError: There is no such file.
        ModelError: It holds something else.
    """
    if not path.is_file():
        raise InputError(f"There is no word table {str(path)!r}; make one with `nusaner train words`.")
    return WordTable.from_bytes(path.read_bytes())
