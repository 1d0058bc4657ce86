"""Pictures as rows of text: never wider than asked, ASCII where nothing else is known, nothing said by colour alone."""

from __future__ import annotations

import io
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style

from quizrnn.demos.drawing import (
    Look,
    draw_metrics,
    draw_overlay,
    draw_picture,
    draw_table,
    look_for,
    text_lines,
)
from quizrnn.demos.drawing.rows import wrap
from quizrnn.demos.drawing.scale import Scale, rounded, short
from quizrnn.demos.events import Picture
from quizrnn.demos.pictures import Bars, Body, Curves, Decision, Heat, Images, Line, Scatter, Table
from quizrnn.demos.texts import Text, same

LOOKS = [Look(), Look(ascii=True), Look(colour=True)]
NUMBERS = st.one_of(st.none(), st.floats(), st.sampled_from([0.0, 1.0, -1e308, 1e308, 5e-324]))
TEXTS = st.builds(Text, st.text("ab wide|", max_size=30), st.text("広い言葉、。 a", max_size=30))
COUNTS = st.integers(0, 6)


def matrices(cells: st.SearchStrategy) -> st.SearchStrategy:
    sizes = st.tuples(st.integers(1, 50), st.integers(1, 6))
    return sizes.flatmap(
        lambda size: st.lists(
            st.lists(cells, min_size=size[0], max_size=size[0]), min_size=size[1], max_size=size[1]
        )
    )


COLOURS = st.lists(st.floats(0, 1), min_size=3, max_size=3)
BODIES: st.SearchStrategy[Body] = st.one_of(
    st.builds(Curves, st.lists(st.builds(Line, TEXTS, st.lists(NUMBERS), st.lists(NUMBERS)), max_size=4)),
    st.builds(
        Images, st.lists(matrices(NUMBERS), max_size=3), st.lists(TEXTS, max_size=3), st.integers(1, 9)
    ),
    st.builds(
        Images, st.lists(matrices(COLOURS), max_size=2), st.just([]), st.integers(1, 2), colour=st.just(True)
    ),
    st.builds(
        Heat,
        matrices(NUMBERS),
        st.lists(st.text(max_size=9), max_size=9),
        st.lists(st.text(max_size=9), max_size=60),
    ),
    st.builds(
        Scatter,
        st.lists(NUMBERS),
        st.lists(NUMBERS),
        st.lists(st.integers(0, 30)),
        st.lists(TEXTS, max_size=4),
        st.lists(st.text("語ab", max_size=8)),
    ),
    st.builds(
        Bars,
        st.lists(TEXTS, max_size=4),
        st.lists(NUMBERS, max_size=4),
        st.one_of(st.none(), st.just((0.1, 0.4))),
        st.lists(NUMBERS, max_size=4),
    ),
    st.builds(
        Decision,
        matrices(NUMBERS),
        st.just((-1.0, 1.0)),
        st.just((0.0, 2.0)),
        st.lists(NUMBERS),
        st.lists(NUMBERS),
        st.lists(st.integers(0, 1)),
    ),
    st.builds(
        Table,
        st.lists(TEXTS, max_size=4),
        st.lists(st.lists(st.text("語a1.", max_size=30), max_size=4), max_size=4),
    ),
)


@settings(deadline=None, max_examples=150)
@given(BODIES, TEXTS, st.integers(1, 130), st.sampled_from(LOOKS), st.sampled_from(["en", "ja"]))
def test_no_row_is_wider_than_asked_and_every_style_is_one(body, words, width, look, lang) -> None:
    rows = draw_picture(Picture(1, "p", words, body, x=words, y=words), width, lang=lang, look=look)
    assert all(cell_len(line) <= width for line in text_lines(rows) if width > 1)
    for row in rows:
        for span in row:
            Style.parse(span.style)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.lists(NUMBERS), max_size=4), st.integers(2, 130), st.integers(1, 30))
def test_curves_of_any_numbers_fit(values, width, height) -> None:
    curves = {str(i): ([*range(len(ys))], ys) for i, ys in enumerate(values)}
    for look in LOOKS:
        for line in text_lines(draw_metrics(curves, width, height, look=look)):
            assert cell_len(line) <= width
            assert not look.ascii or line.isascii()


@settings(deadline=None)
@given(st.text("語ab 、。(", max_size=60), st.integers(2, 20))
def test_wrapped_lines_fit_and_lose_nothing(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert all(cell_len(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def plain(body: Body, look: Look | None = None, width: int = 60, lang: str = "en") -> list[str]:
    return text_lines(draw_picture(Picture(1, "p", same("caption"), body), width, 8, lang=lang, look=look))


def test_a_falling_curve_starts_at_the_top_left_and_ends_at_the_bottom_right() -> None:
    rows = plain(Curves([Line(same(""), [0, 1, 2], [3, 2, 1])]), Look(ascii=True))
    assert rows[0] == "caption"
    plot = [row.split("|", 1)[1] for row in rows[1:9]]
    assert plot[0].startswith("o")
    assert plot[-1].rstrip().endswith("o") and len(plot[-1]) > 50
    assert rows[1].startswith("3|") and rows[5].startswith("2|") and rows[8].startswith("1|")


def test_the_axis_of_a_share_does_not_pass_1() -> None:
    for low in (0.04, 0.36, 0.51, 0.74, 0.93):
        assert 0.988 <= rounded(Scale(low, 0.988)).high <= 1
    assert rounded(Scale(0.01, 1.7)).low == 0, "nor does an axis pass 0 that no value passes"


def test_a_gap_in_a_curve_stays_a_gap() -> None:
    rows = plain(Curves([Line(same(""), [0, 1, 2, 3, 4], [1, 1, None, 1, 1])]), Look(ascii=True))
    drawn = next(row.split("|", 1)[1] for row in rows if "o" in row and "|" in row)
    assert " " in drawn.strip()


def test_several_curves_have_signs_of_their_own() -> None:
    lines = [Line(Text("up", "上り"), [0, 1], [0, 1]), Line(Text("down", "下り"), [0, 1], [1, 0])]
    assert plain(Curves(lines))[-1] == "a up   b down"
    assert plain(Curves(lines), lang="ja")[-1] == "a 上り   b 下り"
    assert plain(Curves(lines), Look(ascii=True))[-1] == "o up   x down"


def test_curves_that_end_at_one_place_keep_their_letters() -> None:
    ends = [Line(same(name), [0.0, 1.0, 2.0], [0.0, start, 1.0]) for name, start in (("p", 0.2), ("q", 0.8))]
    plot = "".join(plain(Curves(ends))[1:9])
    assert "a" in plot and "b" in plot


def test_a_curve_over_decades_is_logarithmic_and_says_so() -> None:
    steps = [float(i) for i in range(6)]
    rows = text_lines(draw_metrics({"loss": (steps, [10.0**-i for i in range(6)])}, 60))
    assert "logarithmic" in rows[0]
    rows = text_lines(draw_metrics({"loss": (steps, [1.0 - 0.1 * i for i in range(6)])}, 60))
    assert "logarithmic" not in rows[0]


def test_metrics_that_do_not_belong_together_have_a_plot_of_their_own() -> None:
    steps = [1.0, 2.0]
    curves = {
        "loss": (steps, [90.0, 30.0]),
        "accuracy": (steps, [0.1, 0.9]),
        "other loss": (steps, [80.0, 20.0]),
    }
    rows = text_lines(draw_metrics(curves, 60, 8, together=[("loss", "other loss")]))
    assert [row for row in rows if "loss" in row] == ["a loss   b other loss"]
    assert rows[-1] == "─ accuracy"
    assert len(rows) == 8 + 3 + 1 + 4 + 3


def test_nothing_finite_is_said() -> None:
    assert "no finite numbers" in plain(Curves([Line(same("x"), [1.0], [None])]))[-1]
    assert "有限の数がない" in plain(Bars([same("x")], [None]), lang="ja")[-1]


def test_an_image_is_dark_where_it_is_low_and_keeps_its_shape() -> None:
    image = [[1.0] * 8] * 4 + [[0.0] * 8] * 4
    rows = plain(Images([image], [same("half")], 1))
    assert rows[1] == "half"
    assert rows[2:6] == ["█" * 16] * 4
    assert [row.strip() for row in rows[6:]] == [""] * 4
    assert plain(Images([image], [], 1), Look(ascii=True))[1] == "@" * 16


def test_images_that_do_not_fit_beside_each_other_go_below() -> None:
    wide = [[1.0] * 8] * 8
    assert len(plain(Images([wide] * 6, [], 6), width=20)) > len(plain(Images([wide] * 6, [], 6), width=120))


@pytest.mark.parametrize(("width", "columns"), [(78, 6), (38, 4), (32, 2), (18, 2), (9, 1)])
def test_images_that_belong_together_stay_together(width: int, columns: int) -> None:
    body = Images([[[1.0] * 8] * 8] * 6, [same("before"), same("after")] * 3, 6, group=2)
    heads = plain(body, width=width)[1]
    assert len(re.findall("before|after|befor|afte", heads)) == columns


@pytest.mark.parametrize(("width", "height", "size"), [(38, 14, 10), (78, 19, 20), (38, 5, 10)])
def test_small_images_grow_with_the_room_in_whole_cells(width: int, height: int, size: int) -> None:
    image = [[1.0, 0.0, 1.0, 0.0, 1.0]] * 5
    rows = text_lines(
        draw_picture(
            Picture(1, "p", same("two"), Images([image] * 2, [same("1"), same("2")], 2)), width, height
        )
    )
    cells = size // 5
    assert rows[2].startswith("█" * cells + " " * cells + "█" * cells)
    assert len(rows) == 2 + size // 2


def test_images_that_are_too_many_for_the_room_get_smaller_while_they_are_legible() -> None:
    body = Images([[[1.0] * 28] * 28] * 9, [same("map")] * 9, 3)
    assert len(text_lines(draw_picture(Picture(1, "p", same("maps"), body), 116, 37))) <= 39
    assert len(text_lines(draw_picture(Picture(1, "p", same("maps"), body), 116, 12))) > 39


def test_a_confusion_matrix_shows_its_numbers_and_names() -> None:
    rows = plain(Heat([[50, 2], [7, 41]], ["cat", "dog"], ["cat", "dog"]))
    assert [part for part in rows[2].split() if part.isdigit()] == ["50", "2"] or "50" in rows[2]
    assert rows[2].startswith("cat") and "41" in rows[3]


def test_names_that_do_not_fit_above_the_columns_are_listed_below() -> None:
    names = [f"word-number-{i}" for i in range(12)]
    rows = plain(Heat([[0.1 * i for i in range(12)]] * 2, [], names))
    assert all(name in " ".join(rows[-4:]) for name in names)


def test_points_show_their_class_and_their_name() -> None:
    body = Scatter([0.0, 1.0], [0.0, 1.0], [0, 1], [same("3"), same("7")], ["low", "語"])
    text = "\n".join(plain(body))
    assert "3 low" in text and "語 7" in text


def test_points_of_two_classes_in_one_place_are_both_seen() -> None:
    body = Scatter([0.0, 0.0, 1.0, 1.0], [0.0, 0.0, 1.0, 1.0], [0, 1, 0, 0], [same("3"), same("7")])
    rows = plain(body)
    assert "37" in "\n".join(rows)
    assert sum(row.count("3") for row in rows[2:-2]) == 2, "points of one class share a cell"


def test_axes_can_be_made_to_reach_further_than_the_points() -> None:
    rows = plain(Scatter([0.0, 0.1], [0.0, 0.1], reach=2.0))
    assert "x, y: -2 … 2" in rows[-1]


def test_names_do_not_run_into_each_other() -> None:
    names = ["king", "queen", "prince", "boy"]
    body = Scatter([0.0, 0.01, 0.73, 1.0], [0.0, 0.01, 1.0, 1.0], [0] * 4, [same("royal")], names)
    for width in (30, 40, 60):
        text = "\n".join(plain(body, width=width))
        assert all(re.search(rf"(^|\s){name}(\s|$)", text) for name in names)


def test_a_bar_grows_with_its_value_and_the_band_and_marks_stand_out() -> None:
    rows = plain(
        Bars([same("a"), same("b")], [0.2, 0.8], band=(0.1, 0.3), marks=[0.9, None]), Look(ascii=True)
    )
    assert rows[1].count("#") < rows[2].count("#")
    assert "*" in rows[1] and "*" not in rows[2]
    assert rows[2].count(":") == 2
    assert "chance" in rows[3] and "reported" in rows[3]


def test_bars_below_zero_grow_to_the_left() -> None:
    rows = plain(Bars([same("a"), same("b")], [-1.0, 1.0]), Look(ascii=True))
    assert rows[1].index("#") < rows[2].index("#")


def test_a_decision_map_has_its_points_on_it() -> None:
    body = Decision([[0.0, 1.0], [0.0, 1.0]], (0.0, 1.0), (0.0, 1.0), [0.0, 1.0], [0.0, 1.0], [0, 1])
    rows = plain(body, Look(ascii=True), width=20)
    assert rows[1].rstrip().endswith("x") and "@" in rows[1]
    assert rows[8].startswith("o")
    assert plain(body, Look(), width=60)[9].endswith("x, y: 0 … 1")


def test_a_table_wraps_what_does_not_fit_and_puts_numbers_to_the_right() -> None:
    look = Look(ascii=True)
    rows = text_lines(
        draw_table(["name", "value"], [["a very long name of a thing", "1.5"], ["b", "22.25"]], 20, look)
    )
    assert rows[2].endswith("1.5") and rows[-1].endswith("22.25")
    assert len(rows) > 4
    assert "thing" in " ".join(rows)


def test_overlaid_runs_share_their_axes() -> None:
    rows = text_lines(
        draw_overlay([Line(same("lr=0.1"), [1, 2], [1, 2]), Line(same("lr=1"), [1, 2], [2, 3])], 50)
    )
    assert rows[0].lstrip().startswith("3│")
    assert rows[-1] == "a lr=0.1   b lr=1"


@pytest.mark.parametrize(
    ("value", "shown"),
    [(10_000, "10000"), (0.12345, "0.123"), (1e7, "1e7"), (3e-9, "3e-9"), (-0.0, "0"), (-1234.5, "-1234")],
)
def test_numbers_on_an_axis_are_short(value: float, shown: str) -> None:
    assert short(value) == shown


class Stream(io.StringIO):
    def __init__(self, encoding: str, terminal: bool = True) -> None:
        super().__init__()
        self._encoding, self._terminal = encoding, terminal

    @property
    def encoding(self) -> str:  # type: ignore[override]
        return self._encoding

    def isatty(self) -> bool:
        return self._terminal


@pytest.mark.parametrize(
    ("stream", "environ", "look"),
    [
        (Stream("utf-8"), {"TERM": "xterm"}, Look(colour=True)),
        (Stream("utf-8"), {"TERM": "xterm", "NO_COLOR": "1"}, Look()),
        (Stream("utf-8", terminal=False), {"TERM": "xterm"}, Look()),
        (Stream("utf-8"), {"TERM": "dumb"}, Look(ascii=True)),
        (Stream("iso-8859-1"), {"TERM": "xterm"}, Look(ascii=True)),
    ],
)
def test_the_terminal_decides_how_things_look(stream: Stream, environ: dict[str, str], look: Look) -> None:
    assert look_for(stream, environ) == look


@given(st.floats(-1e6, 1e6), st.floats(1e-3, 1e6))
def test_a_rounded_axis_holds_the_values_and_is_not_much_longer(low: float, length: float) -> None:
    scale = Scale(low, low + length)
    wider = rounded(scale)
    slack = 1e-5 * length
    assert wider.low <= scale.low + slack and wider.high >= scale.high - slack
    if wider != scale and not (wider.low == 0 or wider.high == 0):
        assert wider.high - wider.low < 2.01 * length
        assert float(short(wider.value(0.5))) == pytest.approx(wider.value(0.5))


def test_a_curve_that_comes_near_zero_is_drawn_from_zero_on() -> None:
    assert rounded(Scale(0.01, 1.7)) == Scale(0.0, 2.0)
    assert rounded(Scale(82.3, 83.1)).low > 82


def test_bars_have_the_same_decimals_and_counts_of_zero_are_dots() -> None:
    rows = plain(Bars([same("a"), same("b")], [0.12, 0.0907]), Look())
    assert rows[1].endswith("0.120") and rows[2].endswith("0.091")
    rows = plain(Heat([[12.0, 0.0], [0.0, 7.0]]), Look())
    assert "12" in rows[1] and "·" in rows[1] and "0" not in rows[1]
