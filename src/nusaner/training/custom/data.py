"""The training and development sentences of a run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from spacy.language import Language

from nusaner import corpus
from nusaner.errors import InputError
from nusaner.training.samples import (
    Labels,
    Source,
    check_labels,
    documents,
    keep_labels,
    split_off,
    tagged_sentences,
)
from nusaner.training.tagged import TaggedSentence

#: Share of the training documents that is held back where no development data is given.
HELD_BACK = 0.1


@dataclass(frozen=True, slots=True)
class Data:
    """What is learned from.

    Attributes:
        train, dev: Tagged sentences.
        skipped: Label -> mentions of the training data left out because the label was not asked for.
        misfits: Mentions left out or widened, as they are stated wrongly or do not fit the tokens.
    """

    train: Sequence[TaggedSentence]
    dev: Sequence[TaggedSentence]
    skipped: Mapping[str, int]
    misfits: tuple[corpus.Misfit, ...]

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels of the training sentences, sorted."""
        return labels_of(self.train)

    @property
    def unlearned(self) -> tuple[str, ...]:
        """Labels that only the development sentences have, so that they cannot be learned."""
        return tuple(sorted({*labels_of(self.dev)} - {*self.labels}))


def labels_of(sentences: Sequence[TaggedSentence]) -> tuple[str, ...]:
    """The labels that occur in sentences, sorted."""
    return tuple(sorted({tag.partition("-")[2] for sentence in sentences for tag in sentence.tags} - {""}))


def prepare(
    nlp: Language,
    train: Source,
    dev: Source | None,
    *,
    labels: Labels | None = None,
    seed: int = 1,
    format: str | None = None,
    on_misfit: corpus.OnMisfit = "error",
) -> Data:
    """Read, choose labels, and part into sentences.

    Args:
        nlp: Gives tokens and sentences to documents that have none.
        train, dev: See `nusaner.training.samples.documents`; without `dev`, a tenth of the training documents,
            drawn by `seed`, is held back.
        labels: Labels to keep; as a mapping, their new names; None for all.
        seed: Seed of the draw.
        format: Format of both; None to guess.
        on_misfit: What to do with mentions that do not fit the tokens.

    Raises:
        InputError: Nothing is left to train on.
        MisfitError: Mentions do not fit, and `on_misfit` is "error".
    """
    misfits: list[corpus.Misfit] = []
    found = documents(train, format=format, on_misfit=on_misfit, misfits=misfits)
    check_labels(found, labels)
    kept, skipped = keep_labels(found, labels)
    if dev is None:
        kept, held = split_off(kept, share=HELD_BACK, seed=seed)
    else:
        held, _ = keep_labels(documents(dev, format=format, on_misfit=on_misfit, misfits=misfits), labels)
    train_set, wrong = tagged_sentences(nlp, kept, on_misfit=on_misfit)
    dev_set, more = tagged_sentences(nlp, held, on_misfit=on_misfit)
    data = Data(train_set, dev_set, Counter(skipped), (*misfits, *wrong, *more))
    if not data.labels:
        raise InputError("No mention is left to train on: those that there were do not fit or were held back.")
    return data
