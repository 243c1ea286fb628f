"""The engine "transformer": a pretrained transformer, fine-tuned; extra `transformers`.

The pretrained model comes from a local folder or the local cache; only with `download=true` is one
fetched from the hub.
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
from nusaner.training.chance import seeded
from nusaner.training.engines import Job

try:
    import torch
    from transformers import AutoModelForTokenClassification, AutoTokenizer

    from nusaner.training.epochs import Run
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
    run.finish()
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


class _Run(Run):
    def __init__(self, job: Job, tagger: TransformerTagger) -> None:
        super().__init__(job, tagger)
        self.model = tagger.model
        self.encode = tagger.encode
        self.optimizer = torch.optim.AdamW(
            self.model.parameters(), lr=job.config.learning_rate, weight_decay=job.config.weight_decay
        )
        self.examples = [
            (s.words[w.start : w.end], s.tags[w.start : w.end])
            for s in job.train
            for w in tagger.parted(s.words, overlap=0)
        ]

    def learn(self) -> None:
        order = list(self.examples)
        random.shuffle(order)  # seeded by the epoch
        size = self.job.config.batch_size
        steps = -(-len(order) // size)
        for k in range(steps):
            self._step(order[k * size : (k + 1) * size], (self.done * steps + k) / (self.job.config.epochs * steps))

    def snapshot(self) -> dict[str, Any]:
        weights: dict[str, Any] = copy.deepcopy(self.model.state_dict())
        return weights

    def state(self) -> dict[str, Any]:
        return {"model": self.model.state_dict(), "optimizer": self.optimizer.state_dict()}

    def restore(self, state: Mapping[str, Any]) -> None:
        self.model.load_state_dict(state["model"])
        self.optimizer.load_state_dict(state["optimizer"])

    def _step(self, examples: Sequence[tuple[Sequence[str], Sequence[str]]], progress: float) -> None:
        """One step of the optimizer; `progress` is the share of all steps done."""
        config, model = self.job.config, self.model
        rise = progress / config.warmup if config.warmup else 1.0
        for group in self.optimizer.param_groups:
            group["lr"] = config.learning_rate * min(rise, 1.0 - progress)
        encoded = self.encode([words for words, _ in examples])
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
            yield _IGNORED if word is None or word == last else self.model.config.label2id[tags[word]]
            last = word


def versions() -> Mapping[str, str]:
    """The versions of transformers, tokenizers and torch."""
    return {name: version(name) for name in ("transformers", "tokenizers", "torch")}
