"""PyTorch twin of ``sequences.py``: the same names, argument order and shapes, on tensors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import torch
from torch import Tensor
from torch.nn import functional

from quizrnn.reference import arguments
from quizrnn.reference.sequences import check_bits, check_ragged, check_samples, check_shift, check_windows


def make_windows(x: Tensor, size: int, step: int = 1) -> Tensor:
    """Cut x (T, ...) into all windows (N, size, ...)."""
    check_windows(x, size, step)
    windows = x.unfold(0, size, step)  # (N, ..., size)
    return windows.movedim(-1, 1)


def shift_right(y: Tensor, start: float = 0.0) -> Tensor:
    """Return y (N, T, ...) one step later, ``start`` first."""
    check_shift(y, start)
    first = torch.full_like(y[:, :1], start)
    return torch.cat([first, y[:, :-1]], dim=1)


def pad_or_cut(
    rows: Sequence[Tensor], length: int, value: float = 0.0, side: str = "post"
) -> tuple[Tensor, Tensor]:
    """Bring rows (T_i, ...) to (N, length, ...), and return the mask (N, length) of real steps."""
    check_ragged(rows, length, value, side)
    padded, masks = [], []
    for row in rows:
        kept = row[:length] if side == "post" else row[max(len(row) - length, 0) :]
        rest = row.new_full((length - len(kept), *row.shape[1:]), value)
        real, empty = kept.new_ones(len(kept), dtype=torch.bool), rest.new_zeros(len(rest), dtype=torch.bool)
        padded.append(torch.cat([kept, rest] if side == "post" else [rest, kept]))
        masks.append(torch.cat([real, empty] if side == "post" else [empty, real]))
    return torch.stack(padded), torch.stack(masks)


def one_hot(ids: Tensor, classes: int) -> Tensor:
    """Return ids (...) as float64 rows (..., classes)."""
    arguments.whole("classes", classes, minimum=1)
    arguments.ids("ids", ids, below=classes)
    return functional.one_hot(ids, classes).to(torch.float64)


def minibatches(
    x: Tensor, y: Tensor, size: int, rng: torch.Generator | None = None, drop_last: bool = False
) -> Iterator[tuple[Tensor, Tensor]]:
    """Yield (x, y) in batches of ``size``, shuffled alike when ``rng`` is given."""
    check_samples(x, y, size, drop_last)
    return _batches(x, y, size, rng, drop_last)


def _batches(
    x: Tensor, y: Tensor, size: int, rng: torch.Generator | None, drop_last: bool
) -> Iterator[tuple[Tensor, Tensor]]:
    """As above, once the arguments are known to be good (a generator would only find out later)."""
    order = torch.arange(len(x)) if rng is None else torch.randperm(len(x), generator=rng, device=rng.device)
    for chosen in torch.split(order, size):
        if not (drop_last and len(chosen) < size):
            yield x[chosen], y[chosen]


def binary_digits(numbers: Tensor, digits: int = 8) -> Tensor:
    """Return numbers (...) as bits (..., digits), the least significant bit first."""
    arguments.whole("digits", digits, minimum=1, maximum=62)
    arguments.ids("numbers", numbers, below=2**digits)
    return (numbers.long()[..., None] >> torch.arange(digits, device=numbers.device)) & 1


def from_binary_digits(bits: Tensor) -> Tensor:
    """Return the numbers (...) of bits (..., digits), least significant first."""
    check_bits(bits)
    return (bits.long() << torch.arange(bits.shape[-1], device=bits.device)).sum(dim=-1)
