"""The marks of a solution file: which line is given, hidden or shown later, and where the regions lie."""

from __future__ import annotations

import ast
import enum
import re

import msgspec

from quizrnn.bank.names import nearest
from quizrnn.bank.splice import dedent


class Role(enum.Enum):
    """What a line of a solution file is."""

    GIVEN = "given"
    REGION = "region"
    HIDDEN = "hidden"
    AFTER = "after"
    EN = "en"
    JA = "ja"
    MARK = "mark"
    """A region's first or last mark."""
    FENCE = "fence"
    """A mark around a part that is hidden or shown later."""


class Span(msgspec.Struct, frozen=True):
    """A region in the file: rows ``first``..``last`` from 0; columns in characters for a right-hand side."""

    name: str
    lines: bool
    first: int
    last: int
    start: int
    end: int
    indent: str
    text: str


class Layout(msgspec.Struct, frozen=True):
    """The rows of a file, the role of each, and the regions in order."""

    rows: tuple[str, ...]
    roles: tuple[Role, ...]
    spans: tuple[Span, ...]


class MarkFault(msgspec.Struct, frozen=True):
    """What is wrong with a solution file; line and column count from 1."""

    line: int
    column: int
    message: str
    fix: str = ""
    fatal: bool = True


class Parsed(msgspec.Struct, frozen=True):
    """A solution file with all that is wrong with it; ``tree`` is None when it does not compile."""

    layout: Layout
    faults: tuple[MarkFault, ...]
    tree: ast.Module | None


_REGION = re.compile(r"\s*#\s*region\b:?\s*(.*?)\s*\Z")
_END = re.compile(r"\s*#\s*endregion\b")
_VALUE = re.compile(r"\s*#\s*<-\s*(.*?)\s*\Z")
_VALUE_MARK = re.compile(r"#\s*<-")
_LANGUAGE = re.compile(r"\s*#\s?(en|ja):")
_TRAILING_LANGUAGE = re.compile(r"\S.*\s#\s?(en|ja):")
_LATE = {"hidden": Role.HIDDEN, "after": Role.AFTER}


def clean(text: str) -> str:
    """The text with Unix line ends and without a BOM."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def without_value_mark(tail: str) -> str:
    """The end of a line without its ``# <- name``."""
    found = _VALUE_MARK.search(tail)
    return tail[: found.start()].rstrip() if found else tail


def parse(text: str) -> Parsed:
    """The layout of a solution file and every fault of its marks."""
    rows = tuple(clean(text).split("\n"))
    faults: list[MarkFault] = []
    tree = _compile("\n".join(rows), faults)
    roles, spans = _walk(rows, faults)
    if tree is not None:
        spans += _values(rows, roles, tree, faults)
    for span in spans:
        if not span.lines:
            roles[span.first : span.last + 1] = [Role.REGION] * (span.last - span.first + 1)
    spans.sort(key=lambda span: span.first)
    _refuse_twins(spans, faults)
    _check_languages(rows, roles, faults)
    return Parsed(Layout(rows, tuple(roles), tuple(spans)), tuple(faults), tree)


def _compile(text: str, faults: list[MarkFault]) -> ast.Module | None:
    try:
        tree = ast.parse(text)
    except SyntaxError as error:
        faults.append(MarkFault(error.lineno or 1, error.offset or 1, f"does not compile: {error.msg}"))
        return None
    except (ValueError, RecursionError, MemoryError) as error:
        faults.append(MarkFault(1, 1, f"does not compile: {error or type(error).__name__}"))
        return None
    return tree


def _walk(rows: tuple[str, ...], faults: list[MarkFault]) -> tuple[list[Role], list[Span]]:
    """Roles by the ``# region`` marks and language comments; regions of whole lines."""
    roles: list[Role] = []
    spans: list[Span] = []
    opened: tuple[int, str] | None = (
        None  # row of the open mark and what it opens: a role's word or a region name
    )
    for i, row in enumerate(rows):
        if "#" not in row:
            roles.append(_role_inside(opened))
            continue
        column = len(row) - len(row.lstrip()) + 1
        start = _REGION.match(row)
        if start:
            if opened is not None:
                faults.append(
                    MarkFault(
                        i + 1,
                        column,
                        f"a region opens inside the one of line {opened[0] + 1}",
                        "Close that one first.",
                    )
                )
            word = _opens(start[1], i, column, faults)
            opened = (i, word)
            roles.append(Role.FENCE if word in _LATE else Role.MARK)
        elif _END.match(row):
            if opened is None:
                faults.append(MarkFault(i + 1, column, "'# endregion' closes nothing", "Remove it."))
                roles.append(Role.MARK)
                continue
            roles.append(Role.FENCE if opened[1] in _LATE else Role.MARK)
            if opened[1] and opened[1] not in _LATE:
                spans.append(_lines_span(rows, opened[1], opened[0], i, faults))
            opened = None
        else:
            language = _LANGUAGE.match(row) if opened is None or opened[1] == "after" else None
            roles.append(Role[language[1].upper()] if language and opened is None else _role_inside(opened))
            if opened is None and not language and ":" in row and _TRAILING_LANGUAGE.search(row):
                faults.append(
                    MarkFault(
                        i + 1,
                        column,
                        "a comment of one language stands behind code",
                        "Give it a line.",
                        False,
                    )
                )
    if opened is not None:
        faults.append(MarkFault(opened[0] + 1, 1, "this region is never closed", "Add '# endregion'."))
    return roles, spans


def _role_inside(opened: tuple[int, str] | None) -> Role:
    return Role.GIVEN if opened is None else _LATE.get(opened[1], Role.REGION)


def _opens(text: str, i: int, column: int, faults: list[MarkFault]) -> str:
    """What a ``# region`` mark opens: "hidden", "after", a region's name, or "" after a fault."""
    head, _, name = text.partition(":")
    head, name = head.strip(), name.strip()
    if head in _LATE and not name:
        if head == "hidden" and column > 1:
            faults.append(
                MarkFault(i + 1, column, "a hidden part starts at the left margin", "Move it there.")
            )
        return head
    if head == "answer" and name.isidentifier():
        return name
    if head == "answer":
        faults.append(
            MarkFault(i + 1, column, f"'{name}' is no region name", "Write '# region answer: loss'.")
        )
        return ""
    fix = nearest(head, ("answer", "hidden", "after")) or "Known: answer: NAME, hidden, after."
    faults.append(MarkFault(i + 1, column, f"unknown mark '# region {text}'", fix))
    return ""


def _lines_span(rows: tuple[str, ...], name: str, mark: int, end: int, faults: list[MarkFault]) -> Span:
    body = rows[mark + 1 : end]
    filled = [row for row in body if row.strip()]
    source = filled[0] if filled else rows[mark]
    indent = source[: len(source) - len(source.lstrip())]
    if not filled:
        faults.append(MarkFault(mark + 1, 1, f"region '{name}' is empty", "The file holds the key."))
        return Span(name, True, mark, end, 0, 0, indent, "")
    return Span(name, True, mark + 1, end - 1, 0, 0, indent, dedent("\n".join(body)))


# -- values marked by '# <- name' -------------------------------------------------------------------


def _values(
    rows: tuple[str, ...], roles: list[Role], tree: ast.Module, faults: list[MarkFault]
) -> list[Span]:
    spans: list[Span] = []
    for i, row in enumerate(rows):
        if "<-" not in row or roles[i] in (Role.HIDDEN, Role.AFTER):
            continue
        found = _VALUE_MARK.search(row)
        name = _VALUE.match(row[found.start() :]) if found else None
        if found is None or name is None:
            continue
        if roles[i] is not Role.GIVEN:
            faults.append(MarkFault(i + 1, found.start() + 1, "a marked value lies inside another region"))
        elif not name[1].isidentifier():
            faults.append(MarkFault(i + 1, found.start() + 1, f"'{name[1]}' is no region name"))
        else:
            span = _value_span(rows, tree, i, name[1])
            if span is None:
                faults.append(
                    MarkFault(
                        i + 1,
                        found.start() + 1,
                        f"'# <- {name[1]}' stands behind nothing that has a value",
                        "Mark an assignment, a return, the line of an if, while or for, or an expression.",
                    )
                )
            else:
                spans.append(span)
    return spans


def _value_span(rows: tuple[str, ...], tree: ast.Module, row: int, name: str) -> Span | None:
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
    return Span(name, False, first, last, start, end, indent, text)


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


# -- checks over the whole file ---------------------------------------------------------------------


def _refuse_twins(spans: list[Span], faults: list[MarkFault]) -> None:
    seen: dict[str, int] = {}
    for span in spans:
        if span.name in seen:
            message = f"region '{span.name}' is marked twice"
            faults.append(MarkFault(span.first + 1, 1, message, f"First in line {seen[span.name]}."))
        seen.setdefault(span.name, span.first + 1)


def _check_languages(rows: tuple[str, ...], roles: list[Role], faults: list[MarkFault]) -> None:
    """Each run of comments has as many lines in one language as in the other: line numbers never depend on it."""
    if Role.EN not in roles and Role.JA not in roles:
        return
    i = 0
    while i < len(rows):
        first = i
        while i < len(rows) and roles[i] in (Role.EN, Role.JA):
            i += 1
        run = roles[first:i]
        en, ja = run.count(Role.EN), run.count(Role.JA)
        if en != ja:
            short = "#ja:" if ja < en else "#en:"
            column = len(rows[first]) - len(rows[first].lstrip()) + 1
            message = f"these comments have {en} lines in English and {ja} in Japanese"
            faults.append(
                MarkFault(first + 1, column, message, f"Add '{short}' lines (an empty one will do).")
            )
        i = max(i, first + 1)


def find_regions(text: str) -> dict[str, Span]:
    """The regions of a learner's file by name, whatever else is wrong with it."""
    parsed = parse(text)
    found = {span.name: span for span in parsed.layout.spans}
    if parsed.tree is None:
        for i, row in enumerate(parsed.layout.rows):
            mark = _VALUE_MARK.search(row)
            name = _VALUE.match(row[mark.start() :]) if mark else None
            head = re.match(r"(\s*)(?:return\b|(?:if|while)\b|[^=#]*?[^=<>!]=(?!=))?\s*", row)
            if mark and name and head and parsed.layout.roles[i] is Role.GIVEN:
                end = max(head.end(), len(row[: mark.start()].rstrip()))
                span = Span(name[1], False, i, i, head.end(), end, head[1], row[head.end() : end])
                found.setdefault(span.name, span)
    return found


def region_roles(rows: tuple[str, ...]) -> list[Role]:
    """Roles of a learner's file: marks are marks, everything else is given."""
    return [Role.MARK if _REGION.match(row) or _END.match(row) else Role.GIVEN for row in rows]
