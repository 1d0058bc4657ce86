"""The report that a question is wrong: everything its author needs to see what the learner saw."""

from __future__ import annotations

from quizrnn import __version__
from quizrnn.bank.model import Question
from quizrnn.grading import Answer, Coded, Essayed, Matched, Picked, Typed
from quizrnn.grading.blocks import Heading, Prose
from quizrnn.grading.feedback import feedback
from quizrnn.i18n import tr
from quizrnn.quiz.present import Presented
from quizrnn.verdict import Verdict


def report_text(
    question: Question, shown: Presented, lang: str, judged: tuple[Answer, Verdict] | None
) -> str:
    """The report as Markdown, with a place to write in; ``judged`` is the last answer with its verdict."""
    head = tr(
        "report",
        "text",
        lang,
        id=question.id,
        title=shown.title,
        revision=question.revision,
        file=question.file,
        seed=shown.seed,
        version=__version__,
    )
    parts = [("set", shown.set_ask), ("question", shown.ask), ("options", _options(shown))]
    if shown.view is not None:
        parts.append(("code", _fenced("\n".join(shown.view.lines))))
    if judged is None:
        parts.append(("answer", tr("report", "unanswered", lang)))
    else:
        answer, verdict = judged
        parts.append(("answer", _answer(shown, answer, lang)))
        parts.append(("verdict", _verdict(question, shown, answer, verdict, lang)))
        if verdict.counterexample is not None and verdict.counterexample.paste:
            found = verdict.counterexample
            parts.append(("counterexample", _fenced("\n".join(filter(None, (found.setup, found.paste))))))
    return head + "\n".join(
        f"## {tr('report', key, lang)}\n\n{text.strip()}\n" for key, text in parts if text
    )


def _options(shown: Presented) -> str:
    """What there was to choose from, under the numbers that were shown."""
    lefts = [f"- {left}" for left in shown.lefts]
    rights = [f"{number}. {_option(shown, number)}" for number in range(1, len(shown.options) + 1)]
    return "\n".join([*lefts, *([""] if lefts else []), *rights])


def _answer(shown: Presented, answer: Answer, lang: str) -> str:
    """The answer in words, options under the numbers that were shown."""
    match answer:
        case Picked(picks=picks):
            return _listed(shown, picks)
        case Matched(pairs=pairs) if shown.lefts:
            rights = [_option(shown, shown.shown_number(index)) for index in pairs]
            return "\n".join(f"- {left}: {right}" for left, right in zip(shown.lefts, rights, strict=False))
        case Matched(pairs=pairs):
            return _listed(shown, pairs)
        case Typed(text=text):
            return _fenced(text)
        case Essayed(text=text, ticked=ticked):
            points = [f"- {shown.rubric[index]}" for index in ticked if index < len(shown.rubric)]
            return "\n\n".join(
                [text, *(["\n".join([tr("report", "ticked", lang), *points])] if points else [])]
            )
        case Coded(source=bytes(source)):
            return _fenced(source.decode("utf-8-sig", "replace"))
        case Coded(regions=regions):
            named = [(tr("report", "region", lang, name=name), text) for name, text in regions.items()]
            return "\n\n".join(f"{name}\n\n{_fenced(text)}" for name, text in named)


def _listed(shown: Presented, indices: tuple[int, ...]) -> str:
    numbers = [shown.shown_number(index) for index in indices]
    return "\n".join(f"- {number}. {_option(shown, number)}" for number in numbers if number)


def _option(shown: Presented, number: int) -> str:
    if not number:
        return "-"
    option = shown.options[number - 1]
    return f"`{option.text}`" if option.code and "\n" not in option.text else option.text


def _verdict(question: Question, shown: Presented, answer: Answer, verdict: Verdict, lang: str) -> str:
    """What the learner was told, in the language of the report."""
    page = feedback(question, answer, verdict, lang, shown.shown_number)
    said = [
        block.text if isinstance(block, Heading) or not block.label else f"{block.label}: {block.text}"
        for block in page.blocks
        if isinstance(block, Heading | Prose)
    ]
    return "\n\n".join(part for part in (*said, verdict.detail) if part)


def _fenced(text: str) -> str:
    """Text as it stands; the fence is longer than any in it."""
    fence = "```"
    while fence in text:
        fence += "`"
    return f"{fence}\n{text.rstrip()}\n{fence}"
