"""Code to complete, write or repair, and the preview of an option in its place."""

from __future__ import annotations

from collections.abc import Mapping

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static, TextArea

from quizrnn.app.widgets.answer import AnswerPlace, Changed
from quizrnn.app.widgets.editor import PLACEHOLDERS, CodeEditor
from quizrnn.app.widgets.regions import Piece, pieces_of
from quizrnn.bank.model import Code, Question
from quizrnn.bank.solution import View, starter, tidied, view
from quizrnn.grading.answer import Answer, Coded


class CodePad(AnswerPlace, Vertical):
    """The program with its regions in the editor."""

    def __init__(self, code: Code, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.code = code

    def compose(self) -> ComposeResult:
        """The editor under its title."""
        yield Static(id="editor-title", classes="bar")
        yield CodeEditor(id="editor")

    def on_mount(self) -> None:
        """Begin with the starter."""
        self.editor.load(self._pieces())
        self._title()

    def _title(self) -> None:
        self.query_one("#editor-title", Static).update(self.say("editor.code"))

    @property
    def editor(self) -> CodeEditor:
        """The editor itself."""
        return self.query_one("#editor", CodeEditor)

    def _pieces(self, texts: Mapping[str, str] = {}) -> list[Piece]:
        """The program with the starter, or ``texts`` as they were typed."""
        return pieces_of(view(self.code.solution, self.lang, starter(self.code)), texts)

    def restart(self) -> None:
        """The code as it was at the start; undoing in the editor brings back what was written."""
        self.editor.write({piece.region: piece.text for piece in self._pieces() if piece.region})

    def relabel(self) -> None:
        """Title and comments in the learner's language; what was written stays, and the cursor with it."""
        self._title()
        cursor = self.editor.selection.end
        self.editor.reload(self._pieces(self.editor.region_texts()))
        self.editor.stand_at(cursor)

    def show(self, texts: Mapping[str, str]) -> None:
        """Put texts into the regions as they were typed; the cursor goes where one writes on."""
        self.editor.load(self._pieces(texts))
        self.editor.go_on()

    def take_over(self, regions: Mapping[str, str]) -> None:
        """Put in what came back from a file, where a region has the indentation of its place, as one step."""
        placed = pieces_of(view(self.code.solution, self.lang, {**starter(self.code), **regions}))
        self.editor.write({piece.region: piece.text for piece in placed if piece.region})
        self.editor.go_on()

    def tidy(self) -> None:
        """Take away what repeats the given part of a line; undoing in the editor brings it back."""
        texts = self.editor.region_texts()
        for name, text in tidied(self.code.solution, texts).items():
            if text != texts[name]:
                self.editor.correct(name, text)

    def answer(self) -> Answer | str:
        """The regions' texts."""
        return Coded(self.editor.region_texts())

    @property
    def untouched(self) -> bool:
        """True while the regions hold what they held at the start."""
        texts = self.editor.region_texts()
        first = (piece for piece in self._pieces() if piece.region)
        return all(texts[piece.region].strip() == piece.text.strip() for piece in first)

    @property
    def gap(self) -> str:
        """The name of the first region in which nothing is written yet, or "".

        That is ``...`` or ``pass``; or nothing at all, where a line needs its right-hand side, or where nothing
        but a placeholder stood at the start.
        """
        texts = self.editor.region_texts()
        first = {piece.region: piece.text.strip() for piece in self._pieces()}
        empty = {region.name for region in self.code.solution.regions if not region.lines}
        empty |= {name for name, text in first.items() if text in PLACEHOLDERS}
        blanks = ((name, text.strip()) for name, text in texts.items())
        return next(
            (name for name, text in blanks if text in PLACEHOLDERS or (not text and name in empty)), ""
        )

    def restore(self, answer: Answer) -> None:
        """Put an earlier answer into the regions."""
        if isinstance(answer, Coded) and answer.source is None:
            self.show(answer.regions)

    def reveal(self, question: Question, wrong: tuple[int, ...]) -> None:
        """No further edits; the code stays to be read."""
        self.editor.read_only = True

    def begin(self) -> None:
        """Take the focus."""
        self.editor.focus()

    @on(TextArea.Changed)
    def _changed(self, event: TextArea.Changed) -> None:
        event.stop()
        self.post_message(Changed())


class CodePreview(Vertical):
    """The program with the option under the cursor in its place, or with its gap; nothing can be edited."""

    def compose(self) -> ComposeResult:
        """A read-only editor."""
        preview = CodeEditor(id="preview")
        preview.read_only = True
        preview.can_focus = False
        preview.show_cursor = False
        yield Static(id="preview-title", classes="bar")
        yield preview

    def show(self, program: View, title: str) -> None:
        """Show a program under a title."""
        preview = self.query_one("#preview", CodeEditor)
        self.query_one("#preview-title", Static).update(title)
        preview.load(pieces_of(program))
