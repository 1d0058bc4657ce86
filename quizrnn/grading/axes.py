"""Axes and places along them, in words."""

from __future__ import annotations

from quizrnn.i18n import tr

NAMED = "NTDHVKC"
"""Axes that design and questions call by a word of their own."""
PLACED = "NTDHV"
"""Axes whose places have a word too; K and C are counted in too many things."""


def _usual(axes: tuple[str, ...]) -> bool:
    """Whether the letters mean what they usually mean: not in pictures (H is a height) and square arrays."""
    return len(axes) <= 3 and "W" not in axes and len(set(axes)) == len(axes)


def shape_words(axes: tuple[str, ...], lang: str) -> str:
    """What the axes of a shape are: in words where these are known, otherwise by their names; "" for neither."""
    if _usual(axes) and (words := _axis_words(axes, lang)):
        return tr("feedback", "shape-rows", lang, axes=words)
    if not axes or not all(axes):
        return ""
    names = "(" + ", ".join(axes) + ("," if len(axes) == 1 else "") + ")"
    return tr("feedback", "shape-axes", lang, names=names)


def _axis_words(axes: tuple[str, ...], lang: str) -> str:
    """``rows are the batch axis N, columns are the hidden units H``; only for axes with a known name."""
    words = []
    for i, axis in enumerate(axes):
        if not axis or axis not in NAMED:
            continue
        place = "only" if len(axes) == 1 else "other" if len(axes) > 2 else ("rows", "columns")[i]
        name = tr("feedback", f"axis-{axis}", lang)
        words.append(tr("feedback", f"axis-{place}", lang, index=i, axis=name))
    return tr("feedback", "and", lang).join(words)


def cell_words(cell: tuple[int, ...], axes: tuple[str, ...], lang: str) -> str:
    """A place in an array: ``row n = 0, unit h = 2``, or its index where the axes are not known."""
    if len(axes) != len(cell) or not any(axes):
        return tr("feedback", "cell-index", lang, index=", ".join(map(str, cell)))
    words = []
    for place, (axis, index) in enumerate(zip(axes, cell, strict=True)):
        if not axis or axes.count(axis) > 1:
            words.append(tr("feedback", "cell-axis", lang, place=place, index=index))
            continue
        key = f"cell-{axis}" if axis in PLACED and _usual(axes) else "cell-named"
        words.append(tr("feedback", key, lang, name=axis.lower(), index=index))
    return tr("feedback", "and", lang).join(words)
