"""The value that differs, in words: which output, which cell by its axes, what is expected and what came."""

from __future__ import annotations

from typing import Any

from quizrnn.grading.axes import cell_words
from quizrnn.grading.values import clean, number, part
from quizrnn.i18n import tr
from quizrnn.verdict import Counterexample, Fault, Verdict


def difference(key: str, verdict: Verdict, fault: Fault, path: str, lang: str) -> str:
    """The sentence ``key`` with place and values; "" where no single value is known to differ.

    ``path`` names the output for the learner.
    """
    seen = verdict.counterexample
    if seen is None:
        return ""
    values = [_value(view, seen) for view in (seen.expected, seen.got)]
    if any(value is None for value in values):
        return ""
    expected, got = (number(value).removesuffix(".") for value in values)
    if expected == got:
        expected, got = map(repr, values)
    where = _where(path, seen.cell or (), fault.axes, lang)
    place = tr("feedback", "place", lang, where=where) if where else ""
    return tr("feedback", key, lang, place=place, expected=expected, got=got)


def _value(view: Any, seen: Counterexample) -> Any:
    """The number at the place that differs; None for anything else."""
    found = part(view, seen.path)
    if isinstance(found, dict) and "array" in found:
        found = found["array"]
    for index in seen.cell or ():
        if not isinstance(found, list) or index >= len(found):
            return None
        found = found[index]
    return found if isinstance(found, bool | int | float) or found in ("nan", "inf", "-inf") else None


def _where(path: str, cell: tuple[int, ...], axes: tuple[str, ...], lang: str) -> str:
    words = [tr("feedback", "output-name", lang, path=clean(path))] if path else []
    if cell:
        cell_text = tr("feedback", "from-zero", lang, cell=cell_words(cell, axes, lang))
        # Between Japanese and Latin letters stands a space.
        words.append(f" {cell_text}" if words and lang == "ja" and cell_text[0].isascii() else cell_text)
    return tr("feedback", "of", lang).join(words)
