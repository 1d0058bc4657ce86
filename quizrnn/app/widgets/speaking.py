"""Widgets and screens that speak the learner's language, and change it at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from quizrnn.i18n import tr

if TYPE_CHECKING:
    from textual.dom import DOMNode

    from quizrnn.app.app import QuizrnnApp
else:
    DOMNode = (
        object  # textual inherits styles along the first base that is a node, which must stay the widget
    )


Words = Callable[[str], str]
"""A sentence in the language that it is asked for."""


class Speaking(DOMNode):
    """Mixed into every widget and screen with words of its own."""

    @property
    def study(self) -> QuizrnnApp:
        """The app, with its bank, progress and judge."""
        return cast("QuizrnnApp", self.app)

    @property
    def lang(self) -> str:
        """The learner's language, "en" or "ja"."""
        return self.study.lang

    def say(self, key: str, **values: object) -> str:
        """A string of the interface in the learner's language."""
        return tr("app", key, self.lang, **values)

    def relabel(self) -> None:
        """Draw every word anew after the language has changed."""
        raise NotImplementedError
