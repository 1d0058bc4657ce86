"""Values of a counterexample as aligned lines, the first cell that differs marked by a sign and a style."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from quizrnn.grading.blocks import Sample, Span

MARK = "▸"
"""Stands before the cell that differs, so that no colour is needed."""
MOST_ROWS = 12
MOST_COLUMNS = 10
WIDEST = 64

Lines = tuple[tuple[Span, ...], ...]
Cell = tuple[int, ...] | None

_STEP = re.compile(r"\[(-?\d+)\]|\.?([^.\[\]]+)")


def sample(label: str, view: Any, cell: Cell = None, path: str = "") -> Sample:
    """A view under its label; ``path`` names the part to show, where the view holds it."""
    return Sample(label, lines(part(view, path), cell))


def lines(view: Any, cell: Cell = None) -> Lines:
    """The lines of one view."""
    if isinstance(view, dict) and "array" in view and "shape" in view:
        return _array(view["array"], list(view["shape"]), cell)
    if isinstance(view, str) and cell is not None and len(cell) == 1:
        return _text(view, cell[0])
    if _nested_numbers(view):
        return _array(view, _shape(view), cell)
    if isinstance(view, dict) and view and cell is None:
        return _fields(view)
    return ((Span(_clip(plain(view)), "differs" if cell is not None else ""),),)


def plain(view: Any) -> str:
    """One line of Python-like text for a view."""
    if isinstance(view, dict) and "array" in view and "shape" in view:
        return _bracketed(view["array"])
    if isinstance(view, dict):
        return "{" + ", ".join(f"{key}: {plain(value)}" for key, value in view.items()) + "}"
    if isinstance(view, list | tuple):
        return "[" + ", ".join(map(plain, view)) + "]"
    if isinstance(view, str):
        return repr(clean(view))
    return number(view)


def number(value: Any) -> str:
    """A cell: at most six significant digits, whole numbers short."""
    if value is None or isinstance(value, bool):
        return str(value)
    if isinstance(value, float):
        text = f"{value:.6g}"
        return text + "." if value == int(value) and text.lstrip("-").isdigit() else text
    return clean(str(value))


def clean(text: str) -> str:
    """Without control and direction characters: nothing that a terminal would obey."""
    return "".join(
        char if char in "\n\t" or unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co", "Cn") else "�"
        for char in text
    )


def part(view: Any, path: str) -> Any:
    """The part of a view that a path such as ``gradients.W[1]`` names;
    the view itself where it does not hold it.
    """
    found = view
    for index, key in _STEP.findall(path):
        if index and isinstance(found, list) and -len(found) <= int(index) < len(found):
            found = found[int(index)]
        elif key and isinstance(found, dict) and key in found and "array" not in found:
            found = found[key]
        else:
            return view
    return found


def _array(value: Any, shape: list[int], cell: Cell) -> Lines:
    if not shape:
        return ((Span(_signed(number(value), cell is not None), "differs" if cell is not None else ""),),)
    if len(shape) == 1:
        return _matrix([value], (0, *cell) if cell else None, depth=1)
    if len(shape) == 2:
        return _matrix(value, cell, depth=2)
    return _blocks(value, shape, cell)


def _blocks(value: Any, shape: list[int], cell: Cell) -> Lines:
    """Arrays of three and more axes: one matrix below the other, each with its index,
    the differing one first kept.
    """
    found: list[tuple[Span, ...]] = []
    first = max(0, cell[0] - 1) if cell and cell[0] >= 3 else 0
    if first:
        found.append((Span("…", "muted"),))
    for i in range(first, min(len(value), first + 3)):
        inner = cell[1:] if cell and cell[0] == i else None
        found.append((Span(f"[{i}]", "muted"),))
        found.extend(_array(value[i], shape[1:], inner))
    if first + 3 < len(value):
        found.append((Span("…", "muted"),))
    return tuple(found)


def _matrix(rows: list[Any], cell: Cell, depth: int) -> Lines:
    if not rows or not rows[0]:
        return ((Span("[]" if depth == 1 else "[[]]" if rows else "[]"),),)
    top = _window(len(rows), cell[0] if cell else 0, MOST_ROWS)
    left = _window(len(rows[0]), cell[1] if cell and len(cell) > 1 else 0, MOST_COLUMNS)
    texts = {(i, j): number(rows[i][j]) for i in top for j in left}
    marked = any(cell == at for at in texts)
    width = max(map(len, texts.values())) + (1 if marked else 0)
    made: list[tuple[Span, ...]] = []
    if top.start:
        made.append((Span(" …", "muted"),))
    for i in top:
        spans = [Span(_opening(depth, first=i == 0))]
        if left.start:
            spans.append(Span("… ", "muted"))
        for j in left:
            spans.append(Span(" " if j > left.start else ""))
            here = (i, j) == cell
            text = (MARK + texts[i, j] if here else texts[i, j]).rjust(width)
            spans.append(Span(text, "differs" if here else ""))
        if left.stop < len(rows[0]):
            spans.append(Span(" …", "muted"))
        spans.append(Span("]" * (depth if i == len(rows) - 1 else 1)))
        made.append(tuple(span for span in spans if span.text))
    if top.stop < len(rows):
        made.append((Span(" …", "muted"),))
    return tuple(made)


def _opening(depth: int, *, first: bool) -> str:
    if depth == 1:
        return "["
    return "[[" if first else " ["


def _window(count: int, at: int, most: int) -> range:
    if count <= most:
        return range(count)
    first = min(max(0, at - most // 2), count - most)
    return range(first, first + most)


def _text(text: str, at: int) -> Lines:
    """A text with the character at which it departs marked; long texts around it only."""
    first = max(0, at - WIDEST // 2)
    shown = clean(text[first : first + WIDEST]).replace("\n", "⏎").replace("\t", "→")
    here = at - first
    before, char, after = shown[:here], shown[here : here + 1], shown[here + 1 :]
    spans = [Span("…" if first else "", "muted"), Span('"' if not first else ""), Span(before)]
    spans.append(Span(MARK + char, "differs"))
    spans.append(Span(after))
    spans.append(Span("…" if first + WIDEST < len(text) else '"', ""))
    return (tuple(span for span in spans if span.text),)


def _fields(view: dict[str, Any]) -> Lines:
    made: list[tuple[Span, ...]] = []
    for key, value in list(view.items())[:MOST_ROWS]:
        head = f"{clean(str(key))}: "
        inner = lines(value)
        made.append((Span(head, "muted"), *inner[0]))
        made.extend((Span(" " * len(head)), *rest) for rest in inner[1:])
    if len(view) > MOST_ROWS:
        made.append((Span("…", "muted"),))
    return tuple(made)


def _nested_numbers(view: Any) -> bool:
    """A rectangular list of numbers, one or two deep."""
    if not isinstance(view, list) or not view:
        return False
    if all(_is_number(item) for item in view):
        return True
    return all(
        isinstance(row, list) and row and len(row) == len(view[0]) and all(map(_is_number, row))
        for row in view
    )


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) or value in ("nan", "inf", "-inf")


def _shape(view: list[Any]) -> list[int]:
    return [len(view), len(view[0])] if isinstance(view[0], list) else [len(view)]


def _signed(text: str, marked: bool) -> str:
    return MARK + text if marked else text


def _bracketed(value: Any) -> str:
    if isinstance(value, list):
        return _clip("[" + ", ".join(map(_bracketed, value)) + "]")
    return number(value)


def _clip(text: str) -> str:
    return text if len(text) <= WIDEST * 2 else text[: WIDEST * 2] + " …"
