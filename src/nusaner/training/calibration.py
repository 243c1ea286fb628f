"""Fitting of the calibrator on predictions for articles that the tagger has not seen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial

import numpy as np
from sklearn.linear_model import LogisticRegression

from nusaner.corpus import Article
from nusaner.ner.calibration import Calibrator, Traits, features, log_odds
from nusaner.ner.component import Tagger, traits_of
from nusaner.ner.scheme import decode
from nusaner.pipeline import blank
from nusaner.training.folds import fold_of
from nusaner.training.tagged import TaggedSentence, from_articles, recased

Outcome = tuple[Traits, bool]
#: Trains a recognizer on tagged sentences.
Train = Callable[[Sequence[TaggedSentence]], Tagger]

#: Every so many sentences is judged again in lower and in upper case.
_RECASED = 8
#: Byte of the group's hash that decides the fold.
_BYTE = 1


def train_judged(
    articles: Sequence[Article],
    *,
    train: Train,
    folds: int = 3,
    processes: int = 2,
) -> tuple[Tagger, list[Outcome]]:
    """Train a tagger, and beside it one for each fold on the other folds, which is judged on that fold.

    Articles of one contrast set stay together; the result does not depend on the number of processes.

    Args:
        articles: The training split.
        train: Trains a recognizer on tagged sentences; it is sent to other processes, so no lambda.
        folds: Number of folds; each costs a training run.
        processes: How many folds are done at once, while the tagger itself is trained in this process.

    Returns:
        The tagger, and the predicted spans of all folds with whether they are right.
    """
    judge = partial(judge_fold, articles, train=train, folds=folds)
    with ProcessPoolExecutor(max_workers=processes) as pool:
        judged = pool.map(judge, range(folds))
        tagger = train(list(from_articles(blank(), articles)))
        return tagger, [outcome for fold in judged for outcome in fold]


def judge_fold(
    articles: Sequence[Article],
    fold: int,
    *,
    train: Train,
    folds: int = 3,
) -> list[Outcome]:
    """Predicted spans of one fold; see `train_judged`."""
    nlp = blank()
    rest = from_articles(nlp, (a for a in articles if fold_of(a, folds, byte=_BYTE) != fold))
    tagger = train(list(rest))
    return list(outcomes(tagger, from_articles(nlp, (a for a in articles if fold_of(a, folds, byte=_BYTE) == fold))))


def outcomes(tagger: Tagger, sentences: Iterable[TaggedSentence]) -> Iterator[Outcome]:
    """What a tagger finds in sentences, some of them also recased, and whether it is right."""
    for number, sentence in enumerate(sentences):
        versions = [sentence]
        if number % _RECASED == 0:
            versions += [recased(sentence, "lower"), recased(sentence, "upper")]
        for version in versions:
            gold = set(decode(version.tags))
            for start, end, label, score in tagger.spans(version.words):
                traits = traits_of(tagger, version.words, (start, end, label, score))
                yield traits, (start, end, label) in gold


def fit(judged: Iterable[Outcome], *, strength: float = 1.0) -> Calibrator:
    """Fit a calibrator.

    Args:
        judged: Spans of articles that the tagger has not seen, and whether they are right.
        strength: Inverse of the regularisation.
    """
    judged = list(judged)
    columns = sorted({name for traits, _ in judged for name in features(traits)})
    position = {name: i for i, name in enumerate(columns)}
    matrix = np.zeros((len(judged), len(columns) + 1))
    for row, (traits, _) in enumerate(judged):
        matrix[row, -1] = log_odds(traits.marginal)
        matrix[row, [position[name] for name in features(traits)]] = 1.0
    model = LogisticRegression(C=strength, max_iter=1000).fit(matrix, [right for _, right in judged])
    *weights, slope = (round(float(w), 6) for w in model.coef_[0])
    return Calibrator(slope, round(float(model.intercept_[0]), 6), dict(zip(columns, weights, strict=True)))
