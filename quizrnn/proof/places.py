"""Where a finding lies: the file, line and column of a question's field, or of a line in its solution."""

from __future__ import annotations

import re
from pathlib import Path

from yaml.nodes import MappingNode, Node, SequenceNode

from quizrnn.bank.model import Code, Question
from quizrnn.bank.solution import layout
from quizrnn.bank.yamlnodes import YamlError, compose
from quizrnn.errors import Problem
from quizrnn.proof.result import Finding, Survivor

_STEP = re.compile(r"\[(\d+)\]|([^.\[\]]+)")


class Places:
    """Looks places up in the bank at ``root``; each file is parsed once."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._files: dict[str, Node | None] = {}

    def problem(self, question: Question, finding: Finding) -> Problem:
        """The finding with its place, as every other problem of a bank; a warning is not fatal."""
        line, column = self.of_field(question, finding.field)
        return Problem(
            question.file,
            line,
            column,
            question.id,
            finding.field,
            finding.message,
            finding.fix,
            fatal=finding.level != "warning",
        )

    def of_field(self, question: Question, field: str) -> tuple[int, int]:
        """Line and column of the deepest part of ``field`` that the file has, such as ``wrong[1].why.ja``."""
        node = self._question(question)
        if node is None:
            return question.line, 1
        for index, name in _STEP.findall(field):
            below = _item(node, int(index)) if index else _value(node, name)
            if below is None:
                break
            node = below
        return node.start_mark.line + 1, node.start_mark.column + 1

    def of_survivor(self, question: Question, survivor: Survivor) -> tuple[str, int]:
        """File and line of a mutant that survived."""
        assert isinstance(question.body, Code)
        solution = question.body.solution
        spans = {span.name: span for span in layout(solution).spans}
        span = spans[survivor.region]
        first = span.first + (2 if span.lines else 1)
        return f"solutions/{solution.path}", first + survivor.line - 1

    def _question(self, question: Question) -> Node | None:
        if question.file not in self._files:
            try:
                self._files[question.file] = compose((self.root / question.file).read_bytes())
            except (OSError, YamlError):
                self._files[question.file] = None
        top = self._files[question.file]
        entries = _value(top, "questions") if top is not None else None
        for entry in entries.value if isinstance(entries, SequenceNode) else ():
            if entry.start_mark.line + 1 == question.line or _scalar(entry, "id") == question.id:
                return entry  # type: ignore[no-any-return]
        return None


def _value(node: Node, name: str) -> Node | None:
    if isinstance(node, MappingNode):
        for key, value in node.value:
            if getattr(key, "value", None) == name:
                return value  # type: ignore[no-any-return]
    return None


def _item(node: Node, index: int) -> Node | None:
    if isinstance(node, SequenceNode) and index < len(node.value):
        return node.value[index]  # type: ignore[no-any-return]
    return None


def _scalar(node: Node, name: str) -> str:
    return str(getattr(_value(node, name), "value", ""))
