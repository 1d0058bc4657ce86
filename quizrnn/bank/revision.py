"""The revision of a question: a hash of what grading depends on. A typo in a text leaves it alone."""

from __future__ import annotations

import hashlib
from typing import Any

import msgspec

from quizrnn.bank.model import Body, Choice, Code, Essay, Match, Number, ShortText, Solution, Text
from quizrnn.bank.sources import Solutions

_ENCODE = msgspec.msgpack.Encoder(order="deterministic")


def revision(body: Body, solutions: Solutions) -> str:
    """Sixteen hexadecimal digits."""
    return hashlib.sha256(_ENCODE.encode([type(body).__name__, *_parts(body, solutions)])).hexdigest()[:16]


def _parts(body: Body, solutions: Solutions) -> list[Any]:
    match body:
        case Choice():
            return [
                body.several,
                [(_neutral(o.text), o.right) for o in body.options],
                _file(body.proof, solutions),
            ]
        case Match():
            pairs = [(_neutral(pair.left), _neutral(pair.right)) for pair in body.pairs]
            lines = [_neutral(text) for text in (*body.extra, *body.order)]
            return [pairs, lines, _file(body.proof, solutions)]
        case Number():
            formulas = [[w.answer for w in body.wrong], [a.answer for a in body.accept]]
            drawn = [list(body.params.items()), list(body.let.items()), body.where, body.tolerance]
            return [drawn, body.answer, formulas, body.labels, _file(body.compute, solutions)]
        case ShortText():
            return [body.accept, [wrong.forms for wrong in body.wrong]]
        case Essay():
            return [body.need, len(body.rubric)]
        case Code():
            return _code(body)


def _code(body: Code) -> list[Any]:
    check = msgspec.structs.replace(body.check, stress=())
    stress = [stress.case for stress in body.check.stress]
    wrong = [wrong.regions for wrong in body.wrong]
    accept = [(accept.regions, accept.convention) for accept in body.accept]
    return [_program(body.solution), body.mode, check, stress, wrong, accept]


def _program(solution: Solution) -> list[str]:
    """The file without comment lines: a word in a comment changes no verdict."""
    return [row for row in solution.text.split("\n") if row.strip() and not row.lstrip().startswith("#")]


def _neutral(text: Text) -> str:
    """A text that is the same in both languages is content (a number, a formula); prose is not."""
    return text.en if text.en == text.ja else ""


def _file(path: str, solutions: Solutions) -> list[str]:
    solution = solutions.get(path).solution if path else None
    return _program(solution) if solution is not None else []
