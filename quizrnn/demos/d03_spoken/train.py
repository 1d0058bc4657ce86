"""The training of D03 in torch: minibatches of clips, Adam as Keras has it, perhaps clipped gradients."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from quizrnn.demos.d03_spoken.inputs import Array, Batches, Split, load_clips, split_clips
from quizrnn.demos.d03_spoken.nets import make_net, trained
from quizrnn.demos.d03_spoken.pictures import accuracies, comparison, sound
from quizrnn.demos.d03_spoken.published import published, published_rows
from quizrnn.demos.d03_spoken.seen import chance_band, what_was_seen
from quizrnn.demos.d03_spoken.spec import ABOVE, CHANCE, DEMO, LEARNT, Spoken
from quizrnn.demos.digit_cnn import Adam, saved_net
from quizrnn.demos.digits import confusion
from quizrnn.demos.events import Checkpoint, Metric, Report, State, Yielded
from quizrnn.demos.randomness import restore_random

AT_ONCE = 125
"""Clips measured at a time."""
LOOKS = 5
"""How often the validation clips are measured; with 1000 steps each they take as long as many minibatches."""


class Measured(NamedTuple):
    """Mean loss and accuracy of a part, and its answers (N,)."""

    loss: float
    accuracy: float
    answers: Array


class ClippedAdam(Adam):
    """Adam whose gradients may be clipped, element by element or all together."""

    clip: str = "none"
    threshold: float = 0.5

    def step(self, loss: Tensor) -> None:
        """One step down the gradient of ``loss``."""
        self.optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        if self.clip == "value":
            nn.utils.clip_grad_value_(self.net.values(), self.threshold)
        elif self.clip == "norm":
            nn.utils.clip_grad_norm_(self.net.values(), self.threshold)
        self.optimiser.step()


def run(
    params: Spoken,
    rng: np.random.Generator,
    device: str,
    *,
    data: Path | None = None,
    resume: State | None = None,
) -> Iterator[Yielded]:
    """Train on minibatches; a minibatch is a step."""
    clips = load_clips(rng, data)
    split = split_clips(clips, params, rng)
    net = make_net(params, split.train[0].shape[2], rng).to(device)
    batches, epoch, first, saved = Batches(len(split.train[2]), params.batch, rng), np.zeros(3), 1, None
    if resume is not None:
        restore_random(rng, resume)
        net.load_state_dict({name: torch.as_tensor(value) for name, value in resume["weights"].items()})
        batches = Batches(len(split.train[2]), params.batch, rng, resume["batches"])
        epoch, first, saved = resume["epoch"], int(resume["step"]) + 1, resume["adam"]
    adam = ClippedAdam(trained(net), params.lr, saved)
    adam.clip, adam.threshold = params.clip, params.threshold
    if resume is None:
        yield sound(params, clips[0])
    every, look = max(params.steps // 50, 1), max(params.steps // LOOKS, 1)
    look = -(-look // every) * every
    for step in range(first, params.steps + 1):
        if batches.is_new():
            epoch = np.zeros(3)  # sums of loss and hits, and the number of clips
        chosen = batches.next()
        epoch = epoch + _train_step(net, adam, split, chosen, device)
        if step % every and step != params.steps:
            continue
        values = {"loss": float(epoch[0] / epoch[2]), "accuracy": float(epoch[1] / epoch[2])}
        if step % look == 0 or step == params.steps:
            seen = measure(net, split.valid, device)
            values |= {"validation loss": seen.loss, "validation accuracy": seen.accuracy}
            yield confusion(step, seen.answers, split.valid[2])
        yield Metric(step, dict(values))
        kept = {"weights": saved_net(dict(net.named_parameters())), "adam": adam.state(), "step": step}
        kept |= {"batches": batches.state(), "epoch": epoch}
        yield Checkpoint(step, lambda kept=kept: kept)  # type: ignore[misc]
    valid, test = measure(net, split.valid, device), measure(net, split.test, device)
    yield accuracies(params, (valid.accuracy, test.accuracy, float(epoch[1] / epoch[2])), len(split.valid[2]))
    yield confusion(params.steps, test.answers, split.test[2])
    yield from comparison(params.steps)
    yield _report(params, split, net, (valid, test, epoch), data)


def _train_step(net: nn.Module, adam: Adam, split: Split, chosen: Array, device: str) -> Array:
    """One step; returns the summed loss, the hits and the number of clips."""
    x, lengths, t = (torch.from_numpy(part[chosen]).to(device) for part in split.train)
    logits = net(x, lengths)
    loss = functional.cross_entropy(logits, t)
    adam.step(loss)
    hits = (logits.detach().argmax(dim=1) == t).sum()
    return np.array([float(loss.detach()) * len(t), float(hits), len(t)])


def measure(net: nn.Module, part: tuple[Array, Array, Array], device: str) -> Measured:
    """The net on a part of the clips."""
    found = []
    with torch.no_grad():
        for at in range(0, len(part[2]), AT_ONCE):
            x, lengths = (torch.from_numpy(array[at : at + AT_ONCE]).to(device) for array in part[:2])
            found.append(net(x, lengths).cpu())
    logits, t = torch.cat(found), torch.from_numpy(part[2])
    right = (logits.argmax(dim=1) == t).double().mean()
    return Measured(float(functional.cross_entropy(logits, t)), float(right), logits.argmax(dim=1).numpy())


def _report(
    params: Spoken, split: Split, net: nn.Module, found: tuple[Measured, Measured, Any], data: Path | None
) -> Report:
    valid, test, epoch = found
    band = chance_band(len(split.valid[2]))
    figures = {
        "validation": valid.accuracy,
        "validation_loss": valid.loss,
        "training": float(epoch[1] / epoch[2]),
        "training_loss": float(epoch[0] / epoch[2]),
        "test": test.accuracy,
        "chance": band[1],
        "weights": float(sum(weight.numel() for weight in trained(net).values())),
    }
    above = min(valid.accuracy, test.accuracy) > band[1]
    outcome = LEARNT if test.accuracy >= 0.95 else ABOVE if above else CHANCE
    rows = published_rows(DEMO, figures, published(params), real=data is not None)
    return Report(
        rows, what_was_seen(params, figures, len(split.valid[2]), real=data is not None), outcome.name
    )
