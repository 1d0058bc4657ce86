"""What Home shows, without the app: topics with progress and weak spots, unseen questions, marks."""

import json

import pytest

from quizrnn.progress import ASIDE, BOOKMARK, open_store
from quizrnn.quiz import load


def bank(shell, lang="en"):
    return "--bank", str(shell.bank), "--lang", lang


def lines(text):
    return [line.split() for line in text.splitlines()]


def test_topics_show_progress_and_weak_spots(shell):
    shell.quiz("six.choice", "six.number", "six.text", "--lang", "en", input="2\n32\n:n\n:?\n")
    store = open_store(shell.home)
    store.mark("six.essay", ASIDE)
    store.mark("six.choice", BOOKMARK)
    done = shell.run("progress", "topics", *bank(shell))
    group, topic = lines(done.stdout.decode())
    assert group == ["1/5", "Recurrent", "networks", "weak:", "Six", "kinds"]
    assert topic == ["1/5", "six", "Six", "kinds", "2", "not", "right"]
    assert "1 right and 3 seen of 5; 1 bookmark, 1 set aside." in done.stderr.decode()
    told = json.loads(shell.text("progress", "topics", "--json", *bank(shell, "ja")))
    assert (told["topic"], told["title"], told["right"], told["seen"], told["weak"]) == (
        "six",
        "六種",
        1,
        3,
        2,
    )


def test_topics_in_japanese_before_anything_was_answered(shell):
    done = shell.run("progress", "topics", *bank(shell, "ja"))
    assert lines(done.stdout.decode()) == [["0/6", "再帰型ネットワーク"], ["0/6", "six", "六種"]]
    assert "正解 0 問" in done.stderr.decode()


def left(shell):
    (_, data), *_ = open_store(shell.home).unfinished()
    return [item.question for item in load(data).items]


def test_only_new_questions_are_asked_and_one_that_was_skipped_is_still_new(shell):
    shell.quiz("six.choice", "six.number", "--lang", "en", input="1\n:s\n")
    shell.quiz("--unseen", "--lang", "en", input="")
    assert sorted(left(shell)) == ["six.code", "six.essay", "six.match", "six.number", "six.text"]


@pytest.mark.parametrize(
    ("more", "asked"), [(("--kind", "text"), ["six.text"]), (("six", "--kind", "match"), ["six.match"])]
)
def test_unseen_goes_with_the_other_filters(shell, more, asked):
    shell.quiz("six.choice", "--lang", "en", input="1\n")
    shell.quiz("--unseen", *more, "--lang", "en", input="")
    assert left(shell) == asked


def test_nothing_unseen_is_said(shell):
    shell.quiz("six.choice", "--lang", "en", input="1\n")
    done = shell.run("quiz", "--plain", "--unseen", "--kind", "choice", *bank(shell))
    assert done.returncode == 2 and "No question fits" in done.stderr.decode()


def test_bookmarks_and_what_was_set_aside_are_listed(shell):
    shell.quiz("six.choice", "six.text", "--lang", "en", input=":mark\n:s\n:again\n:wrong\n:quit\n")
    assert [line[0] for line in lines(shell.text("bank", "list", "--marked", *bank(shell)))] == ["six.choice"]
    assert [line[0] for line in lines(shell.text("bank", "list", "--aside", *bank(shell)))] == ["six.text"]
    assert shell.text("bank", "list", "--aside", "--marked", *bank(shell)) == ""
