"""Bytes to value trees, believing nothing: this reads what learner code may have written."""

from __future__ import annotations

from math import prod
from typing import Any

from .tree import (
    GRAD,
    MAX_BYTES,
    MAX_DEPTH,
    MAX_DIMS,
    MAX_NODES,
    SCALAR,
    SIZES,
    TORCH,
    Array,
    Opaque,
    WireError,
    is_key,
    load_json,
)


class _Decoder:
    """Walks a header and takes the buffers in order."""

    __slots__ = ("at", "data", "nodes")

    def __init__(self, data: bytes, at: int) -> None:
        self.data, self.at, self.nodes = data, at, 0

    def node(self, entry: Any, depth: int) -> Any:
        if type(entry) is not list:
            if type(entry) is dict:
                raise WireError("a mapping in a header")
            return entry
        self.nodes += len(entry)
        if depth > MAX_DEPTH + 2 or self.nodes > 4 * MAX_NODES or not entry:
            raise WireError("too deep, too large or empty")
        tag = entry[0]
        if tag == "a":
            return self.array(entry)
        if tag == "l":
            return [self.node(item, depth + 1) for item in entry[1:]]
        if tag == "t":
            return tuple([self.node(item, depth + 1) for item in entry[1:]])
        if tag == "d" and len(entry) % 2 == 1:
            return self.mapping(entry, depth)
        return self.rare(tag, entry)

    def mapping(self, entry: list[Any], depth: int) -> dict[Any, Any]:
        out: dict[Any, Any] = {}
        for i in range(1, len(entry), 2):
            key = self.node(entry[i], depth + 1)
            if not is_key(key):
                raise WireError("a key that is no scalar")
            out[key] = self.node(entry[i + 1], depth + 1)
        return out

    def rare(self, tag: Any, entry: list[Any]) -> Any:
        if tag == "b" and len(entry) == 2:
            return self.take(entry[1])
        if tag == "c" and len(entry) == 3 and type(entry[1]) is float and type(entry[2]) is float:
            return complex(entry[1], entry[2])
        if tag == "o" and len(entry) == 2 and type(entry[1]) is str:
            return Opaque(entry[1][:80])
        raise WireError("an unknown tag")

    def array(self, entry: list[Any]) -> Any:
        if len(entry) != 5:
            raise WireError("an array of the wrong form")
        _, dtype, shape, flags, subclass = entry
        if (
            type(dtype) is not str
            or type(shape) is not list
            or type(flags) is not int
            or type(subclass) is not str
        ):
            raise WireError("an array of the wrong form")
        size = SIZES.get(dtype)
        if size is None or len(shape) > MAX_DIMS or not 0 <= flags < 8:
            raise WireError("an unknown dtype or too many axes")
        for length in shape:
            if type(length) is not int or not 0 <= length < 1 << 40:
                raise WireError("an impossible shape")
        data = self.take(size * prod(shape))
        framework = "torch" if flags & TORCH else "numpy"
        scalar, grad = flags & SCALAR != 0, flags & GRAD != 0
        return Array(dtype, tuple(shape), data, framework, scalar=scalar, subclass=subclass[:80], grad=grad)

    def take(self, size: Any) -> bytes:
        if type(size) is not int or not 0 <= size <= len(self.data) - self.at:
            raise WireError("fewer bytes than announced")
        start, self.at = self.at, self.at + size
        return self.data[start : self.at]


def decode(data: bytes) -> Any:
    """The tree in ``data``, with arrays as ``Array``; raises ``WireError``."""
    if not 4 < len(data) <= 5 * MAX_BYTES:
        raise WireError("no value tree")
    end = 4 + int.from_bytes(data[:4], "little")
    if end > len(data):
        raise WireError("a header longer than its frame")
    try:
        header = load_json(data[4:end].decode("ascii"))
    except (ValueError, RecursionError) as error:
        raise WireError("a header that is no JSON") from error
    decoder = _Decoder(data, end)
    value = decoder.node(header, 0)
    if decoder.at != len(data):
        raise WireError("more bytes than announced")
    return value
