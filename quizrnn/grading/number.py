"""number: reading what was typed, and comparing it with the formulas of a draw."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from quizrnn.bank import draw, formula
from quizrnn.bank.forms import DASHES
from quizrnn.bank.model import Number, Text
from quizrnn.grading.products import TwoReadings, with_signs
from quizrnn.grading.unclear import AnswerUnclear
from quizrnn.verdict import Verdict

LONGEST = 500

_PLAIN = r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d{1,4})?"
_POWER = re.compile(r"(?:([+-]?(?:\d+(?:\.\d*)?|\.\d+))\*)?([+-]?)10(?:\^|\*\*)\(?([+-]?\d{1,4})\)?\Z")
_NUMBER = re.compile(rf"({_PLAIN})(?:/({_PLAIN}))?(%?)\Z", re.IGNORECASE)
_NAMED = re.compile(r"([^=:]*[^\W\d_][^=:]*?)\s*[=:]\s*")
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?\Z")
_BRACKETS = {"(": ")", "[": "]", "{": "}"}
NO_NAMES: Mapping[str, Text] = MappingProxyType({})


def ascii_numbers(text: str) -> str:
    """Full-width digits, points and signs as ASCII ones; ``ー`` before a digit is a minus."""
    text = "".join("-" if char in DASHES or char in "ーｰ" else char for char in text)
    text = unicodedata.normalize("NFKC", text)
    text = "".join("-" if char in DASHES else char for char in text)
    for source, target in (
        ("、", ","),
        ("。", "."),
        ("÷", "/"),
        ("⁄", "/"),
        ("∕", "/"),
        ("×", "*"),
        ("・", "."),
    ):
        text = text.replace(source, target)
    return text


def parse_number(text: str) -> float:
    """One number: ``0.5``, ``3/8``, ``1e-3``, ``10^-3``, ``50%``, full-width too, or what is to be calculated
    (``0.7*0.2``, ``2exp(-1)``); raises AnswerUnclear.
    """
    # Spaces stand around signs only: "1 2" is no number.
    cleaned = re.sub(r"\s*([-+/*^%()])\s*", r"\1", ascii_numbers(text).strip().lower())
    if power := _POWER.match(cleaned):
        value = float(power[1] or 1) * float(f"1e{power[3]}")
        return _finite(-value if power[2] == "-" else value, text)
    found = _NUMBER.match(cleaned)
    if not found:
        return _calculated(cleaned, text)
    value = float(found[1])
    if found[2]:
        divisor = float(found[2])
        if divisor == 0:
            raise AnswerUnclear("number-zero", text=shown(text))
        value /= divisor
    return _finite(value / 100 if found[3] else value, text)


def _calculated(cleaned: str, text: str) -> float:
    """The value of a formula without names. A doubled sign is taken for a slip."""
    if not re.search(r"[-+]{2}", cleaned):
        try:
            value = formula.evaluate(with_signs(cleaned).replace("^", "**"), {})
            if not isinstance(value, bool):
                return float(value)
        except TwoReadings:
            raise AnswerUnclear("number-product", text=shown(text)) from None
        except (ValueError, OverflowError):
            pass
    raise AnswerUnclear("number-unclear", text=shown(text))


def parse_numbers(
    text: str, labels: tuple[str, ...], names: Mapping[str, Text] = NO_NAMES
) -> dict[str, float]:
    """The value of each label: named (``c=0.65, h=0.34``) in any order, or in the labels' order; a label or what
    ``names`` calls it in either language will do. Raises AnswerUnclear.
    """
    if len(text) > LONGEST:
        raise AnswerUnclear("number-long", limit=LONGEST)
    cleaned = _unwrap(ascii_numbers(text).strip())
    if not cleaned:
        raise AnswerUnclear("number-empty")
    if len(labels) == 1:
        return {labels[0]: _single(cleaned, labels, names)}
    parts = _parts(cleaned)
    if len(parts) != len(labels):
        raise AnswerUnclear("number-count", count=len(labels), got=len(parts), labels=_listed(labels, names))
    named = [_NAMED.match(part) for part in parts]
    if any(named):
        return _by_name(parts, named, labels, names)
    return {label: parse_number(part) for label, part in zip(labels, parts, strict=True)}


def grade_number(
    number: Number, text: str, values: Mapping[str, float], computed: Mapping[str, float] | None = None
) -> Verdict:
    """Compare with the key (``computed`` where bank code gives it), accepted formulas and wrong ones;
    raises AnswerUnclear.
    """
    # What bank code gave cannot be looked up again when the verdict is read; it travels with it.
    key = dict(computed or {})
    wanted = dict(computed) if computed is not None else draw.expected(number, values)
    labels = tuple(wanted)
    got = parse_numbers(text, labels, number.names)
    typed = tuple(got[label] for label in labels)

    def agrees(answer: Mapping[str, float]) -> bool:
        return all(draw.within(got[label], value, number.tolerance) for label, value in answer.items())

    if agrees(wanted):
        return Verdict("right", values=typed, computed=key, score=1.0)
    for i, accept in enumerate(number.accept):
        if agrees(draw.evaluate_all(accept.answer, values)):
            return Verdict("right", values=typed, computed=key, accepted=i, score=1.0)
    slips = tuple(
        i for i, label in enumerate(labels) if not draw.within(got[label], wanted[label], number.tolerance)
    )
    return Verdict(
        "wrong",
        values=typed,
        computed=key,
        picked=slips,
        mistake=_mistake(number, got, wanted, values),
        score=1 - len(slips) / len(labels),
    )


def expected_text(number: Number, answer: Mapping[str, float], lang: str, signs: Sequence[str] = ()) -> str:
    """The numbers as they are written in ``lang``: ``0.375``, or ``c = 0.65, h = 0.34``; each with its sign, if any."""
    if len(answer) == 1:
        return draw.nice(next(iter(answer.values())))
    parts = [f"{number.called(label, lang)} = {draw.nice(value)}" for label, value in answer.items()]
    return (
        ", ".join(f"{part} {sign}" for part, sign in zip(parts, signs, strict=True))
        if signs
        else ", ".join(parts)
    )


def shown(text: str, limit: int = 40) -> str:
    """What was typed, short and printable, for a message."""
    line = "".join(char if char.isprintable() else " " for char in text).strip()
    return line if len(line) <= limit else line[:limit] + "…"


def _mistake(
    number: Number, got: Mapping[str, float], wanted: Mapping[str, float], values: Mapping[str, float]
) -> int | None:
    """The wrong formula that gives these numbers (labels that it leaves out keep the key's value)."""
    for i, wrong in enumerate(number.wrong):
        try:
            answer = {**wanted, **draw.evaluate_all(wrong.answer, values)}
        except ValueError:
            continue  # nobody arrives at a number that this formula does not give
        if all(draw.within(got[label], value, number.tolerance) for label, value in answer.items()):
            return i
    return None


def _single(text: str, labels: tuple[str, ...], names: Mapping[str, Text]) -> float:
    if named := _NAMED.match(text):
        if labels != ("",) and _folded(named[1]) not in _known(labels, names):
            raise AnswerUnclear("number-label", name=named[1], labels=_listed(labels, names))
        text = text[named.end() :]
    if _THOUSANDS.match(text):
        return parse_number(text.replace(",", ""))
    if len(_split(text, ",")) > 1 or ";" in text:
        raise AnswerUnclear("number-one")
    return parse_number(text)


def _parts(text: str) -> list[str]:
    for separator in (";", ",", "\n"):
        parts = _split(text.strip(separator + " "), separator)
        if len(parts) > 1 or text.strip(" ").endswith(separator):
            return [part.strip() for part in parts]
    # Spaces separate too, but not the ones around "=", "/" and the like.
    return re.sub(r"\s*([=:/*^])\s*", r"\1", text).split()


def _split(text: str, separator: str) -> list[str]:
    """The parts of a text, but for what a bracket holds together: ``max(1, 2), 3`` has two."""
    parts, depth = [""], 0
    for char in text:
        depth += (char in _BRACKETS) - (char in _BRACKETS.values())
        if char == separator and depth <= 0:
            parts.append("")
        else:
            parts[-1] += char
    return parts


def _by_name(
    parts: list[str],
    named: list[re.Match[str] | None],
    labels: tuple[str, ...],
    names: Mapping[str, Text],
) -> dict[str, float]:
    known = _known(labels, names)
    found: dict[str, float] = {}
    for part, name in zip(parts, named, strict=True):
        if name is None:
            raise AnswerUnclear("number-all-named", labels=_listed(labels, names))
        label = known.get(_folded(name[1]))
        if label is None or label in found:
            raise AnswerUnclear("number-label", name=name[1], labels=_listed(labels, names))
        found[label] = parse_number(part[name.end() :])
    return found


def _known(labels: tuple[str, ...], names: Mapping[str, Text]) -> dict[str, str]:
    """Whatever a value may be called, folded -> its label."""
    called = {_folded(name): label for label, text in names.items() for name in (text.en, text.ja)}
    return called | {_folded(label): label for label in labels}


def _folded(name: str) -> str:
    return "".join(ascii_numbers(name).split()).casefold()


def _listed(labels: tuple[str, ...], names: Mapping[str, Text]) -> Text:
    """What the values are called, for a message in either language."""
    called = [names.get(label, Text(label, label)) for label in labels]
    return Text(", ".join(text.en for text in called), "、".join(text.ja for text in called))


def _unwrap(text: str) -> str:
    while len(text) > 1 and _BRACKETS.get(text[0]) == text[-1] and _one_bracket(text):
        text = text[1:-1].strip()
    return text


def _one_bracket(text: str) -> bool:
    """Whether the first bracket ends with the text, unlike in ``(1)*(2)``."""
    depth = 0
    for place, char in enumerate(text):
        depth += (char in _BRACKETS) - (char in _BRACKETS.values())
        if depth == 0:
            return place == len(text) - 1
    return False


def _finite(value: float, text: str) -> float:
    if not math.isfinite(value):
        raise AnswerUnclear("number-unclear", text=shown(text))
    return value
