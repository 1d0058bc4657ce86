"""A question on the screen: its texts, the place for its answer, the editor, the words at the bottom."""

from __future__ import annotations

from typing import Any, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Container, Vertical

from quizrnn.app.commands import Place, bindings
from quizrnn.app.screens.drafts import Drafts
from quizrnn.app.screens.judging import JudgingPage
from quizrnn.app.screens.places import answer_place
from quizrnn.app.screens.session import Session
from quizrnn.app.widgets.answer import AnswerPlace, Changed
from quizrnn.app.widgets.codepad import CodePad, CodePreview
from quizrnn.app.widgets.common import CommonText
from quizrnn.app.widgets.editor import CodeEditor
from quizrnn.app.widgets.options import OptionsList
from quizrnn.app.widgets.pairing import OrderList, PairList
from quizrnn.app.widgets.prose import Prose
from quizrnn.app.widgets.reading import Reading
from quizrnn.app.widgets.regions import MOST_CHARACTERS, MOST_COLUMNS, MOST_LINES
from quizrnn.app.widgets.speaking import Words
from quizrnn.app.widgets.writing import WritingArea
from quizrnn.bank.model import Code, Question
from quizrnn.bank.solution import view
from quizrnn.grading import Answer, Picked
from quizrnn.grading.code import option_regions
from quizrnn.i18n import tr
from quizrnn.quiz import Presented

HOW: dict[type[AnswerPlace], str] = {PairList: "answer.pairs", OrderList: "answer.order"}


class AskingScreen(JudgingPage):
    """Shows the question at hand of a session; what is said about an answer is the subclass's."""

    PLACE: ClassVar[Place] = "sitting"
    BINDINGS: ClassVar[list[Any]] = bindings("sitting")

    place: AnswerPlace
    shown: Presented

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._message: tuple[str, dict[str, object]] = ("", {})
        self._words: Words | None = None
        self._drafts = Drafts(self)

    def content(self) -> ComposeResult:
        """Reading at the left (or above), the code at the right (or below)."""
        yield CommonText(id="common")
        with Container(id="desk"):
            yield Reading(id="reading")
            yield Vertical(id="bench")
        yield Prose(id="returning")
        yield Prose(id="state")

    def on_mount(self) -> None:
        """Show the question at hand."""
        self.watch(self.reading, "virtual_size", self._look_for_room, init=False)
        self.call_next(self.show_question)

    def finish(self) -> None:
        """No question is left."""
        raise NotImplementedError

    def forget_reply(self) -> None:
        """A question begins: nothing has been said about it."""
        raise NotImplementedError

    def show_reply(self, *, scroll: bool = True) -> None:
        """What there is to say about the last answer."""
        raise NotImplementedError

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

    @property
    def _common(self) -> CommonText:
        return self.query_one(CommonText)

    async def show_question(self) -> None:
        """Build the screen for the next open question."""
        gone = self.session.settle()
        if self.session.finished:
            self.finish()
            return
        self.forget_reply()
        self.say_state("sitting.gone" if gone else "", id=gone)
        former = self.place if hasattr(self, "place") and self.shown.id == self.question.id else None
        self.shown = self.session.shown(self.lang)
        await self._build(former)
        self.relabel()
        self._look_for_room()
        if self.session.near("torch"):
            self.study.warm_judge(torch=True)

    def _look_for_room(self) -> None:
        self.call_after_refresh(self._make_room)

    def _make_room(self) -> None:
        """Options of code are all in view with the code: what the set has in common gives way to them."""
        open_choice = hasattr(self, "place") and isinstance(self.place, OptionsList) and not self.over
        if open_choice and self.question.mode == "choose" and self.reading.max_scroll_y > 0:
            self._common.make_room(True)

    async def _build(self, former: AnswerPlace | None) -> None:
        """The places of this question; ``former`` is where it was answered before, if it is asked again."""
        answer, bench = self.query_one("#answer"), self.query_one("#bench")
        editor = former.editor if isinstance(former, CodePad) else None
        await answer.remove_children()
        await bench.remove_children()
        is_code = isinstance(self.question.body, Code)
        self.set_class(is_code, "-code")
        self.set_class(self.question.mode == "choose", "-choose")
        self.remove_class("-judged", "-over", "-code-again")
        self.place = answer_place(self.question, self.shown)
        await (bench if isinstance(self.place, CodePad) else answer).mount(self.place)
        answer.display = not isinstance(self.place, CodePad)
        if self.question.mode == "choose":
            await bench.mount(CodePreview(id="in-place"))
        self._common.begin(self.question.set, self.question.id)
        draft = self.session.draft(code=isinstance(self.place, CodePad))
        if draft is not None:
            self.place.restore(draft)
        if isinstance(self.place, CodePad) and editor is not None:
            self.place.editor.inherit(editor)
        self.reading.look_at(None)
        self.place.begin()

    def returned(self) -> None:
        """Another question may have been answered beside this one."""
        if hasattr(self, "place") and not self.session.finished:
            self._show_heading()

    def _show_heading(self) -> None:
        """What the question is and which of how many."""
        shown, sitting = self.shown, self.session.sitting
        name = "order" if shown.ordering else shown.kind
        kind = self.say(f"mode.{shown.mode}" if shown.mode else f"kind.{name}")
        count = self.say("sitting.count", index=sitting.number, total=len(sitting.items))
        mark = "* " if shown.id in self.study.store.marks("bookmark") else ""
        practice = tr("review", "practice-sitting", self.lang) + "  " if sitting.practice else ""
        level = self.say("sitting.level", level=shown.level)
        self.heading(f" {mark}{shown.title}", f"{practice}{kind}  {level}  {count} ")

    def relabel(self) -> None:
        """All words of the question anew."""
        if not hasattr(self, "place") or self.session.finished:
            return
        self.shown = shown = self.session.shown(self.lang)
        self.place.translate(shown)
        self._show_heading()
        self._common.show(shown.set_title, shown.set_ask)
        how = "sitting.several" if shown.several else HOW.get(type(self.place), "")
        self.reading.ask(shown.ask, f"*{self.say(how)}*" if how else "")
        self._show_hints()
        self.show_preview()
        self.show_reply(scroll=False)
        self._show_state()
        super().relabel()

    def refresh_keys(self, *_: Any) -> None:
        """Also the key that unfolds the common text."""
        super().refresh_keys()
        if self.query("#common"):
            self._common.name_key(self.key("common"))

    def _show_hints(self) -> None:
        hints = self.shown.hints
        self.reading.hints(
            [
                f"**{self.say('sitting.hint', index=i, total=len(hints))}**  {text}"
                for i, text in enumerate(hints[: self.session.hints], 1)
            ]
        )

    @on(OptionsList.Moved)
    def _moved(self) -> None:
        self.say_state("")
        self.reading.look_at(self.place)
        self.show_preview()

    def show_preview(self) -> None:
        """The code with the option under the cursor in its place; with its gap while there is no cursor."""
        code, place = self.question.body, self.place
        if not isinstance(code, Code) or not isinstance(place, OptionsList):
            return
        program, title = self.shown.view, self.say("editor.gap")
        if place.cursor is not None:
            regions = option_regions(code, Picked((place.options[place.cursor].index,)))
            texts = {region.name: region.text for region in code.solution.regions} | dict(regions)
            program = view(code.solution, self.lang, texts)
            title = self.say("editor.preview", index=place.cursor + 1)
        if program is not None:
            self.query_one(CodePreview).show(program, title)

    # -- words at the bottom --------------------------------------------------------------------------

    def say_state(self, message: str, **values: object) -> None:
        """Say something in the line above the keys: a key of the strings, or "" for nothing."""
        self._message, self._words = (message, values), None
        self._show_state()

    def say_words(self, words: Words) -> None:
        """Say a sentence that others word, in whichever language is asked for; none of its signs is markup."""
        self._message, self._words = ("", {}), words
        self._show_state()

    def tell_trouble(self, words: Words) -> None:
        """Said in the same place."""
        self.say_words(words)

    def _show_state(self) -> None:
        key, values = self._message
        state = self.query_one("#state", Prose)
        state.display = bool(key) or self._words is not None
        if self._words is not None:
            state.set_plain(self._words(self.lang))
        else:
            state.set(self.say(key, **values) if key else "")

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

    @on(WritingArea.TooLong)
    def _too_long(self) -> None:
        self.say_state("sitting.long", lines=MOST_LINES, characters=MOST_CHARACTERS, columns=MOST_COLUMNS)

    @on(CodeEditor.Refused)
    def _refused(self) -> None:
        self.say_state("sitting.given")

    def action_common(self) -> None:
        """Unfold the text of the set, or fold it."""
        self._common.fold()

    def on_key(self, event: events.Key) -> None:
        """Arrows that move nothing else scroll by a line."""
        if event.key in ("up", "down"):
            event.stop()
            self.reading.line(1 if event.key == "down" else -1)

    def action_scroll_down(self) -> None:
        """Read on: first what the set has in common, where that is longer than its room."""
        (self._common if self._common.goes_on else self.reading).page(1)

    def action_scroll_up(self) -> None:
        """Read again."""
        (self.reading if self.reading.scroll_y > 0 else self._common).page(-1)

    # -- drafts ---------------------------------------------------------------------------------------

    @on(Changed)
    def _changed(self) -> None:
        if not self.over:
            self._drafts.later()

    def unfinished(self) -> Answer | None:
        """What stands in the place for the answer, while the question is open."""
        if self.over or not hasattr(self, "place"):
            return None
        answer = self.place.answer()
        return None if isinstance(answer, str) else answer
