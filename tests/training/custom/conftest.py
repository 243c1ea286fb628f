"""Forty sentences of MONEY and DATE, and a model of them."""

from pathlib import Path

import pytest

from nusaner import corpus
from nusaner.training import train_ner

DATA = Path(__file__).parents[2] / "data"
QUICK = {"iterations": 25}


@pytest.fixture(scope="session")
def money():
    """Documents to train on and to measure by."""
    return tuple(list(corpus.read(DATA / f"money_{part}.jsonl")) for part in ("train", "dev"))


@pytest.fixture(scope="session")
def model(money, tmp_path_factory):
    """A model folder of them; tests do not change it."""
    out = tmp_path_factory.mktemp("models") / "uang"
    return train_ner(*money, options=QUICK, out=out)
