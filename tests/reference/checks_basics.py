"""How the rows of rows/basics.py are checked."""

from __future__ import annotations

from reference.check import Check

ACTIVATIONS = "test_activations.py"
LOSSES = "test_losses.py"
OPTIMISERS = "test_optimisers.py"
SMOOTH = ("sigmoid", "tanh", "swish", "gelu", "softplus")
ELEMENTWISE = (*SMOOTH, "relu", "leaky_relu", "identity")

BASICS: tuple[Check, ...] = (
    *(Check(row, "gradient", 1e-6, f"{ACTIVATIONS}::test_derivatives") for row in (*ELEMENTWISE, "step")),
    *(Check(row, "twin", 1e-10, f"{ACTIVATIONS}::test_twin") for row in (*ELEMENTWISE, "step")),
    *(Check(row, "library", 1e-10, f"{ACTIVATIONS}::test_library") for row in ELEMENTWISE),
    *(Check(row, "value", 1e-12, f"{ACTIVATIONS}::test_high_precision_values") for row in SMOOTH),
    *(
        Check(row, "value", 0, f"{ACTIVATIONS}::test_value_at_each_kink_is_a_choice")
        for row in ("step", "relu", "leaky_relu")
    ),
    Check("softmax", "gradient", 1e-6, f"{ACTIVATIONS}::test_softmax", ("softmax", "softmax_backward")),
    Check("softmax", "gradient", 1e-6, f"{ACTIVATIONS}::test_softmax_jacobian", ("softmax_jacobian",)),
    Check("softmax", "twin", 1e-10, f"{ACTIVATIONS}::test_twin", ("softmax",)),
    Check("softmax", "library", 1e-14, f"{ACTIVATIONS}::test_library", ("softmax",)),
    Check("log_softmax", "gradient", 1e-6, f"{ACTIVATIONS}::test_softmax"),
    Check("log_softmax", "twin", 1e-10, f"{ACTIVATIONS}::test_twin", ("log_softmax",)),
    Check("log_softmax", "library", 1e-14, f"{ACTIVATIONS}::test_library", ("log_softmax",)),
    *(
        Check(row, by, tolerance, f"{LOSSES}::test_gradients_and_twin")
        for row in (
            "squared_error",
            "binary_cross_entropy",
            "cross_entropy",
            "gaussian_kl",
            "elbo",
            "negative_sampling",
        )
        for by, tolerance in (("gradient", 1e-6), ("twin", 1e-10))
    ),
    *(
        Check(row, "library", 1e-10, f"{LOSSES}::test_library")
        for row in ("squared_error", "binary_cross_entropy", "cross_entropy")
    ),
    Check("gaussian_kl", "library", 1e-10, f"{LOSSES}::test_kl_against_distributions"),
    Check("elbo", "library", 1e-10, f"{LOSSES}::test_kl_against_distributions"),
    Check("negative_sampling", "loop", 1e-12, f"{LOSSES}::test_negative_sampling_against_a_plain_loop"),
    Check("vq_losses", "gradient", 1e-6, f"{LOSSES}::test_vq_losses"),
    Check("vq_losses", "twin", 1e-10, f"{LOSSES}::test_vq_losses"),
    *(
        Check(row, by, 1e-10, f"{OPTIMISERS}::test_optimisers_twin_and_library")
        for row in ("sgd", "momentum", "adagrad", "adadelta", "rmsprop", "adam")
        for by in ("twin", "library")
    ),
    Check("momentum", "law", 1e-12, f"{OPTIMISERS}::test_both_momenta_agree_while_the_rate_is_constant"),
    Check("adam", "loop", 1e-14, f"{OPTIMISERS}::test_adam_against_a_plain_loop"),
    *(
        Check(row, by, 1e-10, f"{OPTIMISERS}::test_initialisers_twin_and_library")
        for row in ("normal_init", "xavier", "he", "orthogonal")
        for by in ("twin", "library")
    ),
    *(
        Check(row, "law", 0.03, f"{OPTIMISERS}::test_sample_variances")
        for row in ("normal_init", "xavier", "he")
    ),
    Check("normal_init", "value", 1e-9, f"{OPTIMISERS}::test_quantiles_of_the_truncated_normal"),
    Check("normal_init", "law", 0.01, f"{OPTIMISERS}::test_truncated_normal_is_distributed_as_torchs"),
    Check("orthogonal", "law", 1e-12, f"{OPTIMISERS}::test_orthogonal_keeps_lengths"),
    Check("clipping", "loop", 1e-12, f"{OPTIMISERS}::test_clipping"),
    Check("clipping", "twin", 1e-10, f"{OPTIMISERS}::test_clipping"),
    Check("clipping", "library", 1e-10, f"{OPTIMISERS}::test_clipping"),
)
