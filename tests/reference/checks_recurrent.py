"""How the rows of rows/recurrent.py are checked."""

from __future__ import annotations

from reference.check import Check

FILE = "test_recurrent.py"
LAYERS = "test_layers.py"
SMALL = "test_small_recurrent.py"
CELLS = ("rnn", "lstm", "gru")


def steps(cell: str) -> tuple[str, str]:
    return (f"{cell}_step", f"{cell}_step_backward")


def sequences(cell: str) -> tuple[str, str]:
    return (f"{cell}_forward", f"{cell}_backward")


RECURRENT: tuple[Check, ...] = (
    *(Check(cell, "gradient", 1e-6, f"{FILE}::test_step", steps(cell)) for cell in CELLS),
    *(Check(cell, "twin", 1e-8, f"{FILE}::test_step", steps(cell)) for cell in CELLS),
    *(Check(cell, "gradient", 1e-6, f"{FILE}::test_sequence", sequences(cell)) for cell in CELLS),
    *(Check(cell, "twin", 1e-8, f"{FILE}::test_sequence", sequences(cell)) for cell in CELLS),
    *(Check(cell, "library", 1e-8, f"{FILE}::test_library", sequences(cell)) for cell in CELLS),
    *(Check(cell, "loop", 1e-12, f"{FILE}::test_padding_does_not_count", sequences(cell)) for cell in CELLS),
    Check("rnn", "value", 1e-6, f"{FILE}::test_scalar_bptt_by_hand", sequences("rnn")),
    Check("lstm", "library", 1e-10, f"{FILE}::test_cells_of_the_library", ("lstm_step",)),
    Check("gru", "law", 1e-13, f"{FILE}::test_negating_z_changes_the_convention", ("convert_z",)),
    Check("truncated_bptt", "loop", 1e-8, f"{FILE}::test_truncated_bptt"),
    Check("truncated_bptt", "twin", 1e-8, f"{FILE}::test_truncated_bptt_twin", ("rnn_truncated_forward",)),
    Check("masks", "loop", 0, f"{FILE}::test_masks"),
    Check("masks", "twin", 0, f"{FILE}::test_masks"),
    Check("lstm_fast", "law", 1e-12, f"{FILE}::test_the_fast_lstm_equals_the_plain_one"),
    Check(
        "lstm_fast", "gradient", 1e-6, f"{FILE}::test_the_fast_lstm_by_differences_and_in_single_precision"
    ),
    Check("bidirectional", "gradient", 1e-6, f"{LAYERS}::test_bidirectional"),
    Check("bidirectional", "twin", 1e-8, f"{LAYERS}::test_bidirectional"),
    Check("bidirectional", "loop", 1e-12, f"{LAYERS}::test_bidirectional_is_two_runs_lined_up"),
    *(
        Check(row, by, tolerance, f"{LAYERS}::test_stacked_and_one_layer")
        for row in ("layer", "stacked")
        for by, tolerance in (("gradient", 1e-6), ("twin", 1e-8))
    ),
    *(
        Check(row, "library", 1e-8, f"{LAYERS}::test_library")
        for row in ("layer", "bidirectional", "stacked")
    ),
    *(
        Check(row, by, tolerance, f"{SMALL}::test_{row}")
        for row in ("adder", "tree", "cec")
        for by, tolerance in (("gradient", 1e-6), ("twin", 1e-8))
    ),
    Check("adder", "loop", 1e-12, f"{SMALL}::test_adder_derivative_as_printed_against_the_scripts_loop"),
    Check("tree", "loop", 1e-14, f"{SMALL}::test_tree_by_hand"),
    Check("cec", "value", 1e-9, f"{SMALL}::test_the_carousel_has_slope_one_over_any_distance"),
)
