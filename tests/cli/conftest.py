import pytest
from cli.six import Shell

from quizrnn.cli.phrases import begin


@pytest.fixture(autouse=True)
def nothing_typed_or_saved(tmp_path, monkeypatch):
    """What one test typed or a developer saved chooses no language in the next."""
    monkeypatch.setenv("QUIZRNN_HOME", str(tmp_path / "home"))
    begin([])


@pytest.fixture
def shell(tmp_path):
    return Shell(tmp_path)
