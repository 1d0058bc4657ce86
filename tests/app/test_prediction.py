"""Before a run one sees which values the prediction is about."""

from __future__ import annotations

from pathlib import Path

import pytest
from app.studio import Studio, drive

from quizrnn.app.screens.followed import Order
from quizrnn.app.screens.prediction import PredictionScreen
from quizrnn.demos import DEMOS, find_demo


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", ("default values", "Cell: LSTM; Keep bias: 0; T: 50", "Hidden units: 8")),
        ("ja", ("既定の設定", "セル: LSTM；保持側のバイアス: 0", "隠れユニット数: 8")),
    ],
)
def test_the_values_that_variants_differ_in_stand_above_the_question(
    tmp_path: Path, lang: str, words: tuple[str, ...]
) -> None:
    async def act(studio: Studio) -> None:
        demo = find_demo("D15")
        await studio.app.push_screen(PredictionScreen(Order(demo, demo.make_params())))
        text = studio.text().replace("\u00a0", " ")
        for word in words:
            assert word in text
        assert "Learning rate" not in text and "学習率" not in text, "no variant has another one"

    drive(tmp_path, act, lang=lang)


def test_a_value_of_ones_own_is_told_too(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        demo = find_demo("D15")
        await studio.app.push_screen(
            PredictionScreen(Order(demo, demo.make_params({"lr": 0.5, "length": 20})))
        )
        text = studio.text().replace("\u00a0", " ")
        assert "own values" in text and "T: 20" in text and "Learning rate: 0.5" in text

    drive(tmp_path, act)


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_every_demo_leaves_room_for_the_question(tmp_path: Path, lang: str) -> None:
    async def act(studio: Studio) -> None:
        for demo in DEMOS.values():
            await studio.app.push_screen(screen := PredictionScreen(Order(demo, demo.make_params())))
            await studio.settle()
            assert screen.query_one("#what").size.height <= 6, demo.id
            assert any(line.lstrip().startswith(("> 1", "1 ")) for line in studio.text().split("\n")), demo.id
            studio.app.pop_screen()

    drive(tmp_path, act, lang=lang)
