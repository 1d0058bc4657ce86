"""Feedback and questions as plain lines:
for terminals without an app, screen readers, pipes and ``check``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from quizrnn.bank.render import plain
from quizrnn.grading import blocks as b
from quizrnn.grading.values import clean
from quizrnn.i18n import tr

Number = Callable[[int], int]
"""From an author's option index to the number under which it was shown (0: it was not)."""


def text_of(blocks: Iterable[b.Block], lang: str, shown_number: Number | None = None) -> str:
    """The blocks as lines."""
    return "\n".join(line for block in blocks for line in block_lines(block, lang, shown_number))


def block_lines(block: b.Block, lang: str, shown_number: Number | None = None) -> list[str]:
    """The lines of one block."""
    match block:
        case b.Heading(sign=sign, text=text):
            return [f"{sign} {text}"]
        case b.Prose(text=text, label=label):
            return _labelled(label, prose(text))
        case b.Code(text=text, caption=caption):
            return _under(caption, text.rstrip("\n").split("\n"))
        case b.Samples(caption=caption, samples=samples):
            return _under(caption, [line for sample in samples for line in _sample(sample)])
        case b.Options(options=options):
            return _options(options, lang, shown_number or (lambda index: index + 1))
        case b.Trace(lines=lines, exception=exception):
            traced = [f"  {tr('plain', 'line', lang, line=line)}: {text}" for line, text in lines]
            return [*traced, f"  {exception}"]
        case b.Output(text=text, label=label, note=note):
            return [*_under(label, text.rstrip("\n").split("\n")), *([f"  {note}"] if note else [])]


def prose(text: str) -> list[str]:
    """A Markdown text as lines without its signs, mathematics as Unicode."""
    return clean(plain(text)).strip("\n").split("\n")


def _labelled(label: str, lines: list[str]) -> list[str]:
    if not label:
        return lines
    if len(lines) == 1:
        return [f"{label}: {lines[0]}"]
    return [f"{label}:", *lines]


def _under(caption: str, lines: list[str]) -> list[str]:
    indented = [f"  {line}".rstrip() for line in lines]
    return [f"{caption}:", *indented] if caption else indented


def _sample(sample: b.Sample) -> list[str]:
    head = f"{sample.label} = "
    first, *rest = sample.text.split("\n")
    # A value of several lines starts below its name: columns then line up in any width of face.
    return [f"{sample.label} =", f"  {first}", *(f"  {line}" for line in rest)] if rest else [head + first]


def _options(options: Iterable[b.OptionNote], lang: str, shown_number: Number) -> list[str]:
    made: list[str] = []
    for note in sorted(options, key=lambda note: shown_number(note.index)):
        sign = "○" if note.right else "×"
        words = [tr("plain", "key-answer", lang)] if note.right else []
        words += [tr("plain", "picked", lang)] if note.picked else []
        tail = f"   [{', '.join(words)}]" if words else ""
        number = shown_number(note.index) or "-"
        first, *rest = clean(note.text).split("\n") if note.code else prose(note.text)
        made.append(f"{sign} {number}  {first}{tail}")
        made.extend(f"     {line}" for line in rest)
        if note.why and not note.right:
            made.extend(f"     {line}" for line in prose(note.why))
    return made
