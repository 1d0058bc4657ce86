"""The smallest input that shows the difference: given, expected and the learner's, set side by side."""

from __future__ import annotations

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
    samples = [sample(name, view) for name, view in found.given.items()]
    if returned and (found.expected is not None or found.got is not None):
        path = f" {clean(found.path)}" if found.path else ""
        for label, view in (("expected", found.expected), ("got", found.got)):
            samples.append(sample(tr("feedback", label, lang) + path, view, found.cell, found.path))
    made: list[Block] = []
    if samples:
        made.append(Samples(tr("feedback", "input" if smallest else "input-first", lang), tuple(samples)))
    if isinstance(found.expected, str) and isinstance(found.got, str) and found.cell:
        made.append(Prose(tr("feedback", "value-text", lang, part="", position=found.cell[0] + 1)))
    if found.step is not None:
        made.append(Prose(tr("feedback", "value-step", lang, step=found.step)))
    return made


def paste_block(found: Counterexample, lang: str) -> Code:
    """What to copy below one's own code."""
    text = "\n".join(filter(None, (found.setup, found.paste)))
    return Code(clean(text), tr("feedback", "paste", lang), paste=True)
