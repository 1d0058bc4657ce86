"""A CUDA device that is not there: torch computes on the CPU, but remembers which tensors would lie on the device.

    with PretendedDevice() as gpu:
        x = torch.ones(3).to("cuda")   # x.device is cuda:0
        x + torch.ones(3)              # RuntimeError, as on a machine that has one
        gpu.work["add", "cpu"]         # how often a function ran where

A tensor lies where its storage lies, so that views, ``detach`` and ``.data`` follow. Each call that Python makes of
torch passes here. Refused as torch does: tensors of two places in one call (a CPU tensor without axes excepted, but
not inside a list), ``numpy()`` of what lies on the device, a CPU tensor indexed by such, a CPU generator that should
draw there. What happens inside one call, backward included, is torch's own and taken to be right.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

import torch
from torch import Tensor
from torch.multiprocessing.reductions import StorageWeakRef
from torch.overrides import TorchFunctionMode

CUDA, CPU = torch.device("cuda", 0), torch.device("cpu")
COPIES = {"copy_", "_has_compatible_shallow_copy_type", "__set__"}
"""Functions that may take tensors of two places: they carry values from one to the other."""
COUNTS = {"_pack_padded_sequence", "lstm", "gru", "rnn_tanh", "rnn_relu"}
"""Functions whose second argument, where it is whole numbers, has to be on the CPU: lengths or batch sizes."""


class PretendedDevice(TorchFunctionMode):
    """While it is entered there is a device "cuda"; ``work`` counts the calls by (function, "cpu" or "cuda")."""

    def __init__(self) -> None:
        super().__init__()
        self.storages: set[StorageWeakRef] = set()
        self.work: Counter[tuple[str, str]] = Counter()

    def holds(self, value: Any) -> bool:
        """Whether it is a tensor that lies on the device."""
        return isinstance(value, Tensor) and _storage(value) in self.storages

    def take(self, tree: Any) -> Any:
        """Put every tensor of the tree on the device."""
        self.storages.update(_storage(value) for value, _ in _tensors([tree]))
        return tree

    def __torch_function__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        """Call ``func`` where its arguments lie."""
        name, kwargs = func.__name__, dict(kwargs or {})
        if name == "__get__":
            return self._property(func, args[0])
        if name in ("to", "cpu", "cuda"):
            return self._moved(func, name, args, kwargs)
        asked = _place(kwargs.get("device"))
        if asked:
            kwargs["device"] = CPU
        found = list(_tensors((*args, *kwargs.values())))
        there = any(self.holds(value) for value, _ in found)
        target = asked or (CUDA if there else CPU)
        if there and name not in COPIES:
            self._check(name, args, found)
        if target == CUDA and kwargs.get("generator") is not None:
            raise RuntimeError(f"{name}: expected a generator of cuda:0, but got one of cpu")
        self.work[name, target.type] += 1
        out = func(*args, **kwargs)
        if target == CUDA and name not in COPIES:
            self.take(out[0] if name == "_pack_padded_sequence" else out)  # its batch sizes stay on the CPU
        return out

    def _property(self, func: Any, tensor: Any) -> Any:
        here = self.holds(tensor)
        name = getattr(func.__self__, "__name__", "")
        if name in ("device", "is_cuda"):
            return {"device": CUDA if here else CPU, "is_cuda": here}[name]
        value = func(tensor)
        return self.take(value) if here else value  # a gradient lies where its tensor does

    def _moved(self, func: Any, name: str, args: Any, kwargs: dict[str, Any]) -> Any:
        """``to``, ``cpu`` and ``cuda``: torch sees the CPU in place of the device, and what moves is a copy."""
        source, *rest = args
        before = self.place(source)
        asked = [self.place(value) for value in (*rest, kwargs.get("device"))]
        target = {"cpu": CPU, "cuda": CUDA}.get(name) or next((place for place in asked if place), before)
        if name == "to":
            rest = [CPU if _place(value) else value for value in rest]
            out = func(source, *rest, **kwargs | ({"device": CPU} if "device" in kwargs else {}))
        else:
            out = source
        if target != before and out is source:
            out = source.clone()
        return self.take(out) if target == CUDA else out

    def place(self, value: Any) -> torch.device | None:
        """Where a tensor lies, or what a device or its name stands for."""
        if isinstance(value, Tensor):
            return CUDA if self.holds(value) else CPU
        return _place(value)

    def _check(self, name: str, args: Any, found: list[tuple[Tensor, bool]]) -> None:
        """Refuse what torch refuses where at least one tensor lies on the device."""
        if name in ("numpy", "__array__"):
            raise TypeError("can't convert cuda:0 device type tensor to numpy. Use Tensor.cpu() first")
        if name in COUNTS and isinstance(args[1], Tensor) and not args[1].is_floating_point():
            if self.holds(args[1]):
                raise RuntimeError(f"{name}: lengths and batch sizes should always be on CPU")
            found = [pair for pair in found if pair[0] is not args[1]]
        if name in ("__getitem__", "__setitem__") and self.holds(args[0]):
            found = list(_tensors(args[2:]))  # indices may be on the CPU
        for value, listed in found:
            if not self.holds(value) and (value.ndim or listed):
                shape = tuple(value.shape)
                raise RuntimeError(f"{name}: expected all tensors on cuda:0, but one of {shape} is on cpu")


def _storage(tensor: Tensor) -> StorageWeakRef:
    """What a tensor stores its numbers in; ``torch.func`` wraps the tensor that has it."""
    while torch._C._functorch.is_functorch_wrapped_tensor(tensor):
        tensor = torch._C._functorch.get_unwrapped(tensor)
    return StorageWeakRef(tensor.untyped_storage())


def _place(value: Any) -> torch.device | None:
    """What a device or its name stands for."""
    if not isinstance(value, str | torch.device):
        return None
    return CUDA if torch.device(value).type == "cuda" else CPU


def _tensors(values: Iterable[Any], listed: bool = False) -> Iterator[tuple[Tensor, bool]]:
    """Every tensor among arguments, and whether it stands in a list or dict of theirs."""
    for value in values:
        if isinstance(value, Tensor):
            yield value, listed
        elif isinstance(value, list | tuple | dict):
            yield from _tensors(value.values() if isinstance(value, dict) else value, True)
