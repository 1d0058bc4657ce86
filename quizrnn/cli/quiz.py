"""``quizrnn quiz``: a sitting, in the app or line by line."""

from __future__ import annotations

import contextlib
import random
import signal
import sys
from collections import deque
from typing import TYPE_CHECKING

import click

from quizrnn.cli import common, streams
from quizrnn.cli.filters import Filters
from quizrnn.cli.help import Command
from quizrnn.cli.phrases import said
from quizrnn.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizrnn.bank import Bank
    from quizrnn.judge.client import LocalJudge
    from quizrnn.progress import Store
    from quizrnn.quiz import Sitting


def open_app(
    *,
    bank: str | None = None,
    lang: str | None = None,
    data: str | None = None,
    sitting: Callable[[Bank, Store], Sitting] | None = None,
) -> None:
    """Open the app, with a sitting where one is asked for; without a terminal say what works instead."""
    if sys.stdin is None or not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise click.UsageError(said("no-terminal"))
    from quizrnn.app import run

    raise click.exceptions.Exit(run(bank, lang, data, sitting))


@click.command(cls=Command)
@click.argument("what", nargs=-1, metavar="[TOPIC|ID]...", shell_complete=common.complete_questions)
@click.option("--plain", is_flag=True)
@click.option("--new", is_flag=True)
@click.option("--count", type=click.IntRange(min=1))
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=click.Choice(["choice", "match", "number", "text", "essay", "code"]),
)
@click.option("--level", "levels", type=click.IntRange(1, 3), multiple=True)
@click.option("--tag", "tags", multiple=True)
@click.option("--review", is_flag=True)
@click.option("--unseen", is_flag=True)
@click.option("--practice", is_flag=True)
@click.option("--shuffle", is_flag=True)
@click.option("--seed", type=int)
@common.bank_option
@common.lang_option
@common.data_option
def command(
    *,
    what: tuple[str, ...],
    plain: bool,
    new: bool,
    count: int | None,
    kinds: tuple[str, ...],
    levels: tuple[int, ...],
    tags: tuple[str, ...],
    review: bool,
    unseen: bool,
    practice: bool,
    shuffle: bool,
    seed: int | None,
    bank_path: str | None,
    lang: str | None,
    data_path: str | None,
) -> None:
    """Answer questions: of topics, of sets, or by their ids; without names, of the whole bank.

    A sitting that was left goes on where it stopped. Without --plain the app opens, on these questions
    where any are named. With --plain each answer is a line, commands start with a colon (:help lists
    them), and the end of the input saves the sitting. --review asks what is due today; of other
    sittings, right answers ahead of their day are practice and leave the schedule alone.
    """
    filters = Filters(
        what=what,
        kinds=kinds,
        levels=levels,
        tags=tags,
        count=count,
        shuffle=shuffle,
        review=review,
        unseen=unseen,
        practice=practice,
    )
    rng = random.Random(seed)
    if not plain:

        def asked(bank: Bank, store: Store) -> Sitting:
            return filters.sitting(bank, store, common.language(lang, store), rng, new=new)

        open_app(
            bank=common.from_group("bank", bank_path),
            lang=common.from_group("lang", lang),
            data=common.from_group("data", data_path),
            sitting=asked if filters.given or new else None,
        )
        return
    common.tolerant_streams()
    bank = common.open_bank(bank_path)
    store = common.open_progress(data_path, bank)
    language = common.language(lang, store)
    common.tell_trouble(store, language)
    common.tell_problems(bank, language)
    sitting = filters.sitting(bank, store, language, rng, new=new, say=common.say)
    _run(bank, store, sitting, language)


def _run(bank: Bank, store: Store, sitting: Sitting, lang: str) -> None:
    from quizrnn.cli.sitting import PlainSitting

    judges = _Judges(store, lang)
    _closing_terminal_is_leaving()
    typed = streams.typed().isatty()
    try:
        PlainSitting(
            bank,
            store,
            judges.get,
            lang,
            read=TerminalReader() if typed else _read_pipe,
            say=common.say,
            width=common.page_width(),
            waits=typed,
        ).run(sitting)
    finally:
        judges.close()
        store.close()


def _closing_terminal_is_leaving() -> None:
    """A terminal that is closed, or a polite kill, saves as Ctrl+C does, and stops a check too."""
    from quizrnn.cli.moves import Leaving

    def leave(number: int, frame: object) -> None:
        raise Leaving

    for name in ("SIGHUP", "SIGTERM"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), leave)


class TerminalReader:
    """Lines typed on a terminal. What is pasted arrives at once and is given out line by line."""

    def __init__(self) -> None:
        self._pasted: deque[str] = deque()
        with contextlib.suppress(ImportError):
            import readline  # gives input() its line editing

            readline.parse_and_bind("tab: tab-insert")  # a tab indents; it does not complete file names

    def __call__(self, prompt: str) -> str:
        """The next line; raises EOFError at the end of the input."""
        if not self._pasted:
            self._pasted.extend(input(prompt).splitlines() or [""])
        return self._pasted.popleft()


def _read_pipe(prompt: str) -> str:
    """A line of a script; it is repeated on stdout, so that the transcript reads like a sitting."""
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    common.say(prompt + line.rstrip("\n"))
    return line


class _Judges:
    """The judge of a sitting, made when the first code answer needs it."""

    def __init__(self, store: Store, lang: str) -> None:
        self.store = store
        self.lang = lang
        self.judge: LocalJudge | None = None
        self.torch = False

    def get(self, torch: bool) -> LocalJudge:
        if torch and not self.torch:
            common.note(tr("plain", "waiting-torch", self.lang))
        if self.judge is None:
            self.judge = common.make_judge(store=self.store, torch=torch)
        elif torch and not self.torch:
            self.judge.warm(torch=True)
        self.torch = self.torch or torch
        return self.judge

    def close(self) -> None:
        if self.judge is not None:
            self.judge.close()
