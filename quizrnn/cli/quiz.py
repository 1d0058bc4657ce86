"""``quizrnn quiz``: a sitting, in the app or line by line."""

from __future__ import annotations

import contextlib
import random
import signal
import sys
import time
from collections import deque
from typing import TYPE_CHECKING

import click

from quizrnn.cli import common
from quizrnn.cli.help import Command
from quizrnn.cli.phrases import said, spoken
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
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
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
    filters = _Filters(
        what,
        kinds=kinds,
        levels=levels,
        tags=tags,
        count=count,
        shuffle=shuffle,
        review=review,
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
    if bank.left_out:
        common.note(tr("plain", "left-out", language, count=len(bank.left_out)))
    sitting = filters.sitting(bank, store, language, rng, new=new, say=common.say)
    _run(bank, store, sitting, language)


class _Filters:
    """What was asked for on the command line."""

    def __init__(
        self,
        what: tuple[str, ...],
        *,
        kinds: tuple[str, ...],
        levels: tuple[int, ...],
        tags: tuple[str, ...],
        count: int | None,
        shuffle: bool,
        review: bool = False,
        practice: bool = False,
    ) -> None:
        self.what = what
        self.kinds = kinds
        self.levels = levels
        self.tags = tags
        self.count = count
        self.shuffle = shuffle
        self.review = review
        self.practice = practice
        how = ["review"] * review + ["practice"] * practice
        self.title = " ".join([*how, *what, *kinds, *map(str, levels), *tags])
        self.given = bool(self.title or count or shuffle)

    def sitting(
        self,
        bank: Bank,
        store: Store,
        lang: str,
        rng: random.Random,
        *,
        new: bool,
        say: Callable[[str], None] | None = None,
    ) -> Sitting:
        """The sitting that was left, or a new one; raises QuizrnnError when nothing fits.

        Where nothing is due, that is no error: it is said, and the command ends.
        """
        from quizrnn.cli.sitting import when

        # What is due is planned anew each time; the part of a review that was left is in it again.
        left = None if new or self.review else _left(bank, store, self.title)
        made = left or self.begin(bank, store, rng, lang)
        if made is None:
            self._refuse(bank, store, lang)
            raise click.exceptions.Exit(0)
        if say is not None and left is not None:
            moment = when(left.item.since if left.item else left.began)
            say(tr("plain", "resume", lang, when=moment, at=left.at + 1, count=len(left.items)))
        elif say is not None:
            say(tr("plain", "begin", lang, count=len(made.items)))
        if say is not None and made.practice:
            say(tr("review", "practice-begin", lang))
        return made

    def _refuse(self, bank: Bank, store: Store, lang: str) -> None:
        """Say that nothing is due; raises QuizrnnError where it is the filters that nothing fits."""
        from quizrnn.errors import QuizrnnError
        from quizrnn.quiz import nothing_due, plan

        if not self.review or plan(bank.rows(), store.due()):
            raise QuizrnnError(tr("plain", "none", lang))
        common.say(nothing_due(store, lang, "due"))

    def begin(self, bank: Bank, store: Store, rng: random.Random, lang: str) -> Sitting | None:
        """A new sitting, or None when nothing fits; what was set aside comes only by its own name.

        Raises QuizrnnError for a name that is not in the bank.
        """
        from quizrnn.progress import ASIDE
        from quizrnn.quiz import begin, choose, left_reviews, plan

        rows = bank.rows()
        topics = {row.topic for row in rows}
        named = [name for name in self.what if name not in topics]
        sets = {group.id for group in bank.sets()}
        ids = [name if name in sets else _question(bank, name, topics | sets) for name in named]
        _refuse_tags(self.tags, {tag for row in rows for tag in row.tags})
        if self.review:
            rows = [one.row for one in plan(rows, store.due())]
            for name, data in left_reviews(store.unfinished()):
                store.save_sitting(name, data, finished=True)
        fitting = choose(rows, kinds=self.kinds, levels=self.levels, tags=self.tags)
        chosen = choose(fitting, ids=ids) if ids else []
        if len(named) < len(self.what) or not self.what:
            pool = choose(
                fitting,
                topics=[name for name in self.what if name in topics],
                without={row.id for row in chosen} | store.marks(ASIDE),
            )
            if not common.has_torch() and (missing := sum("torch" in row.needs for row in pool)):
                common.note(tr("plain", "no-torch", lang, count=missing))
                pool = choose(pool, lacking=("torch",))
            chosen = [*chosen, *pool]
        chosen = choose(chosen, count=self.count, rng=rng if self.shuffle else None)
        if not chosen:
            return None
        return begin(chosen, rng, time.time(), title=self.title, lang=lang, practice=self.practice)


def _question(bank: Bank, name: str, others: set[str]) -> str:
    """The id of a question; raises QuizrnnError with the nearest topic or set where there is none."""
    from quizrnn.bank.names import near_name
    from quizrnn.errors import KeyedError

    try:
        return bank.get(name).id
    except KeyedError as error:
        near = near_name(name, [row.id for row in bank.rows()]) or near_name(name, others)
        if error.key == "no-question" and near in others:
            raise KeyedError("no-such-name", name=name, hint=KeyedError("near", name=near)) from None
        raise


def _refuse_tags(tags: tuple[str, ...], known: set[str]) -> None:
    from quizrnn.bank.names import hint
    from quizrnn.errors import KeyedError

    for tag in tags:
        if tag not in known:
            raise KeyedError("no-tag", tag=tag, hint=hint(tag, sorted(known)))


def _left(bank: Bank, store: Store, title: str) -> Sitting | None:
    """The newest sitting that was left: any one when nothing is named, otherwise the one of the same names.

    Sittings over another bank stay as they are, to be gone on with there.
    """
    from quizrnn.errors import QuizrnnError
    from quizrnn.quiz import load

    for _, data in store.unfinished():
        try:
            sitting = load(data)
        except QuizrnnError as error:
            common.note(error.message(spoken()))
            continue
        if (not title or sitting.title == title) and _is_of(bank, sitting):
            return sitting
    return None


def _is_of(bank: Bank, sitting: Sitting) -> bool:
    """Whether the bank has one of the questions that are left."""
    from quizrnn.errors import QuizrnnError

    for item in sitting.items[sitting.at :]:
        with contextlib.suppress(QuizrnnError):
            bank.get(item.question)
            return True
    return False


def _run(bank: Bank, store: Store, sitting: Sitting, lang: str) -> None:
    from quizrnn.cli.sitting import PlainSitting

    judges = _Judges(lang)
    _closing_terminal_is_leaving()
    typed = sys.stdin.isatty()
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
    """A terminal that is closed, or a polite kill, saves as Ctrl+C does."""
    for name in ("SIGHUP", "SIGTERM"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.default_int_handler)


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

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.judge: LocalJudge | None = None
        self.torch = False

    def get(self, torch: bool) -> LocalJudge:
        if torch and not self.torch:
            common.note(tr("plain", "waiting-torch", self.lang))
        if self.judge is None:
            self.judge = common.make_judge(torch=torch)
        elif torch and not self.torch:
            self.judge.warm(torch=True)
        self.torch = self.torch or torch
        return self.judge

    def close(self) -> None:
        if self.judge is not None:
            self.judge.close()
