"""A sitting over the small bank with a judge that is told what to say."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from quizrnn.app import PATIENCE, prepare_terminal

prepare_terminal()

from textual.pilot import Pilot  # noqa: E402

from quizrnn.app.app import QuizrnnApp  # noqa: E402
from quizrnn.app.screens.sitting import SittingScreen, new_sitting  # noqa: E402
from quizrnn.app.widgets.feedback import FeedbackPanel  # noqa: E402
from quizrnn.bank import Bank  # noqa: E402
from quizrnn.bank.model import Question  # noqa: E402
from quizrnn.judge.client import Judge  # noqa: E402
from quizrnn.progress import open_store  # noqa: E402
from quizrnn.verdict import Counterexample, Fault, Ran, Verdict  # noqa: E402

BANK = Path(__file__).parent / "bank"
PASTE = "twice(np.array([[1.]]))"
VALUE = Fault("value")
WRONG = Verdict(
    "wrong", fault=VALUE, counterexample=Counterexample({"x": 1.0}, 2.0, 1.0, paste=PASTE), inputs=100
)
RIGHT = Verdict("right", score=1.0, inputs=100)


class FakeJudge(Judge):
    """Right when the program doubles; ``hold`` makes a check wait until it is cancelled."""

    def __init__(self) -> None:
        self.sources: list[str] = []
        self.hold = False
        self.closed = False
        self.fail = False

    async def warm(self, *, torch: bool) -> None:
        pass

    async def check(self, question: Question, source: bytes) -> Verdict:
        self.sources.append(source.decode())
        if self.hold:
            await asyncio.Event().wait()
        if self.fail:
            raise RuntimeError("the judge is gone")
        return RIGHT if "x * 2" in source.decode() or "2 * x" in source.decode() else WRONG

    async def check_each(self, question: Question, sources: Sequence[bytes]) -> tuple[Verdict, ...]:
        return ()

    async def run(self, question: Question, source: bytes) -> Ran:
        return Ran(output="hello from inside\n", given={"x": 1.0}, value=2.0)

    async def close(self) -> None:
        self.closed = True


class Studio:
    """What a test works with."""

    def __init__(self, app: QuizrnnApp, pilot: Pilot[None], judge: FakeJudge) -> None:
        self.app, self.pilot, self.judge = app, pilot, judge

    @property
    def screen(self) -> SittingScreen:
        screen = self.app.screen
        assert isinstance(screen, SittingScreen), screen
        return screen

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.pilot.press(key)
            await self.app.workers.wait_for_complete()
        await self.pilot.pause()

    async def settle(self) -> None:
        await self.app.workers.wait_for_complete()
        await self.pilot.pause()

    async def sit(self, *ids: str) -> None:
        self.app.push_screen(new_sitting(self.app, list(ids)))
        await self.settle()

    def outcomes(self) -> list[str]:
        return [attempt.outcome for attempt in self.app.store.attempts()]

    def feedback(self) -> str:
        panel = self.screen.query_one(FeedbackPanel)
        return "\n".join(line.plain for line in panel.lines(90)) if panel.display else ""

    def text(self) -> str:
        """Everything on the screen as plain lines."""
        width, height = self.app.size
        strips = self.app.screen._compositor.render_strips()
        assert len(strips) == height and width
        return "\n".join("".join(segment.text for segment in strip) for strip in strips)


def drive(
    folder: Path,
    act: Callable[[Studio], Awaitable[None]],
    *,
    lang: str | None = "en",
    size: tuple[int, int] = (80, 24),
    ids: Sequence[str] = (),
    judge: Judge | None = None,
    bank_at: Path = BANK,
) -> FakeJudge:
    """Run ``act`` in a fresh app over the small bank; what is in ``folder`` is kept between calls."""
    bank = Bank.open(bank_at, folder / "cache")
    store = open_store(folder / "progress.sqlite", PATIENCE)
    fake = FakeJudge()

    async def go() -> None:
        app = QuizrnnApp(bank, store, lang, lambda: judge or fake)
        async with app.run_test(size=size) as pilot:
            studio = Studio(app, pilot, fake)
            await studio.settle()
            if ids:
                await studio.sit(*ids)
            await act(studio)
            await studio.settle()

    try:
        asyncio.run(go())
    finally:
        store.close()
        bank.close()
    return fake
