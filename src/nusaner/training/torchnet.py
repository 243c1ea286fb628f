"""The window network in PyTorch; imported by `nusaner.training.network` alone.

It is the same as `nusaner.ner.network`, which says what each layer is; dropout and the likelihood of
the CRF (Lafferty et al., 2001) come in here.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn
from torch.nn import functional
from torch.nn.utils.rnn import pad_sequence

from nusaner.ner.network import WEIGHTS
from nusaner.ner.spelling import describe, rows
from nusaner.ner.words import WordTable, key
from nusaner.training.likelihood import LogPartition

if TYPE_CHECKING:
    from nusaner.training.network import Example, NetworkConfig

_WARM_UP = 40
_LEAST_RATE = 1e-5
_LONGEST_GRADIENT = 5.0
_FORBIDDEN = -1e4
_POOL = 8


class Words:
    """The word types met so far, with their features and vectors; number 0 is the gap."""

    def __init__(self, table: WordTable, size: int) -> None:
        self._table, self._size = table, size
        self.numbers: dict[str, int] = {"": 0}
        self.features: list[npt.NDArray[np.int64]] = [np.zeros(1, dtype=np.int64)]
        self.vectors = torch.zeros(1, table.vectors.shape[1])

    def add(self, words: Sequence[str]) -> None:
        """Take in words that may be new."""
        new = [word for word in dict.fromkeys(words) if word not in self.numbers]
        for word in new:
            self.numbers[word] = len(self.numbers)
            self.features.append(np.array(rows(describe(word, self._table), self._size), dtype=np.int64))
        found = torch.from_numpy(self._table.lookup([key(word) for word in new]))
        self.vectors = torch.cat([self.vectors, found])


class Body(nn.Module):
    """Everything but the heads."""

    def __init__(self, config: NetworkConfig, dimensions: int, gazetteer_tags: int) -> None:
        super().__init__()
        width, hidden = config.width, config.hidden
        self.config = config
        self.features = nn.Embedding(config.rows, width, sparse=True)
        nn.init.normal_(self.features.weight, 0, 0.1)
        self.vector = nn.Linear(dimensions, width)
        self.norm = nn.LayerNorm(width)
        self.gazetteer = nn.Embedding(gazetteer_tags + 1, width)
        nn.init.zeros_(self.gazetteer.weight)
        self.context = nn.Linear((2 * config.reach + 1) * width, hidden)
        self.norm1 = nn.LayerNorm(hidden)
        self.around = nn.Linear(3 * hidden, hidden)
        self.norm2 = nn.LayerNorm(hidden)

    def forward(self, words: Words, flat: Tensor, matches: Tensor) -> Tensor:
        """Hidden states of words in a row with gaps (number 0) between sentences.

        Args:
            words: Where the word numbers lead.
            flat: Word numbers, of shape (words and gaps,).
            matches: Numbers of gazetteer tags, of the same shape; 0 for none.

        Returns:
            A tensor of shape (words and gaps, hidden).
        """
        chance, reach = self.config.dropout, self.config.reach
        real = (flat > 0)[:, None]
        types, places = torch.unique(flat, return_inverse=True)
        encoded = self._encode(words, types)
        kept = torch.rand(len(types), 1) > self.config.word_dropout if self.training else 1
        states = ((encoded * kept)[places] + self.gazetteer(matches)) * real
        states = functional.dropout(states, chance, self.training)
        hidden = functional.silu(self.norm1(self.context(_window(states, reach))))
        hidden = functional.dropout(hidden, chance, self.training) * real
        hidden = hidden + functional.silu(self.norm2(self.around(_window(hidden, 1))))
        return functional.dropout(hidden, chance, self.training)

    def _encode(self, words: Words, types: Tensor) -> Tensor:
        found = [words.features[i] for i in types.tolist()]
        flat = torch.from_numpy(np.concatenate(found))
        starts = torch.tensor([0, *np.cumsum([len(one) for one in found[:-1]]).tolist()])
        kept = torch.ones(len(flat))
        if self.training:
            kept = (torch.rand(len(flat)) > self.config.feature_dropout).float()
        sums = functional.embedding_bag(
            flat, self.features.weight, starts, mode="sum", per_sample_weights=kept, sparse=True
        )
        encoded: Tensor = self.norm(sums + self.vector(words.vectors[types]))
        return encoded


class Head(nn.Module):
    """Scores of tags and of the steps between them."""

    def __init__(self, hidden: int, tags: Sequence[str]) -> None:
        super().__init__()
        self.out = nn.Linear(hidden, len(tags))
        self.start = nn.Parameter(torch.zeros(len(tags)))
        self.moves = nn.Parameter(torch.zeros(len(tags), len(tags)))


class Trainer:
    """A body and the heads of some tasks.

    Args:
        config: Settings.
        table: Vectors and classes of words.
        gazetteer_tags: How many tags gazetteer matches may have.
        tasks: Examples by the name of the task; the tags of a task are those of its examples.
    """

    def __init__(
        self, config: NetworkConfig, table: WordTable, gazetteer_tags: int, tasks: Mapping[str, Sequence[Example]]
    ) -> None:
        torch.manual_seed(config.seed)
        self._config, self._tasks = config, tasks
        self._chance = random.Random(config.seed)  # noqa: S311  no secret depends on it
        self._words = Words(table, config.rows)
        self._words.add([word for examples in tasks.values() for example in examples for word in example.words])
        self._body = Body(config, table.vectors.shape[1], gazetteer_tags)
        self.tags = {
            name: ("O", *sorted({tag for example in examples for tag in example.tags} - {"O"}))
            for name, examples in tasks.items()
        }
        self._heads = {name: Head(config.hidden, tags) for name, tags in self.tags.items()}

    def body(self) -> dict[str, npt.NDArray[np.generic]]:
        """The parameters of the body, but for those of the gazetteer, which is each recognizer's own."""
        state = self._body.state_dict()
        return {name: value.numpy().copy() for name, value in state.items() if not name.startswith("gazetteer.")}

    def start(self, body: Mapping[str, npt.NDArray[np.generic]]) -> None:
        """Go on from what `body` of another trainer gave."""
        found = {name: torch.from_numpy(np.array(value)) for name, value in body.items()}
        self._body.load_state_dict({**self._body.state_dict(), **found})

    def fit(
        self,
        names: Sequence[str],
        *,
        epochs: int,
        rate: float,
        on_epoch: Callable[[int, int], None] | None = None,
    ) -> None:
        """Train the body with the heads of some tasks, in batches of one task each.

        Args:
            names: The tasks.
            epochs: Passes over their examples.
            rate: Highest rate of learning.
            on_epoch: Called after each pass with how many are done, and all.
        """
        parts: list[Any] = [self._body, *(self._heads[name] for name in names)]
        layers = [p for part in parts for p in part.parameters() if p is not self._body.features.weight]
        optimizers: list[torch.optim.Optimizer] = [
            torch.optim.AdamW(layers, betas=(0.9, 0.98), weight_decay=self._config.decay),
            torch.optim.SparseAdam([self._body.features.weight], betas=(0.9, 0.98)),
        ]
        self._body.train()
        passes = [self._epoch(names) for _ in range(epochs)]
        batches = [batch for one in passes for batch in one]
        ends = {end: done for done, end in enumerate(accumulate(map(len, passes)), start=1)}
        rise = min(_WARM_UP, 1 + len(batches) // 5)
        for step, (name, batch) in enumerate(batches):
            now = rate * min(1.0, step / rise) * (1 - step / len(batches)) + _LEAST_RATE
            for optimizer in optimizers:
                optimizer.zero_grad()
                for group in optimizer.param_groups:
                    group["lr"] = now
            self._loss(name, batch).backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(layers, _LONGEST_GRADIENT)
            for optimizer in optimizers:
                optimizer.step()
            if on_epoch is not None and step + 1 in ends:
                on_epoch(ends[step + 1], epochs)

    def _epoch(self, names: Sequence[str]) -> list[tuple[str, list[Example]]]:
        """Batches of sentences of like length, in random order."""
        size, batches = self._config.batch, []
        for name in names:
            examples = list(self._tasks[name])
            self._chance.shuffle(examples)
            for start in range(0, len(examples), size * _POOL):
                pool = sorted(examples[start : start + size * _POOL], key=_length)
                batches += [(name, pool[i : i + size]) for i in range(0, len(pool), size)]
        self._chance.shuffle(batches)
        return batches

    def _loss(self, name: str, batch: Sequence[Example]) -> Tensor:
        head = self._heads[name]
        gap = [0] * (self._config.reach + 1)
        flat, matches = list(gap), list(gap)
        for example in batch:
            flat += [*(self._words.numbers[word] for word in example.words), *gap]
            matches += [*example.matches, *gap]
        numbers = torch.tensor(flat)
        scores = head.out(self._body(self._words, numbers, torch.tensor(matches)))[numbers > 0]
        lengths = [len(example.words) for example in batch]
        index = {tag: i for i, tag in enumerate(self.tags[name])}
        gold = [torch.tensor([index[tag] for tag in example.tags]) for example in batch]
        mask = pad_sequence([torch.ones(n) for n in lengths], True)
        padded = pad_sequence(list(scores.split(lengths)), True)
        return _surprise(padded, pad_sequence(gold, True), mask, head) / len(batch)

    def weights(self, name: str) -> dict[str, npt.NDArray[np.generic]]:
        """The weights of the body and one head, as `nusaner.ner.network.Network` takes them."""
        head = self._heads[name]
        state = {key: value.detach().numpy() for key, value in self._body.state_dict().items()}
        state |= {key: value.detach().numpy() for key, value in head.state_dict().items()}
        table = state["features.weight"]
        scales = np.abs(table).max(axis=1) / 127 + 1e-12
        found: dict[str, npt.NDArray[np.generic]] = {key: state[key] for key in WEIGHTS}
        found["features"] = np.round(table / scales[:, None]).astype(np.int8)
        found["scales"] = scales.astype(np.float32)
        allowed = np.array([[_may_follow(a, b) for b in self.tags[name]] for a in self.tags[name]])
        found["moves"] = np.where(allowed, state["moves"], _FORBIDDEN).astype(np.float32)
        found["start"] = np.where(allowed[0], state["start"], _FORBIDDEN).astype(np.float32)
        return found


def _length(example: Example) -> int:
    return len(example.words)


def _window(states: Tensor, reach: int) -> Tensor:
    padded = functional.pad(states, (0, 0, reach, reach))
    return torch.cat([padded[k : k + len(states)] for k in range(2 * reach + 1)], 1)


def _surprise(scores: Tensor, gold: Tensor, mask: Tensor, head: Head) -> Tensor:
    """Negative log likelihood of gold tags, summed over sentences.

    Args:
        scores: Of shape (sentences, words, tags).
        gold: Tag numbers, of shape (sentences, words).
        mask: 1 for words, 0 for padding, of the same shape.
        head: Where the scores of steps are.
    """
    right = (scores.gather(2, gold[:, :, None]).squeeze(2) * mask).sum(1) + head.start[gold[:, 0]]
    right = right + (head.moves[gold[:, :-1], gold[:, 1:]] * mask[:, 1:]).sum(1)
    log_z: Tensor = LogPartition.apply(scores, mask, head.start, head.moves)  # type: ignore[no-untyped-call]
    return (log_z - right).sum()


def _may_follow(first: str, second: str) -> bool:
    """Whether tag `second` may come behind `first` in the BIO scheme."""
    return not second.startswith("I-") or first[2:] == second[2:]
