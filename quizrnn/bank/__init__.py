"""Questions: YAML and solution files in, frozen values out. ``Bank`` is the door."""

from __future__ import annotations

from quizrnn.bank.index import Bank

__all__ = ["Bank"]
