import pytest
from cli.six import Shell

from quizrnn.cli import main
from quizrnn.cli.phrases import begin


@pytest.fixture(autouse=True)
def nothing_typed_or_saved(tmp_path, monkeypatch):
    """What one test typed or a developer saved chooses no language in the next."""
    monkeypatch.setenv("QUIZRNN_HOME", str(tmp_path / "home"))
    begin([])


@pytest.fixture
def home(tmp_path):
    """The folder of the program's own files."""
    return tmp_path / "home"


@pytest.fixture
def shell(tmp_path):
    return Shell(tmp_path)


@pytest.fixture
def call(capsys):
    """``quizrnn`` in this process: its status, what it wrote to stdout and to stderr."""

    def called(*arguments):
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        out, err = capsys.readouterr()
        return int(ended.value.code or 0), out, err

    return called


@pytest.fixture
def demo(call, monkeypatch):
    """``quizrnn demo`` on a screen of 80 columns, likewise."""
    monkeypatch.setenv("COLUMNS", "80")
    return lambda *arguments: call("demo", *arguments)
