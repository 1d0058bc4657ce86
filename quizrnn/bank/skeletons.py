"""The texts of the skeletons: one question of each kind and mode, in both languages."""

from __future__ import annotations

_HEAD = """\
- id: @ID@
  kind: {kind}
  level: 2
  title: {{en: {title_en}, ja: {title_ja}}}
"""

_TAIL = """\
  hints:
    - en: A nudge that does not give the answer away.
      ja: 答えを言わずに、考える糸口だけを示す。
  explain:
    en: Say why the right answer is right, and which convention it follows.
    ja: なぜそれが正しいのか、どの流儀に従っているのかを書く。
  tags: [draft]
"""

_CHOICE = """\
  ask:
    en: What is the largest slope of $\\sigma(x)$?
    ja: $\\sigma(x)$ の傾きの最大値はいくつか。
  options:
    - {text: "0.25", right: true}
    - text: "0.5"
      why:
        en: That is the value at zero. The slope there is half of it.
        ja: それは原点での値である。傾きはその半分になる。
    - text: "1"
      why: {en: That is the largest slope of tanh., ja: それは tanh の傾きの最大値である。}
    - text: "2"
      why: {en: The sigmoid is never as steep as that., ja: シグモイドはそこまで急にならない。}
"""

_MATCH = """\
  ask:
    en: Match each function with its value at zero.
    ja: それぞれの関数と、原点での値を対応させよ。
  pairs:
    - {left: sigmoid, right: "0.5"}
    - {left: tanh, right: "0"}
    - {left: cosh, right: "1"}
  extra: ["2"]
  why: {en: "Put zero into each formula.", ja: それぞれの式に 0 を入れてみよう。}
"""

_NUMBER = """\
  ask:
    en: A layer has {=D} inputs, {=H} hidden units and a bias for each unit. How many parameters are there?
    ja: 入力 {=D} 個、隠れユニット {=H} 個、ユニットごとにバイアスを一つ持つ再帰層のパラメータ数はいくつか。
  params:
    D: {from: 2, to: 9}
    H: {from: 3, to: 9}
  where: ["D != H"]
  let: {weights: "H * (D + H)"}
  answer: "weights + H"
  tolerance: 0
  wrong:
    - answer: "weights"
      why: {en: "The {=H} biases are missing.", ja: "{=H} 個のバイアスが抜けている。"}
    - answer: "H * D + H"
      why: {en: The weights from state to state are missing., ja: 状態から状態への重みが抜けている。}
"""

_TEXT = """\
  ask:
    en: What is the gate of a GRU called that decides how much of the old state stays?
    ja: GRU で、前の状態をどれだけ残すかを決めるゲートの名前は何か。
  accept: [update gate, update, 更新ゲート, 更新]
  wrong:
    - forms: [reset gate, reset, リセットゲート]
      why: {en: That one decides what the candidate sees., ja: それは候補が何を見るかを決めるゲートである。}
"""

_ESSAY = """\
  ask:
    en: Why do gradients vanish in a simple recurrent network?
    ja: 単純な再帰型ネットワークで勾配が消えるのはなぜか。
  answer:
    en: Each step back multiplies by the same matrix and a slope of at most one, so the product shrinks.
    ja: 一歩さかのぼるごとに同じ行列と 1 以下の傾きが掛かるので、積が指数的に小さくなる。
  rubric:
    - {en: Names the repeated product., ja: 積の繰り返しを挙げている。}
    - {en: Names the slope of the activation., ja: 活性化関数の傾きを挙げている。}
  need: 2
"""

_ASK = {
    "choose": ("Which line gives the new state?", "新しい状態を求める行はどれか。"),
    "type": ("Complete the new state.", "新しい状態の式を補え。"),
    "write": ("Write the body of the step.", "一時刻分の計算を書け。"),
    "fix": ("The step has a bug. Find and correct it.", "この計算には誤りがある。見つけて直せ。"),
}

_CODE = """\
  mode: {mode}
  ask:
    en: {en} The state is the tanh of inputs and old state through their weights, with one bias.
    ja: {ja}状態は、入力と前の状態にそれぞれ重みを掛け、バイアスを一つ足して tanh を通したものとする。
  solution: @PATH@
  check:
    call: step
    given:
      x: float[N, D]
      h: float[N, H]
      Wx: float[D, H]
      Wh: float[H, H]
      b: float[H]
    returns: float[N, H]
  wrong:
    - code: {first}
      name: {{en: a step without tanh, ja: tanh を通さない計算}}
      why: {{en: The tanh is missing., ja: tanh が抜けている。}}{start}
    - code: {second}
      name: {{en: a step without the bias, ja: バイアスを足さない計算}}
      why: {{en: The bias is missing., ja: バイアスが抜けている。}}
    - code: {third}
      name: {{en: a step that forgets the old state, ja: 前の状態を忘れる計算}}
      why: {{en: The old state is not used., ja: 前の状態が使われていない。}}
"""

_VALUES = ("x @ Wx + h @ Wh + b", "np.tanh(x @ Wx + h @ Wh)", "np.tanh(x @ Wx + b)")
_TITLES = {
    "choice": ("A choice", "選択問題"),
    "match": ("A match", "組み合わせ"),
    "number": ("A number", "数値"),
    "text": ("A short answer", "短答"),
    "essay": ("An essay", "記述"),
    "choose": ("Choose a line of code", "コードの選択"),
    "type": ("Complete a line of code", "コードの穴埋め"),
    "write": ("Write a function", "関数を書く"),
    "fix": ("Find a bug", "誤りを直す"),
}
_BODIES = {"choice": _CHOICE, "match": _MATCH, "number": _NUMBER, "text": _TEXT, "essay": _ESSAY}
CODE_KINDS = ("choose", "type", "write", "fix")


def _question(kind: str) -> str:
    title_en, title_ja = _TITLES[kind]
    head = _HEAD.format(kind="code" if kind in CODE_KINDS else kind, title_en=title_en, title_ja=title_ja)
    return head + (_code(kind) if kind in CODE_KINDS else _BODIES[kind]) + _TAIL


def _code(mode: str) -> str:
    en, ja = _ASK[mode]
    first, second, third = (f"return {value}" if mode == "write" else value for value in _VALUES)
    start = "\n      start: true" if mode == "fix" else ""
    return _CODE.format(mode=mode, en=en, ja=ja, first=first, second=second, third=third, start=start)


QUESTIONS = {kind: _question(kind) for kind in (*_BODIES, *CODE_KINDS)}
"""Kind, or mode of code → the lines of a question; ``@ID@`` and ``@PATH@`` are to be replaced."""


def solution_text(kind: str) -> str:
    """The solution file of a skeleton: a whole body for ``write``, one right-hand side otherwise."""
    head = "import numpy as np\n\n\ndef step(x, h, Wx, Wh, b):\n"
    comments = "    #en: x (N, D), h (N, H); result (N, H)\n    #ja: x (N, D)、h (N, H)。結果は (N, H)\n"
    key = "np.tanh(x @ Wx + h @ Wh + b)"
    if kind == "write":
        return f"{head}{comments}    # region answer: body\n    return {key}\n    # endregion\n"
    return f"{head}{comments}    h_new = {key}  # <- h_new\n    return h_new\n"
