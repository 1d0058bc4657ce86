"""The ``given`` specs: how an argument is drawn, from the author's words to ``Given``."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, Literal, cast

from quizrnn.bank import formula
from quizrnn.bank.model import Given
from quizrnn.bank.names import nearest

DTYPES = {
    "float": ("float", ""),
    "float16": ("float", "float16"),
    "float32": ("float", "float32"),
    "float64": ("float", "float64"),
    "int": ("int", ""),
    "int8": ("int", "int8"),
    "uint8": ("int", "uint8"),
    "int32": ("int", "int32"),
    "int64": ("int", "int64"),
    "bool": ("bool", ""),
    "mask": ("mask", ""),
    "onehot": ("onehot", ""),
    "prob": ("prob", ""),
    "perm": ("perm", ""),
}
"""The word of a spec → type and dtype."""

FORMS = "TYPE[shape] range, such as 'float[N, D]', 'int[N, T] < V' or 'float 0..1'"
_HEAD = re.compile(r"(torch\s+)?([A-Za-z]\w*)\s*(\[[^\]]*\])?\s*(.*)\Z", re.DOTALL)
_PRODUCT = re.compile(r"(?<![\w.])(\d+)\s*(?=[A-Za-z_(])")
_STEP = "0.001"
"""Strictly above or below, for floats: bounds are inclusive, so they move by this much."""


@lru_cache(maxsize=4096)
def parse(text: str) -> Given:
    """The ``Given`` of a one-line spec; raises ValueError that says what was expected."""
    match = _HEAD.match(text.strip())
    if not match:
        raise ValueError(f"'{text}' is no spec; expected {FORMS}")
    torch, word, shape_text, rest = match.groups()
    if word not in DTYPES:
        hint = nearest(word, DTYPES)
        raise ValueError(f"'{word}' is no type of argument. {hint or 'Known: ' + ', '.join(DTYPES) + '.'}")
    kind, dtype = DTYPES[word]
    shape = _shape(shape_text, text) if shape_text else ()
    if kind in ("mask", "onehot", "prob", "perm") and not shape:
        raise ValueError(f"'{word}' needs a shape, such as {word}[N]")
    if kind == "perm" and len(shape) != 1:
        raise ValueError("'perm' has one axis, such as perm[N]")
    if torch and kind == "float" and not dtype:
        dtype = "float32"
    low, high = _range(rest.strip(), kind, text)
    return Given(
        type=cast(Any, kind),
        dtype=dtype,
        shape=shape,
        low=low,
        high=high,
        torch=bool(torch),
        spec=text.strip(),
    )


def arithmetic(text: str) -> str:
    """Arithmetic in size names with the products written out (``3H`` → ``3*H``); raises ValueError."""
    written = _PRODUCT.sub(r"\1*", text.strip())
    if not written:
        raise ValueError("a size is missing")
    formula.parse(written)
    return written


def _shape(text: str, spec: str) -> tuple[str, ...]:
    inner = text[1:-1].strip()
    if not inner:
        raise ValueError(f"'{spec}' has an empty shape; leave the brackets out for a Python scalar")
    parts = re.split(r",(?![^(]*\))", inner)
    try:
        return tuple(arithmetic(part) for part in parts)
    except ValueError as error:
        raise ValueError(f"bad shape in '{spec}': {error}") from None


def _range(rest: str, kind: str, spec: str) -> tuple[str, str]:
    if not rest:
        return "", ""
    if kind not in ("float", "int"):
        raise ValueError(f"'{spec}': only float and int have a range")
    if ".." in rest:
        low, _, high = rest.partition("..")
        return _bound(low, spec), _bound(high.removeprefix("."), spec)
    match = re.match(r"(<=|>=|<|>)\s*(.+)\Z", rest, re.DOTALL)
    if not match:
        raise ValueError(f"'{spec}': '{rest}' is no range; expected 0..9, < V, <= V, > 0 or >= 0")
    sign, limit = match[1], _bound(match[2], spec)
    step = _STEP if kind == "float" else "1"
    lowest = "0" if kind == "int" else ""
    return {
        "<": (lowest, f"({limit}) - {step}"),
        "<=": (lowest, limit),
        ">": (f"({limit}) + {step}", ""),
        ">=": (limit, ""),
    }[sign]


def _bound(text: str, spec: str) -> str:
    try:
        return arithmetic(text)
    except ValueError as error:
        raise ValueError(f"bad range in '{spec}': {error}") from None


def length_range(text: str) -> tuple[str, str]:
    """Lowest and highest of a length such as ``T`` or ``0..8``; raises ValueError."""
    if ".." not in text:
        both = arithmetic(text)
        return both, both
    low, _, high = text.partition("..")
    return arithmetic(low), arithmetic(high)


def size_range(text: str) -> tuple[int, int]:
    """The bounds of a size, ``2..4`` or ``3``; raises ValueError."""
    match = re.match(r"\s*(\d{1,4})\s*(?:\.\.\s*(\d{1,4})\s*)?\Z", text)
    if not match:
        raise ValueError(f"expected a range of whole numbers such as 2..4, got '{text}'")
    low, high = int(match[1]), int(match[2] or match[1])
    if low > high:
        raise ValueError(f"{low}..{high} is empty: the lower bound comes first")
    return low, high


def names(given: Given) -> frozenset[str]:
    """The names that the shapes, bounds and lengths of a spec use."""
    return _line_names(given.spec) if given.spec else _names(given)


@lru_cache(maxsize=4096)
def _line_names(text: str) -> frozenset[str]:
    return _names(parse(text))


def _names(given: Given) -> frozenset[str]:
    texts = [*given.shape, *(bound for bound in (given.low, given.high) if bound)]
    if given.length:
        texts.extend(length_range(given.length))
    found = frozenset[str]().union(*(formula.parse(text).names for text in texts))
    inner = [given.of] if given.of is not None else []
    return found.union(*(names(part) for part in [*inner, *given.fields.values()]))


def is_scalar(given: Given) -> bool:
    """True for a Python number or truth value, which conditions may use by name."""
    return given.type in ("float", "int", "bool") and not given.shape


Composite = Literal["text", "of", "list", "dict"]
COMPOSITES: dict[str, tuple[str, ...]] = {
    "text": ("text", "length"),
    "of": ("of",),
    "list": ("list", "length"),
    "dict": ("dict",),
}
"""The leading key of a composite spec → its fields."""
