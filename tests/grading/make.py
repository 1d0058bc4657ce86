"""Questions of every kind, small enough to read."""

from quizrnn.bank.model import (
    Check,
    Choice,
    Code,
    CodeAccept,
    CodeWrong,
    Essay,
    Given,
    Match,
    Number,
    NumberAccept,
    NumberWrong,
    Option,
    Pair,
    Param,
    Question,
    Region,
    ShortText,
    Solution,
    Stress,
    Text,
    TextWrong,
)


def both(text):
    return Text(text, f"{text}（日）")


def question(body, **fields):
    given = {
        "id": "t.q",
        "topic": "t",
        "title": both("title"),
        "level": 1,
        "ask": both("ask"),
        "explain": both("because"),
    }
    return Question(**{**given, "body": body, "revision": "r1", **fields})


CHOICE = Choice(
    (
        Option(both("no"), why=both("not this")),
        Option(both("yes"), right=True),
        Option(both("never"), why=both("nor this")),
    )
)
SEVERAL = Choice(
    (Option(both("a"), right=True), Option(both("b"), right=True), Option(both("c"), why=both("no c"))),
    several=True,
)
MATCH = Match(
    (Pair(both("l0"), both("r0"), both("w0")), Pair(both("l1"), both("r1"))), (both("r2"),), why=both("mixed")
)
ORDER = Match(order=(both("first"), both("second"), both("third")))
NUMBER = Number(
    {"n": Param(low=2, high=9, step=1)},
    {"": "n / 4"},
    wrong=(NumberWrong({"": "4 * n"}, both("multiplied {=n}"), both("times four")),),
    accept=(NumberAccept({"": "n / 4 + 100"}, both("counted from 100")),),
)
PAIR = Number({"n": Param(values=(3.0,))}, {"c": "n / 4", "h": "n / 2"})
SHORT = ShortText(
    ("exposure bias", "露出バイアス"), (TextWrong(("overfitting",), both("that is another trap")),)
)
ESSAY = Essay(both("model"), (both("p0"), both("p1"), both("p2")), 2)

SOURCE = "import numpy as np\n\n\ndef double(x):\n    y = 2 * x  # <- y\n    return y\n"
CODE = Code(
    "type",
    Solution("t/double.py", SOURCE, (Region("y", False, "2 * x"),), ()),
    Check(
        {"x": Given("float", shape=("N", "H"))},
        call="double",
        stress=(Stress({"x": 1e308}, both("overflows beyond 1e308")),),
    ),
    (
        CodeWrong({"y": "x * x"}, both("the square"), both("squared")),
        CodeWrong({"y": "x"}, both("the same"), both("unchanged")),
    ),
    (CodeAccept({"y": "x + x"}, both("a sum")),),
)
