"""Random choices of libraries that draw from global generators; extras `stanza` and `transformers`."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np


@contextmanager
def seeded(seed: int) -> Iterator[None]:
    """Set the global generators of Python, NumPy and PyTorch, and put them back afterwards."""
    import torch

    state, numpy_state = random.getstate(), np.random.get_state()
    with torch.random.fork_rng(devices=[]):
        random.seed(seed)
        np.random.seed(seed % 2**32)
        torch.manual_seed(seed)
        try:
            yield
        finally:
            random.setstate(state)
            np.random.set_state(numpy_state)


def epoch_seed(seed: int, epoch: int) -> int:
    """A seed for an epoch, which depends on nothing that was drawn before it."""
    return seed * 10_000 + epoch


@contextmanager
def alone(seed: int) -> Iterator[None]:
    """The same with PyTorch on one thread, where the same seed gives the same sums; it is put back, too."""
    import torch

    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        with seeded(seed):
            yield
    finally:
        torch.set_num_threads(threads)
