import numpy as np
import pytest

from nusaner.ner.chances import Posterior, chance

TAGS = ("O", "B-ORG", "I-ORG")
#: A name of one word, or of two.
MARGINAL = Posterior(TAGS, np.array([[0.1, 0.9, 0.0], [0.4, 0.0, 0.6], [0.9, 0.05, 0.05]]))


def test_a_span_is_as_probable_as_its_weakest_tag():
    assert chance((0, 2, "ORG"), MARGINAL, 3) == pytest.approx(0.6)
    assert chance((0, 3, "ORG"), MARGINAL, 3) == pytest.approx(0.05)


def test_a_span_that_rather_goes_on_is_improbable():
    assert chance((0, 1, "ORG"), MARGINAL, 3) == pytest.approx(0.4)
    assert chance((0, 1, "ORG"), MARGINAL, 1) == pytest.approx(0.9)


def test_a_label_that_a_tagger_does_not_know_is_improbable():
    assert chance((0, 1, "GPE"), MARGINAL, 3) == 0.0
