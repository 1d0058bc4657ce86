"""From clips to rows of equal length: as the sources cut them, or prepared as sound usually is."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from quizrnn.datasets.spoken_files import Clip, load_spoken
from quizrnn.datasets.two_tones import two_tone_clips
from quizrnn.demos.d03_spoken.spec import Spoken
from quizrnn.demos.events import State
from quizrnn.demos.texts import DemoError, Text

Array = NDArray[Any]
LEFT_OUT = ("lucas",)
"""The speaker whom the version of the data that the sources use does not have."""
FEWEST = 20
FULL_SCALE = 32768.0
FRAME, HOP, BANDS, LOWEST = 256, 128, 32, 100.0
"""Samples of a frame, samples from one to the next, bands of the spectrum, hertz where the first band begins."""


class Split(NamedTuple):
    """Rows x (N, T, D) in single precision, how many steps of each are real (N,), digits t (N,); 70/15/15."""

    train: tuple[Array, Array, Array]
    valid: tuple[Array, Array, Array]
    test: tuple[Array, Array, Array]


class Batches:
    """Indices of minibatches: all clips in a new order each epoch, the last batch what is left, as Keras has it."""

    def __init__(self, total: int, size: int, rng: np.random.Generator, saved: State | None = None) -> None:
        self.total, self.size, self.rng = total, size, rng
        self.order: Array = saved["order"] if saved else rng.permutation(total)
        self.at: int = int(saved["at"]) if saved else 0

    def is_new(self) -> bool:
        """Whether the next batch begins an epoch."""
        return self.at == 0 or self.at >= self.total

    def next(self) -> Array:
        """The indices of the next minibatch."""
        if self.at >= self.total:
            self.order, self.at = self.rng.permutation(self.total), 0
        self.at += self.size
        return self.order[self.at - self.size : self.at]

    def state(self) -> State:
        """What ``saved`` needs to go on."""
        return {"order": self.order, "at": self.at}


def load_clips(rng: np.random.Generator, data: Path | None) -> list[Clip]:
    """Drawn clips, or the recordings of ``data`` as the sources had them; raises DataError and DemoError."""
    clips = two_tone_clips(rng) if data is None else load_spoken(data, without=LEFT_OUT)
    if len(clips) < FEWEST:
        why = Text(
            f"{len(clips)} recordings are too few; at least {FEWEST} are needed",
            f"録音が {len(clips)} 個しかありません。{FEWEST} 個以上必要です",
        )
        raise DemoError("unfit", name="data", why=why)
    return clips


def split_clips(clips: list[Clip], params: Spoken, rng: np.random.Generator) -> Split:
    """The clips in a drawn order as rows: 70 % to learn from, 15 % to validate, 15 % to test."""
    pairs = [prepared(clip, params) for clip in clips]
    x = np.stack([row for row, _ in pairs])
    lengths = np.array([length for _, length in pairs])
    t = np.array([clip.digit for clip in clips])
    order = rng.permutation(len(clips))
    first, second = round(0.7 * len(clips)), round(0.85 * len(clips))
    parts = (order[:first], order[first:second], order[second:])
    return Split(*((x[part], lengths[part], t[part]) for part in parts))


def prepared(clip: Clip, params: Spoken) -> tuple[Array, int]:
    """A clip as (length, D), zeros behind what is short, and the number of real steps."""
    steps = spectrum(clip) if params.input == "spectrum" else _wave(clip, params.input)[:, None]
    real = min(len(steps), params.length)
    row = np.zeros((params.length, steps.shape[1]), np.float32)
    row[:real] = steps[:real]
    return row, real


def _wave(clip: Clip, form: str) -> Array:
    """Samples (T,) as integers, between -1 and 1, or the latter with every 8 of them averaged to one."""
    samples = clip.samples.astype(np.float64)
    if form == "integers":
        return samples
    samples = samples / FULL_SCALE
    if form == "decimated":
        samples = samples[: len(samples) // 8 * 8].reshape(-1, 8).mean(axis=1)
    return samples


def spectrum(clip: Clip) -> Array:
    """Logarithms of the energy in 32 bands, mean 0 and std 1 over the clip: (frames, 32), a frame each 16 ms at 8 kHz."""
    samples = clip.samples / FULL_SCALE
    if len(samples) < FRAME:
        samples = np.pad(samples, (0, FRAME - len(samples)))
    frames = np.lib.stride_tricks.sliding_window_view(samples, FRAME)[::HOP] * np.hanning(FRAME)
    energy = np.abs(np.fft.rfft(frames, axis=1)) ** 2 @ mel_bands(clip.rate)  # (frames, bands)
    logarithm = np.log(energy + 1e-6)
    return np.asarray((logarithm - logarithm.mean()) / (logarithm.std() + 1e-6))


def mel_bands(rate: int) -> Array:
    """Triangles (FRAME // 2 + 1, BANDS), evenly wide on the mel scale, as hearing is: narrow below, wide above."""
    mel = 2595 * np.log10(1 + np.fft.rfftfreq(FRAME, 1 / rate) / 700)
    edges = np.linspace(2595 * np.log10(1 + LOWEST / 700), mel[-1], BANDS + 2)
    low, middle, high = edges[:-2], edges[1:-1], edges[2:]
    up, down = (mel[:, None] - low) / (middle - low), (high - mel[:, None]) / (high - middle)
    return np.asarray(np.maximum(0, np.minimum(up, down)))
