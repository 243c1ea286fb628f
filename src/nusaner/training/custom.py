"""A recognizer of one's own: from annotated documents to a model folder."""

from __future__ import annotations

import hashlib
import json
import time
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

import nusaner
from nusaner import corpus
from nusaner.errors import InputError
from nusaner.evaluation.spans import Score
from nusaner.pipeline import DEFAULT_MODEL, blank
from nusaner.training import custom_card
from nusaner.training.engines import Job, Step, run_engine
from nusaner.training.rehearsal import Kept, completed, kept, scores
from nusaner.training.samples import Source, documents, keep_labels, split_off, tagged_sentences
from nusaner.training.tagged import TaggedSentence

#: Share of the training documents that is held back where no development data is given.
HELD_BACK = 0.1
#: What the bundled model was trained on, so that its labels can be rehearsed.
_BUNDLED = ("corpus:train", "corpus:dev")


@dataclass(frozen=True, slots=True)
class Trained:
    """What training gave.

    Attributes:
        nlp: The pipeline.
        path: The model folder, None if none was asked for.
        labels: Labels that the model knows.
        sentences: Numbers of training and development sentences.
        dev: Label -> strict figures on the development data, "all" for the micro average.
        kept: With `base`, its labels before and after, on its own development data.
        skipped: Label -> mentions left out because the label was not asked for.
        misfits: Mentions left out or widened because they do not fit the tokens.
        seconds: How long it took.
    """

    nlp: Language
    path: Path | None
    labels: tuple[str, ...]
    sentences: tuple[int, int]
    dev: Mapping[str, Score]
    kept: tuple[Kept, ...]
    skipped: Mapping[str, int]
    misfits: tuple[corpus.Misfit, ...]
    seconds: float


class PipeTagger:
    """The recognizer of a pipeline as a tagger of words; entity scores it lacks count as 1."""

    def __init__(self, nlp: Language, pipe: str) -> None:
        self._vocab, self._pipe = nlp.vocab, nlp.get_pipe(pipe)

    def spans(self, words: Sequence[str]) -> list[tuple[int, int, str, float]]:
        """(first word, word behind the last, label, probability) of each entity."""
        doc = self._pipe(Doc(self._vocab, words=list(words), sent_starts=[i == 0 for i in range(len(words))]))
        return [(e.start, e.end, e.label_, 1.0 if e._.score is None else e._.score) for e in doc.ents]


def train_ner(
    train: Source,
    dev: Source | None = None,
    *,
    labels: Collection[str] | None = None,
    base: str | Path | None = None,
    rehearse: tuple[Source, Source] | None = None,
    engine: str = "crf",
    options: Mapping[str, Any] | None = None,
    seed: int = 1,
    out: str | Path | None = None,
    resume: bool = False,
    format: str | None = None,
    on_misfit: corpus.OnMisfit = "error",
    on_step: Callable[[Step], None] | None = None,
) -> Trained:
    """Train a recognizer on annotated documents of any format and labels.

    The same data, settings and seed give the same model.

    Args:
        train: Documents, a path of any format of `nusaner.corpus.FORMATS`, or "corpus:train".
        dev: Likewise; None holds back a tenth of the training documents.
        labels: Labels to learn; None for all. Mentions of others are counted in `Trained.skipped`.
        base: A model to add the labels to: a name or folder. Its other pipes stay, and its labels
            are rehearsed, so that they are not forgotten.
        rehearse: Training and development data of the base's own labels; None for the bundled corpus,
            which fits the bundled model.
        engine: A name of `nusaner.training.engines.ENGINES`.
        options: The engine's settings, e.g. `{"iterations": 60}` for "crf".
        seed: Seed of all random choices.
        out: Folder for the model; None to write none.
        resume: Go on from an earlier run that was interrupted, where the engine can, and do nothing where
            `out` already holds the model of the same data and settings.
        format: Format of `train` and `dev`; None to guess.
        on_misfit: What to do with mentions that do not fit the tokens; see `tagged_sentences`.
        on_step: Called after each step of the training.

    Raises:
        InputError: Nothing is left to train on, or an argument is wrong.
        MisfitError: Mentions do not fit the tokens, and `on_misfit` is "error".
        ModelError: There is no such base model.
    """
    started = time.perf_counter()
    options = dict(options or {})
    out = Path(out) if out is not None else None
    if out is not None and out.is_file():
        raise InputError(f"`out` is a folder for the model, and {str(out)!r} is a file.")
    train_docs, skipped = keep_labels(documents(train, format=format), labels)
    if dev is None:
        train_docs, dev_docs = split_off(train_docs, share=HELD_BACK, seed=seed)
    else:
        dev_docs, _ = keep_labels(documents(dev, format=format), labels)
    tokenizer = blank()
    train_set, misfits = tagged_sentences(tokenizer, train_docs, on_misfit=on_misfit)
    dev_set, more = tagged_sentences(tokenizer, dev_docs, on_misfit=on_misfit)
    print_of = _fingerprint(train_set, dev_set, {"engine": engine, "options": options, "seed": seed, "base": str(base)})
    if resume and out is not None and _is_done(out, print_of):
        return _finished(out, train_set, dev_set, skipped, misfits + more, started)
    new_labels = sorted({tag[2:] for s in train_set for tag in s.tags if tag != "O"})
    job = Job(train_set, dev_set, options, seed, str(out) if out else "", resume, on_step or _no_step)
    if base is None:
        nlp, settings, held = _fresh(engine, job), {}, ()
        settings = nlp.meta.pop("settings", {})
    else:
        nlp, held = _extended(base, rehearse, engine, job, new_labels, seed)
        settings = nlp.meta.pop("settings", {})
    pipe = _recognizer(nlp)
    figures = scores(PipeTagger(nlp, pipe), dev_set, new_labels)
    seconds = time.perf_counter() - started
    nlp.meta.update(
        name=out.name if out else "custom",
        version="0.0.0",
        description="A recognizer trained with nusaner.",
        performance=_performance(figures),
        nusaner={
            "fingerprint": print_of,
            "version": nusaner.__version__,
            "engine": engine,
            "config": dict(settings),
            "seed": seed,
            "base": str(base) if base is not None else "",
            "labels": list(nlp.get_pipe(pipe).labels),
            "sentences": [len(train_set), len(dev_set)],
            "kept": [[row.label, round(row.before, 4), round(row.after, 4)] for row in held],
        },
    )
    trained = Trained(
        nlp=nlp,
        path=out,
        labels=tuple(nlp.get_pipe(pipe).labels),
        sentences=(len(train_set), len(dev_set)),
        dev=figures,
        kept=held,
        skipped=skipped,
        misfits=tuple(misfits + more),
        seconds=seconds,
    )
    if out is not None:
        nlp.to_disk(out)
        (out / "README.md").write_text(custom_card.render(nlp.meta), encoding="utf-8")
    return trained


def _fresh(engine: str, job: Job) -> Language:
    nlp = blank()
    nlp.meta["settings"] = dict(run_engine(engine, nlp, job))
    return nlp
