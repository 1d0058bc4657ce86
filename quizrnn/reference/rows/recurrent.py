"""Rows of the registry: recurrent networks, from the simple RNN to stacked and bidirectional ones."""

from __future__ import annotations

from quizrnn.reference.row import Row

RECURRENT: tuple[Row, ...] = (
    Row(
        "masks",
        "Sequences of unequal length",
        ("mask from lengths", "reversal that keeps the padding"),
        "masks",
        "masks_torch",
        ("length_mask", "reverse_padded"),
        "common practice",
    ),
    Row(
        "rnn",
        "Simple RNN",
        ("step", "sequence with full BPTT", "any activation", "lengths"),
        "rnn",
        "rnn_torch",
        ("rnn_step", "rnn_step_backward", "rnn_forward", "rnn_backward"),
        "Elman 1990; Werbos 1990",
    ),
    Row(
        "truncated-bptt",
        "Truncated BPTT",
        ("chunks", "window"),
        "rnn",
        "",
        ("rnn_truncated_backward",),
        "Williams & Peng 1990",
    ),
    Row(
        "lstm",
        "LSTM",
        ("step", "sequence", "peepholes", "forget bias", "lengths"),
        "lstm",
        "lstm_torch",
        ("lstm_step", "lstm_step_backward", "lstm_forward", "lstm_backward"),
        "Hochreiter & Schmidhuber 1997; Gers & Schmidhuber 2000",
    ),
    Row(
        "gru",
        "GRU",
        ("step", "sequence", "z weighs candidate or old state", "reset before or after", "lengths"),
        "gru",
        "gru_torch",
        ("gru_step", "gru_step_backward", "gru_forward", "gru_backward", "convert_z"),
        "Cho et al. 2014; Chung et al. 2014",
    ),
    Row(
        "lstm-fast",
        "LSTM layer, written for speed",
        ("sequence",),
        "lstm_fast",
        "",
        ("lstm_forward_fast", "lstm_backward_fast"),
        "Hochreiter & Schmidhuber 1997",
    ),
)
