"""Keeps an unfinished answer on disk while it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.timer import Timer

    from quizrnn.app.screens.asking import AskingScreen

DELAY = 0.5
"""Seconds after a key until the draft is saved; more keys do not put it off."""


class Drafts:
    """The draft of the question at hand of one screen."""

    def __init__(self, screen: AskingScreen) -> None:
        self._screen = screen
        self._timer: Timer | None = None

    def later(self) -> None:
        """Save soon."""
        if self._timer is None:
            self._timer = self._screen.set_timer(DELAY, self.save)

    def stop(self) -> None:
        """Nothing is left to save."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def save(self) -> None:
        """Save now."""
        self.stop()
        answer = self._screen.unfinished()
        if answer is not None:
            self._screen.session.save_draft(answer)
