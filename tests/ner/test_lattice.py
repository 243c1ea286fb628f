import itertools

import numpy as np
import pytest

from nusaner.ner.lattice import decode, posteriors


def brute_force(scores, start, moves):
    """All paths, their scores and the marginals of the best one."""
    words, tags = scores.shape
    paths = list(itertools.product(range(tags), repeat=words))
    totals = np.array([
        start[p[0]] + sum(scores[i, t] for i, t in enumerate(p)) + sum(moves[a, b] for a, b in itertools.pairwise(p))
        for p in paths
    ])  # fmt: skip
    best = paths[int(totals.argmax())]
    weights = np.exp(totals - totals.max())
    weights /= weights.sum()
    marginals = [sum(w for w, p in zip(weights, paths, strict=True) if p[i] == best[i]) for i in range(words)]
    return list(best), marginals


@pytest.mark.parametrize("seed", range(5))
def test_best_tags_and_marginals_are_those_of_all_paths(seed):
    chance = np.random.default_rng(seed)
    sentences = [chance.normal(size=(n, 3)).astype(np.float32) * 2 for n in (4, 1, 6, 2)]
    start, moves = chance.normal(size=3).astype(np.float32), chance.normal(size=(3, 3)).astype(np.float32)
    for scores, (tags, marginals) in zip(sentences, decode(sentences, start, moves), strict=True):
        expected_tags, expected = brute_force(scores, start, moves)
        assert tags == expected_tags
        assert marginals == pytest.approx(expected, abs=1e-5)
    for (tags, table), (best, marginals) in zip(
        posteriors(sentences, start, moves), decode(sentences, start, moves), strict=True
    ):
        assert tags == best
        assert table.sum(axis=1) == pytest.approx(np.ones(len(tags)))
        assert [table[i, tag] for i, tag in enumerate(tags)] == marginals


def test_nothing_gives_nothing():
    assert decode([], np.zeros(2, np.float32), np.zeros((2, 2), np.float32)) == []
    assert posteriors([], np.zeros(2, np.float32), np.zeros((2, 2), np.float32)) == []


def test_a_forbidden_step_is_never_taken():
    scores = np.array([[5, 0, 0], [0, 0, 4]], dtype=np.float32)
    moves = np.zeros((3, 3), dtype=np.float32)
    moves[0, 2] = -1e4
    ((tags, _),) = decode([scores], np.zeros(3, np.float32), moves)
    assert (tags[0], tags[1]) != (0, 2)
