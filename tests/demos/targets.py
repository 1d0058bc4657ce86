"""Targets over seeds."""

from __future__ import annotations

from collections.abc import Callable


def median_of_three_reaches(measure: Callable[[int], float], bar: float) -> bool:
    """Whether the median over the seeds 0 to 2 reaches ``bar``; two seeds on one side decide."""
    above = [measure(seed) >= bar for seed in (0, 1)]
    return above[0] if above[0] == above[1] else measure(2) >= bar
