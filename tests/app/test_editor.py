"""Only regions can change, whatever is typed, pasted, deleted, undone or done by the program."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable

from quizrnn.app import prepare_terminal

prepare_terminal()

from rich.cells import cell_len  # noqa: E402
from textual import events  # noqa: E402
from textual.app import App, ComposeResult  # noqa: E402
from textual.document._document import Selection  # noqa: E402
from textual.keys import _character_to_key  # noqa: E402
from textual.pilot import Pilot  # noqa: E402

from quizrnn.app.widgets.editor import CodeEditor  # noqa: E402
from quizrnn.app.widgets.plaintext import code_text, plain_text  # noqa: E402
from quizrnn.app.widgets.regions import Piece, Regions  # noqa: E402

PIECES = [
    Piece("def f(x):\n    a = "),
    Piece("x + 1", "first"),
    Piece("  # 次の行\n"),
    Piece("    b = 2\n    return a * b", "second"),
    Piece("\n\nprint(f(3))"),
]


class Harness(App[None]):
    def __init__(self) -> None:
        super().__init__()
        self.refused = 0

    def compose(self) -> ComposeResult:
        yield CodeEditor(id="editor")

    def on_mount(self) -> None:
        self.query_one(CodeEditor).load(PIECES)
        self.query_one(CodeEditor).focus()

    def on_code_editor_refused(self) -> None:
        self.refused += 1


Act = Callable[[Pilot[None], CodeEditor], Awaitable[None]]


def drive(act: Act) -> Harness:
    app = Harness()

    async def go() -> None:
        async with app.run_test(size=(80, 24)) as pilot:
            editor = app.query_one(CodeEditor)
            await act(pilot, editor)
            await pilot.pause()
            assert_given_holds(editor)

    asyncio.run(go())
    return app


def assert_given_holds(editor: CodeEditor) -> None:
    given = [piece.text for piece in PIECES if not piece.region]
    first, second = editor.region_texts().values()
    assert editor.text == given[0] + first + given[1] + second + given[2]


def test_typing_in_a_region_changes_it_alone() -> None:
    async def act(pilot: Pilot[None], editor: CodeEditor) -> None:
        await pilot.press("2", "*")
        assert editor.region_texts()["first"] == "2*x + 1"

    assert drive(act).refused == 0


def test_the_cursor_goes_anywhere_but_given_lines_refuse_keys() -> None:
    async def act(pilot: Pilot[None], editor: CodeEditor) -> None:
        editor.move_cursor((0, 0))
        await pilot.press("z", "enter", "delete", "ctrl+k", "tab", "shift+tab")
        assert editor.cursor_location == (0, 0)

    assert drive(act).refused >= 3


def test_backspace_stops_at_the_start_of_a_region_and_delete_at_its_end() -> None:
    async def act(pilot: Pilot[None], editor: CodeEditor) -> None:
        await pilot.press("backspace")
        editor.move_cursor((1, 8 + 5))
        await pilot.press("delete")
        assert editor.region_texts()["first"] == "x + 1"

    assert drive(act).refused == 2


def test_select_everything_and_delete_empties_only_the_region_under_the_cursor() -> None:
    async def act(pilot: Pilot[None], editor: CodeEditor) -> None:
        await pilot.press("f7", "delete")
        assert editor.region_texts() == {"first": "", "second": "    b = 2\n    return a * b"}
        editor.selection = Selection((0, 0), editor.document.end)
        await pilot.press("backspace")
        editor.clear()

    drive(act)


def test_a_selection_that_reaches_beyond_is_cut_to_the_region() -> None:
    async def act(pilot: Pilot[None], editor: CodeEditor) -> None:
        editor.selection = Selection((0, 4), (1, 9))
        await pilot.press("y")
        assert editor.region_texts()["first"] == "y + 1"

    drive(act)


def test_pasted_lines_stay_inside_and_lose_foreign_characters() -> None:
    async def act(pilot: Pilot[None], editor: CodeEditor) -> None:
        editor.post_message(events.Paste("(x\r\n\t+ 1)\r\x1b[31m\xa0#"))
        await pilot.pause()
        assert editor.region_texts()["first"].startswith("(x\n    + 1)\n[31m #")
        editor.move_cursor((0, 0))
        editor.post_message(events.Paste("import os"))
        await pilot.pause()

    drive(act)


def test_a_commit_of_an_input_method_arrives_whole() -> None:
    async def act(pilot: Pilot[None], editor: CodeEditor) -> None:
        editor.move_cursor((2, len("    b = 2")))
        for char in "  # 勾配クリッピング":
            editor.post_message(events.Key(char, char))
        await pilot.pause()
        assert editor.region_texts()["second"].split("\n")[0] == "    b = 2  # 勾配クリッピング"

    drive(act)


def test_undo_and_redo_keep_the_regions_true() -> None:
    async def act(pilot: Pilot[None], editor: CodeEditor) -> None:
        await pilot.press("a", "b", "enter", "c")
        editor.next_region()
        await pilot.press("d", "f7", "e")
        assert editor.region_texts()["second"] == "e"
        for _ in range(10):
            editor.undo()
            assert_given_holds(editor)
        assert editor.region_texts() == {p.region: p.text for p in PIECES if p.region}
        for _ in range(10):
            editor.redo()
            assert_given_holds(editor)
        assert editor.region_texts()["second"] == "e"

    drive(act)


def test_enter_keeps_the_indentation_and_deepens_it_after_a_colon() -> None:
    async def act(pilot: Pilot[None], editor: CodeEditor) -> None:
        editor.move_cursor((2, len("    b = 2")))
        await pilot.press("enter", *"if a:", "enter", "b")
        assert editor.region_texts()["second"].split("\n")[1:3] == ["    if a:", "        b"]
        await pilot.press("backspace", "backspace")
        assert editor.document.get_line(4) == "    "

    drive(act)


def test_random_edits_by_the_program_never_touch_what_is_given() -> None:
    random.seed(20)

    async def act(pilot: Pilot[None], editor: CodeEditor) -> None:
        for _ in range(300):
            rows = editor.document.line_count
            spot = [
                (r := random.randrange(rows), random.randrange(len(editor.document.get_line(r)) + 1))
                for _ in "ab"
            ]
            text = random.choice(["", "q", "勾配", "\n", "a\n  b", "\r\n", "#\t"])
            random.choice(
                [
                    lambda: editor.replace(text, *spot),  # noqa: B023
                    lambda: editor.insert(text, spot[0]),  # noqa: B023
                    lambda: editor.delete(*spot),  # noqa: B023
                    editor.undo,
                    editor.redo,
                ]
            )()
            assert_given_holds(editor)

    drive(act)


def test_esc_gives_the_keys_back() -> None:
    left = []

    class Listening(Harness):
        def on_code_editor_left(self) -> None:
            left.append(1)

    async def go() -> None:
        app = Listening()
        async with app.run_test() as pilot:
            await pilot.press("escape")
            await pilot.pause()

    asyncio.run(go())
    assert left == [1]


def test_regions_of_a_text_are_found_again() -> None:
    regions = Regions(PIECES)
    text = "".join(piece.text for piece in PIECES)
    assert regions.texts(text) == {"first": "x + 1", "second": "    b = 2\n    return a * b"}
    assert regions.clip(0, 3) is None
    assert sorted(regions.lines(text)) == [1, 2, 3]


def test_plain_text_keeps_japanese_and_drops_control_characters() -> None:
    assert plain_text("a\r\nb\x07\u3000漢") == "a\nb\u3000漢"
    assert plain_text("👩\u200d💻\u200b") == "👩\u200d💻"


def test_wide_blanks_stay_in_the_comments_and_strings_of_code() -> None:
    assert code_text("x　= 1  # 更新　後\n　y = '　'") == "x = 1  # 更新　後\n y = '　'"
    assert code_text("　後", "z = 1  # 更新") == "　後"


def test_what_is_typed_is_what_would_be_pasted() -> None:
    text = "　2　# 更新　ゲート👩\u200d💻"

    async def act(pilot: Pilot[None], editor: CodeEditor) -> None:
        await pilot.press("f7")
        for char in text:
            editor.post_message(events.Key(_character_to_key(char), char))
        await pilot.pause()
        typed = editor.region_texts()["first"]
        assert typed == " 2 # 更新　ゲート👩\u200d💻"
        await pilot.press("f7")
        pilot.app.post_message(events.Paste(text))
        await pilot.pause()
        assert editor.region_texts()["first"] == typed

    drive(act)


def test_what_goes_on_below_a_long_line_stands_further_in_and_stays_one_line() -> None:
    comment = "    # " + "長い注釈は折り返されても、注釈に見えなければならない。" * 4
    text = f"def f(x):\n{comment}\n    return x"

    async def go() -> None:
        app = Harness()
        async with app.run_test(size=(60, 20)) as pilot:
            editor = app.query_one(CodeEditor)
            editor.load([Piece(text.removesuffix("x")), Piece("x", "out")])
            await pilot.pause()
            rows = [editor._render_line(y).text.rstrip() for y in range(8)]
            assert rows[1].lstrip().startswith("2") and "# 長い" in rows[1]
            for row in rows[2:4]:
                assert row.startswith(" " * (editor.gutter_width + 8)) and row.strip()[0] not in "、。"
            assert all(cell_len(row) <= 60 for row in rows)
            assert editor.text == text and editor.region_texts() == {"out": "x"}
            editor.move_cursor((1, 40))
            await pilot.press("left", "right", "down", "up")
            assert editor.cursor_location == (1, 40), "up and down follow what is seen"
            offset = editor.wrapped_document.location_to_offset((1, 40))
            assert offset.y == 2 and editor.wrapped_document.offset_to_location(offset) == (1, 40)
            await pilot.resize_terminal(80, 20)
            assert editor.text == text

    asyncio.run(go())


LONG = "h_new = (1 - z) * h + z * np.tanh(x @ Wx + (r * h) @ Wh + b)  # one step of the cell, as above"


async def columns(pilot: Pilot[None], editor: CodeEditor, key: str) -> list[int]:
    """Where the cursor goes while a key is pressed, up to the first column that comes again."""
    seen: list[int] = []
    for _ in range(8):
        await pilot.press(key)
        if editor.cursor_location[1] in seen:
            break
        seen.append(editor.cursor_location[1])
    return seen


def test_home_and_end_go_to_the_ends_of_the_row_and_then_of_the_line() -> None:
    line = "    " + LONG

    async def go() -> None:
        app = Harness()
        async with app.run_test(size=(40, 20)) as pilot:
            editor = app.query_one(CodeEditor)
            editor.load([Piece("def f(x):\n"), Piece(line, "out"), Piece("\n    return h_new")])
            await pilot.pause()
            first, second, *_ = editor.wrapped_document.get_offsets(1)
            editor.move_cursor((1, second + 3))
            assert await columns(pilot, editor, "home") == [second, 4, 0]
            editor.move_cursor((1, first + 3))
            assert await columns(pilot, editor, "end") == [second - 1, len(line)]
            editor.move_cursor((1, second + 3))
            await pilot.press("shift+home")
            assert editor.selected_text == line[second : second + 3]
            editor.move_cursor((1, second + 3))
            await pilot.press("ctrl+u", "ctrl+k")
            assert editor.region_texts() == {"out": ""}, "to the ends of the line, not of the row"

    asyncio.run(go())


def test_home_and_end_stop_at_the_ends_of_the_editable_part() -> None:
    async def go() -> None:
        app = Harness()
        async with app.run_test(size=(40, 20)) as pilot:
            editor = app.query_one(CodeEditor)
            head, test, tail = "    while ", "total < 1 and " * 4 + "True", ":  # as long as it holds"
            editor.load([Piece("def f(x):\n" + head), Piece(test, "test"), Piece(tail + "\n        pass")])
            await pilot.pause()
            begin, end = len(head), len(head + test)
            offsets = editor.wrapped_document.get_offsets(1)
            row = max(offset for offset in offsets if offset < end)
            editor.move_cursor((1, end - 2))
            assert await columns(pilot, editor, "home") == [row, begin], "never into what is given"
            editor.move_cursor((1, begin))
            assert await columns(pilot, editor, "end") == [offsets[0] - 1, end]

    asyncio.run(go())
