"""A reference model as a page, for the app and for the command line: prose in the reader's language, then code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rich.cells import cell_len

from quizrnn.bank.lines import break_points, items, wrap_plain
from quizrnn.bank.render import plain
from quizrnn.i18n import tr
from quizrnn.i18n.reference import TITLES_JA
from quizrnn.i18n.reference.forms import SOURCES_JA
from quizrnn.i18n.reference.words import Words, words
from quizrnn.reference import Row, find
from quizrnn.reference.excerpt import Excerpt, Function, about, central, excerpt

MARGIN = 4
"""Cells by which the insides of functions stand in, and formulas in a docstring."""
STEP = 2
"""Cells by which formulas stand in, and what goes on below them further."""
UNBOUNDED = 10**6
_GAP = re.compile(r" {2,}")
_SOURCE = re.compile(r"(?:Sources?|出典): ")
_BEFORE_SOURCE = re.compile(r"(?<=[.。])\s+(?=Sources?: )")
_COMMENT = re.compile(r"^(.*?(?:^|  )# )(.*)$", re.MULTILINE)


@dataclass(frozen=True)
class Title:
    """What the page is about."""

    text: str


@dataclass(frozen=True)
class Prose:
    """One paragraph, with the marks of Markdown."""

    text: str


@dataclass(frozen=True)
class Formulas:
    """Lines that belong together, as they stand in the docstring."""

    lines: tuple[str, ...]


@dataclass(frozen=True)
class Code:
    """Constants and functions."""

    excerpt: Excerpt


Block = Title | Prose | Formulas | Code


def page(name: str, lang: str, *, torch: bool = False) -> tuple[Block, ...]:
    """The page behind a reference name, or the one with its twin's code; empty where there is none."""
    blocks: list[Block] = []
    rows = find(name)
    for module in dict.fromkeys(row.numpy for row in rows):
        of_module = tuple(row for row in rows if row.numpy == module)
        if not torch or of_module[0].torch:
            blocks += _module_page(of_module, name.replace("-", "_"), lang, torch=torch)
    return tuple(blocks)


def has_twin(name: str) -> bool:
    """Whether there is a page with the code of PyTorch."""
    return any(row.torch for row in find(name))


def plain_text(blocks: tuple[Block, ...], width: int) -> str:
    """A page for stdout, an empty line between its blocks."""
    return "\n\n".join("\n".join(plain_lines(block, width)) for block in blocks)


def plain_lines(block: Block, width: int) -> list[str]:
    """A block as lines of at most ``width`` cells (0: as long as they are), without marks and colours."""
    width = width or UNBOUNDED
    match block:
        case Title(text):
            return wrap_plain(text, width)
        case Prose(text):
            parts = items(text.split("\n"))
            return [
                line for mark, part in parts for line in wrap_plain(mark + plain(part), width, cell_len(mark))
            ]
        case Formulas():
            return formula_lines(block, width)
        case Code():
            lines = code_text(block.excerpt, width).split("\n")
            return [part for line in lines for part in _divided(line, code_breaks(line, width))]


def formula_lines(block: Formulas, width: int) -> list[str]:
    """Formulas folded at the gaps between their columns where they are too wide."""
    fits = all(cell_len(line) + STEP <= width for line in block.lines)
    return [part for line in (block.lines if fits else _narrowed(block.lines)) for part in _fold(line, width)]


def code_text(shown: Excerpt, width: int) -> str:
    """The code, its docstrings and comments wrapped to ``width`` cells.

    Other lines stay as they are: they are wrapped by who draws them, once they have their colours.
    """
    parts = ["\n".join(shown.constants)] if shown.constants else []
    text = "\n\n".join([*parts, *("\n".join(_function(function, width)) for function in shown.functions)])
    return "\n".join(part for line in text.split("\n") for part in _uncommented(line, width))


def _uncommented(line: str, width: int) -> list[str]:
    """A line that is too wide, with its comment above it."""
    found = _COMMENT.fullmatch(line)
    if cell_len(line) <= width or not found:
        return [line]
    code = found[1].removesuffix("# ").rstrip()
    mark = " " * (len(line) - len(line.lstrip())) + "# "
    rows = wrap_plain(found[2], width - len(mark))
    return [*(mark + row for row in rows), *([code] if code else [])]


def code_breaks(line: str, width: int) -> tuple[list[int], int]:
    """Where a line of code is broken, and how far what follows stands in."""
    margin = len(line) - len(line.lstrip()) + (2 * MARGIN if line.startswith(("def ", "class ")) else MARGIN)
    indent = min(margin, width // 2)
    return (break_points(line, width, indent) if cell_len(line) > width else []), indent


def _module_page(rows: tuple[Row, ...], name: str, lang: str, *, torch: bool) -> Iterator[Block]:
    """Title, prose, formulas, source and code of rows of one module."""
    japanese = words(rows[0].numpy) if lang == "ja" else None
    titles = [TITLES_JA.get(row.name, row.title) if lang == "ja" else row.title for row in rows]
    yield Title(" · ".join(titles))
    first = name if any(name in row.functions for row in rows) else ""
    code = excerpt(rows, first, torch=torch)
    if len(rows) < len(find(rows[0].numpy)):  # the module's own words are about other rows as well
        leads = [central(row) for row in rows]
        yield from (block for lead in leads for block in _blocks(_said(rows, lead, japanese)))
        code = _without(code, leads)
    blocks = _of_rows(rows, _blocks(japanese.about if japanese else about(rows[0])))
    yield from blocks
    if not any(isinstance(block, Prose) and _SOURCE.match(block.text) for block in blocks):
        yield Prose(tr("reference", "source", lang, source="; ".join(_sources(rows, lang))))
    yield Code(_translated(code, japanese, torch=torch) if japanese else code)
    if code.elsewhere:
        names = ", ".join(f"`{name}` ({module}.py)" for name, module in code.elsewhere)
        yield Prose(tr("reference", "elsewhere", lang, names=names))


def _sources(rows: tuple[Row, ...], lang: str) -> dict[str, None]:
    """Where the rows come from, each source once."""
    said = SOURCES_JA if lang == "ja" else {}
    return dict.fromkeys(part for row in rows for part in said.get(row.name, row.source).split("; "))


def _said(rows: tuple[Row, ...], name: str, japanese: Words | None) -> str:
    """What a function says of itself."""
    if japanese:
        return japanese.functions.get(name, "")
    return next(function.doc for function in excerpt(rows).functions if function.name == name)


def _without(code: Excerpt, leads: list[str]) -> Excerpt:
    """Functions without what has been said already."""
    functions = tuple(f._replace(doc="") if f.name in leads else f for f in code.functions)
    return code._replace(functions=functions)


def _translated(code: Excerpt, japanese: Words, *, torch: bool) -> Excerpt:
    """The code with what it says in Japanese; the twins say nothing that their models do not."""

    def one(function: Function) -> Function:
        doc = japanese.functions.get(function.name, "") if function.doc and not torch else ""
        return function._replace(doc=doc, body=_commented(function.body, japanese.comments))

    constants = tuple(_commented(text, japanese.comments) for text in code.constants)
    return code._replace(constants=constants, functions=tuple(map(one, code.functions)))


def _commented(text: str, comments: dict[str, str]) -> str:
    return _COMMENT.sub(lambda match: match[1] + comments.get(match[2], match[2]), text)


def _blocks(text: str) -> list[Prose | Formulas]:
    """Paragraphs and formulas of a docstring; the sources stand in a paragraph of their own."""
    found: list[Prose | Formulas] = []
    for part in filter(str.strip, re.split(r"\n{2,}", text)):
        if part.startswith(" " * MARGIN):
            lines = part.replace("``", "").split("\n")
            found.append(Formulas(tuple(line.removeprefix(" " * MARGIN) for line in lines)))
        else:
            found += map(Prose, _BEFORE_SOURCE.split(part))
    return found


def _of_rows(rows: tuple[Row, ...], blocks: list[Prose | Formulas]) -> list[Prose | Formulas]:
    """The blocks with those formulas alone that belong to the rows."""
    if any(row.formulas is None for row in rows):
        return blocks
    labels = tuple(label for row in rows for label in row.formulas or ())
    english = [
        line for block in _blocks(about(rows[0])) if isinstance(block, Formulas) for line in block.lines
    ]
    belongs: list[bool] = []
    for line in english:  # a line that stands further in goes on with the one above
        belongs.append(belongs[-1] if line.startswith(" ") else line.startswith(labels))
    found: list[Prose | Formulas] = []
    for block in blocks:
        if isinstance(block, Prose):
            found.append(block)
            continue
        chosen, belongs = belongs[: len(block.lines)], belongs[len(block.lines) :]
        if any(chosen):
            found.append(
                Formulas(tuple(line for line, kept in zip(block.lines, chosen, strict=True) if kept))
            )
    return found


def _narrowed(lines: tuple[str, ...]) -> list[str]:
    """Formulas with their last column as near to what stands before it as can be."""
    gaps = [list(_GAP.finditer(line)) for line in lines]
    starts = [
        cell_len(line[: found[-1].end()]) if found else 0 for line, found in zip(lines, gaps, strict=True)
    ]
    last = max(starts)
    wide = [found[-1] for found, start in zip(gaps, starts, strict=True) if found and start == last]
    spare = min((len(gap[0]) for gap in wide), default=STEP) - STEP
    return [
        line[: found[-1].end() - spare] + line[found[-1].end() :] if found and start == last else line
        for line, found, start in zip(lines, gaps, starts, strict=True)
    ]


def _fold(line: str, width: int) -> list[str]:
    """One line of formulas; what does not fit goes on further in, from a gap between columns if there is one."""
    hanging = STEP + len(line) - len(line.lstrip()) + MARGIN
    lines: list[str] = []
    rest = " " * STEP + line
    while cell_len(rest) > width:
        ends = [gap for gap in _GAP.finditer(rest) if gap.start() and cell_len(rest[: gap.start()]) <= width]
        if not ends:
            break
        lines.append(rest[: ends[-1].start()])
        rest = " " * hanging + rest[ends[-1].end() :]
    return [*lines, *wrap_plain(rest, width, hanging)]


def _function(function: Function, width: int) -> list[str]:
    """The lines of a definition, with what it says and its examples as its docstring."""
    said: list[str] = []
    for block in _blocks(function.doc):
        said += ["", *plain_lines(block, width - MARGIN)] if isinstance(block, Formulas) else []
        if isinstance(block, Prose):
            (_, text), *_ = items(block.text.split("\n"))
            said += ["", *wrap_plain(text if said else '"""' + text, width - MARGIN)]
    said = said[1:]
    if function.examples:
        said += [*([""] if said else ['"""']), *function.examples.split("\n")]
    if said:
        fits = len(said) == 1 and cell_len(said[0]) + len('"""') + MARGIN <= width
        said = [said[0] + '"""'] if fits else [*said, '"""']
    inside = [(" " * MARGIN + line).rstrip() for line in said]
    return [function.head, *inside, *([function.body] if function.body else [])]


def _divided(line: str, breaks: tuple[list[int], int]) -> list[str]:
    """A line of code in the pieces that ``code_breaks`` says."""
    starts, indent = breaks
    ends = [*starts, len(line)]
    first, *rest = (line[start:end].rstrip() for start, end in zip([0, *starts], ends, strict=True))
    return [first, *(" " * indent + part for part in rest)]
