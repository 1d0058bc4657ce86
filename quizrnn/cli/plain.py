"""Feedback and questions as plain lines:
for terminals without an app, screen readers, pipes and ``check``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from rich.cells import cell_len

from quizrnn.bank.lines import blocks as text_blocks
from quizrnn.bank.lines import items, wrap_plain
from quizrnn.bank.render import plain
from quizrnn.grading import blocks as b
from quizrnn.grading.values import clean
from quizrnn.i18n import tr

Number = Callable[[int], int]
"""From an author's option index to the number under which it was shown (0: it was not)."""


def text_of(
    blocks: Iterable[b.Block], lang: str, shown_number: Number | None = None, *, width: int = 0
) -> str:
    """The blocks as lines; ``width`` 0 leaves paragraphs in one line."""
    return "\n".join(line for block in blocks for line in block_lines(block, lang, shown_number, width=width))


def block_lines(
    block: b.Block, lang: str, shown_number: Number | None = None, *, width: int = 0
) -> list[str]:
    """The lines of one block."""
    match block:
        case b.Heading(sign=sign, text=text):
            return paragraph(f"{sign} {text}", width, 2)
        case b.Prose(text=text, label=label):
            return _labelled(label, text, width)
        case b.Code(text=text, caption=caption):
            return _under(caption, text.rstrip("\n").split("\n"))
        case b.Samples(caption=caption, samples=samples):
            return _under(caption, [line for sample in samples for line in _sample(sample)])
        case b.Options(options=options):
            return _options(options, lang, shown_number or (lambda index: index + 1), width)
        case b.Trace(lines=lines, exception=exception):
            traced = [f"  {tr('plain', 'line', lang, line=line)}: {text}" for line, text in lines]
            return [*traced, f"  {exception}"]
        case b.Output(text=text, label=label, note=note):
            return [*_under(label, text.rstrip("\n").split("\n")), *([f"  {note}"] if note else [])]


def prose(text: str, width: int = 0) -> list[str]:
    """A Markdown text as lines without its signs, mathematics as Unicode.

    Lines of a paragraph are joined, and broken anew at ``width`` cells where it is given;
    code and tables stay as they are.
    """
    lines: list[str] = []
    for block in text_blocks(text):
        first = block[0].lstrip()
        if lines:
            lines.append("")
        if first.startswith(("```", "~~~", "|", "$$")):
            lines.extend(clean(plain("\n".join(block))).strip("\n").split("\n"))
            continue
        for bullet, item in items(block):
            indent = cell_len(bullet)
            for line in clean(plain(item)).split("\n"):
                lines.extend(paragraph(bullet + line, width, indent))
    return lines or [""]


def paragraph(text: str, width: int, indent: int = 0) -> list[str]:
    """One paragraph as lines: a single one where no width is given."""
    return wrap_plain(text, width, indent) if width else [text]


def _labelled(label: str, text: str, width: int) -> list[str]:
    if not label:
        return prose(text, width)
    whole, label = prose(text), " ".join(prose(label))
    if len(whole) == 1:
        return paragraph(f"{label}: {whole[0]}", width)
    return [f"{label}:", *prose(text, width)]


def _under(caption: str, lines: list[str]) -> list[str]:
    indented = [f"  {line}".rstrip() for line in lines]
    return [f"{caption}:", *indented] if caption else indented


def _sample(sample: b.Sample) -> list[str]:
    head = f"{sample.label} = "
    first, *rest = sample.text.split("\n")
    # A value of several lines starts below its name: columns then line up in any width of face.
    return [f"{sample.label} =", f"  {first}", *(f"  {line}" for line in rest)] if rest else [head + first]


def _options(options: Iterable[b.OptionNote], lang: str, shown_number: Number, width: int) -> list[str]:
    made: list[str] = []
    for note in sorted(options, key=lambda note: shown_number(note.index)):
        sign = "○" if note.right else "×"
        words = [tr("plain", "key-answer", lang)] if note.right else []
        words += [tr("plain", "picked", lang)] if note.picked else []
        tail = f"   [{', '.join(words)}]" if words else ""
        number = shown_number(note.index) or "-"
        first, *rest = option_lines(note.text, width - 5, code=note.code)
        made.append(f"{sign} {number}  {first}{tail}")
        made.extend(f"     {line}" for line in rest)
        if note.why and not note.right and not note.picked:  # of what was picked it has been said above
            made.extend(f"     {line}" for line in prose(note.why, max(0, width - 5)))
    return made


def option_lines(text: str, width: int, *, code: bool) -> list[str]:
    """The lines of an option: code as it stands, other texts as prose."""
    return clean(text).split("\n") if code else prose(text, max(0, width))
