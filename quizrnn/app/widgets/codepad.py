"""Code to complete, write or repair, and the preview of an option in its place."""

from __future__ import annotations

from collections.abc import Mapping

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static, TextArea

from quizrnn.app.widgets.answer import AnswerPlace, Changed
from quizrnn.app.widgets.editor import PLACEHOLDER, CodeEditor
from quizrnn.app.widgets.regions import pieces_of
from quizrnn.bank.model import Code, Question
from quizrnn.bank.solution import starter, view
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
        self.restart()
        self._title()

    def _title(self) -> None:
        self.query_one("#editor-title", Static).update(self.say("editor.code"))

    @property
    def editor(self) -> CodeEditor:
        """The editor itself."""
        return self.query_one("#editor", CodeEditor)

    def restart(self) -> None:
        """Show the code as it was at the start."""
        self.editor.load(pieces_of(view(self.code.solution, self.lang, starter(self.code))))

    def relabel(self) -> None:
        """Title and comments in the learner's language; what was written stays."""
        self._title()
        self.show(self.editor.region_texts())

    def show(self, texts: Mapping[str, str]) -> None:
        """Put texts into the regions as they were typed."""
        cursor = self.editor.selection
        self.editor.load(pieces_of(view(self.code.solution, self.lang, starter(self.code)), texts))
        self.editor.selection = self.editor._validate_selection(cursor)

    def answer(self) -> Answer | str:
        """The regions' texts."""
        return Coded(self.editor.region_texts())

    @property
    def untouched(self) -> bool:
        """True while the regions hold what they held at the start."""
        first = pieces_of(view(self.code.solution, self.lang, starter(self.code)))
        texts = self.editor.region_texts()
        return all(texts[piece.region].strip() == piece.text.strip() for piece in first if piece.region)

    @property
    def gap(self) -> str:
        """The name of the first region in which still nothing but ``...`` stands, or ""."""
        texts = self.editor.region_texts()
        return next((name for name, text in texts.items() if text.strip() == PLACEHOLDER), "")

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
    """The program with the option under the cursor in its place; nothing can be edited."""

    def compose(self) -> ComposeResult:
        """A read-only editor."""
        preview = CodeEditor(id="preview")
        preview.read_only = True
        preview.can_focus = False
        preview.show_cursor = False
        yield Static(id="preview-title", classes="bar")
        yield preview

    def show(self, code: Code, lang: str, regions: Mapping[str, str], title: str) -> None:
        """Show ``code`` with these regions."""
        preview = self.query_one("#preview", CodeEditor)
        self.query_one("#preview-title", Static).update(title)
        preview.load(pieces_of(view(code.solution, lang, regions)))
