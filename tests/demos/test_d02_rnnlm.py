"""D02: the next-word model."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from demos.real_data import real_data
from demos.runs import check_resume, check_small_run, events, figures, median, report

from quizrnn.datasets.error import DataError
from quizrnn.datasets.templates import EATS, WORDS, template_sentences
from quizrnn.demos import DemoError, find_demo
from quizrnn.demos.d02_rnnlm.corpus import make_corpus
from quizrnn.demos.d02_rnnlm.train import as_model, first_weights
from quizrnn.demos.events import Metric, Note, Picture
from quizrnn.demos.pictures import Bars
from quizrnn.reference.language_model import next_word_model

DEMO = find_demo("D02")


def test_small_run_and_resume() -> None:
    check_small_run(DEMO)
    check_resume(DEMO)
    check_resume(DEMO, cell="lstm", words="one-hot", window=2)


def test_the_sentences_say_what_each_animal_eats() -> None:
    sentences = template_sentences(np.random.default_rng(0))
    assert len(sentences) == 700
    words = {word for sentence in sentences for word in sentence.split()}
    assert len(words) == 36
    for sentence in sentences:
        (animal,) = set(sentence.split()) & set(WORDS["animal"])
        assert set(sentence.split()) & set(EATS.values()) <= {EATS[animal]}


def test_all_files_of_a_folder_are_read_in_order_and_rare_words_are_unknown(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("one two " * 20)
    (tmp_path / "b.txt").write_text("Three, two! " * 20 + "rare")
    params = DEMO.make_params({"window": 2, "threshold": 19})
    corpus = make_corpus(params, np.random.default_rng(0), tmp_path)
    assert set(corpus.words) == {"<unk>", "one", "two", "three"}
    assert len(corpus.train_x) + len(corpus.test_x) == 81 - 2
    assert corpus.test_t[-1] == 0


def test_a_text_that_is_too_short_or_not_english_is_refused(tmp_path: Path) -> None:
    for text in ("only five words in here", "日本語の文章だけ。" * 100):
        (tmp_path / "a.txt").write_text(text, encoding="utf-8")
        with pytest.raises(DemoError, match="words"):
            events(DEMO, data=tmp_path, **DEMO.small)
    with pytest.raises(DataError):
        events(DEMO, data=tmp_path / "missing.txt", **DEMO.small)


@pytest.mark.parametrize("cell", ["rnn", "gru", "lstm"])
def test_one_hot_is_a_lookup_in_the_input_matrix(cell: str) -> None:
    params = DEMO.make_params({"words": "one-hot", "units": 4, "cell": cell})
    model = as_model(first_weights(params, 7, np.random.default_rng(0)))
    plain = {**model, "E": np.eye(7), "cell": {**model["cell"], "Wx": model["E"]}}
    x = np.array([[1, 2, 3], [6, 0, 6]])
    np.testing.assert_allclose(next_word_model(x, model, cell)[0], next_word_model(x, plain, cell)[0])


def test_it_learns_and_the_reversed_window_ruins_it() -> None:
    found = events(DEMO, epochs=12, lr=0.01)
    last = [event for event in found if isinstance(event, Metric)][-1]
    assert last.values["accuracy"] > 0.55
    rows = figures(report(DEMO, epochs=12, lr=0.01))
    assert rows["other"] < rows["accuracy"] - 0.3
    assert "what stands where" in report(DEMO, epochs=12, lr=0.01).seen.en
    assert "how often words are" in report(DEMO, epochs=1, lr=1e-6).seen.en
    turned = figures(report(DEMO, epochs=12, lr=0.01, order="reversed"))
    assert (turned["accuracy"], turned["other"]) == (rows["other"], rows["accuracy"])
    bars = [event.body for event in found if isinstance(event, Picture) and event.name == "bars"]
    assert isinstance(bars[0], Bars)
    assert len(bars[0].labels) == 5
    assert list(bars[0].values) == sorted(bars[0].values, reverse=True)


def test_a_large_text_says_first_that_it_takes_long(tmp_path: Path) -> None:
    rng = np.random.default_rng(0)
    for size, said in ((20_000, True), (3000, False)):
        (tmp_path / "a.txt").write_text(
            " ".join("w" + "ab"[i % 2] * (i % 30 + 1) for i in rng.integers(0, 60, size))
        )
        found = events(DEMO, data=tmp_path, **DEMO.small)
        assert isinstance(found[0], Note) == said


def test_weights_that_overflow_end_in_a_report() -> None:
    assert report(DEMO, **(DEMO.small | {"lr": 1.0})).rows


@pytest.mark.slow
def test_targets_over_seeds() -> None:
    default = [figures(report(DEMO, seed)) for seed in range(3)]
    assert median([rows["accuracy"] for rows in default]) > 0.6
    assert median([rows["perplexity"] for rows in default]) < 2.3
    assert median([rows["other"] for rows in default]) < 0.2
    long = median([figures(report(DEMO, seed, "window-10"))["perplexity"] for seed in range(3)])
    short = median([figures(report(DEMO, seed, "window-3"))["perplexity"] for seed in range(3)])
    assert long < short


@pytest.mark.slow
def test_a_real_text() -> None:
    rows = figures(report(DEMO, 0, None, real_data("text") / "alice.txt", epochs=10))
    assert rows["accuracy"] > rows["frequent"]
