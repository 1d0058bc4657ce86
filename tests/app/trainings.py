"""Demos in the app: a short order, a process that is told what to say, and ways to wait for a training."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import ClassVar, Self

from app.studio import Studio

from quizrnn.app.screens.demo import DemoScreen
from quizrnn.app.screens.followed import Order
from quizrnn.app.screens.training import TrainingScreen
from quizrnn.demos import Text, find_demo
from quizrnn.demos.events import End, Event, Failed, Picture, Report, Row, Start
from quizrnn.demos.pictures import Table
from quizrnn.demos.texts import same

SEEN = Text("The loss stayed.", "損失は留まった。")


def order(**values: object) -> Order:
    demo = find_demo("D07")
    return Order(demo, demo.make_params({"steps": 60} | values))


def start(step: int = 0, total: int = 60) -> Start:
    return Start("D07", "logistic", {}, 0, "cpu", total, 3.0, {}, step)


def picture(name: str = "sums", rows: int = 1) -> Picture:
    body = Table([same("a"), same("b")], [[f"row {i}", "2"] for i in range(rows)])
    return Picture(60, name, Text(f"Sums {name}", f"和 {name}"), body)


def report(outcome: str = "floor") -> Report:
    row = Row("loss", Text("Loss at the end", "最後の誤差"), 3.6, same("3.623"), spread=same("3–4"), digits=3)
    return Report([row], SEEN, outcome)


class Scripted:
    """In place of a process: yields what the test puts in, and remembers what it was told."""

    now: ClassVar[Scripted]

    def __init__(self, folder: Path) -> None:
        self.folder, self.told, self.ended = folder, list[str](), False
        self.queue: asyncio.Queue[Event] = asyncio.Queue()
        Scripted.now = self

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *details: object) -> None:
        self.ended = True

    async def events(self) -> AsyncIterator[Event]:
        while True:
            event = await self.queue.get()
            yield event
            if isinstance(event, End | Failed):
                return

    def say(self, *events: Event) -> None:
        for event in events:
            self.queue.put_nowait(event)

    def pause(self) -> None:
        self.told.append("pause")

    def go_on(self) -> None:
        self.told.append("go on")

    def stop(self) -> None:
        self.told.append("stop")


async def opened(studio: Studio, demo: str = "D07") -> DemoScreen:
    """The page of a demo."""
    studio.app.push_screen(screen := DemoScreen(demo))
    await studio.settle()
    return screen


async def until(studio: Studio, holds: Callable[[], object]) -> None:
    """Wait for what a process or a timer brings about."""
    for _ in range(2000):
        if holds():
            break
        await asyncio.sleep(0.02)
    else:
        raise AssertionError("waited in vain for this:\n" + studio.text())
    await studio.pilot.pause()


def training(studio: Studio) -> TrainingScreen:
    """The screen, drawn as of now."""
    screen = studio.app.screen
    assert isinstance(screen, TrainingScreen), screen
    if screen.is_mounted:
        screen.redraw()
    return screen


async def key(studio: Studio, *keys: str) -> None:
    """Without waiting for a training to end."""
    for one in keys:
        await studio.pilot.press(one)
    await studio.pilot.pause()


async def begin(studio: Studio, **values: object) -> Scripted:
    """Open a training of ``Scripted``, to be told what to say."""
    studio.app.push_screen(TrainingScreen(order(**values), "converges"))
    await studio.pilot.pause()
    await until(studio, lambda: training(studio)._training)
    return Scripted.now


async def over(studio: Studio) -> None:
    """Wait for the end of the training."""
    await until(studio, lambda: training(studio).followed.over)


async def end(studio: Studio, process: Scripted) -> None:
    """Stop it."""
    process.say(End(60, "stopped", 1.0))
    await over(studio)
