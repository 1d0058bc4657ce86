from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from quizrnn.judge.client import LocalJudge


@pytest.fixture(scope="session")
def judge(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalJudge]:
    before = os.environ.get("QUIZRNN_CACHE")
    os.environ["QUIZRNN_CACHE"] = str(tmp_path_factory.mktemp("cache"))
    judge = LocalJudge()
    yield judge
    judge.close()
    if before is None:
        del os.environ["QUIZRNN_CACHE"]
    else:
        os.environ["QUIZRNN_CACHE"] = before
