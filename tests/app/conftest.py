import pytest
from app.trainings import Scripted

from quizrnn.app.screens import watching


@pytest.fixture
def scripted(monkeypatch: pytest.MonkeyPatch) -> None:
    """No process trains: the test says what comes."""
    monkeypatch.setattr(watching, "Training", Scripted)
