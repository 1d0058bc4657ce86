"""Proof of short answers: a mistake never passes for right, whatever stands around it."""

import pytest

from quizrnn.bank import forms
from quizrnn.grading import text
from quizrnn.proof import texts

TERM = """\
  - id: small.term
    kind: text
{texts}    accept: [GRU, gated recurrent unit]
    wrong: [{{forms: [{wrong}], why: {{en: no, ja: 違う}}}}]
"""


@pytest.fixture(autouse=True)
def nothing_kept():
    """Verdicts on forms are kept for a while."""
    text._known.cache_clear()
    yield
    text._known.cache_clear()


def test_sound_forms_are_proven(small):
    _, proof = small.prove(TERM.format(texts=small.texts, wrong="LSTM, the gate, recurrent unit (RNN)"))
    assert proof.status == "proven" and not proof.findings


@pytest.mark.parametrize("wrong", ["the GRU", "「GRU」", "gated-recurrent unit.", '"(GRU)"'])
def test_a_mistake_that_is_an_accepted_form_with_decorations_is_no_mistake(small, wrong):
    with pytest.raises(AssertionError, match="also listed in accept"):
        small.write(TERM.format(texts=small.texts, wrong=f"'{wrong}'"))


def test_a_form_that_says_nothing_is_found(small):
    _, proof = small.prove(TERM.format(texts=small.texts, wrong="LSTM, 'ー'"))
    assert proof.status == "failed" and "cannot be judged" in proof.findings[0].message


@pytest.mark.parametrize(
    "folded",
    [
        lambda typed: forms.readings(typed)[::-1],  # a gloss before what it explains
        lambda typed: [forms.fold(typed)],  # no decoration taken off
        lambda typed: [*forms.readings(typed), "gru"],  # everything is right in the end
    ],
)
def test_the_proof_notices_folding_that_lets_a_mistake_pass_or_a_right_answer_fail(
    small, monkeypatch, folded
):
    monkeypatch.setattr(text, "readings", folded)
    monkeypatch.setattr(texts, "DECORATIONS", (*texts.DECORATIONS, "no {}"))
    _, proof = small.prove(TERM.format(texts=small.texts, wrong="LSTM"))
    assert proof.status == "failed"
