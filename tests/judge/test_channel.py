"""The judge's end of a runner: it never waits for what has already come."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from quizrnn.judge.channel import Channel
from quizrnn.judge.inside import frames


@pytest.fixture
def ends() -> Iterator[tuple[Channel, socket.socket, int]]:
    """A channel, the runner's socket and its bell."""
    stream, theirs = socket.socketpair()
    theirs.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 1 << 20)
    stream.setblocking(False)
    (bell, ring), (output, printed) = os.pipe(), os.pipe()
    os.set_blocking(output, False)
    spare: Any = SimpleNamespace(stream=stream, bell=bell, output=output, trace=output, pidfd=-1, number=0)
    yield Channel(spare, 600.0), theirs, ring
    for one in (stream, theirs):
        one.close()
    for fd in (bell, ring, output, printed):
        os.close(fd)


def test_replies_whose_bell_was_heard_with_an_earlier_one_are_not_waited_for(
    ends: tuple[Channel, socket.socket, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    channel, runner, ring = ends
    replies = [frames.pack(b"V", bytes([i]) * 5000) for i in range(30)]
    assert sum(map(len, replies)) > frames.CHUNK  # more than is read at once
    runner.sendall(frames.pack(b"L"))
    runner.sendall(b"".join(replies))
    os.write(ring, b"..")
    assert channel.pump(lambda kind, _: kind == b"L") == ""

    def poll(*_: object) -> None:
        raise AssertionError("it waits for a bell that has rung")

    monkeypatch.setattr(channel, "_poll", SimpleNamespace(poll=poll, modify=lambda *_: None))
    seen: list[bytes] = []

    def receive(_: bytes, payload: bytes) -> bool:
        seen.append(payload[:1])
        return len(seen) == len(replies)

    assert channel.pump(receive) == ""
    assert seen == [bytes([i]) for i in range(30)]
