"""A text in both languages, and a name list for messages."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

import msgspec

from quizrnn.errors import KeyedError, QuizrnnError
from quizrnn.i18n import table


class Text(msgspec.Struct, frozen=True):
    """What a learner reads, in English and in Japanese."""

    en: str
    ja: str

    def get(self, lang: str) -> str:
        """The text in ``lang`` ("ja", otherwise English)."""
        return self.ja if lang == "ja" else self.en


def same(text: str) -> Text:
    """A text that is the same in both languages: a number, a formula, a name."""
    return Text(text, text)


def metric_text(name: str) -> Text:
    """What people call a metric; one that has no name of its own in ``quizrnn.i18n.gallery`` keeps the demo's."""
    return Text(*(table("gallery", lang).get(f"metric.{name}", name) for lang in ("en", "ja")))


class DemoError(KeyedError):
    """A message of the area ``demos`` in both languages; as a plain error it reads in English."""

    area = "demos"

    def said(self, value: object, lang: str) -> object:
        """As in every keyed error; a text in both languages too."""
        return value.get(lang) if isinstance(value, Text) else super().said(value, lang)


def in_both(error: QuizrnnError) -> Text:
    """The message of an error in both languages."""
    return Text(error.message("en"), error.message("ja"))


def names(known: Iterable[str]) -> str:
    """The right names in one line."""
    return ", ".join(known)


def near(name: str, known: Iterable[str]) -> str:
    """The known names, the likely ones first."""
    listed = list(known)
    likely = difflib.get_close_matches(name, listed, n=3)
    return names([*likely, *(other for other in listed if other not in likely)])
