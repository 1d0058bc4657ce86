"""A right-hand side typed with its whole line counts as the right-hand side; an expression is never touched."""

from __future__ import annotations

import ast

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from quizrnn.bank import solution
from quizrnn.bank.repeated import without_line
from quizrnn.bank.sources import read_text

SOURCE = """\
def f(a, b, d):
    c = a * b  # <- c
    d["k"] = c  # <- k
    while c > 9:  # <- test
        c -= 1  # <- step
    for i in range(3):  # <- turns
        c += i
    # region lines
    c = 2 * c
    # endregion
    return c  # <- back
"""


def source() -> solution.Solution:
    return read_text("f.py", SOURCE).solution


@pytest.mark.parametrize(
    ("head", "tail", "text", "clean"),
    [
        ("    c = ", "", "c = c + a", "c + a"),
        ("    c = ", "", "    c=c + a ", "c + a "),
        ("    c = ", "", "c = (c +\n     a)", "(c +\n     a)"),
        ("    self.h, c = ", "", "self.h,c = 1, 2", "1, 2"),
        ("    c += ", "", "c += a", "a"),
        ('    d["k"] = ', "", 'd["k"] = 1', "1"),
        ("    if ", ":", "if j != i:", "j != i"),
        ("    if ", ":", "if j != i", "j != i"),
        ("    if ", ":", "j != i :", "j != i"),
        ("    for i in ", ":", "for i in range(3):", "range(3)"),
        ("    return ", "", "return c", "c"),
        ("    if ", ": return c", "if x: return  c", "x"),
        ("    return ", "", "return (c", "(c"),
    ],
)
def test_what_the_line_gives_is_taken_off(head: str, tail: str, text: str, clean: str) -> None:
    assert without_line(text, head, tail) == clean


@pytest.mark.parametrize(
    ("head", "tail", "text"),
    [
        ("    c = ", "", "c == a"),
        ("    c = ", "", "c"),
        ("    c = ", "", "c, c"),
        ("    a, b = ", "", "a, b == 1"),
        ("    c = ", "", "cc = a"),
        ("    c = ", "", "b = c = a"),
        ("    return ", "", "returned +"),
        ("    if ", ":", "iffy(x)"),
        ("    if ", ":", "x  # a note:"),
        ("    ", "", "c = 1"),
        ("    c = ", "  # the sum", "a  # the sum"),
        ("    c = ", "", ""),
    ],
)
def test_everything_else_stays(head: str, tail: str, text: str) -> None:
    assert without_line(text, head, tail) == text


NAMES = st.sampled_from(["a", "b", "c", "iffy", "returns", "d['k']", "(c)"])
EXPRESSIONS = st.recursive(
    NAMES | st.integers(0, 9).map(str),
    lambda inner: (
        st.builds(
            "{}{}{}".format,
            inner,
            st.sampled_from([" == ", "==", " + ", ", ", " if a else ", " <= ", "  # c = \n+"]),
            inner,
        )
        | inner.map("({})".format)
        | inner.map("lambda: {}".format)
        | inner.map("not {}".format)
    ),
    max_leaves=5,
)
PLACES = st.sampled_from(
    [
        ("c = ", ""),
        ("a, b = ", ""),
        ("c += ", ""),
        ("if ", ":"),
        ("return ", ""),
        ("for c in ", ":"),
        ("c: int = ", ""),
    ]
)


@given(EXPRESSIONS, PLACES)
@example("c == 1", ("c = ", ""))
def test_an_expression_is_never_touched_and_comes_out_of_its_line(text: str, place: tuple[str, str]) -> None:
    head, tail = place
    try:
        ast.parse(f"({text}\n)", mode="eval")
    except SyntaxError:
        return
    assert without_line(text, head, tail) == text
    assert without_line(head + text + tail, head, tail) == text


@pytest.mark.parametrize("expression", ["a + b", "a, b", "[a][0]", "a if b else 2", "d = a"])
def test_a_chained_assignment_does_the_same_without_the_repeated_target(expression: str) -> None:
    one, two = {"a": 1, "b": 2, "c": 0}, {"a": 1, "b": 2, "c": 0}
    exec(f"c = c = {expression}", one)
    exec(f"c = {without_line(f'c = {expression}', 'c = ', '')}", two)
    assert one["c"] == two["c"]


def test_program_view_and_what_is_stored_are_the_clean_line() -> None:
    typed = {
        "c": "c = a + b",
        "k": 'd["k"] = 7',
        "test": "while c > 3:",
        "step": "c -= 2",
        "turns": "for i in range(2):",
        "lines": "c = c",
        "back": "return 2 * c",
    }
    clean = {
        "c": "a + b", "k": "7", "test": "c > 3", "step": "2", "turns": "range(2)", "lines": "c = c", "back": "2 * c"
    }  # fmt: skip
    found = source()
    assert solution.tidied(found, typed) == clean
    assert solution.program(found, typed) == solution.program(found, clean)
    assert solution.view(found, "ja", typed) == solution.view(found, "ja", clean)
    assert solution.same_region(found, "test", "while c > 3:", "c>3")
    assert "while c > 3:\n        c -= 2\n" in solution.program(found, typed)
