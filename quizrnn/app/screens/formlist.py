"""The list of a demo's page: how to start, variants to try, a line for each value; and what each line means."""

from __future__ import annotations

from textual.content import Content

from quizrnn.app.screens.form import DATA, Form
from quizrnn.app.screens.prediction import shown_value, variant_title
from quizrnn.app.screens.timing import about_seconds
from quizrnn.app.widgets.menu import Entry
from quizrnn.app.widgets.wrap import fit
from quizrnn.demos import DemoError
from quizrnn.demos.runs import RunInfo
from quizrnn.i18n import tr

NAME = 26
"""Cells for the name of a value."""
HEAD = 12
"""Cells for the word before what is started."""
START, RESUME, VARIANT, ROW = "start", "resume", "variant:", "row:"
"""Ids of the lines; a variant's name or a row's follows the last two."""
NOTHING = Content("")


def entries(form: Form, stopped: RunInfo | None, lang: str) -> list[Entry]:
    """All lines; ``stopped`` is a run that can go on."""
    return [*_starts(form, lang), *_resume(stopped, lang), *_variants(form, lang), *_rows(form, lang)]


def _starts(form: Form, lang: str) -> list[Entry]:
    try:
        order = form.order()
    except DemoError as error:
        return [_start("start", START, form.named(error).message(lang), "", lang)]
    time = about_seconds(order.seconds(), lang)
    return [_start("start", START, variant_title(order, lang), time, lang)]


def _start(key: str, id: str, words: str, time: str, lang: str) -> Entry:
    head = Content.styled(fit(tr("gallery", key, lang), HEAD), "bold $text-accent")
    return Entry(id, head + words, Content.styled(time, "$text-muted"))


def _resume(info: RunInfo | None, lang: str) -> list[Entry]:
    if info is None:
        return []
    if info.state == "cut":
        return [_start("resume", RESUME, tr("gallery", "resume.cut", lang), "", lang)]
    step, total = f"{info.step:,}", f"{info.parsed()[1].total_steps():,}"
    return [_start("resume", RESUME, tr("gallery", "resume.words", lang, step=step, total=total), "", lang)]


def _variants(form: Form, lang: str) -> list[Entry]:
    out = _heading("variants", lang) if form.demo.presets else []
    for preset in form.demo.presets:
        params = form.demo.make_params(preset=preset.name)
        time = about_seconds(form.demo.expected_seconds(params, form.place), lang)
        title = Content(preset.title.get(lang))
        out.append(Entry(VARIANT + preset.name, title, Content.styled(time, "$text-muted")))
    return out


def _rows(form: Form, lang: str) -> list[Entry]:
    out = _heading("parameters", lang)
    for name, row in form.rows.items():
        value, choices = form.values[name], form.choices(name)
        shown = row.options[str(value)].get(lang) if row.options else shown_value(value, lang)
        limits = f"< {choices.index(value) + 1}/{len(choices)} >" if choices else row.limits()
        out.append(_row(name, row.label.get(lang), shown, limits, changed=value != row.default))
    if form.takes_data:
        shown = form.data or tr("gallery", "data.own", lang)
        out.append(_row(DATA, tr("gallery", "data", lang), shown, "", changed=bool(form.data)))
    return out


def _row(name: str, label: str, shown: str, limits: str, *, changed: bool) -> Entry:
    left = Content(fit(label, NAME - 1) + " ") + Content.styled(shown, "bold" if changed else "")
    mark = Content.styled("* ", "bold $text-accent") if changed else NOTHING
    return Entry(ROW + name, left, mark + Content.styled(limits, "$text-muted"))


def _heading(key: str, lang: str) -> list[Entry]:
    words = Content.styled(tr("gallery", key, lang), "bold $text-accent")
    return [Entry("", NOTHING, NOTHING), Entry("", words, NOTHING)]


def meaning(form: Form, id: str, lang: str) -> str:
    """What a line means."""
    if id.startswith(VARIANT):
        changed = form.demo.make_params(preset=id.removeprefix(VARIANT)).changed().items()
        labels = {name: form.rows[name].label.get(lang) for name, _ in changed}
        values = ", ".join(f"{labels[name]} = {shown_value(value, lang)}" for name, value in changed)
        return tr("gallery", "variant.about", lang, values=values)
    if id == RESUME:
        return tr("gallery", "resume.about", lang)
    if id == ROW + DATA:
        return "\n".join([tr("gallery", "data.about", lang), *_kinds(form, lang)])
    if id.startswith(ROW):
        row = form.rows[id.removeprefix(ROW)]
        return f"{row.label.get(lang)}: {row.help.get(lang)}"
    return tr("gallery", "start.about", lang)


def _kinds(form: Form, lang: str) -> list[str]:
    """Every kind of data that the demo takes, and the data sets of that kind."""
    return [
        " · ".join([f"- {kind.about.get(lang)}", *(f"`{name}`" for name in kind.sets)])
        for kind in form.demo.data
    ]
