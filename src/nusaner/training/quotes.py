"""Training of the reader of quotations."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pycrfsuite
from spacy.language import Language
from spacy.tokens import Doc

from nusaner.corpus import Article, article_to_doc
from nusaner.quotes.features import features
from nusaner.quotes.page import Page
from nusaner.quotes.speakers import Name, candidate_features
from nusaner.quotes.tagger import QuoteTagger


@dataclass(frozen=True, slots=True)
class QuoteConfig:
    """Settings of the training.

    Attributes:
        l1, l2: Regularisation of the tagger.
        iterations: Steps of L-BFGS.
        strength: Inverse of the regularisation of the choice of speaker.
    """

    l1: float = 0.1
    l2: float = 0.1
    iterations: int = 100
    strength: float = 1.0


def annotated(articles: Iterable[Article]) -> list[Article]:
    """The articles in which all quotations are annotated."""
    return [article for article in articles if article.meta.get("quotes")]


def gold_doc(nlp: Language, article: Article) -> Doc:
    """A document with gold entities and records, and the pipeline's sentences."""
    return nlp.get_pipe("nusaner_sentences")(article_to_doc(nlp, article))


def token_spans(doc: Doc, article: Article) -> list[tuple[int, int]]:
    """The tokens of each quotation; one whose bounds lie inside a token takes the whole of it."""
    spans = []
    for quote in article.quotes:
        span = doc.char_span(quote.start, quote.end, alignment_mode="expand")
        if span is not None:
            spans.append((span.start, span.end))
    return spans


def train_quotes(
    nlp: Language, articles: Iterable[Article], config: QuoteConfig | None = None
) -> tuple[QuoteTagger, dict[str, float]]:
    """Train the tagger and the choice of speaker on gold entities.

    Args:
        nlp: A pipeline with tokenizer and sentence boundaries, e.g. `nusaner.blank()`.
        articles: Articles; those without annotated quotations are left out.
        config: Settings; None for the defaults.

    Returns:
        The tagger, and feature -> weight of the choice of speaker.
    """
    config = config or QuoteConfig()
    pairs = [(gold_doc(nlp, article), article) for article in annotated(articles)]
    return _train_tagger(pairs, config), _train_speakers(pairs, config)


def _train_tagger(pairs: Sequence[tuple[Doc, Article]], config: QuoteConfig) -> QuoteTagger:
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params(
        {
            "c1": config.l1,
            "c2": config.l2,
            "max_iterations": config.iterations,
            "feature.possible_transitions": True,
        }
    )
    for doc, article in pairs:
        tags = ["O"] * len(doc)
        for start, end in token_spans(doc, article):
            tags[start:end] = ["B"] + ["I"] * (end - start - 1)
        page = Page(doc)
        for tokens in page.paragraphs:
            rows = features(page.paragraph(tokens))
            trainer.append(pycrfsuite.ItemSequence(rows), [tags[i] for i in tokens])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "quotes.crfsuite"
        trainer.train(str(path))
        return QuoteTagger(path.read_bytes())


def _train_speakers(pairs: Sequence[tuple[Doc, Article]], config: QuoteConfig) -> dict[str, float]:
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    rows: list[dict[str, float]] = []
    chosen: list[bool] = []
    for doc, article in pairs:
        page = Page(doc)
        previous: tuple[Name | None, int] = (None, -1)
        for (start, end), quote in zip(token_spans(doc, article), article.quotes, strict=True):
            scene = page.scene(start, end, previous)
            names = page.candidates(scene)
            right = [name for name in names if name.record == quote.speaker]
            if quote.speaker == "NIL":
                right = [name for name in right if name.label == "PERSON"]
            for name in [None, *names]:
                rows.append(dict.fromkeys(candidate_features(scene, name), 1.0))
                chosen.append(name in right if name else quote.speaker == "NIL" and not right)
            if right:
                nearest = min(right, key=lambda name: abs(name.start - start))
                previous = (nearest, page.sentences[scene.sentence].paragraph)
    vectorizer = DictVectorizer()
    model = LogisticRegression(C=config.strength, max_iter=1000)
    model.fit(vectorizer.fit_transform(rows), chosen)
    names = vectorizer.get_feature_names_out()
    return {str(name): round(float(w), 4) for name, w in zip(names, model.coef_[0], strict=True) if abs(w) >= 1e-3}
