"""The page of a reference model: prose first, code without what is no lesson, no row wider than the page."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from app.studio import Studio, drive
from rich.cells import cell_len

from quizrnn.app.reference_page import Code, Prose, Title, code_text, has_twin, page, plain_lines, plain_text
from quizrnn.app.screens.reference import ReferenceScreen, part_lines
from quizrnn.reference import ROWS

NAMES = (*(row.name for row in ROWS), *dict.fromkeys(row.numpy for row in ROWS))
WIDTHS = (80 - 4, 60 - 4, 120 - 4)
"""Of the pages at 80x24, 60x20 and 120x40: the screen has a margin."""


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_no_row_is_wider_than_the_page(name: str, lang: str) -> None:
    for torch in (False, True):
        for block in page(name, lang, torch=torch):
            for width in WIDTHS:
                lines = plain_lines(block, width)
                assert max(map(cell_len, lines)) <= width, max(lines, key=cell_len)


@pytest.mark.parametrize("name", ["lstm", "attention", "swish", "conv"])
def test_app_and_command_line_show_the_same_rows(name: str) -> None:
    for block in page(name, "ja"):
        if not isinstance(block, Prose):  # the app marks what is code in it by colour
            assert [line.plain for line in part_lines(block, 76)] == plain_lines(block, 76)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_prose_comes_first_and_the_code_is_whole(row) -> None:
    for torch in (False, True) if row.torch else (False,):
        title, lead, *rest = page(row.name, "en", torch=torch)
        assert isinstance(title, Title) and isinstance(lead, Prose)
        assert any(isinstance(block, Prose) and "Source" in block.text for block in (lead, *rest))
        (code,) = (block for block in rest if isinstance(block, Code))
        tree = ast.parse(code_text(code.excerpt, 10**6))
        assert not [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
        defined = {node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)}
        assert defined & set(row.functions)


def test_checks_are_left_out_and_what_they_computed_stays() -> None:
    text = plain_text(page("lstm", "en"), 0)
    assert "sizes(" not in text and "upstream(" not in text and "raise ValueError" not in text
    assert "N, T, H = x.shape[0], x.shape[1], h0.shape[1]" in text
    assert "floats(" not in plain_text(page("relu", "en"), 0)


def test_the_central_function_stands_first_and_speaks_once() -> None:
    text = plain_text(page("dot_attention", "en"), 0)
    assert text.index("def dot_attention(") < text.index("def causal_mask(")
    assert text.count("Mix the values by how well each key answers") == 1
    one = plain_text(page("d_tanh_from_output", "en"), 0)
    assert one.index("def d_tanh_from_output(") < one.index("def tanh(")


def test_a_row_shows_its_own_formulas_and_a_module_all() -> None:
    assert "GELU" not in plain_text(page("swish", "ja"), 0).split("Source")[0].split("出典")[0]
    assert "Swish     y = x σ(βx)" in plain_text(page("activations", "ja"), 0)


def test_japanese_speaks_no_english_docstring() -> None:
    text = plain_text(page("lstm", "ja"), 76)
    assert "忘却ゲート" in text and "One step" not in text and "one part from" not in text
    assert "One step" not in plain_text(page("lstm", "ja", torch=True), 76)


def test_a_twin_where_there_is_one() -> None:
    assert has_twin("lstm") and not has_twin("lstm_fast") and not has_twin("no such thing")
    assert "torch.sigmoid" in plain_text(page("lstm", "ja", torch=True), 0)
    assert page("../errors", "ja") == page("lstm_fast", "en", torch=True) == ()


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (120, 40)])
def test_the_page_follows_the_language_and_opens_at_its_prose(tmp_path: Path, size: tuple[int, int]) -> None:
    async def act(studio: Studio) -> None:
        await studio.app.push_screen(ReferenceScreen("lstm"))
        await studio.settle()
        assert "input gate" in studio.text() and "入力ゲート" not in studio.text()
        await studio.press("l")
        assert "入力ゲート" in studio.text() and "input gate" not in studio.text()
        await studio.press("t", "end")
        assert "torch.stack" in studio.text()

    drive(tmp_path, act, ids=["small.choice"], size=size)
