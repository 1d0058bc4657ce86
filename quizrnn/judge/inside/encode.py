"""Value trees to bytes: lenient with honest oddities (strides, byte order, subclasses), and every size is
computed before anything is copied."""

from __future__ import annotations

import sys
from typing import Any

import numpy as np

from .tree import (
    GRAD,
    MAX_BYTES,
    MAX_DEPTH,
    MAX_INT_BITS,
    MAX_NODES,
    SCALAR,
    SIZES,
    TORCH,
    Array,
    Opaque,
    WireError,
    dump_json,
    is_key,
)

_ndarray, _generic, _asarray = np.ndarray, np.generic, np.asarray
_modules = sys.modules
_NATIVE = {np.dtype(name): name for name in SIZES if name not in ("bfloat16", "longdouble")}
"""The dtypes of this machine's byte order."""


class _Encoder:
    """Collects the buffers of one tree while its header is built."""

    __slots__ = ("buffers", "left", "nodes")

    def __init__(self) -> None:
        self.buffers: list[bytes] = []
        self.left = MAX_BYTES
        self.nodes = 0

    def node(self, value: Any, depth: int) -> Any:
        """The header entry of ``value``."""
        kind = type(value)
        if value is None or kind is bool or kind is float:
            return value
        if kind is int:
            return value if value.bit_length() <= MAX_INT_BITS else ["o", "int (too large)"]
        if kind is str:
            self.spend(len(value))
            return value
        self.nodes += 1
        if self.nodes > MAX_NODES or depth > MAX_DEPTH:
            raise WireError("too many or too deeply nested values")
        if kind is _ndarray:
            return self.array(value, "")
        if kind is list or kind is tuple:
            return self.items("l" if kind is list else "t", value, depth)
        if kind is dict:
            return self.mapping(value, depth)
        return self.unusual(value, kind, depth)

    def items(self, tag: str, value: Any, depth: int) -> list[Any]:
        self.nodes += len(value)
        node = self.node
        out: list[Any] = [tag]
        for item in value:
            out.append(node(item, depth + 1))
        return out

    def mapping(self, value: dict[Any, Any], depth: int) -> list[Any]:
        self.nodes += len(value)
        out: list[Any] = ["d"]
        for key, item in value.items():
            if not is_key(key):
                return ["o", f"dict with {type(key).__name__} keys"]
            out.append(self.node(key, depth + 1))
            out.append(self.node(item, depth + 1))
        return out

    def unusual(self, value: Any, kind: type, depth: int) -> list[Any] | Any:
        """Everything but the plain types: scalars, tensors, subclasses of plain types."""
        if kind is Array:
            self.spend(len(value.data))
            self.buffers.append(value.data)
            flags = (TORCH if value.framework == "torch" else 0) | SCALAR * value.scalar | GRAD * value.grad
            return ["a", value.dtype, list(value.shape), flags, value.subclass]
        if isinstance(value, _ndarray):
            return self.array(value, kind.__name__)
        if isinstance(value, str):
            return self.node("".join(("", value)), depth)
        if isinstance(value, bytes | bytearray):
            return self.raw(value)
        if isinstance(value, _generic):
            return self.array(_asarray(value), "", scalar=True)
        torch = _modules.get("torch")
        if torch is not None and isinstance(value, torch.Tensor):
            return self.tensor(value, torch)
        if kind is complex:
            return ["c", value.real, value.imag]
        if kind is Opaque:
            return ["o", value.type]
        return self.subclass(value, kind, depth)

    def subclass(self, value: Any, kind: type, depth: int) -> Any:
        if isinstance(value, tuple):
            return self.items("t", tuple(tuple.__iter__(value)), depth)
        if isinstance(value, list):
            return self.items("l", list(list.__iter__(value)), depth)
        if isinstance(value, dict):
            return self.mapping(dict(dict.items(value)), depth)
        if isinstance(value, int):
            return self.node(int.__index__(value), depth)
        if isinstance(value, float):
            return float.__float__(value)
        return ["o", _type_name(kind)]

    def raw(self, value: bytes | bytearray) -> list[Any]:
        self.spend(len(value))
        self.buffers.append(bytes(value))
        return ["b", len(value)]

    def array(self, value: Any, subclass: str, scalar: bool = False) -> Any:
        dtype = value.dtype
        name = _NATIVE.get(dtype)
        if name is not None and not subclass:
            self.spend(value.nbytes)
            self.buffers.append(value.tobytes())
            return ["a", name, value.shape, SCALAR if scalar else 0, ""]
        name = dtype.name
        if name not in SIZES:
            if name in ("float128", "float96"):
                entry = self.array(value.astype("float64"), subclass, scalar)
                entry[1] = "longdouble"
                return entry
            if dtype.kind in "US":
                self.spend(value.size * dtype.itemsize)
                return self.node(value.tolist(), 1)
            return ["o", f"array of {name}"]
        self.spend(value.size * dtype.itemsize)
        if subclass:
            value = value.view(_ndarray)
        if dtype.byteorder == ">":
            value = value.astype(dtype.newbyteorder("<"))
        self.buffers.append(value.tobytes())
        return ["a", name, list(value.shape), SCALAR if scalar else 0, subclass]

    def tensor(self, value: Any, torch: Any) -> list[Any]:
        name = str(value.dtype).removeprefix("torch.")
        if name not in SIZES or value.layout is not torch.strided or value.is_meta:
            return ["o", f"tensor of {name}" if value.layout is torch.strided else "sparse tensor"]
        self.spend(value.numel() * SIZES[name])
        grad = bool(value.requires_grad)
        plain = value.detach().cpu().resolve_conj().resolve_neg().contiguous()
        if name == "bfloat16":
            plain = plain.view(torch.int16)
        self.buffers.append(plain.numpy().tobytes())
        return ["a", name, list(value.shape), TORCH | (GRAD if grad else 0), ""]

    def spend(self, size: int) -> None:
        self.left -= size
        if self.left < 0:
            raise WireError("too large")


def _type_name(kind: type) -> str:
    try:
        return str(kind.__name__)[:80]
    except Exception:
        return "object"


def encode(value: Any) -> bytes:
    """The bytes of a value tree; raises ``WireError`` when it is over the limits."""
    encoder = _Encoder()
    header = dump_json(encoder.node(value, 0)).encode("ascii")
    return b"".join((len(header).to_bytes(4, "little"), header, *encoder.buffers))
