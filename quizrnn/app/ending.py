"""How the app ends: by its own key, by a signal, by an error that nobody foresaw."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import threading
from pathlib import Path
from typing import Protocol, runtime_checkable

from rich.console import RenderableType
from rich.text import Text
from textual.app import App
from textual.driver import Driver
from textual.reactive import var

from quizrnn.i18n import tr
from quizrnn.progress import Store
from quizrnn.progress.errorlog import NAME, log_error

GRACE = 5.0
"""Seconds to end in after TERM or HUP, where the terminal may take nothing more."""


@runtime_checkable
class Pausing(Protocol):
    """A screen with something to save before it is left."""

    def pause(self) -> None:
        """Save now."""


@runtime_checkable
class Finishing(Protocol):
    """A screen with work under way that needs a moment to end well."""

    async def wind_down(self) -> None:
        """End it, and come back when it has ended."""


class EndingApp(App[None]):
    """Whatever ends it, what was written is kept, the terminal restored, and the learner told in a sentence."""

    store: Store
    lang: var[str]

    def get_driver_class(self) -> type[Driver]:
        """Textual's driver; for a terminal one that survives whatever bytes come."""
        usual = super().get_driver_class()
        if usual.__name__ != "LinuxDriver":
            return usual
        from quizrnn.app.driver import TerminalDriver

        return TerminalDriver

    async def action_leave(self) -> None:
        """Leave; everything has been saved when it was made."""
        await self._leave(0)

    async def _leave(self, status: int) -> None:
        self._pause()
        for screen in self.screen_stack:
            if isinstance(screen, Finishing):
                await screen.wind_down()
        self.exit(return_code=status)

    def _pause(self) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, Pausing):
                screen.pause()

    def heed_signals(self) -> None:
        """TERM and HUP end the app as its own key does: what is being written is kept, the terminal restored."""
        if self.is_headless or sys.platform == "win32":
            return
        for number in (signal.SIGTERM, signal.SIGHUP):
            if signal.getsignal(number) is not signal.SIG_IGN:  # as under nohup
                asyncio.get_running_loop().add_signal_handler(number, self._told_to_end, number)

    def _told_to_end(self, number: int) -> None:
        self._pause()
        last = threading.Timer(GRACE, os._exit, (128 + number,))
        last.daemon = True
        last.start()
        self.call_later(self._leave, 128 + number)

    # -- the unforeseen -------------------------------------------------------------------------------

    def log_error(self, error: BaseException) -> Path:
        """Write an error to the log beside the progress file and return its place."""
        try:
            return log_error(error, self.store.path)
        except OSError:
            self.log.error(error)
            return self.store.path.with_name(NAME)

    def _fatal_error(self) -> None:
        # Textual would print a traceback over the learner's terminal, and of several failures a note that
        # names tools of its own.
        if not self._exit_renderables:
            path = self.log_error(self._exception or RuntimeError("textual ended the app"))
            self._exit_renderables.append(Text(tr("app", "error.log", self.lang, path=path)))
        self._close_messages_no_wait()

    def panic(self, *renderables: RenderableType) -> None:
        """The same for what Textual would render in its own way."""
        if self._exception is None:
            self._exception = RuntimeError(" ".join(map(str, renderables)))
        self._fatal_error()
