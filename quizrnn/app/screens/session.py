"""A sitting together with its store: every move is kept on disk when it is made."""

from __future__ import annotations

import time
from contextlib import suppress

import msgspec

from quizrnn.bank import Bank
from quizrnn.bank.model import Question
from quizrnn.errors import QuizrnnError
from quizrnn.grading import Answer, Coded
from quizrnn.progress import RATINGS, Attempt, Store, study_day
from quizrnn.quiz import (
    Item,
    Presented,
    Sitting,
    advance,
    at_revision,
    back,
    beside,
    dont_know,
    draft_of,
    draft_text,
    hint,
    is_elsewhere,
    now_called,
    pause,
    present,
    record,
    resume,
    returning,
    reveal,
    save,
    skip,
    undo,
)
from quizrnn.verdict import Verdict

WAY = "app"
NEAR = 3
"""A package that takes long to start is started so many questions ahead."""


class Session:
    """The question at hand and the moves, without a terminal. ``settle`` comes first."""

    question: Question

    def __init__(self, sitting: Sitting, bank: Bank, store: Store, outer: Session | None = None) -> None:
        self.sitting = resume(sitting, time.time())
        self.outer = outer
        """The sitting that this one was opened from."""
        self.bank = bank
        self.store = store
        self._elsewhere = False

    @property
    def finished(self) -> bool:
        """True when no question is left, or none that this bank has."""
        return self.sitting.over or self._elsewhere

    @property
    def over(self) -> bool:
        """True when the question at hand takes no further answer."""
        return self.sitting.item is None or self.sitting.item.state != "open"

    @property
    def tried(self) -> bool:
        """True when the question at hand has been answered."""
        return self.sitting.item is not None and bool(self.sitting.item.tries)

    @property
    def behind(self) -> bool:
        """True when the question before was answered or skipped in this sitting, and this one was not yet."""
        at = self.sitting.at
        before = self.sitting.items[at - 1] if at else None
        return not self.tried and before is not None and bool(before.tries) and not before.beside

    @property
    def hints(self) -> int:
        """How many hints are open."""
        return self.sitting.item.hints if self.sitting.item is not None else 0

    def settle(self) -> str:
        """Go to the next open question; returns the id of one that the bank does not have, or "".

        Where it has none of those that are left, the sitting stays there, unfinished.
        """
        gone = ""
        self._elsewhere = is_elsewhere(self.sitting, self.bank)
        while self.sitting.item is not None and not self._elsewhere:
            try:
                self.question = self.bank.get(self.sitting.item.question)
            except QuizrnnError:
                gone = self.sitting.item.question
            else:
                if not self.over:
                    self.sitting = at_revision(self.sitting, self.question)
                    break
            self._let_go()
            self.sitting = advance(self.sitting, time.time())
        self._keep()
        return gone

    def shown(self, lang: str) -> Presented:
        """What is shown of the question at hand."""
        group = next((one for one in self.bank.sets() if one.id == self.question.set), None)
        seed = self.sitting.item.seed if self.sitting.item is not None else 0
        return present(self.question, seed, lang, group)

    # -- moves ----------------------------------------------------------------------------------------

    def record(self, answer: Answer, verdict: Verdict, lang: str) -> None:
        """Keep a judged answer."""
        now, card = time.time(), self.store.card(self.question.id)
        self._store(*record(self.sitting, self.question, answer, verdict, now, lang=lang, way=WAY, card=card))

    def skip(self, lang: str) -> None:
        """Leave the question for another day."""
        self._store(*skip(self.sitting, time.time(), lang=lang, way=WAY))

    def give_up(self, lang: str) -> None:
        """ "I don't know", or after a try: the solution, please."""
        move = reveal if self.tried else dont_know
        self._store(*move(self.sitting, time.time(), lang=lang, way=WAY))

    def hint(self) -> None:
        """One hint more."""
        self.sitting = hint(self.sitting, self.question)
        self._keep()

    def undo(self) -> bool:
        """Take back the last answer, of the question before where this one has none; what took time to write
        is there again as a draft. False where the store has no such answer: then nothing is changed.
        """
        before = self.sitting
        if self.behind:
            self.sitting = back(self.sitting, time.time())
        self.sitting, at = undo(self.sitting)
        item = self.sitting.item
        taken = self.store.given(now_called(self.bank, item.question), self.sitting.id, at) if item else None
        if taken is None:
            self.sitting = before
            return False
        self.store.undo(taken.id)
        if (draft := draft_of(taken)) and not self._drafted(taken):
            self.store.save_draft(taken.question, taken.revision, draft)
        self._keep()
        self._tell_outer()
        return True

    def _drafted(self, taken: Attempt) -> bool:
        """Whether what was written after an answer is there, newer than the answer itself."""
        return self.store.draft(taken.question, taken.revision) is not None

    def rate(self) -> None:
        """The next rating for the last answer: again, hard, good, easy, and round."""
        last = self._last()
        if last is not None:
            self.store.rate(last.id, last.rating % len(RATINGS) + 1)

    def returning(self, lang: str) -> str:
        """When the question at hand comes back and why, once it is over; "" where it has no schedule."""
        last = self._last() if self.over else None
        if last is None:
            return ""
        return returning(self.store.card(last.question), last.rating, study_day(time.time()), lang)

    def _last(self) -> Attempt | None:
        """The last answer to the question at hand."""
        item = self.sitting.item
        if item is None or not item.tries:
            return None
        return self.store.given(now_called(self.bank, item.question), self.sitting.id, item.tries[-1].at)

    def advance(self) -> None:
        """Leave the question at hand behind."""
        self._let_go()
        self.sitting = advance(self.sitting, time.time())
        self._keep()

    def _let_go(self) -> None:
        """Forget what was written to a question that is done; of one that was skipped it stays."""
        item = self.sitting.item
        if item is not None and item.state not in ("open", "skipped"):
            self.store.drop_draft(item.question)

    def pause(self) -> None:
        """The learner leaves."""
        self.sitting = pause(self.sitting, time.time())
        self._keep()

    def drop(self) -> None:
        """The sitting is not to be resumed; its attempts stay."""
        self.store.save_sitting(self.sitting.id, save(self.sitting), finished=True)

    def near(self, package: str) -> bool:
        """True when this question or one of the next two needs a package."""
        for item in self.sitting.items[self.sitting.at : self.sitting.at + NEAR]:
            with suppress(QuizrnnError):
                if package in self.bank.get(item.question).needs:
                    return True
        return False

    def _store(self, sitting: Sitting, attempt: Attempt) -> None:
        # The attempt goes to disk first; whatever follows may fail.
        self.store.add(attempt)
        self.sitting = sitting
        if self.over and attempt.answer:
            self.store.drop_draft(self.question.id)
        self._keep()
        self._tell_outer()

    def _keep(self) -> None:
        self.store.save_sitting(self.sitting.id, save(self.sitting), finished=self.sitting.over)

    def _tell_outer(self) -> None:
        """What is answered here is not asked again where one comes from."""
        if self.outer is not None and self.sitting.item is not None:
            self.outer.beside(self.sitting.item)

    def beside(self, answered: Item) -> None:
        """A question was answered, or its answer taken back, in a sitting that was opened from this one."""
        self.sitting = beside(self.sitting, answered)
        self._keep()
        if self.outer is not None:
            self.outer.beside(answered)

    # -- drafts ---------------------------------------------------------------------------------------

    def save_draft(self, answer: Answer) -> None:
        """Keep an unfinished answer: of code the regions, otherwise the answer itself."""
        self.store.save_draft(self.question.id, self.question.revision, draft_text(answer))

    def draft(self, *, code: bool) -> Answer | None:
        """The unfinished answer, if there is one of this kind."""
        text = self.store.draft(self.question.id, self.question.revision)
        if text is None:
            return None
        try:
            if code:
                return Coded(msgspec.json.decode(text, type=dict[str, str]))
            answer: Answer = msgspec.json.decode(text, type=Answer)
        except msgspec.MsgspecError:
            return None  # left by another way of answering
        return answer
