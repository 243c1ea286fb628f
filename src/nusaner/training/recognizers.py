"""The kinds of recognizer that the bundled model may have."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from nusaner import kb
from nusaner.errors import InputError
from nusaner.ner.clusters import Clusters
from nusaner.ner.gazetteer import build_names
from nusaner.pipeline import blank
from nusaner.storage import fingerprint
from nusaner.training.calibration import Train
from nusaner.training.ner import NerConfig, train_ner
from nusaner.training.network import Body, NetworkConfig, pretrain, train_network
from nusaner.training.pair import train_pair
from nusaner.training.samples import documents, tagged_sentences
from nusaner.training.words import read_words

KINDS = ("crf", "network", "pair")
#: The corpus has fifteen times the sentences of the public sets that the defaults were chosen for.
NETWORK = NetworkConfig(epochs=6)


@dataclass(frozen=True, slots=True)
class Recognizer:
    """How the recognizer is trained.

    Attributes:
        train: Trains it.
        config: The settings.
        fingerprints: What it is made from besides the corpus, the knowledge base and the clusters.
    """

    train: Train
    config: NerConfig | NetworkConfig
    fingerprints: Mapping[str, str] = field(default_factory=dict)


def chosen(kind: str, clusters: Clusters, *, words: Path | None = None, body: Sequence[Path] = ()) -> Recognizer:
    """A kind of recognizer by its name.

    Args:
        kind: "crf", "network", or "pair" for both, which vote.
        clusters: Clusters of word vectors, for the CRF.
        words: The word table of the network.
        body: Annotated files of any labels that the body of the network learns first.

    Raises:
        InputError: The network has no word table, or a file is not there.
    """
    if kind == "crf":
        return Recognizer(crf(clusters), NerConfig())
    if words is None:
        raise InputError(f"The recognizer {kind!r} needs a word table; make one with `nusaner train words`.")
    table, names = read_words(words), known_names()
    nlp = blank()
    sets = {str(path): tagged_sentences(nlp, documents(path, on_misfit="skip"), on_misfit="skip")[0] for path in body}
    start: Body | None = pretrain(sets, table=table, config=NETWORK) if sets else None
    settings: dict[str, Any] = {"table": table, "names": names, "body": start, "config": NETWORK}
    train: Train = partial(train_pair, **settings) if kind == "pair" else partial(train_network, **settings)
    prints = {"words": fingerprint([words])}
    if body:
        prints["body"] = fingerprint(list(body))
    return Recognizer(train, NETWORK, prints)


def crf(clusters: Clusters, config: NerConfig | None = None) -> Train:
    """Training of the CRF with the names of the knowledge base."""
    return partial(train_ner, names=known_names(), clusters=clusters, config=config)


def known_names() -> dict[str, str]:
    """The names of the knowledge base as the gazetteer has them."""
    return build_names((form.text, record.type) for record in kb.load().values() for form in record.forms)
