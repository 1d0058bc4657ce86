"""Generated sentences about the people of a palace and of a village: a corpus in which three contrasts can be learned.

    the old king has his crown        in the village the girl has her hat        the princess rules and has her crown

Eight people differ in rank, age and sex. No sentence says so, but words near a person go with one of the three:
palace, crown and rules with rank, old and young with age, his and her with sex.
"""

from __future__ import annotations

import itertools
import string
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

PEOPLE = ("king", "queen", "prince", "princess", "man", "woman", "boy", "girl")
"""By rank (bit 2 of the place), age (bit 1) and sex (bit 0)."""
RANKS = (
    {"place": "palace", "thing": "crown", "acts": "rules"},
    {"place": "village", "thing": "hat", "acts": "works"},
)
AGES = ({"age": "old"}, {"age": "young"})
SEXES = ({"his": "his"}, {"his": "her"})
FORMS = (
    "the {age} {person} {acts} in the {place}",
    "the {age} {person} has {his} {thing}",
    "the {person} {acts} and has {his} {thing}",
    "the {person} and {his} {thing}",
    "in the {place} the {person} has {his} {thing}",
)


def _vocabulary() -> tuple[str, ...]:
    """All words that a sentence can hold: the people first, the others by the alphabet."""
    fixed = {part.strip() for form in FORMS for part, *_ in string.Formatter().parse(form)}
    traits = {word for trait in (*RANKS, *AGES, *SEXES) for word in trait.values()}
    return (*PEOPLE, *sorted({word for text in fixed for word in text.split()} | traits))


WORDS = _vocabulary()
"""The vocabulary, 22 words; a word's number is its place."""


class Sentences(NamedTuple):
    """``ids``: word numbers, one array per sentence (lengths differ); ``texts``: the same as text."""

    ids: list[NDArray[Any]]
    texts: list[str]


def draw_sentences(count: int, rng: np.random.Generator) -> Sentences:
    """Draw ``count`` sentences, each of a person and a form that are equally likely."""
    number = {word: place for place, word in enumerate(WORDS)}
    texts = [_sentence(int(rng.integers(len(PEOPLE))), int(rng.integers(len(FORMS)))) for _ in range(count)]
    return Sentences([np.array([number[word] for word in text.split()]) for text in texts], texts)


def analogies() -> list[tuple[str, str, str, str]]:
    """All 48 (a, b, c, d) for which a - b + c should be d: king, man, woman, queen, and so on.

    b differs from a in one trait, c from b in another, and d from a in that other one.
    """
    return [
        (PEOPLE[a], PEOPLE[a ^ one], PEOPLE[a ^ one ^ other], PEOPLE[a ^ other])
        for a, one, other in itertools.product(range(len(PEOPLE)), (4, 2, 1), (4, 2, 1))
        if one != other
    ]


def _sentence(person: int, form: int) -> str:
    traits = RANKS[person >> 2] | AGES[person >> 1 & 1] | SEXES[person & 1]
    return FORMS[form].format(person=PEOPLE[person], **traits)
