"""The nearest valid name, for messages."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(name: str, names: Iterable[str]) -> str:
    """``Did you mean 'x'?`` for the most similar name, or an empty text."""
    from difflib import get_close_matches

    candidates = list(names)
    near = get_close_matches(name, candidates, n=1, cutoff=0.55)
    if not near:
        lowered = {candidate.lower(): candidate for candidate in candidates}
        near = [lowered[low] for low in get_close_matches(name.lower(), lowered, n=1, cutoff=0.55)]
    return f"Did you mean '{near[0]}'?" if near else ""
