"""The text of the room: the code behind a row, read from the files without importing them."""

from __future__ import annotations

import ast
from pathlib import Path

from quizrnn.reference import ROWS, Row

_HERE = Path(__file__).parent


def code(row: Row, *, torch: bool = False) -> str:
    """The code of a row in NumPy, or of its twin: the whole file where the row is all of it, otherwise the
    file's introduction and the row's functions. Empty where there is no twin.

    >>> from quizrnn.reference import find
    >>> text = code(find("swish")[0])
    >>> "def swish" in text, "def d_swish" in text, "def relu" in text
    (True, True, False)
    """
    module = row.torch if torch else row.numpy
    if not module:
        return ""
    text = (_HERE / f"{module}.py").read_text(encoding="utf-8")
    if _is_alone(row):
        return text
    lines = text.splitlines()
    tree = ast.parse(text)
    parts = [f'"""{ast.get_docstring(tree, clean=False)}"""']
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name in row.functions:
            parts.append("\n".join(lines[node.lineno - 1 : node.end_lineno]))
    return "\n\n\n".join(parts) + "\n"


def _is_alone(row: Row) -> bool:
    return all(other == row or other.numpy != row.numpy for other in ROWS)
