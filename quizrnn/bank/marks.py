"""The marks of a solution file: which line is given, hidden or shown later, and where the regions lie."""

from __future__ import annotations

import ast
import enum
import re

import msgspec

from quizrnn.bank.names import nearest
from quizrnn.bank.splice import dedent
from quizrnn.bank.values import value_place


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
            place = value_place(rows, tree, i)
            if place is None:
                faults.append(
                    MarkFault(
                        i + 1,
                        found.start() + 1,
                        f"'# <- {name[1]}' stands behind nothing that has a value",
                        "Mark an assignment, a return, the line of an if, while or for, or an expression.",
                    )
                )
            else:
                spans.append(
                    Span(
                        name[1],
                        False,
                        place.first,
                        place.last,
                        place.start,
                        place.end,
                        place.indent,
                        place.text,
                    )
                )
    return spans


# -- checks over the whole file ---------------------------------------------------------------------


def _refuse_twins(spans: list[Span], faults: list[MarkFault]) -> None:
    seen: dict[str, int] = {}
    for span in spans:
        if span.name in seen:
            message = f"region '{span.name}' is marked twice"
            faults.append(MarkFault(span.first + 1, 1, message, f"First in line {seen[span.name]}."))
        seen.setdefault(span.name, span.first + 1)


def _check_languages(rows: tuple[str, ...], roles: list[Role], faults: list[MarkFault]) -> None:
    """Each run of comments has as many lines in both languages: line numbers never depend on them."""
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
