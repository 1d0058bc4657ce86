"""Rows of the registry: activations, losses, initialisers, optimisers and clipping."""

from __future__ import annotations

from quizrnn.reference.row import Row

BASICS: tuple[Row, ...] = ()
