"""A transformer for token classification (Hugging Face transformers) on nusaner's tokens; extra `transformers`.

A word has the tag of its first subword (Devlin et al., 2019). Long sentences are read in windows that
overlap. Weights are read from safetensors only, and no file of a model is run as code.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from nusaner.errors import MissingExtraError, ModelError
from nusaner.ner.scheme import ScoredSpan, decode
from nusaner.ner.windows import Window, windows

try:
    import torch
    from transformers import AutoModelForTokenClassification, AutoTokenizer
    from transformers.utils import logging
except ImportError as error:
    raise MissingExtraError("transformers", "transformers") from error

BATCH = 16
OVERLAP = 64
#: Endings of the files of a model; others, such as .bin, .pkl and .py, are refused.
_ENDINGS = (".json", ".safetensors", ".txt", ".model", ".jinja")


class TransformerTagger:
    """A trained model with its tokenizer.

    Args:
        model: Token classifier whose `config.id2label` has BIO tags.
        tokenizer: A fast tokenizer, as slow ones do not tell which subword belongs to which word.
        longest: Most subwords of a window, special ones included; 0 for what the model takes.
    """

    def __init__(self, model: Any, tokenizer: Any, *, longest: int = 0) -> None:
        self.model, self.tokenizer = model, tokenizer
        self._tags = [model.config.id2label[i] for i in range(model.config.num_labels)]
        self.longest = min(longest or _longest(model, tokenizer), _longest(model, tokenizer))
        tokenizer.model_max_length = self.longest  # so that it is written with the model

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels that the model knows, sorted."""
        return tuple(sorted({tag[2:] for tag in self._tags if tag != "O"}))

    def parted(self, words: Sequence[str], overlap: int) -> list[Window]:
        """Windows over the words of a sentence."""
        lengths = [0] * len(words)
        ids = self.tokenizer(list(words), is_split_into_words=True, add_special_tokens=False).word_ids(0)
        for k in ids:
            lengths[k] += 1
        limit = self.longest - self.tokenizer.num_special_tokens_to_add()
        return windows([min(length, limit) for length in lengths], limit, min(overlap, limit // 2))

    def encode(self, pieces: Sequence[Sequence[str]]) -> Any:
        """Subwords of windows, padded; only the end of a word longer than a window is left out."""
        return self.tokenizer(
            [list(words) for words in pieces],
            is_split_into_words=True,
            padding=True,
            truncation=True,
            max_length=self.longest,
            return_tensors="pt",
        )

    def batch(self, sentences: Sequence[Sequence[str]]) -> list[list[ScoredSpan]]:
        """For each sentence (first word, word behind the last, label, probability) of each entity.

        The probability is the lowest of the tags of the entity's words.
        """
        tags = [["O"] * len(words) for words in sentences]
        sure = [[1.0] * len(words) for words in sentences]
        jobs = [(k, w) for k, words in enumerate(sentences) if words for w in self.parted(words, OVERLAP)]
        for at in range(0, len(jobs), BATCH):
            part = jobs[at : at + BATCH]
            best = self._best([sentences[k][w.start : w.end] for k, w in part])
            for (k, w), found in zip(part, best, strict=True):
                for i, (tag, probability) in found.items():
                    if w.first <= w.start + i < w.behind:
                        tags[k][w.start + i], sure[k][w.start + i] = tag, probability
        return [
            [(start, end, label, min(row[start:end])) for start, end, label in decode(line)]
            for line, row in zip(tags, sure, strict=True)
        ]

    def _best(self, pieces: Sequence[Sequence[str]]) -> list[dict[int, tuple[str, float]]]:
        """Word -> tag and its probability, for each window; words without any subword are not there."""
        self.model.eval()
        encoded = self.encode(pieces)
        given = {name: value.to(self.model.device) for name, value in encoded.items()}
        with torch.no_grad():
            probabilities = self.model(**given).logits.float().softmax(-1).cpu()
        most, which = probabilities.max(-1)
        found: list[dict[int, tuple[str, float]]] = []
        for k in range(len(pieces)):
            words: dict[int, tuple[str, float]] = {}
            for i, word in enumerate(encoded.word_ids(k)):
                if word is not None and word not in words:
                    words[word] = (self._tags[int(which[k, i])], float(most[k, i]))
            found.append(words)
        return found

    def parts(self) -> Mapping[str, bytes]:
        """The model's and the tokenizer's files."""
        with quiet(), tempfile.TemporaryDirectory() as folder:
            self.model.save_pretrained(folder)
            self.tokenizer.save_pretrained(folder)
            return {path.name: path.read_bytes() for path in sorted(Path(folder).iterdir())}


@contextmanager
def quiet() -> Iterator[None]:
    """Without the progress bars and reports of transformers."""
    level, bars = logging.get_verbosity(), logging.is_progress_bar_enabled()
    logging.set_verbosity_error()
    logging.disable_progress_bar()
    try:
        yield
    finally:
        logging.set_verbosity(level)
        if bars:
            logging.enable_progress_bar()


def _longest(model: Any, tokenizer: Any) -> int:
    """Most subwords that a model takes; two positions are the padding's in models of RoBERTa's kind."""
    positions = getattr(model.config, "max_position_embeddings", 512)
    return int(min(tokenizer.model_max_length, positions - 2))


def from_parts(parts: Mapping[str, bytes]) -> TransformerTagger:
    """Read what `TransformerTagger.parts` gave.

    Raises:
        ModelError: There is a file that could hold code.
    """
    wrong = sorted(name for name in parts if not name.endswith(_ENDINGS) or Path(name).name != name)
    if wrong:
        raise ModelError(f"A model of transformers is not made of files such as {wrong[0]!r}; train it again.")
    with quiet(), tempfile.TemporaryDirectory() as folder:
        for name, data in parts.items():
            (Path(folder) / name).write_bytes(data)
        model = AutoModelForTokenClassification.from_pretrained(
            folder, local_files_only=True, trust_remote_code=False, use_safetensors=True
        )
        tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True, trust_remote_code=False)
    return TransformerTagger(model, tokenizer)
