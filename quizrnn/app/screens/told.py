"""What is said of a run: how far it is, and what came of a prediction."""

from __future__ import annotations

import re

from quizrnn.app.screens.followed import Followed, Order
from quizrnn.app.screens.timing import about_seconds, clock
from quizrnn.demos import Demo
from quizrnn.i18n import tr

VARIANT = re.compile(r"--try ([\w.-]*\w)")
"""How a demo's words name a variant: as it is typed on the command line."""


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


def as_listed(text: str, demo: Demo, lang: str) -> str:
    """The words of a demo, with variants and data named as this app lists them."""
    known = {preset.name: preset.title.get(lang) for preset in demo.presets}

    def title(found: re.Match[str]) -> str:
        name = found[1]
        return tr("gallery", "quoted", lang, name=known[name]) if name in known else found[0]

    return VARIANT.sub(title, text).replace(
        "--data", tr("gallery", "quoted", lang, name=tr("gallery", "data", lang))
    )
