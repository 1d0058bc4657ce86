"""Checks of arguments: each raises a ValueError that names the argument, what came and what was expected.

They work on NumPy arrays and on torch tensors alike, without importing torch.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
Gradients = dict[str, Any]
Cache = dict[str, Any]

_SIZE = re.compile(r"(\d*)([A-Za-z]*)")


def _is_floating(value: Any) -> bool:
    """Whether an array or a tensor holds real floating-point numbers."""
    dtype = value.dtype
    kind = getattr(dtype, "kind", None)  # torch's dtypes have none
    return bool(dtype.is_floating_point) if kind is None else kind == "f"


def _is_integer(value: Any) -> bool:
    """Whether an array or a tensor holds whole numbers (not truth values)."""
    dtype = value.dtype
    if hasattr(dtype, "is_floating_point"):
        return not dtype.is_floating_point and not dtype.is_complex and str(dtype) != "torch.bool"
    return bool(np.issubdtype(dtype, np.integer))


def _require_array(name: str, value: Any) -> None:
    if not (hasattr(value, "shape") and hasattr(value, "dtype")):
        raise ValueError(f"{name}: got {type(value).__name__}, expected an array")


def floats(name: str, value: Any) -> Array:
    """``value`` as a floating-point array: float arrays as they are, whole numbers and lists as float64."""
    try:
        array = np.asarray(value)
    except ValueError as error:
        raise ValueError(f"{name}: got rows of unequal length, expected an array of numbers") from error
    if np.issubdtype(array.dtype, np.floating):
        return array
    if np.issubdtype(array.dtype, np.integer) or array.dtype == np.bool_:
        return array.astype(np.float64)
    raise ValueError(f"{name}: got dtype {array.dtype}, expected real numbers")


def scalar(name: str, value: Any) -> None:
    """Refuse what is not one real number (an array without axes is one): the gradient of a loss."""
    shape = floats(name, value).shape
    if shape != ():
        raise ValueError(f"{name}: got shape {shape}, expected one number, as the loss is")


def floating(name: str, value: Any, ndim: int | None = None) -> None:
    """Refuse what is not a floating-point array (of ``ndim`` axes)."""
    _require_array(name, value)
    if not _is_floating(value):
        raise ValueError(
            f"{name}: got dtype {value.dtype}, expected floating point (integers would truncate)"
        )
    if ndim is not None and len(value.shape) != ndim:
        raise ValueError(f"{name}: got {len(value.shape)} axes {tuple(value.shape)}, expected {ndim}")


def sizes(letters: str, **arrays: tuple[Any, str]) -> tuple[int, ...]:
    """Check floating-point arrays against shapes in letters and return the sizes of ``letters``.

    >>> x, W = np.zeros((5, 3)), np.zeros((3, 8))
    >>> sizes("N D H", x=(x, "N D"), W=(W, "D 4H"))
    (5, 3, 2)
    >>> sizes("N D", x=(x, "N D"), W=(W, "N D"))
    Traceback (most recent call last):
    ValueError: W: got shape (3, 8), expected (N, D) with N = 5 (from x), D = 3 (from x)

    A shape that opens with ? belongs to an argument that may be left out: None is skipped. A number before a
    letter multiplies it; a number alone is a fixed size.
    """
    known: dict[str, tuple[int, str]] = {}  # letter → its size and the argument that says so
    for name, (value, letters_of) in arrays.items():
        shape = letters_of.removeprefix("?")
        if value is None and shape != letters_of:
            continue
        floating(name, value)
        if not _fits(value.shape, _tokens(shape), name, known):
            raise ValueError(
                f"{name}: got shape {tuple(value.shape)}, expected {_expected(shape, name, known)}"
            )
    return tuple(known[letter][0] for letter in letters.split())


@cache
def _tokens(shape: str) -> tuple[tuple[int, str], ...]:
    """ "N 4H 2" as pairs of a factor and a letter: (1, N), (4, H), (2, nothing)."""
    matches = [_SIZE.fullmatch(token) for token in shape.split()]
    return tuple((int(match[1] or 1), match[2]) for match in matches if match is not None)


def _fits(
    got: tuple[int, ...], tokens: tuple[tuple[int, str], ...], name: str, known: dict[str, tuple[int, str]]
) -> bool:
    """Whether a shape fits; letters met for the first time become known."""
    if len(got) != len(tokens):
        return False
    for size, (factor, letter) in zip(got, tokens, strict=True):
        if letter and letter not in known:
            known[letter] = (size // factor, name)
        if size != factor * (known[letter][0] if letter else 1):
            return False
    return True


def _expected(shape: str, name: str, known: dict[str, tuple[int, str]]) -> str:
    """The shape in letters, with what other arguments say of them."""
    letters = dict.fromkeys(letter for _, letter in _tokens(shape))
    told = [
        f"{x} = {known[x][0]} (from {known[x][1]})" for x in letters if x in known and known[x][1] != name
    ]
    tokens = shape.split()
    tuple_of = f"({', '.join(tokens)}{',' if len(tokens) == 1 else ''})"
    return f"{tuple_of} with {', '.join(told)}" if told else tuple_of


def same_shape(**arrays: Any) -> None:
    """Refuse arrays whose shapes differ from that of the first."""
    (first, reference), *others = arrays.items()
    for name, value in others:
        _require_array(name, value)
        if tuple(value.shape) != tuple(reference.shape):
            raise ValueError(
                f"{name}: got shape {tuple(value.shape)}, expected {tuple(reference.shape)} as {first} has"
            )


def upstream(dout: Any, *shapes: tuple[int, ...]) -> None:
    """Refuse a gradient that is not built like the output: one array, or a tuple where there are more.

    >>> upstream((np.zeros((2, 3)), np.zeros(3)), (2, 3), (2,))
    Traceback (most recent call last):
    ValueError: dout[1]: got shape (3,), expected (2,) as the output has
    """
    parts = (dout,) if len(shapes) == 1 else dout
    if not isinstance(parts, tuple | list) or len(parts) != len(shapes):
        raise ValueError(f"dout: got {type(dout).__name__}, expected a tuple of {len(shapes)} arrays")
    for index, (part, shape) in enumerate(zip(parts, shapes, strict=True)):
        name = "dout" if len(shapes) == 1 else f"dout[{index}]"
        floating(name, part)
        if tuple(part.shape) != tuple(shape):
            raise ValueError(
                f"{name}: got shape {tuple(part.shape)}, expected {tuple(shape)} as the output has"
            )


def ids(name: str, value: Any, ndim: int | None = None, below: int | None = None) -> None:
    """Refuse what is not an array of whole numbers, each at least 0 and less than ``below``."""
    _require_array(name, value)
    if not _is_integer(value):
        raise ValueError(f"{name}: got dtype {value.dtype}, expected whole numbers")
    if ndim is not None and len(value.shape) != ndim:
        raise ValueError(f"{name}: got {len(value.shape)} axes {tuple(value.shape)}, expected {ndim}")
    if below is not None and 0 not in tuple(value.shape):
        low, high = int(value.min()), int(value.max())
        if low < 0 or high >= below:
            raise ValueError(f"{name}: got values from {low} to {high}, expected 0 to {below - 1}")


def lengths(name: str, value: Any, N: int, T: int) -> None:
    """Refuse what is not N whole numbers from 0 to T: how many steps of each sequence count."""
    ids(name, value, ndim=1)
    if tuple(value.shape) != (N,):
        raise ValueError(f"{name}: got {value.shape[0]} lengths, expected N = {N}")
    if N and (int(value.min()) < 0 or int(value.max()) > T):
        raise ValueError(f"{name}: got {int(value.min())} to {int(value.max())}, expected 0 to T = {T}")


def named(name: str, value: Any, required: Collection[str], optional: Collection[str] = ()) -> None:
    """Refuse what is not a dict with all the ``required`` keys and none besides these and the ``optional``.

    >>> named("params", {"Wx": 1, "bo": 2}, ("Wx", "b"))
    Traceback (most recent call last):
    ValueError: params: got Wx, bo, expected Wx, b
    """
    others = [key for key in optional if key not in required]
    expected = ", ".join([*required, *(f"{key} (optional)" for key in others)])
    if not isinstance(value, Mapping):
        raise ValueError(f"{name}: got {type(value).__name__}, expected a dict of {expected}")
    if not set(required) <= set(value) <= {*required, *optional}:
        raise ValueError(f"{name}: got {', '.join(map(str, value)) or 'nothing'}, expected {expected}")


def flags(name: str, value: Any, shape: tuple[int, ...]) -> None:
    """Refuse what is not an array of truth values of that shape."""
    _require_array(name, value)
    if not str(value.dtype).endswith("bool"):
        raise ValueError(f"{name}: got dtype {value.dtype}, expected bool")
    if tuple(value.shape) != tuple(shape):
        raise ValueError(f"{name}: got shape {tuple(value.shape)}, expected {tuple(shape)}")


def perceptron(name: str, layers: Any) -> None:
    """Refuse what is not a list of pairs (W, b) that fit one after the other.

    >>> perceptron("layers", [(np.zeros((2, 3)), np.zeros(3)), (np.zeros((4, 1)), np.zeros(1))])
    Traceback (most recent call last):
    ValueError: layers[1].W: got shape (4, 1), expected (D, H) with D = 3 (from layers[0].b)
    """
    if not isinstance(layers, Sequence) or not layers:
        raise ValueError(f"{name}: got {layers!r}, expected a list of at least one pair (W, b)")
    before: dict[str, Any] = {}
    for number, layer in enumerate(layers):
        own = f"{name}[{number}]"
        parts(own, layer, ("W", "b"))
        sizes("D", **before, **{f"{own}.W": (layer[0], "D H"), f"{own}.b": (layer[1], "H")})
        before = {f"{own}.b": (layer[1], "D")}


def numbers(name: str, value: Any, form: str, ndim: int = 1) -> None:
    """Refuse what is not an array of real numbers, whole or not, of at least ``ndim`` axes."""
    _require_array(name, value)
    if not (_is_floating(value) or _is_integer(value) or str(value.dtype).endswith("bool")):
        raise ValueError(f"{name}: got dtype {value.dtype}, expected real numbers")
    if len(value.shape) < ndim:
        raise ValueError(f"{name}: got shape {tuple(value.shape)}, expected {form}")


def held(name: str, value: Any, array: Any) -> None:
    """Refuse a number that an array of whole numbers would truncate."""
    number(name, value)
    if not _is_floating(array) and value != int(value):
        raise ValueError(f"{name}: got {value}, expected a whole number, as the array is {array.dtype}")


def text(name: str, value: Any) -> None:
    """Refuse what is not a string."""
    if not isinstance(value, str):
        raise ValueError(f"{name}: got {type(value).__name__}, expected a string")


def parts(name: str, value: Any, expected: Collection[str]) -> None:
    """Refuse what is not a tuple (or a list) with one entry for each of the ``expected``."""
    if not isinstance(value, tuple | list):
        raise ValueError(f"{name}: got {type(value).__name__}, expected a tuple ({', '.join(expected)})")
    if len(value) != len(expected):
        raise ValueError(f"{name}: got {len(value)} entries, expected ({', '.join(expected)})")


def flag(name: str, value: Any) -> None:
    """Refuse what is neither True nor False."""
    if not isinstance(value, bool | np.bool_):
        raise ValueError(f"{name}: got {value!r}, expected True or False")


def choice(name: str, value: object, allowed: Collection[str]) -> None:
    """Refuse a name that is not one of ``allowed``."""
    if not isinstance(value, str) or value not in allowed:
        raise ValueError(f"{name}: got {value!r}, expected one of {', '.join(map(repr, allowed))}")


def number(
    name: str,
    value: Any,
    *,
    minimum: float | None = None,
    maximum: float | None = None,
    above: float | None = None,
    below: float | None = None,
) -> None:
    """Refuse what is not a real number within the limits (``minimum`` and ``maximum`` are included)."""
    if isinstance(value, bool) or not isinstance(value, int | float | np.integer | np.floating):
        raise ValueError(f"{name}: got {value!r}, expected a number")
    wanted = [
        (minimum is None or value >= minimum, f"at least {minimum}"),
        (maximum is None or value <= maximum, f"at most {maximum}"),
        (above is None or value > above, f"more than {above}"),
        (below is None or value < below, f"less than {below}"),
        (not np.isnan(value), "a number that is not NaN"),
    ]
    for holds, expected in wanted:
        if not holds:
            raise ValueError(f"{name}: got {value!r}, expected {expected}")


def whole(name: str, value: Any, *, minimum: int | None = None, maximum: int | None = None) -> None:
    """Refuse what is not a whole number within the limits, both included."""
    if isinstance(value, bool) or not isinstance(value, int | np.integer):
        raise ValueError(f"{name}: got {value!r}, expected a whole number")
    number(name, value, minimum=minimum, maximum=maximum)


def axis(name: str, value: Any, ndim: int) -> None:
    """Refuse an axis that an array of ``ndim`` axes does not have."""
    whole(name, value)
    if not -ndim <= value < ndim:
        raise ValueError(f"{name}: got {value}, expected an axis from {-ndim} to {ndim - 1}")
