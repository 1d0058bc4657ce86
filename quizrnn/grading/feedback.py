"""A verdict in words: the same blocks for the app, the plain mode and ``check``."""

from __future__ import annotations

from collections.abc import Callable

from quizrnn.bank.model import Choice, Code, Essay, Match, Number, Question, ShortText
from quizrnn.grading import blocks as b
from quizrnn.grading.answer import Answer, Coded, Essayed, Picked, Typed
from quizrnn.grading.apart_words import apart_blocks, apart_whys
from quizrnn.grading.counterexample import counterexample_blocks, paste_block
from quizrnn.grading.faults import fault_blocks, threshold_words
from quizrnn.grading.number import expected_text
from quizrnn.grading.solved import choice_options, code_options, drawn, filled, match_solution, solved
from quizrnn.grading.values import clean
from quizrnn.i18n import tr
from quizrnn.verdict import Verdict

SIGNS: dict[str, tuple[str, b.Style]] = {"right": ("○", "right"), "broken": ("!", "broken")}

ENDED = frozenset({"exited", "crashed", "output-flood", "not-deterministic"})
"""Faults that are told with the input at hand."""
MOST_LINES, LONGEST_OUTPUT = 30, 4000


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
    elif verdict.outcome == "right" and isinstance(question.body, Code) and question.body.check.threshold:
        key, facts = "right-threshold", threshold_words(question.body.check.threshold, verdict.measured, lang)
        key = key if verdict.measured else "right-threshold-bare"
    elif verdict.outcome == "right" and isinstance(question.body, Code) and verdict.inputs:
        key = "right-code" if verdict.accepted is None else "right-accepted"
        facts = {"inputs": verdict.inputs}
    elif verdict.outcome == "wrong":
        key, facts = _partly(question, answer, verdict)
        if key:
            sign = "△"
        elif is_over(question, answer, verdict):
            key = "wrong-over"
        else:
            key = verdict.outcome
    return b.Heading(sign, tr("feedback", key, lang, **facts), style)


def _partly(question: Question, answer: Answer, verdict: Verdict) -> tuple[str, dict[str, object]]:
    """Which sentence says how many parts are right, with its facts; "" where none or nothing is right by itself."""
    if isinstance(question.body, Choice):
        return _ticked(question.body, answer)
    parts = _parts(question)
    if parts > 1 and 0 < len(verdict.picked) < parts:
        return "wrong-partly", {"right": parts - len(verdict.picked), "count": parts}
    return "", {}


def _ticked(choice: Choice, answer: Answer) -> tuple[str, dict[str, object]]:
    """As a learner counts: the right options that were picked of all right ones, and what was picked beside them."""
    picks = set(answer.picks) if isinstance(answer, Picked) else set()
    right = {i for i, option in enumerate(choice.options) if option.right}
    if not choice.several or not picks & right:
        return "", {}
    beside = len(picks - right)
    key = "wrong-partly-beside" if beside else "wrong-partly"
    return key, {"right": len(picks & right), "count": len(right), "beside": beside}


def _parts(question: Question) -> int:
    """How many parts are right or wrong by themselves."""
    match question.body:
        case Match(pairs=pairs, order=order):
            return len(pairs) or len(order)
        case Number() as number:
            return len(number.wanted)
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
            notes = choice_options(choice, answer, lang).options
        case Code() as code:
            notes = code_options(code, answer, lang).options
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
    found: list[b.Block] = [match_solution(match, answer, lang)]
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
        found.append(_why(filled(wrong.why.get(lang), values), lang))
    elif verdict.accepted is not None:
        note = filled(number.accept[verdict.accepted].note.get(lang), values)
        found.append(b.Prose(tr("feedback", "accepted", lang, note=note), "", "note"))
    if verdict.outcome != "right" and verdict.values:
        typed = dict(zip(number.wanted, verdict.values, strict=False))
        partly = 0 < len(verdict.picked) < len(typed)
        signs = ["✗" if i in verdict.picked else "✓" for i in range(len(typed))] if partly else []
        understood = expected_text(number, typed, lang, signs)
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
        stops = verdict.fault is not None and verdict.fault.rung == "run"
        key = "mistake-stops" if stops else "mistake"
        found.append(b.Prose(tr("feedback", key, lang, name=name, inputs=verdict.inputs), "", "wrong"))
    if isinstance(answer, Coded):
        found.extend(apart_blocks(code, answer, verdict, lang))
    rung = verdict.fault.rung if verdict.fault is not None else ""
    example = verdict.counterexample if rung not in ("parse", "name") else None
    if example is not None:
        smallest = _was_shrunk(verdict)
        found.extend(counterexample_blocks(example, lang, returned=rung != "run", smallest=smallest))
    if not chosen and verdict.mistake is not None:
        found.append(_why(code.wrong[verdict.mistake].why.get(lang), lang))
    if isinstance(answer, Coded):
        found.extend(apart_whys(code, answer, verdict, lang))
    if verdict.accepted is not None and verdict.outcome == "right":
        note = code.accept[verdict.accepted].note.get(lang)
        found.append(b.Prose(tr("feedback", "accepted", lang, note=note), "", "note"))
    for i in verdict.stress:
        found.append(b.Prose(code.check.stress[i].note.get(lang), tr("feedback", "note", lang), "note"))
    if verdict.output:
        found.append(_printed(verdict, lang))
    if example is not None and example.paste:
        # Last, for with a driver it is long.
        found.append(paste_block(example, lang))
    return found


def _was_shrunk(verdict: Verdict) -> bool:
    """Whether a smaller input was looked for: not where runs end by a limit or differ from each other."""
    fault = verdict.fault
    ended = fault is not None and (fault.rung == "stable" or fault.code in ENDED)
    return verdict.outcome in ("wrong", "error") and not ended


def _printed(verdict: Verdict, lang: str) -> b.Output:
    """What the answer printed, and on which inputs."""
    many = verdict.inputs > 1 and not verdict.output_here
    key = "output-here" if verdict.output_here else "output-all" if many else "output"
    label = tr("feedback", key, lang, inputs=verdict.inputs)
    return output_block(verdict.output, label, lang, cut=verdict.output_cut)


def output_block(text: str, label: str, lang: str, *, cut: bool) -> b.Output:
    """What was printed, as much of it as can be read."""
    lines = clean(text[:LONGEST_OUTPUT]).split("\n")
    shorter = len(text) > LONGEST_OUTPUT or len(lines) > MOST_LINES
    note = tr("feedback", "output-cut", lang) if cut or shorter else ""
    return b.Output("\n".join(lines[:MOST_LINES]), label, note)
