# ruff: noqa: E501 (tables of cases, one a line)
"""Skeletons pass the checks as they are, are added where they belong, and never overwrite."""

from __future__ import annotations

import ast
import json
import subprocess
import sys

import pytest
from bank.small import CHOICE, write_bank
from click.testing import CliRunner

from quizrnn.bank import Bank, scaffold, solution
from quizrnn.cli.bank import command
from quizrnn.errors import QuizrnnError


@pytest.fixture(autouse=True)
def own_cache(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))


@pytest.mark.parametrize("kind", scaffold.KINDS)
def test_every_skeleton_passes_as_it_is(kind, tmp_path):
    name, files = scaffold.add(tmp_path, "gru", kind)
    bank = Bank.open(tmp_path, tmp_path / "cache")
    assert bank.problems == ()
    question = bank.get(name)
    assert all(file.exists() for file in files)
    if question.kind == "code":
        programs = solution.variants(question)
        for program in (programs.key, programs.starter, *programs.wrong):
            ast.parse(program)
        assert programs.starter != programs.key
        assert len({programs.key, *programs.wrong}) == 4


def test_skeletons_are_added_to_the_topics_file(tmp_path):
    root = write_bank(tmp_path, {"recurrent.yaml": CHOICE})
    for kind in ("choice", "blank", "blank"):
        scaffold.add(root, "gru", kind)
    bank = Bank.open(root, tmp_path / "cache")
    assert bank.problems == ()
    assert [row.id for row in bank.rows()] == ["gru.gate", "gru.new-choice", "gru.new-type", "gru.new-type-2"]
    assert (root / "questions/recurrent.yaml").read_text(encoding="utf-8").startswith(CHOICE.rstrip())


def test_a_faulty_file_is_left_as_it_is(tmp_path):
    root = write_bank(tmp_path, {"gru.yaml": CHOICE + "  - id: {\n"})
    before = (root / "questions/gru.yaml").read_text(encoding="utf-8")
    with pytest.raises(QuizrnnError, match="Nothing was written"):
        scaffold.add(root, "gru", "type")
    assert (root / "questions/gru.yaml").read_text(encoding="utf-8") == before
    assert not (root / "solutions/gru/new_type.py").exists()


@pytest.mark.parametrize(("topic", "kind", "slug", "words"), [("gru", "chocie", "", "choice"), ("GRU x", "choice", "", "topic"), ("gru", "choice", "a/b", "name")])  # fmt: skip
def test_slips_are_told(topic, kind, slug, words, tmp_path):
    with pytest.raises(QuizrnnError, match=words):
        scaffold.add(tmp_path, topic, kind, slug)


def run(*arguments):
    return CliRunner().invoke(command, [str(argument) for argument in arguments])


def test_new_list_and_schema_on_the_command_line(tmp_path):
    bank = tmp_path / "bank"
    assert run("new", "gru", "blank", "--bank", bank).stdout == "gru.new-type\n"
    assert run("new", "gru", "number", "--name", "count", "--bank", bank).stdout == "gru.count\n"
    listed = run("list", "--bank", bank, "--json")
    rows = json.loads(listed.stdout)
    assert [row["id"] for row in rows] == ["gru.new-type", "gru.count"]
    assert {"id", "kind", "mode", "topic", "level", "tags", "languages", "needs"} <= set(rows[0])
    assert rows[0]["languages"] == ["en", "ja"]
    table = run("list", "--kind", "number", "--bank", bank)
    assert table.stdout.split() == ["gru.count", "number", "2", "A", "number"]
    assert "definitions" in json.loads(run("schema").stdout)


def test_without_a_name_it_is_written_to_the_bank_here_and_to_no_other(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    refused = run("new", "gru", "choice")
    assert refused.exit_code and "--bank FOLDER" in str(refused.exception)
    assert not list(tmp_path.iterdir())
    (tmp_path / "questions").mkdir()
    made = run("new", "gru", "choice")
    assert made.stdout == "gru.new-choice\n" and "bank check gru.new-choice --bank ." in made.stderr
    assert (tmp_path / "questions/gru.yaml").exists()


def test_list_tells_slips_and_what_is_left_out(tmp_path):
    root = write_bank(
        tmp_path, {"a.yaml": CHOICE, "b.yaml": CHOICE.replace("level: 1", "level: 9").replace("gate", "x")}
    )
    listed = run("list", "--bank", root)
    assert listed.exit_code == 0
    assert "1 question left out" in listed.stderr
    assert "Did you mean 'choice'" in str(run("list", "--kind", "choise", "--bank", root).exception)
    assert "no topic 'gr'" in str(run("list", "--topic", "gr", "--bank", root).exception)


def test_listing_imports_neither_numpy_nor_yaml(tmp_path):
    root = write_bank(tmp_path, {"a.yaml": CHOICE})
    code = (
        "import sys; from quizrnn.cli.bank import command\n"
        "import quizrnn.bank; from quizrnn.cli import main\n"
        "print([m for m in ('numpy', 'torch', 'hypothesis', 'yaml', 'textual') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
