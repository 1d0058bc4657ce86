"""Rows of the registry: sequence to sequence, attention, embeddings and generative models."""

from __future__ import annotations

from quizrnn.reference.row import Row

SEQUENCE: tuple[Row, ...] = ()
