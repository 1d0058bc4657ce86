"""A sheet of square dots to draw on, with the mouse or with the arrow keys."""

from __future__ import annotations

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

ACROSS, DOWN = 18, 16
"""Dots; each is two cells wide and one high, which is about a square."""
MOVES = {"left": (-1, 0), "right": (1, 0), "up": (0, -1), "down": (0, 1)}
SIGNS = {"█": ("██", "· "), "#": ("##", ". ")}
"""Ink and paper, for a terminal with blocks and for one without."""

Dot = tuple[int, int]


class Canvas(Widget, can_focus=True):
    """Arrows move the pen, Space lowers and lifts it, Backspace rubs out; the mouse draws, its right button rubs out."""

    DEFAULT_CSS = f"Canvas {{ width: {2 * ACROSS}; height: {DOWN}; }}"

    class Changed(Message):
        """There is more or less ink, or the pen was lowered or lifted."""

    def __init__(self, *, id: str | None = None, plain: bool = False) -> None:
        super().__init__(id=id)
        self.ink: set[Dot] = set()
        self.pen: Dot = (ACROSS // 2, 2)
        self.lowered = False
        self._rubbing: bool | None = None
        """While a button of the mouse is held: whether it rubs out."""
        self._signs = SIGNS["#" if plain else "█"]

    def clear(self) -> None:
        """A new sheet."""
        self.ink.clear()
        self._told()

    def text(self) -> str:
        """The drawing as lines of characters."""
        rows = ("".join("##" if (x, y) in self.ink else ".." for x in range(ACROSS)) for y in range(DOWN))
        return "\n".join(rows) + "\n"

    def on_key(self, event: events.Key) -> None:
        """Move, draw, rub out."""
        if event.key in MOVES:
            (x, y), (across, down) = self.pen, MOVES[event.key]
            self.pen = (min(max(x + across, 0), ACROSS - 1), min(max(y + down, 0), DOWN - 1))
            self._touch(rub=False if self.lowered else None)
        elif event.key == "space":
            self.lowered = not self.lowered
            self._touch(rub=False if self.lowered else None)
        elif event.key in ("backspace", "delete"):
            self.lowered = False
            self._touch(rub=True)
        else:
            return
        event.stop()

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Begin a stroke."""
        self._rubbing = event.button != 1
        self.capture_mouse()
        self.pen = _dot_of(event) or self.pen
        self._touch(rub=self._rubbing)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Go on with it."""
        if self._rubbing is not None:
            self._follow(event)

    def on_mouse_up(self, _: events.MouseUp) -> None:
        """End it."""
        self._rubbing = None
        self.release_mouse()

    def _follow(self, event: events.MouseEvent) -> None:
        """A straight line to where the mouse is now; a quick one reports few places on its way."""
        if (dot := _dot_of(event)) is None:
            return
        (x0, y0), (x1, y1) = self.pen, dot
        steps = max(abs(x1 - x0), abs(y1 - y0), 1)
        for step in range(1, steps + 1):
            self.pen = (round(x0 + (x1 - x0) * step / steps), round(y0 + (y1 - y0) * step / steps))
            self._touch(rub=self._rubbing)

    def _touch(self, *, rub: bool | None) -> None:
        """Leave ink under the pen, or take it away; None: neither."""
        if rub is not None:
            (self.ink.discard if rub else self.ink.add)(self.pen)
        self._told()

    def _told(self) -> None:
        self.refresh()
        self.post_message(self.Changed())

    def render(self) -> Content:
        """All dots; the one under the pen stands out."""
        return Content("\n").join(
            Content.assemble(*(self._dot((x, y)) for x in range(ACROSS))) for y in range(DOWN)
        )

    def _dot(self, dot: Dot) -> tuple[str, str]:
        inked = dot in self.ink
        if dot == self.pen and self.has_focus:
            return "[]", "bold reverse" if inked else "bold $text-accent"
        return (self._signs[0], "") if inked else (self._signs[1], "$text-muted")


def _dot_of(event: events.MouseEvent) -> Dot | None:
    """The dot under the mouse; None beside the sheet."""
    dot = (event.x // 2, event.y)
    return dot if 0 <= dot[0] < ACROSS and 0 <= dot[1] < DOWN else None
