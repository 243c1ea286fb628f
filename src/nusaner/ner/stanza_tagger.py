"""Stanza's recognizer (BiLSTM-CRF over words and letters; Qi et al., 2020) on nusaner's tokens.

The only importer of stanza beside its trainer (`nusaner.training.stanza_engine`). Inside, labels are
called L0, L1, ...: Stanza parts tags at signs that labels may hold.
"""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from pickle import UnpicklingError
from typing import Any

import numpy as np

from nusaner.errors import MissingExtraError, ModelError
from nusaner.ner import lattice
from nusaner.ner.scheme import ScoredSpan, decode

try:
    import torch
    from stanza.models.common.doc import Document
    from stanza.models.common.pretrain import PretrainedWordVocab
    from stanza.models.common.utils import unsort
    from stanza.models.ner.data import DataLoader
    from stanza.models.ner.trainer import Trainer, fix_singleton_tags, unpack_batch
except ImportError as error:
    raise MissingExtraError("stanza", "stanza") from error

WEIGHTS, VECTORS, LABELS = "stanza.pt", "vectors.npz", "labels.json"
BATCH = 64
#: A longer sentence is tagged in pieces, so that memory stays bounded on any text.
LONGEST = 300
#: What a model file may not switch on: these would read other files, or the network.
SAFE = {"bert_model": None, "charlm": False, "charlm_forward_file": None, "charlm_backward_file": None,
        "use_peft": False}  # fmt: skip


class Vectors:
    """Word vectors as Stanza takes them (its `Pretrain`), without a file of its own.

    Args:
        words: Lower-cased words.
        matrix: Float array of shape (words, dimensions).
    """

    def __init__(self, words: Sequence[str], matrix: np.ndarray[Any, Any]) -> None:
        self.words, self.matrix = list(words), matrix
        self.vocab = PretrainedWordVocab(self.words)
        special = len(self.vocab) - len(self.words)
        zeros = np.zeros((special, matrix.shape[1]), dtype=np.float32)
        self.emb = torch.from_numpy(np.concatenate([zeros, matrix.astype(np.float32)]))

    def to_bytes(self) -> bytes:
        """A compressed NumPy archive without pickle: `words` (UTF-8, joined by line feeds), `matrix` (float16)."""
        buffer = io.BytesIO()
        words = np.frombuffer("\n".join(self.words).encode(), dtype=np.uint8)
        np.savez_compressed(buffer, words=words, matrix=self.matrix.astype(np.float16))
        return buffer.getvalue()

    @classmethod
    def from_bytes(cls, data: bytes) -> Vectors:
        """Read what `to_bytes` gave."""
        with np.load(io.BytesIO(data), allow_pickle=False) as archive:
            return cls(archive["words"].tobytes().decode().split("\n"), archive["matrix"])


class StanzaTagger:
    """A trained model of Stanza's.

    Args:
        trainer: Stanza's model with its vocabulary.
        vectors: The word vectors that it was trained with.
        labels: The names of L0, L1, ...
    """

    def __init__(self, trainer: Trainer, vectors: Vectors, labels: Sequence[str]) -> None:
        self.trainer, self.vectors, self._names = trainer, vectors, tuple(labels)

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels that the model knows, sorted."""
        return tuple(sorted(self._names))

    def batch(self, sentences: Sequence[Sequence[str]]) -> list[list[ScoredSpan]]:
        """For each sentence (first word, word behind the last, label, probability) of each entity.

        The probability is the lowest marginal of the tags of the entity's words.
        """
        pieces = [(k, at, s[at : at + LONGEST]) for k, s in enumerate(sentences) for at in range(0, len(s), LONGEST)]
        found: list[list[ScoredSpan]] = [[] for _ in sentences]
        if pieces:
            tagged = self._tagged([words for _, _, words in pieces])
            for (k, at, _), (tags, sure) in zip(pieces, tagged, strict=True):
                for start, end, code in decode(bio(tags)):
                    label = self._names[int(code[1:])]
                    found[k].append((start + at, end + at, label, float(min(sure[start:end]))))
        return found

    def _tagged(self, sentences: Sequence[Sequence[str]]) -> list[tuple[list[str], list[float]]]:
        """BIOES tags and their marginals, for each sentence."""
        model, vocab = self.trainer.model, self.trainer.vocab["tag"]
        model.eval()
        loader = DataLoader(
            document(sentences), BATCH, self.trainer.args, vocab=self.trainer.vocab, evaluation=True,
            preprocess_tags=False,
        )  # fmt: skip
        result: list[tuple[list[str], list[float]]] = []
        for batch in loader:
            inputs, order, word_order, char_order, lengths, word_lengths, char_lengths, offsets = unpack_batch(
                batch, next(model.parameters()).device
            )
            words, letters, mask, chars, tags = inputs
            with torch.no_grad():
                _, logits, transitions = model(
                    words,
                    letters,
                    mask,
                    tags,
                    word_order,
                    lengths,
                    word_lengths,
                    chars,
                    offsets,
                    char_lengths,
                    char_order,
                )
            unary, chain = logits[0].cpu().numpy(), transitions[0].detach().cpu().numpy()
            found = lattice.decode(
                [unary[k, :n] for k, n in enumerate(lengths)], np.zeros(len(chain), dtype=np.float32), chain
            )
            rows = [([tag[0] for tag in vocab.unmap([[i] for i in best])], sure) for best, sure in found]
            result += unsort([(fix_singleton_tags(names), sure) for names, sure in rows], order)
        return result

    def parts(self) -> Mapping[str, bytes]:
        """The model's files; the weights are tensors and plain values, as `weights_only` allows."""
        return {
            WEIGHTS: to_bytes(self.trainer),
            VECTORS: self.vectors.to_bytes(),
            LABELS: json.dumps(self._names, ensure_ascii=False).encode(),
        }


def trained_state(trainer: Trainer) -> dict[str, Any]:
    """The weights of a model of Stanza's that were trained; the word vectors are not."""
    unsaved = set(trainer.model.unsaved_modules)
    return {name: value for name, value in trainer.model.state_dict().items() if name.split(".")[0] not in unsaved}


def to_bytes(trainer: Trainer) -> bytes:
    """The weights, vocabulary and settings of a model of Stanza's."""
    buffer = io.BytesIO()
    torch.save(
        {"model": trained_state(trainer), "vocab": trainer.vocab.state_dict(), "config": dict(trainer.args)}, buffer
    )
    return buffer.getvalue()


def from_parts(parts: Mapping[str, bytes]) -> StanzaTagger:
    """Read what `StanzaTagger.parts` gave; nothing in it is run (`torch.load` with `weights_only`).

    Raises:
        ModelError: The weights are none.
    """
    vectors = Vectors.from_bytes(parts[VECTORS])
    try:
        trainer = Trainer(args=dict(SAFE), model_file=io.BytesIO(parts[WEIGHTS]), pretrain=vectors, device="cpu")
    except (UnpicklingError, RuntimeError) as error:
        raise ModelError(f"The model file {WEIGHTS} holds something else than weights; train it again.") from error
    return StanzaTagger(trainer, vectors, json.loads(parts[LABELS]))


def document(sentences: Sequence[Sequence[str]], tags: Sequence[Sequence[str]] | None = None) -> Document:
    """Words (and BIOES tags, else O) as Stanza's document."""
    rows = tags if tags is not None else [["O"] * len(words) for words in sentences]
    return Document(
        [
            [{"id": i + 1, "text": word, "ner": tag} for i, (word, tag) in enumerate(zip(words, row, strict=True))]
            for words, row in zip(sentences, rows, strict=True)
        ]
    )


def bio(tags: Sequence[str]) -> list[str]:
    """BIO tags of BIOES tags; special signs of Stanza's vocabulary are O.

    Example:
        >>> bio(["S-L0", "O", "B-L1", "E-L1"])
        ['B-L0', 'O', 'B-L1', 'I-L1']
    """
    kinds = {"S": "B", "B": "B", "I": "I", "E": "I"}
    parted = (tag.partition("-") for tag in tags)
    return [f"{kinds[kind]}-{code}" if kind in kinds and code else "O" for kind, _, code in parted]
