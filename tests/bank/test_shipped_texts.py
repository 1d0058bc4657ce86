"""The style of the texts that ship."""

import re

import pytest

from quizrnn.bank import Bank
from quizrnn.bank.model import Choice

SENTENCE = re.compile(r"(?:る|ない|できる|なる|した|だった|である)$")


@pytest.fixture(scope="module")
def choices():
    bank = Bank.open()
    return {row.id: bank.get(row.id) for row in bank.rows() if row.kind == "choice"}


@pytest.mark.parametrize(("lang", "stop"), [("ja", "。"), ("en", ".")])
def test_the_options_of_a_question_end_alike(choices, lang, stop):
    for question_id, question in choices.items():
        assert isinstance(question.body, Choice)
        written = [option.text for option in question.body.options if option.text.en != option.text.ja]
        assert len({text.get(lang).strip().endswith(stop) for text in written}) < 2, question_id


def test_options_that_are_sentences_end_with_a_stop(choices):
    for question_id, question in choices.items():
        options = [option.text.ja.strip() for option in question.body.options]
        assert not all(SENTENCE.search(option) for option in options), question_id
