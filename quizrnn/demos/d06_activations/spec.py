"""What is known of D06 without drawing it."""

from __future__ import annotations

from dataclasses import dataclass

from quizrnn.demos.demo import Data, Demo, Figure, Outcome, Preset
from quizrnn.demos.params import Params, choice, real
from quizrnn.demos.texts import Text, same

FUNCTIONS = ("step", "sigmoid", "tanh", "relu", "leaky_relu", "swish", "identity", "gelu", "softplus")
TITLES = {
    "step": Text("step", "ステップ関数"),
    "sigmoid": Text("sigmoid", "シグモイド"),
    "tanh": same("tanh"),
    "relu": same("ReLU"),
    "leaky_relu": same("Leaky ReLU"),
    "swish": same("Swish"),
    "identity": Text("identity", "恒等関数"),
    "gelu": same("GELU"),
    "softplus": same("Softplus"),
}


@dataclass(frozen=True)
class Activations(Params):
    """Parameters of D06."""

    show: str = choice(
        "all",
        {"all": Text("all of them", "すべて"), **TITLES},
        en=("Function", "One function, or all side by side."),
        ja=("関数", "一つだけか、すべてを並べるか。"),
    )
    beta: float = real(
        1.0,
        0.0,
        100.0,
        en=("β of Swish", "x σ(βx): 0 gives x/2, ∞ gives ReLU."),
        ja=("Swish の β", "x σ(βx)。0 なら x/2、∞ で ReLU。"),
    )
    alpha: float = real(
        0.01,
        0.0,
        2.0,
        en=("α of Leaky ReLU", "Slope on the negative side."),
        ja=("Leaky ReLU の α", "負の側の傾き。"),
    )
    kink: float = real(
        0.0,
        0.0,
        1.0,
        en=("Slope of ReLU at 0", "A convention: PyTorch and TensorFlow take 0."),
        ja=("0 での ReLU の傾き", "取り決めであり、PyTorch と TensorFlow では 0。"),
    )

    def names(self) -> tuple[str, ...]:
        """The functions that are drawn."""
        return FUNCTIONS if self.show == "all" else (self.show,)

    def total_steps(self) -> int:
        """One function is one step."""
        return len(self.names())


VANISHES = Outcome("vanishes", Text("Less than a thousandth.", "千分の一未満。"))
PASSES = Outcome("passes", Text("About 1: it passes undiminished.", "ほぼ 1。弱まらずに通る。"))
GROWS = Outcome("grows", Text("More than 1: it grows.", "1 より大きい。大きくなる。"))
STOPS = Outcome("stops", Text("0: nothing can be learnt.", "0。何も学習できない。"))

DEMO = Demo(
    id="D06",
    name="activations",
    topics=(
        "activations.step",
        "activations.sigmoid",
        "activations.tanh",
        "activations.relu",
        "activations.lrelu",
        "activations.swish",
        "activations.softmax",
        "activations.output",
    ),
    title=Text("Activation functions and their slopes", "活性化関数とその傾き"),
    about=Text(
        "Nine functions f and their slopes f′ from -6 to 6, what ten layers make of the largest slope, what is chosen at a "
        "kink, and the inputs beyond which a formula overflows although the function is harmless. Nothing is trained here.",
        "九つの関数 f とその傾き f′ を -6 から 6 まで描く。最大の傾きは 10 層でどうなるか、折れ点での値はどう決めるか、"
        "関数自体は無害なのに、式の書き方によってオーバーフローするのはどこからか。ここでは何も学習しない。",
    ),
    params=Activations,
    train="quizrnn.demos.d06_activations.train:run",
    seconds=0.3,
    data=(Data("generated", Text("1,201 points from -6 to 6", "-6 から 6 までの 1,201 点")),),
    figures=(
        Figure(
            "sigmoid",
            Text("Largest slope of the sigmoid", "シグモイドの最大の傾き"),
            same("0.25"),
            "002:91-93",
            digits=4,
        ),
        Figure("tanh", Text("Largest slope of tanh", "tanh の最大の傾き"), same("1"), "002:430", digits=4),
        Figure("relu", Text("Largest slope of ReLU", "ReLU の最大の傾き"), same("1"), "002:436", digits=4),
        Figure("swish", Text("Largest slope of Swish", "Swish の最大の傾き"), digits=4),
        Figure("swish_least", Text("Lowest value of Swish", "Swish の最小値"), digits=4),
        Figure(
            "ten_layers",
            Text("Largest product of ten slopes", "傾きを 10 回掛けた積の最大値"),
            digits=None,
        ),
    ),
    small={"show": "relu"},
    presets=(
        Preset(
            "swish-0",
            Text("Swish with β = 0", "β = 0 の Swish"),
            {"show": "swish", "beta": 0.0},
            Text("A straight line of slope 1/2.", "傾き 1/2 の直線。"),
        ),
        Preset(
            "swish-10",
            Text("Swish with β = 10", "β = 10 の Swish"),
            {"show": "swish", "beta": 10.0},
            Text("Nearly ReLU, but smooth at 0.", "ほぼ ReLU だが、0 で滑らか。"),
        ),
        Preset(
            "leak-0.2",
            Text("Leaky ReLU with α = 0.2", "α = 0.2 の Leaky ReLU"),
            {"show": "leaky_relu", "alpha": 0.2},
            Text("The negative side learns faster.", "負の側の学習が速くなる。"),
        ),
        Preset(
            "leak-1.5",
            Text("Leaky ReLU with α = 1.5", "α = 1.5 の Leaky ReLU"),
            {"show": "leaky_relu", "alpha": 1.5},
            Text("max(αx, x) is no longer the same function.", "max(αx, x) はもう同じ関数ではない。"),
        ),
        Preset(
            "sigmoid",
            Text("The sigmoid alone", "シグモイドだけ"),
            {"show": "sigmoid"},
            Text("0.25 to the tenth.", "0.25 の 10 乗。"),
        ),
        Preset(
            "step",
            Text("The step alone", "ステップ関数だけ"),
            {"show": "step"},
            Text("No slope anywhere.", "傾きはどこにも無い。"),
        ),
    ),
    outcomes=(VANISHES, PASSES, GROWS, STOPS),
    question=Text(
        "A gradient that goes back through ten layers is multiplied by ten slopes. Of the nine functions, "
        "how large is the largest such product?",
        "10 層をさかのぼる勾配には、傾きが 10 回掛かる。その積は、九つの関数のうち最も大きいものでいくつになるか。",
    ),
)
