"""Which place for an answer a question gets."""

from __future__ import annotations

from quizrnn.app.widgets.answer import AnswerPlace
from quizrnn.app.widgets.codepad import CodePad
from quizrnn.app.widgets.entry import Entry
from quizrnn.app.widgets.essay import EssayPad
from quizrnn.app.widgets.options import OptionsList
from quizrnn.app.widgets.pairing import OrderList, PairList
from quizrnn.bank.model import Code, Question
from quizrnn.quiz import Presented


def answer_place(question: Question, shown: Presented) -> AnswerPlace:
    """The widget for this question's kind."""
    body = question.body
    if isinstance(body, Code) and body.mode != "choose":
        return CodePad(body, id="place")
    if question.kind in ("choice", "code"):
        return OptionsList(shown, id="place")
    if question.kind == "match":
        return OrderList(shown, id="place") if shown.ordering else PairList(shown, id="place")
    if question.kind == "essay":
        return EssayPad(shown, id="place")
    return Entry(shown, id="place")
