"""A moment after a verdict in which Enter and digits are not heard: a double tap shall not pass over what is said."""

from __future__ import annotations

import time
from collections.abc import Callable

SPAN = 0.4
"""Seconds: longer than between two taps, shorter than to read a verdict."""


class Deaf:
    """``now`` is True for a moment from each ``begin``."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock = clock
        self._until = float("-inf")

    def begin(self) -> None:
        """From now on."""
        self._until = self.clock() + SPAN

    @property
    def now(self) -> bool:
        """True while it lasts."""
        return self.clock() < self._until
