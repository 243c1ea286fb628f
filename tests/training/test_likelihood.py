import pytest

torch = pytest.importorskip("torch")

from nusaner.training.likelihood import LogPartition  # noqa: E402


def recorded(scores, mask, start, moves):
    """The textbook recursion, whose gradient PyTorch finds by itself."""
    total = scores[:, 0] + start
    for t in range(1, scores.shape[1]):
        following = torch.logsumexp(total[:, :, None] + moves, 1) + scores[:, t]
        total = torch.where(mask[:, t, None] > 0, following, total)
    return torch.logsumexp(total, 1)


@pytest.mark.parametrize("words", [1, 2, 7])
def test_value_and_gradient_are_those_of_the_textbook(words):
    torch.manual_seed(words)
    lengths = [words, max(1, words - 3), 1]
    mask = torch.tensor([[float(t < n) for t in range(words)] for n in lengths])
    found = []
    values = [torch.randn(3, words, 4) * 3, torch.randn(4), torch.randn(4, 4)]
    factors = torch.tensor([1.0, -2.0, 0.5])
    for function in (recorded, LogPartition.apply):
        scores, start, moves = (value.clone().double().requires_grad_() for value in values)
        result = function(scores, mask.double(), start, moves)
        (result * factors).sum().backward()
        moved = torch.zeros(4, 4).double() if moves.grad is None else moves.grad
        found.append([result.detach(), scores.grad * mask[:, :, None], start.grad, moved])
    for expected, got in zip(*found, strict=True):
        assert torch.allclose(expected, got, atol=1e-9)
