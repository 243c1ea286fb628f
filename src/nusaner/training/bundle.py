"""Training of the bundled pipeline: `python -m nusaner.training.bundle`."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, cast

from spacy.language import Language

import nusaner
from nusaner import corpus, kb
from nusaner.corpus.articles import fingerprint_paths
from nusaner.evaluation.links import score_links
from nusaner.evaluation.spans import Score, score_spans
from nusaner.evaluation.stance import score_stance
from nusaner.linker.component import EntityLinker
from nusaner.linker.rank import Priors
from nusaner.ner import clusters as cluster_table
from nusaner.ner.component import EntityRecognizer
from nusaner.ner.gazetteer import build_names
from nusaner.ner.tagger import CrfTagger
from nusaner.pipeline import DEFAULT_MODEL, blank
from nusaner.stance.component import StanceDetector
from nusaner.storage import bundled, fingerprint
from nusaner.training import card
from nusaner.training.linker import train_priors
from nusaner.training.ner import NerConfig, train_ner
from nusaner.training.stance import StanceConfig, examples, train_stance
from nusaner.training.tagged import from_articles

_CLUSTERS = "clusters.npz"


def train_pipeline(
    articles: Sequence[corpus.Article],
    clusters: cluster_table.Clusters,
    *,
    ner: NerConfig | None = None,
    stance: StanceConfig | None = None,
) -> Language:
    """Train recognizer, linker and stance one after the other, each on what stands before it.

    Args:
        articles: The training split.
        clusters: Clusters of word vectors.
        ner, stance: Settings; None for the defaults.
    """
    stance = stance or StanceConfig()
    records = kb.load()
    names = build_names((form.text, record.type) for record in records.values() for form in record.forms)
    sentences = list(from_articles(blank(), articles))
    tagger = train_ner(sentences, names=names, clusters=clusters, config=ner)
    priors = train_priors(articles, records)
    nlp = _up_to_linker(tagger, priors)
    model, _ = train_stance(examples(nlp, articles, clusters), clusters, stance)
    nlp = _up_to_linker(tagger, priors)  # anew: the first has learned the words of all articles
    cast(StanceDetector, nlp.add_pipe("nusaner_stance", config=stance.costs())).set_model(model)
    return nlp


def _up_to_linker(tagger: CrfTagger, priors: Priors) -> Language:
    nlp = blank()
    nlp.add_pipe("nusaner_stemmer")
    cast(EntityRecognizer, nlp.add_pipe("nusaner_ner")).set_tagger(tagger)
    cast(EntityLinker, nlp.add_pipe("nusaner_linker")).priors = priors
    return nlp


def evaluate_pipeline(nlp: Language, articles: Sequence[corpus.Article]) -> dict[str, Any]:
    """Figures of a pipeline on annotated articles."""
    docs = list(nlp.pipe(article.text for article in articles))
    gold = [article.mentions for article in articles]
    spans = score_spans(gold, [corpus.doc_mentions(doc) for doc in docs])
    return {
        "articles": len(articles),
        "mentions": sum(len(mentions) for mentions in gold),
        "ents_p": round(spans["all"].precision, 4),
        "ents_r": round(spans["all"].recall, 4),
        "ents_f": round(spans["all"].f1, 4),
        "ents_per_type": dict(_rounded(spans)),
        "links": score_links(gold, [corpus.doc_mentions(doc) for doc in docs]),
        "stance": score_stance([a.stance for a in articles], [doc._.stance for doc in docs]),
    }


def _rounded(spans: dict[str, Score]) -> Iterator[tuple[str, float]]:
    for label, score in spans.items():
        if label != "all":
            yield label, round(score.f1, 4)


def main(arguments: Sequence[str] | None = None) -> None:
    """Train on the train split, print figures on dev (or test), write the model folder."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--out", type=Path, default=bundled("models") / DEFAULT_MODEL)
    parser.add_argument("--evaluate-on", choices=("dev", "test"), default="dev")
    parser.add_argument("--articles", type=Path, help="folder of articles; the bundled corpus if none")
    options = parser.parse_args(arguments)
    started = time.perf_counter()
    clusters = cluster_table.from_bytes((bundled("models") / "shared" / _CLUSTERS).read_bytes())
    nlp = train_pipeline(corpus.load("train", folder=options.articles), clusters)
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
            "fingerprints": fingerprints(options.articles),
            "config": {"ner": asdict(NerConfig()), "stance": asdict(StanceConfig())},
        },
    )
    nlp.to_disk(options.out)
    (options.out / "README.md").write_text(card.render(nlp.meta), encoding="utf-8")
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
