"""The end of a sitting: what came of it, and what to look at again."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll

from quizrnn.app.screens.page import Page
from quizrnn.app.widgets.prose import Prose
from quizrnn.errors import QuizrnnError
from quizrnn.quiz import Sitting, summary


class SummaryScreen(Page):
    """A few lines; Enter goes back."""

    def __init__(self, sitting: Sitting) -> None:
        super().__init__()
        self.summary = summary(sitting)

    def content(self) -> ComposeResult:
        """The counts and the list."""
        with VerticalScroll(id="summary", can_focus=False):
            yield Prose(id="counts")

    def relabel(self) -> None:
        """All words anew."""
        self.heading(f" {self.say('sitting.done')}")
        facts = self.summary
        counts = self.say(
            "sitting.summary",
            right=facts.right,
            wrong=facts.wrong + facts.unknown,
            skipped=facts.skipped,
        )
        again = [f"- {self._title(name)}  `{name}`" for name in facts.again]
        parts = [f"**{counts}**"]
        if again:
            parts += [f"**{self.say('sitting.again')}**", "\n".join(again)]
        self.query_one("#counts", Prose).set("\n\n".join([*parts, self.say("sitting.summary.next")]))
        super().relabel()

    def _title(self, name: str) -> str:
        try:
            return self.study.bank.get(name).title.get(self.lang)
        except QuizrnnError:
            return ""

    def own_keys(self) -> list[tuple[str, str]]:
        """Enter."""
        return [("Enter", self.say("do.back"))]

    def on_key(self, event: events.Key) -> None:
        """Enter goes back."""
        if event.key == "enter":
            event.stop()
            self.study.pop_screen()
