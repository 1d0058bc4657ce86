"""A page that owns a training: its process, its events, pausing, stopping and running again.

The demo trains in a process of its own; a worker of the page owns it, and it ends with the page. Events only change
``Followed``: what is seen is drawn from it a few times a second, so that keys never wait for a training.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from textual import work
from textual.worker import Worker, WorkerError

from quizrnn.app.screens.followed import Followed, Order
from quizrnn.app.screens.page import Page
from quizrnn.demos import Text
from quizrnn.demos.drawing import Curve
from quizrnn.demos.events import Failed
from quizrnn.demos.process import PATIENCE, Training
from quizrnn.demos.runs import (
    RunInfo,
    curves_of,
    fresh_folder,
    last_run,
    prepare,
    read_events,
)
from quizrnn.demos.texts import in_both
from quizrnn.errors import QuizrnnError, os_reason
from quizrnn.i18n import tr


class WatchingPage(Page):
    """Trains what an order asks for; ``folder`` names a run that was stopped and is to go on."""

    def __init__(self, order: Order, folder: Path | None = None) -> None:
        super().__init__()
        self.order, self.folder = order, folder
        self.followed = self._anew()
        self.previous: Mapping[str, Curve] = {}
        """The curves of the run before."""
        self._training: Training | None = None
        self._worker: Worker[None] | None = None

    def _anew(self) -> Followed:
        order = self.order
        return Followed(order.params.total_steps(), order.seconds())

    def train(self) -> None:
        """Train in a worker of this page."""
        self._worker = self._train()

    @work(exclusive=True, group="training", exit_on_error=False)
    async def _train(self) -> None:
        """Run the process of this run and take in its events until it ends."""
        try:
            folder = await asyncio.to_thread(self._make_ready)
            async with Training(folder) as training:
                self._training = training
                async for event in training.events():
                    self.followed.take(event)
                    # What is there already is read without waiting; the keys shall have their turn.
                    await asyncio.sleep(0)
        except QuizrnnError as error:
            self.followed.take(Failed(in_both(error)))
        except OSError as error:
            self.followed.take(Failed(_not_started(error)))
        finally:
            self._training = None

    def _make_ready(self) -> Path:
        """The folder of the run, made if it is a new one; the curves to compare with are read on the way."""
        order, base = self.order, runs_folder(self.study.store.path)
        if not self.previous and (last := last_run(base, order.demo)) is not None:
            self.previous = curves_of(last)
        if self.folder is None:
            folder = fresh_folder(base, order.demo)
            prepare(folder, order.demo, order.params, seed=order.seed, device=order.device, data=order.data)
            self.folder = folder
        elif not self.followed.curves:
            for event in read_events(self.folder):
                self.followed.take(event)
        return self.folder

    # -- what the learner wishes ----------------------------------------------------------------------

    def can_hold(self) -> bool:
        """Whether there is a run to pause or to go on with."""
        state = self.followed.state
        return state in ("running", "pausing", "paused", "stopped") or (
            state == "failed" and self.folder is not None
        )

    def action_hold(self) -> None:
        """Pause, or go on: with the process that waits, or with a new one from where the run was stopped."""
        followed, training = self.followed, self._training
        if followed.over:
            followed.wish("starting")
            self.train()
        elif training is not None and followed.state == "running":
            training.pause()
            followed.wish("pausing")
        elif training is not None:
            training.go_on()
            followed.wish("running")

    def action_stop(self) -> None:
        """End at the next checkpoint, which is kept."""
        if self._training is not None:
            self._training.stop()
            self.followed.wish("stopping")

    async def wind_down(self) -> None:
        """Before the app is left: stop, so that what was done is kept and the run can go on."""
        if self._worker is not None and not self._worker.is_finished:
            self.action_stop()
            with contextlib.suppress(TimeoutError, WorkerError):
                await asyncio.wait_for(self._worker.wait(), PATIENCE)

    def run_again(self) -> None:
        """The same once more with the next seed; the curves of this run are those of the run before then."""
        self.previous = dict(self.followed.curves) or self.previous
        self.order = replace(self.order, seed=self.order.seed + 1)
        self.folder = None
        self.followed = self._anew()
        self.train()


def runs_folder(progress: Path) -> Path:
    """Where runs are kept: beside the progress file."""
    return progress.parent / "runs"


def order_of(info: RunInfo) -> Order:
    """What a run was made of."""
    demo, params = info.parsed()
    return Order(demo, params, seed=info.seed, device=info.device, data=info.data_path())


def _not_started(error: OSError) -> Text:
    """Why there is no process, in both languages."""
    return Text(*(tr("gallery", "no-process", lang, reason=os_reason(error, lang)) for lang in ("en", "ja")))
