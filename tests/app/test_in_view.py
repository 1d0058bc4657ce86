"""What is asked stands at the top when a question opens; what one is about to answer is brought into view."""

from __future__ import annotations

from pathlib import Path

import pytest
from app.studio import Studio, drive

from quizrnn.app.widgets.options import OptionsList
from quizrnn.app.widgets.pairing import PairList

ROOT = Path(__file__).parents[2]
SMALL = (60, 12)


def seen(studio: Studio) -> str:
    """The rows that the terminal shows."""
    return "\n".join(
        "".join(segment.text for segment in row) for row in studio.screen._compositor.render_strips()
    )


@pytest.mark.parametrize("size", [(80, 24), SMALL])
@pytest.mark.parametrize(
    ("id", "ask"),
    [
        ("ml.overview.tasks", "A shop wants to use"),
        ("ml.overview.memory", "1,000"),
        ("logistic.three-labels", "For three indep"),
    ],
)
def test_a_question_opens_at_its_beginning(tmp_path: Path, id: str, ask: str, size: tuple[int, int]) -> None:
    async def act(studio: Studio) -> None:
        assert ask in seen(studio)

    drive(tmp_path, act, ids=[id], size=size, bank_at=ROOT)


def test_the_pair_under_the_cursor_is_brought_into_view(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        place = studio.screen.place
        assert isinstance(place, PairList)
        for _ in place.lefts:
            await studio.press("down")
            assert f"> [ ] {place.lefts[place.cursor][:9]}" in seen(studio)

    drive(tmp_path, act, ids=["ml.overview.tasks"], size=SMALL, bank_at=ROOT)


SIX = """
topic: six
title: {en: Six, ja: 六つ}
questions:
  - id: six.pairs
    kind: match
    title: {en: Six pairs, ja: 六組}
    level: 1
    ask: {en: Match each description with what it is about., ja: 説明を、何についてのものかと対応させよ。}
    explain: {en: So it is., ja: そのとおり。}
    pairs:
"""
PAIR = """\
      - left: L{0} a thing that takes about half of a line
        right: R{0} what it is about, in so many words that nothing stands beside it
"""


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_six_long_pairs_can_be_seen_with_all_partners(tmp_path: Path, lang: str) -> None:
    (tmp_path / "bank" / "questions").mkdir(parents=True)
    six = SIX + "".join(map(PAIR.format, range(6)))
    (tmp_path / "bank" / "questions" / "six.yaml").write_text(six, "utf-8")

    async def act(studio: Studio) -> None:
        for key in "123456":
            assert all(f"{side}{n} " in seen(studio) for n in range(6) for side in "LR"), seen(studio)
            await studio.press(key)

    drive(tmp_path, act, ids=["six.pairs"], lang=lang, bank_at=tmp_path / "bank")


LONGEST = ["lstm.cec.conflicts", "ml.overview.tasks", "mlp.notation", "rnn.binadd.runs", "spoken.verbs"]


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_the_longest_pairs_can_be_seen_with_all_partners(tmp_path: Path, lang: str) -> None:
    async def act(studio: Studio) -> None:
        for id in LONGEST:
            await studio.sit(id)
            place, reading = studio.screen.place, studio.screen.reading
            assert isinstance(place, PairList) and place.region.bottom <= reading.region.bottom, id

    drive(tmp_path, act, lang=lang, bank_at=ROOT)


def test_the_partners_come_into_view_with_the_cursor(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        place, reading = studio.screen.place, studio.screen.reading
        assert place.region.bottom > reading.region.bottom
        await studio.press("1")
        assert place.region.bottom <= reading.region.bottom and "> [ ] summarisation" in seen(studio)

    drive(tmp_path, act, ids=["seq2seq.tasks"], size=(60, 20), bank_at=ROOT)


def test_the_option_under_the_cursor_is_brought_into_view(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        place = studio.screen.place
        assert isinstance(place, OptionsList)
        for _ in place.options:
            await studio.press("down")
            assert f"> {place.cursor + 1}" in seen(studio)

    drive(tmp_path, act, ids=["ml.overview.memory"], size=SMALL, bank_at=ROOT)


def test_the_line_that_is_typed_in_comes_into_view(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        assert "For three" in seen(studio)
        await studio.press("7", "7")
        assert "77" in seen(studio)

    drive(tmp_path, act, ids=["logistic.three-labels"], size=(60, 10), bank_at=ROOT)


def test_what_was_typed_is_repeated_as_it_was_typed(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        await studio.press(*"0.7*0.9*x", "enter")
        assert "'0.7*0.9*x' cannot be read" in studio.text()

    drive(tmp_path, act, ids=["small.number"])


def test_a_gap_that_is_left_is_named_and_entered_instead_of_judged(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        await studio.press(*"i", "f5")
        assert "Line 15 still waits for your code." in studio.text() and studio.outcomes() == []
        assert "F3 next mark" in studio.text()
        await studio.press(*"o", "f5")
        assert studio.outcomes() == ["wrong"]

    drive(tmp_path, act, ids=["lstm.peephole.gates"], bank_at=ROOT)


def test_a_starter_that_does_nothing_is_typed_over(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        await studio.press(*"return")
        assert studio.screen.place.editor.region_texts() == {"body": "    return"}

    drive(tmp_path, act, ids=["attention.masked-queries"], bank_at=ROOT)


def test_a_short_task_leaves_its_room_to_the_editor(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        lines = studio.text().split("\n")
        asked = next(row for row, line in enumerate(lines) if "Double it" in line)
        assert "Your code" in lines[asked + 2] or "Your code" in lines[asked + 1]

    drive(tmp_path, act, ids=["small.type"])


def test_the_line_that_was_written_stays_in_view_beside_the_feedback(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        await studio.press("end", "backspace", "f5")
        assert studio.outcomes() == ["wrong"] and "|    context = states[:, -1" in studio.text()

    drive(tmp_path, act, ids=["seq2seq.padded-context"], bank_at=ROOT)
