"""Public sets in small: the same files and labels, sentences of a few names."""

import numpy as np
import pytest

from nusaner.ner.words import WordTable
from nusaner.training.public_sets import PUBLIC_SETS, SPLITS

NAMES = ["Aliyev", "Pashinyan", "Mirzoyan", "Bayramov", "Zakharova", "Lavrov", "Fidan", "Margvelashvili"]
TOWNS = ["Baku", "Shusha", "Agdam", "Tbilisi", "Gyumri", "Goris", "Ganja", "Lachin"]
SIZES = {"train": 40, "dev": 8, "test": 8}


@pytest.fixture(scope="session")
def public_data(tmp_path_factory):
    """A folder of public data."""
    folder = tmp_path_factory.mktemp("data")
    chance = np.random.default_rng(3)
    for number, one in enumerate(PUBLIC_SETS.values()):
        for fold in range(1, one.folds + 1):
            for split in SPLITS:
                path = folder / one.files.format(split=one.dev if split == "dev" else split, fold=fold)
                path.parent.mkdir(parents=True, exist_ok=True)
                count = SIZES[split]
                lines = [_sentence(chance, f"{number}{fold}{split}{i}") for i in range(count)]
                path.write_text("\n\n".join(lines) + "\n", encoding="utf-8")
    return folder


def _sentence(chance, mark):
    """A sentence in columns that no other file has, but for its names."""
    name, town = chance.choice(NAMES), chance.choice(TOWNS)
    rows = [("Presiden", "O"), (name, "B-PERSON"), ("tiba", "O"), ("di", "O"), (town, "B-PLACE"), (mark, "O")]
    return "\n".join(f"{word}\t{tag}" for word, tag in rows)


@pytest.fixture(scope="session")
def small_table():
    """A word table of two words."""
    chance = np.random.default_rng(1)
    return WordTable(
        words=("presiden", "di"),
        vectors=chance.integers(-127, 127, (2, 16)).astype(np.int8),
        gram_rows=chance.integers(-127, 127, (500, 16)).astype(np.int8),
        gram_scales=np.ones(500, np.float16),
        columns=np.array([[1], [1]], np.uint16),
        names=("capital",),
    )
