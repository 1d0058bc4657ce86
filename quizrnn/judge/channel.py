"""The judge's end of one runner: sends, reads replies and output with a deadline. Decides nothing."""

from __future__ import annotations

import os
import re
import select
import signal
import time
from collections.abc import Callable
from typing import Literal

from quizrnn.judge.clock import Clock
from quizrnn.judge.inside import frames
from quizrnn.judge.inside.tree import WireError
from quizrnn.judge.zygotes import Spare

KEPT_OUTPUT = 64 << 10
MAX_OUTPUT = 32 << 20
MAX_REPLIES = 256 << 20
Receive = Callable[[bytes, bytes], bool]
"""Takes one frame (kind, payload); True when that was the last one that was waited for."""
End = Literal["", "timeout", "closed", "flood"]


class Channel:
    """What passes between judge and one runner. Closing it kills the runner; what was printed stays."""

    def __init__(self, spare: Spare, seconds: float) -> None:
        self.spare, self.seconds = spare, seconds
        self.kept = bytearray()
        self.written = 0
        self.clock = Clock(seconds, spare.pidfd)
        self._buffer = bytearray()
        self._outgoing = memoryview(b"")
        self._received = 0
        self._deaf = False
        self._mask = 0
        self._poll = select.poll()
        self._poll.register(spare.stream, 0)
        self._poll.register(spare.bell, select.POLLIN)
        self._poll.register(spare.output, select.POLLIN)

    def close(self) -> None:
        """Kill the runner."""
        self.spare.close()

    def send(self, data: bytes) -> None:
        """Send what the socket takes now, the rest while ``pump`` waits."""
        self._outgoing = memoryview(data)
        self._push()

    def pump(self, receive: Receive) -> End:
        """Read until ``receive`` is content ("") or the runner has ended or must be; raises ``WireError`` and
        ``FrameError``."""
        self.clock = Clock(self.seconds, self.spare.pidfd)
        if self._buffer and self._take(b"", receive):
            return ""
        # The bell was heard for all that had been sent, which the pump before may have left in the socket.
        state = self._drain(receive)
        bell, output = self.spare.bell, self.spare.output
        while state == "open":
            left = self.clock.left()
            events = self._poll.poll(left * 1000) if left > 0 else []
            for fd, event in events:
                if fd == output:
                    if self.read_output():
                        return "flood"
                elif fd == bell:
                    self._hear(event)
                elif event & select.POLLOUT:
                    self._push()
            if len(events) == 1 and events[0][0] == output:
                continue
            state = self._drain(receive)
            if state == "open" and left <= 0:
                return "timeout"
        self.read_output()
        return "" if state == "done" else "closed"

    def _push(self) -> None:
        try:
            while self._outgoing:
                self._outgoing = self._outgoing[self.spare.stream.send(self._outgoing) :]
        except BlockingIOError:
            pass
        except OSError:
            self._outgoing = memoryview(b"")  # the end shows when reading
        self._watch()

    def _watch(self) -> None:
        """Look at the socket itself only while there is half a reply, something to send, or no bell."""
        mask = select.POLLIN if self._buffer or self._deaf else 0
        mask |= select.POLLOUT if self._outgoing else 0
        if mask != self._mask:
            self._mask = mask
            self._poll.modify(self.spare.stream, mask)

    def _hear(self, event: int) -> None:
        if event & select.POLLIN:
            os.read(self.spare.bell, 1 << 12)
        else:  # closed by a runner that lives: its affair
            self._poll.unregister(self.spare.bell)
            self._deaf = True
            self._watch()

    def _drain(self, receive: Receive) -> Literal["open", "done", "closed"]:
        """Take all that has arrived."""
        while True:
            try:
                data = self.spare.stream.recv(frames.CHUNK)
            except BlockingIOError:
                self._watch()
                return "open"
            except OSError:
                data = b""
            if not data:
                return "closed"
            if self._take(data, receive):
                return "done"

    def _take(self, data: bytes, receive: Receive) -> bool:
        self._received += len(data)
        if self._received > MAX_REPLIES:
            raise WireError("too many bytes")
        self._buffer += data
        while (frame := frames.cut(self._buffer)) is not None:
            if frame[0] != b"W" and receive(*frame):
                return True
        return False

    def read_output(self) -> bool:
        """Read what was printed; True when it is a flood."""
        try:
            while data := os.read(self.spare.output, 1 << 16):
                self.written += len(data)
                if len(self.kept) < KEPT_OUTPUT:
                    self.kept += data[: KEPT_OUTPUT - len(self.kept)]
                if self.written > MAX_OUTPUT:
                    return True
                if len(data) < 1 << 12:
                    return False
            self._poll.unregister(self.spare.output)
        except (OSError, KeyError):  # nothing to read, or closed before
            pass
        return False

    def read_rest(self) -> None:
        """Read all that a dead runner printed, up to a flood."""
        for _ in range(MAX_OUTPUT >> 16):
            before = self.written
            self.read_output()
            if before == self.written:
                return

    def ask_line(self, filename: str) -> int | None:
        """Have a running runner tell the line it is in."""
        self.spare.signal(signal.SIGUSR1)
        return self.last_line(filename, 0.1)

    def last_line(self, filename: str, wait: float = 0.0) -> int | None:
        """The innermost line of the learner's file in the dump of a fault handler, which may arrive in
        pieces."""
        pattern = rf'File "{re.escape(filename)}", line (\d{{1,7}})'
        poll = select.poll()
        poll.register(self.spare.trace, select.POLLIN)
        text, until = "", time.monotonic() + wait
        while len(text) < 1 << 16 and poll.poll(max(0.0, until - time.monotonic()) * 1000):
            data = os.read(self.spare.trace, 1 << 15)
            if not data:
                break
            text += data.decode(errors="replace")
            if found := re.search(pattern, text):
                return int(found[1])
        return None
