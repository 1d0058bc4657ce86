"""A training that is left, killed or quit ends its process, and the run can go on."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pytest
from app.studio import Studio, drive
from app.terminal import alive, descendants
from app.trainings import key, opened, order, over, training, until

from quizrnn.app.screens.demo import DemoScreen
from quizrnn.app.screens.training import TrainingScreen
from quizrnn.app.widgets.menu import Menu
from quizrnn.demos import find_demo
from quizrnn.demos.runs import WEIGHTS, read_run, unfinished_run

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
LONG = 200_000
"""Steps; more than a test waits for."""


async def trained(studio: Studio) -> tuple[DemoScreen, set[tuple[int, str]]]:
    """A training over the page of its demo: that page, and the processes that train."""
    screen = await opened(studio)
    before = descendants(os.getpid())
    await studio.app.push_screen(TrainingScreen(order(steps=LONG)))
    await until(studio, lambda: training(studio).followed.curves)
    return screen, descendants(os.getpid()) - before


async def gone_on(studio: Studio, screen: DemoScreen, said: str) -> TrainingScreen:
    """The run that the page of the demo offers in these words, once it trains again."""
    await until(studio, lambda: screen._stopped is not None)
    assert said in studio.text()
    screen.query_one(Menu).put_cursor("resume")
    await key(studio, "enter")
    await until(studio, lambda: training(studio).followed.state == "running")
    return training(studio)


def test_leaving_ends_the_process_and_the_run_can_go_on(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        screen, family = await trained(studio)
        assert family, "a process of its own"
        await key(studio, "escape")
        assert studio.app.screen is screen
        await until(studio, lambda: not any(map(alive, family)))
        followed = (await gone_on(studio, screen, "stopped at step")).followed
        assert followed.step > 0 and followed.curves["loss"][0][0] < followed.step
        await key(studio, "x")
        await over(studio)

    drive(tmp_path, act)


def test_a_training_that_was_killed_is_offered_and_goes_on(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        screen, family = await trained(studio)
        folder = training(studio).folder
        assert folder is not None and read_run(folder).state == "running"
        await until(studio, (folder / WEIGHTS).exists)
        for pid, _ in family:
            os.kill(pid, signal.SIGKILL)
        await until(studio, lambda: training(studio).followed.state == "failed")
        assert read_run(folder).state == "cut"
        await key(studio, "escape")
        again = await gone_on(studio, screen, "with the run that was cut off")
        assert again.folder == folder and again.followed.step > 0
        await key(studio, "x")
        await over(studio)

    drive(tmp_path, act)


def test_quitting_in_the_midst_of_a_training_leaves_a_run_that_can_go_on(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        await trained(studio)
        await studio.app.action_leave()

    drive(tmp_path, act)
    found = unfinished_run(tmp_path / "runs", find_demo("D07"))
    assert found is not None and found[1].state == "stopped" and 0 < found[1].step < LONG
