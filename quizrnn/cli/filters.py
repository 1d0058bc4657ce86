"""Which sitting was asked for on the command line: the one that was left, or a new one of what fits."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from quizrnn.cli import common
from quizrnn.cli.phrases import spoken
from quizrnn.i18n import tr

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

    from quizrnn.bank import Bank
    from quizrnn.bank.model import Row
    from quizrnn.progress import Store
    from quizrnn.quiz import Sitting


@dataclass(frozen=True, kw_only=True)
class Filters:
    """What was asked for on the command line."""

    what: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    levels: tuple[int, ...] = ()
    tags: tuple[str, ...] = ()
    count: int | None = None
    shuffle: bool = False
    review: bool = False
    unseen: bool = False
    practice: bool = False

    @property
    def title(self) -> str:
        """The names that were given, in a line: the sitting is found again by it."""
        how = ["review"] * self.review + ["unseen"] * self.unseen + ["practice"] * self.practice
        return " ".join([*how, *self.what, *self.kinds, *map(str, self.levels), *self.tags])

    @property
    def given(self) -> bool:
        """Whether anything was asked for."""
        return bool(self.title or self.count or self.shuffle)

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
            say(tr("plain", "resume", lang, when=moment, at=left.number, count=len(left.items)))
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
        common.say(nothing_due(store, bank.rows(), lang, "due"))

    def begin(self, bank: Bank, store: Store, rng: random.Random, lang: str) -> Sitting | None:
        """A new sitting, or None when nothing fits; what was set aside comes only by its own name.

        Raises QuizrnnError for a name that is not in the bank.
        """
        from quizrnn.progress import ASIDE
        from quizrnn.quiz import begin, choose, left_reviews, plan, save

        rows = bank.rows()
        topics = {row.topic for row in rows}
        named = [name for name in self.what if name not in topics]
        sets = {group.id for group in bank.sets()}
        ids = [name if name in sets else _question(bank, name, topics | sets) for name in named]
        _refuse_tags(self.tags, {tag for row in rows for tag in row.tags})
        if self.review:
            rows = [one.row for one in plan(rows, store.due())]
        if self.unseen:
            rows = _unseen(bank, store)
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
        if self.review:
            for left in left_reviews(store.unfinished(), bank):
                store.save_sitting(left.id, save(left), finished=True)
        return begin(chosen, rng, time.time(), title=self.title, lang=lang, practice=self.practice)


def _unseen(bank: Bank, store: Store) -> list[Row]:
    """What is new, as Home counts it and in the order in which it offers it."""
    from quizrnn.app.screens.overview import overview

    rows = {row.id: row for row in bank.rows()}
    fresh = overview(bank.topics(), list(rows.values()), store.latest()).fresh
    return [rows[name] for name in fresh]


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
    from quizrnn.quiz import left_here

    found = left_here(store.unfinished(), bank, lambda error: common.note(error.message(spoken())))
    return next((one for one in found if not title or one.title == title), None)
