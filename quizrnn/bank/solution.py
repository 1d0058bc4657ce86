"""Solution files assembled: what a learner sees, edits and hands in, and what only a judge runs."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from functools import lru_cache

import msgspec

from quizrnn.bank import marks
from quizrnn.bank.marks import Layout, Role, Span
from quizrnn.bank.model import Code, Question, Solution
from quizrnn.bank.repeated import without_line
from quizrnn.bank.splice import dedent, place_lines, place_value


class RegionView(msgspec.Struct, frozen=True):
    """Where a region lies in a view. Lines count from 1, columns from 0 in characters.

    A region of whole lines covers ``first``..``last`` entirely. A right-hand side starts in line ``first`` at
    ``start`` and ends in line ``last`` before ``end``. ``indent`` is what its lines are indented by.
    """

    name: str
    lines: bool
    first: int
    last: int
    start: int
    end: int
    indent: str


class View(msgspec.Struct, frozen=True):
    """A program as lines, with the places of its regions in the file's order."""

    lines: tuple[str, ...]
    regions: tuple[RegionView, ...]

    @property
    def text(self) -> str:
        """The whole text, ending in a newline."""
        return "\n".join(self.lines) + "\n"


class Programs(msgspec.Struct, frozen=True):
    """The complete programs of a code question."""

    key: str
    wrong: tuple[str, ...]
    accept: tuple[str, ...]
    starter: str


@lru_cache(maxsize=512)
def layout(solution: Solution) -> Layout:
    """The parsed marks of a solution file that has been checked."""
    return marks.parse(solution.text).layout


def program(solution: Solution, regions: Mapping[str, str] = {}) -> str:
    """What a learner hands in: hidden parts and what comes after solving taken out, ``regions`` replaced.

    A region that is not named keeps the key. The text equals ``view`` with the same regions in any
    language, line by line apart from comments.
    """
    return view(solution, "en", {**key_regions(solution), **regions}).text


def key_regions(solution: Solution) -> dict[str, str]:
    """The key's text of every region."""
    return {region.name: region.text for region in solution.regions}


def view(solution: Solution, lang: str, regions: Mapping[str, str] = {}, placeholder: str = "...") -> View:
    """What a learner sees: one language's comments, no marks; regions not given show ``placeholder``."""
    return _assemble(
        layout(solution), lang, {s.name: placeholder for s in layout(solution).spans} | dict(regions)
    )


def worked(solution: Solution, lang: str) -> str:
    """The worked solution: the key and the notes that are shown after solving, without hidden parts."""
    return _assemble(layout(solution), lang, key_regions(solution), after=True).text


def work_file(
    solution: Solution, lang: str, regions: Mapping[str, str] = {}, placeholder: str = "..."
) -> str:
    """The view with its region marks, for the learner's own editor; ``extract`` reads it back."""
    texts = {span.name: placeholder for span in layout(solution).spans} | dict(regions)
    return _assemble(layout(solution), lang, texts, keep_marks=True).text


def driver(solution: Solution) -> str:
    """The hidden parts as a module of their own, each line where the file has it; "" when there are none."""
    plan = layout(solution)
    rows = [row if role is Role.HIDDEN else "" for row, role in zip(plan.rows, plan.roles, strict=True)]
    text = "\n".join(rows).rstrip()
    return text + "\n" if text else ""


def starter(code: Code) -> dict[str, str]:
    """What each region shows at first: the wrong variant of mode ``fix``, the starter, or ``...``."""
    if code.start is not None:
        return {**key_regions(code.solution), **code.wrong[code.start].regions}
    return {region.name: "..." for region in code.solution.regions} | code.starter


def variants(question: Question) -> Programs:
    """All programs of a code question; raises TypeError for another kind."""
    code = question.body
    if not isinstance(code, Code):
        raise TypeError(f"{question.id} is no code question")
    return Programs(
        key=program(code.solution),
        wrong=tuple(program(code.solution, wrong.regions) for wrong in code.wrong),
        accept=tuple(program(code.solution, accept.regions) for accept in code.accept),
        starter=program(code.solution, starter(code)),
    )


def _assemble(
    plan: Layout, lang: str, texts: Mapping[str, str], *, after: bool = False, keep_marks: bool = False
) -> View:
    rows: list[str] = []
    places: list[RegionView] = []
    spans = {span.first: span for span in plan.spans}
    dropped = False
    i = 0
    while i < len(plan.rows):
        span = spans.get(i)
        if span is not None:
            _place(plan, span, texts[span.name], rows, places, keep_marks=keep_marks)
            i = span.last + 1
            dropped = False
            continue
        row = _shown(plan.rows[i], plan.roles[i], lang, after, keep_marks)
        if row is None:
            dropped = dropped or plan.roles[i] in (Role.HIDDEN, Role.AFTER, Role.FENCE)
        elif row or not dropped or (rows and rows[-1]):
            rows.append(row)
            dropped = dropped and not row
        i += 1
    while rows and not rows[-1] and (not places or places[-1].last < len(rows)):
        rows.pop()
    return View(tuple(rows), tuple(places))


def _shown(row: str, role: Role, lang: str, after: bool, keep_marks: bool) -> str | None:
    """The line as shown, or None."""
    if role in (Role.EN, Role.JA):
        return _spoken(row, lang)
    if role is Role.AFTER and after:
        return _spoken(row, lang) if row.lstrip().startswith(("#en:", "#ja:")) else row
    if role is Role.GIVEN or (role is Role.MARK and keep_marks):
        return row
    return None


def _spoken(row: str, lang: str) -> str | None:
    """A language comment as a plain one, its own indentation kept; None in the other language."""
    head, _, comment = row.partition("#")
    if not comment.startswith(f"{lang}:"):
        return None
    return f"{head}# {comment[3:].removeprefix(' ')}".rstrip()


def _place(
    plan: Layout, span: Span, text: str, rows: list[str], places: list[RegionView], *, keep_marks: bool
) -> None:
    """Append a region's lines, with what stands before and after a right-hand side."""
    if span.lines:
        body = place_lines(text, span.indent)
        first = len(rows) + 1
        rows.extend(body)
        places.append(RegionView(span.name, True, first, len(rows), 0, len(rows[-1]), span.indent))
        return
    head, tail = _beside(plan, span)
    body = place_value(without_line(text, head, tail), span.indent, header=tail.lstrip().startswith(":"))
    if keep_marks:
        tail = plan.rows[span.last][span.end :]
    first = len(rows) + 1
    rows.extend([head + body[0], *body[1:]] if len(body) > 1 else [head + body[0]])
    end = len(rows[-1])
    rows[-1] += tail
    places.append(RegionView(span.name, False, first, len(rows), span.start, end, span.indent))


def _beside(plan: Layout, span: Span) -> tuple[str, str]:
    """What stands before and after a right-hand side in its line."""
    head, tail = plan.rows[span.first][: span.start], plan.rows[span.last][span.end :]
    return head, marks.without_value_mark(tail)


def tidied(solution: Solution, regions: Mapping[str, str]) -> dict[str, str]:
    """The regions as they are judged: a right-hand side that was typed with its whole line, without the rest of it."""
    plan, texts = layout(solution), dict(regions)
    for span in plan.spans:
        if span.name in texts and not span.lines:
            texts[span.name] = without_line(texts[span.name], *_beside(plan, span))
    return texts


# -- reading a learner's file back ------------------------------------------------------------------


def extract(solution: Solution, text: str) -> tuple[dict[str, str], tuple[str, ...]]:
    """The regions of a learner's work file, and the given lines that were changed or are gone.

    Reformatting, CRLF, a BOM and comments change nothing. A region whose mark is gone is not in the first.
    """
    text = marks.clean(text)
    found = marks.find_regions(text)
    spans = [found[span.name] for span in layout(solution).spans if span.name in found]
    regions = {span.name: span.text for span in spans}
    mine = _assemble(_around(text, spans), "en", key_regions(solution)).text
    given = program(solution)
    if len(spans) == len(solution.regions) and _same_code(mine, given):
        return regions, ()
    return regions, _changed(given, mine)


def _around(text: str, spans: list[Span]) -> Layout:
    rows = tuple(text.split("\n"))
    return Layout(rows, tuple(marks.region_roles(rows)), tuple(sorted(spans, key=lambda span: span.first)))


def same_region(solution: Solution, name: str, one: str, other: str) -> bool:
    """Whether two texts of a region are the same code: spaces, line breaks and comments make no difference."""
    if dedent(one).strip() == dedent(other).strip():
        return True
    return _same_code(program(solution, {name: one}), program(solution, {name: other}))


def _same_code(one: str, other: str) -> bool:
    try:
        return ast.dump(ast.parse(one)) == ast.dump(ast.parse(other))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False


def _changed(given: str, mine: str) -> tuple[str, ...]:
    from difflib import SequenceMatcher

    wanted = [row.strip() for row in given.split("\n") if row.strip() and not row.strip().startswith("#")]
    got = [row.strip() for row in mine.split("\n") if row.strip() and not row.strip().startswith("#")]
    matcher = SequenceMatcher(
        None, ["".join(r.split()) for r in wanted], ["".join(r.split()) for r in got], False
    )
    changed: list[str] = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag in ("replace", "delete"):
            changed.extend(wanted[i1:i2])
        elif tag == "insert":
            changed.extend(got[j1:j2])
    return tuple(changed)
