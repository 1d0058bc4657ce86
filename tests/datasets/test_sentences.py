"""The generated sentences: what goes with whom, and the analogies that follow."""

from __future__ import annotations

import numpy as np
import pytest

from quizrnn.datasets.sentences import PEOPLE, WORDS, analogies, draw_sentences


def test_the_same_seed_gives_the_same_sentences() -> None:
    first, again = (draw_sentences(50, np.random.default_rng(3)) for _ in range(2))
    other = draw_sentences(50, np.random.default_rng(4))
    assert first.texts == again.texts != other.texts


def test_numbers_and_texts_are_the_same_sentences() -> None:
    drawn = draw_sentences(200, np.random.default_rng(0))
    assert [" ".join(WORDS[number] for number in ids) for ids in drawn.ids] == drawn.texts
    assert {word for text in drawn.texts for word in text.split()} == set(WORDS)
    assert len(set(WORDS)) == len(WORDS) == 22


@pytest.mark.parametrize(
    ("people", "never"),
    [
        ({"king", "queen", "prince", "princess"}, {"village", "hat", "works"}),
        ({"man", "woman", "boy", "girl"}, {"palace", "crown", "rules"}),
        ({"king", "man", "prince", "boy"}, {"her"}),
        ({"queen", "woman", "princess", "girl"}, {"his"}),
        ({"king", "queen", "man", "woman"}, {"young"}),
        ({"prince", "princess", "boy", "girl"}, {"old"}),
    ],
)
def test_each_contrast_has_words_of_its_own(people: set[str], never: set[str]) -> None:
    for text in draw_sentences(500, np.random.default_rng(1)).texts:
        words = set(text.split())
        assert len(words & set(PEOPLE)) == 1
        assert not (words & people and words & never)


def test_no_word_of_sex_stands_right_beside_a_person() -> None:
    for text in draw_sentences(500, np.random.default_rng(2)).texts:
        words = text.split()
        place = next(n for n, word in enumerate(words) if word in PEOPLE)
        assert not {"his", "her"} & set(words[place - 1 : place + 2])


def test_the_analogies_are_all_different_and_hold_the_famous_one() -> None:
    found = analogies()
    assert len(set(found)) == len(found) == 48
    assert ("king", "man", "woman", "queen") in found
    assert all(len(set(four)) == 4 for four in found)
