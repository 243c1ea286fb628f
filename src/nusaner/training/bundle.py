"""Training of the bundled pipeline: `python -m nusaner.training.bundle`."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, cast

from spacy.language import Language
from spacy.tokens import Doc

import nusaner
from nusaner import corpus, kb
from nusaner.corpus.articles import fingerprint_paths
from nusaner.evaluation.calibration import calibration
from nusaner.evaluation.links import score_gold_links, score_links
from nusaner.evaluation.quotes import score_quotes
from nusaner.evaluation.spans import Score, score_spans
from nusaner.evaluation.stance import score_stance
from nusaner.linker.component import EntityLinker
from nusaner.linker.options import Priors
from nusaner.linker.rank import Weights
from nusaner.ner import clusters as cluster_table
from nusaner.ner.calibration import Calibrator
from nusaner.ner.component import EntityRecognizer, Tagger
from nusaner.pipeline import DEFAULT_MODEL, blank
from nusaner.quotes.component import QuoteReader
from nusaner.stance.component import StanceDetector
from nusaner.storage import bundled, fingerprint
from nusaner.training import card, recognizers
from nusaner.training.calibration import Train, fit, train_judged
from nusaner.training.linker import LinkerConfig, train_linker
from nusaner.training.quotes import train_quotes
from nusaner.training.stance import StanceConfig, train_stance
from nusaner.training.stance_data import examples
from nusaner.types import Mention

_CLUSTERS = "clusters.npz"
#: Folds of the train split for the calibration of scores.
FOLDS = 3
#: Spans of a lower probability are left out: near half of the F1, as theory has it, and best on dev and real pages.
LEAST = 0.4
#: Bins of equal width in which scores are compared with outcomes.
_BINS = 15


def train_pipeline(
    articles: Sequence[corpus.Article],
    clusters: cluster_table.Clusters,
    *,
    train: Train | None = None,
    stance: StanceConfig | None = None,
    folds: int = FOLDS,
) -> Language:
    """Train recognizer, linker and stance one after the other, each on what stands before it.

    Args:
        articles: The training split.
        clusters: Clusters of word vectors.
        train: Trains the recognizer; None for a CRF on these clusters.
        stance: Settings; None for the defaults.
        folds: Recognizers that are trained on parts of the articles to calibrate the scores.
    """
    stance = stance or StanceConfig()
    records = kb.load()
    train = train or recognizers.crf(clusters)
    tagger, judged = train_judged(articles, train=train, folds=folds)
    calibrator = fit(judged)
    linker = train_linker(articles, records)
    quote_tagger, speaker_weights = train_quotes(blank(), articles)
    nlp = _up_to_linker(tagger, calibrator, *linker)
    cast(QuoteReader, nlp.add_pipe("nusaner_quotes")).set_model(quote_tagger, speaker_weights)
    model, _ = train_stance(examples(nlp, articles, clusters), clusters, stance)
    nlp = _up_to_linker(tagger, calibrator, *linker)  # anew: the first has learned the words of all articles
    cast(QuoteReader, nlp.add_pipe("nusaner_quotes")).set_model(quote_tagger, speaker_weights)
    nlp.add_pipe("nusaner_framing")
    cast(StanceDetector, nlp.add_pipe("nusaner_stance", config=stance.costs())).set_model(model)
    return nlp


def _up_to_linker(tagger: Tagger, calibrator: Calibrator, priors: Priors, weights: Weights) -> Language:
    nlp = blank()
    nlp.add_pipe("nusaner_layout")
    nlp.add_pipe("nusaner_stemmer")
    cast(EntityRecognizer, nlp.add_pipe("nusaner_ner", config={"least": LEAST})).set_tagger(tagger, calibrator)
    cast(EntityLinker, nlp.add_pipe("nusaner_linker")).set_model(priors, weights)
    return nlp


def evaluate_pipeline(nlp: Language, articles: Sequence[corpus.Article]) -> dict[str, Any]:
    """Figures of a pipeline on annotated articles."""
    docs = list(nlp.pipe(article.text for article in articles))
    gold = [article.mentions for article in articles]
    spans = score_spans(gold, [corpus.doc_mentions(doc) for doc in docs])
    quoted = [k for k, article in enumerate(articles) if article.meta.get("quotes")]
    return {
        "articles": len(articles),
        "mentions": sum(len(mentions) for mentions in gold),
        "ents_p": round(spans["all"].precision, 4),
        "ents_r": round(spans["all"].recall, 4),
        "ents_f": round(spans["all"].f1, 4),
        "ents_per_type": dict(_rounded(spans)),
        "links": score_links(gold, [corpus.doc_mentions(doc) for doc in docs]),
        "gold_links": _gold_links(nlp, articles),
        "calibration": _calibration(docs, gold),
        "quotes": _rounded_figures(
            score_quotes([articles[k].quotes for k in quoted], [docs[k]._.quotes for k in quoted])
        ),
        "stance": score_stance([a.stance for a in articles], [doc._.stance for doc in docs]),
    }


def _gold_links(nlp: Language, articles: Sequence[corpus.Article]) -> dict[str, float]:
    """Linking accuracy on gold mentions, NIL included; those that nobody has linked do not count."""
    linker = cast(EntityLinker, nlp.get_pipe("nusaner_linker"))
    gold = [[m for m in article.mentions if m.kb_id] for article in articles]
    bare = [[replace(m, kb_id="") for m in mentions] for mentions in gold]
    links = [linker.link(a.text, mentions) for a, mentions in zip(articles, bare, strict=True)]
    return score_gold_links(
        [[m.kb_id for m in mentions] for mentions in gold], [[link.id for link in found] for found in links]
    )


def _calibration(docs: Sequence[Doc], gold: Sequence[Sequence[Mention]]) -> dict[str, Any]:
    """Whether the scores of entities are probabilities."""
    judged = []
    for doc, mentions in zip(docs, gold, strict=True):
        wanted = {(m.start, m.end, m.label) for m in mentions}
        judged += [(e._.score, (e.start_char, e.end_char, e.label_) in wanted) for e in doc.ents]
    found = calibration(judged, bins=_BINS)
    if found is None:
        return {"ece": 0.0, "bins": []}
    return {
        "ece": round(found.ece_width, 4),
        "bins": [[round(b.score, 4), round(b.right, 4), b.count] for b in found.table if b.count],
    }


def _rounded(spans: dict[str, Score]) -> Iterator[tuple[str, float]]:
    for label, score in spans.items():
        if label != "all":
            yield label, round(score.f1, 4)


def _rounded_figures(figures: Mapping[str, float]) -> dict[str, float]:
    return {name: round(value, 4) for name, value in figures.items()}


def main(arguments: Sequence[str] | None = None) -> None:
    """Train on the train split, print figures on dev (or test), write the model folder."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--out", type=Path, default=bundled("models") / DEFAULT_MODEL)
    parser.add_argument("--evaluate-on", choices=("dev", "test"), default="dev")
    parser.add_argument("--articles", type=Path, help="folder of articles; the bundled corpus if none")
    parser.add_argument("--recognizer", choices=recognizers.KINDS, default="crf")
    parser.add_argument("--words", type=Path, help="word table of the network; see `nusaner train words`")
    parser.add_argument(
        "--body", type=Path, nargs="*", default=(), help="annotated files that the network learns first"
    )
    options = parser.parse_args(arguments)
    started = time.perf_counter()
    clusters = cluster_table.from_bytes((bundled("models") / "shared" / _CLUSTERS).read_bytes())
    recognizer = recognizers.chosen(options.recognizer, clusters, words=options.words, body=options.body)
    nlp = train_pipeline(corpus.load("train", folder=options.articles), clusters, train=recognizer.train)
    nlp.to_disk(options.out)
    figures = evaluate_pipeline(nusaner.load(options.out), corpus.load(options.evaluate_on, folder=options.articles))
    nlp.meta.update(
        name="caucasus_news",
        version=nusaner.__version__,
        description="Entities, links and stance in Indonesian news about the Caucasus.",
        author="The nusaner founders",
        license="CC BY-SA 4.0",
        performance={**figures, "split": options.evaluate_on},
        nusaner={
            "fingerprints": {**fingerprints(options.articles), **recognizer.fingerprints},
            "recognizer": options.recognizer,
            "config": {
                "ner": asdict(recognizer.config),
                "linker": asdict(LinkerConfig()),
                "stance": asdict(StanceConfig()),
            },
        },
    )
    nlp.to_disk(options.out)
    card.write(nlp.meta, options.out)
    seconds = time.perf_counter() - started
    sys.stdout.write(json.dumps({**figures, "seconds": round(seconds)}, indent=2) + "\n")


def fingerprints(articles: Path | None = None) -> dict[str, str]:
    """What the bundled model was made from: articles, knowledge base and clusters."""
    return {
        "articles": fingerprint(fingerprint_paths(articles)),
        "kb": fingerprint(kb.paths()),
        "clusters": fingerprint([bundled("models") / "shared" / _CLUSTERS]),
    }


if __name__ == "__main__":
    main()
