"""Where real data is: the environment variable QUIZRNN_TEST_DATA names a folder; tests that need it skip without."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


def real_data(name: str) -> Path:
    """The folder or file of that name, or a skip that says what is missing."""
    base = os.environ.get("QUIZRNN_TEST_DATA")
    if not base:
        pytest.skip("QUIZRNN_TEST_DATA names no folder with real data")
    path = Path(base) / name
    if not path.exists():
        pytest.skip(f"no {name} in {base}")
    return path
