"""How the rows of rows/basics.py are checked."""

from __future__ import annotations

from reference.check import Check

FILE = "test_activations.py"
SMOOTH = ("sigmoid", "tanh", "swish", "gelu", "softplus")
ELEMENTWISE = (*SMOOTH, "relu", "leaky-relu", "identity")

BASICS: tuple[Check, ...] = (
    *(Check(row, "gradient", 1e-6, f"{FILE}::test_derivatives") for row in (*ELEMENTWISE, "step")),
    *(Check(row, "twin", 1e-10, f"{FILE}::test_twin") for row in (*ELEMENTWISE, "step")),
    *(Check(row, "library", 1e-10, f"{FILE}::test_library") for row in ELEMENTWISE),
    *(Check(row, "value", 1e-12, f"{FILE}::test_high_precision_values") for row in SMOOTH),
    *(
        Check(row, "value", 0, f"{FILE}::test_value_at_each_kink_is_a_choice")
        for row in ("step", "relu", "leaky-relu")
    ),
    Check("softmax", "gradient", 1e-6, f"{FILE}::test_softmax", ("softmax", "softmax_backward")),
    Check("softmax", "gradient", 1e-6, f"{FILE}::test_softmax_jacobian", ("softmax_jacobian",)),
    Check("softmax", "twin", 1e-10, f"{FILE}::test_twin", ("softmax",)),
    Check("softmax", "library", 1e-14, f"{FILE}::test_library", ("softmax",)),
    Check("log-softmax", "gradient", 1e-6, f"{FILE}::test_softmax"),
    Check("log-softmax", "twin", 1e-10, f"{FILE}::test_twin", ("log_softmax",)),
    Check("log-softmax", "library", 1e-14, f"{FILE}::test_library", ("log_softmax",)),
)
