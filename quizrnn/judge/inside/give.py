"""Bytes from the judge to what learner code is given: numpy arrays and tensors that own their memory.

The judge is believed here, unlike in ``decode``; this runs once for each input and must be quick.
"""

from __future__ import annotations

import sys
from typing import Any

import numpy as np

from .tree import GRAD, SCALAR, SIZES, TORCH, Opaque, load_json

_ndarray = np.ndarray
_modules = sys.modules
_DTYPES = {name: np.dtype(name) for name in SIZES if name not in ("bfloat16", "longdouble")}
_DTYPES["longdouble"] = np.dtype("float64")


class _Giver:
    """Walks a header and makes the values in order."""

    __slots__ = ("at", "data")

    def __init__(self, data: bytes, at: int) -> None:
        self.data, self.at = data, at

    def node(self, entry: Any) -> Any:
        if type(entry) is not list:
            return entry
        tag = entry[0]
        if tag == "a":
            if entry[3]:
                return self.rare_array(entry[1], entry[2], entry[3])
            array = _ndarray(entry[2], _DTYPES[entry[1]], self.data, self.at).copy()
            self.at += array.nbytes
            return array
        node = self.node
        if tag == "d":
            parts = [node(part) if type(part) is list else part for part in entry]
            return dict(zip(parts[1::2], parts[2::2], strict=True))
        if tag == "l":
            return [node(item) for item in entry[1:]]
        if tag == "t":
            return tuple([node(item) for item in entry[1:]])
        if tag == "b":
            start, self.at = self.at, self.at + entry[1]
            return self.data[start : self.at]
        if tag == "c":
            return complex(entry[1], entry[2])
        return Opaque(entry[1])

    def rare_array(self, name: str, shape: list[int], flags: int) -> Any:
        if flags & TORCH:
            return self.tensor(name, shape, flags)
        array = _ndarray(shape, _DTYPES[name], self.data, self.at)
        self.at += array.nbytes
        return array[()] if flags & SCALAR else array.copy()

    def tensor(self, name: str, shape: list[int], flags: int) -> Any:
        torch = _modules["torch"]
        dtype = getattr(torch, name)
        size = SIZES[name]
        for length in shape:
            size *= length
        start, self.at = self.at, self.at + size
        if not size:
            return torch.empty(shape, dtype=dtype)
        tensor = torch.frombuffer(bytearray(self.data[start : self.at]), dtype=dtype).reshape(shape)
        return tensor.requires_grad_() if flags & GRAD else tensor


def give(data: bytes) -> Any:
    """The values in an encoded tree of the judge's."""
    end = 4 + int.from_bytes(data[:4], "little")
    return _Giver(data, end).node(load_json(data[4:end].decode("ascii")))
