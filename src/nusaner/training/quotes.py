"""Training of the reader of quotations."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pycrfsuite
from spacy.language import Language
from spacy.tokens import Doc

from nusaner.corpus import Article, article_to_doc
from nusaner.quotes.features import features
from nusaner.quotes.layout import Turn
from nusaner.quotes.page import Page
from nusaner.quotes.scene import Name, Past
from nusaner.quotes.spans import SpanReader
from nusaner.quotes.speakers import options
from nusaner.quotes.tagger import ALWAYS, QuoteTagger, parts
from nusaner.quotes.words import Word
from nusaner.training.conditional_logit import Choice, fit
from nusaner.training.disjoint_spans import Rivals
from nusaner.training.disjoint_spans import fit as fit_spans
from nusaner.training.folds import fold_of
from nusaner.types import NIL


@dataclass(frozen=True, slots=True)
class QuoteConfig:
    """Settings of the training.

    Attributes:
        l1, l2: Regularisation of the tagger.
        iterations: Steps of L-BFGS.
        folds: Taggers that are trained on parts of the articles, for the choice among spans.
        spans: Regularisation of that choice.
        threshold: Score that a span must pass.
        speakers: Regularisation of the choice of speaker.
    """

    l1: float = 0.1
    l2: float = 0.1
    iterations: int = 100
    folds: int = 5
    spans: float = 3.0
    threshold: float = -0.4
    speakers: float = 0.5


#: Byte of the group's hash that decides the fold.
_BYTE = 3
_Pair = tuple[Doc, Article]


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
    """Train the finder of spans and the choice of speaker on gold entities.

    Args:
        nlp: A pipeline with tokenizer and sentence boundaries, e.g. `nusaner.blank()`.
        articles: Articles; those without annotated quotations are left out.
        config: Settings; None for the defaults.

    Returns:
        The tagger, and feature -> weight of the choice of speaker.
    """
    config = config or QuoteConfig()
    pairs = [(gold_doc(nlp, article), article) for article in annotated(articles)]
    weights = _train_spans(pairs, config)
    return QuoteTagger(_train_tagger(pairs, config), weights), _train_speakers(pairs, config)


def _train_tagger(pairs: Sequence[_Pair], config: QuoteConfig) -> bytes:
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
        for words, tokens, turn in _read(doc):
            trainer.append(pycrfsuite.ItemSequence(features(words, turn)), [tags[i] for i in tokens])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "quotes.crfsuite"
        trainer.train(str(path))
        return path.read_bytes()


def _train_spans(pairs: Sequence[_Pair], config: QuoteConfig) -> dict[str, float]:
    """Weights of the choice among spans; each article's spans come from a tagger that has not seen it."""
    parts: list[Rivals] = []
    fold = [fold_of(article, config.folds, byte=_BYTE) for _, article in pairs]
    for held in sorted(set(fold)):
        seen = [pair for pair, number in zip(pairs, fold, strict=True) if number != held]
        tagger = QuoteTagger(_train_tagger(seen or pairs, config))
        for pair, number in zip(pairs, fold, strict=True):
            if number == held:
                parts += _judged(tagger, *pair)
    if len({fits for part in parts for fits in part.right}) < 2:
        return {}
    weights, always = fit_spans(parts, penalty=config.spans)
    return {**weights, ALWAYS: round(always - config.threshold, 4)} if weights else {}


def _judged(tagger: QuoteTagger, doc: Doc, article: Article) -> Iterator[Rivals]:
    """The candidates of an article and whether each is a quotation."""
    gold = set(token_spans(doc, article))
    for words, tokens, turn in _read(doc):
        tried = tagger.candidates(words, turn)
        reader = SpanReader(words, turn)
        yield Rivals(
            [(span.start, span.end) for span in tried],
            [reader.features(span, len(tried)) for span in tried],
            [(tokens[span.start], tokens[span.end - 1] + 1) in gold for span in tried],
        )


def _read(doc: Doc) -> Iterator[tuple[Sequence[Word], Sequence[int], Turn | None]]:
    """What the tagger reads of a document: words, their tokens, and the place in an interview."""
    page = Page(doc)
    for tokens, turn in zip(page.paragraphs, page.turns(), strict=True):
        words = page.paragraph(tokens)
        for start, end in parts(words, turn):
            yield words[start:end], tokens[start:end], turn


def _train_speakers(pairs: Sequence[_Pair], config: QuoteConfig) -> dict[str, float]:
    choices: list[Choice] = []
    for doc, article in pairs:
        page = Page(doc)
        interview = any(page.turns())
        past = Past()
        for (start, end), quote in zip(token_spans(doc, article), article.quotes, strict=True):
            scene = page.scene(start, end, past, interview=interview)
            near = page.candidates(scene)
            far = page.far_candidates(scene, near)
            names: list[Name | None] = [None, *near, *far]
            right = [(name.record if name else NIL) == quote.speaker for name in names]
            if any(right):
                choices.append(Choice([row for _, row in options(scene, near, far)], right))
            named = [name for name, fits in zip(names, right, strict=True) if name and fits]
            if quote.speaker == NIL:
                named = [name for name in named if scene.in_subject(name)]
            nearest = min(((abs(name.start - start), k) for k, name in enumerate(named)), default=None)
            past = past.after(named[nearest[1]] if nearest else None, scene.paragraph, end)
    return fit(choices, penalty=config.speakers)
