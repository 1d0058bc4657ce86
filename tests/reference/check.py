"""One line of the table of checks."""

from __future__ import annotations

from typing import NamedTuple


class Check(NamedTuple):
    """That the functions of a row are checked, by what, how closely, and in which test.

    ``by`` is one of ``BY``; ``test`` is ``file.py::test_name`` in this folder; ``functions`` empty means all
    of the row. ``tolerance`` is a relative error, or 0 for exact.
    """

    row: str
    by: str
    tolerance: float
    test: str
    functions: tuple[str, ...] = ()


BY = {
    "gradient": "central differences",
    "twin": "the PyTorch twin and autograd",
    "library": "torch.nn, torch.nn.functional, torch.optim or torch.distributions",
    "loop": "an independent plain loop",
    "value": "high-precision or hand-computed values",
    "law": "a law that must hold for every input",
}
