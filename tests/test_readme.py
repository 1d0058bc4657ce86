"""What the READMEs show is so: the example is proven, the commands are there, both say the same."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from quizrnn.cli import COMMANDS

ROOT = Path(__file__).parents[1]
READMES = ("README.md", "README.ja.md")
FILE = re.compile(r"^`((?:questions|solutions)/\S+)`:\n\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def example(name: str) -> dict[str, str]:
    return dict(FILE.findall(text(name)))


def test_both_show_the_same_question_of_twenty_lines() -> None:
    files = example("README.md")
    assert files == example("README.ja.md") and len(files) == 2
    assert sum(bool(line) for content in files.values() for line in content.split("\n")) == 20


def test_the_question_is_proven(tmp_path: Path) -> None:
    for name, content in example("README.md").items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "quizrnn", "bank", "check", "--bank", str(tmp_path)],
        capture_output=True,
        text=True,
        env={**os.environ, "XDG_CACHE_HOME": str(tmp_path / "cache")},
        check=False,
    )
    assert done.returncode == 0 and "1 of 1 questions proven" in done.stdout + done.stderr, done.stderr


@pytest.mark.parametrize("name", READMES)
def test_the_tour_has_ten_rows_of_commands_that_exist(name: str) -> None:
    rows = re.findall(r"^\| `quizrnn.*$", text(name), re.MULTILINE)
    assert len(rows) == 10
    for word in re.findall(r"`quizrnn ([a-z]+)", text(name)):
        assert word in COMMANDS, word


@pytest.mark.parametrize("name", READMES)
def test_links_and_pictures_lead_somewhere(name: str) -> None:
    for link in re.findall(r"\]\((?!https?:)([^)#]+)\)", text(name)):
        assert (ROOT / link).exists(), link


@pytest.mark.parametrize("name", [*READMES, "benchmarks/README.md", "questions/FORMAT.md", "docs/answer.md"])
def test_no_table_is_cut_by_a_paragraph(name: str) -> None:
    for rows in re.findall(r"(?:^\|.*\n)+", text(name), re.MULTILINE):
        assert re.match(r".*\n\|[-|]+\n\|", rows), f"no head: {rows}"


def test_both_have_the_same_chapters_tables_and_examples() -> None:
    shapes = [
        [
            "code" if line.startswith("    ") else line[:2].strip()
            for line in re.sub(
                r"^```.*?^```$", "    ", text(name), flags=re.MULTILINE | re.DOTALL
            ).splitlines()
            if line.startswith(("## ", "| ", "    ", "!["))
        ]
        for name in READMES
    ]
    assert shapes[0] == shapes[1]
