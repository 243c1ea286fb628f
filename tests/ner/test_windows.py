import numpy as np
import pytest

from nusaner.ner.windows import windows


@pytest.mark.parametrize("limit", [1, 3, 8, 50])
@pytest.mark.parametrize("overlap", [0, 1, 4])
def test_each_word_is_read_once_and_no_window_is_too_long(limit, overlap):
    chance = np.random.default_rng(limit * 10 + overlap)
    for _ in range(50):
        lengths = [min(int(n), limit) for n in chance.integers(0, 4, size=int(chance.integers(0, 40)))]
        found = windows(lengths, limit, overlap)
        assert [i for w in found for i in range(w.first, w.behind)] == list(range(len(lengths)))
        assert all(w.start <= w.first <= w.behind <= w.end for w in found)
        assert all(sum(lengths[w.start : w.end]) <= limit for w in found)


def test_a_word_longer_than_a_window_has_one_of_its_own():
    assert [(w.start, w.end) for w in windows([1, 9, 1], 4)] == [(0, 1), (1, 2), (2, 3)]
