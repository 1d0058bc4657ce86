"""What the seeds 0 to 7 gave under each named setting of D01."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from quizrnn.demos.d01_binary_addition.spec import DEMO, Adder
from quizrnn.demos.texts import Text, same


class Spread(NamedTuple):
    """Least and most: the step below 0.1, the late loss, and the late loss of the net with the printed derivative."""

    below: Text
    loss: str
    printed: str = ""


def _some(steps: str, count: int) -> Text:
    return Text(f"{steps} ({count} of 8)", f"{steps}（8 個中 {count} 個）")


NEVER = Text("never in 8", "8 個とも切らない")
SPREADS: dict[str | None, Spread] = {
    None: Spread(same("4207–6003"), "0.008–0.029", "0.002–0.010"),
    "as-printed": Spread(same("3889–5870"), "0.002–0.010"),
    "std-10": Spread(NEVER, "1.09–2.00"),
    "lr-0.5": Spread(same("1323–2081"), "0.0008–0.0018", "0.00003–0.00005"),
    "lr-1": Spread(same("645–1301"), "0.0003–0.0008", "0.000007–0.00003"),
    "lr-0.01": Spread(NEVER, "0.88–0.99", "0.88–0.98"),
    "std-0.1": Spread(NEVER, "0.99–1.00", "1.00"),
    "hidden-32": Spread(same("2924–8343"), "0.005–0.045", "0.0004–0.029"),
    "hidden-100": Spread(_some("3660–7948", 5), "0.005–0.30", "0.0005–0.23"),
    "lr-0.5-hidden-32": Spread(same("981–1828"), "0.0006–0.0014", "0.00001–0.00004"),
    "xavier": Spread(_some("4771–7577", 7), "0.010–0.38", "0.003–0.27"),
    "he": Spread(same("3546–7206"), "0.008–0.023", "0.002–0.009"),
    "tanh": Spread(_some("5035", 1), "0.08–0.86", "0.28–0.91"),
    "tanh-xavier": Spread(same("818–1118"), "0.040–0.046", "0.039–0.045"),
    "relu": Spread(NEVER, "1.00 / NaN"),
    "relu-true": Spread(NEVER, "1.00–2.05"),
    "relu-he": Spread(_some("1380", 1), "0.04–1.00 / NaN"),
    "relu-he-clip": Spread(_some("1227–2312", 7), "0.040–0.31", "0.039–0.045"),
}


def spread_of(params: Adder) -> Spread:
    """The spread of this very setting; empty where none was measured."""
    shown = replace(params, pictures=True)
    for preset, spread in SPREADS.items():
        setting = DEMO.make_params(preset=preset)
        if shown == setting or (shown.derivative == "true" and replace(shown, derivative="both") == setting):
            return spread
    return Spread(same(""), "")
