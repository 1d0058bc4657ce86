"""Who types a whole line where only its right-hand side is asked for has typed the right-hand side."""

from __future__ import annotations

from pathlib import Path

import pytest
from app.studio import Studio, drive

from quizrnn.app.widgets.editor import CodeEditor


@pytest.mark.parametrize("key", ["f5", "f4"])
def test_the_line_is_tidied_when_it_is_judged_or_run_and_undo_brings_it_back(
    tmp_path: Path, key: str
) -> None:
    async def act(studio: Studio) -> None:
        editor = studio.screen.query_one("#editor", CodeEditor)
        await studio.press(*"return x + x", key)
        assert "    return x + x" in editor.text and "return return" not in editor.text
        assert editor.region_texts() == {"out": "x + x"}
        assert editor.selection.end == (5, len("    return x + x"))
        await studio.press(*" + x", "ctrl+z", "ctrl+z")
        assert editor.region_texts() == {"out": "return x + x"}

    drive(tmp_path, act, ids=["small.type"])


def test_the_clean_line_is_judged_and_stored(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        await studio.press(*"return x * 2", "f5")
        assert studio.outcomes() == ["right"]
        (attempt,) = studio.app.store.attempts()
        assert "x * 2" in str(attempt.answer) and "return" not in str(attempt.answer)

    judge = drive(tmp_path, act, lang="ja", ids=["small.type"])
    assert "    return x * 2\n" in judge.sources[0]


def test_what_is_an_expression_is_left_as_it_was_typed(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        await studio.press(*"returned  ", "f5")
        assert studio.screen.query_one("#editor", CodeEditor).region_texts() == {"out": "returned  "}

    drive(tmp_path, act, ids=["small.type"])
