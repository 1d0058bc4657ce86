"""Between two questions line by line: what is said there concerns the question just answered."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from quizrnn.progress import open_store


def reports(shell):
    return sorted((shell.home / "reports").glob("*.md"))


def test_after_a_verdict_a_script_marks_and_reports_the_question_just_answered(shell):
    said = shell.quiz(
        "six.choice", "six.text", "--lang", "en", input="1\n:wrong\n:mark\n:rate easy\nexposure bias\n"
    )
    store = open_store(shell.home)
    assert store.marks("bookmark") == {"six.choice"} and store.marks("set-aside") == {"six.choice"}
    assert [a.question for a in store.attempts()] == ["six.choice", "six.text"]
    assert "Question 2 of 2" in said and "Bookmarked: six.choice" in said


def test_what_follows_on_the_last_question_concerns_it_too(shell):
    said = shell.quiz("six.choice", "--lang", "en", input="2\n:mark\n:wrong\n")
    assert open_store(shell.home).marks("bookmark") == {"six.choice"}
    assert "The end: 1 right" in said and len(reports(shell)) == 1
    said = shell.quiz("six.text", "--lang", "en", "--new", input="no\n:undo\nexposure bias\n")
    assert said.count("Question 1 of 1") == 2 and "The end: 1 right" in said


def test_a_question_that_is_shown_is_reported_by_showing_it_again(shell):
    shell.quiz("six.choice", "six.text", "--lang", "en", input="1\n:again\n:wrong\n:quit\n")
    assert open_store(shell.home).marks("set-aside") == {"six.text"}


def test_a_terminal_takes_them_while_it_waits(shell):
    from quizrnn.bank import Bank
    from quizrnn.cli.sitting import PlainSitting
    from quizrnn.quiz import begin

    six = Bank.open(shell.bank)
    lines = iter(["1", ":w", ":b", ":see", "", ":b", "exposure bias", ""])
    said = []
    store = open_store(shell.home)
    plain = PlainSitting(six, store, None, "en", read=lambda prompt: next(lines), say=said.append, waits=True)
    plain.run(begin([six.get("six.choice"), six.get("six.text")], random.Random(1), 100.0))
    assert store.marks("set-aside") == {"six.choice"}
    assert store.marks("bookmark") == {"six.choice", "six.text"}, "after Enter it is the next question's"
    assert next(lines, None) is None


@pytest.mark.parametrize(
    ("lang", "verdict", "answer", "tongue"),
    [
        ("en", "Not right yet", "The learner's answer", "Language: English"),
        ("ja", "まだ正解ではありません", "自分の解答", "言語: 日本語"),
    ],
)
def test_a_report_holds_what_the_author_needs(shell, lang, verdict, answer, tongue):
    shell.quiz("six.code", "--lang", lang, input="x * x\n:wrong\n")
    (path,) = reports(shell)
    text = path.read_text("utf-8")
    revision = open_store(shell.home).attempts()[0].revision
    for part in ("six.code", revision, verdict, answer, tongue, "x * x", "def double(x)", "double(x"):
        assert part in text, (part, text)
    assert ("wrong" in text) == (lang == "en")


def test_a_report_holds_the_text_of_the_set_and_the_options_that_were_picked(shell):
    path = shell.bank / "questions" / "six.yaml"
    text = path.read_text("utf-8")
    group = "sets:\n  - id: six.pair\n    title: {en: A pair, ja: 組}\n    ask: {en: Common ground., ja: 共通の文。}\n"
    group += "    questions: [six.choice, six.match]\n"
    text = text.replace("questions:\n", group + "questions:\n", 1)
    path.write_text(text, "utf-8")
    shell.quiz("six.choice", "--lang", "ja", input="1\n:wrong\n")
    (written,) = reports(shell)
    report = written.read_text("utf-8")
    assert "共通の文。" in report and "- 1. 0.5" in report and "2. 0.25" in report


# -- where to go on -----------------------------------------------------------------------------------


@pytest.fixture
def linked(shell):
    path = shell.bank / "questions" / "six.yaml"
    text = path.read_text("utf-8")
    see = '    see: ["reference:gru", "demo:D01", six.text]\n'
    path.write_text(text.replace("    shuffle: false\n", "    shuffle: false\n" + see, 1), "utf-8")
    return shell


def test_the_same_places_to_go_on_are_named_as_in_the_app(linked):
    from quizrnn.app.screens.links import links
    from quizrnn.bank import Bank

    bank = Bank.open(linked.bank)
    for lang in ("en", "ja"):
        said = linked.quiz("six.choice", "--lang", lang, "--new", input="2\n")
        for number, link in enumerate(links(bank, bank.get("six.choice"), lang), 1):
            assert f"{number}  {link.title}" in said


def test_what_is_named_can_be_opened(linked):
    said = linked.quiz(
        "six.choice",
        "six.match",
        "--lang",
        "en",
        input=":see 1\n2\n:see 1\n:see 2\n:see 9\n:see 3\nexposure bias\n:mark\n:quit\n",
    )
    assert "is said after the answer" in said
    assert "def gru" in said and "quizrnn demo" in said
    assert "Its name?" in said and said.index("Its name?") < said.index("Back to the sitting")
    assert "a number from 1 to 3" in said and "saved at question 2 of 2" in said
    assert [a.question for a in open_store(linked.home).attempts()] == ["six.choice", "six.text"]
    assert open_store(linked.home).marks("bookmark") == {"six.choice"}
    assert "question 2 of 2" in linked.quiz("--lang", "en", input=""), (
        "the sitting goes on, not what was beside it"
    )


def test_leaving_what_is_beside_leaves_the_sitting_where_it_was(linked):
    linked.quiz("six.choice", "six.match", "--lang", "en", input="2\n:see 3\n")
    said = linked.quiz("--lang", "en", input="")
    assert "question 2 of 2" in said and "six.match" in said


@pytest.mark.parametrize("ids", [("six.choice", "six.text"), ("six.choice", "six.match", "six.text")])
def test_what_was_answered_beside_is_not_asked_again(linked, ids: tuple[str, ...]) -> None:
    """As the next question, which a script has been shown already, and as a later one."""
    said = linked.quiz(*ids, "--lang", "en", "--new", input="2\n:see 3\nexposure bias\n:skip\n")
    asked = [attempt.question for attempt in open_store(linked.home).attempts()]
    assert asked == ["six.choice", "six.text", "six.match"][: len(ids)]
    assert "Back to the sitting" in said and "saved" not in said
    assert not open_store(linked.home).unfinished()


@pytest.mark.parametrize("leave", [":quit\n", ""])
def test_what_is_beside_is_dropped_when_it_is_left(linked, leave: str) -> None:
    said = linked.quiz("six.choice", "six.match", "--lang", "en", input=f"2\n:see 3\n{leave}")
    assert "Its name?" in said and said.count("goes on there") == 1, "of the sitting alone"
    left = [json.loads(data) for _, data in open_store(linked.home).unfinished()]
    assert [[item["question"] for item in one["items"]] for one in left] == [["six.choice", "six.match"]]


def test_paths_are_told(shell):
    said = shell.quiz("six.choice", "--lang", "ja", input="1\n:wrong\n")
    assert Path(said.split("このファイルに書いてください: ")[1].split("\n")[0]).is_file()
