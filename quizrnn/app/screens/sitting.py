"""A sitting: question after question, answered, judged and explained."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.widgets import TextArea

from quizrnn.app.commands import Place, bindings
from quizrnn.app.screens.page import Page
from quizrnn.app.screens.places import answer_place
from quizrnn.app.screens.ran import run_blocks
from quizrnn.app.screens.session import Session
from quizrnn.app.widgets.answer import AnswerPlace, Changed, Submitted
from quizrnn.app.widgets.codepad import CodePad, CodePreview
from quizrnn.app.widgets.editor import CodeEditor
from quizrnn.app.widgets.entry import Entry
from quizrnn.app.widgets.essay import EssayPad, Rubric
from quizrnn.app.widgets.options import OptionsList
from quizrnn.app.widgets.pairing import OrderList, PairList
from quizrnn.app.widgets.prose import Prose
from quizrnn.app.widgets.reading import Reading
from quizrnn.bank.model import Code, Question
from quizrnn.errors import QuizrnnError
from quizrnn.grading import Answer, AnswerUnclear, Coded, Picked, Typed, blocks, grade
from quizrnn.grading.code import computing, option_regions, source_of
from quizrnn.grading.feedback import feedback, solved
from quizrnn.judge.task import Ran
from quizrnn.quiz import Presented, Sitting, begin, choose
from quizrnn.verdict import Verdict

if TYPE_CHECKING:
    from quizrnn.app.app import QuizrnnApp

DRAFT_DELAY = 0.5
HOW: dict[type[AnswerPlace], str] = {PairList: "answer.pairs", OrderList: "answer.order"}


def new_sitting(study: QuizrnnApp, ids: Sequence[str]) -> SittingScreen:
    """A screen with a new sitting over these questions."""
    rows = choose(study.bank.rows(), ids=ids)
    return open_sitting(study, begin(rows, random.Random(), time.time(), lang=study.lang))


def open_sitting(study: QuizrnnApp, sitting: Sitting) -> SittingScreen:
    """A screen that goes on with a sitting."""
    return SittingScreen(Session(sitting, study.bank, study.store))


class SittingScreen(Page):
    """The question at hand, the place for its answer, and what is said about it."""

    PLACE: ClassVar[Place] = "sitting"
    BINDINGS: ClassVar[list[Any]] = bindings("sitting")

    place: AnswerPlace
    shown: Presented

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.busy = False
        self._judged_last: tuple[Answer, Verdict] | None = None
        self._ran: Ran | None = None
        self._others = False
        self._message: tuple[str, dict[str, object]] | str = ""
        self._draft_timer: Any = None

    def content(self) -> ComposeResult:
        """Reading at the left (or above), the code at the right (or below)."""
        with Container(id="desk"):
            yield Reading(id="reading")
            yield Vertical(id="bench")
        yield Prose(id="state")

    def on_mount(self) -> None:
        """Show the question at hand."""
        super().on_mount()
        self.call_next(self.show_question)

    # -- the question at hand -------------------------------------------------------------------------

    @property
    def question(self) -> Question:
        """The question at hand."""
        return self.session.question

    @property
    def over(self) -> bool:
        """True when this question is finished."""
        return self.session.over

    @property
    def reading(self) -> Reading:
        """The column that is read."""
        return self.query_one(Reading)

    async def show_question(self) -> None:
        """Build the screen for the next open question."""
        gone = self.session.settle()
        if self.session.finished:
            self._finish()
            return
        self._judged_last, self._ran, self._others = None, None, False
        self.say_state("sitting.gone" if gone else "", id=gone)
        self.shown = self.session.shown(self.lang)
        await self._build()
        self.relabel()
        if "torch" in self.question.needs:
            self.study.warm_judge(torch=True)

    async def _build(self) -> None:
        answer, bench = self.query_one("#answer"), self.query_one("#bench")
        await answer.remove_children()
        await bench.remove_children()
        is_code = isinstance(self.question.body, Code)
        self.set_class(is_code, "-code")
        self.set_class(self.question.mode == "choose", "-choose")
        self.remove_class("-judged")
        self.place = answer_place(self.question, self.shown)
        await (bench if isinstance(self.place, CodePad) else answer).mount(self.place)
        answer.display = not isinstance(self.place, CodePad)
        if self.question.mode == "choose":
            await bench.mount(CodePreview(id="in-place"))
        draft = self.session.draft(code=isinstance(self.place, CodePad))
        if draft is not None:
            self.place.restore(draft)
        self.reading.look_at(None)
        self.place.begin()

    def relabel(self) -> None:
        """All words of the question anew."""
        if not hasattr(self, "place") or self.session.finished:
            return
        self.shown = shown = self.session.shown(self.lang)
        self.place.translate(shown)
        kind = self.say(f"mode.{shown.mode}" if shown.mode else f"kind.{shown.kind}")
        sitting = self.session.sitting
        count = self.say("sitting.count", index=sitting.at + 1, total=len(sitting.items))
        self.heading(f" {shown.title}", f"{kind}  {self.say('sitting.level', level=shown.level)}  {count} ")
        group = (f"**{shown.set_title}**", shown.set_ask) if shown.set_ask else ()
        how = "sitting.several" if shown.several else HOW.get(type(self.place), "")
        self.reading.ask(*group, shown.ask, f"*{self.say(how)}*" if how else "")
        self._show_hints()
        self._show_preview()
        self._show_feedback(scroll=False)
        self._show_state()
        super().relabel()

    def _show_hints(self) -> None:
        hints = self.shown.hints
        self.reading.hints(
            [
                f"**{self.say('sitting.hint', index=i, total=len(hints))}**  {text}"
                for i, text in enumerate(hints[: self.session.hints], 1)
            ]
        )

    @on(OptionsList.Moved)
    def _show_preview(self) -> None:
        code, place = self.question.body, self.place
        if isinstance(code, Code) and isinstance(place, OptionsList):
            regions = option_regions(code, Picked((place.options[place.cursor].index,)))
            texts = {region.name: region.text for region in code.solution.regions} | dict(regions)
            title = self.say("editor.preview", index=place.cursor + 1)
            self.query_one(CodePreview).show(code, self.lang, texts, title)

    # -- words at the bottom --------------------------------------------------------------------------

    def say_state(self, message: str, **values: object) -> None:
        """Say something in the line above the keys: a key of the strings, or "" for nothing."""
        self._message = (message, values) if message else ""
        self._show_state()

    def say_text(self, text: str) -> None:
        """Say a sentence that has been put into words already."""
        self._message = text
        self._show_state()

    def _show_state(self) -> None:
        message = self._message
        state = self.query_one("#state", Prose)
        state.display = bool(message)
        state.set(message if isinstance(message, str) else self.say(message[0], **message[1]))

    # -- what can be done -----------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what makes sense now."""
        if not hasattr(self, "place"):
            return action in ("back", "language", "help", "palette", "leave")
        pad, panel, tried = isinstance(self.place, CodePad), self.reading.panel, self.session.tried
        allowed = {
            "next": self.over or tried,
            "submit": not self.over,
            "run": pad and not self.over,
            "edit": not self.over and isinstance(self.place, (CodePad, EssayPad, Entry)),
            "region": pad and not self.over,
            "restart": pad and not self.over,
            "copy": bool(panel.paste),
            "others": self.over and panel.options is not None and not self._others,
            "undo": tried,
            "hint": not self.over and bool(self.shown.hints),
            "skip": not self.over and not tried,
            "dont_know": not self.over,
        }
        if action in allowed:
            return allowed[action] and not self.busy
        return True

    def in_bar(self, name: str) -> bool:
        """F5 is named where Enter does not do the same, and the way to the editor only outside of it."""
        if name == "submit":
            return isinstance(self.place, CodePad) or (
                isinstance(self.place, EssayPad) and not self.place.comparing
            )
        return not (name == "edit" and self.typing)

    def own_keys(self) -> list[tuple[str, str]]:
        """The keys of the place for the answer."""
        if not hasattr(self, "place"):
            return []
        if self.busy:
            return [("Esc", self.say("do.cancel"))]
        if self.over:
            return [("Enter", self.say("do.next"))]
        if isinstance(self.focused, OptionsList):
            digits = f"1-{len(self.shown.options)}"
            if self.shown.several:
                return [(digits, self.say("do.toggle")), ("Enter", self.say("do.answer"))]
            return [(digits, self.say("do.pick"))]
        if isinstance(self.focused, CodeEditor):
            return []
        return [("Enter", self.say("do.answer"))] if not isinstance(self.focused, TextArea) else []

    # -- answering ------------------------------------------------------------------------------------

    @on(Submitted)
    def _submitted(self) -> None:
        self.action_submit()

    def action_submit(self) -> None:
        """Hand in what stands there."""
        if self.busy or self.over:
            return
        answer = self.place.answer()
        if isinstance(answer, str):
            self.say_state(answer)
        elif isinstance(self.place, EssayPad) and not self.place.comparing:
            self.say_state("")
            self.place.compare()
            self.reading.look_at(self.query_one(Rubric))
        else:
            self._begin_work("sitting.checking" if self.question.kind == "code" else "")
            self._judge(answer)

    def action_run(self) -> None:
        """Run without judging."""
        answer = self.place.answer()
        if isinstance(answer, Coded) and isinstance(self.question.body, Code):
            self._begin_work("sitting.running")
            self._run(source_of(self.question.body, answer))

    def _begin_work(self, message: str) -> None:
        self.busy = True
        self.save_draft()
        self.say_state(message)
        self.refresh_keys()

    def _end_work(self, message: str = "") -> None:
        self.busy = False
        self.say_state(message)
        self.refresh_keys()

    @work(exclusive=True, group="judge", exit_on_error=False)
    async def _judge(self, answer: Answer) -> None:
        try:
            files = self.study.bank.sources(self.question)
            verdict = await grade(self.question, answer, self.study.judge, computing(self.question, files))
        except AnswerUnclear as error:
            self._end_work()
            self.say_text(error.message(self.lang))
            return
        except asyncio.CancelledError:
            self._end_work("sitting.cancelled")
            raise
        except Exception as error:
            path = self.study.log_error(error)
            verdict = Verdict("broken", detail=f"{type(error).__name__}, {path}")
        # Not here: what goes wrong in a worker is not seen.
        self.call_next(self._judged, answer, verdict)

    @work(exclusive=True, group="judge", exit_on_error=False)
    async def _run(self, source: bytes) -> None:
        try:
            if self.study.judge is None:
                raise QuizrnnError("there is no judge")
            ran = await self.study.judge.run(self.question, source)
        except asyncio.CancelledError:
            self._end_work("sitting.cancelled")
            raise
        except Exception as error:
            self._end_work()
            self.say_state("judge.down", reason=str(error))
            self.study.log_error(error)
            return
        self.call_next(self._has_run, ran)

    def _has_run(self, ran: Ran) -> None:
        self._end_work()
        self._ran = ran
        self._show_feedback()

    def _judged(self, answer: Answer, verdict: Verdict) -> None:
        self._end_work()
        self.session.record(answer, verdict, self.lang)
        self._judged_last, self._ran = (answer, verdict), None
        if self.over:
            self._close(verdict.picked)
        self._show_feedback()
        self.refresh_keys()

    def _close(self, wrong: tuple[int, ...]) -> None:
        self._stop_draft()
        self.place.reveal(self.question, wrong)
        self.set_focus(None)

    # -- feedback -------------------------------------------------------------------------------------

    def _show_feedback(self, *, scroll: bool = True) -> None:
        found = self._blocks()
        self.reading.panel.set(found, [option.index for option in self.shown.options], self._others)
        self.set_class(bool(found), "-judged")
        if found and scroll:
            self.reading.look_at(self.reading.panel)

    def _blocks(self) -> list[blocks.Block]:
        if self._ran is not None:
            return run_blocks(self.question, self._ran, self.lang)
        answer, found = None, list[blocks.Block]()
        if self._judged_last is not None:
            answer, verdict = self._judged_last
            found += feedback(self.question, answer, verdict, self.lang, self.shown.shown_number).blocks
        elif self.over:
            found.append(blocks.Heading("-", self.say("verdict.revealed"), "note"))
        if self.over:
            # One's own code stays in the editor beside the worked solution, so it is not repeated.
            given = None if isinstance(answer, Coded) else answer or Typed("", self.shown.seed)
            found += solved(self.question, given, self.lang)
        elif found and not isinstance(self.place, EssayPad):
            found.append(blocks.Prose(self.say("feedback.retry"), "", "muted"))
        return found

    def action_others(self) -> None:
        """Why each of the other options is wrong."""
        self._others = True
        self._show_feedback(scroll=False)
        self.refresh_keys()

    def action_copy(self) -> None:
        """The line that repeats the counterexample goes to the clipboard."""
        self.study.copy_to_clipboard(self.reading.panel.paste)
        self.say_state("sitting.copied")

    # -- moves ----------------------------------------------------------------------------------------

    def action_hint(self) -> None:
        """One hint more."""
        if self.session.hints >= len(self.shown.hints):
            self.say_state("sitting.hints.none")
            return
        self.session.hint()
        self._show_hints()
        self.reading.look_at(self.query_one("#hints"))

    async def action_skip(self) -> None:
        """Leave it for another day."""
        self.session.skip(self.lang)
        await self.action_next()

    def action_dont_know(self) -> None:
        """Show the answer."""
        self.session.give_up(self.lang)
        self._judged_last, self._ran = None, None
        self._close(())
        self.say_state("")
        self._show_feedback()
        self.refresh_keys()

    async def action_undo(self) -> None:
        """Take back the last answer: a slip of the key."""
        self.session.undo()
        await self.show_question()
        self.say_state("sitting.undone")

    async def action_next(self) -> None:
        """On to the next question."""
        self.save_draft()
        self.session.advance()
        await self.show_question()

    def _finish(self) -> None:
        from quizrnn.app.screens.summary import SummaryScreen

        self.study.switch_screen(SummaryScreen(self.session.sitting))

    # -- the editor -----------------------------------------------------------------------------------

    def action_edit(self) -> None:
        """Go to where one writes, or from there to the keys."""
        if self.typing:
            self.set_focus(None)
        else:
            self.place.begin()

    def action_region(self) -> None:
        """The next place that can be edited."""
        if isinstance(self.place, CodePad):
            self.place.begin()
            self.place.editor.next_region()

    def action_restart(self) -> None:
        """The code as it was at the start."""
        if isinstance(self.place, CodePad):
            self.place.restart()
            self.say_state("sitting.restarted")

    @on(CodeEditor.Left)
    def _left_editor(self) -> None:
        self.action_back()

    @on(CodeEditor.Refused)
    def _refused(self) -> None:
        self.say_state("sitting.given")

    def action_scroll_down(self) -> None:
        """Read on."""
        self.reading.page(1)

    def action_scroll_up(self) -> None:
        """Read again."""
        self.reading.page(-1)

    def action_back(self) -> None:
        """Stop a check, leave the editor, or leave the sitting."""
        if self.busy:
            self.workers.cancel_group(self, "judge")
        elif self.typing:
            self.set_focus(None)
        else:
            self.pause()
            self.study.pop_screen()

    # -- drafts ---------------------------------------------------------------------------------------

    @on(Changed)
    def _changed(self) -> None:
        if self.over:
            return
        self._stop_draft()
        self._draft_timer = self.set_timer(DRAFT_DELAY, self.save_draft)

    def _stop_draft(self) -> None:
        if self._draft_timer is not None:
            self._draft_timer.stop()
            self._draft_timer = None

    def save_draft(self) -> None:
        """Keep what stands in the place for the answer."""
        self._stop_draft()
        if self.over or not hasattr(self, "place"):
            return
        answer = self.place.answer()
        if not isinstance(answer, str):
            self.session.save_draft(answer)

    def pause(self) -> None:
        """Everything that is not finished goes to disk."""
        self.save_draft()
        self.session.pause()
