"""Home, lists, search, keys and palette; what is read is wrapped by width and kinsoku."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from app.studio import BANK, Studio, drive
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.content import Content
from textual.widgets import Input

from quizrnn.app import prepare_terminal
from quizrnn.app.commands import COMMANDS, key_name, shown_key
from quizrnn.app.screens.home import HomeScreen
from quizrnn.app.screens.keys import KeysScreen
from quizrnn.app.screens.overview import overview
from quizrnn.app.screens.problems import ProblemsScreen
from quizrnn.app.screens.questions import QuestionsScreen
from quizrnn.app.screens.sitting import SittingScreen, new_sitting, open_sitting
from quizrnn.app.widgets.menu import Menu
from quizrnn.app.widgets.prose import prose
from quizrnn.app.widgets.share import share
from quizrnn.app.widgets.wrap import fit, wrap
from quizrnn.bank.lines import NOT_FIRST, NOT_LAST, join
from quizrnn.bank.model import Row, Text, Topic
from quizrnn.i18n.app import EN, JA
from quizrnn.progress import ASIDE, Latest, open_store
from quizrnn.quiz import Item, Sitting, load, save


def test_the_app_is_imported_without_what_only_judges_need() -> None:
    code = (
        "import sys, quizrnn.app, quizrnn.app.app, quizrnn.app.screens.sitting, quizrnn.app.screens.home;"
        "print([m for m in ('numpy', 'torch', 'hypothesis', 'sympy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_long_commits_of_an_input_method_arrive_unless_the_user_says_otherwise(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("TEXTUAL_DISABLE_KITTY_KEY")
    prepare_terminal()
    assert os.environ["TEXTUAL_DISABLE_KITTY_KEY"] == "1"
    monkeypatch.setenv("TEXTUAL_DISABLE_KITTY_KEY", "0")
    prepare_terminal()
    assert os.environ["TEXTUAL_DISABLE_KITTY_KEY"] == "0"


def test_home_offers_what_there_is_and_counts_what_was_done(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        assert "nothing open" in studio.text() and "0/9" in studio.text()
        await studio.press("c", "r")
        assert isinstance(studio.app.screen, HomeScreen)
        await studio.press("n")
        assert isinstance(studio.app.screen, SittingScreen)
        await studio.press("1", "escape")
        assert "1/9" in studio.text() and "nothing due today; next" in studio.text()

    drive(tmp_path, act)


def test_a_topic_opens_its_list_and_a_question_of_it(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        studio.app.screen.query_one(Menu).put_cursor("topic:small")
        await studio.press("enter")
        assert isinstance(studio.app.screen, QuestionsScreen)
        assert "Peak of a slope" in studio.text() and "code: choose" in studio.text()
        await studio.press("down", "enter")
        assert studio.screen.question.id == "small.several"
        await studio.press("escape", "escape")
        assert isinstance(studio.app.screen, HomeScreen)

    drive(tmp_path, act)


def test_search_finds_by_title_in_any_width(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        await studio.press("slash")
        assert isinstance(studio.app.screen, QuestionsScreen)
        await studio.press(*"ｓｌｏｐｅ")
        assert [row.id for row in studio.app.screen.rows] == ["small.choice"]
        await studio.press(*"zzz")
        assert "No question matches" in studio.text()
        studio.app.screen.query_one(Input).value = "傾き"
        await studio.settle()
        await studio.press("enter", "enter")
        assert studio.screen.question.id == "small.choice"

    drive(tmp_path, act)


def test_every_command_has_a_key_a_help_line_and_a_place_in_the_palette(tmp_path: Path) -> None:
    for command in COMMANDS:
        assert command.keys and f"do.{command.id}" in EN and f"help.{command.id}" in JA

    async def act(studio: Studio) -> None:
        titles = [command.title for command in studio.app.get_system_commands(studio.app.screen)]
        assert "ヒント" in titles and "コピー" not in titles
        await studio.press("ctrl+p", *"ヒント", "enter")
        await studio.settle()
        assert "最初の手がかり" in studio.text()
        await studio.press("f1")
        assert isinstance(studio.app.screen, KeysScreen)
        assert "F5 Ctrl+J" in studio.app.screen.query_one("KeyList").render().plain
        await studio.press("escape")
        assert studio.screen.question.id == "small.choice"

    drive(tmp_path, act, lang="ja", ids=["small.choice"])


def test_no_key_is_taken_twice_in_one_place() -> None:
    for place in ("home", "list", "sitting"):
        keys = [key for command in COMMANDS if command.place in (place, "app") for key in command.keys]
        assert len(keys) == len(set(keys))


def test_while_typing_only_keys_that_write_nothing_are_named() -> None:
    assert shown_key(("h", "f2"), typing=False) == "h" and shown_key(("h", "f2"), typing=True) == "F2"
    assert shown_key(("slash", "comma", "あ"), typing=True) == ""
    assert [key_name(key) for key in ("ctrl+j", "comma", "slash", "R", "shift+f2")] == [
        "Ctrl+J", ",", "/", "R", "Shift+F2",
    ]  # fmt: skip


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
@pytest.mark.parametrize("lang", ["en", "ja"])
def test_no_line_is_wider_than_the_terminal(tmp_path: Path, size: tuple[int, int], lang: str) -> None:
    async def act(studio: Studio) -> None:
        for keys in (["n"], ["2"], ["f1"]):
            await studio.press(*keys)
            lines = studio.text().split("\n")
            assert len(lines) == size[1]
            assert all(cell_len(line) <= size[0] for line in lines)

    drive(tmp_path, act, size=size, lang=lang)


def test_enter_goes_on_with_what_was_left_also_after_leaving_it_by_the_key(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        studio.app.screen.query_one(Menu).put_cursor("do:fresh")
        await studio.press("enter")
        left = studio.screen.question.id
        await studio.press("escape")
        assert isinstance(studio.app.screen, HomeScreen)
        await studio.press("enter")
        assert studio.screen.question.id == left
        assert len(studio.app.store.unfinished()) == 1

    drive(tmp_path, act)


def test_what_is_set_aside_is_not_asked_from_a_list_unless_it_is_opened_itself(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        studio.app.store.mark("small.choice", ASIDE)
        studio.app.push_screen(QuestionsScreen("small"))
        await studio.pilot.pause()
        listed = [row.id for row in studio.app.screen.rows]
        assert "small.choice" in listed, "it stands there, marked"
        await studio.press("p")
        asked = [item.question for item in studio.screen.session.sitting.items]
        assert sorted(asked) == sorted(set(listed) - {"small.choice"})
        await studio.press("escape")
        studio.app.screen.query_one(Menu).put_cursor("small.choice")
        await studio.press("enter")
        assert studio.screen.question.id == "small.choice"

    drive(tmp_path, act)


def test_a_page_without_room_for_all_groups_unfolds_the_one_where_the_learner_is(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        assert "What machine learning is for" in studio.text() and "Ideas of the RNN" not in studio.text()
        await studio.sit("rnn.concept.third-weight")
        await studio.press("escape")
        assert "Ideas of the RNN" in studio.text()

    drive(tmp_path, act, size=(100, 32), bank_at=Path(__file__).parents[2])


def test_groups_unfold_and_name_their_weak_spot(tmp_path: Path) -> None:
    bank = copied_bank(tmp_path)
    other = "topic: other\ntitle: {en: Another, ja: 別}\ngroup: tools\nquestions: []\n"
    text = (bank / "questions/small.yaml").read_text(encoding="utf-8")
    first = text.split("questions:\n")[1].split("\n  - id")[0].replace("small.", "other.")
    (bank / "questions/other.yaml").write_text(
        other.replace(" []", "\n") + first.split("    see:")[0], encoding="utf-8"
    )

    async def act(studio: Studio) -> None:
        assert "+ Tools" in studio.text() and "A small topic" not in studio.text()
        studio.app.screen.query_one(Menu).put_cursor("group:tools")
        await studio.press("enter")
        assert "- Tools" in studio.text() and "+ Recurrent networks" in studio.text()
        assert "Another" in studio.text() and "░░░░" in studio.text()
        await studio.sit("other.choice")
        await studio.press("2", "escape")
        assert "weak: Another" in studio.text() and "1 not right" in studio.text()
        await studio.press("enter")
        assert "1 not right" not in studio.text(), "folded again"

    drive(tmp_path, act, bank_at=bank)


def test_what_is_wrong_with_the_bank_can_be_read(tmp_path: Path) -> None:
    bank = copied_bank(tmp_path)
    with (bank / "questions/small.yaml").open("a", encoding="utf-8") as file:
        file.write("\n  - id: small.broken\n    kind: choice\n")

    async def act(studio: Studio) -> None:
        assert "除いた問題 1 問" in studio.text()
        await studio.press("b")
        assert isinstance(studio.app.screen, ProblemsScreen)
        assert "small.broken" in studio.text() and "small.yaml:" in studio.text()
        await studio.press("escape", "n")
        assert studio.screen.question.id == "small.choice"

    drive(tmp_path, act, lang="ja", bank_at=bank)


def copied_bank(folder: Path) -> Path:
    return Path(shutil.copytree(BANK, folder / "bank"))


def test_bars_are_drawn_in_ascii_where_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert share(1, 3).plain == "████░░░░░░░░  33 %"
    assert share(99, 100, plain=True).plain == "###########.  99 %"
    assert share(0, 9, seen=False).plain.endswith("-  ") and cell_len(share(9, 9).plain) == 18
    monkeypatch.setenv("NO_COLOR", "1")

    async def act(studio: Studio) -> None:
        assert "............" in studio.text() and "░" not in studio.text()

    drive(tmp_path, act)


def test_the_palette_speaks_the_language(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        await studio.press("ctrl+p")
        assert "コマンドを検索" in studio.text()
        await studio.press(*"zzzz")
        for _ in range(100):
            if "その名前のコマンドはありません" in studio.text():
                return
            await studio.pilot.pause(0.05)
        raise AssertionError(studio.text())

    drive(tmp_path, act, lang="ja")


def test_the_start_page_does_without_the_parsers_of_the_editor() -> None:
    code = (
        "import sys, quizrnn.app.app, quizrnn.app.screens.home;"
        "print([m for m in ('tree_sitter', 'markdown_it', 'textual.widgets._text_area') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def row(name: str, topic: str) -> Row:
    return Row(name, "choice", "", topic, 1, Text(name, name), (), ("en", "ja"), (), "", "r")


def test_new_questions_follow_the_course() -> None:
    rows = [row("b.1", "b"), row("b.2", "b"), row("a.1", "a"), row("c.1", "c"), row("d.1", "d")]
    topics = [Topic(name, Text(name, name), group) for name, group in ("ax", "by", "cx", "dz")]
    assert overview(topics, rows, {}).fresh == ("a.1", "c.1", "b.1", "b.2", "d.1")
    latest = {"b.1": Latest("wrong", "r", 5.0, 1, due=9), "a.1": Latest("right", "r", 4.0, 1, due=9)}
    now = overview(topics, rows, latest)
    assert now.fresh == ("b.2", "c.1", "d.1"), "the group where the learner is comes first"
    assert [group.group for group in now.groups] == ["x", "y", "z"]
    assert [group.right for group in now.groups] == [1, 0, 0]
    weakest = [group.weakest for group in now.groups]
    assert weakest[1] == topics[1] and weakest[0] is weakest[2] is None


def test_what_has_only_been_practised_is_still_new(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        await studio.app.push_screen(new_sitting(studio.app, ["small.choice"], practice=True))
        await studio.press("1", "escape")
        assert studio.app.store.latest()["small.choice"].tries == 1
        await studio.press("n")
        assert "small.choice" in [item.question for item in studio.screen.session.sitting.items]

    drive(tmp_path, act)


def test_what_was_set_aside_is_not_asked() -> None:
    rows = [row("a.1", "a"), row("a.2", "a")]
    now = overview([Topic("a", Text("A", "A"))], rows, {"a.1": Latest("wrong", "r", 1.0, 1)}, {"a.1"})
    assert now.fresh == ("a.2",) and now.groups[0].total == 1


@given(st.text("ab (。、）「」ーっ漢字か.,)x ", max_size=60), st.integers(6, 40))
def test_lines_fit_and_begin_with_no_closing_mark(text: str, width: int) -> None:
    lines = wrap(Content(text), width)
    assert all(line.cell_length <= width for line in lines)
    assert "".join(line.plain for line in lines).replace(" ", "") == text.replace(" ", "")


def test_kinsoku_moves_the_character_before_along() -> None:
    lines = wrap(Content("更新ゲートは候補を採る割合。次に"), 26)
    assert [line.plain for line in lines] == ["更新ゲートは候補を採る割", "合。次に"]
    for width in range(12, 40):
        text = "ＲＮＮは（長い）系列「時刻」を扱うと、勾配が、消える。ゲートは、っとー、それを防ぐ。"
        for line in wrap(Content(text), width):
            assert line.plain[0] not in NOT_FIRST and line.plain[-1] not in NOT_LAST


def test_prose_shows_markdown_and_mathematics() -> None:
    text = "A **gate** $\\sigma(x)$ of `h`:\n\n- one\n  more\n- two\n\n"
    text += "| a | b |\n|---|---|\n| 1 | 漢 |\n\n```python\nx = 1\n```"
    lines = [line.plain for line in prose(text, 40)]
    assert lines[0] == "A gate σ(x) of h:"
    assert "- one more" in lines and "  x = 1" in lines
    assert any(line.split() == ["1", "漢"] for line in lines)
    assert join("更新", "ゲート") == "更新ゲート" and join("the", "gate") == "the gate"


def test_fit_counts_cells() -> None:
    assert cell_len(fit("再帰型ネット", 8)) == 8
    assert fit("ab", 4) == "ab  "


def test_both_languages_say_the_same_things() -> None:
    import string

    assert EN.keys() == JA.keys()
    for key, text in EN.items():
        fields = [{name for _, name, _, _ in string.Formatter().parse(t) if name} for t in (text, JA[key])]
        assert fields[0] == fields[1], key


def test_names_are_whole_where_there_is_room(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        assert ("Gradient descent and mini-batches" in studio.text()) == (studio.app.size.width == 120)

    drive(tmp_path / "wide", act, size=(120, 40), bank_at=BANK.parents[2])
    drive(tmp_path / "narrow", act, size=(80, 40), bank_at=BANK.parents[2])


@pytest.mark.parametrize(
    ("lang", "typed", "found"),
    [
        ("en", "*", {"small.match", "small.order"}),
        ("ja", "しおり", {"small.match", "small.order"}),
        ("en", "bookmark small.m", {"small.match"}),
        ("en", "aside", {"small.choice"}),
        ("ja", "除外", {"small.choice"}),
        ("en", "* aside", set()),
    ],
)
def test_a_search_finds_bookmarks_and_what_was_set_aside(
    tmp_path: Path, lang: str, typed: str, found: set[str]
) -> None:
    async def act(studio: Studio) -> None:
        for id in ("small.match", "small.order"):
            studio.app.store.mark(id, "bookmark")
        studio.app.store.mark("small.choice", "set-aside")
        await studio.press("slash")
        screen = studio.app.screen
        assert isinstance(screen, QuestionsScreen)
        screen.query_one("#search", Input).value = typed
        await studio.settle()
        assert {row.id for row in screen.rows} == found

    drive(tmp_path, act, lang=lang)


def test_home_offers_no_sitting_of_another_bank_and_leaves_it_as_it_is(tmp_path: Path) -> None:
    items = tuple(Item(f"gone.q{number}", "r", "gone", number) for number in range(3))
    theirs = Sitting("theirs", "", items, 1.0, at=1)
    store = open_store(tmp_path / "progress.sqlite")
    store.save_sitting(theirs.id, save(theirs))
    store.close()

    async def act(studio: Studio) -> None:
        assert "nothing open" in studio.text() and "gone.q1" not in studio.text()
        await studio.press("c")
        assert isinstance(studio.app.screen, HomeScreen)
        studio.app.push_screen(open_sitting(studio.app, theirs))
        await studio.settle()
        ((_, kept),) = studio.app.store.unfinished()
        assert load(kept).at == 1, "also where it is opened all the same"

    drive(tmp_path, act)


def test_home_names_what_waits_and_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "progress.sqlite.waiting-later").write_text('{"type":"hologram"}\n')

    async def act(studio: Studio) -> None:
        assert "line 1 cannot be read" in " ".join(studio.text().split())

    drive(tmp_path, act, size=(120, 40))
