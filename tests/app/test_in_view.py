"""What is asked stands at the top when a question opens; what one is about to answer is brought into view."""

from __future__ import annotations

from pathlib import Path

import pytest
from app.studio import Studio, drive
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.content import Content

from quizrnn.app.widgets.common import _cut
from quizrnn.app.widgets.editor import CodeEditor
from quizrnn.app.widgets.feedback import cells
from quizrnn.app.widgets.options import OptionsList
from quizrnn.app.widgets.pairing import PairList
from quizrnn.app.widgets.prose import Prose
from quizrnn.grading.values import lines

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


@pytest.mark.parametrize("lang", ["en", "ja"])
@pytest.mark.parametrize("id", ["vae.kl-number", "rnn.bptt.by-hand", "attention.weights"])
def test_after_a_wrong_number_the_field_and_what_is_said_are_in_view(
    tmp_path: Path, id: str, lang: str
) -> None:
    async def act(studio: Studio) -> None:
        await studio.press("f2")
        count = len(studio.screen.shown.labels) or 1
        await studio.press(*", ".join(["77"] * count), "enter")
        await studio.settle()
        rows = seen(studio).split("\n")
        assert studio.outcomes() == ["wrong"]
        assert any("77" in row for row in rows), "the field"
        assert any("×" in row or "✗" in row for row in rows), "the verdict"
        reading = studio.screen.reading
        end = max(part.region.bottom for part in reading.children if part.display and part.id != "rest")
        assert reading.scroll_y == 0 or end >= reading.region.bottom - 1, "no rows stay empty below"
        await studio.press("f2", "f2", "f2", "f2")
        last = studio.screen.shown.hints[-1]
        hints = studio.screen.query_one("#hints", Prose)
        assert last and hints.region.bottom <= reading.region.bottom
        assert hints.lines(hints.size.width)[-1].plain.strip() in seen(studio)

    drive(tmp_path, act, ids=[id], lang=lang, bank_at=ROOT)


def test_the_last_hint_is_shown_again_after_a_check_of_code(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        for _ in studio.screen.shown.hints:
            await studio.press("f2")
        hints = studio.screen.query_one("#hints", Prose)
        line = hints.lines(hints.size.width)[-1].plain.strip()
        await studio.press(*"x", "f5")
        assert studio.outcomes() == ["wrong"] and line not in seen(studio)
        await studio.press("f2")
        assert line in seen(studio)

    drive(tmp_path, act, ids=["activations.softmax.rows"], bank_at=ROOT, size=(80, 24))


@pytest.mark.parametrize("lang", ["en", "ja"])
@pytest.mark.parametrize("size", [(120, 40), (80, 24), SMALL])
def test_the_first_gap_of_code_is_in_view_whatever_stands_above_and_however_large(
    tmp_path: Path, size: tuple[int, int], lang: str
) -> None:
    async def act(studio: Studio) -> None:
        for columns, rows in (size, (60, 14), (120, 40), size):
            await studio.pilot.resize_terminal(columns, rows)
            await studio.settle()
            assert "29 |" in seen(studio)

    drive(tmp_path, act, ids=["lstm.layer.shared-object"], size=size, bank_at=ROOT, lang=lang)


def test_a_right_hand_side_that_was_deleted_is_a_gap(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        await studio.press("f7", "delete", "up", "f5")
        assert studio.outcomes() == [] and "Line 6 still waits for your code." in studio.text()
        await studio.press("z")
        assert "    shifted = z" in studio.screen.query_one(CodeEditor).text

    drive(tmp_path, act, ids=["activations.softmax.rows"], bank_at=ROOT)


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_the_common_text_gives_way_to_options_of_code(tmp_path: Path, lang: str) -> None:
    async def act(studio: Studio) -> None:
        place = studio.screen.place
        assert isinstance(place, OptionsList)
        for _ in range(3):
            await studio.settle()
        assert all(f"   {n}  {option.text}" in seen(studio) for n, option in enumerate(place.options, 1))
        assert " ... t" in seen(studio), "folded"
        await studio.press("t")
        assert " ... t" not in seen(studio), "the learner's choice holds"
        await studio.press("t")
        await studio.pilot.resize_terminal(120, 50)
        for _ in range(3):
            await studio.settle()
        assert all(option.text in seen(studio) for option in place.options)

    drive(tmp_path, act, ids=["word2vec.centre-gradient"], bank_at=ROOT, lang=lang)


ARRAYS = st.lists(st.lists(st.floats(-99, 99), min_size=1, max_size=8), min_size=1, max_size=3).filter(
    lambda rows: len({len(row) for row in rows}) == 1
)


@given(rows=ARRAYS, width=st.integers(20, 60), at=st.integers(0, 7))
def test_rows_of_arrays_break_between_their_cells(rows: list[list[float]], width: int, at: int) -> None:
    for spans in lines(rows, (0, at % len(rows[0]))):
        row = Content("".join(span.text for span in spans))
        parts = cells(row, width)
        assert " ".join(" ".join(part.plain.split()) for part in parts) == " ".join(row.plain.split())
        assert all(part.cell_length <= width for part in parts)


@given(text=st.text("ab 勾配。、", min_size=1, max_size=80), width=st.integers(8, 40))
def test_a_folded_text_is_cut_where_a_line_may_end(text: str, width: int) -> None:
    cut = _cut(Content(text), width).plain
    assert text.startswith(cut) and cell_len(cut) <= width
    words = text.split(" ")
    if text.isascii() and max(map(len, words)) < width and cut.strip():
        assert text[len(cut) : len(cut) + 1] in ("", " ")
