"""`train_ner`: the whole of a run."""

from __future__ import annotations

import platform
import shutil
import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from spacy.language import Language

import nusaner
from nusaner import corpus
from nusaner.errors import NusanerError
from nusaner.evaluation.spans import Score
from nusaner.pipeline import blank, find, load
from nusaner.storage import fingerprint as fingerprint_of_files
from nusaner.training.custom import card
from nusaner.training.custom.data import Data, prepare
from nusaner.training.custom.extend import Extended, extend, own_data
from nusaner.training.custom.result import Trained, figures
from nusaner.training.custom.tagger import PipeTagger, known_labels
from nusaner.training.custom.write import Workshop, check_out, fingerprint, open_workshop, read_meta, write_meta
from nusaner.training.engines import Engine, Job, Step, configured, load_engine
from nusaner.training.rehearsal import Kept, kept, scores
from nusaner.training.samples import Labels, Source


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is to be done, checked."""

    engine_name: str
    engine: Engine
    config: Any
    seed: int
    base: str
    data: Data
    own: Data | None

    def settings(self) -> dict[str, Any]:
        return {
            "engine": self.engine_name,
            "config": asdict(self.config),
            "seed": self.seed,
            "base": self.base,
            "versions": {
                "nusaner": nusaner.__version__,
                "python": platform.python_version(),
                **self.engine.versions(),
            },
        }

    def fingerprint(self) -> str:
        parts = {"train": self.data.train, "dev": self.data.dev}
        if self.own is not None:
            parts |= {"own train": self.own.train, "own dev": self.own.dev}
        files = [path for path in find(self.base).rglob("*") if path.is_file()] if self.base else []
        return fingerprint(parts, {**self.settings(), "base files": fingerprint_of_files(files)})


def train_ner(
    train: Source,
    dev: Source | None = None,
    *,
    labels: Labels | None = None,
    base: str | Path | None = None,
    rehearse: Source | None = None,
    rehearse_dev: Source | None = None,
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

    The same data, settings, seed and versions give the same files, byte for byte.

    Args:
        train: Documents, a path of any format of `nusaner.corpus.FORMATS`, or "corpus:train".
        dev: Likewise; None holds back a tenth of the training documents.
        labels: Labels to learn, or label -> its name in the model; None for all. Mentions of others are
            counted in `Trained.skipped`.
        base: A model to add the labels to: a name or folder. Its other pipes stay, and its labels
            are rehearsed, so that they are not forgotten.
        rehearse, rehearse_dev: Data of the base's own labels; None for the bundled corpus, which fits the
            bundled model.
        engine: A name of `nusaner.training.engines.ENGINES`.
        options: The engine's settings, e.g. `{"iterations": 60}` for "crf".
        seed: Seed of all random choices.
        out: Folder for the model; None to write none. A model that is there already is replaced.
        resume: Do nothing where `out` already holds the model of the same data and settings; go on from
            an earlier run of these that was interrupted, where the engine can, else start again.
        format: Format of `train` and `dev`; None to guess.
        on_misfit: What to do with mentions that do not fit the tokens: "error", "skip" or "widen".
        on_step: Called after each step of the training.

    Raises:
        InputError: Nothing is left to train on, or an argument is wrong.
        MisfitError: Mentions do not fit the tokens, and `on_misfit` is "error".
        MissingExtraError: The engine needs an extra that is not installed.
        ModelError: There is no such base model.
    """
    started = time.perf_counter()
    chosen = load_engine(engine)
    config = configured(chosen.Config, options or {})
    target = Path(out) if out is not None else None
    if target is not None:
        check_out(target)
    if base is not None:
        find(base)
    nlp = blank()
    data = prepare(nlp, train, dev, labels=labels, seed=seed, format=format, on_misfit=on_misfit)
    own = None
    if base is not None:
        own = own_data(nlp, base, rehearse, rehearse_dev, seed=seed, on_misfit=on_misfit)
    plan = _Plan(engine, chosen, config, seed, "" if base is None else str(base), data, own)
    print_ = plan.fingerprint()
    if resume and target is not None and read_meta(target).get("nusaner", {}).get("fingerprint") == print_:
        return _result(target, target, data, started, "finished")
    with ExitStack() as stack:
        place = target or Path(stack.enter_context(tempfile.TemporaryDirectory())) / "model"
        workshop = open_workshop(place, print_, resume=resume)
        try:
            trained = _run(plan, workshop, on_step or _no_step)
        except NusanerError:  # what was asked for cannot be done, so there is nothing to resume
            workshop.drop()
            raise
        _write(plan, trained, workshop.part("model"), print_, name=target.name if target else "custom")
        workshop.finish(place)
        resumed = "" if not workshop.found else "continued" if chosen.RESUMES else "again"
        return _result(place, target, data, started, resumed)


def _no_step(step: Step) -> None:
    """Say nothing."""


def _run(plan: _Plan, workshop: Workshop, on_step: Callable[[Step], None]) -> Extended:
    """Train; a model without a base is one whose base knew nothing."""
    job = Job(plan.data.train, plan.data.dev, plan.config, plan.seed, None, on_step)
    if plan.own is not None:
        return extend(plan.base, plan.own, plan.engine, job, workshop.part)
    nlp = blank()
    job = Job(job.train, job.dev, job.config, job.seed, workshop.part("run"), on_step)
    plan.engine.train_engine(nlp, job)
    return Extended(nlp, (), {}, 0)


def _write(plan: _Plan, trained: Extended, folder: Path, print_: str, *, name: str) -> None:
    """Write the model, read it again, measure what was read, and write the figures to it."""
    shutil.rmtree(folder)
    trained.nlp.meta.update(name=name, version="0.0.0", description="A recognizer trained with nusaner.")
    trained.nlp.meta.pop("performance", None)
    trained.nlp.to_disk(folder)
    nlp = load(folder)
    tagger = PipeTagger(nlp)
    asked = {*plan.data.labels, *plan.data.unlearned}
    dev = scores(tagger, plan.data.dev, asked)
    after = kept(trained.before, scores(tagger, plan.own.dev, trained.labels)) if plan.own is not None else ()
    meta = read_meta(folder)
    meta["performance"] = {
        **{f"ents_{letter}": figures(dev["all"])[letter] for letter in "prf"},
        "ents_per_type": {label: figures(score) for label, score in dev.items() if label != "all"},
    }
    meta["nusaner"] = {
        "fingerprint": print_,
        **plan.settings(),
        "labels": list(known_labels(nlp)),
        "sentences": [len(plan.data.train), len(plan.data.dev)],
        "rehearsed": trained.rehearsed,
        "skipped": dict(plan.data.skipped),
        "unlearned": list(plan.data.unlearned),
        "misfits": len(plan.data.misfits),
        "dev": {label: [score.right, score.spurious, score.missed] for label, score in dev.items()},
        "kept": [asdict(row) for row in after],
    }
    write_meta(folder, meta, card.render(meta))


def _result(folder: Path, out: Path | None, data: Data, started: float, resumed: str) -> Trained:
    """What a written model tells of itself."""
    nlp: Language = load(folder)
    told = nlp.meta["nusaner"]
    return Trained(
        nlp=nlp,
        path=out,
        labels=tuple(told["labels"]),
        sentences=(told["sentences"][0], told["sentences"][1]),
        rehearsed=told["rehearsed"],
        dev={label: Score(*counts) for label, counts in told["dev"].items()},
        kept=tuple(Kept(**row) for row in told["kept"]),
        skipped=data.skipped,
        unlearned=data.unlearned,
        misfits=data.misfits,
        seconds=time.perf_counter() - started,
        resumed=resumed,
    )
