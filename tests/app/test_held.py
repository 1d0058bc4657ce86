"""Another program holds the progress file while one studies: the app says so, goes on, and loses nothing."""

from __future__ import annotations

import asyncio
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from app.studio import BANK, Studio, drive
from app.terminal import Terminal, product, surroundings

from quizrnn.app import PATIENCE
from quizrnn.progress import data_file, open_store

FIRST = "small.choice"
FRAME = 1 / 30


@contextmanager
def held(folder: Path) -> Iterator[sqlite3.Connection]:
    """While another program is in the midst of writing; let go of by ``ROLLBACK``."""
    open_store(folder).close()
    other = sqlite3.connect(data_file(folder), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield other
    finally:
        other.close()


def kept(folder: Path) -> list[tuple[str, bool]]:
    """The attempts in the file, and whether each has its card."""
    db = sqlite3.connect(data_file(folder))
    rows = db.execute("SELECT question, question IN (SELECT question FROM cards) FROM attempts ORDER BY at")
    found = [(question, bool(card)) for question, card in rows]
    db.close()
    return found


def shown(studio: Studio) -> str:
    """The words on the screen, wherever their lines end."""
    return "".join(studio.text().split())


async def until(studio: Studio, seen: Callable[[], bool]) -> None:
    """Wait for something that a timer of the app brings about."""
    async with asyncio.timeout(30):
        while not seen():
            await studio.pilot.pause(0.05)


def test_the_keys_never_wait_for_the_file_longer_than_a_frame_or_two() -> None:
    assert PATIENCE <= 2 * FRAME


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_an_answer_is_judged_and_waits_until_the_file_is_free(tmp_path: Path, lang: str) -> None:
    begun, freed = {"en": ("besideit", "canbewrittenagain"), "ja": ("隣のファイル", "すべて移しました")}[lang]

    async def act(studio: Studio) -> None:
        with held(tmp_path) as other:
            await studio.press("1")
            assert studio.feedback()
            await until(studio, lambda: begun in shown(studio))
            assert not kept(tmp_path)
            other.execute("ROLLBACK")
        await until(studio, lambda: freed in shown(studio))
        assert begun not in shown(studio) and kept(tmp_path) == [(FIRST, True)]

    drive(tmp_path, act, lang=lang, ids=[FIRST])


def test_held_at_the_start_it_is_said_on_the_start_page_and_taken_back(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        assert "besideit" in shown(studio)
        other.execute("ROLLBACK")
        await until(studio, lambda: "besideit" not in shown(studio))

    with held(tmp_path) as other:
        drive(tmp_path, act)


@pytest.mark.skipif(sys.platform != "linux", reason="opens a pseudo-terminal")
def test_left_while_the_file_is_still_held_it_is_there_at_the_next_start(tmp_path: Path) -> None:
    with product(tmp_path, BANK, "en") as terminal:
        terminal.see("suggestion:")
        terminal.keys("n")
        terminal.see("1 of 9", "0.25", "1-3 choose")
        with held(tmp_path):
            terminal.keys("1")
            terminal.see("Right", "Another program holds")
            terminal.keys("q")
            terminal.wait()
        assert not kept(tmp_path)
    listing = Terminal(
        "-m", "quizrnn", "progress", "list", "--lang", "en", environment=surroundings(tmp_path)
    )
    with listing.closing() as terminal:
        terminal.see(FIRST)
        terminal.wait()
    assert kept(tmp_path) == [(FIRST, True)]
