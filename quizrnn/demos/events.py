"""What a demo yields while it trains. Plain data: the app, the command line and the run folder read the same.

As JSON each is one line with the field ``event`` in front. A number that is not finite is ``null`` there.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from quizrnn.demos.pictures import Body
from quizrnn.demos.texts import Text, same

State = dict[str, Any]
"""Nested dicts of arrays, numbers and texts: what a run needs to go on, weights first of all."""


class Start(msgspec.Struct, frozen=True, tag_field="event", tag="start"):
    """A run begins or goes on (``step`` > 0); from the engine. ``seconds`` is what the whole run is likely to need."""

    demo: str
    name: str
    params: dict[str, Any]
    seed: int
    device: str
    total: int
    seconds: float
    versions: dict[str, str]
    step: int = 0


class Metric(msgspec.Struct, frozen=True, tag_field="event", tag="metric"):
    """Figures after ``step`` steps, by name; the same names each time make a curve. The first is the main one."""

    step: int
    values: dict[str, float | None]


class Note(msgspec.Struct, frozen=True, tag_field="event", tag="note"):
    """A remark on what just happened ("the weights overflow")."""

    step: int
    text: Text


class Picture(msgspec.Struct, frozen=True, tag_field="event", tag="picture"):
    """A picture; a later one of the same ``name`` takes its place."""

    step: int
    name: str
    caption: Text
    body: Body
    x: Text = same("")
    y: Text = same("")


class Checkpoint:
    """The point from which a stopped run can go on. Yield one often (each report interval): it costs nothing,
    since ``state`` is called only when the engine saves. It is called before the generator goes on, so it may
    refer to live arrays. The engine adds the state of the random generators (see ``randomness.py``).
    """

    def __init__(self, step: int, state: Callable[[], State]) -> None:
        self.step, self.state = step, state


class Saved(msgspec.Struct, frozen=True, tag_field="event", tag="checkpoint"):
    """The engine has saved a checkpoint."""

    step: int


TINY = 1e-3
"""Below that the power of ten is what matters: two digits will do."""


class Row(msgspec.Struct, frozen=True):
    """One figure of the report. ``name`` serves sweeps; ``reported`` is what the sources say (empty: nothing),
    ``source`` where, ``spread`` what other seeds gave (empty: no luck in it), ``digits`` decimals to print.
    """

    name: str
    label: Text
    measured: float | None
    reported: Text = same("")
    source: str = ""
    spread: Text = same("")
    digits: int | None = None

    def shown(self) -> str:
        """The measured value as text."""
        if self.measured is None or self.measured != self.measured:
            return "–"
        if self.digits is not None:
            return f"{self.measured:,.0f}" if self.digits == 0 else f"{self.measured:.{self.digits}f}"
        return f"{self.measured:.2g}" if abs(self.measured) < TINY else f"{self.measured:.4g}"


class Report(msgspec.Struct, frozen=True, tag_field="event", tag="report"):
    """The last event of a demo: figures beside the reported ones, what was seen and why, and which of the demo's
    ``outcomes`` came true (the answer to a learner's prediction).
    """

    rows: list[Row]
    seen: Text
    outcome: str


class End(msgspec.Struct, frozen=True, tag_field="event", tag="end"):
    """The last word of a run in order: ``state`` is "done", or "stopped" (can be resumed), from the engine; "cut"
    where the one who watches has ended it at once (can be resumed from ``step``, which was saved last).
    """

    step: int
    state: str
    seconds: float


class Failed(msgspec.Struct, frozen=True, tag_field="event", tag="failed"):
    """The engine's last word of a run that broke."""

    message: Text


Yielded = Metric | Note | Picture | Checkpoint | Report
"""What a demo's ``run`` yields."""

Event = Start | Metric | Note | Picture | Saved | Report | End | Failed
"""What travels as JSON."""

_decoder: msgspec.json.Decoder[Event] = msgspec.json.Decoder(Event)


def encode(event: Event) -> bytes:
    """One line of JSON, without its end of line; NumPy's own numbers are numbers too."""
    return msgspec.json.encode(event, enc_hook=_number)


def _number(value: Any) -> Any:
    if hasattr(value, "item"):
        return value.item()
    raise NotImplementedError(f"{type(value).__name__} is not for JSON")


def decode(line: bytes | str) -> Event:
    """The event of a line; raises msgspec.DecodeError."""
    return _decoder.decode(line)
