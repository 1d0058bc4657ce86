"""A linked set: its common text stays in view, its questions come one after the other."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from app.studio import BANK, Studio, drive

from quizrnn.app.widgets.common import CommonText

TEXT = "These questions share a sentence. " * 12
SET = f"""sets:
  - id: small.pair
    title: {{en: A shared text, ja: 共通の文}}
    ask: {{en: "{TEXT}THE END", ja: "{"共通の文である。" * 30}終わり"}}
    questions: [small.several, small.essay]
questions:
"""


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    folder = Path(shutil.copytree(BANK, tmp_path / "bank"))
    file = folder / "questions/small.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("questions:\n", SET, 1), encoding="utf-8")
    return folder


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_the_common_text_is_whole_at_first_then_two_lines_and_unfolds_by_a_key(
    tmp_path: Path, bank: Path, lang: str
) -> None:
    title, end = ("A shared text", "THE END") if lang == "en" else ("共通の文", "終わり")

    async def narrow(studio: Studio) -> None:
        common = studio.screen.query_one(CommonText)
        assert title in studio.text() and end in studio.text()
        await studio.press("t")
        assert title in studio.text() and end not in studio.text() and common.size.height == 2
        await studio.press("t", "1", "3", "enter")
        assert end in studio.text(), "in view after the answer too"
        await studio.press("enter")
        assert studio.screen.question.id == "small.essay" and end in studio.text(), "the learner's choice"

    async def second(studio: Studio) -> None:
        await studio.press("s")
        assert studio.screen.question.id == "small.essay" and studio.screen.typing
        common = studio.screen.query_one(CommonText)
        assert title in studio.text() and end not in studio.text() and common.size.height == 2
        assert "... Ctrl+G" in studio.text(), "letters are text here"
        await studio.press("ctrl+g")
        assert end in studio.text()
        await studio.press("ctrl+g", "escape")
        assert "... t" in studio.text()

    async def wide(studio: Studio) -> None:
        await studio.press("s")
        assert end in studio.text()

    drive(tmp_path / "a", narrow, ids=["small.several", "small.essay"], bank_at=bank, lang=lang)
    drive(tmp_path / "b", second, ids=["small.several", "small.essay"], bank_at=bank, lang=lang)
    drive(tmp_path / "c", wide, ids=["small.several", "small.essay"], bank_at=bank, lang=lang, size=(120, 40))


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
def test_a_common_text_longer_than_the_screen_is_read_whole(
    tmp_path: Path, bank: Path, size: tuple[int, int]
) -> None:
    file = bank / "questions/small.yaml"
    words = [f"word-{number}-of-the-text" for number in range(300)]
    long = " ".join(words)
    file.write_text(file.read_text(encoding="utf-8").replace(TEXT, long + " "), encoding="utf-8")

    async def act(studio: Studio) -> None:
        seen = studio.text()
        assert words[0] in seen and words[-1] not in seen and "[ ] 1" in seen, "the question has room"
        for _ in range(60):
            if words[-1] in seen:
                break
            await studio.press("pagedown")
            seen += studio.text()
        assert not set(words) - set(re.findall(r"word-\d+-of-the-text", seen))
        await studio.press(*["pageup"] * 60)
        assert words[0] in studio.text()

    drive(tmp_path, act, ids=["small.several"], bank_at=bank, size=size)


def test_the_questions_of_a_set_follow_each_other_and_others_have_no_head(tmp_path: Path, bank: Path) -> None:
    async def act(studio: Studio) -> None:
        ids = [item.question for item in studio.screen.session.sitting.items]
        assert ids == ["small.several", "small.essay", "small.match"]
        await studio.press("f9", "f9")
        assert studio.screen.question.id == "small.match"
        assert not studio.screen.query_one(CommonText).display

    drive(tmp_path, act, ids=["small.several", "small.match", "small.essay"], bank_at=bank)
