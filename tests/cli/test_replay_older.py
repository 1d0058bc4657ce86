"""Replaying an answer whose question has changed: what was stored is told as it was, and never reinterpreted."""

import json

import pytest


def bank(shell, lang="en"):
    return "--bank", str(shell.bank), "--lang", lang


def change(shell, old, new, file="questions/six.yaml"):
    path = shell.bank / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def second_before_first(shell):
    half = '      - {text: "0.5", why: {en: that is half, ja: それは半分}}\n'
    quarter = '      - {text: "0.25", right: true}\n'
    change(shell, half + quarter, quarter + half)


def test_options_in_another_order_are_not_taken_for_those_that_were_shown(shell):
    shell.quiz("six.choice", "--lang", "en", input="1\n")
    second_before_first(shell)
    out = shell.text("replay", "1", *bank(shell), code=2)
    assert "has changed since it was answered on" in out and "option 1, in the order" in out
    assert "The verdict was: wrong." in out and "cannot be judged again" in out
    assert "Your answer" not in out and "0.25" not in out and "right" not in out
    said = shell.text("replay", "1", *bank(shell, "ja"), code=2)
    assert "変わりました" in said and "当時の判定: 不正解" in said and "1 番の選択肢" in said
    data = json.loads(shell.text("replay", "1", "--json", *bank(shell), code=2))
    assert data["changed"] and data["now"] is None and not data["same"] and data["feedback"] == ""
    assert data["answer"] == {"type": "picked", "picks": [0]} and data["then"]["outcome"] == "wrong"


def test_fewer_lines_in_an_order_are_told_as_they_were(shell):
    change(shell, "order: [first, second]", "order: [first, second, third]")
    shell.quiz("six.match", "--lang", "en", input="1 2 3\n")
    change(shell, "order: [first, second, third]", "order: [second, first]")
    out = shell.text("replay", "1", *bank(shell), code=2)
    assert "has changed" in out and "The verdict was:" in out and "3" in out.split("The answer was:")[1]


@pytest.mark.parametrize("number", ["1", "2"])
def test_a_question_of_another_kind_shows_what_was_stored(shell, number):
    shell.quiz("six.text", "six.choice", "--lang", "en", input="exposure bias\n1\n")
    change(shell, "- id: six.text", "- id: six.keep")
    change(shell, "- id: six.choice", "- id: six.text")
    change(shell, "- id: six.keep", "- id: six.choice")
    out = shell.text("replay", number, *bank(shell), code=2)
    assert "has changed" in out and ("exposure bias" in out or "option 1" in out)
    assert "cannot be judged again" in out


def test_code_whose_region_has_another_name_is_shown_with_its_counterexample(shell):
    shell.quiz("six.code", "--lang", "en", input="x * x\n")
    stored = json.loads(shell.text("replay", "1", "--json", *bank(shell)))
    change(shell, "# <- y", "# <- doubled", "solutions/six/double.py")
    out = shell.text("replay", "1", *bank(shell), code=2)
    assert "y:" in out and "x * x" in out and "The verdict was: wrong." in out and "expected" in out
    again = json.loads(shell.text("replay", "1", "--json", *bank(shell), code=2))
    assert again["then"] == stored["then"] and again["now"] is None


def test_code_that_still_fits_is_judged_by_the_question_as_it_is_now(shell):
    shell.quiz("six.code", "--lang", "en", input="x + x\n")
    change(shell, "y = 2 * x", "y = 5 * x", "solutions/six/double.py")
    out = shell.text("replay", "1", *bank(shell), code=1)
    told, _, now = out.partition("Judged by the question as it is now:")
    assert "x + x" in told and "The verdict was: right." in told
    assert "Not right yet" in now and "was right, now it is wrong" in now
