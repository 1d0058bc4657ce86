"""Code of this room without its checks of arguments, line by line as it stands in the file otherwise."""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence

_SIZE = re.compile(r"(\d*)([A-Za-z]*)")
_NOTE_TO_TOOLS = re.compile(r"  # type: .*$")


def is_check(name: str) -> bool:
    """Whether a function of that name only refuses what does not fit."""
    return name.lstrip("_").startswith("check")


def called(node: ast.AST) -> set[str]:
    """The names that code reads, annotations left out."""
    hints = {id(inner) for hint in _annotations(node) for inner in ast.walk(hint)}
    read = (inner for inner in ast.walk(node) if isinstance(inner, ast.Name) and id(inner) not in hints)
    return {inner.id for inner in read if not isinstance(inner.ctx, ast.Store)}


def stripped(text: str, statements: Sequence[ast.stmt]) -> tuple[str, set[str]]:
    """The lines of these statements of a file without checks, and the names that the rest uses.

    What was computed for a check alone goes too.
    """
    lines = text.splitlines()
    unread: set[str] = set()
    while True:
        names: set[str] = set()
        edits: dict[int, list[str]] = {}
        for statement in statements:
            _visit(text, statement, unread, edits, names)
        more = {name for statement in statements for name in _assigned(statement)} - names - unread
        if not more:
            break
        unread |= more
    first = min((statement.lineno for statement in statements), default=1)
    last = max((statement.end_lineno or 0 for statement in statements), default=0)
    kept = [line for number in range(first, last + 1) for line in edits.get(number, [lines[number - 1]])]
    return "\n".join(_NOTE_TO_TOOLS.sub("", line) for line in kept).strip("\n"), names


def _assigned(node: ast.stmt) -> set[str]:
    """The variables that alone stand at the left of an assignment somewhere in a statement."""
    found = [inner.targets[0] for inner in ast.walk(node) if isinstance(inner, ast.Assign)]
    return {target.id for target in found if isinstance(target, ast.Name)}


def _visit(text: str, node: ast.stmt, unread: set[str], edits: dict[int, list[str]], names: set[str]) -> None:
    """Note which lines of a statement go or change, and what its remaining code uses."""
    if _drops(text, node) or (isinstance(node, ast.Assign) and _assigned(node) & unread):
        _replace(node, [], edits)
        return
    sizes = _sizes(node)
    if sizes:
        _replace(node, [" " * node.col_offset + sizes], edits)
        return
    blocks = [getattr(node, field, []) for field in ("body", "orelse", "finalbody")]
    inner = [part for block in blocks for part in block if isinstance(part, ast.stmt)]
    for part in inner:
        _visit(text, part, unread, edits, names)
    if not inner:
        _without_conversions(text, node, edits)
        names |= called(node)
    else:
        heads = [child for child in ast.iter_child_nodes(node) if not isinstance(child, ast.stmt)]
        names |= {name for head in heads for name in called(head)}


def _replace(node: ast.stmt, new: list[str], edits: dict[int, list[str]]) -> None:
    for number in range(node.lineno, (node.end_lineno or node.lineno) + 1):
        edits[number] = []
    edits[node.lineno] = new


def _drops(text: str, node: ast.stmt) -> bool:
    """Whether a statement does nothing but check its arguments or make arrays of them."""
    match node:
        case ast.Expr(value=ast.Call(func=func)):
            return _of_arguments(func) or (isinstance(func, ast.Name) and is_check(func.id))
        case ast.If(body=body, orelse=[]) | ast.For(body=body, orelse=[]):
            return all(isinstance(part, ast.Raise) or _drops(text, part) for part in body)
        case ast.Assign(targets=[target], value=value):
            conversions = _conversions(text, value)
            shown = _replaced(ast.get_source_segment(text, value) or "", conversions) if conversions else ""
            return shown == ast.unparse(target).strip("()")
    return False


# the names by which the files call what ``arguments`` exports
_CHECKS = frozenset(
    {
        *(
            "axis",
            "check_axis",
            "choice",
            "flag",
            "flags",
            "floating",
            "floats",
            "held",
            "ids",
            "lengths",
            "named",
        ),
        *(
            "number",
            "numbers",
            "parts",
            "perceptron",
            "same_shape",
            "scalar",
            "sizes",
            "text",
            "upstream",
            "whole",
        ),
    }
)


def _of_arguments(func: ast.expr) -> bool:
    if isinstance(func, ast.Attribute):
        return isinstance(func.value, ast.Name) and func.value.id == "arguments"
    return isinstance(func, ast.Name) and func.id in _CHECKS


def _conversions(text: str, node: ast.AST) -> list[tuple[str, str]]:
    """Each ``floats("x", x)`` in a piece of code, with the x that it stands for."""
    found = []
    for inner in ast.walk(node):
        if isinstance(inner, ast.Call) and ast.unparse(inner.func) in ("floats", "arguments.floats"):
            before, after = ast.get_source_segment(text, inner), ast.get_source_segment(text, inner.args[1])
            found.append((before or "", after or ""))
    return found


def _replaced(code: str, conversions: list[tuple[str, str]]) -> str:
    for before, after in conversions:
        code = code.replace(before, after)
    return code


def _without_conversions(text: str, node: ast.stmt, edits: dict[int, list[str]]) -> None:
    conversions = _conversions(text, node)
    lines = text.splitlines()[node.lineno - 1 : node.end_lineno] if conversions else []
    for number, line in enumerate(lines, node.lineno):
        edits[number] = [_replaced(line, conversions)]


def _sizes(node: ast.stmt) -> str:
    """``N, T = sizes("N T", x=(x, "N T D"), ...)`` as what it computes: ``N, T = x.shape[0], x.shape[1]``."""
    match node:
        case ast.Assign(
            targets=[ast.Tuple(elts=targets)], value=ast.Call(func=func, args=[letters], keywords=given)
        ):
            if ast.unparse(func) not in ("sizes", "arguments.sizes") or not isinstance(letters, ast.Constant):
                return ""
        case _:
            return ""
    shapes = [
        (ast.unparse(word.value.elts[0]), str(word.value.elts[1].value).split())
        for word in given
        if isinstance(word.value, ast.Tuple) and isinstance(word.value.elts[1], ast.Constant)
    ]
    names = ", ".join(ast.unparse(target) for target in targets)
    wanted = str(letters.value).split()
    for array, tokens in shapes:
        if tokens == wanted:
            return f"{names} = {array}.shape"
    sources = [_source(letter, shapes) for letter in wanted]
    return f"{names} = {', '.join(sources)}" if all(sources) else ""


def _source(letter: str, shapes: list[tuple[str, list[str]]]) -> str:
    """Where the size of a letter can be read; empty where only an optional argument says it."""
    for array, tokens in shapes:
        for place, token in enumerate(tokens):
            match = _SIZE.fullmatch(token)
            if match and match[2] == letter:
                return f"{array}.shape[{place}]" + (f" // {match[1]}" if match[1] else "")
    return ""


def _annotations(node: ast.AST) -> list[ast.AST]:
    found: list[ast.AST] = []
    for inner in ast.walk(node):
        if isinstance(inner, ast.AnnAssign | ast.arg) and inner.annotation is not None:
            found.append(inner.annotation)
    return found
