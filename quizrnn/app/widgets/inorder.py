"""Keys in the order in which they were typed."""

from __future__ import annotations

from inspect import iscoroutinefunction
from typing import TYPE_CHECKING

from textual import events

from quizrnn.app.widgets.plaintext import UNPRINTABLE

if TYPE_CHECKING:
    from textual.widget import Widget as Node
else:
    Node = object


class KeysInOrder(Node):
    """Mixed into widgets to write in: keys with a binding take effect at once.

    Textual lets letters in at once, but a key with a binding (backspace, arrows, Enter, F5) only after the
    event has climbed to the app; what is typed fast, or arrives late and together, would change its order.
    """

    def on_mount(self) -> None:
        """The cursor blinks where things may move."""
        self.cursor_blink = self.app.animation_level == "full"

    def put_in(self, character: str) -> None:
        """Put in a character that Textual does not count as text, in place of what is selected."""
        raise NotImplementedError

    async def _on_key(self, event: events.Key) -> None:
        if event.character in UNPRINTABLE:
            event.stop()
            event.prevent_default()
            self.put_in(event.character)
            return
        bindings = self._bindings.key_to_bindings.get(event.key)
        if bindings:
            event.stop()
            event.prevent_default()
            await self.app.run_action(bindings[0].action, self)
        elif event.is_printable or not await self._act(event.key):
            await super()._on_key(event)
        else:
            event.stop()
            event.prevent_default()

    async def _act(self, key: str) -> bool:
        """Do the screen's command for a key; False where there is none, or where it has to wait.

        A command that rebuilds the screen waits for this widget to end, which it cannot do from inside.
        """
        active = self.screen.active_bindings.get(key)
        if active is None or not active.enabled:
            return False
        action = getattr(active.node, f"action_{active.binding.action}", None)
        if action is None or iscoroutinefunction(action):
            return False
        return await self.app.run_action(active.binding.action, active.node)
