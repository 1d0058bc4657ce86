"""The smallest input that shows the difference: given, expected and the learner's, set side by side."""

from __future__ import annotations

from typing import Any

from quizrnn.grading.blocks import Block, Code, Prose, Samples
from quizrnn.grading.values import clean, sample
from quizrnn.i18n import tr
from quizrnn.verdict import Counterexample


def counterexample_blocks(
    found: Counterexample, lang: str, *, returned: bool, smallest: bool = True
) -> list[Block]:
    """The samples and the first time step that differs.

    ``returned`` False: the call ended without a result; the input alone is shown. ``smallest`` False: it is
    the input at hand, none smaller was looked for.
    """
    made = _inputs(found, lang, smallest=smallest)
    samples = []
    if returned and (found.expected is not None or found.got is not None):
        path = f" {clean(found.path)}" if found.path else ""
        for label, view in (("expected", found.expected), ("got", found.got)):
            samples.append(sample(tr("feedback", label, lang) + path, view, found.cell, found.path))
    if samples and len(made) == 1:
        made = [Samples(made[0].caption, (*made[0].samples, *samples))]
    elif samples:
        made.append(Samples("", tuple(samples)))
    blocks: list[Block] = [*made]
    if isinstance(found.expected, str) and isinstance(found.got, str) and found.cell:
        blocks.append(Prose(tr("feedback", "value-text", lang, part="", position=found.cell[0] + 1)))
    if found.step is not None:
        blocks.append(Prose(tr("feedback", "value-step", lang, step=found.step)))
    return blocks


def _inputs(found: Counterexample, lang: str, *, smallest: bool) -> list[Samples]:
    """What the function was given; where a driver stands between, only what it truly handed over is called so."""
    first = "" if smallest else "-first"
    if not found.calls:
        return _given(tr("feedback", f"input{first}", lang), found.given)
    if len(found.calls) > 1 or found.calls_more:
        return _given(tr("feedback", f"input-check{first}", lang), found.given)
    call = found.calls[0]
    own = {name: view for name, view in found.given.items() if name not in call.given}
    caption = tr("feedback", f"input-call{first}", lang, name=clean(call.name))
    return _given(caption, call.given) + _given(tr("feedback", "check-values", lang), own)


def _given(caption: str, given: dict[str, Any]) -> list[Samples]:
    return (
        [Samples(caption, tuple(sample(clean(name), view) for name, view in given.items()))] if given else []
    )


def paste_block(found: Counterexample, lang: str) -> Code:
    """What to copy below one's own code."""
    text = "\n".join(filter(None, (found.setup, found.paste)))
    return Code(clean(text), tr("feedback", "paste", lang), paste=True)
