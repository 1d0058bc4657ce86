"""What each region of a wrong answer is by itself, in words: first the names, the reasons below."""

from __future__ import annotations

from quizrnn.bank.model import Code
from quizrnn.grading import apart
from quizrnn.grading.answer import Coded
from quizrnn.grading.blocks import Block, Prose
from quizrnn.i18n import tr
from quizrnn.verdict import Apart, Verdict


def apart_blocks(code: Code, answer: Coded, verdict: Verdict, lang: str) -> list[Block]:
    """Each region that was judged apart in a line, and what follows from all of them."""
    places = apart.places(code, answer) if verdict.apart else {}
    lines = [_line(code, one, places, lang) for one in verdict.apart if one.region in places]
    if not lines:
        return []
    text = "\n".join(f"- {line}" for line in lines) if len(lines) > 1 else "".join(lines)
    found: list[Block] = [Prose(text, tr("feedback", "apart", lang), "wrong")]
    if follows := _follows(code, answer, verdict):
        found.append(Prose(tr("feedback", follows, lang), "", "wrong"))
    return found


def apart_whys(code: Code, answer: Coded, verdict: Verdict, lang: str) -> list[Block]:
    """Why a region's known mistake is one, by line."""
    places = apart.places(code, answer) if verdict.apart else {}
    return [
        Prose(code.wrong[one.mistake].why.get(lang), at(places[one.region], lang), "wrong")
        for one in verdict.apart
        if one.mistake is not None and one.region in places
    ]


def _line(code: Code, one: Apart, places: dict[str, tuple[int, int]], lang: str) -> str:
    where = at(places[one.region], lang)
    if code.start is not None:
        where = tr("feedback", "apart-changed", lang, where=where)
    if one.outcome == "right":
        return tr("feedback", "apart-right", lang, where=where)
    if one.mistake is None:
        text = tr("feedback", "apart-wrong", lang, where=where)
    else:
        text = tr("feedback", "apart-named", lang, where=where, name=code.wrong[one.mistake].name.get(lang))
    innocent = code.start is not None and one.region not in apart.guilty(code)
    return text + (tr("feedback", "apart-before", lang) if innocent else "")


def _follows(code: Code, answer: Coded, verdict: Verdict) -> str:
    """What all regions together tell: the key of a sentence, or ""."""
    written = apart.written(code, answer)
    right = {one.region for one in verdict.apart if one.outcome == "right"}
    if not right or right != set(written):
        return ""
    if apart.guilty(code) - right:
        return "apart-blame"
    return "apart-together" if len(right) > 1 else ""


def at(place: tuple[int, int], lang: str) -> str:
    """``Line 9``, ``Lines 9-12``."""
    first, last = place
    return tr("feedback", "at-line" if first == last else "at-lines", lang, first=first, last=last)
