"""Numbers on an axis: the range of what is finite, linear or logarithmic, and labels for it."""

from __future__ import annotations

import math
from collections.abc import Iterable

import msgspec

DECADES = 2.5
"""Above that many powers of ten a positive curve is better seen on a logarithmic axis."""
FROM_ZERO = 0.3
"""Positive values whose smallest is below that share of the largest are drawn from zero on."""
NICE = (1.0, 2.0, 2.5, 5.0)
"""Steps between the marks of an axis, times a power of ten."""
MOST_ROOM = 2.0
"""Short numbers are not worth an axis that is longer than that many times its curve."""
TINY = 1e-6
"""Rounding errors of marks, in steps."""
HUGE = 1e100
"""An axis that is longer, or as many times shorter, is left as it is."""


def known(value: float | None) -> float | None:
    """The number, or None where there is none that can be drawn."""
    return value if value is not None and math.isfinite(value) else None


def finite(values: Iterable[float | None]) -> list[float]:
    """The values that can be drawn."""
    return [value for value in values if value is not None and math.isfinite(value)]


class Scale(msgspec.Struct, frozen=True):
    """A range of numbers, mapped to 0 … 1."""

    low: float
    high: float
    log: bool = False

    def at(self, value: float) -> float | None:
        """Where the value lies (never far outside); None where it cannot."""
        if self.log:
            if value <= 0:
                return None
            place, whole = math.log(value) - math.log(self.low), math.log(self.high) - math.log(self.low)
        else:  # halves, as the difference itself may be too large for a float
            place, whole = value / 2 - self.low / 2, self.high / 2 - self.low / 2
        return min(max(place / whole, -1.0), 2.0) if whole else 0.5

    def value(self, place: float) -> float:
        """The number at a place between 0 and 1."""
        if self.log:
            return float(self.low ** (1 - place) * self.high**place)
        return self.low * (1 - place) + self.high * place


def rounded(scale: Scale) -> Scale:
    """A linear scale widened a little so that its ends and its middle are short numbers, downwards where that is as
    good: a share does not pass 1. A logarithmic one as it is.
    """
    low, high = scale.low, scale.high
    if scale.log or not 1 / HUGE < high - low < HUGE:
        return scale
    if 0 < low < FROM_ZERO * high:
        low = 0.0
    if high < 0 and high > FROM_ZERO * low:
        high = 0.0
    power = 10.0 ** math.floor(math.log10(high - low))
    found = [
        wider
        for step in (nice * power * part for part in (0.1, 1.0) for nice in NICE)
        for count in (2, 4, 6, 8, 10)
        for first in (math.ceil(high / step - TINY) - count, math.floor(low / step + TINY))
        if (wider := _marked(low, high, step, first, count)) is not None
    ]
    best = min(found, key=lambda wider: wider.high - wider.low, default=scale)
    return best if best.high - best.low <= MOST_ROOM * (high - low) else scale


def _marked(low: float, high: float, step: float, first: int, count: int) -> Scale | None:
    """``count`` steps from the ``first`` multiple of ``step``, where they hold the range and their labels are exact."""
    marks = [(first + count * part) * step for part in (0.0, 0.5, 1.0)]
    if marks[0] > low + TINY * step or marks[2] < high - TINY * step:
        return None
    if marks[0] < 0 <= low or marks[2] > 0 >= high:  # no sign that no value has
        return None
    if any(abs(float(short(mark)) - mark) > TINY * step for mark in marks):
        return None
    return Scale(marks[0], marks[2])


def scale_of(values: Iterable[float | None], *, log: bool | None = False) -> Scale | None:
    """A scale that holds the values; ``log`` None: as suits them. None where there is nothing to draw."""
    found = finite(values)
    if not found:
        return None
    low, high = min(found), max(found)
    if log is None:
        log = low > 0 and math.log10(high) - math.log10(low) > DECADES
    if low == high:
        room = abs(low) * 0.1 or 1.0
        return Scale(low - room, high + room)
    return Scale(low, high, log)


def short(value: float) -> str:
    """A number as an axis shows it."""
    if 1000 <= abs(value) < 1e6:
        return f"{value:.0f}"
    text = f"{value:.3g}"
    if "e" in text:
        mantissa, _, exponent = text.partition("e")
        return f"{mantissa}e{int(exponent)}"
    return "0" if text == "-0" else text
