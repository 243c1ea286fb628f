from types import SimpleNamespace

import pytest

from nusaner.training.crf_engine import Config, tag_f1
from nusaner.training.engines import configured


def counts(match, model, ref):
    return SimpleNamespace(match=match, model=model, ref=ref)


def test_f1_of_tags_leaves_o_out():
    scores = {"O": counts(90, 90, 90), "B-GPE": counts(2, 3, 4), "I-GPE": counts(1, 1, 2)}
    assert tag_f1(scores) == pytest.approx(2 * 3 / (4 + 6))
    assert tag_f1({"O": counts(9, 9, 9), "B-GPE": counts(0, 3, 0)}) is None


def test_settings_take_the_type_of_the_default():
    assert configured(Config, {"iterations": "60", "l1": "0.5"}) == Config(iterations=60, l1=0.5)
    assert configured(Config, {}) == Config()
