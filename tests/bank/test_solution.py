# ruff: noqa: E501 (tables of cases, one a line)
"""Solutions: programs, views and work files agree line by line, and what a learner wrote is read back."""

from __future__ import annotations

import ast

import pytest
from bank.small import STEP
from hypothesis import given, settings
from hypothesis import strategies as st

from quizrnn.bank import solution
from quizrnn.bank.sources import read_text

BIG = '''\
"""Docstring."""
import numpy as np


# region answer: helper
def sigmoid(a):
    """Two
      lines."""
    return 1 / (1 + np.exp(-a))
# endregion


class Cell:
    def step(self, x, h=0.0):
        #en: gates
        #en: of the cell
        #ja: ゲート「é」
        #ja:
        gate = (  # a comment
            sigmoid(x)
            + 1
        )  # <- gate
        if (x > 0) and (h > 0):  # <- test
            h += gate * 2  # <- add
        # region answer: loop
        for i in range(3):
            # inside

            h = h + i
        # endregion
        while h > 100:  # <- bound
            h: float = h / 2  # <- half
        é = "日本語"; h = h * 1  # <- tail
        for k in (1, 2):  # <- items
            print(k)  # <- shown
        return (h)  # <- out


# region after
# Notes, shown later.
# endregion

# region hidden
import os
def drive(answer, case):
    return answer.Cell().step(case.x)  # <- nothing
# endregion
'''


def read(text):
    file = read_text("x.py", text)
    assert file.faults == (), file.faults
    return file.solution


def test_every_form_of_region_is_found():
    regions = {region.name: (region.lines, region.text) for region in read(BIG).regions}
    assert regions["gate"] == (False, "(  # a comment\n    sigmoid(x)\n    + 1\n)")
    assert regions["test"] == (False, "(x > 0) and (h > 0)")
    assert regions["add"] == (False, "gate * 2")
    assert regions["loop"] == (True, "for i in range(3):\n    # inside\n\n    h = h + i")
    assert regions["bound"] == (False, "h > 100")
    assert regions["half"] == (False, "h / 2")
    assert regions["tail"] == (False, "h * 1")
    assert regions["items"] == (False, "(1, 2)")
    assert regions["shown"] == (False, "print(k)")
    assert regions["out"] == (False, "(h)")
    assert regions["helper"][0]
    assert "nothing" not in regions


def test_the_program_with_the_key_is_the_file_without_its_marks():
    program = solution.program(read(BIG))
    ast.parse(program)
    kept = program.split("\n")
    for gone in ("region", "<-", "drive", "Notes", "#en:", "#ja:", "import os"):
        assert gone not in program
    assert "        # gates" in kept
    assert program.endswith("return (h)\n")


def test_driver_holds_hidden_parts_in_the_files_lines():
    rows = solution.driver(read(BIG)).split("\n")
    assert rows[BIG.split("\n").index("import os")] == "import os"
    assert "Cell:" not in "\n".join(rows)
    assert solution.driver(read("x = 1  # <- x\n")) == ""


def test_views_speak_one_language_and_keep_line_numbers():
    big = read(BIG)
    en, ja = solution.view(big, "en"), solution.view(big, "ja")
    assert "        # gates" in en.lines
    assert "ゲート" not in en.text
    assert "        # ゲート「é」" in ja.lines
    assert len(en.lines) == len(ja.lines)
    assert en.regions == ja.regions
    assert "Notes" in solution.worked(big, "en")
    assert "drive" not in solution.worked(big, "en")


def test_a_view_knows_where_its_regions_are():
    view = solution.view(read(BIG), "en", {"loop": "a = 1\nb = 2"})
    for place in view.regions:
        if place.lines:
            shown = [row[len(place.indent) :] for row in view.lines[place.first - 1 : place.last]]
            assert "\n".join(shown) == ("a = 1\nb = 2" if place.name == "loop" else "...")
        else:
            assert place.first == place.last
            assert view.lines[place.first - 1][place.start : place.end] == "..."


TEXTS = st.sampled_from(
    [
        "...",
        "x",
        "a + b",
        "a\n+ b",
        "(a\n + b)",
        "a  # note",
        "a +\nb  # note",
        "f(\n  1,\n  2,\n)",
        "'#'",
        "[\n1\n]",
    ]
)
LINES = st.sampled_from(
    [
        "pass",
        "a = 1\nb = 2",
        "    a = 1\n    if a:\n        b = 2",
        "x = '''\n  kept\n'''",
        "\n\na = 1\n\n",
        "return h",
        "a = 1\r\nb = 2",
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.fixed_dictionaries({"gate": TEXTS, "test": TEXTS, "add": TEXTS, "bound": TEXTS, "items": TEXTS, "loop": LINES, "tail": TEXTS, "out": TEXTS}))  # fmt: skip
def test_program_and_view_are_equal_line_by_line_and_stay_valid(regions):
    big = read(BIG)
    program = solution.program(big, regions)
    ast.parse(program)
    whole = {**solution.key_regions(big), **regions}
    assert solution.view(big, "en", whole).text == program
    for lang in ("en", "ja"):
        view = solution.view(big, lang, whole)
        assert [a for a in view.lines if not a.lstrip().startswith("#")] == [
            b for b in program.rstrip("\n").split("\n") if not b.lstrip().startswith("#")
        ]


@settings(max_examples=200, deadline=None)
@given(st.fixed_dictionaries({"gate": TEXTS, "test": TEXTS, "loop": LINES, "bound": TEXTS, "out": TEXTS}), st.sampled_from(["en", "ja"]))  # fmt: skip
def test_a_work_file_is_read_back(regions, lang):
    big = read(BIG)
    whole = {**solution.key_regions(big), **regions}
    text = solution.work_file(big, lang, whole)
    found, outside = solution.extract(big, text)
    assert outside == ()
    assert _tree(solution.program(big, found)) == _tree(solution.program(big, whole))


def _tree(program):
    return ast.dump(ast.parse(program))


def test_reading_back_bears_other_line_ends_marks_and_formatting():
    step = read(STEP)
    text = solution.work_file(step, "en", {"h_new": "np.tanh(a) + 0"})
    changed = "\ufeff# My notes\n" + text.replace(
        "x @ W_x + h @ W_h", "(\n        x @ W_x\n        + h @ W_h\n    )"
    )
    regions, outside = solution.extract(step, changed.replace("\n", "\r\n"))
    assert regions == {"h_new": "np.tanh(a) + 0"}
    assert outside == ()


def test_changed_given_lines_are_named():
    step = read(STEP)
    text = solution.work_file(step, "en", {"h_new": "1"}).replace("h @ W_h", "h @ W_h.T")
    regions, outside = solution.extract(step, text)
    assert regions == {"h_new": "1"}
    assert any("W_h" in row for row in outside)


def test_a_file_that_does_not_parse_still_gives_its_regions():
    step = read(STEP)
    text = solution.work_file(step, "en", {"h_new": "np.tanh(a"})
    regions, _ = solution.extract(step, text)
    assert regions == {"h_new": "np.tanh(a"}


def test_a_region_whose_mark_is_gone_is_not_found():
    step = read(STEP)
    regions, outside = solution.extract(step, "def step(x, h, W_x, W_h):\n    return h\n")
    assert regions == {}
    assert outside


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("import numpy  # <- x\n", "stands behind nothing"),
        ("def f():  # <- x\n    pass\n", "stands behind nothing"),
        ("x = 1  # <- a b\n", "no region name"),
        ("# region answer\nx = 1\n# endregion\n", "no region name"),
        ("# region answer: a\n# endregion\nx = 1\n", "is empty"),
        ("# region answer: a\nx = 1  # <- x\n# endregion\n", "inside another region"),
        ("# endregion\nx = 1  # <- x\n", "closes nothing"),
        ("# region hidden\nx = 1\n", "never closed"),
        ("if 1:\n    # region hidden\n    x = 1\n    # endregion\n", "left margin"),
        ("#en: a\nx = 1  # <- x\n", "1 lines in English and 0"),
        ("x = 1  #en: trailing\n", "one language"),
    ],
)
def test_faults_of_marks(text, message):
    file = read_text("x.py", text)
    assert any(message in fault.message for fault in file.faults), file.faults


def test_needs_and_names():
    file = read_text(
        "x.py",
        "import os, numpy as np\nfrom torch import nn\nimport torch.nn.functional as F\nx = 1  # <- x\n",
    )
    assert file.solution.needs == ("torch",)
    assert set(file.given) == {"os", "np", "nn", "F", "x"}
