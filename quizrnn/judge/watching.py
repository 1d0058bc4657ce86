"""One input once more, alone: what is printed on it, and how the driver calls the learner's code there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from quizrnn.judge import words
from quizrnn.judge.contract import Reply
from quizrnn.judge.inside.tree import WireError
from quizrnn.judge.oracle import program_of
from quizrnn.judge.task import Task
from quizrnn.judge.views import view
from quizrnn.verdict import Call

if TYPE_CHECKING:
    from quizrnn.judge.check import Core


class Seen(msgspec.Struct, frozen=True):
    """One input alone. ``reply`` is what came of it, for a driver without its calls."""

    reply: Reply
    calls: tuple[Call, ...] = ()
    more: int = 0
    output: str = ""
    output_cut: bool = False


def see(core: Core, task: Task, source: bytes, packed: bytes, *, trusted: bool = False) -> Seen:
    """Run a program on one encoded input in a fresh runner; never raises for what the program does."""
    # Watching slows a training down to where its limit ends it.
    watch = bool(task.check.driver) and task.check.threshold is None
    with core.session(task, trusted=trusted) as session:
        reply = session.load(program_of(task, source, watch=watch))
        if reply.kind == "value":
            reply = session.run([packed])[-1]
            if watch and reply.kind == "value":
                return _parted(reply, session.output, session.output_cut)
        return Seen(reply, (), 0, session.output, session.output_cut)


def trips_over_none(reply: Reply) -> bool:
    """Whether a driver was given None and used it as something else."""
    return reply.code == "driver" and "NoneType" in reply.message


def forgotten(core: Core, task: Task, seen: Seen, packed: bytes) -> bool:
    """Whether a call came back with nothing where the key's came back with something."""
    if not any(_came_back_empty(call) for call in seen.calls):
        return False
    if seen.reply.kind == "raised" and trips_over_none(seen.reply):
        return True
    key = see(core, task, task.key.encode(), packed, trusted=True)
    return any(
        ours.name == theirs.name and _came_back_empty(ours) and theirs.returned is not None
        for ours, theirs in zip(seen.calls, key.calls, strict=False)
    )


def _came_back_empty(call: Call) -> bool:
    """Whether a function returned None; of a constructor nothing else is expected."""
    constructs = call.name[:1].isupper() and "." not in call.name
    return call.ended == "returned" and call.returned is None and not constructs


def _parted(reply: Reply, output: str, cut: bool) -> Seen:
    """The driver's reply and the calls; what a runner says is believed for its form only."""
    value = reply.value
    if not isinstance(value, dict) or not isinstance(value.get("calls"), list):
        return Seen(reply, (), 0, output, cut)
    calls = tuple(_call(one) for one in value["calls"] if isinstance(one, dict))
    more = value["more"] if type(value.get("more")) is int else 0
    if "fault" in value:
        try:
            reply = words.fault(str(value["fault"]).encode(), reply.seconds)
        except WireError:
            reply = Reply(kind="protocol", code="protocol")
    else:
        reply = msgspec.structs.replace(reply, value=value.get("result"))
    return Seen(reply, calls, more, output, cut)


def _call(one: dict[str, Any]) -> Call:
    given = one.get("given")
    ended = one.get("ended")
    return Call(
        name=str(one.get("name", "")).removesuffix(".__init__")[:80],
        given={str(name): view(value) for name, value in given.items()} if isinstance(given, dict) else {},
        returned=view(one.get("returned")),
        ended=ended if ended in ("returned", "raised", "yielded") else "raised",
    )
