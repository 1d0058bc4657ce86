"""A small world of template sentences, in which some next words follow from words that stand far back.

Five templates, 36 words, about 9 words a sentence, no full stops. What an animal eats follows from the animal: two
words back in one template, eight words back in another, so that a window of 3 sees the one and not the other.
"""

from __future__ import annotations

import numpy as np

EATS = {"cat": "fish", "dog": "meat", "bird": "corn", "horse": "grass"}
WORDS = {
    "adjective": ("old", "young", "small"),
    "animal": tuple(EATS),
    "moves": ("walks", "runs"),
    "place": ("river", "barn", "garden", "tree"),
    "person": ("boy", "girl", "woman"),
    "time": ("morning", "evening", "night"),
}
TEMPLATES = (
    "the {adjective} {animal} {moves} to the {place} and eats the {food}",
    "a {person} gives the {animal} some {food} in the {time}",
    "the {person} sees a {adjective} {animal} near the {place}",
    "in the {time} the {adjective} {animal} sleeps near the {place}",
    "the {person} looks for the {adjective} {animal}",
)


def template_sentences(rng: np.random.Generator, count: int = 700) -> list[str]:
    """``count`` sentences in lower case, templates and words drawn evenly."""
    return [_sentence(rng) for _ in range(count)]


def _sentence(rng: np.random.Generator) -> str:
    template = TEMPLATES[rng.integers(len(TEMPLATES))]
    drawn = {kind: words[rng.integers(len(words))] for kind, words in WORDS.items()}
    return template.format(**drawn, food=EATS[drawn["animal"]])
