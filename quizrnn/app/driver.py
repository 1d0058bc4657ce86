"""The terminal as Textual's driver reads it, but nothing that comes in ends the app."""

from __future__ import annotations

import os
import selectors
from codecs import getincrementaldecoder
from collections.abc import Iterator

from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

BLOCK = 4096
PATIENCE = 0.1
"""Seconds until it is looked whether the app wants no more keys."""


class TerminalDriver(LinuxDriver):
    """Reads what is typed and pasted, in a thread of its own as Textual does."""

    def run_input_thread(self) -> None:
        """Read until the app wants no more keys or the terminal is gone, and hand on what was read."""
        reader = Reader(self._debug)
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                data = self._block() if selector.select(PATIENCE) else None
                if data == b"":
                    self._app.call_later(self._app.run_action, "leave")
                    return
                for message in reader.read(data):
                    self.process_message(message)

    def _block(self) -> bytes:
        try:
            return os.read(self.fileno, BLOCK)
        except OSError:
            return b""


class Reader:
    """From bytes to Textual's messages.

    Textual 8.2.8 decodes strictly: one byte that is not UTF-8 (a paste in Shift_JIS, a Meta key with eight
    bits) ends the app with a traceback over the terminal. Here it becomes U+FFFD, and a sequence that the
    parser fails at is left out.
    """

    def __init__(self, debug: bool = False) -> None:
        self._decode = getincrementaldecoder("utf-8")("replace").decode
        self._debug = debug
        self._parser = XTermParser(debug)

    def read(self, data: bytes | None) -> Iterator[Message]:
        """What some bytes mean; None when none have come for a while, so that a lone Esc is seen."""
        text = self._decode(data) if data else ""
        try:
            if text:  # an empty one would be the end of the file
                yield from self._parser.feed(text)
            yield from self._parser.tick()
        except Exception:
            self._parser = XTermParser(self._debug)
