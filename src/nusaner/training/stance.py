"""Training of the stance classifier."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from spacy.language import Language

from nusaner.corpus import Article
from nusaner.stance.model import StanceModel
from nusaner.stance.view import features


@dataclass(frozen=True, slots=True)
class StanceConfig:
    """Settings of the stance classifier's training.

    Attributes:
        strength: Inverse of the regularisation.
        most_features: Only so many of the most frequent features are kept.
        threshold: Probability below which FAVOR and AGAINST become NONE.
    """

    strength: float = 30.0
    most_features: int = 50_000
    threshold: float = 0.6


@dataclass(frozen=True, slots=True)
class StanceExample:
    """A text as seen from one target, with its label."""

    article: str
    target: str
    names: tuple[str, ...]
    label: str


def examples(nlp: Language, articles: Sequence[Article]) -> list[StanceExample]:
    """The labelled (text, target) pairs of articles.

    Args:
        nlp: A pipeline up to the linker.
        articles: Articles with document stance.
    """
    docs = nlp.pipe(article.text for article in articles)
    return [
        StanceExample(article.id, target, tuple(f.name for f in features(doc, target)), label)
        for article, doc in zip(articles, docs, strict=True)
        for target, label in article.stance.items()
    ]


def train_stance(data: Iterable[StanceExample], config: StanceConfig | None = None) -> StanceModel:
    """Fit the classifier; the same data and settings give the same model."""
    config = config or StanceConfig()
    data = list(data)
    return StanceModel.train(
        [example.names for example in data],
        [example.label for example in data],
        strength=config.strength,
        most_features=config.most_features,
    )
