"""Where the value of a statement lies in a file, from the tree of the file."""

from __future__ import annotations

import ast

import msgspec


class ValuePlace(msgspec.Struct, frozen=True):
    """A value in rows ``first``..``last`` (from 0), columns in characters; ``text`` is not indented."""

    first: int
    last: int
    start: int
    end: int
    indent: str
    text: str


def value_place(rows: tuple[str, ...], tree: ast.Module, row: int) -> ValuePlace | None:
    """The value of the statement that a mark in ``row`` stands behind; None when it has none."""
    statement = _statement(tree.body, row + 1)
    if statement is None:
        return None
    bounds = _bounds(rows, statement, row)
    if bounds is None:
        return None
    (first, start), (last, end) = bounds
    head = rows[statement.lineno - 1]
    indent = head[: len(head) - len(head.lstrip())]
    lines = list(rows[first : last + 1])
    lines[-1] = lines[-1][:end]
    lines[0] = lines[0][start:]
    text = "\n".join([lines[0], *(line.removeprefix(indent) for line in lines[1:])])
    return ValuePlace(first, last, start, end, indent, text)


def _statement(body: list[ast.stmt], line: int) -> ast.stmt | None:
    """The innermost, last statement whose own lines (not its block's) hold ``line``."""
    for statement in reversed(body):
        if not statement.lineno <= line <= (statement.end_lineno or 0):
            continue
        for block in _blocks(statement):
            inner = _statement(block, line)
            if inner is not None:
                return inner
        return statement
    return None


def _blocks(statement: ast.stmt) -> list[list[ast.stmt]]:
    blocks = [getattr(statement, field, []) for field in ("body", "orelse", "finalbody")]
    blocks += [handler.body for handler in getattr(statement, "handlers", [])]
    blocks += [case.body for case in getattr(statement, "cases", [])]
    return blocks


Position = tuple[int, int]
"""Row from 0, column in characters."""


def _bounds(rows: tuple[str, ...], statement: ast.stmt, row: int) -> tuple[Position, Position] | None:
    """Where the value of a statement starts and ends, parentheses around it included."""
    begin = _at(rows, statement.lineno, statement.col_offset)
    match statement:
        case ast.Assign(targets=targets, value=value):
            start = _after_word(rows, _end(rows, targets[-1]), "=")
        case ast.AugAssign(target=target, value=value):
            start = _after_word(rows, _end(rows, target), "=")
        case ast.AnnAssign(annotation=annotation, value=ast.expr() as value):
            start = _after_word(rows, _end(rows, annotation), "=")
        case ast.Return(value=ast.expr() as value):
            start = _skip(rows, (begin[0], begin[1] + len("return")))
        case ast.Expr(value=value):
            start = begin
        case ast.If(test=value) | ast.While(test=value):
            start = _after_word(rows, begin, "while" if isinstance(statement, ast.While) else "if")
        case ast.For(target=target, iter=value):
            start = _after_word(rows, _end(rows, target), "in")
        case _:
            return None
    if isinstance(statement, ast.If | ast.While | ast.For):
        if row >= statement.body[0].lineno - 1:
            return None
        return start, _close(rows, start, _at(rows, value.lineno, value.col_offset), _end(rows, value))
    return start, _end(rows, statement)


def _at(rows: tuple[str, ...], line: int, offset: int) -> Position:
    """Characters from ast's bytes."""
    row = rows[line - 1]
    return line - 1, offset if row.isascii() else len(row.encode()[:offset].decode("utf-8", "ignore"))


def _end(rows: tuple[str, ...], node: ast.expr | ast.stmt) -> Position:
    return _at(rows, node.end_lineno or node.lineno, node.end_col_offset or 0)


def _skip(rows: tuple[str, ...], position: Position) -> Position:
    """The next position that is neither space, comment nor line continuation."""
    row, column = position
    while row < len(rows):
        rest = rows[row][column:]
        stripped = rest.lstrip()
        if stripped and not stripped.startswith("#") and stripped != "\\":
            return row, column + len(rest) - len(stripped)
        row, column = row + 1, 0
    return position


def _after_word(rows: tuple[str, ...], position: Position, word: str) -> Position:
    """The start of what follows the next ``word`` (closing parentheses of a target may come before it)."""
    row, column = position
    while row < len(rows):
        found = rows[row].find(word, column)
        if found >= 0:
            return _skip(rows, (row, found + len(word)))
        row, column = row + 1, 0
    return position


def _close(rows: tuple[str, ...], start: Position, value: Position, end: Position) -> Position:
    """Move ``end`` behind as many closing parentheses as open between ``start`` and ``value``."""
    opening = 0
    position = start
    while position < value:
        opening += 1
        position = _skip(rows, (position[0], position[1] + 1))
    for _ in range(opening):
        row, column = _skip(rows, end)
        end = (row, column + 1)
    return end
