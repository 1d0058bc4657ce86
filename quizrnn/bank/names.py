"""The nearest valid name, for messages."""

from __future__ import annotations

from collections.abc import Iterable

from quizrnn.errors import KeyedError


def near_name(name: str, names: Iterable[str]) -> str:
    """The most similar name, or an empty text."""
    from difflib import get_close_matches

    candidates = list(names)
    near = get_close_matches(name, candidates, n=1, cutoff=0.55)
    if not near:
        lowered = {candidate.lower(): candidate for candidate in candidates}
        near = [lowered[low] for low in get_close_matches(name.lower(), lowered, n=1, cutoff=0.55)]
    return near[0] if near else ""


def hint(name: str, names: Iterable[str]) -> KeyedError:
    """The most similar name, otherwise all of them, in words for a message of the area ``errors``."""
    known = list(names)
    near = near_name(name, known)
    return KeyedError("near", name=near) if near else KeyedError("there-are", names=", ".join(known))


def nearest(name: str, names: Iterable[str]) -> str:
    """``Did you mean 'x'?`` for the most similar name, or an empty text; for the authors of a bank."""
    near = near_name(name, names)
    return f"Did you mean '{near}'?" if near else ""
