"""Keys in the order in which they were typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events

if TYPE_CHECKING:
    from textual.widget import Widget as Node
else:
    Node = object


class KeysInOrder(Node):
    """Mixed into widgets to write in: their own bindings take effect at once.

    Textual lets letters in at once, but a key with a binding (backspace, arrows, Enter) only after the event
    has climbed to the app; what is typed fast, or arrives late and together, would change its order.
    """

    async def _on_key(self, event: events.Key) -> None:
        bindings = self._bindings.key_to_bindings.get(event.key)
        if bindings:
            event.stop()
            event.prevent_default()
            await self.app.run_action(bindings[0].action, self)
        else:
            await super()._on_key(event)
