"""Pictures of the main screens as SVG files: ``python tests/app/shots.py FOLDER [--judge]``.

Without ``--judge`` a stand-in gives fixed verdicts, so that the pictures are the same everywhere.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from quizrnn.app import prepare_terminal

prepare_terminal()

from quizrnn.app.app import QuizrnnApp  # noqa: E402
from quizrnn.app.screens.sitting import new_sitting  # noqa: E402
from quizrnn.bank import Bank  # noqa: E402
from quizrnn.bank.model import Question  # noqa: E402
from quizrnn.judge.client import Judge  # noqa: E402
from quizrnn.progress import open_store  # noqa: E402
from quizrnn.verdict import Counterexample, Fault, Ran, Verdict  # noqa: E402

ROOT = Path(__file__).parents[2]
SIZES = ((80, 24), (120, 40), (60, 20), (100, 30))


def array(values: Any, *shape: int) -> dict[str, Any]:
    return {"array": values, "dtype": "float64", "shape": list(shape)}


WRONG = Verdict(
    "wrong",
    fault=Fault("value", path=""),
    counterexample=Counterexample(
        given={"x": array([[1.0]], 1, 1), "noise": array([[0.0]], 1, 1), "keep": 0.2},
        expected=array([[5.0]], 1, 1),
        got=array([[1.0]], 1, 1),
        cell=(0, 0),
        paste="dropout(np.array([[1.]]), np.array([[0.]]), 0.2)",
    ),
    mistake=0,
    inputs=100,
)


class StandIn(Judge):
    """Wrong first, right afterwards."""

    def __init__(self) -> None:
        self.asked = 0

    async def warm(self, *, torch: bool) -> None:
        pass

    async def check(self, question: Question, source: bytes) -> Verdict:
        self.asked += 1
        return WRONG if self.asked == 1 else Verdict("right", score=1.0, inputs=100)

    async def run(self, question: Question, source: bytes) -> Ran:
        return Ran(
            output="mask (2, 3)\n", given={"x": array([[1.0, 2.0]], 1, 2)}, value=array([[2.0, 4.0]], 1, 2)
        )

    async def close(self) -> None:
        pass


STEPS: dict[str, tuple[str, list[str]]] = {
    "choice": ("choice", ["1"]),
    "several": ("several", []),
    "match": ("match", ["1", "2", "0", "enter"]),
    "order": ("order", []),
    "number": ("number", [*"12", "enter"]),
    "text": ("text", [*"abc", "enter"]),
    "essay": ("essay", [*"abc", "f5", "1"]),
    "choose": ("choose", []),
    "chosen": ("choose", ["1"]),
    "type": ("dropout.inverted", []),
    "type-wrong": ("dropout.inverted", ["f5"]),
    "type-right": ("dropout.inverted", ["f5", "f5"]),
    "run": ("dropout.inverted", ["f4"]),
    "write": ("write", []),
    "fix": ("fix", ["f2", "f2"]),
    "feedback": ("activations.sigmoid.from-output", ["wrong"]),
}


def find(bank: Bank, what: str) -> str:
    for row in bank.rows():
        body: Any = bank.get(row.id).body
        facts = {row.id, row.kind, row.mode}
        if row.kind == "choice" and body.several:
            facts = {"several"}
        if row.kind == "match" and body.order:
            facts = {"order"}
        if what in facts:
            return row.id
    return ""


PAGES = {"list": ["down", "down", "down", "enter"], "keys": ["f1"], "settings": ["comma"], "gallery": ["d"]}


def jobs() -> Iterator[tuple[str, str, tuple[int, int]]]:
    for size in SIZES:
        for lang in ("ja", "en"):
            for name in ("home", *PAGES, *STEPS):
                yield name, lang, size


async def shoot(name: str, lang: str, size: tuple[int, int], folder: Path, judge: Any) -> None:
    bank = Bank.open(ROOT)
    with tempfile.TemporaryDirectory() as place:
        store = open_store(Path(place) / "p.sqlite")
        app = QuizrnnApp(bank, store, lang, judge)
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            if name in STEPS:
                what, keys = STEPS[name]
                if not (id := find(bank, what)):
                    return
                app.push_screen(new_sitting(app, [id]))
                await pilot.pause()
                for key in keys:
                    await pilot.press(digit_of_a_wrong_option(app) if key == "wrong" else key)
                    await app.workers.wait_for_complete()
            elif name != "home":
                await pilot.press(*PAGES[name])
            await pilot.pause()
            await pilot.pause()
            app.save_screenshot(f"{name}-{lang}-{size[0]}x{size[1]}.svg", str(folder))
        store.close()


def digit_of_a_wrong_option(app: QuizrnnApp) -> str:
    """The first one of the bank, wherever it is shown."""
    screen: Any = app.screen
    return str(screen.shown.shown_number(0))


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    wanted = [word for word in sys.argv[2:] if not word.startswith("-")]
    judge = Judge if "--judge" in sys.argv else StandIn
    for name, lang, size in jobs():
        label = f"{name}-{lang}-{size[0]}x{size[1]}"
        if not wanted or any(word in label for word in wanted):
            asyncio.run(shoot(name, lang, size, folder, judge))


if __name__ == "__main__":
    main()
