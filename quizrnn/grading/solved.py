"""What is read when a question is over: the answer, the reasons, the explanation, the programs."""

from __future__ import annotations

from collections.abc import Mapping

from quizrnn.bank import draw, forms, solution
from quizrnn.bank.model import Choice, Code, Essay, Match, Number, Question, ShortText, Text
from quizrnn.grading import blocks as b
from quizrnn.grading.answer import Answer, Coded, Matched, Picked, Typed
from quizrnn.grading.number import expected_text
from quizrnn.i18n import tr


def solved(
    question: Question, answer: Answer | None, lang: str, computed: Mapping[str, float] | None = None
) -> list[b.Block]:
    """The answer, the reasons and the explanation: shown when a question is over.

    ``computed`` is the key of a number that bank code computes (``Verdict.computed``, ``grade.key_now``).
    """
    seed = answer.seed if isinstance(answer, Typed) else 0
    values = drawn(question, seed)
    found = _solution(question, answer, values, lang, computed or {})
    found.append(b.Prose(filled(question.explain.get(lang), values), tr("feedback", "explain", lang), "note"))
    if isinstance(question.body, Code):
        found += _programs(question.body, answer, lang)
    if question.source:
        found.append(b.Prose(question.source, tr("feedback", "source", lang), "muted"))
    return found


def drawn(question: Question, seed: int) -> Mapping[str, float]:
    """The drawn values of a number question; none for the other kinds."""
    return draw.draw(question.body, seed) if isinstance(question.body, Number) else {}


def _solution(
    question: Question,
    answer: Answer | None,
    values: Mapping[str, float],
    lang: str,
    computed: Mapping[str, float],
) -> list[b.Block]:
    label = tr("feedback", "answer", lang)
    match question.body:
        case Choice() as choice:
            return [choice_options(choice, answer, lang)]
        case Match() as match:
            # Below a wrong answer the right pairs have been named already, beside one's own.
            return [] if _own(match, answer) else [match_solution(match, None, lang)]
        case Number() as number:
            key = computed if number.compute else draw.expected(number, values)
            return [b.Prose(expected_text(number, key, lang), label, "right")] if key else []
        case ShortText(accept=accept):
            return [b.Prose(forms.shown(accept, lang), label, "right")]
        case Essay() as essay:
            rubric = "\n".join(f"- {line.get(lang)}" for line in essay.rubric)
            return [
                b.Prose(essay.answer.get(lang), tr("feedback", "model-answer", lang), "right"),
                b.Prose(rubric, tr("feedback", "rubric", lang)),
            ]
        case Code() as code:
            return [code_options(code, answer, lang)] if code.mode == "choose" else []


def choice_options(choice: Choice, answer: Answer | None, lang: str) -> b.Options:
    """All options of a choice: which are right, which were picked, and why the others are wrong."""
    picks = answer.picks if isinstance(answer, Picked) else ()
    return b.Options(
        tuple(
            b.OptionNote(
                i,
                option.text.get(lang),
                option.right,
                i in picks,
                option.why.get(lang) if option.why is not None else "",
            )
            for i, option in enumerate(choice.options)
        )
    )


def _own(match: Match, answer: Answer | None) -> dict[int, Text | None]:
    """What a learner put where something else is right; None for nothing."""
    if not isinstance(answer, Matched):
        return {}
    rights = match.order or (*(pair.right for pair in match.pairs), *match.extra)
    wanted = rights[: len(match.order or match.pairs)]
    chosen = [rights[i] if 0 <= i < len(rights) else None for i in answer.pairs]
    return {
        place: own
        for place, (own, right) in enumerate(zip(chosen, wanted, strict=False))
        if own is None or own != right
    }


def match_solution(match: Match, answer: Answer | None, lang: str) -> b.Prose:
    """The right pairs or order; with an answer each line says whether it was so, and what stood there."""
    slips = _own(match, answer)

    def line(place: int, right: str) -> str:
        if answer is None:
            return right
        if place not in slips:
            return f"✓ {right}"
        own = slips[place]
        return "✗ " + tr(
            "feedback", "instead", lang, right=right, own=own.get(lang) if own is not None else "-"
        )

    if match.order:
        lines = [f"{i + 1}. {line(i, one.get(lang))}" for i, one in enumerate(match.order)]
    else:
        lines = [
            f"- {line(i, f'{pair.left.get(lang)} → {pair.right.get(lang)}')}"
            for i, pair in enumerate(match.pairs)
        ]
    label = "right-order" if match.order else "right-pairs"
    return b.Prose("\n".join(lines), tr("feedback", label, lang), "right")


def _programs(code: Code, answer: Answer | None, lang: str) -> list[b.Block]:
    """One's own code, the worked solution, and the same in the other framework."""
    found: list[b.Block] = _own_code(code, answer.regions, lang) if isinstance(answer, Coded) else []
    found.append(b.Code(solution.worked(code.solution, lang), tr("feedback", "worked", lang)))
    if code.twin is not None:
        found.append(b.Code(solution.worked(code.twin, lang), tr("feedback", "twin", lang)))
    return found


def _own_code(code: Code, regions: Mapping[str, str], lang: str) -> list[b.Block]:
    """What the learner wrote: of several regions each under its name, in the order of the program."""
    names = [region.name for region in code.solution.regions if region.name in regions]
    if len(names) == 1:
        return [b.Code(regions[names[0]], tr("feedback", "yours", lang))]
    return [b.Code(regions[name], tr("feedback", "yours-of", lang, name=name)) for name in names]


def code_options(code: Code, answer: Answer | None, lang: str) -> b.Options:
    """The options of code that is chosen, likewise; the key has the index -1."""
    picks = answer.picks if isinstance(answer, Picked) else ()
    notes = [b.OptionNote(-1, option_text(code, -1), True, -1 in picks, code=True)]
    for i, wrong in enumerate(code.wrong):
        if wrong.option:
            notes.append(
                b.OptionNote(i, option_text(code, i), False, i in picks, wrong.why.get(lang), code=True)
            )
    return b.Options(tuple(notes))


def option_text(code: Code, index: int) -> str:
    """The code of an option (-1: the key): the text of each region, those left out as in the key."""
    regions = code.wrong[index].regions if index >= 0 else {}
    return "\n".join(regions.get(region.name, region.text) for region in code.solution.regions)


def filled(text: str, values: Mapping[str, float]) -> str:
    """The text with the drawn values written in."""
    return draw.fill(text, values) if values else text
