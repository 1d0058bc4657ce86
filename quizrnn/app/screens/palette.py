"""Textual's command palette, in the learner's language."""

from __future__ import annotations

from contextlib import suppress

from textual.command import CommandList, CommandPalette
from textual.content import Content
from textual.widgets.option_list import Option

from quizrnn.i18n import tr


class Palette(CommandPalette):
    """Search, and the word for an empty result, in the learner's language."""

    def __init__(self, lang: str) -> None:
        super().__init__(placeholder=tr("app", "palette.search", lang))
        self._lang = lang

    def _action_command_list(self, action: str) -> None:
        # While the list has no room, textual 8.2.8 knows no rows to move over.
        with suppress(KeyError):
            super()._action_command_list(action)

    def _start_no_matches_countdown(self, search_value: str) -> None:
        # As Textual does, whose words cannot be set.
        self._stop_no_matches_countdown()

        def say_so() -> None:
            if search_value:
                words = Content(tr("app", "palette.none", self._lang))
                self.query_one(CommandList).add_option(Option(words, id=self._NO_MATCHES, disabled=True))
            self._list_visible = bool(search_value)

        self._no_matches_timer = self.set_timer(self._NO_MATCHES_COUNTDOWN, say_so)
