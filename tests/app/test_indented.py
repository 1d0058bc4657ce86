"""A region of whole lines that was emptied is written anew at its indentation, and means the same as before."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from quizrnn.app import prepare_terminal

prepare_terminal()

from textual import events  # noqa: E402
from textual.app import App, ComposeResult  # noqa: E402
from textual.pilot import Pilot  # noqa: E402

from quizrnn.app.widgets.editor import CodeEditor  # noqa: E402
from quizrnn.app.widgets.regions import Piece, pieces_of  # noqa: E402
from quizrnn.bank import solution  # noqa: E402
from quizrnn.bank.sources import read_text  # noqa: E402
from quizrnn.bank.splice import dedent  # noqa: E402

SOURCE = """\
def f(x):
    # region answer: body
    y = x
    y += 1
    # endregion
    return y  # <- back
"""
PIECES = pieces_of(
    solution.view(read_text("f.py", SOURCE).solution, "en", {"body": "y = x\ny += 1", "back": "y"})
)


class Harness(App[None]):
    def compose(self) -> ComposeResult:
        yield CodeEditor(id="editor")

    def on_mount(self) -> None:
        self.query_one(CodeEditor).load(PIECES)
        self.query_one(CodeEditor).focus()


def drive(act: Callable[[Pilot[None], CodeEditor], Awaitable[None]]) -> None:
    async def go() -> None:
        app = Harness()
        async with app.run_test(size=(80, 24)) as pilot:
            await act(pilot, app.query_one(CodeEditor))
            await pilot.pause()

    asyncio.run(go())


def body(editor: CodeEditor) -> str:
    return editor.region_texts()["body"]


async def paste(pilot: Pilot[None], text: str) -> None:
    pilot.app.post_message(events.Paste(text))
    await pilot.pause()


@pytest.mark.parametrize(
    "keys",
    [
        ("f7", "backspace"),
        ("f7", "delete"),
        ("f7", "backspace", "backspace", "shift+tab", "ctrl+u"),
        ("f7", "ctrl+x"),
        ("f7",),
        ("end", "ctrl+u", "delete", "end", "ctrl+u", "backspace"),
        ("ctrl+shift+k", "ctrl+shift+k"),
    ],
)
def test_a_new_line_begins_at_the_regions_indentation(keys: tuple[str, ...]) -> None:
    async def act(pilot: Pilot[None], editor: CodeEditor) -> None:
        editor.move_cursor((1, 4))
        await pilot.press(*keys, "z", "=", "1", "enter", "y")
        assert body(editor) == "    z=1\n    y"
        assert editor.text.startswith("def f(x):\n") and editor.text.endswith("    return y")

    drive(act)


def test_emptying_is_one_step_to_undo() -> None:
    async def act(pilot: Pilot[None], editor: CodeEditor) -> None:
        await pilot.press("f7", "backspace")
        assert body(editor) == "    "
        await pilot.press("ctrl+z")
        assert body(editor) == "    y = x\n    y += 1"

    drive(act)


def test_deleting_to_the_start_of_a_line_stops_at_its_code_first() -> None:
    async def act(pilot: Pilot[None], editor: CodeEditor) -> None:
        editor.move_cursor((2, 8))
        await pilot.press("ctrl+u")
        assert body(editor) == "    y = x\n     1"
        await pilot.press("ctrl+u")
        assert body(editor) == "    y = x\n 1"

    drive(act)


@pytest.mark.parametrize(
    ("pasted", "found"),
    [
        ("for i in x:\n    y = i\n", "    for i in x:\n        y = i"),
        ("        y = 1\n        y = 2", "    y = 1\n    y = 2"),
        ("y = 1\n    y = 2", "    y = 1\n    y = 2"),  # copied from within a line
        ("y = 1", "    y = 1"),
        ("y = '''a\n b'''\nx = y", "    y = '''a\n b'''\n    x = y"),
        ("return (", "    return ("),
    ],
)
@pytest.mark.parametrize("emptied", [("f7", "backspace"), ("f7",)])
def test_pasted_lines_mean_what_they_meant(pasted: str, found: str, emptied: tuple[str, ...]) -> None:
    async def act(pilot: Pilot[None], editor: CodeEditor) -> None:
        await pilot.press(*emptied)
        await paste(pilot, pasted)
        if emptied == ("f7",) and pasted.startswith("y = 1\n    "):
            assert dedent(body(editor)) == dedent(pasted), "over a selection it is taken as it is"
        else:
            assert body(editor) == found

    drive(act)


def test_right_hand_sides_and_regions_with_other_lines_stay_as_they_are_typed() -> None:
    async def act(pilot: Pilot[None], editor: CodeEditor) -> None:
        editor.move_cursor((3, 11))
        await pilot.press("f7", "backspace", "x")
        assert editor.region_texts()["back"] == "x"
        editor.move_cursor((2, 0))
        await pilot.press("#")
        assert body(editor) == "    y = x\n#    y += 1"

    drive(act)


def test_a_program_of_pieces_without_an_indentation_is_left_alone() -> None:
    async def act(pilot: Pilot[None], editor: CodeEditor) -> None:
        editor.load([Piece("a\n"), Piece("    b", "one"), Piece("\nc")])
        await pilot.press("f7", "backspace", "z")
        assert editor.region_texts() == {"one": "z"}

    drive(act)
