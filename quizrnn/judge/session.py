"""One answer in one runner: sends program and cases, reads replies, output and the end, all with
deadlines."""

from __future__ import annotations

import contextlib
import json
import os
import re
import select
import signal
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quizrnn.judge.contract import Program, Reply
from quizrnn.judge.exec_runners import ExecRunners
from quizrnn.judge.inside import frames, wire
from quizrnn.judge.zygotes import Limits, Spare, Zygote, ZygoteError

if TYPE_CHECKING:
    from quizrnn.judge.runners import Runners

KEPT_OUTPUT = 64 << 10
MAX_OUTPUT = 32 << 20
MAX_SOURCE = 1 << 20
MAX_REPLIES = 256 << 20
_GRACE = 0.2
"""Seconds in which a runner whose socket has closed may end by itself."""
_FAULT_KINDS = ("raised", "memory", "blocked")


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
        self._spare: Spare | None = None
        self._program: Program | None = None
        self._end: Reply | None = None
        self._retried = False
        self._reset()

    def _reset(self) -> None:
        self._buffer = bytearray()
        self._outgoing: memoryview = memoryview(b"")
        self._kept = bytearray()
        self._written = 0
        self._received = 0
        self._batch = 0
        self._running = False
        self._ahead: Sequence[bytes] = ()

    def __enter__(self) -> Session:
        return self

    def __exit__(self, *_: object) -> None:
        self._drop()

    @property
    def output(self) -> str:
        """What was printed, at most 64 kB of it."""
        return bytes(self._kept).decode("utf-8", "replace")

    @property
    def output_cut(self) -> bool:
        """Whether more was printed than ``output`` holds."""
        return self._written > len(self._kept)

    def load(self, program: Program, ahead: Sequence[bytes] = ()) -> Reply:
        """Send the source; the reply's kind is "value" when the module loaded and the function is there.

        ``ahead`` are the cases that will be run next: they travel at once, which saves waiting for them.
        """
        refusal = _refuse(program.source)
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
                again = self._running
                self._drop()
                self._runners.discard(self._key, self._zygote)
                self._zygote = None
                self._reset()
                self._running = again
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
        """Kill the runner, and have the next one made: not earlier, as it would take time from this one."""
        if self._spare is not None:
            self._spare.close()
            self._spare = None
            if self._zygote is not None:
                with contextlib.suppress(ZygoteError):
                    self._zygote.ask(self._limits)

    def _load(self, ahead: Sequence[bytes] = ()) -> Reply:
        program = self._program
        assert program is not None
        fresh = self._spare is None
        if fresh:
            self._zygote, self._spare = self._runners.take(self._key, self._limits)
            self._poll = select.poll()
            self._poll.register(self._spare.stream, select.POLLIN)
            self._poll.register(self._spare.output, select.POLLIN)
        head = json.dumps(
            {
                "filename": program.filename,
                "call": program.call,
                "args": program.args,
                "after": program.after,
                "drive": program.drive,
                "size": len(program.source),
            }
        ).encode()
        frame = frames.pack(
            b"P", len(head).to_bytes(4, "little"), head, program.source, program.driver.encode()
        )
        self._ahead = ahead
        self._send(frame + self._batch_of(ahead) if ahead else frame)
        started = False
        reply: Reply | None = None

        def receive(kind: bytes, payload: bytes) -> bool:
            nonlocal started, reply
            if kind == b"S":
                started = True
            elif kind == b"L":
                reply = Reply(kind="value")
            elif kind == b"X":
                reply = _fault(payload)
            return reply is not None

        begin = time.monotonic()
        end = self._pump(receive)
        if end is not None:
            if not started:
                raise _BrokenError("the spare runner was dead or frozen")
            return end
        assert reply is not None
        self._running = reply.kind == "value"
        return _timed(reply, time.monotonic() - begin)

    def _run(
        self, cases: Sequence[bytes], stop: Callable[[int, Reply], bool] | None, replies: list[Reply]
    ) -> Reply:
        replies.clear()
        done = Reply(kind="value")
        if not cases:
            return done
        if cases is not self._ahead:
            self._send(self._batch_of(cases))
        self._ahead = ()
        mark = self._batch.to_bytes(4, "little")
        count, last = len(cases), time.monotonic()

        def receive(kind: bytes, payload: bytes) -> bool:
            nonlocal last
            if payload[:4] != mark:
                return False  # of a batch that was given up
            if payload[4:8] != len(replies).to_bytes(4, "little") or kind not in (b"V", b"X"):
                raise wire.WireError("a reply that nobody asked for")
            now = time.monotonic()
            if kind == b"V":
                reply = Reply(kind="value", value=wire.decode(payload[8:]), seconds=now - last)
            else:
                reply = _timed(_fault(payload[8:]), now - last)
            last = now
            replies.append(reply)
            if stop is not None and stop(len(replies) - 1, reply):
                return True
            return len(replies) == count

        return self._pump(receive) or done

    def _batch_of(self, cases: Sequence[bytes]) -> bytes:
        """The frame of the next batch."""
        self._batch += 1
        parts = [self._batch.to_bytes(4, "little")]
        for case in cases:
            parts.append(len(case).to_bytes(4, "little"))
            parts.append(case)
        return frames.pack(b"C", *parts)

    # -- the loop ---------------------------------------------------------------------------------

    def _send(self, data: bytes) -> None:
        assert self._spare is not None
        self._outgoing = memoryview(data)
        self._push()

    def _push(self) -> None:
        """Send what the socket takes; the rest when it has room."""
        spare = self._spare
        assert spare is not None
        try:
            while self._outgoing:
                self._outgoing = self._outgoing[spare.stream.send(self._outgoing) :]
        except BlockingIOError:
            self._poll.modify(spare.stream, select.POLLIN | select.POLLOUT)
        except OSError:
            self._outgoing = memoryview(b"")  # the end shows when reading
        else:
            self._poll.modify(spare.stream, select.POLLIN)

    def _pump(self, receive: Callable[[bytes, bytes], bool]) -> Reply | None:
        """Read until ``receive`` is content (None) or the runner has ended (its Reply)."""
        spare = self._spare
        assert spare is not None
        clock = _Clock(self._seconds, spare.pidfd)
        stream = spare.stream.fileno()
        try:
            if self._buffer and self._take(b"", receive):
                self._read_output()
                return None
            while True:
                left = clock.left()
                if left <= 0:
                    return self._timeout()
                for fd, event in self._poll.poll(left * 1000):
                    if fd != stream:
                        if self._read_output():
                            return Reply(kind="ended", code="output-flood", limit=MAX_OUTPUT)
                        continue
                    if event & select.POLLOUT:
                        self._push()
                    if event & ~select.POLLOUT:
                        data = self._recv()
                        if not data:
                            return self._ended(clock)
                        if self._take(data, receive):
                            self._read_output()
                            return None
        except (wire.WireError, frames.FrameError) as error:
            return Reply(kind="protocol", message=str(error)[:200], code="protocol")

    def _recv(self) -> bytes:
        assert self._spare is not None
        try:
            return self._spare.stream.recv(1 << 18)
        except BlockingIOError:
            raise wire.WireError("nothing to read") from None
        except OSError:
            return b""

    def _take(self, data: bytes, receive: Callable[[bytes, bytes], bool]) -> bool:
        self._received += len(data)
        if self._received > MAX_REPLIES:
            raise wire.WireError("too many bytes")
        self._buffer += data
        while (frame := frames.cut(self._buffer)) is not None:
            if frame[0] != b"W" and receive(*frame):
                return True
        return False

    def _read_output(self) -> bool:
        """Read what was printed; True when it is a flood."""
        assert self._spare is not None
        try:
            while data := os.read(self._spare.output, 1 << 16):
                self._written += len(data)
                if len(self._kept) < KEPT_OUTPUT:
                    self._kept += data[: KEPT_OUTPUT - len(self._kept)]
                if self._written > MAX_OUTPUT:
                    return True
                if len(data) < 1 << 12:
                    return False
            self._poll.unregister(self._spare.output)
        except BlockingIOError:
            pass
        except (OSError, KeyError):
            pass
        return False

    # -- ends -------------------------------------------------------------------------------------

    def _timeout(self) -> Reply:
        """Ask for the line it is in, then say so; the caller kills."""
        spare = self._spare
        assert spare is not None
        spare.signal(signal.SIGUSR1)
        line = self._last_line(0.1)
        self._read_output()
        return Reply(kind="timeout", line=line, limit=self._seconds)

    def _last_line(self, wait: float = 0.0) -> int | None:
        """The innermost line of the learner's file in the dump of a fault handler, which may arrive in
        pieces."""
        assert self._spare is not None and self._program is not None
        pattern = rf'File "{re.escape(self._program.filename)}", line (\d{{1,7}})'
        poll = select.poll()
        poll.register(self._spare.trace, select.POLLIN)
        text, until = "", time.monotonic() + wait
        while len(text) < 1 << 16 and poll.poll(max(0.0, until - time.monotonic()) * 1000):
            data = os.read(self._spare.trace, 1 << 15)
            if not data:
                break
            text += data.decode(errors="replace")
            if found := re.search(pattern, text):
                return int(found[1])
        return None

    def _ended(self, clock: _Clock) -> Reply:
        """The socket has closed: find out how it ended."""
        spare, zygote = self._spare, self._zygote
        assert spare is not None and zygote is not None
        if not spare.ended(_GRACE):
            self._read_output()
            return Reply(kind="protocol", message="the channel was closed", code="protocol")
        for _ in range(MAX_OUTPUT >> 16):
            before = self._written
            self._read_output()
            if before == self._written:
                break
        status = zygote.status(spare.number)
        if status is None:
            raise _BrokenError("the zygote is gone")
        return self._explain(status, clock)

    def _explain(self, status: int, clock: _Clock) -> Reply:
        if os.WIFEXITED(status):
            code = os.WEXITSTATUS(status)
            return Reply(kind="ended", code="exited", message=f"exit code {code}")
        number = os.WTERMSIG(status)
        with contextlib.suppress(ValueError):
            name = signal.Signals(number).name
            line = self._last_line()
            if number == signal.SIGSYS:
                return Reply(kind="blocked", code="blocked", name="system call", line=line)
            if number == signal.SIGKILL and clock.spent() >= self._seconds:
                return Reply(kind="timeout", line=line, limit=self._seconds)
            if number == signal.SIGKILL or (number == signal.SIGABRT and b"bad_alloc" in self._kept):
                return Reply(kind="memory", line=line, limit=self._limits.memory)
            return Reply(kind="ended", code="crashed", exception=name, message=name, line=line)
        return Reply(kind="ended", code="crashed", message=f"signal {number}")


class _Clock:
    """CPU time first, wall clock as back-stop: on a busy machine an answer gets up to twice its seconds of
    wall time."""

    def __init__(self, seconds: float, pidfd: int) -> None:
        self.seconds, self.pidfd = seconds, pidfd
        self.begin = time.monotonic()
        self.until = self.begin + seconds

    def spent(self) -> float:
        """Wall seconds so far."""
        return time.monotonic() - self.begin

    def left(self) -> float:
        """Seconds until the next look; 0 when the time is over."""
        now = time.monotonic()
        if now < self.until:
            return self.until - now
        unused = self.seconds - self._cpu()
        self.until = min(now + unused, self.begin + 2 * self.seconds)
        return max(0.0, self.until - now) if unused > self.seconds * 0.1 else 0.0

    def _cpu(self) -> float:
        """CPU seconds of the runner's process since its birth; all of the time where nobody can tell."""
        try:
            info = Path(f"/proc/self/fdinfo/{self.pidfd}").read_text()
            pid = int(next(line for line in info.splitlines() if line.startswith("Pid:")).split()[1])
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
        except (OSError, StopIteration, ValueError, IndexError):
            return self.seconds


def _refuse(source: bytes) -> Reply | None:
    """What is not even sent."""
    if len(source) > MAX_SOURCE:
        return Reply(kind="raised", code="too-large", limit=MAX_SOURCE)
    if b"\0" in source:
        line = source[: source.index(b"\0")].count(b"\n") + 1
        return Reply(kind="raised", code="nul", exception="SyntaxError", message="null byte", line=line)
    if not source.strip(b" \t\r\n\f\xef\xbb\xbf"):
        return Reply(kind="raised", code="empty")
    return None


def _timed(reply: Reply, seconds: float) -> Reply:
    reply_fields: dict[str, Any] = {name: getattr(reply, name) for name in reply.__struct_fields__}
    return Reply(**{**reply_fields, "seconds": seconds})


def _fault(payload: bytes) -> Reply:
    """A Reply from a runner's words, none of which is believed beyond its form."""
    try:
        fact = json.loads(payload[: 1 << 16])
        kind = fact.get("kind")
        if kind not in _FAULT_KINDS:
            raise ValueError
        trace = tuple((int(line), str(text)[:200]) for line, text in list(fact.get("trace", ()))[:3])
        return Reply(
            kind=kind,
            exception=str(fact.get("exception", ""))[:80],
            message=str(fact.get("message", ""))[:500],
            trace=trace,
            line=_whole(fact.get("line")),
            column=_whole(fact.get("column")),
            code=str(fact.get("code", ""))[:40],
            name=str(fact.get("name", ""))[:100],
        )
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise wire.WireError("a fault of the wrong form") from error


def _whole(value: object) -> int | None:
    return value if type(value) is int and 0 <= value < 1 << 31 else None
