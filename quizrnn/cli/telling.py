"""The question at hand of a sitting line by line: what is said of it, and what is kept."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import msgspec

from quizrnn.bank.model import Code, Question
from quizrnn.cli.asking import ESSAY
from quizrnn.cli.plain import paragraph, prose, text_of
from quizrnn.cli.showing import group_of, question_lines
from quizrnn.grading import Essayed
from quizrnn.i18n import tr
from quizrnn.progress import study_day
from quizrnn.quiz import Item, Presented, Sitting, advance, present, returning, save

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from quizrnn.bank import Bank
    from quizrnn.cli.asking import Read, Say
    from quizrnn.grading.blocks import Block
    from quizrnn.judge.client import LocalJudge
    from quizrnn.progress import Attempt, Store


class Telling:
    """A sitting with its store: says what there is to read, and keeps every step when it is made."""

    def __init__(
        self,
        bank: Bank,
        store: Store,
        judge: Callable[[bool], LocalJudge],
        lang: str,
        *,
        read: Read,
        say: Say,
        width: int = 0,
        waits: bool = False,
    ) -> None:
        self.bank = bank
        self.store = store
        self.judge = judge
        self.lang = lang
        self.read = read
        self.say = say
        self.width = width
        self.waits = waits
        """Between questions wait for Enter, so that feedback stays on the screen until it is read."""
        self.sitting: Sitting
        self._outer: list[Sitting] = []
        """The sittings that the one at hand was opened from, outermost first."""
        self._last = 0
        """The store's id of the last attempt, whose rating may be corrected."""
        self._told = store.trouble
        self._behind: int | None = None
        """Place of the question just left, which commands of a script are still about."""
        self._before_restart: dict[str, dict[str, str]] = {}
        """What the regions of a question held when the code went back to its start."""
        self._read_set = ""
        """The set of the question shown last: its text has just been read."""

    def _shown(self, question: Question, item: Item | None = None) -> Presented:
        """The question as it was shown: the one at hand, or that of ``item``."""
        item = item or self.sitting.item
        assert item is not None
        return present(question, item.seed, self.lang, group_of(question, self.bank.sets()))

    def _show(self, question: Question, *, anew: bool = False) -> None:
        """Show a question; its set's text only where it has not just been read, or is asked for ``anew``."""
        shown = self._shown(question)
        if question.set == self._read_set and not anew:
            shown = msgspec.structs.replace(shown, set_ask="")
        self._read_set = question.set
        if shown.regions:
            shown = self._with_draft(question, shown)
        at, count = self.sitting.number, len(self.sitting.items)
        for line in question_lines(shown, self.lang, at=at, count=count, width=self.width):
            self.say(line)
        assert self.sitting.item is not None
        for number in range(self.sitting.item.hints):
            self._say_hint(shown, number)

    def _with_draft(self, question: Question, shown: Presented) -> Presented:
        from quizrnn.bank import solution

        assert isinstance(question.body, Code)
        regions = self._draft(question, shown)
        view = solution.view(question.body.solution, self.lang, regions)
        return msgspec.structs.replace(shown, regions=regions, view=view)

    def _say_blocks(self, blocks: Iterable[Block], shown: Presented) -> None:
        self.say(text_of(blocks, self.lang, shown.shown_number, width=self.width))

    def _say_hint(self, shown: Presented, number: int) -> None:
        text = tr(
            "plain", "hint", self.lang, number=number + 1, count=len(shown.hints), text=shown.hints[number]
        )
        for line in prose(text, self.width):
            self.say(line)

    def _tell_return(self, question: str, rating: int) -> None:
        """When the question comes back; nothing where it has no schedule."""
        line = returning(self.store.card(question), rating, study_day(time.time()), self.lang)
        if line:
            self.say(f"{line}  {tr('review', 'plain-change', self.lang)}")

    def _tell_links(self, question: Question) -> None:
        """Where to go on from a question that is over, as in the app."""
        from quizrnn.app.screens.links import links

        if found := links(self.bank, question, self.lang):
            self._tell("see")
            for number, link in enumerate(found, 1):
                for line in paragraph(f"  {number}  " + " ".join(prose(link.title)), self.width, 5):
                    self.say(line)

    def _tell(self, key: str, **values: object) -> None:
        self.say(tr("plain", key, self.lang, **values))

    # -- what is kept -----------------------------------------------------------------------------

    def _draft(self, question: Question, shown: Presented) -> dict[str, str]:
        """What the regions (or the essay) hold: the draft where there is one of this revision."""
        if not shown.regions and question.kind != "essay":
            return {}
        text = self.store.draft(question.id, question.revision) or "{}"
        try:
            if question.kind == "essay":
                return {ESSAY: msgspec.json.decode(text, type=Essayed).text}
            draft = msgspec.json.decode(text, type=dict[str, str])
        except msgspec.MsgspecError:
            draft = {}
        return {name: draft.get(name, start) for name, start in shown.regions.items()}

    def _keep_draft(self, question: Question, draft: dict[str, str]) -> None:
        """As the app keeps it: of code the regions, of an essay the answer."""
        kept = draft if question.kind == "code" else Essayed(draft[ESSAY], ())
        self.store.save_draft(question.id, question.revision, msgspec.json.encode(kept).decode())

    def _store(self, attempt: Attempt) -> None:
        self._last = self.store.add(attempt)
        self._keep()
        trouble = self.store.trouble
        if trouble is not self._told:
            self._told = trouble
            self.say(trouble.message(self.lang) if trouble else tr("progress", "free", self.lang))

    def _keep(self, *, finished: bool = False) -> None:
        self.store.save_sitting(self.sitting.id, save(self.sitting), finished=finished)

    def _advance(self) -> None:
        self.sitting = advance(self.sitting, time.time())
        self._keep(finished=self.sitting.over)
