"""How a search word finds questions: at the beginning of a word before the inside of one ("init" is no search for
"finite"), and in the head (id, title, tags, the topic's title) before the text.

Texts are kept with a mark before every beginning of a word, so that SQLite's ``instr`` sees both.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from quizrnn.bank.model import Question, Topic

MARK = "\x1f"
MOST = 50
"""Words of a search that count; SQLite takes no longer expression than some hundreds of them."""
# Letters and digits of scripts with spaces, and katakana, begin a word where their run begins;
# within a run of kanji or hiragana nothing shows where one does, so each of these may.
_SPACED = r"[^\W_぀-\U0010ffff]"
_KATAKANA = r"[゠-ヿ]"
_BEGINNING = re.compile(
    rf"(?<!{_SPACED})(?={_SPACED})|(?<!{_KATAKANA})(?={_KATAKANA})|(?=[぀-ゟ㐀-\U0010ffff])"
)


def folded(text: str) -> str:
    """A text as it is searched: NFKC and case folded, bytes that are no text replaced."""
    clean = text.encode("utf-8", "replace").decode()
    return unicodedata.normalize("NFKC", clean).casefold()


def marked(text: str) -> str:
    """A text as it is kept: folded, the beginnings of words marked."""
    return _BEGINNING.sub(MARK, folded(text).replace(MARK, " "))


def head_and_text(question: Question) -> tuple[str, str]:
    """What is kept of a question for searching."""
    title, ask = question.title, question.ask
    return marked(" ".join((question.id, *question.tags, title.en, title.ja))), marked(f"{ask.en} {ask.ja}")


@dataclass
class Search:
    """The conditions and the order of a search, as SQL over ``lists`` and ``questions``, with their values."""

    conditions: list[str] = field(default_factory=list)
    found: list[Any] = field(default_factory=list)
    """The values of the conditions."""
    ranks: list[str] = field(default_factory=list)
    ranked: list[Any] = field(default_factory=list)
    """The values of the ranks."""

    @classmethod
    def of(cls, text: str, topics: Sequence[Topic]) -> Search:
        """Every word must be found; the sum of the words' ranks orders what is found."""
        search = cls()
        titles = [(topic.id, marked(f"{topic.title.en} {topic.title.ja}")) for topic in topics]
        words = dict.fromkeys(folded(text).replace(MARK, " ").split())
        for word in list(words)[:MOST]:
            search._add(word, titles)
        return search

    def _add(self, word: str, titles: list[tuple[str, str]]) -> None:
        begins = marked(word)
        inside = begins.removeprefix(MARK)
        first = [topic for topic, title in titles if begins in title]
        second = [topic for topic, title in titles if inside in title]
        self.conditions.append(f"(instr(head, ?) OR topic IN ({_places(second)}) OR instr(search, ?))")
        self.found += [inside, *second, inside]
        self.ranks.append(
            f"CASE WHEN instr(head, ?) OR topic IN ({_places(first)}) THEN 0"
            " WHEN instr(search, ?) THEN 1"
            f" WHEN instr(head, ?) OR topic IN ({_places(second)}) THEN 2 ELSE 3 END"
        )
        self.ranked += [begins, *first, begins, inside, *second]

    @property
    def order(self) -> str:
        """The best first, then as the files have it."""
        return " + ".join(self.ranks) + ", file, line"


def _places(values: list[str]) -> str:
    return ", ".join("?" * len(values))
