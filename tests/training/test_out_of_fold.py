"""Calibration of any kind of recognizer, on a few articles of the corpus."""

from functools import partial

import pytest

from nusaner import corpus
from nusaner.training.calibration import fit, train_judged
from nusaner.training.network import NetworkConfig, train_network


def test_a_network_is_judged_on_articles_that_it_has_not_seen(small_table):
    pytest.importorskip("torch")
    config = NetworkConfig(width=16, hidden=16, rows=1024, epochs=15, batch=8, rate=1e-2)
    train = partial(train_network, table=small_table, names={"baku": "GPE"}, config=config)
    articles = list(corpus.load("dev"))[:8]
    _, judged = train_judged(articles, train=train, folds=2)
    assert len(judged) > 5
    assert 0 < sum(right for _, right in judged) < len(judged)
    assert fit(judged).slope != 0
