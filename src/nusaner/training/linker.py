"""What the linker learns: how often the corpus means which record by a spelling, and what to make of it.

The counts are learned from all training articles. The weights must not be learned on counts that
hold the very mentions that they judge, so the articles are divided into folds and each fold sees the
counts of the others (as in stacking; Wolpert, 1992).
"""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np
from scipy.optimize import minimize
from sklearn.feature_extraction import DictVectorizer

from nusaner.corpus import Article
from nusaner.kb import KnowledgeBase, normalise
from nusaner.linker.context import Antecedent, where
from nusaner.linker.options import Features, Priors
from nusaner.linker.rank import Ranker, Weights, alone, find_antecedents, nearest
from nusaner.training.folds import fold_of
from nusaner.types import NIL

#: Byte of the group's hash that decides the fold.
_BYTE = 2


@dataclass(frozen=True, slots=True)
class LinkerConfig:
    """Settings of the linker's training.

    Attributes:
        folds: Number of folds for the weights.
        strength: Inverse of the regularisation.
        doubt: How much a mention counts that several records of its type share, to one of the others.
        unlisted: Chance that a mention's spelling is taken as missing from the knowledge base, so
            that the weights of misspellings, transliterations and NIL are learned.
        seed: Seed of that choice.
    """

    folds: int = 5
    strength: float = 1.0
    doubt: float = 3.0
    unlisted: float = 0.15
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Case:
    """One option of one mention, as the ranker sees it.

    Attributes:
        mention: Number of the mention.
        features: Feature to value.
        right: Whether it is the gold record.
    """

    mention: int
    features: Features
    right: bool


def train_priors(articles: Iterable[Article], kb: KnowledgeBase) -> Priors:
    """Count the records that articles name, and those behind each spelling in doubt.

    Args:
        articles: Annotated articles of the training split.
        kb: The knowledge base.
    """
    records: Counter[str] = Counter()
    spellings: dict[str, Counter[str]] = {}
    texts: Counter[str] = Counter()
    together: Counter[tuple[str, str]] = Counter()
    number = 0
    for article in articles:
        number += 1
        named = set()
        for mention in article.mentions:
            key = normalise(article.text[mention.start : mention.end])
            if mention.kb_id in kb:
                records[mention.kb_id] += 1
                named.add(mention.kb_id)
            if mention.kb_id in kb or (mention.kb_id == NIL and key in kb.index):
                spellings.setdefault(key, Counter())[mention.kb_id] += 1
        texts.update(named)
        together.update(combinations(sorted(named), 2))
    doubtful = {i for pairs in kb.index.values() if len(pairs) > 1 for i, _ in pairs}
    meant = {
        key: dict(counts)
        for key, counts in spellings.items()
        if len({i for i, _ in kb.index.get(key, ())} | counts.keys()) > 1
    }
    return Priors(meant, dict(records), _ties(together, texts, number, doubtful))


def _ties(
    together: Counter[tuple[str, str]], texts: Counter[str], number: int, doubtful: set[str]
) -> dict[str, dict[str, float]]:
    """Positive pointwise mutual information of records in one text (Church and Hanks, 1990)."""
    ties: dict[str, dict[str, float]] = {}
    for (a, b), count in sorted(together.items()):
        # half a text less, so that a single meeting of two rare records says less
        value = math.log((count - 0.5) * number / (texts[a] * texts[b]))
        if value > 0:
            for one, other in ((a, b), (b, a)):
                if one in doubtful:
                    ties.setdefault(one, {})[other] = round(value, 2)
    return ties


def train_linker(
    articles: Sequence[Article], kb: KnowledgeBase, config: LinkerConfig | None = None
) -> tuple[Priors, Weights]:
    """Learn counts and weights; the same articles and settings give the same numbers.

    Args:
        articles: Annotated articles of the training split.
        kb: The knowledge base.
        config: Settings; None for the defaults.
    """
    config = config or LinkerConfig()
    chance = random.Random(config.seed)  # noqa: S311  no secret depends on it
    cases: list[Case] = []
    settled: list[bool] = []
    mentions = 0
    for fold in range(config.folds):
        rest = [a for a in articles if fold_of(a, config.folds, byte=_BYTE) != fold]
        ranker = Ranker(kb, train_priors(rest, kb))
        for article in articles:
            if fold_of(article, config.folds, byte=_BYTE) == fold:
                found, sure = article_cases(ranker, article, chance, config.unlisted, mentions)
                mentions += len(article.mentions)
                cases += found
                settled += sure
    weights = _fit(cases, config)
    share = sum(settled) / len(settled) if settled else weights.settled
    return train_priors(articles, kb), replace(weights, settled=round(min(share, 0.999), 4))


def _fit(cases: Sequence[Case], config: LinkerConfig) -> Weights:
    """Conditional logit with an L2 penalty: the likelihood of each mention's right option, or NIL."""
    vectorizer = DictVectorizer(sparse=False)
    matrix = np.column_stack([vectorizer.fit_transform([c.features for c in cases]), np.ones(len(cases))])
    right = np.array([c.right for c in cases], dtype=float)
    mentions = np.array([c.mention for c in cases])
    starts = np.flatnonzero(np.diff(mentions, prepend=-1))
    group = np.cumsum(np.diff(mentions, prepend=mentions[0]) != 0)
    same = np.add.reduceat([float("fit=same" in c.features) for c in cases], starts)
    counts = np.where(same > 1, config.doubt, 1.0)
    each = counts[group]

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        utility = matrix @ weights
        highest = np.maximum(np.maximum.reduceat(utility, starts), 0.0)
        odds = np.exp(utility - highest[group])
        total = np.add.reduceat(odds, starts) + np.exp(-highest)
        penalty = (weights @ weights) / (2 * config.strength)
        value = counts @ (np.log(total) + highest) - (each * right) @ utility + penalty
        return float(value), matrix.T @ (each * (odds / total[group] - right)) + weights / config.strength

    found = minimize(loss, np.zeros(matrix.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 500})
    *values, bias = (round(float(w), 4) for w in found.x)
    return Weights(dict(zip(map(str, vectorizer.feature_names_), values, strict=True)), bias)


def article_cases(
    ranker: Ranker, article: Article, chance: random.Random, unlisted: float, first: int
) -> tuple[list[Case], list[bool]]:
    """The options of all mentions in doubt, and whether each mention without doubt is right.

    Full names are linked as annotated, so that short ones learn from right antecedents.
    """
    mentions = [m for m in article.mentions if m.kb_id]
    surfaces = [article.text[m.start : m.end] for m in mentions]
    names = [
        ranker.unlisted(s, m.label) if chance.random() < unlisted else ranker.name(s, m.label)
        for s, m in zip(surfaces, mentions, strict=True)
    ]
    context = ranker.context(article.text, mentions, names)
    antecedents = find_antecedents(mentions, names, range(len(names)))
    cases: list[Case] = []
    settled: list[bool] = []
    for i, (mention, name) in enumerate(zip(mentions, names, strict=True)):
        if name.decided is not None:
            if name.options:
                settled.append(name.decided.id == mention.kb_id)
            continue
        positions = antecedents.get((mention.label, name.key), ())
        full = nearest(positions, i)
        before = None
        if full is not None:
            record = mentions[full].kb_id if mentions[full].kb_id in ranker.kb else NIL
            before = Antecedent(record, where(mention.start, mentions[full].start), alone(positions, names))
        options = ranker.options(name, surfaces[i], before)
        told = ranker.features(article.text, mention, options, context, before, ranker.beside(mentions, names, i))
        cases += [
            Case(first + i, {**option.features, **features}, option.record.id == mention.kb_id)
            for option, features in zip(options, told, strict=True)
        ]
    return cases, settled
