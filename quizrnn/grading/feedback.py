"""A verdict in words: the same blocks for the app, the plain mode and ``check``."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from quizrnn.bank import draw, solution
from quizrnn.bank.model import Choice, Code, Essay, Match, Number, Question, ShortText, Text
from quizrnn.grading import blocks as b
from quizrnn.grading.answer import Answer, Coded, Essayed, Matched, Picked, Typed
from quizrnn.grading.counterexample import counterexample_blocks
from quizrnn.grading.faults import fault_blocks
from quizrnn.grading.number import expected_text
from quizrnn.grading.values import clean
from quizrnn.i18n import tr
from quizrnn.verdict import Verdict

SIGNS: dict[str, tuple[str, b.Style]] = {"right": ("○", "right"), "broken": ("!", "broken")}

ENDED = frozenset({"exited", "crashed", "output-flood", "not-deterministic"})
"""Faults that are told with the input at hand."""
MOST_LINES, LONGEST_OUTPUT = 30, 4000
MOST_FORMS = 3
"""Of the forms of a short answer the first few are shown; the others are spellings of these."""


def feedback(
    question: Question,
    answer: Answer,
    verdict: Verdict,
    lang: str,
    shown_number: Callable[[int], int] | None = None,
) -> b.Feedback:
    """What the learner reads: ``blocks`` at once, ``solved`` when the question is over.

    ``shown_number`` (``Presented.shown_number``) gives the number under which an option was shown; with it
    an answer by options begins with the numbers of what was picked and of what is right.
    """
    return b.Feedback(
        (
            _heading(question, answer, verdict, lang),
            *_picks(question, answer, verdict, lang, shown_number),
            *_blocks(question, answer, verdict, lang),
        ),
        solved=tuple(solved(question, answer, lang, verdict.computed)),
    )


def is_over(question: Question, answer: Answer, verdict: Verdict) -> bool:
    """Whether the answer closes the question; typed answers that are not right may be tried again."""
    if verdict.outcome in ("right", "broken"):
        return verdict.outcome == "right"
    return not isinstance(answer, Typed | Coded)


def solved(
    question: Question, answer: Answer | None, lang: str, computed: Mapping[str, float] | None = None
) -> list[b.Block]:
    """The answer, the reasons and the explanation: shown when a question is over.

    ``computed`` is the key of a number that bank code computes (``Verdict.computed``, ``grade.key_now``).
    """
    seed = answer.seed if isinstance(answer, Typed) else 0
    values = drawn(question, seed)
    found = _solution(question, answer, values, lang, computed or {})
    found.append(b.Prose(_fill(question.explain.get(lang), values), tr("feedback", "explain", lang), "note"))
    if isinstance(question.body, Code):
        found += _programs(question.body, answer, lang)
    if question.source:
        found.append(b.Prose(question.source, tr("feedback", "source", lang), "muted"))
    return found


def drawn(question: Question, seed: int) -> Mapping[str, float]:
    """The drawn values of a number question; none for the other kinds."""
    return draw.draw(question.body, seed) if isinstance(question.body, Number) else {}


# -- the judgement ----------------------------------------------------------------------------------


def _heading(question: Question, answer: Answer, verdict: Verdict, lang: str) -> b.Heading:
    sign, style = SIGNS.get(verdict.outcome, ("×", "wrong"))
    key: str = verdict.outcome
    facts: dict[str, object] = {}
    if isinstance(question.body, Essay):
        count, missing = len(question.body.rubric), len(verdict.picked)
        facts = {"count": count, "ticked": count - missing, "need": question.body.need}
        if verdict.outcome in ("right", "wrong"):
            key = f"essay-{verdict.outcome}"
            sign, style = ("○", "right") if verdict.outcome == "right" else ("△", "note")
    elif verdict.outcome == "right" and isinstance(question.body, Code) and verdict.inputs:
        key = "right-code" if verdict.accepted is None else "right-accepted"
        facts = {"inputs": verdict.inputs}
    elif verdict.outcome == "wrong":
        parts = _parts(question)
        if parts > 1 and 0 < len(verdict.picked) < parts:
            key, facts = "wrong-partly", {"right": parts - len(verdict.picked), "count": parts}
            sign = "△"
        elif is_over(question, answer, verdict):
            key = "wrong-over"
    return b.Heading(sign, tr("feedback", key, lang, **facts), style)


def _parts(question: Question) -> int:
    """How many parts are right or wrong by themselves."""
    match question.body:
        case Match(pairs=pairs, order=order):
            return len(pairs) or len(order)
        case Number(answer=answer, labels=labels):
            return max(len(answer), len(labels))
        case Choice(several=True, options=options):
            return len(options)
    return 1


def _blocks(question: Question, answer: Answer, verdict: Verdict, lang: str) -> list[b.Block]:
    # Where there is a fault, its sentence says it better, and in the learner's language.
    broken = verdict.outcome == "broken" and verdict.detail and verdict.fault is None
    reason: list[b.Block] = [b.Prose(clean(verdict.detail), "", "muted")] if broken else []
    return reason + _by_kind(question, answer, verdict, lang)


def _by_kind(question: Question, answer: Answer, verdict: Verdict, lang: str) -> list[b.Block]:
    match question.body, answer:
        case Number() as number, Typed():
            return _number(question, number, answer, verdict, lang)
        case ShortText() as short, Typed():
            if verdict.mistake is not None:
                return [_why(short.wrong[verdict.mistake].why.get(lang), lang)]
        case Match() as match, _:
            return _match(match, answer, verdict, lang)
        case Choice() as choice, Picked():
            return _choice(choice, answer, verdict, lang)
        case Essay() as essay, Essayed():
            missing = "\n".join(f"- {essay.rubric[i].get(lang)}" for i in verdict.picked)
            return [b.Prose(missing, tr("feedback", "open-points", lang))] if missing else []
        case Code() as code, _:
            return _code(question, code, answer, verdict, lang)
    return []


def _picks(
    question: Question,
    answer: Answer,
    verdict: Verdict,
    lang: str,
    shown_number: Callable[[int], int] | None,
) -> list[b.Block]:
    """The options that were picked and the right ones, by number, so that both can be seen at once."""
    told = verdict.outcome in ("right", "wrong") and isinstance(answer, Picked)
    if shown_number is None or not told:
        return []
    match question.body:
        case Choice() as choice:
            notes = _options(choice, answer, lang).options
        case Code() as code:
            notes = _code_options(code, answer, lang).options
        case _:
            return []
    picked, right = [note for note in notes if note.picked], [note for note in notes if note.right]
    key = _picked(tr("feedback", "answer", lang), "right", right, shown_number)
    if verdict.outcome == "right":
        return [key]
    return [_picked(tr("feedback", "your-answer", lang), "wrong", picked, shown_number), key]


def _picked(
    label: str, style: b.Style, notes: list[b.OptionNote], shown_number: Callable[[int], int]
) -> b.Block:
    """One option with its text; of several the numbers alone, for their texts follow below."""
    notes = sorted(notes, key=lambda note: shown_number(note.index))
    head = f"{label} {', '.join(str(shown_number(note.index)) for note in notes)}"
    if len(notes) != 1:
        return b.Prose(head, "", style)
    text = notes[0].text.strip()
    if notes[0].code:
        return b.Code(text, head) if "\n" in text or "`" in text else b.Prose(f"{head}   `{text}`", "", style)
    return b.Prose(text, head, style) if "```" in text else b.Prose(f"{head}   {text}", "", style)


def _why(text: str, lang: str) -> b.Prose:
    return b.Prose(text, tr("feedback", "why", lang), "wrong")


def _choice(choice: Choice, answer: Picked, verdict: Verdict, lang: str) -> list[b.Block]:
    slips = [i for i in answer.picks if i in verdict.picked]
    whys = [choice.options[i].why for i in slips]
    return [_why(why.get(lang), lang) for why in whys if why is not None]


def _match(match: Match, answer: Answer, verdict: Verdict, lang: str) -> list[b.Block]:
    if verdict.outcome == "right":
        return []
    found: list[b.Block] = [_match_solution(match, answer, lang)]
    if match.why is not None:
        found.append(_why(match.why.get(lang), lang))
    if not match.order:
        reasons = [match.pairs[i] for i in verdict.picked if match.pairs[i].why is not None]
        found.extend(
            b.Prose(pair.why.get(lang), pair.left.get(lang), "wrong")
            for pair in reasons
            if pair.why is not None
        )
    return found


def _number(question: Question, number: Number, answer: Typed, verdict: Verdict, lang: str) -> list[b.Block]:
    values = drawn(question, answer.seed)
    found: list[b.Block] = []
    if verdict.mistake is not None:
        wrong = number.wrong[verdict.mistake]
        if wrong.name is not None:
            text = tr("feedback", "mistake-number", lang, name=wrong.name.get(lang))
        else:
            formula = ", ".join(wrong.answer.values())
            text = tr("feedback", "mistake-formula", lang, formula=formula)
        found.append(b.Prose(text, "", "wrong"))
        found.append(_why(_fill(wrong.why.get(lang), values), lang))
    elif verdict.accepted is not None:
        note = _fill(number.accept[verdict.accepted].note.get(lang), values)
        found.append(b.Prose(tr("feedback", "accepted", lang, note=note), "", "note"))
    if verdict.outcome != "right" and verdict.values:
        labels = tuple(number.answer) or number.labels or ("",)
        understood = expected_text(dict(zip(labels, verdict.values, strict=False)))
        if understood != answer.text.strip():
            found.append(b.Prose(tr("feedback", "values", lang, values=understood), "", "muted"))
    return found


# -- code -------------------------------------------------------------------------------------------


def _code(question: Question, code: Code, answer: Answer, verdict: Verdict, lang: str) -> list[b.Block]:
    found: list[b.Block] = []
    chosen = isinstance(answer, Picked)
    if chosen and verdict.mistake is not None:
        found.append(_why(code.wrong[verdict.mistake].why.get(lang), lang))
    if not (chosen and verdict.fault is not None and verdict.fault.rung == "value"):
        found.extend(fault_blocks(code, verdict, lang))
    if not chosen and verdict.mistake is not None:
        # The name first: a counterexample of many arguments fills a small screen.
        name = code.wrong[verdict.mistake].name.get(lang)
        found.append(b.Prose(tr("feedback", "mistake", lang, name=name, inputs=verdict.inputs), "", "wrong"))
    rung = verdict.fault.rung if verdict.fault is not None else ""
    if verdict.counterexample is not None and rung not in ("parse", "name"):
        example, smallest = verdict.counterexample, _was_shrunk(verdict)
        found.extend(counterexample_blocks(example, lang, returned=rung != "run", smallest=smallest))
    if not chosen and verdict.mistake is not None:
        found.append(_why(code.wrong[verdict.mistake].why.get(lang), lang))
    if verdict.accepted is not None and verdict.outcome == "right":
        note = code.accept[verdict.accepted].note.get(lang)
        found.append(b.Prose(tr("feedback", "accepted", lang, note=note), "", "note"))
    for i in verdict.stress:
        found.append(b.Prose(code.check.stress[i].note.get(lang), tr("feedback", "note", lang), "note"))
    if verdict.output:
        found.append(output_block(verdict.output, lang, cut=verdict.output_cut))
    return found


def _was_shrunk(verdict: Verdict) -> bool:
    """Whether a smaller input was looked for: not where runs end by a limit or differ from each other."""
    fault = verdict.fault
    ended = fault is not None and (fault.rung == "stable" or fault.code in ENDED)
    return verdict.outcome in ("wrong", "error") and not ended


def output_block(text: str, lang: str, *, cut: bool) -> b.Output:
    """What was printed, as much of it as can be read."""
    lines = clean(text[:LONGEST_OUTPUT]).split("\n")
    shorter = len(text) > LONGEST_OUTPUT or len(lines) > MOST_LINES
    note = tr("feedback", "output-cut", lang) if cut or shorter else ""
    return b.Output("\n".join(lines[:MOST_LINES]), tr("feedback", "output", lang), note)


# -- when the question is over ----------------------------------------------------------------------


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
            return [_options(choice, answer, lang)]
        case Match() as match:
            # Below a wrong answer the right pairs have been named already, beside one's own.
            return [] if _own(match, answer) else [_match_solution(match, None, lang)]
        case Number() as number:
            key = computed if number.compute else draw.expected(number, values)
            return [b.Prose(expected_text(dict(key)), label, "right")] if key else []
        case ShortText(accept=accept):
            return [b.Prose(" / ".join(accept[:MOST_FORMS]), label, "right")]
        case Essay() as essay:
            rubric = "\n".join(f"- {line.get(lang)}" for line in essay.rubric)
            return [
                b.Prose(essay.answer.get(lang), tr("feedback", "model-answer", lang), "right"),
                b.Prose(rubric, tr("feedback", "rubric", lang)),
            ]
        case Code() as code:
            return [_code_options(code, answer, lang)] if code.mode == "choose" else []


def _options(choice: Choice, answer: Answer | None, lang: str) -> b.Options:
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


def _match_solution(match: Match, answer: Answer | None, lang: str) -> b.Prose:
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


def _code_options(code: Code, answer: Answer | None, lang: str) -> b.Options:
    picks = answer.picks if isinstance(answer, Picked) else ()
    key = "\n".join(region.text for region in code.solution.regions)
    notes = [b.OptionNote(-1, key, True, -1 in picks, code=True)]
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


def _fill(text: str, values: Mapping[str, float]) -> str:
    return draw.fill(text, values) if values else text
