"""Records how a driver calls the learner's code: by what name, with what, and what came back.

Arguments are copied at the call, before anything can change them. Only what the driver itself calls counts, not what
the learner's functions call among themselves.
"""

from __future__ import annotations

import sys
import types
from collections.abc import Callable
from typing import Any

from .decode import decode
from .encode import encode
from .tree import Opaque, WireError

MOST = 3
"""Calls that are kept; of the others only the number."""
_BYTES = 1 << 20
"""What the values of one call may take; larger ones are told by their type."""
_YIELDS = 20
_BOUND = ("self", "cls", "ctx")
_GENERATOR, _ARGS, _KEYWORDS = 0x20, 0x04, 0x08


def watched(function: Callable[[], Any], filename: str) -> tuple[Any, BaseException | None, dict[str, Any]]:
    """What ``function`` returned or raised, and the calls of functions of ``filename`` on the way."""
    watch = _Watch(filename)
    result, raised = None, None
    sys.setprofile(watch.event)
    try:
        result = function()
    except BaseException as error:
        raised = error
    finally:
        sys.setprofile(None)
    return result, raised, {"calls": watch.calls, "more": watch.more}


class _Watch:
    """The calls so far, and the one that has not come back."""

    def __init__(self, filename: str) -> None:
        self.filename = filename
        self.calls: list[dict[str, Any]] = []
        self.more = 0
        self.open: types.FrameType | None = None
        self.generators: dict[types.FrameType, dict[str, Any]] = {}

    def event(self, frame: types.FrameType, event: str, value: Any) -> None:
        """For ``sys.setprofile``, which is off while this runs."""
        if frame.f_code.co_filename != self.filename:
            return
        if event == "call" and self.open is None:
            self.open = frame
            self.begin(frame)
        elif event == "return" and frame is self.open:
            self.open = None
            self.end(frame, value)

    def begin(self, frame: types.FrameType) -> None:
        if frame in self.generators:
            return  # it goes on from where it stood
        if len(self.calls) == MOST:
            self.more += 1
            call: dict[str, Any] = {}
        else:
            call = {"name": frame.f_code.co_qualname, "given": _given(frame), "ended": "raised"}
            self.calls.append(call)
        if frame.f_code.co_flags & _GENERATOR:
            self.generators[frame] = call

    def end(self, frame: types.FrameType, value: Any) -> None:
        how = _how(frame)
        call = self.generators.get(frame)
        if call is not None:
            if call and how == "yielded" and len(call.setdefault("returned", [])) < _YIELDS:
                call["returned"].append(_copy(value))
            if call:
                call["ended"] = "raised" if how == "raised" else "yielded"
        elif how == "returned" and self.calls and not self.more:
            self.calls[-1].update(ended="returned", returned=_copy(value))


def _given(frame: types.FrameType) -> dict[str, Any]:
    """The arguments by name, without the object that a method belongs to."""
    code = frame.f_code
    count = code.co_argcount + code.co_kwonlyargcount
    count += bool(code.co_flags & _ARGS) + bool(code.co_flags & _KEYWORDS)
    names = code.co_varnames[:count]
    if names and names[0] in _BOUND and "." in code.co_qualname:
        names = names[1:]
    return {name: _copy(frame.f_locals[name]) for name in names if name in frame.f_locals}


def _copy(value: Any) -> Any:
    """The value as it is now, for the wire."""
    try:
        data = encode(value)
        return decode(data) if len(data) <= _BYTES else Opaque(type(value).__name__)
    except (WireError, ValueError, TypeError, RuntimeError):
        return Opaque(type(value).__name__)


def _how(frame: types.FrameType) -> str:
    """How a frame was left, which the profiler's event alone does not say."""
    code = frame.f_code.co_code
    name = _OPCODES.get(code[frame.f_lasti], "") if 0 <= frame.f_lasti < len(code) else ""
    return name or "raised"


def _opcodes() -> dict[int, str]:
    import opcode

    found = {"RETURN_VALUE": "returned", "RETURN_CONST": "returned", "YIELD_VALUE": "yielded"}
    found["RETURN_GENERATOR"] = "made"
    return {opcode.opmap[name]: how for name, how in found.items() if name in opcode.opmap}


_OPCODES = _opcodes()
