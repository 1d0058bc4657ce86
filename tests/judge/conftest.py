from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from quizrnn.judge.client import LocalJudge


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A cache folder of the tests' own."""
    before = os.environ.get("QUIZRNN_CACHE")
    os.environ["QUIZRNN_CACHE"] = str(tmp_path_factory.mktemp("cache"))
    yield
    if before is None:
        del os.environ["QUIZRNN_CACHE"]
    else:
        os.environ["QUIZRNN_CACHE"] = before


@pytest.fixture(scope="session")
def judge(cache: None) -> Iterator[LocalJudge]:
    judge = LocalJudge()
    yield judge
    judge.close()
