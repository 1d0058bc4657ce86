"""Pictures as plain data: what a demo shows beside its curves. Whoever looks draws them as it can.

All numbers are Python numbers in (nested) tuples or lists, so that no reader needs NumPy; ``plain`` turns arrays
into such lists. A not-a-number is ``None`` or NaN and is drawn as a gap.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from quizrnn.demos.texts import Text

Number = float | None
Matrix = list[list[Number]]


class Line(msgspec.Struct, frozen=True):
    """One curve: a name for the legend and its points."""

    label: Text
    x: Sequence[Number]
    y: Sequence[Number]


class Curves(msgspec.Struct, frozen=True, tag="curves"):
    """Lines over a common axis: target against prediction, a waveform, f and f′. ``log``: sizes over many powers of
    ten, drawn on a logarithmic axis where they span some.
    """

    lines: list[Line]
    log: bool = False


class Images(msgspec.Struct, frozen=True, tag="images"):
    """Pictures in a grid of ``columns``: each a matrix (grey, from ``low`` dark to ``high`` light) under a title,
    or rows of [r, g, b] where ``colour`` (values then from 0 to 1). Where there is no room for all columns, ``group``
    of them stay together.
    """

    images: list[Any]
    titles: list[Text]
    columns: int
    low: float = 0.0
    high: float = 1.0
    colour: bool = False
    group: int = 1


class Heat(msgspec.Struct, frozen=True, tag="heat"):
    """A matrix as shaded cells, first row on top: attention weights, a confusion matrix."""

    values: Matrix
    rows: list[str] = []
    columns: list[str] = []


class Scatter(msgspec.Struct, frozen=True, tag="scatter"):
    """Points with a class each (``kinds``, indices into ``legend``) and perhaps a name each (a word map).

    Both axes go from -reach to reach at least, so that a heap in the middle looks like one.
    """

    x: list[Number]
    y: list[Number]
    kinds: list[int] = []
    legend: list[Text] = []
    names: list[str] = []
    reach: float = 0.0


class Bars(msgspec.Struct, frozen=True, tag="bars"):
    """A bar per label; ``band`` is a range to compare with (chance), ``marks`` one reported value per bar."""

    labels: list[Text]
    values: list[Number]
    band: tuple[float, float] | None = None
    marks: list[Number] = []


class Decision(msgspec.Struct, frozen=True, tag="decision"):
    """P(class 1) over a plane, first row at the top (largest y), with the training points on it."""

    values: Matrix
    x_range: tuple[float, float]
    y_range: tuple[float, float]
    x: list[Number] = []
    y: list[Number] = []
    kinds: list[int] = []


class Table(msgspec.Struct, frozen=True, tag="table"):
    """Lines of text in columns: decoded sums, likely next words. A cell that is words has both languages."""

    columns: list[Text]
    rows: Sequence[Sequence[str | Text]]


Body = Curves | Images | Heat | Scatter | Bars | Decision | Table


def plain(array: Any, digits: int = 5) -> Any:
    """An array, tensor or nested list of numbers as nested lists of floats, rounded to ``digits`` significant ones."""
    if hasattr(array, "detach"):
        array = array.detach().cpu()
    if hasattr(array, "tolist"):
        array = array.tolist()
    if isinstance(array, list | tuple):
        return [plain(item, digits) for item in array]
    return float(f"{array:.{digits}g}")
