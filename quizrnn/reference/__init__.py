"""Reference models: NumPy with hand-written gradients, and a PyTorch twin beside each.

``ROWS`` lists what there is. A family is imported by its name: ``from quizrnn.reference import lstm``; its
twin is ``lstm_torch``. Importing this package imports neither NumPy nor torch.

Conventions. N batch, T time steps, D input features, H hidden units, V vocabulary, K classes, C channels; the
batch comes first. A forward function returns ``(out, cache)``; its backward function takes ``(dout, cache)``,
where ``dout`` is built like ``out``, and returns a dict of gradients named after the arguments (``dx``,
``dWx``, ``db``). Both are pure. The twin has the same name and arguments and returns ``out`` alone.
"""

from __future__ import annotations

from quizrnn.reference.row import Row
from quizrnn.reference.rows import ROWS

__all__ = ["ROWS", "Row", "find"]


def find(name: str) -> tuple[Row, ...]:
    """The row called ``name`` (or also called so), otherwise those of the module or function of that name."""
    name = name.replace("-", "_")
    for found in (
        [row for row in ROWS if row.name == name],
        [row for row in ROWS if name in row.also],
        [row for row in ROWS if name in (row.numpy, row.torch)],
        [row for row in ROWS if name in row.functions],
    ):
        if found:
            return tuple(found)
    return ()
