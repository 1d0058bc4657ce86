"""Keys in the editor, on a terminal of 120x40: from key to echo, and from F5 to the verdict.

    python benchmarks/app_keys.py [--pairs 60] [--verdicts 11]

The echo is measured against a bare Python ``TextArea`` of the same size with the same text; the verdict against
the judge's own time for the same answer, taken by a judge of ours. Turn by turn, so that a loaded machine slows
both alike.
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from app_terminal import HEAD, Timed, difference_row, ratio_row

from quizrnn.app import prepare_terminal

prepare_terminal()

from quizrnn.app.app import QuizrnnApp  # noqa: E402
from quizrnn.app.screens.sitting import new_sitting  # noqa: E402
from quizrnn.app.widgets.editor import CodeEditor  # noqa: E402
from quizrnn.bank import Bank  # noqa: E402
from quizrnn.bank.model import Code, Question  # noqa: E402
from quizrnn.grading import Coded  # noqa: E402
from quizrnn.grading.code import source_of  # noqa: E402
from quizrnn.judge.client import Judge  # noqa: E402
from quizrnn.progress import open_store  # noqa: E402

BANK = Path(__file__).resolve().parents[1] / "tests" / "app" / "bank"
QUESTION = "small.type"
SIZE = (120, 40)
ANSWERS = {"x * x": "That squares", "x + 2": "That adds"}
CHECK = "\x1b[15~"
WORD = "abcdefghijklmnop"
FLOOR = """
import sys
from textual.app import App
from textual.widgets import TextArea

text, width, height, row, column = sys.argv[1], *map(int, sys.argv[2:])

class Floor(App):
    def compose(self):
        area = TextArea(text, language="python", soft_wrap=True, show_line_numbers=True)
        area.styles.width, area.styles.height = width, height
        yield area
    def on_mount(self):
        area = self.query_one(TextArea)
        area.cursor_location = (row, column)
        area.focus()

Floor().run()
"""


def editor(bank: Bank, folder: Path) -> list[str]:
    """Text, width, height, row and column of the editor as the app shows it."""

    async def look() -> list[str]:
        app = QuizrnnApp(bank, open_store(folder / "look"), "en")
        async with app.run_test(size=SIZE) as pilot:
            app.push_screen(new_sitting(app, [QUESTION]))
            await pilot.pause()
            await pilot.pause()
            pad = app.screen.query_one(CodeEditor)
            place = min(pad.selection)
            end = pad.document.get_line(place[0])
            text = "\n".join(
                pad.document.get_line(n) if n != place[0] else end[: place[1]]
                for n in range(pad.document.line_count)
            )
            return [text, str(pad.outer_size.width), str(pad.outer_size.height), str(place[0]), str(place[1])]

    return asyncio.run(look())


def echoes(app: Timed) -> Iterator[float]:
    """Seconds from each key to its letter on the screen, over and over."""
    while True:
        for end in range(1, len(WORD) + 1):
            app.press(WORD[end - 1])
            yield app.until(WORD[:end])
            app.rest(0.06)
        app.press("\x7f" * len(WORD))
        app.rest(0.3)


async def verdicts(app: Timed, bank: Bank, count: int) -> list[tuple[float, float]]:
    """Pairs of seconds, one right after the other: from F5 to the words about the answer, and the judge's own."""
    judge = Judge()
    await judge.warm(torch=False)
    pairs = []
    for number in range(count + 1):
        text, words = list(ANSWERS.items())[number % 2]
        app.press("\x7f" * 20 + text)
        app.rest(0.7)  # the next runner is ready again, theirs and ours
        app.press(CHECK)
        seconds = app.until(words)
        own = await judged(judge, bank.get(QUESTION), text)
        if number:
            pairs.append((seconds, own))
        app.rest(0.3)
    await judge.close()
    return pairs


async def judged(judge: Judge, question: Question, text: str) -> float:
    """Seconds of the judge alone for an answer."""
    code = question.body
    assert isinstance(code, Code)
    source = source_of(code, Coded({code.solution.regions[0].name: text}))
    begin = time.perf_counter()
    verdict = await judge.check(question, source)
    assert verdict.outcome == "wrong", verdict
    return time.perf_counter() - begin


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=60)
    parser.add_argument("--verdicts", type=int, default=11)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        bank = Bank.open(BANK, folder / "cache")
        floor = Timed(["-c", FLOOR, *editor(bank, folder)], folder, SIZE)
        ours = Timed(
            ["-m", "quizrnn", "--lang", "en", "quiz", "--bank", str(BANK), QUESTION], folder / "home", SIZE
        )
        ours.until("Double it")
        floor.until("def")
        ours.rest(3.0)
        floor.rest(1.0)
        left, right = echoes(ours), echoes(floor)
        pairs = [(next(left), next(right)) for _ in range(options.pairs)]
        ours.press("\x7f" * 20)
        ours.rest(0.5)
        floor.end()
        checked = asyncio.run(verdicts(ours, bank, options.verdicts))
        ours.end()
        bank.close()
    print(HEAD)
    print(ratio_row("key to echo in the editor", pairs, 1.3))
    print(difference_row("F5 to verdict, without the judge", checked, 0.04))


if __name__ == "__main__":
    main()
