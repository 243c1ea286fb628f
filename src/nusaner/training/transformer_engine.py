"""The engine "transformer": a pretrained transformer, fine-tuned; extra `transformers`.

The pretrained model comes from a local folder or the local cache; only with `download=true` is one
fetched from the hub. Each epoch starts from the seed and its own number, so a run that was
interrupted and resumed gives the model of one that was not.
"""

from __future__ import annotations

import copy
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any, cast

from spacy.language import Language

from nusaner.errors import InputError, MissingExtraError
from nusaner.ner.neural import NeuralRecognizer
from nusaner.ner.transformer_tagger import TransformerTagger, from_parts, quiet
from nusaner.training.chance import epoch_seed, seeded
from nusaner.training.engines import Job
from nusaner.training.rehearsal import scores

try:
    import torch
    from transformers import AutoModelForTokenClassification, AutoTokenizer
except ImportError as error:
    raise MissingExtraError("transformers", "transformers") from error

FACTORY = "nusaner_transformer_ner"
RESUMES = True
#: Short names of models that know Indonesian.
MODELS = {
    "indobert": "indobenchmark/indobert-base-p1",
    "indobert-indolem": "indolem/indobert-base-uncased",
    "xlm-r": "FacebookAI/xlm-roberta-base",
    "xlm-r-large": "FacebookAI/xlm-roberta-large",
}
_CHECKPOINT = "checkpoint.pt"
_IGNORED = -100
_LONGEST_GRADIENT = 1.0


@dataclass(frozen=True, slots=True)
class Config:
    """Settings.

    Attributes:
        model: A folder, a name of the hub, or a name of `MODELS`; there is no default.
        download: Whether it may be fetched from the hub; else it is a folder or in the local cache.
        allow_bin: Whether weights may be in PyTorch's .bin instead of safetensors, as IndoBERT's are; they
            are read with `weights_only`, so nothing in them is run.
        epochs: Most passes over the training sentences.
        patience: Epochs without a better figure before training stops.
        batch_size: Windows for each step.
        learning_rate: The highest; it rises over `warmup` and then falls to 0.
        warmup: Share of the steps.
        weight_decay: Of AdamW (Loshchilov and Hutter, 2019).
        max_length: Most subwords of a window; 0 for what the model takes.
        device: "cpu", "cuda" or "mps".
    """

    model: str = ""
    download: bool = False
    allow_bin: bool = False
    epochs: int = 10
    patience: int = 3
    batch_size: int = 16
    learning_rate: float = 5e-5
    warmup: float = 0.1
    weight_decay: float = 0.01
    max_length: int = 256
    device: str = "cpu"


def train_engine(nlp: Language, job: Job) -> None:
    """Fine-tune a transformer and set the best of its epochs into the pipe `nusaner_transformer_ner`."""
    labels = sorted({tag[2:] for s in job.train for tag in s.tags if tag != "O"})
    with quiet(), seeded(job.seed):  # the classifier on top begins by chance
        tagger = _pretrained(job.config, ["O", *(f"{kind}-{label}" for label in labels for kind in "BI")])
    run = _Run(job, tagger)
    run.resume()
    while not run.is_over:
        run.epoch()
    tagger.model.load_state_dict(run.best)
    if FACTORY not in nlp.pipe_names:
        nlp.add_pipe(FACTORY)
    cast(NeuralRecognizer, nlp.get_pipe(FACTORY)).set_tagger(from_parts(tagger.parts()))


def _pretrained(config: Config, tags: Sequence[str]) -> TransformerTagger:
    """The pretrained model with a new classifier for tags.

    Raises:
        InputError: There is no such model, or its tokenizer cannot be used.
    """
    if not config.model:
        raise InputError(f"The engine needs a setting `model`: a folder, or one of {', '.join(MODELS)}.")
    name = MODELS.get(config.model, config.model)
    where = {"local_files_only": not config.download, "trust_remote_code": False}
    safe = {} if config.allow_bin else {"use_safetensors": True}
    try:
        tokenizer = AutoTokenizer.from_pretrained(name, **where)
        model = AutoModelForTokenClassification.from_pretrained(
            name,
            num_labels=len(tags),
            id2label=dict(enumerate(tags)),
            label2id={tag: i for i, tag in enumerate(tags)},
            ignore_mismatched_sizes=True,
            **where,
            **safe,
        )
    except (OSError, ValueError) as error:
        raise InputError(
            f"The model {name!r} cannot be read ({error}); name a folder with a model and its tokenizer, or allow "
            "the download by the setting download=true. Weights that are not safetensors need allow_bin=true."
        ) from error
    if not tokenizer.is_fast:
        raise InputError(f"The tokenizer of {name!r} has no tokenizer.json, so its subwords cannot be told apart.")
    return TransformerTagger(model.to(config.device), tokenizer, longest=config.max_length)


class _Run:
    """Epochs, the best of them, and what is kept to go on after an interruption."""

    def __init__(self, job: Job, tagger: TransformerTagger) -> None:
        self.job, self.tagger = job, tagger
        self.done, self.figure, self.best_epoch = 0, -1.0, 0
        self.best: dict[str, Any] = {}
        self.optimizer = torch.optim.AdamW(
            tagger.model.parameters(), lr=job.config.learning_rate, weight_decay=job.config.weight_decay
        )
        self.examples = [
            (s.words[w.start : w.end], s.tags[w.start : w.end])
            for s in job.train
            for w in tagger.parted(s.words, overlap=0)
        ]

    @property
    def is_over(self) -> bool:
        """Whether all epochs are done, or the last ones brought nothing."""
        config = self.job.config
        return bool(self.done >= config.epochs or self.done - self.best_epoch >= config.patience)

    def epoch(self) -> None:
        """One pass over the training sentences."""
        seed = epoch_seed(self.job.seed, self.done + 1)
        order = list(self.examples)
        random.Random(seed).shuffle(order)  # noqa: S311  no secret depends on it
        size = self.job.config.batch_size
        steps = -(-len(order) // size)
        with seeded(seed):
            for k in range(steps):
                self._step(order[k * size : (k + 1) * size], (self.done * steps + k) / (self.job.config.epochs * steps))
        self.done += 1
        figure = scores(self.tagger, self.job.dev)["all"].f1 if self.job.dev else None
        if figure is None or figure >= self.figure:
            self.figure, self.best_epoch = figure or 0.0, self.done
            self.best = copy.deepcopy(self.tagger.model.state_dict())
        self._keep()
        self.job.step(self.done, self.job.config.epochs, figure)

    def _step(self, examples: Sequence[tuple[Sequence[str], Sequence[str]]], progress: float) -> None:
        """One step of the optimizer; `progress` is the share of all steps done."""
        config, model = self.job.config, self.tagger.model
        rise = progress / config.warmup if config.warmup else 1.0
        for group in self.optimizer.param_groups:
            group["lr"] = config.learning_rate * min(rise, 1.0 - progress)
        encoded = self.tagger.encode([words for words, _ in examples])
        labels = [list(self._targets(encoded.word_ids(k), tags)) for k, (_, tags) in enumerate(examples)]
        given = {name: value.to(model.device) for name, value in encoded.items()}
        model.train()
        self.optimizer.zero_grad()
        model(**given, labels=torch.tensor(labels, device=model.device)).loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), _LONGEST_GRADIENT)
        self.optimizer.step()

    def _targets(self, words: Sequence[int | None], tags: Sequence[str]) -> Iterator[int]:
        """The number of its tag for the first subword of each word; others teach nothing."""
        last = None
        for word in words:
            yield _IGNORED if word is None or word == last else self.tagger.model.config.label2id[tags[word]]
            last = word

    def _keep(self) -> None:
        if self.job.folder is None:
            return
        state = {
            "done": self.done,
            "figure": self.figure,
            "best_epoch": self.best_epoch,
            "best": self.best,
            "model": self.tagger.model.state_dict(),
            "optimizer": self.optimizer.state_dict(),
        }
        path = self.job.folder / _CHECKPOINT
        new = path.with_suffix(".new")
        torch.save(state, new)
        new.replace(path)

    def resume(self) -> None:
        """Take over what an interrupted run has left."""
        path = self.job.folder / _CHECKPOINT if self.job.folder is not None else None
        if path is None or not path.is_file():
            return
        state = torch.load(path, weights_only=True, map_location=self.job.config.device)
        self.tagger.model.load_state_dict(state["model"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.done, self.figure, self.best_epoch = state["done"], state["figure"], state["best_epoch"]
        self.best = state["best"]


def versions() -> Mapping[str, str]:
    """The versions of transformers, tokenizers and torch."""
    return {name: version(name) for name in ("transformers", "tokenizers", "torch")}
