"""Value trees as bytes: what travels between judge and runner instead of pickles.

A tree is None, bool, int, float, complex, str, bytes, list, tuple, dict, ``Array`` (numpy or torch) or
``Opaque``
(something that cannot travel). Encoded: the length of a JSON header, the header, then the raw buffers in
the order in which the header mentions them. Encoding is lenient with honest oddities (strides, byte order,
subclasses) and computes every size before copying; decoding believes nothing.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from math import prod
from typing import Any

import numpy as np

MAX_BYTES = 16 << 20
"""Of one encoded tree."""
MAX_NODES = 200_000
MAX_DEPTH = 60
MAX_INT_BITS = 10_000
MAX_DIMS = 32
_TORCH, _SCALAR, _GRAD = 1, 2, 4

_SIZES = {
    "bool": 1, "int8": 1, "int16": 2, "int32": 4, "int64": 8, "uint8": 1, "uint16": 2, "uint32": 4,
    "uint64": 8, "float16": 2, "float32": 4, "float64": 8, "complex64": 8, "complex128": 16, "bfloat16": 2,
    "longdouble": 8,
}  # fmt: skip
"""Bytes per item of the dtypes that travel. ``longdouble`` travels rounded to float64."""


def _json_encoder() -> Callable[[Any], str]:
    """A JSON encoder that needs no builtins a learner could have replaced: the C one, called directly."""
    text = json.encoder.encode_basestring_ascii
    c_encoder: Any = getattr(json.encoder, "c_make_encoder", None)
    if c_encoder is None:
        return json.JSONEncoder(separators=(",", ":"), check_circular=False).encode
    make = c_encoder(None, None, text, None, ":", ",", False, False, True)
    return lambda value: "".join(make(value, 0))


dump_json = _json_encoder()
_decoder: Any = json.JSONDecoder()
_scan_json = _decoder.scan_once


def load_json(text: str) -> Any:
    """The JSON value that is all of ``text``; raises ValueError."""
    try:
        value, end = _scan_json(text, 0)
    except StopIteration:
        raise ValueError("no JSON") from None
    if end != len(text):
        raise ValueError("more than one JSON value")
    return value


_ndarray, _generic, _frombuffer, _asarray = np.ndarray, np.generic, np.frombuffer, np.asarray
_modules = sys.modules


class WireError(ValueError):
    """Bytes that are no value tree, or a tree over the limits."""


class Array:
    """An array by value: ``dtype`` name, ``shape``, ``data`` (C order, little-endian), and what it was.

    ``framework`` is "numpy" or "torch"; ``scalar`` marks a numpy scalar; ``subclass`` names a subclass of
    ndarray
    (``MaskedArray``, ``matrix``; "" for the real thing); ``grad`` says that a tensor requires a gradient.
    """

    __slots__ = ("data", "dtype", "framework", "grad", "scalar", "shape", "subclass")

    def __init__(
        self,
        dtype: str,
        shape: tuple[int, ...],
        data: bytes,
        framework: str = "numpy",
        *,
        scalar: bool = False,
        subclass: str = "",
        grad: bool = False,
    ) -> None:
        self.dtype, self.shape, self.data, self.framework = dtype, shape, data, framework
        self.scalar, self.subclass, self.grad = scalar, subclass, grad

    def numpy(self) -> np.ndarray[Any, Any]:
        """A read-only numpy array of these values; bfloat16 becomes float32, longdouble float64."""
        if self.dtype == "bfloat16":
            wide = _frombuffer(self.data, dtype="<u2").astype("<u4") << 16
            return wide.view("<f4").reshape(self.shape)
        name = "float64" if self.dtype == "longdouble" else self.dtype
        return _frombuffer(self.data, dtype=name).reshape(self.shape)

    def _key(self) -> tuple[Any, ...]:
        return tuple(getattr(self, name) for name in Array.__slots__)

    def __eq__(self, other: object) -> bool:
        return type(other) is Array and self._key() == other._key()

    def __hash__(self) -> int:
        return hash(self._key())

    def __repr__(self) -> str:
        return f"Array({self.framework} {self.dtype}{list(self.shape)})"


class Opaque:
    """Stands for a value that cannot travel; ``type`` is the name of its type, sometimes with a reason."""

    __slots__ = ("type",)

    def __init__(self, type: str) -> None:
        self.type = type

    def __eq__(self, other: object) -> bool:
        return type(other) is Opaque and self.type == other.type

    def __hash__(self) -> int:
        return hash(self.type)

    def __repr__(self) -> str:
        return f"Opaque({self.type!r})"


# -- encoding ---------------------------------------------------------------------------------------


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
            if not _is_key(key, 0):
                return ["o", f"dict with {type(key).__name__} keys"]
            out.append(self.node(key, depth + 1))
            out.append(self.node(item, depth + 1))
        return out

    def unusual(self, value: Any, kind: type, depth: int) -> list[Any] | Any:
        """Everything but the plain types: scalars, tensors, subclasses of plain types."""
        if kind is Array:
            self.spend(len(value.data))
            self.buffers.append(value.data)
            flags = (
                (_TORCH if value.framework == "torch" else 0) | _SCALAR * value.scalar | _GRAD * value.grad
            )
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
        name = dtype.name
        if name not in _SIZES:
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
        return ["a", name, list(value.shape), _SCALAR if scalar else 0, subclass]

    def tensor(self, value: Any, torch: Any) -> list[Any]:
        name = str(value.dtype).removeprefix("torch.")
        if name not in _SIZES or value.layout is not torch.strided or value.is_meta:
            return ["o", f"tensor of {name}" if value.layout is torch.strided else "sparse tensor"]
        self.spend(value.numel() * _SIZES[name])
        grad = bool(value.requires_grad)
        plain = value.detach().cpu().resolve_conj().resolve_neg().contiguous()
        if name == "bfloat16":
            plain = plain.view(torch.int16)
        self.buffers.append(plain.numpy().tobytes())
        return ["a", name, list(value.shape), _TORCH | (_GRAD if grad else 0), ""]

    def spend(self, size: int) -> None:
        self.left -= size
        if self.left < 0:
            raise WireError("too large")


def _is_key(key: Any, depth: int) -> bool:
    if type(key) is tuple:
        return depth < 4 and all(_is_key(item, depth + 1) for item in key)
    return key is None or isinstance(key, str | int | float | bytes)


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


# -- decoding ---------------------------------------------------------------------------------------


class _Decoder:
    """Walks a header and takes the buffers in order."""

    __slots__ = ("at", "data", "native", "nodes")

    def __init__(self, data: bytes, at: int, native: bool) -> None:
        self.data, self.at, self.native, self.nodes = data, at, native, 0

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
            if not _is_key(key, 0):
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
        size = _SIZES.get(dtype)
        if size is None or len(shape) > MAX_DIMS or not 0 <= flags < 8:
            raise WireError("an unknown dtype or too many axes")
        for length in shape:
            if type(length) is not int or not 0 <= length < 1 << 40:
                raise WireError("an impossible shape")
        data = self.take(size * prod(shape))
        framework = "torch" if flags & _TORCH else "numpy"
        scalar, grad = flags & _SCALAR != 0, flags & _GRAD != 0
        array = Array(dtype, tuple(shape), data, framework, scalar=scalar, subclass=subclass[:80], grad=grad)
        return _native(array) if self.native else array

    def take(self, size: Any) -> bytes:
        if type(size) is not int or not 0 <= size <= len(self.data) - self.at:
            raise WireError("fewer bytes than announced")
        start, self.at = self.at, self.at + size
        return self.data[start : self.at]


def _native(array: Array) -> Any:
    """The numpy array (writable) or torch tensor that learner code is given."""
    if array.framework == "torch":
        torch = _modules["torch"]
        dtype = getattr(torch, array.dtype)
        if not array.data:
            return torch.empty(array.shape, dtype=dtype)
        tensor = torch.frombuffer(bytearray(array.data), dtype=dtype).reshape(array.shape)
        return tensor.requires_grad_() if array.grad else tensor
    value = array.numpy()
    return value[()] if array.scalar else value.copy()


def decode(data: bytes, *, native: bool = False) -> Any:
    """The tree in ``data``; ``native`` turns ``Array`` into numpy arrays and tensors. Raises
    ``WireError``."""
    if not 4 < len(data) <= 5 * MAX_BYTES:
        raise WireError("no value tree")
    end = 4 + int.from_bytes(data[:4], "little")
    if end > len(data):
        raise WireError("a header longer than its frame")
    try:
        header = load_json(data[4:end].decode("ascii"))
    except (ValueError, RecursionError) as error:
        raise WireError("a header that is no JSON") from error
    decoder = _Decoder(data, end, native)
    value = decoder.node(header, 0)
    if decoder.at != len(data):
        raise WireError("more bytes than announced")
    return value
