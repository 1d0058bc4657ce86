"""One answer in one runner: program and cases go in, replies come out, and the end is explained."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from quizrnn.judge import words
from quizrnn.judge.channel import MAX_OUTPUT, Channel
from quizrnn.judge.contract import Program, Reply
from quizrnn.judge.inside import frames
from quizrnn.judge.inside.decode import decode
from quizrnn.judge.inside.tree import WireError
from quizrnn.judge.zygotes import Limits, Zygote, ZygoteError

if TYPE_CHECKING:
    from quizrnn.judge.exec_runners import ExecRunners
    from quizrnn.judge.runners import Runners

_GRACE = 0.2
"""Seconds in which a runner whose socket has closed may end by itself."""


class _BrokenError(Exception):
    """Ours failed, not theirs."""


class Session:
    """One runner for one answer (or for one bank program). A context manager; the runner is killed on
    exit, always."""

    def __init__(self, runners: Runners, zygote_key: tuple[bool, bool], seconds: float, memory: int) -> None:
        self._runners, self._key = runners, zygote_key
        self._seconds = seconds
        self._limits = Limits(memory, int(seconds * 4) + 5)
        self._zygote: Zygote | ExecRunners | None = None
        self._channel: Channel | None = None
        self._open = False
        self._program: Program | None = None
        self._end: Reply | None = None
        self._retried = False
        self._ahead: Sequence[bytes] = ()
        self._batch = 0
        self._running = False

    def __enter__(self) -> Session:
        return self

    def __exit__(self, *_: object) -> None:
        self._drop()

    @property
    def output(self) -> str:
        """What was printed, at most 64 kB of it."""
        return bytes(self._channel.kept).decode("utf-8", "replace") if self._channel else ""

    @property
    def output_cut(self) -> bool:
        """Whether more was printed than ``output`` holds."""
        return self._channel is not None and self._channel.written > len(self._channel.kept)

    def load(self, program: Program, ahead: Sequence[bytes] = ()) -> Reply:
        """Send the source; the reply's kind is "value" when the module loaded and the function is there.

        ``ahead`` are the cases that will be run next: they travel at once, which saves waiting for them.
        """
        refusal = words.refuse(program.source)
        if refusal is not None:
            self._end = refusal
            return refusal
        self._program = program
        return self._guard(lambda: self._load(ahead))

    def run(self, cases: Sequence[bytes], stop: Callable[[int, Reply], bool] | None = None) -> list[Reply]:
        """Run encoded cases (``wire.encode``) as one batch; ``stop(i, reply)`` True ends it early. Never
        raises.

        One reply for each case; when something ended the runner, the reply that says so is the last one.
        """
        if self._end is not None:
            return [self._end]
        replies: list[Reply] = []
        end = self._guard(lambda: self._run(cases, stop, replies))
        if end.kind == "value":
            return replies
        return [*replies, end]

    # -- one attempt, repeated once when ours failed ----------------------------------------------

    def _guard(self, step: Callable[[], Reply]) -> Reply:
        """Do ``step``; when ours fails, once more in a fresh runner; then say ``broken``."""
        for attempt in (0, 1):
            try:
                if attempt and self._running:
                    self._running = False
                    reloaded = self._load()
                    if reloaded.kind != "value":
                        return self._finish(reloaded)
                reply = step()
            except (_BrokenError, ZygoteError, OSError) as error:
                self._drop()
                self._runners.discard(self._key, self._zygote)
                self._zygote = self._channel = None
                self._ahead = ()
                if attempt or self._retried:
                    return self._finish(Reply(kind="broken", message=str(error)[:500]))
                self._retried = True
                continue
            return reply if reply.kind == "value" else self._finish(reply)
        raise AssertionError("unreachable")

    def _finish(self, reply: Reply) -> Reply:
        self._end = reply
        self._drop()
        return reply

    def _drop(self) -> None:
        if self._open and self._channel is not None:
            self._channel.close()
        self._open = False

    def _load(self, ahead: Sequence[bytes] = ()) -> Reply:
        program = self._program
        assert program is not None
        fresh = not self._open
        if fresh:
            self._zygote, spare = self._runners.take(self._key, self._limits)
            self._channel, self._open = Channel(spare, self._seconds), True
            self._batch = 0
        channel = self._channel
        assert channel is not None
        channel.send(_program_frame(program) + (self._batch_of(ahead) if ahead else b""))
        self._ahead = ahead
        if fresh and self._zygote is not None:
            self._zygote.ask(self._limits)  # the next spare is made while this one works
        started = False
        reply: Reply | None = None
        begin = time.monotonic()

        def receive(kind: bytes, payload: bytes) -> bool:
            nonlocal started, reply
            if kind == b"S":
                started = True
            elif kind == b"L":
                reply = Reply(kind="value", seconds=time.monotonic() - begin)
            elif kind == b"X":
                reply = words.fault(payload, time.monotonic() - begin)
            return reply is not None

        end = self._pump(channel, receive)
        if end is not None:
            if not started:
                raise _BrokenError("the spare runner was dead or frozen")
            return end
        assert reply is not None
        self._running = reply.kind == "value"
        return reply

    def _run(
        self, cases: Sequence[bytes], stop: Callable[[int, Reply], bool] | None, replies: list[Reply]
    ) -> Reply:
        replies.clear()
        done = Reply(kind="value")
        if not cases:
            return done
        channel = self._channel
        assert channel is not None
        if cases is not self._ahead:
            channel.send(self._batch_of(cases))
        self._ahead = ()
        mark = self._batch.to_bytes(4, "little")
        count, last = len(cases), time.monotonic()

        def receive(kind: bytes, payload: bytes) -> bool:
            nonlocal last
            if payload[:4] != mark:
                return False  # of a batch that was given up
            if payload[4:8] != len(replies).to_bytes(4, "little") or kind not in (b"V", b"X"):
                raise WireError("a reply that nobody asked for")
            now = time.monotonic()
            if kind == b"V":
                reply = Reply(kind="value", value=decode(payload[8:]), seconds=now - last)
            else:
                reply = words.fault(payload[8:], now - last)
            last = now
            replies.append(reply)
            if stop is not None and stop(len(replies) - 1, reply):
                return True
            return len(replies) == count

        return self._pump(channel, receive) or done

    def _batch_of(self, cases: Sequence[bytes]) -> bytes:
        """The frame of the next batch."""
        self._batch += 1
        parts = [self._batch.to_bytes(4, "little")]
        for case in cases:
            parts.append(len(case).to_bytes(4, "little"))
            parts.append(case)
        return frames.pack(b"C", *parts)

    # -- ends -------------------------------------------------------------------------------------

    def _pump(self, channel: Channel, receive: Callable[[bytes, bytes], bool]) -> Reply | None:
        """None when ``receive`` was content, else how the runner ended; when it did not end by itself, it
        is killed by the caller."""
        assert self._program is not None
        try:
            end = channel.pump(receive)
        except (WireError, frames.FrameError) as error:
            return Reply(kind="protocol", message=str(error)[:200], code="protocol")
        if end == "timeout":
            line = channel.ask_line(self._program.filename)
            channel.read_output()
            return Reply(kind="timeout", line=line, limit=self._seconds)
        if end == "flood":
            return Reply(kind="ended", code="output-flood", limit=MAX_OUTPUT)
        return self._ended(channel) if end == "closed" else None

    def _ended(self, channel: Channel) -> Reply:
        """The socket has closed: find out how it ended."""
        if not channel.spare.ended(_GRACE):
            channel.read_output()
            return Reply(kind="protocol", message="the channel was closed", code="protocol")
        channel.read_rest()
        assert self._zygote is not None
        status = self._zygote.status(channel.spare.number)
        if status is None:
            raise _BrokenError("the zygote is gone")
        return self._explain(status, channel)

    def _explain(self, status: int, channel: Channel) -> Reply:
        assert self._program is not None
        if os.WIFEXITED(status):
            code = os.WEXITSTATUS(status)
            return Reply(kind="ended", code="exited", message=f"exit code {code}")
        number = os.WTERMSIG(status)
        with contextlib.suppress(ValueError):
            name = signal.Signals(number).name
            line = channel.last_line(self._program.filename)
            if number == signal.SIGSYS:
                return Reply(kind="blocked", code="blocked", name="system call", line=line)
            if number == signal.SIGKILL and channel.clock.spent() >= self._seconds:
                return Reply(kind="timeout", line=line, limit=self._seconds)
            if number == signal.SIGKILL or (number == signal.SIGABRT and b"bad_alloc" in channel.kept):
                return Reply(kind="memory", line=line, limit=self._limits.memory)
            return Reply(kind="ended", code="crashed", exception=name, message=name, line=line)
        return Reply(kind="ended", code="crashed", message=f"signal {number}")


def _program_frame(program: Program) -> bytes:
    head = json.dumps(
        {
            "filename": program.filename,
            "call": program.call,
            "args": program.args,
            "after": program.after,
            "drive": program.drive,
            "watch": program.watch,
            "size": len(program.source),
        }
    ).encode()
    size = len(head).to_bytes(4, "little")
    return frames.pack(b"P", size, head, program.source, program.driver.encode())
