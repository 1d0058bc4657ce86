"""Draw a digit in the terminal, for a net to read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.containers import VerticalScroll

from quizrnn.app.commands import Place, bindings
from quizrnn.app.screens.page import Page
from quizrnn.app.widgets.canvas import Canvas
from quizrnn.app.widgets.prose import Prose
from quizrnn.errors import os_reason
from quizrnn.i18n import tr


class DrawingScreen(Page):
    """A sheet; Enter keeps what is on it as a file and hands its path to ``done``."""

    PLACE: ClassVar[Place] = "drawing"
    BINDINGS: ClassVar[list[Any]] = bindings("drawing")

    def __init__(self, done: Callable[[Path], None]) -> None:
        super().__init__()
        self._done = done

    def content(self) -> ComposeResult:
        """How it is done, and the sheet."""
        with VerticalScroll(id="drawing", can_focus=False):
            yield Prose(id="how")
            yield Canvas(id="canvas", plain=self.study.plain_glyphs)

    def on_mount(self) -> None:
        """Draw at once."""
        self.query_one(Canvas).focus(scroll_visible=False)

    def relabel(self) -> None:
        """All words anew."""
        self.heading(f" {tr('gallery', 'draw.title', self.lang)}")
        self._how(tr("gallery", "draw.how", self.lang))
        super().relabel()

    def own_keys(self) -> list[tuple[str, str]]:
        """The pen, and Enter once there is something to read."""
        canvas = self.query_one(Canvas)
        pen = tr("gallery", "draw.lift" if canvas.lowered else "draw.lower", self.lang)
        keep = [("Enter", tr("gallery", "draw.keep", self.lang))] if canvas.ink else []
        return [("Space", pen), *keep]

    @on(Canvas.Changed)
    def _changed(self) -> None:
        self.refresh_keys()

    def on_key(self, event: events.Key) -> None:
        """Enter keeps the drawing."""
        canvas = self.query_one(Canvas)
        if event.key == "enter" and canvas.ink:
            event.stop()
            path = self._place()
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(canvas.text(), encoding="utf-8")
            except OSError as error:
                reason = os_reason(error, self.lang)
                self._how(tr("gallery", "draw.failed", self.lang, path=error.filename or path, reason=reason))
                return
            self.study.pop_screen()
            self._done(path)

    def _place(self) -> Path:
        """A file beside the progress, named after the moment."""
        folder: Path = self.study.store.path.parent / "drawings"
        return folder / f"{datetime.now():%Y%m%d-%H%M%S}.txt"

    def _how(self, text: str) -> None:
        """Say it above the sheet; a path in it may hold signs that are markup elsewhere."""
        self.query_one("#how", Prose).set_plain(text)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Something to wipe off."""
        return bool(self.query_one(Canvas).ink) if action == "clear" else True

    def action_clear(self) -> None:
        """A new sheet."""
        self.query_one(Canvas).clear()
