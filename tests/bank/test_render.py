"""Mathematics as Unicode; what has no Unicode form stays readable."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizrnn.bank.render import plain, unicode_math


@pytest.mark.parametrize(
    ("tex", "shown"),
    [
        (r"h_t = \tanh(W_h h_{t-1} + b)", "hₜ = tanh(Wₕ hₜ₋₁ + b)"),
        (r"\frac{\partial L}{\partial W_x}", "∂L/∂Wₓ"),
        (r"\frac{a + b}{2}", "(a + b)/2"),
        (r"\sqrt{x^2 + 1}", "√(x² + 1)"),
        (r"\sqrt[3]{x}", "³√x"),
        (r"\sum_{t=1}^{T} \mathbf{x}_t \odot z", "∑ₜ₌₁ᵀ 𝐱ₜ ⊙ z"),
        (r"\sigma'(x) \le 0.25", "σ′(x) ≤ 0.25"),
        (r"\hat{y} - \tilde h_t", "ŷ − h̃ₜ"),
        (r"f\!\left(x\right)", "f(x)"),
        (r"x \in \mathbb{R}^{N \times D}", "x ∈ ℝ^(N × D)"),
        (r"10^{-3}", "10⁻³"),
        (r"W_H^\top x", "W_Hᵀ x"),
        (r"\log_2 n", "log₂ n"),
        (r"\delta_{t,k}", "δ_(t,k)"),
        (r"\lfloor (n + 2p - k)/s \rfloor", "⌊(n + 2p − k)/s ⌋"),
        (r"\sinh x\cosh x", "sinh x cosh x"),
        (r"\begin{pmatrix}1 & 2\\3 & 4\end{pmatrix}", "[1 2; 3 4]"),
        (r"\text{out of } N", "out of N"),
        (r"\unknown{x}", "unknown(x)"),
        (r"\beta_1^t", "β₁ᵗ"),
    ],
)
def test_formulas(tex, shown):
    assert " ".join(unicode_math(tex).split()) == shown


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="\\{}^_$&abx1 +-=()[]fracsqrt", max_size=40))
def test_no_formula_raises(tex):
    assert isinstance(unicode_math(tex), str)
    plain(f"*{tex}* ${tex}$ `{tex}`")


def test_mathematics_in_markdown_code_is_left_alone():
    assert plain("`$x$` is $x_1$") == "$x$ is x₁"
    assert plain("```\n$a$\n```\n$a^2$") == "    $a$\na²"
    assert plain("costs \\$5 and $x$") == "costs $5 and x"


def test_plain_text_has_no_marks():
    text = "# Title\nthe **new** state `h`, *not* $a * b$; **残す**割合\n```python\nx = a * b\n```\n[paper](http://x.y)"
    assert plain(text) == "Title\nthe new state h, not a ∗ b; 残す割合\n    x = a * b\npaper (http://x.y)"


def test_bold_between_japanese_letters_needs_no_blanks():
    assert (
        plain("文 **次の語** の **3 番目**の語。**CBOW** は「**読む**」。")
        == "文 次の語 の 3 番目の語。CBOW は「読む」。"
    )


def test_blanks_to_fill_in_and_names_keep_their_underscores():
    assert plain("a ________ b, snake_case_name, 2 * 3 * 4") == "a ________ b, snake_case_name, 2 * 3 * 4"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("at -0.5 and (-1, -.5)", "at −0.5 and (−1, −.5)"),
        ("$x$ = -2、候補は-3", "x = −2、候補は−3"),
        ("4.2e-18, 2-2-2-1, VQ-VAE-2, 3-5, --count", "4.2e-18, 2-2-2-1, VQ-VAE-2, 3-5, --count"),
        ("axis `-1` and $-1$", "axis -1 and −1"),
        ("**-1** of `a[-1]`", "−1 of a[-1]"),
    ],
)
def test_negative_numbers_of_prose_have_the_sign_of_mathematics_and_code_keeps_its_own(text, shown):
    assert plain(text) == shown


def test_a_block_of_code_keeps_its_signs():
    assert "x = -1" in plain("Prose -1\n\n```\nx = -1\n```")
