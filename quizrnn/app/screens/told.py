"""What is said of a run: how far it is, and what came of a prediction."""

from __future__ import annotations

from quizrnn.app.screens.followed import Followed, Order
from quizrnn.app.screens.timing import about_seconds, clock
from quizrnn.i18n import tr


def how_far(followed: Followed, lang: str) -> str:
    """State, steps, time spent and time left in a line."""
    parts = [tr("gallery", f"state.{followed.state}", lang)] if followed.state != "running" else []
    parts.append(tr("gallery", "steps", lang, step=f"{followed.step:,}", total=f"{followed.total:,}"))
    parts.append(clock(followed.spent()))
    left = followed.left()
    if left is not None and followed.state in ("running", "starting"):
        parts.append(tr("gallery", "left", lang, time=about_seconds(left, lang)))
    return "  ".join(parts)


def what_came(order: Order, followed: Followed, predicted: str, lang: str) -> str:
    """The prediction, beside what came true once that is known; or why there is no result."""
    if followed.failure is not None:
        return f"**{followed.failure.get(lang)}**"
    texts = {outcome.name: outcome.text.get(lang) for outcome in order.demo.outcomes}
    mine = tr("gallery", "mine", lang, text=texts[predicted]) if predicted else ""
    if followed.report is None:
        stopped = tr("gallery", "stopped", lang) if followed.state == "stopped" else ""
        return "\n\n".join(part for part in (stopped, mine) if part)
    outcome = followed.report.outcome
    key = "came" if not mine else "as-said" if outcome == predicted else "otherwise"
    came = f"**{tr('gallery', key, lang, text=texts.get(outcome, outcome))}**"
    return f"{mine}\n\n{came}" if mine else came


def notes(followed: Followed, most: int, lang: str) -> str:
    """The remarks of the run, while it goes on the newest ``most``."""
    told = followed.notes if followed.over else followed.notes[-most:]
    return "\n".join(
        f"- {tr('gallery', 'note', lang, step=f'{note.step:,}', text=note.text.get(lang))}" for note in told
    )
