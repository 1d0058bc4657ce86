"""``quizrnn watch``: a verdict on each save, beside one's own editor."""

from __future__ import annotations

import os
import queue
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizrnn.cli import common
from quizrnn.cli.files import file_name, read_answer, work_text
from quizrnn.cli.folder import INTERVAL, Events, Folder, silent
from quizrnn.cli.help import Command
from quizrnn.cli.judging import judged, keep, keep_shown
from quizrnn.cli.plain import prose, text_of
from quizrnn.cli.start import write
from quizrnn.errors import QuizrnnError, os_reason
from quizrnn.grading.solved import solved
from quizrnn.i18n import tr
from quizrnn.progress.filesystem import on_network

if TYPE_CHECKING:
    from quizrnn.bank import Bank
    from quizrnn.bank.model import Question

ALIVE = 2.0
"""Seconds between two looks at a folder that tells of its changes."""


@click.command(cls=Command)
@click.argument(
    "folder", required=False, default=".", type=click.Path(exists=True, file_okay=False), metavar="[DIR]"
)
@click.option("--poll", is_flag=True)
@click.option("--no-record", is_flag=True)
@common.bank_option
@common.lang_option
@common.data_option
def command(
    *,
    folder: str,
    poll: bool,
    no_record: bool,
    bank_path: str | None,
    lang: str | None,
    data_path: str | None,
) -> int:
    """Judge the exercises of DIR (here) each time one is saved.

    On a terminal: n next, h hint, s solution, q quit.
    """
    common.tolerant_streams()
    bank = common.open_bank(bank_path)
    names = {f"{row.id}.py" for row in bank.rows() if row.kind == "code"}
    watcher = Watcher(
        bank, Folder(Path(folder), names), common.language(lang), data_path, record=not no_record
    )
    try:
        watcher.run(poll=poll)
    except KeyboardInterrupt:
        common.note("")
    finally:
        watcher.judge.close()
    return 0


class Watcher:
    """Judges saved exercises and answers keys, one after the other."""

    def __init__(self, bank: Bank, folder: Folder, lang: str, data_path: str | None, *, record: bool) -> None:
        self.bank = bank
        self.folder = folder
        self.lang = lang
        self.data_path = data_path
        self.record = record
        self.judge = common.make_judge(data_path, torch=False)
        self.wake: queue.Queue[str | None] = queue.Queue()
        self.current: Question | None = None
        self.hints: dict[str, int] = {}
        self.asked = ""
        """The exercise whose solution was asked for, until the answer y or n."""

    def run(self, *, poll: bool) -> None:
        """Watch until q; raises KeyboardInterrupt for Ctrl+C and QuizrnnError when the folder goes."""
        self._tell("watching" if self.folder.files else "watching-none", folder=self.folder.path)
        events, reason = self._listen(poll)
        if reason:
            self._tell("polling", seconds=f"{INTERVAL:g}", reason=reason)
        try:
            with keys(self.wake.put) as there:
                if there:
                    self._tell("keys")
                self._loop(INTERVAL if reason else None)
        finally:
            if events is not None:
                events.close()

    def _listen(self, poll: bool) -> tuple[Events | None, str]:
        """File events, or the reason why the folder is polled."""
        path = self.folder.path
        if poll:
            return None, self._text("polling-asked")
        if on_network(path):
            return None, self._text("polling-network", folder=path)
        events = Events(path, self.wake)
        quiet = silent(path, events)
        if events.error:
            reason = self._text("polling-failed", detail=events.error)
        elif quiet:
            reason = self._text("polling-silent")
        else:
            return events, ""
        events.close()
        return None, reason

    def _loop(self, interval: float | None) -> None:
        while True:
            key: str | None = None
            # Without events the queue's own timeout is the clock; with them it is enough to notice that the
            # folder is gone, which raises no event of its own everywhere.
            with suppress(queue.Empty):
                key = self.wake.get(timeout=interval or ALIVE)
            if key is not None:
                if self._key(key):
                    return
                continue
            try:
                saved = self.folder.saved()
            except OSError as error:
                text = self._text("folder-gone", folder=self.folder.path, reason=os_reason(error, self.lang))
                raise QuizrnnError(text) from None
            for path in saved:
                self._judge(path)

    def _judge(self, path: Path) -> None:
        try:
            question = self.bank.get(path.name.removesuffix(".py"))
            answer = read_answer(question, str(path), None)
        except QuizrnnError as error:
            common.say(error.message(self.lang))  # removed again between the event and the look
            return
        self.current = question
        verdict, page = judged(question, answer, self.judge, self.lang)
        common.say("")
        common.say(self._text("saved", time=time.strftime("%H:%M:%S"), id=question.id))
        common.say(text_of(page.blocks, self.lang, width=common.page_width()))
        if self.record:
            hints = self.hints.get(question.id, 0)
            keep(question, answer, verdict, self.lang, self.data_path, way="watch", hints=hints)

    # -- keys -------------------------------------------------------------------------------------

    def _key(self, key: str) -> bool:
        """Answer a key; True for quit."""
        if self.asked:
            if key in "yYjJ\r\n":
                question = self.bank.get(self.asked)
                common.say(text_of(solved(question, None, self.lang), self.lang, width=common.page_width()))
                if self.record:
                    keep_shown(question, self.lang, self.data_path, way="watch")
            self.asked = ""
            return False
        if key == "q":
            return True
        if key == "n":
            self._next()
        elif key in ("h", "s") and self.current is None:
            self._tell("no-current")
        elif key == "h" and self.current is not None:
            self._hint(self.current)
        elif key == "s" and self.current is not None:
            self.asked = self.current.id
            self._tell("ask-solution", id=self.asked)
        return False

    def _hint(self, question: Question) -> None:
        number = self.hints.get(question.id, 0)
        if number >= len(question.hints):
            self._tell("no-hint", id=question.id)
            return
        self.hints[question.id] = number + 1
        text = "\n".join(prose(question.hints[number].get(self.lang)))
        self._tell("hint", id=question.id, number=number + 1, count=len(question.hints), text=text)

    def _next(self) -> None:
        """Write the next exercise of the topic that has no file here yet."""
        rows = [row for row in self.bank.rows() if row.kind == "code"]
        if self.current is not None:
            at = next((i for i, row in enumerate(rows) if row.id == self.current.id), -1)
            rows = [row for row in rows[at + 1 :] if row.topic == self.current.topic]
        there = {path.name for path in self.folder.files}
        for row in rows:
            if f"{row.id}.py" not in there:
                question = self.bank.get(row.id)
                path = self.folder.path / file_name(question)
                write(path, work_text(question, self.lang), self.lang, force=False)
                self.folder.saved()  # our own writing is no answer
                self.current = question
                self._tell("next", path=path)
                return
        self._tell("next-none")

    def _text(self, key: str, **values: object) -> str:
        return tr("cli", key, self.lang, **values)

    def _tell(self, key: str, **values: object) -> None:
        common.note(self._text(key, **values))


@contextmanager
def keys(put: Callable[[str], None]) -> Iterator[bool]:
    """Single keys of the terminal, without Enter, into ``put``;
    yields False where there is no such terminal.
    """
    try:
        import termios
        import tty

        descriptor = sys.stdin.fileno()
        before = termios.tcgetattr(descriptor)
    except (ImportError, OSError, ValueError, AttributeError):
        yield False
        return
    except Exception as error:  # termios.error is no OSError
        if type(error).__name__ != "error":
            raise
        yield False
        return

    def read() -> None:
        while data := os.read(descriptor, 1):
            put(data.decode("ascii", "ignore").lower() or "?")

    tty.setcbreak(descriptor)
    threading.Thread(target=read, daemon=True).start()
    try:
        yield True
    finally:
        termios.tcsetattr(descriptor, termios.TCSADRAIN, before)
