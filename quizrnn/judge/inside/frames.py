"""Length-prefixed frames on a socket: 4 bytes length, 1 byte kind, payload."""

from __future__ import annotations

import socket

MAX_FRAME = 96 << 20
HEAD = 5
CHUNK = 1 << 16
"""Bytes to read at once: more would be mapped anew by malloc each time."""
_to_bytes, _from_bytes = int.to_bytes, int.from_bytes


class FrameError(ValueError):
    """A length no honest sender writes."""


def pack(kind: bytes, *parts: bytes) -> bytes:
    """One frame as bytes."""
    size = sum(map(len, parts))
    return b"".join((_to_bytes(size, 4, "little"), kind, *parts))


def cut(buffer: bytearray) -> tuple[bytes, bytes] | None:
    """Take the first whole frame (kind, payload) out of ``buffer``; None when there is none yet."""
    if len(buffer) < HEAD:
        return None
    size = _from_bytes(buffer[:4], "little")
    if size > MAX_FRAME:
        raise FrameError(f"a frame of {size} bytes")
    if len(buffer) < HEAD + size:
        return None
    with memoryview(buffer) as view:
        kind, payload = bytes(view[4:5]), bytes(view[HEAD : HEAD + size])
    del buffer[: HEAD + size]
    return kind, payload


def read(stream: socket.socket, buffer: bytearray) -> tuple[bytes, bytes] | None:
    """The next frame of a blocking socket; None at its end."""
    while True:
        frame = cut(buffer)
        if frame is not None:
            return frame
        data = stream.recv(CHUNK)
        if not data:
            return None
        buffer += data
