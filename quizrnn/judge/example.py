"""The input on which a run without judging shows something: of a size that can be read, and telling."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from quizrnn.judge import inputs
from quizrnn.judge.numbers import flat
from quizrnn.judge.oracle import Oracle, parts

if TYPE_CHECKING:
    from quizrnn.judge.inputs import Case

FEW = 12
"""Inputs on which the known mistakes are tried."""
ROOM = 48
"""Numbers that still fit on a small screen."""
PATIENCE = 1.0
"""Seconds for a known mistake on these few inputs."""


def example(oracle: Oracle) -> Case:
    """The drawn input on which the key's result is least dull and the most known mistakes differ from it.

    It depends on the question alone. Raises KeyFailedError.
    """
    if oracle.check.threshold is not None:
        return inputs.cases(oracle.check, oracle.seed)[0]
    stored = oracle.stored
    if stored.example < 0:
        stored = msgspec.structs.replace(stored, example=_choose(oracle))
        oracle.keep(stored)
    return oracle.cases[stored.example]


def _choose(oracle: Oracle) -> int:
    order = sorted(range(len(oracle.cases)), key=lambda i: _dullness(oracle, i))[:FEW]
    told = dict.fromkeys(order, 0)
    packed = [oracle.stored.packed[i] for i in order]
    for program in oracle.task.wrong:
        replies = oracle.run(program.encode(), packed, seconds=min(PATIENCE, oracle.check.seconds))
        for place, index in enumerate(order):
            told[index] += place >= len(replies) or oracle.differs(index, replies[place])
    return max(order, key=lambda i: told[i])  # the first of equals: the least dull


def _dullness(oracle: Oracle, index: int) -> tuple[bool, int, int, bool, int]:
    """Less is better: results that are alike, arguments without variety, sizes of one, much to read."""
    case = oracle.cases[index]
    result = list(flat(parts(oracle.values[index], oracle.check)[0]))
    given = [list(flat(value)) for value in case.values.values()]
    alike = (len(result) > 1 and len(set(result)) * 2 < len(result) + 1) or not any(result)
    blank = sum(not any(cells) or (len(cells) > 1 and len(set(cells)) == 1) for cells in given)
    single = sum(size == 1 for size in case.sizes.values())
    count = len(result) + sum(map(len, given))
    return alike, blank + single, single, count > ROOM, count
