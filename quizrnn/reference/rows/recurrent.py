"""Rows of the registry: recurrent networks, from the simple RNN to stacked and bidirectional ones."""

from __future__ import annotations

from quizrnn.reference.row import Row

RECURRENT: tuple[Row, ...] = ()
