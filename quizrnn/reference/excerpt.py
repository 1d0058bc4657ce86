"""The code of rows as a reader wants it: the functions, without imports and without checks of arguments.

Read from the files without importing them. Texts come apart: what the docstrings say, their examples, the code.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from quizrnn.reference.row import Row
from quizrnn.reference.stripped import called, is_check, stripped

_HERE = Path(__file__).parent
Definition = ast.FunctionDef | ast.ClassDef


class Function(NamedTuple):
    """A function or class: its first line in one piece, what it says of itself, its examples, its code.

    ``body`` is indented as in the file; ``doc`` and ``examples`` are not.
    """

    name: str
    head: str
    doc: str
    examples: str
    body: str


class Excerpt(NamedTuple):
    """Constants and functions, the central one first; and the names that come from another module."""

    constants: tuple[str, ...]
    functions: tuple[Function, ...]
    elsewhere: tuple[tuple[str, str], ...]


def about(row: Row) -> str:
    """What the row's NumPy file says of itself at its top."""
    return ast.get_docstring(_tree(row.numpy)) or ""


def central(row: Row) -> str:
    """The name of the function that a row is about."""
    return row.name if row.name in row.functions else row.functions[0]


def excerpt(rows: Iterable[Row], first: str = "", *, torch: bool = False) -> Excerpt:
    """What there is to read of rows of one module, or of its twin, with what their functions use of it.

    The functions stand in the order of the rows, each row's central one before its others; the one called
    ``first`` before all, what only serves them at the end.
    """
    rows = tuple(rows)
    module = rows[0].torch if torch else rows[0].numpy
    text = (_HERE / f"{module}.py").read_text(encoding="utf-8")
    tree = ast.parse(text)
    defined = {node.name: node for node in tree.body if isinstance(node, Definition)}
    wanted = [name for row in rows for name in (central(row), *row.functions) if not is_check(name)]
    wanted = list(dict.fromkeys([name for name in (first, *wanted) if name in defined]))
    functions: dict[str, Function] = {}
    names: set[str] = set()
    while missing := [name for name in wanted if name not in functions]:
        for name in missing:
            functions[name], used = _function(text, defined[name])
            names |= used
        wanted += [name for name in defined if name in names and name not in functions]
    docs = "".join(function.doc for function in functions.values())
    constants = []
    for node in tree.body:
        if isinstance(node, ast.Assign | ast.AnnAssign) and (
            _target(node) in names or f"``{_target(node)}``" in docs
        ):
            constants.append(ast.get_source_segment(text, node) or "")
            names |= called(node)
    elsewhere = [(name, source) for name, source in _imported(tree) if name in names and not is_check(name)]
    return Excerpt(tuple(constants), tuple(functions.values()), tuple(elsewhere))


def _function(text: str, node: Definition) -> tuple[Function, set[str]]:
    """A definition as it is read, and the names that its remaining code uses."""
    doc, examples = _apart(ast.get_docstring(node) or "")
    statements = node.body[1:] if ast.get_docstring(node) else node.body
    body, names = stripped(text, statements)
    return Function(node.name, _head(text, node), doc, examples, body), names


def _apart(docstring: str) -> tuple[str, str]:
    """The paragraphs of a docstring, and its examples."""
    paragraphs = [part for part in docstring.split("\n\n") if part.strip()]
    examples = [part for part in paragraphs if part.startswith(">>>")]
    return "\n\n".join(part for part in paragraphs if part not in examples), "\n".join(examples)


def _head(text: str, node: Definition) -> str:
    """``def name(...) -> ...:`` in one line."""
    lines = text.splitlines()[node.lineno - 1 : node.body[0].lineno - 1]
    head = " ".join(line.strip() for line in lines)
    return head.replace("( ", "(").replace(", )", ")").replace(" )", ")")


def _target(node: ast.Assign | ast.AnnAssign) -> str:
    target = node.targets[0] if isinstance(node, ast.Assign) else node.target
    return target.id if isinstance(target, ast.Name) else ""


def _imported(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """(name, module of this room) of what a file takes from the others, checks left out."""
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("quizrnn.reference."):
            module = (node.module or "").rpartition(".")[2]
            if module != "arguments":
                yield from ((alias.asname or alias.name, module) for alias in node.names)


def _tree(module: str) -> ast.Module:
    return ast.parse((_HERE / f"{module}.py").read_text(encoding="utf-8"))
