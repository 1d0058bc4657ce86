"""``quizrnn reference``: the list, one row's code, JSON, names that do not exist; and no heavy import."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys

import pytest
from click.testing import CliRunner
from rich.cells import cell_len

from quizrnn.app.reference_page import Code, page, plain_text
from quizrnn.cli import cli
from quizrnn.cli.reference import command, print_code
from quizrnn.errors import QuizrnnError
from quizrnn.i18n.reference import TITLES_JA
from quizrnn.reference import ROWS, find
from quizrnn.reference.sources import code


def run(*arguments: str):
    return CliRunner().invoke(cli, ["reference", *arguments])


def test_the_list_names_every_row_with_its_files_and_source() -> None:
    done = run()
    assert done.exit_code == 0
    for row in ROWS:
        assert f"\n{row.name} " in f"\n{done.stdout}"
        assert row.source in done.stdout
        assert f"{row.numpy}.py" in done.stdout


def test_json_of_the_list_and_of_a_row() -> None:
    listed = json.loads(run("--json").stdout)
    assert [row["name"] for row in listed["rows"]] == [row.name for row in ROWS]
    assert {"name", "title", "forms", "numpy", "torch", "source"} <= listed["rows"][0].keys()
    (row,) = json.loads(run("lstm", "--json").stdout)["rows"]
    assert "def lstm_backward" in row["code"]["numpy"] and "torch.sigmoid" in row["code"]["torch"]
    (row,) = json.loads(run("lstm_fast", "--json").stdout)["rows"]
    assert row["code"]["torch"] is None


def test_the_page_goes_to_stdout_prose_first() -> None:
    done = run("gru")
    assert done.stdout.startswith("GRU\n\nThe gated recurrent unit")
    assert done.stdout.index("Cho et al. 2014") < done.stdout.index("def gru_step")
    assert "--torch" in done.stderr
    assert "torch.sigmoid" in run("gru", "--torch").stdout
    assert "no PyTorch twin" in run("lstm_fast", "--torch").stderr
    japanese = run("gru", "--lang", "ja").stdout
    assert "更新ゲート" in japanese and "The gated recurrent unit" not in japanese


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("columns", [60, 80, 120])
def test_no_row_is_wider_than_the_terminal(columns: int, lang: str, monkeypatch) -> None:
    monkeypatch.setattr("quizrnn.cli.common.page_width", lambda: columns)
    for name in ([], ["lstm"], ["tanh"], ["attention"], ["conv"]):
        for line in run(*name, "--lang", lang).stdout.split("\n"):
            assert cell_len(line) <= columns, line


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_every_row_shows_its_functions(row) -> None:
    text = code(row)
    ast.parse(text)
    defined = {
        node.name for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef | ast.ClassDef)
    }
    assert set(row.functions) <= defined
    assert bool(code(row, torch=True)) == bool(row.torch)


def test_a_family_or_a_function_is_found_too() -> None:
    assert {row.name for row in find("layers")} >= {"bidirectional", "stacked"}
    assert find("d_sigmoid_from_output")[0].name == "sigmoid"
    assert find("leaky-relu") == find("leaky_relu") != ()
    assert find("birnn") == find("bidirectional") and find("search")[0].name == "decoding"
    assert find("nothing") == ()


def test_an_unknown_name_gets_the_nearest() -> None:
    with pytest.raises(QuizrnnError, match="lstm"):
        command.main(["lstn"], standalone_mode=False)
    with pytest.raises(QuizrnnError, match="beam_search"):
        command.main(["beam-serch"], standalone_mode=False)
    with pytest.raises(QuizrnnError, match="quizrnn reference"):
        command.main(["zzzzzz"], standalone_mode=False)


def test_every_row_has_a_japanese_title() -> None:
    assert {row.name for row in ROWS} <= TITLES_JA.keys()
    assert "双方向" in run("--lang", "ja").stdout


def test_colour_only_on_a_terminal(monkeypatch, capsys) -> None:
    code = next(block for block in page("lstm", "en") if isinstance(block, Code))
    bare = plain_text((code,), 60) + "\n"
    print_code(code, 60)
    assert capsys.readouterr().out == bare
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    print_code(code, 60)
    coloured = capsys.readouterr().out
    assert "\x1b[" in coloured and re.sub(r"\x1b\[[\d;]*m", "", coloured) == bare
    monkeypatch.setenv("NO_COLOR", "1")
    print_code(code, 60)
    assert capsys.readouterr().out == bare


def test_it_imports_neither_numpy_nor_torch() -> None:
    program = (
        "import sys; from quizrnn.cli import main\n"
        "try:\n    main(['reference', 'lstm'])\nexcept SystemExit as end: assert not end.code\n"
        "assert not {'numpy', 'torch', 'textual', 'rich.console'} & set(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
