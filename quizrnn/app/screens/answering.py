"""From an answer to what is said about it: handed in, judged or only run, and explained."""

from __future__ import annotations

from dataclasses import replace

from textual import on
from textual.app import SuspendNotSupported

from quizrnn.app.external import Edited, edit
from quizrnn.app.screens.asking import AskingScreen
from quizrnn.app.screens.deaf import Deaf
from quizrnn.app.screens.judging import HasRun, Judged, Stopped
from quizrnn.app.screens.links import Link, links
from quizrnn.app.screens.reply import Reply, reply_blocks
from quizrnn.app.screens.session import Session
from quizrnn.app.settings import editor_command
from quizrnn.app.widgets.answer import Submitted
from quizrnn.app.widgets.codepad import CodePad
from quizrnn.app.widgets.essay import EssayPad, Rubric
from quizrnn.app.widgets.prose import Prose, prose
from quizrnn.bank.model import Code
from quizrnn.grading import Coded
from quizrnn.grading.code import source_of
from quizrnn.grading.workfile import COMMENT, work_text
from quizrnn.i18n import tr


class AnsweringScreen(AskingScreen):
    """Takes answers and says what came of them; where to go from there is the subclass's."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.links: list[Link] = []
        """Where to go on from the question at hand, once it is over."""
        self._reply = Reply()
        self._others = False
        self.deaf = Deaf()
        self._own = False
        """Whether one's own code stands with the reply."""

    # -- answering ------------------------------------------------------------------------------------

    @on(Submitted)
    def _submitted(self) -> None:
        if not self.deaf.now:
            self.action_submit()

    def action_submit(self) -> None:
        """Hand in what stands there."""
        if self.busy or self.over:
            return
        if isinstance(self.place, CodePad):
            self.place.tidy()
        answer = self.place.answer()
        if isinstance(answer, str):
            self.say_state(answer)
        elif isinstance(self.place, CodePad) and self.place.untouched:
            self.say_state("answer.unchanged" if self.question.mode == "fix" else "answer.untouched")
        elif isinstance(self.place, CodePad) and (gap := self.place.gap):
            self.say_state("answer.gap", line=self.place.editor.go_to(gap))
        elif isinstance(self.place, EssayPad) and not self.place.comparing:
            self.say_state("")
            self.place.compare()
            self.reading.look_at(self.query_one(Rubric))
        else:
            self._begin_work("sitting.checking" if self.question.kind == "code" else "")
            self.judge(self.question, answer)

    def action_run(self) -> None:
        """Run without judging."""
        if isinstance(self.place, CodePad):
            self.place.tidy()
        answer = self.place.answer()
        if isinstance(answer, Coded) and isinstance(self.question.body, Code):
            self._begin_work("sitting.running")
            self.run_code(self.question, source_of(self.question.body, answer))

    def action_external(self) -> None:
        """The code in one's own editor; the app waits."""
        code, answer = self.question.body, self.place.answer()
        if not isinstance(code, Code) or not isinstance(answer, Coded) or self.busy or self.over:
            return
        self._drafts.save()
        try:
            command = editor_command(self.study.store)
        except ValueError:
            self.say_state("set.editor.unclear")
            return
        ask = [line.plain for line in prose(self.shown.ask, COMMENT)]
        text = work_text(self.question, self.lang, ask, answer.regions)
        try:
            with self.study.suspend():
                edited = edit(code, f"{self.question.id}.py", text, command, self.lang)
        except SuspendNotSupported:
            self.say_state("external.cannot")
            return
        self.study.refresh(layout=True)
        self._take_over(edited)

    def _take_over(self, edited: Edited) -> None:
        if edited.message:
            self.say_state(edited.message, **edited.facts)
            return
        assert isinstance(self.place, CodePad)
        before = self.place.editor.region_texts()
        self.place.take_over(edited.regions)
        self._drafts.save()
        if edited.note:
            self.say_words(_taken_but_outside)
        else:
            same = self.place.editor.region_texts() == before
            self.say_state("external.same" if same else "external.taken")

    def _begin_work(self, message: str) -> None:
        self.busy = True
        if message:  # it takes a while; a choice is kept with its verdict at once
            self._drafts.save()
        self.say_state(message, letter=self.study.key_of("back", "app"))
        self.refresh_keys()

    def _end_work(self) -> None:
        self.busy = False
        self.say_state("")
        self.refresh_keys()

    @on(Stopped)
    def _stopped(self, event: Stopped) -> None:
        self._end_work()
        # A check that is stopped takes the judge's process with it; the next one shall find it warm.
        self.study.warm_judge(torch="torch" in self.question.needs)
        if event.reason is not None:
            self.say_words(event.reason)
        else:
            self.say_state("sitting.cancelled")

    @on(HasRun)
    def _has_run(self, event: HasRun) -> None:
        self._end_work()
        self._reply = replace(self._reply, ran=event.ran)
        self.show_reply()

    @on(Judged)
    def _judged(self, event: Judged) -> None:
        self._end_work()
        self.session.record(event.answer, event.verdict, self.lang)
        self._reply = Reply((event.answer, event.verdict))
        if self.over:
            self._close(event.verdict.picked)
        if self.study.lively:
            self.deaf.begin()
        self.show_reply()
        self.study.look_after_store()
        self.refresh_keys()

    def action_dont_know(self) -> None:
        """Show the answer."""
        self._drafts.save()
        self.session.give_up(self.lang)
        self._reply = Reply()
        self._close(())
        self.say_state("")
        self.show_reply()
        self.study.look_after_store()
        self.refresh_keys()

    def _close(self, wrong: tuple[int, ...]) -> None:
        self._drafts.stop()
        self.place.reveal(self.question, wrong)
        self.show_preview()
        self.set_focus(None)

    def resized(self) -> None:
        """Beside the editor one's own code is not repeated, below it is."""
        if self.busy or not hasattr(self, "place") or self.session.finished:
            return
        if self.has_class("-narrow") != self._own:
            self.show_reply(scroll=False)
        self._common.make_room(False)
        self._look_for_room()

    # -- feedback -------------------------------------------------------------------------------------

    def forget_reply(self) -> None:
        """A question begins: nothing has been said about it."""
        self._reply, self._others = Reply(), False

    def show_reply(self, *, scroll: bool = True) -> None:
        """Feedback, and where to go on."""
        retry = self.say(
            "feedback.retry.code" if isinstance(self.place, CodePad) else "feedback.retry",
            check=self.study.key_of("submit", "sitting", typing=True),
            reveal=self.study.key_of("dont_know", "sitting", typing=True),
        )
        self._own = own = self.has_class("-narrow")
        found = reply_blocks(
            self.question, self.shown, self._reply, self.lang, over=self.over, retry=retry, own=own
        )
        self.reading.panel.set(found, [option.index for option in self.shown.options], self._others)
        self.links = links(self.study.bank, self.question, self.lang) if self.over else []
        self.reading.links(self.say("sitting.see"), [link.title for link in self.links])
        self._show_return()
        self.set_class(bool(found), "-judged")
        self.set_class(self.over, "-over")
        if found and scroll:
            again = not self.over and not isinstance(self.place, CodePad)
            self.reading.look_at(self.reading.panel, first=not again, above=self.place if again else None)

    def _show_return(self) -> None:
        words = self.session.returning(self.lang)
        line = self.query_one("#returning", Prose)
        line.display = bool(words)
        line.set(words)

    def action_rate(self) -> None:
        """The learner's own rating of the answer."""
        self.session.rate()
        self._show_return()

    def action_others(self) -> None:
        """Why each of the other options is wrong."""
        self._others = True
        self.show_reply(scroll=False)
        self.refresh_keys()

    def action_copy(self) -> None:
        """The line that repeats the counterexample goes to the clipboard."""
        self.study.copy_to_clipboard(self.reading.panel.paste)
        self.say_state("sitting.copied")


def _taken_but_outside(lang: str) -> str:
    return f"{tr('app', 'external.taken', lang)} {tr('app', 'external.outside', lang)}"
