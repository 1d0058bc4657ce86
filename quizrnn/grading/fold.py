"""Typed text made comparable: width, case, spaces and hyphens carry no meaning in a short answer."""

from __future__ import annotations

import unicodedata

_DASHES = "-‐‑‒–—―−﹣-"
_KANA = "ーｰ"


def fold(text: str) -> str:
    """NFKC, case-folded; spaces, hyphens and invisible characters taken out."""
    # What only a space kept apart may combine once the space is gone: fold until nothing changes.
    while (folded := _folded_once(text)) != text:
        text = folded
    return folded


def _folded_once(text: str) -> str:
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return "".join(char for char in text if not _ignored(char))


def _ignored(char: str) -> bool:
    return char.isspace() or char in _DASHES or unicodedata.category(char) in ("Cf", "Cc")


def ascii_numbers(text: str) -> str:
    """Full-width digits, points and signs as ASCII ones; ``ー`` before a digit is a minus."""
    text = "".join("-" if char in _DASHES or char in _KANA else char for char in text)
    text = unicodedata.normalize("NFKC", text)
    text = "".join("-" if char in _DASHES else char for char in text)
    for source, target in (
        ("、", ","),
        ("。", "."),
        ("÷", "/"),
        ("⁄", "/"),
        ("∕", "/"),
        ("×", "*"),
        ("・", "."),
    ):
        text = text.replace(source, target)
    return text
