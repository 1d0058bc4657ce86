"""What one forked, confined child does: take a program, load it, answer cases, until it is killed.

Judge to runner: P program, C cases. Runner to judge: W waiting, S started, L loaded, V a value, X a fault.
Replies wait in the socket until a bell is rung, after each millisecond and at the end of a batch: the judge
sleeps until then, and still finds all that was sent when a runner dies.
Nothing here decides whether an answer is right, and nothing that it could say would mean so.
"""

from __future__ import annotations

import gc
import linecache
import os
import random
import select
import socket
import sys
import time
import types
from typing import Any

from . import faults, frames, tree, watch, wire

_dumps, _loads = tree.dump_json, tree.load_json
_flags_dont_inherit = {"dont_inherit": True}
_pack, _read, _encode, _give = frames.pack, frames.read, wire.encode, wire.give
_modules, _collect = sys.modules, gc.collect
_REHEARSAL = b"""
import numpy as np

class A:
    def __init__(self, x): self.x = x

def f(x):
    y = np.zeros_like(x)
    for t in range(len(x)):
        y[t] = np.tanh(x[t] @ np.ones((x.shape[-1], x.shape[-1])) + 1.0) * 2
    return A([i for i in (y, np.exp(-y).sum(axis=-1, keepdims=True))]).x[0]
"""
_REHEARSAL_CASE = _encode({"x": wire.Array("float64", (2, 3, 4), bytes(192))})
_TORCH_REHEARSAL = b"""
import torch

def f(x):
    y = torch.sigmoid(x @ torch.ones(x.shape[-1], 2 * x.shape[-1]) + torch.zeros(2 * x.shape[-1]))
    a, b = y.chunk(2, dim=-1)
    return (1 - a) * x + a * torch.tanh(torch.cat([x[..., 1:], b[..., :1]], dim=-1) * b)
"""
_TORCH_CASE = _encode({"x": wire.Array("float32", (2, 3, 4), bytes(96), "torch")})
_reserve = [bytearray(1 << 20)]
"""Given back when memory is short, so that there is some to tell it with. Made before the fork, which shares
its pages."""
_RING_BYTES, _RING_SECONDS = 1 << 14, 0.001
_monotonic, _write = time.monotonic, os.write


class Case(dict[str, Any]):
    """A case for a driver: a dict whose keys are attributes too."""

    def __getattr__(self, name: str) -> Any:
        try:
            return self[name]
        except KeyError:
            raise AttributeError(f"the case has no {name!r}") from None


class Runner:
    """One program and the socket to the judge."""

    def __init__(self, stream: socket.socket, bell: int) -> None:
        self.stream = stream
        self.bell = bell
        self.send = stream.sendall
        self.buffer = bytearray()
        self.poll = select.poll()
        self.poll.register(stream, select.POLLIN)
        self.flushes = [sys.stdout.flush, sys.stderr.flush]
        self.lines: list[str] = []
        self.filename = "answer.py"
        self.function: Any = None
        self.program: dict[str, Any] = {}
        self.answer: types.ModuleType | None = None

    def serve(self) -> None:
        """Wait for frames until the judge is gone."""
        self.send(_pack(b"W"))
        while (frame := _read(self.stream, self.buffer)) is not None:
            kind, payload = frame
            if kind == b"P":
                self.send(_pack(b"S"))
                self.send(self.load(payload))
                self.ring()
            elif kind == b"C":
                self.cases(payload)

    def rehearse(self) -> None:
        """Go once through everything with a harmless program, so that the pages and caches it needs are
        there.

        A forked process copies each page at its first write; this moves a millisecond from the check to
        the waiting.
        """
        parts = [(_REHEARSAL, _REHEARSAL_CASE)]
        if "torch" in _modules:
            parts.append((_TORCH_REHEARSAL, _TORCH_CASE))
        for program, case in parts:
            head = {
                "filename": "answer.py",
                "call": "f",
                "args": ["x"],
                "after": [],
                "drive": "",
                "watch": False,
                "size": len(program),
            }
            text = _dumps(head).encode()
            self.load(b"".join((len(text).to_bytes(4, "little"), text, program)))
            for index in range(2):
                self.one(index.to_bytes(8, "little"), case)
        self.flush()
        self.poll.poll(0)
        del _modules["answer"], linecache.cache["answer.py"]
        self.answer = self.function = None

    def load(self, payload: bytes) -> bytes:
        """Compile and execute driver and learner's module; the frame to answer with, L or X."""
        end = 4 + int.from_bytes(payload[:4], "little")
        self.program = program = _loads(payload[4:end].decode())
        split = end + program["size"]
        source, driver = payload[end:split], payload[split:]
        self.filename = program["filename"]
        try:
            if driver:
                hidden = self.execute("driver", "driver.py", driver)
            self.lines = source.decode("utf-8-sig", "replace").splitlines()
            linecache.cache[self.filename] = (
                len(source),
                None,
                [f"{line}\n" for line in self.lines],
                self.filename,
            )
            self.answer = self.execute("answer", self.filename, source)
            reply = self.find(self.answer, program["call"]) if program["call"] else None
            if program["drive"]:
                self.function = getattr(hidden, program["drive"])
            frame = _pack(b"X", _dumps(reply).encode()) if reply else _pack(b"L")
        except BaseException as error:
            frame = self.fault(error)
        self.flush()
        return frame

    def execute(self, name: str, filename: str, source: bytes) -> types.ModuleType:
        """A real module in ``sys.modules`` made of ``source``."""
        module = types.ModuleType(name)
        module.__file__ = filename
        _modules[name] = module
        exec(compile(source, filename, "exec", **_flags_dont_inherit), module.__dict__)
        # An answer may replace itself in sys.modules (lazy modules do); what it left there is the module.
        return _modules.get(name, module)

    def find(self, module: types.ModuleType, name: str) -> dict[str, Any] | None:
        """Take the function to call; a fault when it is not there."""
        self.function = getattr(module, name, None)
        if callable(self.function):
            return None
        code = "no-function" if self.function is None else "not-callable"
        return {"kind": "raised", "code": code, "name": name, "message": type(self.function).__name__}

    def cases(self, payload: bytes) -> None:
        """Answer each case by one frame; a newer frame from the judge ends the batch early."""
        batch, at = payload[:4], 4
        index = waiting = 0
        rung = _monotonic()
        while at < len(payload):
            end = at + 4 + int.from_bytes(payload[at : at + 4], "little")
            head = batch + index.to_bytes(4, "little")
            frame = self.one(head, payload[at + 4 : end])
            self.flush()
            waiting += len(frame)
            if waiting > _RING_BYTES or _monotonic() - rung > _RING_SECONDS:
                self.ring()  # before it is sent: the judge may have to make room
                waiting, rung = 0, _monotonic()
            self.send(frame)
            if index % 8 == 7 and self.poll.poll(0):
                return
            at, index = end, index + 1
        self.ring()

    def ring(self) -> None:
        """Wake the judge, who then reads what has been sent."""
        _write(self.bell, b".")

    def one(self, head: bytes, data: bytes) -> bytes:
        """The frame that answers one case."""
        try:
            case = _give(data)
            result = self.call(case)
            try:
                return _pack(b"V", head, _encode(result))
            except wire.WireError as error:
                return _pack(b"V", head, _encode(wire.Opaque(f"{type(result).__name__} ({error})")))
        except BaseException as error:
            return self.fault(error, head)

    def call(self, case: dict[str, Any]) -> Any:
        """The learner's result (with the state of ``after`` arguments), or the driver's."""
        program = self.program
        if program["watch"]:
            return self.watched(case)
        if program["drive"]:
            return self.function(self.answer, Case(case))
        result = self.function(*[case[name] for name in program["args"]])
        if program["after"]:
            return {"result": result, "after": {name: case[name] for name in program["after"]}}
        return result

    def watched(self, case: dict[str, Any]) -> dict[str, Any]:
        """The driver's result or what was raised, and how the driver called the learner's code."""
        drive = self.function
        result, raised, seen = watch.watched(lambda: drive(self.answer, Case(case)), self.filename)
        if raised is None:
            return {"result": result, **seen}
        fact = faults.describe(raised, self.filename, self.lines, True)
        return {"fault": _dumps(fact), **seen}

    def fault(self, error: BaseException, head: bytes = b"") -> bytes:
        """The frame that tells what was raised; memory is given back first."""
        if isinstance(error, MemoryError):
            _reserve.clear()
        fact = faults.describe(error, self.filename, self.lines, bool(self.program.get("drive")))
        error.__traceback__ = None
        return _pack(b"X", head, _dumps(fact).encode())

    def flush(self) -> None:
        """Push the learner's prints into the pipe before the answer that they belong to."""
        for flush in (*self.flushes, getattr(sys.stdout, "flush", None)):
            try:
                if flush is not None:
                    flush()
            except BaseException:  # a closed or replaced stdout is the learner's affair
                pass


def main(stream: socket.socket, bell: int, confine: Any) -> None:
    """Confine this process, then serve; never returns."""
    try:
        _modules["__main__"] = types.ModuleType("__main__")
        sys.breakpointhook = faults.stop_at_breakpoint
        runner = Runner(stream, bell)
        confine()
        runner.rehearse()
        random.seed(0)  # the standard library seeds it anew after a fork
        gc.enable()
        runner.serve()
    finally:
        os._exit(70)
