"""A question as it is shown: drawn numbers in the texts, options in an order of their own."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from typing import TypeVar

import msgspec

from quizrnn.bank import draw, solution
from quizrnn.bank.model import Choice, Code, Essay, Match, Number, Question, QuestionSet
from quizrnn.grading.answer import Matched, Picked, Typed
from quizrnn.grading.solved import drawn, option_text

T = TypeVar("T")


class ShownOption(msgspec.Struct, frozen=True):
    """One option: ``index`` is the author's position (code: -1 the key, otherwise into ``wrong``)."""

    index: int
    text: str
    code: bool = False


class Presented(msgspec.Struct, frozen=True, omit_defaults=True):
    """Everything that a front end shows of a question before it is answered."""

    id: str
    revision: str
    kind: str
    mode: str
    level: int
    title: str
    ask: str
    """Markdown."""
    hints: tuple[str, ...]
    seed: int
    several: bool = False
    options: tuple[ShownOption, ...] = ()
    """choice, code in mode choose; the rights of a match; the lines of an order, all in shown order."""
    lefts: tuple[str, ...] = ()
    """match: left sides, in the author's order."""
    ordering: bool = False
    """match: the options are lines to put in order."""
    labels: tuple[str, ...] = ()
    """number: what the values are called; ("",) when there is one."""
    rubric: tuple[str, ...] = ()
    """essay: shown after the text is written."""
    model: str = ""
    """essay: the model answer, shown with the rubric."""
    need: int = 0
    regions: dict[str, str] = {}
    """code: what each region shows at first."""
    view: solution.View | None = None
    """code: the program with the starter regions, and where the regions lie."""
    needs: tuple[str, ...] = ()
    set_title: str = ""
    set_ask: str = ""

    def picked(self, shown: Sequence[int]) -> Picked:
        """The answer for options picked by their shown number, from 1; raises IndexError."""
        return Picked(tuple(sorted(self._option(number).index for number in shown)))

    def matched(self, shown: Sequence[int]) -> Matched:
        """For each left the shown number of its right (0: none), or the lines' numbers in order."""
        return Matched(tuple(self._option(number).index if number else -1 for number in shown))

    def typed(self, text: str) -> Typed:
        """The answer for typed text, with the draw that was shown."""
        return Typed(text, self.seed)

    def shown_number(self, index: int) -> int:
        """The number (from 1) under which the option with the author's index was shown; 0 when it was not."""
        return next((i for i, option in enumerate(self.options, 1) if option.index == index), 0)

    def _option(self, number: int) -> ShownOption:
        if not 1 <= number <= len(self.options):
            raise IndexError(number)
        return self.options[number - 1]


def present(question: Question, seed: int, lang: str, group: QuestionSet | None = None) -> Presented:
    """What is shown of a question; the same seed gives the same order and numbers in both languages."""
    values = drawn(question, seed)

    def text(source: str) -> str:
        return draw.fill(source, values) if values else source

    base = Presented(
        id=question.id,
        revision=question.revision,
        kind=question.kind,
        mode=question.mode,
        level=question.level,
        title=question.title.get(lang),
        ask=text(question.ask.get(lang)),
        hints=tuple(text(hint.get(lang)) for hint in question.hints),
        seed=seed,
        needs=question.needs,
        set_title=group.title.get(lang) if group else "",
        set_ask=group.ask.get(lang) if group else "",
    )
    return msgspec.structs.replace(base, **_by_kind(question, seed, lang, values))


def _by_kind(question: Question, seed: int, lang: str, values: Mapping[str, float]) -> dict[str, object]:
    match question.body:
        case Choice(options=options, shuffle=shuffle, several=several):
            shown = [ShownOption(i, option.text.get(lang)) for i, option in enumerate(options)]
            return {"options": _order(shown, seed, shuffle), "several": several}
        case Match(order=order) if order:
            shown = [ShownOption(i, line.get(lang)) for i, line in enumerate(order)]
            return {"options": _unsorted(shown, seed), "ordering": True}
        case Match(pairs=pairs, extra=extra):
            rights = [pair.right for pair in pairs] + list(extra)
            shown = [ShownOption(i, right.get(lang)) for i, right in enumerate(rights)]
            return {
                "options": _order(shown, seed, True),
                "lefts": tuple(pair.left.get(lang) for pair in pairs),
            }
        case Number() as number:
            return {"labels": tuple(number.called(label, lang) for label in number.wanted)}
        case Essay(answer=model, rubric=rubric, need=need):
            return {
                "rubric": tuple(line.get(lang) for line in rubric),
                "model": model.get(lang),
                "need": need,
            }
        case Code() as code:
            return _code(code, seed, lang)
    return {}


def _code(code: Code, seed: int, lang: str) -> dict[str, object]:
    if code.mode == "choose":
        indices = [-1, *(i for i, wrong in enumerate(code.wrong) if wrong.option)]
        shown = [ShownOption(i, option_text(code, i), code=True) for i in indices]
        return {
            "options": _order(shown, seed, code.shuffle),
            "view": solution.view(code.solution, lang, placeholder="____"),
        }
    regions = solution.starter(code)
    return {"regions": regions, "view": solution.view(code.solution, lang, regions)}


def _order(items: list[T], seed: int, shuffle: bool) -> tuple[T, ...]:
    if shuffle:
        random.Random(f"order {seed}").shuffle(items)
    return tuple(items)


def _unsorted(items: list[T], seed: int) -> tuple[T, ...]:
    """A shuffled order that is not the right one already."""
    mixed = _order(list(items), seed, True)
    return mixed if list(mixed) != items or len(items) < 2 else (*mixed[1:], mixed[0])
