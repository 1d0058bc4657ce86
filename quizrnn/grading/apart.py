"""A wrong answer of several regions, region by region: each judged with the key's text in the others.

Two mistakes at once equal no known mistake, and one counterexample cannot part them; by themselves they can be
named. Of a region that the learner left as it was nothing is said: in a bug hunt that would give it away.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from quizrnn.bank import marks, solution
from quizrnn.bank.model import Code
from quizrnn.grading.answer import Coded
from quizrnn.verdict import Apart, Verdict

UNKNOWN = frozenset({"NameError", "UnboundLocalError", "AttributeError"})
"""What a region raises that uses a name which another of the learner's regions gives."""


class Examined(msgspec.Struct, frozen=True):
    """The regions that the learner wrote or changed, in the program's order."""

    texts: dict[str, str]
    sources: dict[str, bytes]
    """Of those that are not the key's own text: the program with the key in all other regions."""


def examine(code: Code, answer: Coded, verdict: Verdict) -> Examined | None:
    """What is to be judged apart; None where a verdict leaves nothing to part."""
    if len(code.solution.regions) < 2 or code.check.threshold is not None:
        return None
    if verdict.outcome not in ("wrong", "error") or verdict.mistake is not None:
        return None
    texts = written(code, answer)
    key = solution.key_regions(code.solution)
    return Examined(
        texts,
        {
            name: solution.program(code.solution, {name: text}).encode("utf-8", "surrogatepass")
            for name, text in texts.items()
            if not solution.same_region(code.solution, name, text, key[name])
        },
    )


def told(code: Code, examined: Examined, whole: Verdict, verdicts: Sequence[Verdict]) -> tuple[Apart, ...]:
    """What the verdicts on ``examined.sources``, in their order, say of each region."""
    alone = dict(zip(examined.sources, verdicts, strict=False))
    found = []
    for name in examined.texts:
        if name not in examined.sources:
            found.append(Apart(name, "right"))
        elif name in alone and (one := _one(code, name, whole, alone[name])) is not None:
            found.append(one)
    return tuple(found)


def _one(code: Code, name: str, whole: Verdict, alone: Verdict) -> Apart | None:
    """One region; None where it says nothing, for the learner's regions may only go together."""
    if alone.outcome == "right":
        return Apart(name, "right")
    fault = alone.fault
    raised = fault.exception if fault is not None else ""
    if alone.outcome not in ("wrong", "error") or raised in UNKNOWN:
        return None
    if fault is not None and fault.rung == "parse":
        return None  # the whole does not parse either, and that is said with the line
    if alone.mistake is not None and _touches(code, code.wrong[alone.mistake].regions) == {name}:
        return Apart(name, "wrong", alone.mistake)
    if raised and (whole.fault is None or not whole.fault.exception):
        return None  # together they run
    return Apart(name, "wrong")


def written(code: Code, answer: Coded) -> dict[str, str]:
    """The regions that are not as they were at the start; none of a file whose given lines were changed."""
    first = solution.starter(code)
    return {
        name: text
        for name, text in _texts(code, answer).items()
        if not solution.same_region(code.solution, name, text, first[name])
    }


def guilty(code: Code) -> set[str]:
    """The regions of a bug hunt that start as something else than the key."""
    return _touches(code, code.wrong[code.start].regions) if code.start is not None else set()


def places(code: Code, answer: Coded) -> dict[str, tuple[int, int]]:
    """First and last line of each region, as the learner counts them."""
    if answer.source is not None:
        spans = marks.find_regions(marks.clean(_decoded(answer.source)))
        return {name: (span.first + 1, span.last + 1) for name, span in spans.items()}
    texts = {**solution.starter(code), **answer.regions}
    return {one.name: (one.first, one.last) for one in solution.view(code.solution, "en", texts).regions}


def _texts(code: Code, answer: Coded) -> dict[str, str]:
    if answer.source is None:
        names = [region.name for region in code.solution.regions]
        return {name: answer.regions[name] for name in names if name in answer.regions}
    regions, changed = solution.extract(code.solution, _decoded(answer.source))
    return {} if changed else regions


def _decoded(source: bytes) -> str:
    try:
        return source.decode("utf-8-sig")
    except UnicodeDecodeError:
        return ""


def _touches(code: Code, regions: Mapping[str, str]) -> set[str]:
    key = solution.key_regions(code.solution)
    return {name for name, text in regions.items() if text != key[name]}
