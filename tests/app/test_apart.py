"""Two mistakes at once in the app: each is named by its line, in both languages, above the counterexample."""

from __future__ import annotations

from pathlib import Path

from app.studio import Studio, drive
from grading.two_regions import write

from quizrnn.app.widgets.codepad import CodePad
from quizrnn.judge.client import Judge


def test_both_mistakes_are_named_by_their_lines(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        assert isinstance(studio.screen.place, CodePad)
        await studio.press(*"x * x", "f5")
        assert studio.outcomes() == [], "the second gap is still empty"
        await studio.press(*"x - 3", "f5")
        said = studio.feedback()
        assert studio.outcomes() == ["wrong"] and "- Line 3: a square\n" in said, said
        assert said.index("Line 5: a difference") < said.index("Smallest input") < said.index("That squares.")
        await studio.press("ctrl+l")
        said = studio.feedback()
        assert "3 行目: 結果が「二乗」と一致する" in said and "5 行目: 結果が「差」と一致する" in said

    drive(tmp_path, act, ids=["pair.type"], judge=Judge(), bank_at=write(tmp_path / "pair"))


def test_a_bug_hunt_speaks_of_the_changed_line_alone(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        pad = studio.screen.place
        assert isinstance(pad, CodePad)
        pad.editor.write({"second": "x * 5"})
        await studio.press("f5")
        said = studio.feedback()
        assert "Line 5 as you changed it: not right (what was there was right)" in said
        assert "Line 3" not in said and "square" not in said

    drive(tmp_path, act, ids=["pair.fix"], judge=Judge(), bank_at=write(tmp_path / "pair"))
