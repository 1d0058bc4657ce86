"""Where to go on from a question: the entries of its ``see`` that lead somewhere."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from quizrnn.bank import Bank
from quizrnn.bank.model import Question
from quizrnn.errors import QuizrnnError

REFERENCE = Path(__file__).parents[2] / "reference"
"""The reference models, read as text: the app runs none of them."""


@dataclass(frozen=True)
class Link:
    """A question (``id``) or a reference model (``reference``), with the words that name it."""

    title: str
    id: str = ""
    reference: str = ""


def links(bank: Bank, question: Question, lang: str) -> list[Link]:
    """The entries of ``see`` that exist here, in their order."""
    return [link for see in question.see for link in _link(bank, see, lang)]


def _link(bank: Bank, see: str, lang: str) -> Iterator[Link]:
    kind, colon, name = see.partition(":")
    if not colon:
        try:
            yield Link(bank.get(see).title.get(lang), id=see)
        except QuizrnnError:
            return
    elif kind == "reference" and (file := reference_file(name)):
        yield Link(f"{name}  ({file.name})", reference=name)


@cache
def reference_file(name: str) -> Path | None:
    """The file of a family, or the one that defines a function or class of that name."""
    if not name.isidentifier():
        return None
    family = REFERENCE / f"{name}.py"
    if family.is_file():
        return family
    heads = (f"\ndef {name}(", f"\nclass {name}(", f"\nclass {name}:")
    for file in sorted(REFERENCE.glob("*.py")):
        if not file.stem.endswith("_torch"):
            text = file.read_text(encoding="utf-8")
            if any(head in text for head in heads):
                return file
    return None


def reference_code(name: str, *, torch: bool = False) -> str:
    """The text of a reference model: a family's file, or its introduction and the functions of that name.

    ``torch`` gives the twin. Empty where there is none.
    """
    file = reference_file(name)
    if file is not None and torch:
        file = file.with_name(f"{file.stem}_torch.py")
    if file is None or not file.is_file():
        return ""
    text = file.read_text(encoding="utf-8")
    if file.stem.removesuffix("_torch") == name:
        return text
    lines, tree = text.splitlines(), ast.parse(text)
    parts = [f'"""{ast.get_docstring(tree, clean=False)}"""']
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and _belongs(node.name, name):
            parts.append("\n".join(lines[node.lineno - 1 : node.end_lineno]))
    return "\n\n\n".join(parts) + "\n"


def _belongs(function: str, name: str) -> bool:
    """``tanh``, ``d_tanh`` and ``d_tanh_from_output`` belong to ``tanh``."""
    return f"{function.removeprefix('d_')}_".startswith(f"{name}_")
