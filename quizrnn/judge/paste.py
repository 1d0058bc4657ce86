"""A counterexample as Python to paste below one's own code."""

from __future__ import annotations

import ast
import math
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

import numpy as np

from quizrnn.bank.model import Check, Given

LONGEST = 3000
"""A longer line helps nobody."""
IMPORTS = {"np": "import numpy as np", "torch": "import torch"}
"""What the values need, by the name under which they use it."""
CASE = """\
import __main__ as answer

class Case(dict):
    __getattr__ = dict.__getitem__
"""


def paste(check: Check, values: Mapping[str, Any]) -> str:
    """A line that prints what the call (or the driver) gives for these values; "" for a very long one."""
    parts = {name: literal(given, values[name]) for name, given in check.given.items() if name in values}
    if check.call:
        made = f"{check.call}({', '.join(parts.values())})"
    else:
        case = ", ".join(f"{name}={text}" for name, text in parts.items())
        made = f"{check.driver}(answer, Case({case}))"
    line = f"print({made})"
    return line if len(line) <= LONGEST else ""


def setup(check: Check, line: str, program: str, driver: str) -> str:
    """What has to stand between a program and the line from ``paste``.

    For a driver that is the driver itself; imports where program and driver lack them; "" for nothing.
    """
    hidden = _plain(driver) if check.driver and line else ""
    bound = _imported(program) | _imported(hidden)
    lines = [code for name, code in IMPORTS.items() if f"{name}." in line and name not in bound]
    return "\n".join(lines + ([CASE, hidden] if hidden else []))


@lru_cache(maxsize=64)
def _plain(source: str) -> str:
    """A program without comments and docstrings, so that no language shows and Python's prompt takes it:
    there a block must not hold an empty line, and ends with one.
    """
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and ast.get_docstring(node) is not None:
            node.body = node.body[1:] or [ast.Pass()]
    parts = [ast.unparse(node).split("\n") for node in tree.body if not _is_future(node)]
    blocks = [[line for line in part if line.strip()] for part in parts]
    return "\n".join("\n".join(block) + ("\n" if len(block) > 1 else "") for block in blocks)


def _is_future(node: ast.stmt) -> bool:
    """Only a file's first lines may be of this sort."""
    return isinstance(node, ast.ImportFrom) and node.module == "__future__"


@lru_cache(maxsize=64)
def _imported(source: str) -> frozenset[str]:
    """The names that a program imports at its top."""
    return frozenset(_names(ast.parse(source)))


def _names(tree: ast.Module) -> Iterator[str]:
    for node in tree.body:
        if isinstance(node, ast.Import | ast.ImportFrom):
            for name in node.names:
                yield name.asname or name.name.split(".")[0]


def literal(given: Given, value: Any) -> str:
    """Python source of a drawn value."""
    if given.type == "list" and given.of is not None:
        return "[" + ", ".join(literal(given.of, item) for item in value) + "]"
    if given.type == "dict":
        return "{" + ", ".join(f"{n!r}: {literal(given.fields[n], item)}" for n, item in value.items()) + "}"
    if not isinstance(value, np.ndarray):
        return _number(value) if isinstance(value, float) else repr(value)
    name, word = value.dtype.name, "torch" if given.torch else "np"
    if value.size == 0:
        return f"{word}.zeros({value.shape}{_dtype(word, name, 'float32' if given.torch else 'float64')})"
    usual = {"i": "int64", "b": "bool", "f": "float32" if given.torch else "float64"}.get(
        value.dtype.kind, ""
    )
    maker = "torch.tensor" if given.torch else "np.array"
    return f"{maker}({_source(value.tolist())}{_dtype(word, name, usual)})"


def _dtype(word: str, name: str, usual: str) -> str:
    return "" if name == usual else f", dtype={word}.{name}"


def _source(nested: Any) -> str:
    if isinstance(nested, list):
        return "[" + ", ".join(_source(item) for item in nested) + "]"
    return _number(nested) if isinstance(nested, float) else repr(nested)


def _number(number: float) -> str:
    if not math.isfinite(number):
        return f"float('{number}')"
    return f"{number:.0f}." if number == int(number) and abs(number) < 1e9 else repr(number)
