"""What a question shows line by line: the set's text, opened hints, the draft, and the draw it was shown with."""

import re

import pytest

from quizrnn.progress import open_store
from quizrnn.quiz import load

COMMON = "What both of them share."
SET = f"""sets:
  - id: six.pair
    title: {{en: A pair, ja: 二問}}
    ask: {{en: {COMMON}, ja: 共通の文。}}
    questions: [six.number, six.text]
questions:
"""
MANY = "".join(f'      - {{text: "{number}", why: {{en: no, ja: 違う}}}}\n' for number in range(1, 8))


@pytest.fixture
def paired(shell):
    path = shell.bank / "questions" / "six.yaml"
    path.write_text(path.read_text("utf-8").replace("questions:\n", SET, 1), "utf-8")
    return shell


@pytest.fixture
def shuffled(shell):
    """The choice with nine options in an order that is drawn."""
    path = shell.bank / "questions" / "six.yaml"
    text = path.read_text("utf-8").replace("    shuffle: false\n", "", 1)
    path.write_text(text.replace("    options:\n", f"    options:\n{MANY}", 1), "utf-8")
    return shell


def parts(transcript):
    """The transcript from each question's head to the next."""
    return re.split(r"(?m)^Question \d+ of ", transcript)[1:]


def test_a_sets_text_stands_on_its_first_question_and_not_on_the_next(paired):
    heads = parts(paired.quiz("six.pair", "--lang", "en", input="2\n:quit\n"))
    assert [COMMON in head for head in heads] == [True, False]
    assert all("Belongs together: A pair" in head for head in heads)


def test_a_sets_text_stands_where_the_set_begins_later(paired):
    heads = parts(paired.quiz("six.choice", "six.number", "--lang", "en", input="2\n:quit\n"))
    assert [COMMON in head for head in heads] == [False, True]


def test_a_sets_text_stands_again_where_a_run_begins_and_when_asked_for(paired):
    paired.quiz("six.pair", "--lang", "en", input="2\n")
    (again,) = parts(paired.quiz("--lang", "en", input=""))
    assert "six.text" in again and COMMON in again
    assert paired.quiz("--lang", "en", input=":again\n").count(COMMON) == 2
    assert "共通の文" in paired.quiz("--lang", "en", input=":lang\n")


def test_hints_that_were_opened_stand_again_when_the_sitting_goes_on(shell):
    shell.quiz("six.code", "--lang", "en", input=":hint\n")
    assert "Hint 1 of 1: add it to itself" in shell.quiz("six.code", "--lang", "en", input="")


def test_a_run_takes_the_draft_and_not_the_start(shell):
    shell.quiz("six.code", "--lang", "en", input="x * 0 + 3 * 37\n")
    assert "111" in shell.quiz("six.code", "--lang", "en", input=":run\n:quit\n")


def test_a_report_names_the_draw_that_was_shown(shuffled):
    shown = shuffled.quiz("six.choice", "--lang", "en", "--seed", "1", input=":wrong\n:quit\n")
    ((_, data),) = open_store(shuffled.home).unfinished()
    seed = load(data).items[0].seed
    report = next((shuffled.home / "reports").iterdir()).read_text("utf-8")
    assert seed and f"- Draw: {seed}\n" in report
    options = re.findall(r"(?m)^  (\d)  (\S+)$", shown)
    assert len(options) == 9 and re.findall(r"(?m)^(\d)\. (\S+)$", report) == options


def test_a_replay_shows_the_options_under_the_numbers_that_were_shown(shuffled):
    said = shuffled.quiz("six.choice", "--lang", "en", "--seed", "1", input="1\n")
    told = re.findall(r"(?m)^(?:Your answer|Answer) .*$", said)
    assert len(told) == 2, said
    again = shuffled.text("replay", "last", "--bank", str(shuffled.bank), "--lang", "en")
    assert re.findall(r"(?m)^(?:Your answer|Answer) .*$", again) == told
