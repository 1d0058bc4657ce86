"""A question as lines: its text, its code and its options, before it is answered."""

from __future__ import annotations

from quizrnn.bank.model import Question, QuestionSet
from quizrnn.bank.solution import RegionView, View
from quizrnn.cli.asking import LETTERS
from quizrnn.cli.plain import option_lines, paragraph, prose
from quizrnn.grading.values import clean
from quizrnn.i18n import tr
from quizrnn.quiz import Presented


def question_lines(shown: Presented, lang: str, *, at: int, count: int, width: int = 0) -> list[str]:
    """Everything that a learner needs to answer; ``width`` 0 leaves paragraphs in one line."""
    kind = tr("plain", f"kind-{shown.kind}", lang)
    head = tr(
        "plain",
        "head",
        lang,
        at=at,
        count=count,
        title=" ".join(prose(shown.title)),
        kind=kind,
        level=shown.level,
        id=shown.id,
    )
    lines = ["", *paragraph(head, width)]
    if shown.set_title:
        lines.append(tr("plain", "set", lang, title=" ".join(prose(shown.set_title))))
        lines.extend(prose(shown.set_ask, width) if shown.set_ask else [])
    lines.extend(prose(shown.ask, width))
    if shown.view is not None:
        lines.extend(code_lines(shown.view, lang, choosing=bool(shown.options)))
    for number, left in enumerate(shown.lefts, 1):
        lines.extend(_numbered(str(number), prose(left, max(0, width - 5))))
    lines.extend(_options(shown, width))
    if shown.hints:
        lines.append(tr("plain", "hints-left", lang, count=len(shown.hints)))
    return lines


def code_lines(view: View, lang: str, *, choosing: bool) -> list[str]:
    """The program.

    The learner's parts stand between marked lines, or are shown as ``____`` where options fill them.
    """
    if choosing:
        names = "____"
        return [
            tr("plain", "code-given", lang, names=names),
            "",
            *("    " + clean(line) for line in view.lines),
            "",
        ]
    begins = {region.first: region for region in view.regions}
    ends = {region.last: region for region in view.regions}
    lines = [tr("plain", "code-start", lang), ""]
    for number, line in enumerate(view.lines, 1):
        lines.extend(_mark("region-begin", begins.get(number), lang))
        lines.append(f"{number:3} " + clean(line))
        lines.extend(_mark("region-end", ends.get(number), lang))
    return [*lines, ""]


def _mark(key: str, region: RegionView | None, lang: str) -> list[str]:
    return [] if region is None else [tr("plain", key, lang, name=region.name)]


def _options(shown: Presented, width: int) -> list[str]:
    lines: list[str] = []
    for number, option in enumerate(shown.options, 1):
        sign = LETTERS[number - 1] if shown.lefts and number <= len(LETTERS) else str(number)
        lines.extend(_numbered(sign, option_lines(option.text, width - 5, code=option.code)))
    return lines


def _numbered(sign: str, lines: list[str]) -> list[str]:
    first, *rest = lines
    return [f"  {sign}  {first}", *(f"     {line}" for line in rest)]


def group_of(question: Question, sets: tuple[QuestionSet, ...]) -> QuestionSet | None:
    """The set that a question belongs to."""
    return next((group for group in sets if group.id == question.set), None) if question.set else None
