"""One training on the command line: progress on stderr, events or a report on stdout, Ctrl+C."""

from __future__ import annotations

import asyncio
import contextlib
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

from quizrnn.cli import common
from quizrnn.cli.demo import warn_of_time
from quizrnn.cli.demo_bar import Bar
from quizrnn.cli.demo_report import print_report
from quizrnn.demos.events import End, Event, Failed, Metric, Start, encode
from quizrnn.demos.process import Training
from quizrnn.demos.runs import read_run, settle_cut
from quizrnn.i18n import tr

INTERRUPTED = 130
"""Exit code after Ctrl+C, as everywhere in a shell."""


def go_on(folder: Path, lang: str, *, as_json: bool) -> int:
    """Go on with a run; one that is done is reported again."""
    info = read_run(folder)
    if info.state != "done":
        return run_one(folder, lang, as_json=as_json)
    common.note(tr("demos", "done-already", lang))
    if as_json:
        common.say((folder / "events.jsonl").read_text("utf-8"), end="")
    else:
        print_report(folder, lang)
    return 0


def run_one(
    folder: Path, lang: str, *, as_json: bool, preset: str | None = None, predicted: str | None = None
) -> int:
    """Train what the folder asks for and tell of it; returns the exit code."""
    info = read_run(folder)
    demo, params = info.parsed()
    warn_of_time(demo, params, info.data_path(), lang)
    if preset is not None and not as_json:
        common.note(tr("demos", "look-at", lang, look=demo.preset(preset).look.get(lang)))
    bar = Bar(lang, demo.expected_seconds(params, info.data_path()))
    last = asyncio.run(_watch(folder, params.total_steps(), bar, lang, as_json))
    way_on = f"  quizrnn demo {demo.id} --resume {folder}"
    if isinstance(last, Failed):
        common.note(f"quizrnn: {last.message.get(lang)}")
        if read_run(folder).state == "cut":
            common.note(way_on)
        return 2
    if isinstance(last, End) and last.state != "done":
        key = "cut-unsaved" if last.state == "cut" and not last.step else last.state
        common.note(tr("demos", key, lang, step=last.step, total=params.total_steps()))
        common.note(way_on)
        return INTERRUPTED
    if as_json:
        if predicted is not None:
            common.say_json(_prediction(folder, predicted))
        common.note(tr("demos", "kept-in", lang, folder=folder))
    else:
        print_report(folder, lang, predicted=predicted)
    return 0


def _prediction(folder: Path, predicted: str) -> dict[str, object]:
    from quizrnn.demos.runs import report_of

    report = report_of(folder)
    came = report.outcome if report is not None else ""
    return {"event": "prediction", "predicted": predicted, "outcome": came, "right": came == predicted}


async def _watch(folder: Path, total: int, bar: Bar, lang: str, as_json: bool) -> Event:
    """Hand the events on as they come; returns the last."""
    last: Event = End(0, "stopped", 0.0)
    killed = False
    async with Training(folder) as training:

        def kill() -> None:
            nonlocal killed
            killed = True
            training.kill()

        with interrupts(training.stop, kill, bar, lang):
            async for event in training.events():
                last = _cut_off(folder, event) if killed and isinstance(event, Failed) else event
                if as_json:
                    bar.clear()
                    common.say(encode(last).decode())
                if isinstance(event, Start):
                    bar.show(event.step / total)
                elif isinstance(event, Metric):
                    bar.show(event.step / total, *standing(event, total))
    bar.clear()
    return last


def _cut_off(folder: Path, failed: Failed) -> Event:
    """How a run stands that was ended at once; the failure where it had one of its own before."""
    info = settle_cut(folder)
    return End(info.step, "cut", info.seconds) if info.state == "cut" else failed


def standing(event: Metric, total: int) -> list[str]:
    """The step and the figures of a metric."""
    figures = [
        f"{name} {value:.4g}" if value is not None else f"{name} –" for name, value in event.values.items()
    ]
    return [f"{event.step:,}/{total:,}", *figures]


@contextlib.contextmanager
def interrupts(stop: Callable[[], None], kill: Callable[[], None], bar: Bar, lang: str) -> Iterator[None]:
    """The first Ctrl+C (or a polite kill) stops, the second one ends at once."""
    loop, asked = asyncio.get_running_loop(), [0]

    def obey() -> None:
        asked[0] += 1
        bar.clear()
        if asked[0] == 1:
            common.note(tr("demos", "stopping", lang))
            stop()
        else:
            kill()

    names = [signal.SIGINT, signal.SIGTERM, *([signal.SIGHUP] if hasattr(signal, "SIGHUP") else [])]
    with contextlib.suppress(NotImplementedError):  # elsewhere Ctrl+C cancels, and leaving stops the process
        for name in names:
            loop.add_signal_handler(name, obey)
    try:
        yield
    finally:
        with contextlib.suppress(NotImplementedError):
            for name in names:
                loop.remove_signal_handler(name)
