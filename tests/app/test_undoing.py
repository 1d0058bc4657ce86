"""Undo and redo in places to write in: whatever was typed, pasted and resized before, the app goes on."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from quizrnn.app import prepare_terminal

prepare_terminal()

from hypothesis import given, settings  # noqa: E402
from hypothesis import strategies as st  # noqa: E402
from textual import events  # noqa: E402
from textual.app import App, ComposeResult  # noqa: E402
from textual.pilot import Pilot  # noqa: E402

from quizrnn.app.widgets.editor import CodeEditor  # noqa: E402
from quizrnn.app.widgets.essay import EssayText  # noqa: E402
from quizrnn.app.widgets.regions import Piece  # noqa: E402
from quizrnn.app.widgets.writing import WritingArea  # noqa: E402

PIECES = [
    Piece("def f(x):\n    a = "),
    Piece("...", "first"),
    Piece("\n"),
    Piece("    b = 2\n    return a * b", "second"),
    Piece("\n\nprint(f(3))"),
]
SIZES = {"code": (40, 9), "essay": (40, 5)}
"""So low that a scrollbar comes and goes with a line or two."""


class Desk(App[None]):
    def __init__(self, area: WritingArea) -> None:
        super().__init__()
        self.area = area

    def compose(self) -> ComposeResult:
        yield self.area

    def on_mount(self) -> None:
        if isinstance(self.area, CodeEditor):
            self.area.load(PIECES)
        self.area.focus()


def write(kind: str, act: Callable[[Pilot[None], WritingArea], Awaitable[None]]) -> None:
    async def go() -> None:
        app = Desk(CodeEditor() if kind == "code" else EssayText(soft_wrap=True))
        async with app.run_test(size=SIZES[kind]) as pilot:
            await act(pilot, app.area)
            await pilot.pause()

    asyncio.run(go())


KINDS = pytest.mark.parametrize("kind", ["code", "essay"])


@KINDS
def test_lines_that_are_undone_take_the_scrollbar_away(kind: str) -> None:
    async def act(pilot: Pilot[None], area: WritingArea) -> None:
        before = area.text
        for number in range(6):
            await pilot.press(*f"y = {number}", "enter")
        after = area.text
        await pilot.press(*["ctrl+z"] * 20)
        assert area.text == before
        await pilot.press(*["ctrl+y"] * 20)
        assert area.text == after

    write(kind, act)


@KINDS
def test_a_large_paste_is_undone_at_once(kind: str) -> None:
    async def act(pilot: Pilot[None], area: WritingArea) -> None:
        before = area.text
        pilot.app.post_message(events.Paste("x = 1\n" * 50))
        await pilot.pause()
        assert area.text.count("x = 1") == 50
        await pilot.press("ctrl+z")
        assert area.text == before

    write(kind, act)


@KINDS
def test_a_shorter_text_is_loaded_while_the_cursor_stands_below_its_end(kind: str) -> None:
    async def act(pilot: Pilot[None], area: WritingArea) -> None:
        pilot.app.post_message(events.Paste("x = 1\n" * 50))
        await pilot.pause()
        area.load(PIECES) if isinstance(area, CodeEditor) else area.load_text("short")
        await pilot.press("down", "up")
        assert area.document.line_count < 10

    write(kind, act)


KEYS = st.sampled_from(
    ["a", "x", "(", "勾", "\u3000", "enter", "enter", "enter", "backspace", "delete", "tab", "shift+tab"]
    + ["ctrl+z"] * 6
    + ["ctrl+y"] * 4
    + ["up", "down", "home", "end", "shift+up", "shift+down", "pagedown", "f7", "ctrl+k", "ctrl+u", "ctrl+x"]
)
DEEDS = st.lists(
    st.one_of(
        KEYS,
        KEYS,
        st.sampled_from(["y = 1\n" * 12, "長い行" * 30, "\n\n\n", "q"]).map(events.Paste),
        st.sampled_from([(40, 9), (20, 5), (80, 24), (9, 3), (1, 1)]),
        st.just("restart"),
    ),
    min_size=10,
    max_size=40,
)


@KINDS
@settings(max_examples=25, deadline=None)
@given(deeds=DEEDS)
def test_any_order_of_keys_pastes_and_sizes_is_survived(kind: str, deeds: list[object]) -> None:
    async def act(pilot: Pilot[None], area: WritingArea) -> None:
        for deed in deeds:
            if isinstance(deed, events.Paste):
                pilot.app.post_message(events.Paste(deed.text))
            elif isinstance(deed, tuple):
                await pilot.resize_terminal(*deed)
            elif deed == "restart" and isinstance(area, CodeEditor):
                area.write({"second": "    b = 2\n    return a * b"})
            elif isinstance(deed, str) and deed != "restart":
                await pilot.press(deed)
        await pilot.pause()
        if isinstance(area, CodeEditor):
            given = [piece.text for piece in PIECES if not piece.region]
            first, second = area.region_texts().values()
            assert area.text == given[0] + first + given[1] + second + given[2]

    write(kind, act)


OTHER = [
    Piece("# 別の言語\n# 二行\ndef f(x):\n    a  = "),
    PIECES[1],
    Piece("  # 注釈\n"),
    PIECES[3],
    Piece("\n\n"),
]
TYPED = st.lists(
    st.sampled_from(["q", "勾", "enter", "backspace", "ctrl+z", "ctrl+y", "f3", "left"]), max_size=25
)


def in_regions(area: CodeEditor) -> dict[str, str]:
    given = area.regions.given
    first, second = area.region_texts().values()
    assert area.text == given[0] + first + given[1] + second + given[2]
    return area.region_texts()


@settings(max_examples=15, deadline=None)
@given(typed=TYPED)
def test_what_was_written_amid_other_given_lines_is_undone_step_by_step(typed: list[str]) -> None:
    async def act(pilot: Pilot[None], area: WritingArea) -> None:
        assert isinstance(area, CodeEditor)
        for key in typed:
            area.next_region() if key == "f3" else await pilot.press(key)
        forth = len(area.history.redo_stack)
        steps = [in_regions(area)]
        for _ in range(60):
            area.undo()
            steps.append(in_regions(area))
        while area.history.redo_stack:
            area.redo()
        for _ in range(forth):
            area.undo()
        assert in_regions(area) == steps[0]
        texts = in_regions(area)
        area.reload(
            [Piece(piece.text if not piece.region else texts[piece.region], piece.region) for piece in OTHER]
        )
        for step in steps:
            assert in_regions(area) == step
            area.undo()

    write("code", act)


def test_several_regions_are_written_in_one_step() -> None:
    async def act(pilot: Pilot[None], area: WritingArea) -> None:
        assert isinstance(area, CodeEditor)
        before = in_regions(area)
        area.write({"first": "x * 2", "second": "    b = 3\n    c = 4\n    return c"})
        after = in_regions(area)
        await pilot.press("ctrl+z")
        assert in_regions(area) == before
        await pilot.press("ctrl+y")
        assert in_regions(area) == after

    write("code", act)
