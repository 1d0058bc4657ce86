"""What comes from outside (odd bytes, signals, a closed window) loses nothing and leaves a clean terminal."""

from __future__ import annotations

import os
import random
import signal
import sys
from pathlib import Path

import pytest
from app.studio import BANK, Studio, drive
from app.terminal import Terminal, product

from quizrnn.app.screens.questions import QuestionsScreen

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and terminals of POSIX")

NORMAL_SCREEN, NO_MOUSE = "\x1b[?1049l", "\x1b[?1000l"


def to_the_code(terminal: Terminal) -> None:
    """The last question of the small bank, with the cursor in its gap."""
    terminal.see("nothing open")
    terminal.keys("n")
    terminal.see("1 of 9")
    for n in range(2, 10):
        terminal.keys("\x1b[20~")
        terminal.see(f"{n} of 9")


@pytest.mark.parametrize("junk", [b"\xe1x", "勾配消失".encode("shift_jis"), bytes(range(128, 256, 9))])
def test_bytes_that_are_no_text_do_not_end_the_app(tmp_path: Path, junk: bytes) -> None:
    with product(tmp_path, BANK, "en") as terminal:
        terminal.see("nothing open")
        terminal.keys("/")
        terminal.see("word")
        os.write(terminal.master, junk)
        os.write(terminal.master, b"\x1b[200~" + junk + b" THE END\x1b[201~")
        terminal.see("THE END")
        assert not terminal.ended()


def test_random_bytes_are_read_to_their_end() -> None:
    from textual import events

    from quizrnn.app.driver import Reader

    rng = random.Random(5)
    for _ in range(300):
        reader = Reader()
        for _ in range(6):
            list(reader.read(rng.choice([b"", b"\x1b[", b"\x1b[<", b"\x1b[48;"]) + rng.randbytes(20)))
        list(reader.read(b"\x1b[201~" + b"\n" * 50))
        found = list(reader.read(b"q"))
        assert [one.key for one in found if isinstance(one, events.Key)] == ["q"]


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_told_to_end_the_app_keeps_what_is_being_written_and_restores_the_terminal(
    tmp_path: Path, name: str
) -> None:
    with product(tmp_path, BANK, "en") as terminal:
        to_the_code(terminal)
        terminal.keys("abc * 17")
        terminal.see("abc * 17")
        os.kill(terminal.pid, getattr(signal, name))
        terminal.until(lambda: NORMAL_SCREEN in terminal._drawn and NO_MOUSE in terminal._drawn)
        terminal.wait()
        assert terminal.status == 128 + getattr(signal, name)
    with product(tmp_path, BANK, "en") as terminal:
        terminal.see("Continue")
        terminal.keys("c")
        terminal.see("abc * 17")


def test_a_search_key_without_a_page_does_nothing() -> None:
    QuestionsScreen("small").action_search()


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_several_failures_end_in_one_sentence_of_ours(
    tmp_path: Path, lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    async def act(studio: Studio) -> None:
        for reason in ("first", "second"):
            studio.app._handle_exception(ValueError(reason))
        studio.app.panic("third")

    with pytest.raises(ValueError, match="first"):
        drive(tmp_path, act, lang=lang)
    said = capsys.readouterr().err
    assert "errors.log" in said.replace("\n", "")
    assert "NOTE" not in said and "textual" not in said and "third" not in said
    assert "ValueError: first" in (tmp_path / "errors.log").read_text("utf-8")
