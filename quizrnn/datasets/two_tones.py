"""Generated "spoken" digits: a pair of tones each, as a telephone keypad sends, with noise, silence and loudness drawn.

8 kHz, 16-bit integers, lengths like those of spoken digits (a sixth of a second to three quarters), each clip led in
by a little silence. A speaker's loudness varies tenfold, so the integers mean nothing until they are scaled.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from quizrnn.datasets.spoken_files import Clip

RATE = 8000
SHORTEST, LONGEST = 1200, 6000
LOW, HIGH = (697, 770, 852, 941), (1209, 1336, 1477)
TONES = ((941, 1336), *((low, high) for low in LOW[:3] for high in HIGH))
"""Hertz of each digit's two tones, 0 first."""
NOISE = 0.2
"""Standard deviation of the noise, where each tone has amplitude 1."""


def two_tone_clip(digit: int, rng: np.random.Generator, number: int = 0) -> Clip:
    """One clip of that digit."""
    count = int(rng.integers(SHORTEST, LONGEST))
    start, peak = int(rng.integers(0, 400)), np.exp(rng.uniform(np.log(1000), np.log(10_000)))
    time = np.arange(count) / RATE
    phases = rng.uniform(0, 2 * np.pi, 2)
    sound = sum(
        np.sin(2 * np.pi * hertz * time + phase) for hertz, phase in zip(TONES[digit], phases, strict=True)
    )
    sound = sound * np.sin(np.pi * np.linspace(0, 1, count)) ** 0.5  # it swells and fades
    sound[:start] = 0
    sound = sound + NOISE * rng.standard_normal(count)
    samples: NDArray[np.int16] = np.clip(sound * peak / 2, -32768, 32767).astype(np.int16)
    return Clip(samples, RATE, digit, "tones", number)


def two_tone_clips(rng: np.random.Generator, count: int = 2500) -> list[Clip]:
    """``count`` clips, each digit as often as the others."""
    return [two_tone_clip(number % 10, rng, number // 10) for number in range(count)]
