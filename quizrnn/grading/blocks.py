"""What a learner reads after an answer, as plain blocks: the app and the plain mode render the same ones."""

from __future__ import annotations

from typing import Literal

import msgspec

Style = Literal["", "right", "wrong", "note", "broken", "differs", "muted"]
"""How a front end may colour it; the words and signs say the same without colour."""


class Heading(msgspec.Struct, frozen=True, tag="heading"):
    """One line: the judgement in a few words, with its sign (``○``, ``×``, ``△``, ``!``) in ``sign``."""

    sign: str
    text: str
    style: Style = ""


class Prose(msgspec.Struct, frozen=True, tag="prose"):
    """A text in Markdown, drawn numbers put in.

    ``label`` (Why, Explanation, Hint ...) may stand before it.
    """

    text: str
    label: str = ""
    style: Style = ""


class Code(msgspec.Struct, frozen=True, tag="code"):
    """Python to read; ``caption`` above it. ``paste`` True: the learner may copy it and run it below the own code."""

    text: str
    caption: str = ""
    paste: bool = False


class Span(msgspec.Struct, frozen=True):
    """A piece of a line.

    Style ``differs`` marks the cell that departs; a sign before it says so without colour.
    """

    text: str
    style: Style = ""


class Sample(msgspec.Struct, frozen=True):
    """A named value as aligned lines, to be set in a fixed-width face."""

    label: str
    lines: tuple[tuple[Span, ...], ...]

    @property
    def text(self) -> str:
        """The lines without their styles."""
        return "\n".join("".join(span.text for span in line) for line in self.lines)


class Samples(msgspec.Struct, frozen=True, tag="samples"):
    """The counterexample: inputs first, then expected and the learner's result. ``caption`` heads it."""

    caption: str
    samples: tuple[Sample, ...]


class OptionNote(msgspec.Struct, frozen=True):
    """One option after answering: the author's index (-1 the key of a code question), its text,
    and why or why not.
    """

    index: int
    text: str
    right: bool
    picked: bool
    why: str = ""
    code: bool = False


class Options(msgspec.Struct, frozen=True, tag="options"):
    """All options with their reasons, in the author's order;
    front ends put them in the order that was shown.
    """

    options: tuple[OptionNote, ...]


class Trace(msgspec.Struct, frozen=True, tag="trace"):
    """A traceback in the learner's own line numbers: at most three lines, and the exception below them."""

    lines: tuple[tuple[int, str], ...]
    exception: str


class Output(msgspec.Struct, frozen=True, tag="output"):
    """What the learner's code printed, control characters taken out. ``note`` says when it was cut."""

    text: str
    label: str
    note: str = ""


Block = Heading | Prose | Code | Samples | Options | Trace | Output


class Feedback(msgspec.Struct, frozen=True):
    """``blocks`` at once; ``solved`` (explanation, worked solution, other options) when the question is over.

    The question is over after a right answer, after "I don't know" or when the learner asks for the
    solution; a choice or match that is answered wrongly is over too (its answer is then shown).
    """

    blocks: tuple[Block, ...]
    solved: tuple[Block, ...] = ()
