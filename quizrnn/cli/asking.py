"""Reading one answer from lines: each kind has its own notation,
and a line that begins with a colon is a command.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence

import msgspec

from quizrnn.bank.model import Code, Question
from quizrnn.bank.solution import tidied
from quizrnn.cli.plain import paragraph, prose
from quizrnn.grading import Answer, AnswerUnclear, Coded, Essayed
from quizrnn.grading.values import clean
from quizrnn.i18n import tr
from quizrnn.quiz import Presented

LETTERS = "abcdefghijklmnopqrstuvwxyz"
END = "."
"""Ends a text of several lines."""


class Command(msgspec.Struct, frozen=True):
    """What the learner asks for instead of answering."""

    name: str
    argument: str = ""


Read = Callable[[str], str]
"""Shows a prompt and returns a line; raises EOFError at the end of the input."""
Say = Callable[[str], None]

NAMES = {
    "h": "hint",
    "s": "skip",
    "?": "unknown",
    "d": "unknown",
    "a": "answer",
    "n": "next",
    "r": "again",
    "u": "undo",
    "l": "lang",
    "b": "mark",
    "w": "wrong",
    "v": "see",
    "q": "quit",
}
"""Short names of commands."""


COMMANDS = frozenset({*NAMES.values(), "help", "file", "run", "rate", "restart"})
"""What ends a text of several lines before its full stop; other lines that begin with a colon are text."""
ESSAY = ""
"""Under this name the draft of an essay is kept, beside the names of regions."""


class Asker:
    """Asks for the answer to one question.

    ``keep`` is given the text of a region (or of an essay) when it is typed in part and when it is whole.
    """

    def __init__(
        self, read: Read, say: Say, lang: str, *, keep: Callable[[str, str], None], width: int = 0
    ) -> None:
        self.read = read
        self.say = say
        self.lang = lang
        self.keep = keep
        self.width = width

    def ask(self, question: Question, shown: Presented, drafts: dict[str, str]) -> Answer | Command:
        """An answer or a command; raises AnswerUnclear, or EOFError at the end of the input."""
        if shown.kind == "code" and not shown.options:
            return self._code(question, drafts)
        if shown.kind == "essay":
            return self._essay(shown, drafts.get(ESSAY, ""))
        line = self._line(self._prompt(shown))
        if isinstance(line, Command):
            return line
        if shown.lefts:
            return shown.matched(_letters(line, len(shown.lefts), len(shown.options)))
        if shown.ordering:
            return shown.matched(_numbers(line, len(shown.options)))
        if shown.options:
            return shown.picked(_numbers(line, len(shown.options)))
        return shown.typed(line)

    def _prompt(self, shown: Presented) -> str:
        if shown.lefts:
            return self._text("prompt-match")
        if shown.ordering:
            return self._text("prompt-order")
        if shown.options:
            return self._text("prompt-several" if shown.several else "prompt-choice")
        if shown.kind == "number":
            if len(shown.labels) > 1:
                return self._text("prompt-numbers", labels=", ".join(shown.labels))
            return self._text("prompt-number")
        return self._text("prompt-text")

    def _essay(self, shown: Presented, draft: str) -> Answer | Command:
        if draft:
            self.say(self._text("kept-essay"))
            for line in clean(draft).split("\n"):
                self.say("  " + line)
        typed = self._lines(self._text("prompt-essay"), ESSAY)
        if isinstance(typed, Command):
            return typed
        text = draft if typed is None else typed
        if not text.strip():
            raise AnswerUnclear("essay-empty")
        self.keep(ESSAY, text)
        self.say(tr("feedback", "model-answer", self.lang) + ":")
        for line in prose(shown.model, max(0, self.width - 2)):
            self.say("  " + line)
        self.say("")
        for number, point in enumerate(shown.rubric, 1):
            for line in paragraph(f"  {number}  " + " ".join(prose(point)), self.width, 5):
                self.say(line)
        ticks = self._ticks(len(shown.rubric))
        return ticks if isinstance(ticks, Command) else Essayed(text, ticks)

    def _ticks(self, count: int) -> tuple[int, ...] | Command:
        """The points of the rubric that are claimed; asks until it can be read, for the text is there already."""
        while True:
            line = self._line(self._text("prompt-ticks"))
            if isinstance(line, Command):
                return line
            try:
                numbers = _numbers(line, count) if line.strip() else []
            except AnswerUnclear as unclear:
                self.say(unclear.message(self.lang))
                continue
            return tuple(number - 1 for number in numbers)

    def _code(self, question: Question, drafts: dict[str, str]) -> Answer | Command:
        assert isinstance(question.body, Code)
        solution = question.body.solution
        regions = tidied(solution, drafts)
        for region in solution.regions:
            if region.lines:
                text = self._lines(self._text("prompt-lines", name=region.name), region.name)
            else:
                now = regions.get(region.name, "...")
                self.say(self._text("kept", text=clean(now)))
                text = self._line(self._text("prompt-expression", name=region.name))
                text = text if isinstance(text, Command) else text.strip() or None
            if isinstance(text, Command):
                return text
            if text is not None:
                regions |= tidied(solution, {region.name: text})
                self.keep(region.name, regions[region.name])
        return Coded(regions)

    def _line(self, prompt: str) -> str | Command:
        self.say(prompt)
        return command_or_text(self.read(self._text("prompt")))

    def _lines(self, prompt: str, name: str) -> str | Command | None:
        """Lines up to the one that holds only a full stop; None when it comes at once.

        A command on a line of its own ends the text too. Each line is kept as a draft when it is typed.
        """
        self.say(prompt)
        first = command_or_text(self.read(self._text("prompt")))
        if isinstance(first, Command):
            return first
        lines: list[str] = []
        line: str | Command = first
        while not isinstance(line, Command) and line.rstrip() not in (END, "。"):
            lines.append(line)
            self._keep(name, lines)
            line = command_within(self.read(""))
        if isinstance(line, Command):
            return line
        return "\n".join(lines) if lines else None

    def _keep(self, name: str, lines: list[str]) -> None:
        if any(line.strip() for line in lines):
            self.keep(name, "\n".join(lines))

    def _text(self, key: str, **values: object) -> str:
        return tr("plain", key, self.lang, **values)


def command_or_text(line: str) -> Command | str:
    """``:hint`` is a command, ``::text`` the text ``:text``."""
    line = line.rstrip("\r\n")
    folded = unicodedata.normalize("NFKC", line[:2])
    if not folded.startswith(":"):
        return line
    if folded == "::":
        return line[1:]
    name, _, argument = unicodedata.normalize("NFKC", line[1:].strip()).partition(" ")
    name = name.casefold()
    return Command(NAMES.get(name, name), argument.strip())


def command_within(line: str) -> Command | str:
    """As ``command_or_text``, within a text: only the commands that there are; all else is text as it stands."""
    asked = command_or_text(line)
    known = (
        isinstance(asked, Command)
        and asked.name in COMMANDS
        and (asked.name in ("file", "rate", "see") or not asked.argument)
    )
    return asked if known else line.rstrip("\r\n")


def _numbers(line: str, count: int) -> list[int]:
    """``1 3``, ``1,3``, ``1、3``, full-width too; raises AnswerUnclear."""
    words = re.split(r"[\s,、;.]+", unicodedata.normalize("NFKC", line).strip(" ,、;."))
    if words == [""]:
        raise AnswerUnclear("pick-none")
    if not all(
        word.isascii() and word.isdigit() and len(word) <= 6 and 1 <= int(word) <= count for word in words
    ):
        raise AnswerUnclear("pick-range", count=count)
    return [int(word) for word in words]


def _letters(line: str, lefts: int, rights: int) -> Sequence[int]:
    """``1b 2a`` or ``b a``: for each left the number of its right; raises AnswerUnclear."""
    text = unicodedata.normalize("NFKC", line).casefold()
    pairs = re.findall(r"(\d*)\s*[=:\-]?\s*([a-z])(?![a-z])", re.sub(r"(?<=[a-z])(?=[a-z])", " ", text))
    if len(pairs) != lefts:
        raise AnswerUnclear("match-count", count=lefts)
    found = [0] * lefts
    for place, (digits, letter) in enumerate(pairs, 1):
        left = int(digits[:6]) if digits else place
        right = LETTERS.index(letter) + 1
        if not 1 <= left <= lefts or right > rights or found[left - 1]:
            raise AnswerUnclear("match-range" if right > rights else "match-count", count=lefts)
        found[left - 1] = right
    return found
