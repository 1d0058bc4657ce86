"""A run without judging in words: what was printed, what the function was given, and what came back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from quizrnn.bank.model import Code
from quizrnn.grading.blocks import Block, Heading, Output, Prose, Samples
from quizrnn.grading.faults import fault_blocks
from quizrnn.grading.feedback import output_block
from quizrnn.grading.values import clean, sample
from quizrnn.i18n import tr
from quizrnn.verdict import Call, Ran


def ran_blocks(code: Code, ran: Ran, lang: str) -> list[Block]:
    """The blocks of one run; the prints stand where a small screen still shows them."""
    found: list[Block] = [Heading(">", tr("feedback", "ran-again" if ran.again else "ran", lang), "note")]
    if ran.verdict is not None:
        found += fault_blocks(code, ran.verdict, lang)
    if ran.output:
        found.append(_printed(ran, lang))
    found += _driven(ran, lang) if ran.driven else _plain(ran, lang)
    return found


def _printed(ran: Ran, lang: str) -> Output:
    return output_block(ran.output, tr("feedback", "ran-output", lang), lang, cut=ran.output_cut)


def _plain(ran: Ran, lang: str) -> Iterator[Block]:
    if ran.given:
        given = tuple(sample(name, view) for name, view in ran.given.items())
        yield Samples(tr("feedback", "ran-given", lang), given)
    if ran.verdict is None:
        yield Samples("", (sample(tr("feedback", "ran-returned", lang), ran.value),))


def _driven(ran: Ran, lang: str) -> Iterator[Block]:
    """The calls as they were; the check's values only where no call had them."""
    for call in ran.calls:
        yield from _call(call, lang)
    if ran.calls_more:
        yield Prose(tr("feedback", "ran-more", lang, count=ran.calls_more), "", "muted")
    passed = {name for call in ran.calls for name in call.given}
    own = tuple(sample(name, view) for name, view in ran.given.items() if name not in passed)
    if own:
        yield Samples(tr("feedback", "check-values", lang), own)
    compared = _compared(ran)
    if compared is not None:
        yield Samples("", (sample(tr("feedback", "ran-compared", lang), compared),))


def _compared(ran: Ran) -> Any:
    """What the driver made of the run, without what the one call returned in plain sight; None for nothing more."""
    if ran.verdict is not None or len(ran.calls) != 1 or ran.calls_more:
        return ran.value
    returned = ran.calls[0].returned
    seen = [returned, *returned] if isinstance(returned, list) else [returned]
    if isinstance(ran.value, dict) and "array" not in ran.value:
        return {name: value for name, value in ran.value.items() if value not in seen} or None
    return None if ran.value in seen else ran.value


def _call(call: Call, lang: str) -> Iterator[Block]:
    made = "." not in call.name and call.name[:1].isupper()
    name = clean(call.name)
    given = [sample(clean(argument), view) for argument, view in call.given.items()]
    if not made and call.ended != "raised":
        given.append(sample(tr("feedback", f"ran-{call.ended}", lang), call.returned))
    key = "ran-made" if made else "ran-called" if call.given else "ran-called-bare"
    yield Samples(tr("feedback", key, lang, name=name), tuple(given))
    if call.ended == "raised":
        yield Prose(tr("feedback", "ran-raised", lang, name=name), "", "muted")
