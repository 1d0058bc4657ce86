"""Forms of a short answer made comparable: what carries no meaning in one is taken off before they are compared.

Width, case, spaces, hyphens, middle dots, long-vowel marks and curls of quotes never count (``fold``). An article
in front, stops at the end, quotes and brackets around the whole, and a gloss in brackets behind it are decorations
(``readings``).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

DASHES = "-‐‑‒–—―−﹣-"
_IGNORED = f"{DASHES}_・ー"
_STOPS = "。."
_ARTICLE = re.compile(r"(?:an?|the)\s+(?=\S)", re.IGNORECASE)
_QUOTES = "\"'`"
_STRAIGHT = str.maketrans("“”„‘’", '"""\'\'')
_BRACKETS = {
    ")": "(", "]": "[", "】": "【", "〕": "〔", "〉": "〈", "》": "《", ">": "<",
    "」": "「", "』": "『", "»": "«",
}  # fmt: skip
"""Closing -> opening."""
MOST_SHOWN = 2
"""Of the English forms of an answer; most of them are spellings of the first."""
_GLOSS = ")]】〕〉》>"


def fold(text: str) -> str:
    """NFKC, case-folded; spaces, hyphens, middle dots, long-vowel marks and invisible characters taken out."""
    # What only a space kept apart may combine once the space is gone: fold until nothing changes.
    while (folded := _folded_once(text)) != text:
        text = folded
    return folded


def bare(text: str) -> str:
    """The text folded, without article, stops and what stands around the whole; a gloss stays."""
    text = _wide(text)
    while (plainer := _plainer(text)) != text:
        text = plainer
    return fold(text)


def readings(text: str) -> list[str]:
    """What the text may be taken for, folded, the most literal first: as it stands, with one decoration after
    the other taken off, then what stands outside a gloss, then what stands inside.
    """
    found: list[str] = []
    waiting = [_wide(text)]
    while waiting:
        one = waiting.pop(0)
        if folded := fold(one):
            found.append(folded)
        plainer = _plainer(one)
        waiting[:0] = [plainer] if plainer != one else _outside_and_inside(one)
    return found


def shown(forms: Sequence[str], lang: str) -> str:
    """The first forms in the script of ``lang``, as they are shown for the answer; in Japanese the other language's
    first stands in brackets.
    """
    own = [form for form in forms if japanese(form) == (lang == "ja")]
    other = [form for form in forms if japanese(form) != (lang == "ja")]
    if not own:
        return other[0]
    if lang == "ja":
        return f"{own[0]}（{other[0]}）" if other else own[0]
    distinct: dict[str, str] = {}
    for form in own:
        distinct.setdefault(bare(form), form)
    return " / ".join(list(distinct.values())[:MOST_SHOWN])


def japanese(form: str) -> bool:
    """Whether a form holds a Japanese letter."""
    return any(unicodedata.name(char, "").startswith(("HIRAGANA", "KATAKANA", "CJK")) for char in form)


def _folded_once(text: str) -> str:
    text = unicodedata.normalize("NFKC", _wide(text).casefold())
    return "".join(char for char in text if not _ignored(char))


def _ignored(char: str) -> bool:
    return char.isspace() or char in _IGNORED or unicodedata.category(char) in ("Cf", "Cc")


def _wide(text: str) -> str:
    """Full-width and half-width alike, quotes straight, no space around."""
    return unicodedata.normalize("NFKC", text).translate(_STRAIGHT).strip()


def _plainer(text: str) -> str:
    """One decoration less; the text itself where there is none."""
    if text.endswith(tuple(_STOPS)):
        return text.rstrip(_STOPS).rstrip()
    if len(text) > 1 and (text[0] == text[-1] in _QUOTES or _opening(text) == 0):
        return text[1:-1].strip()
    return _ARTICLE.sub("", text, count=1) if _ARTICLE.match(text) else text


def _outside_and_inside(text: str) -> list[str]:
    """The two parts of ``term (gloss)``; none where no bracket closes at the end of the text."""
    at = _opening(text) if text[-1:] in _GLOSS else -1
    return [text[:at].strip(), text[at + 1 : -1].strip()] if at > 0 else []


def _opening(text: str) -> int:
    """Where the bracket opens that the last character closes; -1 where it closes none."""
    opening, depth = _BRACKETS.get(text[-1:]), 0
    for at in range(len(text) - 1, -1, -1) if opening else ():
        depth += (text[at] == text[-1]) - (text[at] == opening)
        if not depth:
            return at
    return -1
