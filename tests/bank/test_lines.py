"""Paragraphs are joined as their languages want it, and broken where they allow it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from quizrnn.bank.lines import NOT_FIRST, NOT_LAST, blocks, items, join, wrap_plain

TEXT = st.text("あ漢っーｧ々。、「」（）！･〜/abc $=1", min_size=1, max_size=80)


def test_japanese_lines_are_joined_without_a_space_and_english_ones_with_one():
    assert join("更新ゲートは", "候補を採る") == "更新ゲートは候補を採る"
    assert join("the gate", "takes") == "the gate takes"
    assert join("である。", "$x$ が") == "である。$x$ が"
    assert join("the gate.", "`x` is") == "the gate. `x` is"
    assert join("状態は h", "である") == "状態は h である"
    assert join("残す。", "Cho et al.") == "残す。Cho et al."


def test_a_space_that_yaml_made_of_a_line_break_goes_too_but_not_in_code():
    assert items(["z は 候補を採る割合。 次は `犬 猫` と $犬 猫$"]) == [
        ("", "z は候補を採る割合。次は `犬 猫` と $犬 猫$")
    ]


def test_signs_keep_their_spaces():
    assert items(["出力（一つ） → 値"]) == [("", "出力（一つ） → 値")]
    assert join("（softmax）", "を使う") == "（softmax）を使う"


@pytest.mark.parametrize("mark", [*"。、，．：；？！）］｝〕〉》」』】"])
@pytest.mark.parametrize("after", ["`x` は", "$x$ は", "(b)", "Cho", "3 つ", "次"])
def test_a_full_width_mark_carries_its_own_space_before_whatever_follows(mark, after):
    assert items([f"値{mark} {after}"]) == [("", f"値{mark}{after}")], "within a line"
    assert items([f"値{mark}", after]) == [("", f"値{mark}{after}")], "where two lines of the source meet"


@pytest.mark.parametrize("mark", [*"（［｛〔〈《「『【。、？！"])
@pytest.mark.parametrize("before", ["は `x`", "は $x$", "(b)", "Cho", "値"])
def test_a_full_width_mark_carries_its_own_space_after_whatever_comes_before(mark, before):
    assert items([f"{before} {mark}値"]) == [("", f"{before}{mark}値")]
    assert items([before, f"{mark}値"]) == [("", f"{before}{mark}値")]


def test_marks_of_emphasis_do_not_count():
    assert items(["z は **候補**を採る"]) == [("", "z は**候補**を採る")]
    assert items(["積 a * b と **w** と *c*"]) == [("", "積 a * b と **w** と *c*")]


def test_lists_tables_and_code_are_blocks_of_their_own():
    text = "one\ntwo\n\n- a\n  b\n- c\n\n| x |\n```\nk  =  1\n\nz\n```"
    assert list(blocks(text)) == [
        ["one", "two"],
        ["- a", "  b", "- c"],
        ["| x |"],
        ["```", "k  =  1", "", "z", "```"],
    ]
    assert items(["- a", "  b", "- c"]) == [("- ", "a b"), ("- ", "c")]


@given(TEXT, st.integers(12, 40), st.integers(0, 4))
def test_wrapped_lines_fit_lose_nothing_and_keep_to_the_rules(text, width, indent):
    lines = wrap_plain(text, width, indent)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(cell_len(line) <= width for line in lines)


@given(
    st.lists(
        st.sampled_from(
            [
                "漢字",
                "かな。",
                "「語」",
                "a, b",
                "（注）",
                "ゲート",
                "ッと",
                "〜へ",
                "・点",
                "！？",
                "々々",
                "1/2",
            ]
        ),
        min_size=1,
        max_size=30,
    )
)
def test_no_line_of_words_begins_or_ends_with_a_forbidden_sign(words):
    lines = wrap_plain("".join(words), 24)
    assert [line for line in lines[1:] if line[0] in NOT_FIRST] == []
    assert [line for line in lines[:-1] if line[-1] in NOT_LAST] == []
