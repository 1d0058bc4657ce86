"""The report of a finished run: its curve, its last pictures, its figures beside the reported ones, what was seen."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from quizrnn.cli import common
from quizrnn.cli.demo_bar import duration
from quizrnn.cli.demo_print import look, page, say_rows, table, wrapped
from quizrnn.demos import Demo
from quizrnn.demos.drawing import Row, Span, draw_metrics, draw_picture
from quizrnn.demos.events import Note, Picture, Report
from quizrnn.demos.runs import RunInfo, curves_of, read_events, read_run
from quizrnn.i18n import tr

CURVE = 10
"""Rows of the plot of the main metric."""
PICTURE = 12
"""Rows of a plot among the pictures."""


def print_report(folder: Path, lang: str, *, predicted: str | None = None) -> None:
    """Print the report of the run in ``folder``."""
    info = read_run(folder)
    demo, params = info.parsed()
    pictures: dict[str, Picture] = {}
    notes: list[Note] = []
    report: Report | None = None
    for event in read_events(folder):
        if isinstance(event, Picture):
            pictures[event.name] = event
        elif isinstance(event, Note):
            notes.append(event)
        elif isinstance(event, Report):
            report = event
    rows = _head(demo, info, params.changed(), lang)
    if curves := curves_of(folder):
        rows += [
            [],
            *draw_metrics(curves, page(), CURVE, together=demo.together, lang=lang, look=look()),
        ]
    for picture in pictures.values():
        rows += [[], *draw_picture(picture, page(), PICTURE, lang=lang, look=look())]
    if notes:
        rows += [[], [Span(tr("demos", "notes", lang), "bold")]]
        for note in notes:
            rows += wrapped(tr("demos", "at-step", lang, step=note.step) + " " + note.text.get(lang), 2)
    if report is not None:
        rows += [[], *_figures(report, lang), [], [Span(tr("demos", "seen", lang), "bold")]]
        rows += wrapped(report.seen.get(lang), 2)
        if predicted is not None:
            rows += [[], *_verdict(demo, report, predicted, lang)]
    say_rows(rows)
    common.note("\n" + tr("demos", "kept-in", lang, folder=folder))


def _head(demo: Demo, info: RunInfo, changed: Mapping[str, object], lang: str) -> list[Row]:
    values = ", ".join(f"{name}={value}" for name, value in changed.items()) or tr("demos", "defaults", lang)
    facts = tr(
        "demos", "run-facts", lang, values=values, seed=info.seed, time=duration(max(info.seconds, 1), lang)
    )
    title: Row = [Span(f"{demo.id} {demo.name}", "bold cyan"), Span("  " + demo.title.get(lang), "bold")]
    data = wrapped(tr("demos", "run-data", lang, path=info.data), 0, "dim") if info.data else []
    return [title, *wrapped(facts, 0, "dim"), *data]


def _figures(report: Report, lang: str) -> list[Row]:
    heads = [tr("demos", f"column-{key}", lang) for key in ("figure", "reported", "measured", "spread")]
    cells = [
        [row.label.get(lang), row.reported.get(lang), row.shown(), row.spread.get(lang)]
        for row in report.rows
    ]
    return table(heads, cells)


def _verdict(demo: Demo, report: Report, predicted: str, lang: str) -> list[Row]:
    """Whether what was said before came true."""
    said = demo.outcome(predicted).text.get(lang)
    if predicted == report.outcome:
        return wrapped(tr("demos", "predicted-right", lang, said=said), 0, "bold green")
    came = demo.outcome(report.outcome).text.get(lang)
    rows = wrapped(tr("demos", "predicted-wrong", lang, said=said), 0, "bold yellow")
    return rows + wrapped(tr("demos", "came-otherwise", lang, came=came), 0, "bold yellow")
