"""Searching: beginnings of words before their inside, heads before texts, a topic by its title; in both scripts."""

from __future__ import annotations

import pytest
from bank.small import write_bank
from hypothesis import given
from hypothesis import strategies as st

from quizrnn.bank import Bank
from quizrnn.bank.search import MARK, folded, marked

QUESTION = """\
  - id: {topic}.{slug}
    kind: text
    level: 1
    title: {{en: "{title}", ja: "{titel}"}}
    tags: [{tag}]
    ask: {{en: "{ask}", ja: "{frage}"}}
    accept: [yes-indeed]
    explain: {{en: Because., ja: そう定義されている。}}
"""


def a_question(topic, slug, title="Plain", titel="普通", *, ask="What?", frage="何か。", tag="K9"):
    return QUESTION.format(topic=topic, slug=slug, title=title, titel=titel, ask=ask, frage=frage, tag=tag)


def a_topic(topic, en, ja, *questions):
    return f"topic: {topic}\ntitle: {{en: {en}, ja: {ja}}}\nquestions:\n" + "".join(questions)


@pytest.fixture(scope="module")
def bank(tmp_path_factory):
    files = {
        "a.yaml": a_topic(
            "soft",
            "Softmax",
            "ソフトマックス",
            a_question("soft", "values", "What it gives", ask="Is every value finite, or infinite?"),
            a_question("soft", "first", ask="How does one initialise it?"),
            a_question("soft", "indefinite", "An infinite value"),
        ),
        "b.yaml": a_topic(
            "birnn",
            "Bidirectional RNN",
            "双方向 RNN",
            a_question("birnn", "merge"),
            a_question("birnn", "joined", titel="ユニットを数える"),
            a_question("birnn", "start", "Initial states", frage="ネットワークの注意点は何か。"),
        ),
        "c.yaml": a_topic(
            "attn",
            "Weights",
            "重み",
            a_question("attn", "own", titel="自己注意の式", tag="initial"),
            a_question("attn", "nit", titel="ニット"),
        ),
    }
    root = write_bank(tmp_path_factory.mktemp("search") / "bank", files)
    found = Bank.open(root, root.parent / "cache")
    assert found.problems == ()
    return found


def ids(bank, text, **filters):
    return [row.id for row in bank.rows(text=text, **filters)]


def test_beginnings_of_words_come_before_their_inside_and_heads_before_texts(bank):
    in_heads, in_texts = ["birnn.start", "attn.own"], ["soft.first"]
    assert ids(bank, "init") == [*in_heads, *in_texts, "soft.indefinite", "soft.values"]
    assert ids(bank, "finite") == ["soft.values", "soft.indefinite"]


@pytest.mark.parametrize("text", ["bidirectional", "BiDir", "双方向", "bidirectional rnn", "rnn 双方"])
def test_a_topics_title_brings_all_of_its_questions(bank, text):
    assert sorted(ids(bank, text)) == ["birnn.joined", "birnn.merge", "birnn.start"]


def test_every_word_must_be_found_and_filters_hold(bank):
    assert ids(bank, "bidirectional init") == ["birnn.start"]
    assert ids(bank, "init", topic="attn") == ["attn.own"]
    assert ids(bank, "bidirectional softmax") == []
    assert len(ids(bank, "  ")) == len(bank.rows())


def test_japanese_words_of_two_letters_and_half_width_kana_are_found(bank):
    assert ids(bank, "注意") == ["attn.own", "birnn.start"]
    assert ids(bank, "ﾆｯﾄ") == ["attn.nit", "birnn.joined"]  # the beginning of a word, then the inside of one
    assert ids(bank, "ソフト") == ["soft.values", "soft.first", "soft.indefinite"]
    assert ids(bank, "の式") == ["attn.own"]


@given(st.text(max_size=40), st.integers(0, 39), st.integers(1, 10))
def test_whatever_stands_in_a_text_is_found_in_what_is_kept_of_it(text, start, length):
    for word in folded(text)[start : start + length].replace(MARK, " ").split():
        assert marked(word).removeprefix(MARK) in marked(text)


@pytest.mark.parametrize("text", ["\udcff", "soft \udcff", "a " * 1500, " ".join(map(str, range(2000)))])
def test_a_search_for_what_is_no_text_or_far_too_long_finds_nothing_or_something_but_never_fails(bank, text):
    assert isinstance(bank.rows(text=text), list | tuple)
