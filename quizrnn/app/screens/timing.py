"""Spans of time in words."""

from __future__ import annotations

from quizrnn.i18n import tr


def about_seconds(seconds: float, lang: str) -> str:
    """Roughly how long: "about 3 s", "about 2 min"."""
    if seconds < 1:
        return tr("gallery", "time.short", lang)
    if seconds < 100:
        return tr("gallery", "time.seconds", lang, count=round(seconds))
    return tr("gallery", "time.minutes", lang, count=round(seconds / 60))


def clock(seconds: float) -> str:
    """``0:05``, ``12:30``."""
    whole = int(seconds)
    return f"{whole // 60}:{whole % 60:02}"
