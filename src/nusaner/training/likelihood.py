"""The partition function of a linear-chain CRF in PyTorch, with its gradient worked out by hand.

The gradient of the log partition function is the expected counts of tags and steps (Lafferty et
al., 2001), which forward-backward gives at once; letting PyTorch record each step instead takes
several times as long.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor

_TINY = 1e-30


class LogPartition(torch.autograd.Function):
    """log Z of each sentence; to be called as `LogPartition.apply(scores, mask, start, moves)`.

    `scores` has the shape (sentences, words, tags), `mask` (sentences, words) with ones first,
    `start` (tags,), `moves` (tags, tags); the result has the shape (sentences,).
    """

    @staticmethod
    def forward(ctx: Any, scores: Tensor, mask: Tensor, start: Tensor, moves: Tensor) -> Tensor:
        """log Z of each sentence."""
        highest = scores.max(2, keepdim=True).values
        weights, step, real = (scores - highest).exp(), moves.exp(), mask.bool()
        shares, total = _shares(weights[:, 0] * start.exp())
        forward, log_z = [shares], total.log() + highest[:, 0, 0]
        for t in range(1, scores.shape[1]):
            shares, total = _shares((forward[-1] @ step) * weights[:, t])
            forward.append(torch.where(real[:, t, None], shares, forward[-1]))
            log_z = log_z + torch.where(real[:, t], total.log() + highest[:, t, 0], torch.zeros_like(log_z))
        ctx.save_for_backward(weights, step, real, torch.stack(forward, 1))
        return log_z

    @staticmethod
    def backward(ctx: Any, grad: Tensor) -> tuple[Tensor, None, Tensor, Tensor]:  # type: ignore[override]
        """Expected counts, times the gradient that comes in."""
        weights, step, real, forward = ctx.saved_tensors
        behind = torch.ones_like(weights[:, 0])
        tags, arrivals = [], []
        for t in range(weights.shape[1] - 1, -1, -1):
            tags.append(_shares(forward[:, t] * behind)[0])
            if t:
                arriving = weights[:, t] * behind
                leaving = arriving @ step.T
                through = (forward[:, t - 1] * leaving).sum(1, keepdim=True) + _TINY
                arrivals.append(arriving / through * real[:, t, None])
                behind = torch.where(real[:, t, None], _shares(leaving)[0], behind)
        expected = torch.stack(tags[::-1], 1) * (real * grad[:, None])[:, :, None]
        if not arrivals:
            return expected, None, expected[:, 0].sum(0), torch.zeros_like(step)
        after = torch.stack(arrivals[::-1], 1) * grad[:, None, None]
        moved = torch.einsum("bti,btj->ij", forward[:, :-1], after) * step
        return expected, None, expected[:, 0].sum(0), moved


def _shares(values: Tensor) -> tuple[Tensor, Tensor]:
    total = values.sum(1) + _TINY
    return values / total[:, None], total
