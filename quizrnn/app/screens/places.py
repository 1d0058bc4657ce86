"""Which place for an answer a question gets, and how it changes its language."""

from __future__ import annotations
