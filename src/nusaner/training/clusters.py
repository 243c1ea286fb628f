"""Clusters of word vectors from raw Indonesian text: `python -m nusaner.training.clusters`.

Skip-gram vectors (Bojanowski et al., 2017, by floret; lower-cased words, 100 dimensions, 6 epochs)
and k-means at three sizes. The raw text is not shipped; it is read from `$NUSANER_DATA/raw`. With
several threads floret is not deterministic, so the table itself is kept in `models/shared`, and its
fingerprint stands in each model that uses it.
"""

from __future__ import annotations

import lzma
import os
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from sklearn.cluster import MiniBatchKMeans

from nusaner.errors import InputError, MissingExtraError
from nusaner.ner import clusters
from nusaner.storage import bundled

_SIZES = (50, 400, 2500)
_MOST_WORDS = 70_000
_LEAST_COUNT = 6
_LONGEST = 30
#: Files that hold technical documentation, not running Indonesian text.
_LEFT_OUT = ("docs_", "mt_azure_powershell")
_WORD = re.compile(r"\w+(?:[-'’.]\w+)*|[^\w\s]")
_DIGIT = re.compile(r"\d")
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”')]*\s+(?=[\"“'(]?[A-Z0-9])")


def train_clusters(raw: Path) -> clusters.Clusters:
    """Word clusters of the `*.txt.xz` files in a folder.

    Raises:
        InputError: The folder holds no such file.
        MissingExtraError: floret is not installed.
    """
    try:
        import floret
    except ImportError as error:
        raise MissingExtraError("floret", "vectors") from error
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "raw.txt"
        with path.open("w", encoding="utf-8") as file:
            file.writelines(f"{line}\n" for line in _lines(raw))
        model = floret.train_unsupervised(
            str(path),
            model="skipgram",
            mode="fasttext",
            dim=100,
            epoch=6,
            minCount=4,
            minn=3,
            maxn=5,
            ws=4,
            neg=8,
            thread=2,
        )
    words, counts = model.get_words(include_freq=True)
    chosen: dict[str, str] = {}
    for word, count in zip(words, counts, strict=True):
        if count >= _LEAST_COUNT and len(word) <= _LONGEST and word != "</s>" and len(chosen) < _MOST_WORDS:
            chosen.setdefault(_DIGIT.sub("0", word), word)
    vectors = np.array([model.get_word_vector(word) for word in chosen.values()], dtype=np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9
    levels = [_assign(vectors, size) for size in _SIZES]
    return {word: tuple(level[i] for level in levels) for i, word in enumerate(chosen)}


def _assign(vectors: np.ndarray, size: int) -> list[int]:
    """The cluster of each row of `vectors`, of shape (words, 100)."""
    means = MiniBatchKMeans(size, random_state=1, batch_size=8192, n_init=1, max_iter=40)
    return [int(cluster) for cluster in means.fit_predict(vectors)]


def _lines(raw: Path) -> Iterator[str]:
    """Tokenized, lower-cased lines."""
    for line in _raw_lines(raw, _LEFT_OUT):
        words = _WORD.findall(line.lower())
        if words:
            yield " ".join(words)


def raw_sentences(raw: Path) -> Iterator[list[str]]:
    """The words of the sentences of running text; headlines are left out for their capitals.

    Raises:
        InputError: The folder holds no raw text.
    """
    for line in _raw_lines(raw, (*_LEFT_OUT, "headlines_")):
        for sentence in _SENTENCE_END.split(line.strip()):
            words = [sys.intern(word) for word in _WORD.findall(sentence)]  # a million words, few types
            if words:
                yield words


def _raw_lines(raw: Path, left_out: tuple[str, ...]) -> Iterator[str]:
    found = sorted([*raw.glob("*.txt.xz"), *raw.glob("*.txt")])
    paths = [path for path in found if not path.name.startswith(left_out)]
    if not paths:
        raise InputError(f"There is no *.txt.xz or *.txt in {str(raw)!r}; name a folder of raw text.")
    for path in paths:
        with (lzma.open if path.suffix == ".xz" else open)(path, "rt", encoding="utf-8") as file:
            yield from file


def main() -> None:
    """Write `models/shared/clusters.npz`."""
    data = Path(os.environ.get("NUSANER_DATA", "../shared/datasets"))
    table = train_clusters(data / "raw")
    (bundled("models") / "shared" / "clusters.npz").write_bytes(clusters.to_bytes(table))


if __name__ == "__main__":
    main()
