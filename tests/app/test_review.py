"""Today's review on the start page, as a list and as a sitting; ratings are shown and can be changed."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import time
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from app.studio import Studio, drive
from rich.cells import cell_len

from quizrnn.app.screens.home import HomeScreen
from quizrnn.app.screens.review import ReviewScreen
from quizrnn.app.screens.sitting import SittingScreen
from quizrnn.app.widgets.editor import CodeEditor
from quizrnn.app.widgets.menu import Menu
from quizrnn.app.widgets.prose import Prose
from quizrnn.progress import ASIDE, Attempt, Card, open_store, study_day
from quizrnn.verdict import Verdict


def past(folder: Path, *names: str, seconds: float = 100.0) -> None:
    """Wrong answers of a week ago: due by now."""
    store = open_store(folder / "progress.sqlite")
    at = time.time() - 7 * 86400
    for number, name in enumerate(names):
        store.add(
            Attempt(name, "r", at, verdict=Verdict("wrong"), rating=1, seconds=seconds, sitting=f"s{number}")
        )
    store.close()


def returning(studio: Studio) -> str:
    line = studio.app.screen.query_one("#returning", Prose)
    return line.render().plain if line.display else ""


def card(studio: Studio, name: str) -> Card:
    found = studio.app.store.card(name)
    assert found is not None
    return found


def test_home_says_how_much_is_due_and_r_begins(tmp_path: Path) -> None:
    past(tmp_path, "small.choice", "small.several", "small.number", "gone.since")

    async def act(studio: Studio) -> None:
        assert "3 questions  (about 5 min)" in studio.text()
        await studio.press("r")
        assert len(studio.screen.session.sitting.items) == 3
        first = studio.screen.question.id
        await studio.press("s" if studio.screen.typing is False else "f9")
        await studio.press("escape", "escape")
        if not isinstance(studio.app.screen, HomeScreen):
            await studio.press("escape")
        assert "3 questions" in studio.text(), "a skip leaves it due"
        await studio.press("r")
        assert studio.screen.question.id == first
        assert len(studio.app.store.unfinished()) == 1, "the review that was left is replaced"

    drive(tmp_path, act)


def test_an_answer_ends_the_question_for_today(tmp_path: Path) -> None:
    past(tmp_path, "small.choice")

    async def act(studio: Studio) -> None:
        assert "1 問  (約 2 分)" in studio.text()
        await studio.press("r", "1")
        assert returning(studio).startswith("次の復習: ")
        await studio.press("enter", "enter")
        assert isinstance(studio.app.screen, HomeScreen)
        assert "今日の分はありません（" in studio.text()
        await studio.press("r")
        assert isinstance(studio.app.screen, HomeScreen)

    drive(tmp_path, act, lang="ja")


def test_enter_on_the_line_begins_too_and_what_was_set_aside_is_not_asked(tmp_path: Path) -> None:
    past(tmp_path, "small.choice", "small.several")

    async def act(studio: Studio) -> None:
        studio.app.store.mark("small.several", ASIDE)
        studio.app.screen.relabel()  # type: ignore[attr-defined]
        assert "1 question " in studio.text()
        studio.app.screen.query_one(Menu).put_cursor("do:review")
        await studio.press("enter")
        assert [item.question for item in studio.screen.session.sitting.items] == ["small.choice"]

    drive(tmp_path, act)


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
@pytest.mark.parametrize("lang", ["en", "ja"])
def test_the_list_shows_each_question_with_its_minutes(
    tmp_path: Path, size: tuple[int, int], lang: str
) -> None:
    past(tmp_path, "small.choice", "small.several", seconds=130.0)

    async def act(studio: Studio) -> None:
        await studio.press("t")
        assert isinstance(studio.app.screen, ReviewScreen)
        words = ("Today's review", "2 questions, about 4 min", "2 min", "Peak of a slope")
        for word in words if lang == "en" else ("今日の復習", "2 問、約 4 分", "2 分"):
            assert word in studio.text()
        assert all(cell_len(line) == size[0] for line in studio.text().split("\n"))
        second = studio.app.screen.planned[1].row.id
        await studio.press("m", "down", "enter")
        assert isinstance(studio.app.screen, SittingScreen) and studio.screen.question.id == second
        assert len(studio.app.store.marks("bookmark")) == 1
        await studio.press("escape", "l")
        assert ("今日の復習" if lang == "en" else "Today's review") in studio.text()

    drive(tmp_path, act, size=size, lang=lang)


def test_an_empty_list_says_when_there_will_be_something(tmp_path: Path) -> None:
    past(tmp_path, "small.choice")

    async def act(studio: Studio) -> None:
        await studio.press("t", "r", "2", "enter", "enter")
        assert isinstance(studio.app.screen, ReviewScreen)
        assert "Next: tomorrow, 1 question." in studio.text()
        await studio.press("r")
        assert isinstance(studio.app.screen, ReviewScreen)

    drive(tmp_path, act)


def test_the_rating_is_shown_and_goes_round(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        await studio.press("r")
        assert returning(studio) == "", "nothing to rate before an answer"
        await studio.press("1")
        assert returning(studio) == "Next review: in 2 days (good)"
        due = card(studio, "small.choice").due
        await studio.press("r")
        assert returning(studio).endswith("(easy)") and card(studio, "small.choice").due > due
        await studio.press("r")
        assert returning(studio) == "Next review: tomorrow (again)"
        await studio.press("l")
        assert returning(studio) == "次の復習: 明日（もう一度）"
        (kept,) = studio.app.store.attempts()
        assert kept.rating == 1 and kept.outcome == "right"
        await studio.press("u")
        assert returning(studio) == "" and studio.app.store.card("small.choice") is None

    drive(tmp_path, act, ids=["small.choice"])


def test_a_skip_and_a_try_that_leaves_the_question_open_say_nothing(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        await studio.press("5", "enter")
        assert returning(studio) == "" and card(studio, "small.number").rating == 1
        await studio.press("backspace", "6", "enter")
        assert returning(studio).endswith("(hard)"), "right after a wrong try"
        await studio.press("enter", "s")
        assert card(studio, "small.choice").due == 0

    drive(tmp_path, act, ids=["small.number", "small.choice"])


def test_ahead_of_its_day_a_right_answer_is_practice(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        await studio.press("1", "escape")
        before = card(studio, "small.choice")
        await studio.sit("small.choice")
        await studio.press("1")
        assert returning(studio) == "Practice: the next review is still in 2 days"
        assert (card(studio, "small.choice").due, card(studio, "small.choice").tries) == (before.due, 2)
        await studio.press("r", "escape")
        assert card(studio, "small.choice").rating == 1, "unless the learner says so"

    drive(tmp_path, act, ids=["small.choice"])


def test_practising_a_list_is_shown_and_changes_no_schedule(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        studio.app.screen.query_one(Menu).put_cursor("topic:small")
        await studio.press("enter", "p")
        assert "practice" in studio.text().split("\n")[0]
        await studio.press("2")
        await studio.press("r")
        assert "rating" not in studio.text().splitlines()[-1]
        assert studio.outcomes() == ["wrong"] and card(studio, "small.choice").due == 0
        await studio.press("escape", "enter", "2")
        assert "practice" not in studio.text().split("\n")[0]
        assert card(studio, "small.choice").due == study_day(time.time()) + 1

    drive(tmp_path, act)


def test_undo_of_a_right_program_brings_it_back_to_the_editor(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        await studio.press(*"x * 2", "f5")
        assert studio.outcomes() == ["right"]
        await studio.press("u")
        assert studio.outcomes() == []
        assert studio.screen.query_one(CodeEditor).region_texts() == {"out": "x * 2"}

    drive(tmp_path, act, ids=["small.type"])


@pytest.mark.parametrize(("lang", "words"), [("en", "keptbesideit"), ("ja", "隣のファイル")])
def test_a_disk_that_is_full_in_the_middle_is_said_at_once_and_study_goes_on(
    tmp_path: Path, lang: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect = sqlite3.connect

    def on_a_full_disk(path: Path | str, pages: int, **how: Any) -> sqlite3.Connection:
        """SQLite answers as on a full disk."""
        db = connect(path, **how)
        if path != ":memory:":
            db.execute(f"PRAGMA max_page_count = {pages}")
        return db

    def shown(studio: Studio) -> str:
        return "".join(studio.text().split())

    async def act(studio: Studio) -> None:
        store = studio.app.store
        pages = store._db.execute("PRAGMA page_count").fetchone()[0]
        store._db.execute(f"PRAGMA max_page_count = {pages}")
        monkeypatch.setattr("quizrnn.progress.files.sqlite3.connect", partial(on_a_full_disk, pages=pages))
        for number in range(60):
            store.save_draft(f"fills.{number}", "r", "x" * 300)
            if store.trouble:
                break
        assert store.trouble and store.trouble.code == "full"
        await studio.press("1")
        assert studio.outcomes() == ["right"]
        assert words in shown(studio)
        await studio.press("enter", "2")
        assert words not in shown(studio), "once is enough"
        assert returning(studio)
        await studio.press("escape")
        assert words in shown(studio)

    drive(tmp_path, act, lang=lang, ids=["small.choice", "small.choose"])


def test_the_start_page_and_the_list_do_without_the_scheduler() -> None:
    code = (
        "import sys, quizrnn.cli, quizrnn.app.app, quizrnn.app.screens.home, quizrnn.app.screens.review;"
        "import quizrnn.cli.quiz, quizrnn.cli.due; print('fsrs' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_a_draft_is_saved_though_the_learner_never_pauses(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        question = studio.screen.question
        for _ in range(300):
            await studio.pilot.press("a")
            if studio.app.store.draft(question.id, question.revision):
                return
            await studio.pilot.pause(0.02)
        raise AssertionError("no draft was saved")

    drive(tmp_path, act, ids=["small.type"])


def test_progress_under_an_older_id_is_found(tmp_path: Path) -> None:
    past(tmp_path, "older.name")
    store = open_store(tmp_path / "progress.sqlite")
    store.rename({"older.name": "small.choice", "never.seen": "small.several"})
    assert [one.question for one in store.due()] == ["small.choice"]
    assert store.card("older.name") is None and store.card("small.several") is None
    store.close()
