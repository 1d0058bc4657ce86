"""Demos as lists and pages: what can be said of them without running them."""

from __future__ import annotations

import sys
from typing import Any

from rich.cells import cell_len

from quizrnn.cli import common
from quizrnn.cli.demo_bar import duration
from quizrnn.cli.demo_print import page, say_rows, table, wrapped
from quizrnn.demos import DEMOS, Data, Demo
from quizrnn.demos.drawing import Row, Span
from quizrnn.demos.params import Field
from quizrnn.i18n import tr


def facts(demo: Demo, lang: str, *, whole: bool = False) -> dict[str, Any]:
    """A demo as data; ``whole`` adds parameters, figures and outcomes."""
    found: dict[str, Any] = {
        "id": demo.id,
        "name": demo.name,
        "topic": demo.topics[0] if demo.topics else "",
        "topics": list(demo.topics),
        "title": demo.title.get(lang),
        "about": demo.about.get(lang),
        "presets": [
            {"name": p.name, "title": p.title.get(lang), "values": p.values, "look": p.look.get(lang)}
            for p in demo.presets
        ],
        "data": [_data_facts(demo, kind, lang) for kind in demo.data],
        "seconds": demo.seconds,
        "torch": demo.torch,
    }
    if whole:
        found["params"] = [_field_facts(field, lang) for field in demo.params.fields()]
        found["figures"] = [
            {"name": f.name, "label": f.label.get(lang), "reported": f.reported.get(lang), "source": f.source}
            | {"spread": f.spread.get(lang)}
            for f in demo.figures
        ]
        found["outcomes"] = [{"name": o.name, "text": o.text.get(lang)} for o in demo.outcomes]
        found["question"] = demo.question.get(lang)
    return found


def _data_facts(demo: Demo, kind: Data, lang: str) -> dict[str, Any]:
    return {
        "name": kind.name,
        "about": kind.about.get(lang),
        "path": kind.path,
        "sets": list(kind.sets),
        "seconds": demo.seconds * kind.cost,
    }


def _field_facts(field: Field, lang: str) -> dict[str, Any]:
    return {
        "name": field.name,
        "kind": field.kind,
        "default": field.default,
        "low": field.low,
        "high": field.high,
        "options": {value: text.get(lang) for value, text in field.options.items()},
        "label": field.label.get(lang),
        "help": field.help.get(lang),
    }


def print_list(lang: str) -> None:
    """All demos in a table."""
    rows = [
        [demo.id, demo.name, demo.title.get(lang), duration(max(demo.seconds, 1), lang)]
        for demo in DEMOS.values()
    ]
    heads = [tr("demos", f"column-{key}", lang) for key in ("id", "name", "title", "time")]
    say_rows(table(heads, rows))
    if sys.stdout.isatty():
        common.note("\n" + tr("demos", "list-how", lang))


def print_demo(demo: Demo, lang: str) -> None:
    """What a demo is about, its parameters, variants, data, figures and the outcomes to predict."""
    rows: list[Row] = [
        [Span(f"{demo.id} {demo.name}", "bold"), Span("  " + demo.title.get(lang), "bold")],
        [],
    ]
    rows += wrapped(demo.about.get(lang))
    facts_line = tr("demos", "show-facts", lang, time=duration(max(demo.seconds, 1), lang))
    rows += [[], *wrapped(facts_line + (" " + tr("demos", "show-torch", lang) if demo.torch else ""))]
    rows += _headed("show-params", lang)
    for field in demo.params.fields():
        rows += _named(field.name, f"= {_plain(field.default)}   [{field.limits()}]")
        rows += wrapped(f"{field.label.get(lang)}{tr('demos', 'colon', lang)}{field.help.get(lang)}", 6)
        for value, text in field.options.items():
            if text.get(lang) != value:
                rows += wrapped(f"{value}: {text.get(lang)}", 8)
    if demo.presets:
        rows += _headed("show-presets", lang)
        for preset in demo.presets:
            values = ", ".join(f"{name}={_plain(value)}" for name, value in preset.values.items())
            rows += _named(preset.name, values)
            rows += wrapped(preset.title.get(lang), 6)
            rows += wrapped(preset.look.get(lang), 6)
    rows += _headed("show-data", lang)
    for kind in demo.data:
        ways = " | ".join(("PATH", *kind.sets))
        time = duration(max(demo.seconds * kind.cost, 1), lang)
        mark = f"   --data {ways}   {time}" if kind.path else ""
        rows += [[Span(f"  {kind.name}", "bold cyan"), Span(mark, "dim")], *wrapped(kind.about.get(lang), 6)]
    rows += _headed("show-outcomes", lang)
    rows += wrapped(demo.question.get(lang), 2)
    for outcome in demo.outcomes:
        rows += [[Span(f"  {outcome.name}", "bold cyan")], *wrapped(outcome.text.get(lang), 6)]
    rows += _headed("show-figures", lang)
    heads = [tr("demos", f"column-{key}", lang) for key in ("figure", "reported", "spread")]
    rows += table(
        heads, [[f.label.get(lang), f.reported.get(lang), f.spread.get(lang)] for f in demo.figures]
    )
    say_rows(rows)


def _named(name: str, facts: str) -> list[Row]:
    """A name and its facts, beside it or below."""
    if cell_len(name) + cell_len(facts) + 5 <= page():
        return [[Span(f"  {name}", "bold cyan"), Span(f"   {facts}", "dim")]]
    return [[Span(f"  {name}", "bold cyan")], *wrapped(facts, 6, "dim")]


def _headed(key: str, lang: str) -> list[Row]:
    return [[], [Span(tr("demos", key, lang), "bold")]]


def _plain(value: object) -> str:
    return (
        f"{value:g}"
        if isinstance(value, float)
        else str(value).lower()
        if isinstance(value, bool)
        else str(value)
    )
