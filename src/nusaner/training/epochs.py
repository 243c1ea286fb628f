"""Runs of neural engines: epoch after epoch, the best one, and what is kept to go on after an interruption.

Each epoch starts from the seed and its own number, so a run that was interrupted and resumed gives the
model of one that was not.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any

import torch

from nusaner.training.chance import epoch_seed, seeded
from nusaner.training.engines import Job
from nusaner.training.rehearsal import Tagger, scores

_CHECKPOINT = "checkpoint.pt"


class Run(ABC):
    """The epochs of one training; an engine says what an epoch does and what its weights are.

    Attributes:
        job: What is trained, with settings that have `epochs` and `patience`.
        tagger: What is trained, as it tags the development sentences.
        done: Epochs behind it.
        best: Weights of the best epoch, as `snapshot` gave them; None before the first.
    """

    def __init__(self, job: Job, tagger: Tagger) -> None:
        self.job, self.tagger = job, tagger
        self.done = 0
        self.best: Any = None
        self._figure, self._best_epoch = -1.0, 0

    @abstractmethod
    def learn(self) -> None:
        """One pass over the training sentences; `done` is the number of those before it."""

    @abstractmethod
    def snapshot(self) -> Any:
        """The weights as they are now, of tensors that later steps do not change."""

    @abstractmethod
    def state(self) -> dict[str, Any]:
        """What training goes on from: weights and the optimizer's memory."""

    @abstractmethod
    def restore(self, state: Mapping[str, Any]) -> None:
        """Take over what `state` gave."""

    def finish(self) -> None:
        """Go on where an interrupted run has ended, to the last epoch or until the last ones bring nothing."""
        self._resume()
        while not self._is_over:
            with seeded(epoch_seed(self.job.seed, self.done + 1)):
                self.learn()
            self.done += 1
            figure = scores(self.tagger, self.job.dev)["all"].f1 if self.job.dev else None
            if figure is None or figure >= self._figure:
                self._figure, self._best_epoch, self.best = figure or 0.0, self.done, self.snapshot()
            self._keep()
            self.job.step(self.done, self.job.config.epochs, figure)

    @property
    def _is_over(self) -> bool:
        config = self.job.config
        return bool(self.done >= config.epochs or self.done - self._best_epoch >= config.patience)

    def _keep(self) -> None:
        if self.job.folder is None:
            return
        told = {"done": self.done, "figure": self._figure, "best_epoch": self._best_epoch, "best": self.best}
        path = self.job.folder / _CHECKPOINT
        new = path.with_suffix(".new")
        torch.save({**told, **self.state()}, new)
        new.replace(path)

    def _resume(self) -> None:
        path = self.job.folder / _CHECKPOINT if self.job.folder is not None else None
        if path is None or not path.is_file():
            return
        state = torch.load(path, weights_only=True, map_location="cpu")
        self.restore(state)
        self.done, self._figure, self._best_epoch = state["done"], state["figure"], state["best_epoch"]
        self.best = state["best"]
