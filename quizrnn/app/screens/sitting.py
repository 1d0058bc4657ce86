"""A sitting: question after question, answered, judged and explained."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

import msgspec
from textual import on, work
from textual.app import ComposeResult
from textual.containers import Container, Vertical, VerticalScroll
from textual.widgets import TextArea

from quizrnn.app.commands import Place, bindings
from quizrnn.app.screens.page import Page
from quizrnn.app.screens.places import answer_place
from quizrnn.app.screens.ran import run_blocks
from quizrnn.app.widgets.answer import AnswerPlace, Changed, Submitted
from quizrnn.app.widgets.codepad import CodePad, CodePreview
from quizrnn.app.widgets.editor import CodeEditor
from quizrnn.app.widgets.entry import Entry
from quizrnn.app.widgets.essay import EssayPad
from quizrnn.app.widgets.feedback import FeedbackPanel
from quizrnn.app.widgets.options import OptionsList
from quizrnn.app.widgets.prose import Prose
from quizrnn.bank.model import Code, Question
from quizrnn.errors import QuizrnnError
from quizrnn.grading import Answer, AnswerUnclear, Coded, Picked, Typed, blocks, grade
from quizrnn.grading.code import computing, option_regions, source_of
from quizrnn.grading.feedback import feedback, solved
from quizrnn.judge.task import Ran
from quizrnn.progress import Attempt
from quizrnn.quiz import (
    Presented,
    Sitting,
    advance,
    at_revision,
    begin,
    choose,
    dont_know,
    hint,
    pause,
    present,
    record,
    resume,
    reveal,
    save,
    skip,
    stored,
    undo,
)
from quizrnn.verdict import Verdict

if TYPE_CHECKING:
    from quizrnn.app.app import QuizrnnApp

WAY = "app"
DRAFT_DELAY = 0.5


def new_sitting(study: QuizrnnApp, ids: Sequence[str]) -> SittingScreen:
    """A screen with a new sitting over these questions."""
    rows = choose(study.bank.rows(), ids=ids)
    return SittingScreen(begin(rows, random.Random(), time.time(), lang=study.lang))


class SittingScreen(Page):
    """The question at hand, the place for its answer, and what is said about it."""

    PLACE: ClassVar[Place] = "sitting"
    BINDINGS: ClassVar[list[Any]] = bindings("sitting")

    question: Question
    shown: Presented

    def __init__(self, sitting: Sitting) -> None:
        super().__init__()
        self.sitting = resume(sitting, time.time())
        self.busy = False
        self._judged_last: tuple[Answer, Verdict] | None = None
        self._ran: Ran | None = None
        self._others = False
        self._message: tuple[str, dict[str, object]] | str = ""
        self._draft_timer: Any = None

    def content(self) -> ComposeResult:
        """Reading at the left (or above), the code at the right (or below)."""
        with Container(id="desk"):
            with VerticalScroll(id="reading", can_focus=False):
                yield Prose(id="ask")
                yield Prose(id="hints")
                yield Vertical(id="answer")
                yield FeedbackPanel(id="feedback")
            yield Vertical(id="bench")
        yield Prose(id="state")

    def on_mount(self) -> None:
        """Show the question at hand."""
        super().on_mount()
        self.call_next(self.show_question)

    # -- the question at hand -------------------------------------------------------------------------

    async def show_question(self) -> None:
        """Build the screen for the current question, leaving out those that are gone or done."""
        gone = ""
        while self.sitting.item is not None:
            try:
                self.question = self.study.bank.get(self.sitting.item.question)
            except QuizrnnError:
                gone = self.sitting.item.question
                self.sitting = advance(self.sitting, time.time())
                continue
            if not self.over:
                self.sitting = at_revision(self.sitting, self.question)
                break
            self.sitting = advance(self.sitting, time.time())
        if self.sitting.item is None:
            self._finish()
            return
        self._judged_last, self._ran, self._others = None, None, False
        self.say_state("sitting.gone" if gone else "", id=gone)
        self._present()
        await self._build()
        self._keep()
        self.relabel()
        if "torch" in self.question.needs:
            self.study.warm_judge(torch=True)

    def _present(self) -> None:
        assert self.sitting.item is not None
        group = next((one for one in self.study.bank.sets() if one.id == self.question.set), None)
        self.shown = present(self.question, self.sitting.item.seed, self.lang, group)

    async def _build(self) -> None:
        answer, bench = self.query_one("#answer"), self.query_one("#bench")
        await answer.remove_children()
        await bench.remove_children()
        is_code = isinstance(self.question.body, Code)
        self.set_class(is_code, "-code")
        self.set_class(self.question.mode == "choose", "-choose")
        self.remove_class("-judged")
        self.place: AnswerPlace = answer_place(self.question, self.shown)
        await (bench if isinstance(self.place, CodePad) else answer).mount(self.place)
        answer.display = not isinstance(self.place, CodePad)
        if self.question.mode == "choose":
            await bench.mount(CodePreview(id="in-place"))
        self._restore_draft()
        self.query_one("#reading").scroll_home(animate=False)
        self.place.begin()

    def relabel(self) -> None:
        """All words of the question anew."""
        if not hasattr(self, "question") or self.sitting.item is None:
            return
        self._present()
        self.place.translate(self.shown)
        shown, title = self.shown, self.shown.title
        kind = self.say(f"mode.{shown.mode}" if shown.mode else f"kind.{shown.kind}")
        count = self.say("sitting.count", index=self.sitting.at + 1, total=len(self.sitting.items))
        self.heading(f" {title}", f"{kind}  {self.say('sitting.level', level=shown.level)}  {count} ")
        several = f"\n\n*{self.say('sitting.several')}*" if shown.several else ""
        group = f"**{shown.set_title}**\n\n{shown.set_ask}\n\n" if shown.set_ask else ""
        notes = {"PairList": "answer.pairs", "OrderList": "answer.order"}
        how = notes.get(type(self.place).__name__, "")
        self.query_one("#ask", Prose).set(
            group + shown.ask + several + (f"\n\n*{self.say(how)}*" if how else "")
        )
        self._show_hints()
        self._show_preview()
        self._show_feedback(scroll=False)
        self._show_state()
        super().relabel()

    def _show_hints(self) -> None:
        assert self.sitting.item is not None
        total = len(self.shown.hints)
        said = [
            f"**{self.say('sitting.hint', index=i, total=total)}**  {text}"
            for i, text in enumerate(self.shown.hints[: self.sitting.item.hints], 1)
        ]
        hints = self.query_one("#hints", Prose)
        hints.display = bool(said)
        hints.set("\n\n".join(said))

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

    @property
    def over(self) -> bool:
        """True when this question is finished."""
        item = self.sitting.item
        return item is None or item.state != "open"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what makes sense now."""
        if not hasattr(self, "place"):
            return action in ("back", "language", "help", "palette", "leave")
        pad, panel = isinstance(self.place, CodePad), self.query_one(FeedbackPanel)
        tried = bool(self.sitting.item and self.sitting.item.tries)
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
            self.query_one("#reading").scroll_end(animate=False)
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
        self.sitting, attempt = record(
            self.sitting, self.question, answer, verdict, time.time(), lang=self.lang, way=WAY
        )
        self._store(attempt)
        self._judged_last, self._ran = (answer, verdict), None
        if self.over:
            self._close(verdict.picked)
        self._show_feedback()
        self.refresh_keys()

    def _store(self, attempt: Attempt) -> None:
        """The attempt goes to disk now; what follows may fail."""
        self.sitting = stored(self.sitting, self.study.store.add(attempt))
        self._keep()

    def _keep(self) -> None:
        self.study.store.save_sitting(self.sitting.id, save(self.sitting), finished=self.sitting.over)

    def _close(self, wrong: tuple[int, ...]) -> None:
        self._stop_draft()
        self.study.store.drop_draft(self.question.id)
        self.place.reveal(self.question, wrong)
        self.set_focus(None)

    # -- feedback -------------------------------------------------------------------------------------

    def _show_feedback(self, *, scroll: bool = True) -> None:
        panel = self.query_one(FeedbackPanel)
        found = self._blocks()
        panel.set(found, [option.index for option in self.shown.options], self._others)
        self.set_class(bool(found), "-judged")
        if found and scroll:
            # The first refresh lays the panes out anew, the second one their contents.
            self.call_after_refresh(self.call_after_refresh, self._scroll_to_feedback)

    def _scroll_to_feedback(self) -> None:
        """The whole feedback where it fits, with what stands above it; otherwise its beginning."""
        reading, panel = self.query_one("#reading", VerticalScroll), self.query_one(FeedbackPanel)
        top = panel.virtual_region.y
        end = panel.virtual_region.bottom - reading.scrollable_content_region.height + 1
        reading.scroll_to(y=max(0, min(top, end)), animate=False, force=True)
        if isinstance(self.place, CodePad):
            self.place.editor.scroll_cursor_visible()

    def _blocks(self) -> list[blocks.Block]:
        if self._ran is not None:
            return run_blocks(self.question, self._ran, self.lang)
        answer, found = None, list[blocks.Block]()
        if self._judged_last is not None:
            answer, verdict = self._judged_last
            found += feedback(self.question, answer, verdict, self.lang).blocks
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
        self.study.copy_to_clipboard(self.query_one(FeedbackPanel).paste)
        self.say_state("sitting.copied")

    # -- moves ----------------------------------------------------------------------------------------

    def action_hint(self) -> None:
        """One hint more."""
        assert self.sitting.item is not None
        if self.sitting.item.hints >= len(self.shown.hints):
            self.say_state("sitting.hints.none")
            return
        self.sitting = hint(self.sitting, self.question)
        self._keep()
        self._show_hints()
        self.call_after_refresh(self._scroll_to_hints)

    def _scroll_to_hints(self) -> None:
        self.query_one("#reading", VerticalScroll).scroll_to_widget(self.query_one("#hints"), animate=False)

    async def action_skip(self) -> None:
        """Leave it for another day."""
        self.sitting, attempt = skip(self.sitting, time.time(), lang=self.lang, way=WAY)
        self._store(attempt)
        await self.action_next()

    def action_dont_know(self) -> None:
        """Show the answer."""
        assert self.sitting.item is not None
        move = reveal if self.sitting.item.tries else dont_know
        self.sitting, attempt = move(self.sitting, time.time(), lang=self.lang, way=WAY)
        self._store(attempt)
        self._judged_last, self._ran = None, None
        self._close(())
        self.say_state("")
        self._show_feedback()
        self.refresh_keys()

    async def action_undo(self) -> None:
        """Take back the last answer: a slip of the key."""
        self.sitting, attempt = undo(self.sitting)
        if attempt:
            self.study.store.undo(attempt)
        self._keep()
        await self.show_question()
        self.say_state("sitting.undone")

    async def action_next(self) -> None:
        """On to the next question."""
        self.save_draft()
        self.sitting = advance(self.sitting, time.time())
        self._keep()
        await self.show_question()

    def _finish(self) -> None:
        from quizrnn.app.screens.summary import SummaryScreen

        self._keep()
        self.study.switch_screen(SummaryScreen(self.sitting))

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
        self.query_one("#reading").scroll_page_down(animate=False)

    def action_scroll_up(self) -> None:
        """Read again."""
        self.query_one("#reading").scroll_page_up(animate=False)

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
        if isinstance(answer, str):
            return
        data = answer.regions if isinstance(answer, Coded) else answer
        text = msgspec.json.encode(data).decode()
        self.study.store.save_draft(self.question.id, self.question.revision, text)

    def _restore_draft(self) -> None:
        text = self.study.store.draft(self.question.id, self.question.revision)
        if text is None:
            return
        try:
            if isinstance(self.place, CodePad):
                answer: Answer = Coded(msgspec.json.decode(text, type=dict[str, str]))
            else:
                answer = msgspec.json.decode(text, type=Answer)
        except msgspec.MsgspecError:
            return  # a draft of another way of answering; the place stays as it is
        self.place.restore(answer)

    def pause(self) -> None:
        """Everything that is not finished goes to disk."""
        self.save_draft()
        self.sitting = pause(self.sitting, time.time())
        self._keep()
