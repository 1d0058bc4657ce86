"""How the rows are checked: against central differences, against the twin, and against bad arguments.

``args`` is the dict of a function's arguments; trees of dicts, lists and tuples may stand for arrays.
"""

from __future__ import annotations

import importlib
import importlib.util
import inspect
import warnings
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import numpy as np
import pytest
from hypothesis import settings
from hypothesis import strategies as st

GRADIENT = 1e-6
"""Relative error allowed between a hand-written gradient and central differences."""
FORWARD = 1e-10
"""Relative error allowed between the NumPy and the torch output."""
NAMED = 1e-8
"""Relative error allowed between a hand-written gradient and autograd's."""

few = settings(max_examples=15, deadline=None)
size = st.integers(1, 4)
seed = st.integers(0, 2**32 - 1)


def leaves(tree: Any, path: str = "") -> dict[str, Any]:
    """Every array of a tree, by its path; None is left out."""
    if tree is None:
        return {}
    if isinstance(tree, Mapping):
        items: Iterable[tuple[Any, Any]] = tree.items()
    elif isinstance(tree, list | tuple):
        items = enumerate(tree)
    else:
        return {path: tree}
    return {k: v for key, value in items for k, v in leaves(value, f"{path}.{key}").items()}


def map_tree(function: Callable[[Any], Any], tree: Any) -> Any:
    """The same tree with ``function`` applied to each array; everything that is no array stays."""
    if isinstance(tree, Mapping):
        return {key: map_tree(function, value) for key, value in tree.items()}
    if isinstance(tree, list | tuple):
        values = [map_tree(function, value) for value in tree]
        return type(tree)(*values) if hasattr(tree, "_fields") else type(tree)(values)
    return function(tree) if hasattr(tree, "dtype") else tree


def relative_error(got: Any, expected: Any, floor: float = 1e-4) -> float:
    """Largest difference over the largest magnitude (``floor`` at least: absolute error below it)."""
    got, expected = np.asarray(got, dtype=np.float64), np.asarray(expected, dtype=np.float64)
    assert got.shape == expected.shape, f"shape {got.shape}, expected {expected.shape}"
    if got.size == 0:
        return 0.0
    assert np.array_equal(np.isnan(got), np.isnan(expected)), "NaN in one of the two only"
    same = (got == expected) | (np.isnan(got) & np.isnan(expected))  # infinities too
    if same.all():
        return 0.0
    scale = max(np.abs(got[~same]).max(), np.abs(expected[~same]).max(), floor)
    return float(np.abs(got[~same] - expected[~same]).max() / scale)


def assert_close(got: Any, expected: Any, tolerance: float, what: str = "value") -> None:
    """Compare two trees array by array."""
    left, right = leaves(got), leaves(expected)
    assert left.keys() == right.keys(), f"{what}: {sorted(left)} against {sorted(right)}"
    for path, value in left.items():
        error = relative_error(value, right[path])
        assert error <= tolerance, f"{what}{path}: relative error {error:.2e}, allowed {tolerance:.0e}"


_sturdy: set[str] = set()


def bad_values(value: Any) -> list[Any]:
    """What could be passed by mistake in place of ``value``; nothing for what may hold anything."""
    if hasattr(value, "detach"):
        arrays = [bad for bad in bad_values(value.detach().numpy()) if isinstance(bad, np.ndarray)]
        return [None, "bad", value.tolist(), *to_torch(arrays)]
    if isinstance(value, np.ndarray) and value.dtype != object:
        more_axes, complex_ = value[None], value.astype(complex)
        wider = [np.repeat(value, 2, -1)] if value.ndim else []
        return [None, "bad", value.tolist(), more_axes, complex_, value.astype(int), *wider]
    if isinstance(value, Mapping):
        return [None, "bad", {}, [], dict.fromkeys(value, "bad")]
    if isinstance(value, list | tuple):
        return [None, "bad", 3, ["bad"]]
    return [] if callable(value) or hasattr(value, "random") else [None, "bad", np.ones((2, 3))]


def assert_sturdy(
    function: Callable[..., Any], args: dict[str, Any], tried: Iterable[str] | None = None
) -> None:
    """Whatever is passed in place of one argument, nothing but a ValueError that says what was expected.

    None and a string in place of an array or a dict must be refused. Each function is tried once.
    """
    name = f"{function.__module__}.{function.__name__}"
    if name in _sturdy or not name.startswith("quizrnn.reference"):
        return
    parameters = inspect.signature(function).parameters
    for key in args if tried is None else tried:
        value = args[key]
        if parameters[key].annotation in ("Any", "Cache") and key != "dout":
            continue  # it may hold anything, or only what the forward function made
        if any(size == 0 for array in leaves(value).values() for size in np.shape(array)):
            continue
        for bad in bad_values(value):
            if bad is None and parameters[key].default is None:
                continue
            try:
                with warnings.catch_warnings(), np.errstate(all="ignore"):
                    warnings.simplefilter("ignore")
                    function(**{**args, key: bad})
            except ValueError as error:
                assert "expected" in str(error), f"{name}: {key} = {bad!r} gives {error}"
            except Exception as error:
                raise AssertionError(f"{name}: {key} = {bad!r} gives {error!r}") from error
            else:
                wrong = bad is None or (isinstance(bad, str) and not isinstance(value, str))
                assert not wrong, f"{name}: {key} = {bad!r} is taken"
    _sturdy.add(name)


def like(tree: Any, rng: np.random.Generator) -> Any:
    """A tree of standard normal draws, shaped like ``tree``: the upstream gradient of an output."""
    return map_tree(lambda a: rng.standard_normal(np.shape(a)), tree)


def _dot(left: Any, right: Any) -> float:
    right = leaves(right)
    return float(sum(np.sum(value * right[path]) for path, value in leaves(left).items()))


def numeric_gradient(f: Callable[[], float], array: np.ndarray, step: float = 1e-5) -> np.ndarray:
    """Central differences of ``f()`` by each entry of ``array``, which is moved in place and put back."""
    gradient = np.zeros_like(array)
    for index in np.ndindex(array.shape):
        kept = array[index]
        array[index] = kept + step
        above = f()
        array[index] = kept - step
        below = f()
        array[index] = kept
        gradient[index] = (above - below) / (2 * step)
    return gradient


def assert_gradients(
    forward: Callable[..., Any],
    backward: Callable[..., Any],
    args: dict[str, Any],
    wrt: Iterable[str],
    rng: np.random.Generator,
    tolerance: float = GRADIENT,
    step: float = 1e-5,
) -> None:
    """The gradients ``d<name>`` of every ``name`` in ``wrt`` agree with central differences."""
    args = map_tree(np.array, args)
    out, cache = forward(**args)
    assert_sturdy(forward, args)
    dout = like(out, rng)
    before = map_tree(np.array, args)
    gradients = backward(dout, cache)
    assert_sturdy(backward, {"dout": dout, "cache": cache}, ("dout",))
    assert_unchanged(args, before)
    assert_double(out)
    for name in wrt:
        got = leaves(gradients[f"d{name}"])
        assert_double(got)
        for path, array in leaves(args[name]).items():
            expected = numeric_gradient(lambda: _dot(forward(**args)[0], dout), array, step)
            error = relative_error(got[path], expected)
            assert error <= tolerance, f"d{name}{path}: relative error {error:.2e}, allowed {tolerance:.0e}"


def assert_double(tree: Any) -> None:
    """What is given float64 answers in float64."""
    kinds = {np.asarray(value).dtype.name for value in leaves(tree).values()}
    assert kinds <= {"float64"}, f"got {kinds}"


def assert_unchanged(now: Any, before: Any) -> None:
    """A pure function leaves its arguments as they were."""
    left, right = leaves(now), leaves(before)
    for path, value in left.items():
        if hasattr(value, "dtype"):
            assert np.array_equal(value, right[path], equal_nan=True), f"argument{path} was changed"


def twin(module: str) -> Any:
    """The torch module of that name; the test is skipped where torch is missing."""
    pytest.importorskip("torch")
    return importlib.import_module(f"quizrnn.reference.{module}")


def twin_of(function: Callable[..., Any]) -> Any:
    """The function's namesake in the torch module, or None where there is none or no torch."""
    if (
        importlib.util.find_spec("torch") is None
        or importlib.util.find_spec(f"{function.__module__}_torch") is None
    ):
        return None
    return getattr(importlib.import_module(f"{function.__module__}_torch"), function.__name__, None)


def to_torch(tree: Any) -> Any:
    """The same tree with every array as a tensor of its own memory."""
    torch = pytest.importorskip("torch")
    return map_tree(lambda a: torch.tensor(np.array(a)), tree)


def to_numpy(tree: Any) -> Any:
    """The same tree with every tensor as an array."""
    return map_tree(lambda a: a.detach().numpy() if hasattr(a, "detach") else a, tree)


def on_the_device(twin_forward: Callable[..., Any], tensors: dict[str, Any]) -> Any:
    """What the twin returns when all its tensors lie on a (pretended) CUDA device; that has to lie there too."""
    from demos.pretended_device import PretendedDevice

    with PretendedDevice() as device:
        out = twin_forward(**device.take(tensors))
    strays = [
        path for path, value in leaves(out).items() if hasattr(value, "detach") and not device.holds(value)
    ]
    assert not strays or not any(hasattr(value, "detach") for value in leaves(tensors).values()), (
        f"{twin_forward.__name__}: output{strays} is left on the CPU"
    )
    return out


def assert_twin(
    forward: Callable[..., Any],
    twin_forward: Callable[..., Any],
    args: dict[str, Any],
    wrt: Iterable[str] = (),
    backward: Callable[..., Any] | None = None,
    rng: np.random.Generator | None = None,
    *,
    cached: bool = True,
    forward_tolerance: float = FORWARD,
    named_tolerance: float = NAMED,
) -> None:
    """Output and named gradients agree with the twin and autograd.

    ``cached=False``: the NumPy function returns its output alone (no cache, no backward function).
    """
    torch = pytest.importorskip("torch")
    before = map_tree(np.array, args)
    result = forward(**args)
    assert_sturdy(forward, args)
    assert_unchanged(args, before)
    out, cache = result if cached else (result, None)
    tensors = to_torch(args)
    assert_sturdy(twin_forward, tensors)
    inputs = {f"{name}{path}": t for name in wrt for path, t in leaves(tensors[name]).items()}
    for tensor in inputs.values():
        tensor.requires_grad_()
    twin_out = on_the_device(twin_forward, tensors)
    assert_close(to_numpy(twin_out), out, forward_tolerance, "output")
    if backward is None:
        return
    dout = like(out, rng or np.random.default_rng(0))
    gradients = backward(dout, cache)
    assert_sturdy(backward, {"dout": dout, "cache": cache}, ("dout",))
    upstream = leaves(to_torch(dout))
    total = sum((value * upstream[path]).sum() for path, value in leaves(twin_out).items())
    expected = torch.autograd.grad(total, list(inputs.values()), allow_unused=True)
    for (key, tensor), grad in zip(inputs.items(), expected, strict=True):
        name, _, rest = key.partition(".")
        got = leaves(gradients[f"d{name}"])[f".{rest}" if rest else ""]
        zero = torch.zeros_like(tensor)
        assert_close(got, (zero if grad is None else grad).numpy(), named_tolerance, f"d{key}")


def assert_refused(
    function: Callable[..., Any], args: dict[str, Any], cases: Iterable[tuple[str, Any]]
) -> None:
    """Each case (argument, bad value) raises a ValueError that names the argument; the twin is as careful."""
    if (mirrored := twin_of(function)) is not None and not any(hasattr(v, "random") for v in args.values()):
        assert_sturdy(mirrored, to_torch(args))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        function(**args)
        assert_sturdy(function, args)
        for name, value in cases:
            with pytest.raises(ValueError, match=rf"\b{name}\b"):
                function(**{**args, name: value})
