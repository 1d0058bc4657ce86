"""Rows of the registry: feed-forward networks, image networks, image operations and preprocessing."""

from __future__ import annotations

from quizrnn.reference.row import Row

IMAGES: tuple[Row, ...] = ()
