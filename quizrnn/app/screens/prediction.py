"""Before a run: what will happen? The learner chooses an outcome, or goes on without."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll

from quizrnn.app.screens.followed import Order
from quizrnn.app.screens.page import Page
from quizrnn.app.widgets.outcomes import Outcomes
from quizrnn.app.widgets.prose import Prose
from quizrnn.i18n import tr


class PredictionScreen(Page):
    """A digit says what will happen and starts the training; 0 starts it without."""

    def __init__(self, order: Order) -> None:
        super().__init__()
        self.order = order
        self.possible = order.demo.possible(order.params)
        """The outcomes on offer."""

    def content(self) -> ComposeResult:
        """What will be trained, the question, the outcomes."""
        with VerticalScroll(id="prediction", can_focus=False):
            yield Prose(id="what")
            yield Prose(id="question")
            yield Outcomes(id="outcomes")

    def on_mount(self) -> None:
        """Begin with the first outcome."""
        self.query_one(Outcomes).focus()

    def relabel(self) -> None:
        """All words anew."""
        demo, lang = self.order.demo, self.lang
        self.heading(f" {demo.id} {demo.title.get(lang)}", tr("gallery", "predict", lang) + " ")
        self.query_one("#what", Prose).set(self._what())
        self.query_one("#question", Prose).set(f"**{demo.question.get(lang)}**")
        texts = [outcome.text.get(lang) for outcome in self.possible]
        self.query_one(Outcomes).set(texts, tr("gallery", "predict.skip", lang))
        super().relabel()

    def _what(self) -> str:
        """The variant, then the values that the demo's variants differ in; own ones stand out."""
        order, lang = self.order, self.lang
        changed = order.params.changed()
        told = changed.keys() | {name for preset in order.demo.presets for name in preset.values}
        values = []
        for field in order.params.fields():
            if field.name in told:
                value = getattr(order.params, field.name)
                shown = field.options[value].get(lang) if field.options else shown_value(value, lang)
                text = f"{field.label.get(lang)}:\u00a0{shown}"
                values.append(f"**{text}**" if field.name in changed else text)
        return f"**{variant_title(order, lang)}**\n\n" + tr("gallery", "and", lang).join(values)

    def own_keys(self) -> list[tuple[str, str]]:
        """Digits choose at once."""
        last = len(self.possible)
        return [(f"1-{last}", self.say("do.pick")), ("0", tr("gallery", "skip", self.lang))]

    @on(Outcomes.Chosen)
    def _chosen(self, event: Outcomes.Chosen) -> None:
        from quizrnn.app.screens.training import TrainingScreen

        outcome = self.possible[event.index].name if event.index is not None else ""
        self.study.switch_screen(TrainingScreen(self.order, outcome))


def variant_title(order: Order, lang: str) -> str:
    """The variant's name for people; own values have none, nor have the defaults."""
    if name := order.variant():
        return order.demo.preset(name).title.get(lang)
    return tr("gallery", "own" if order.params.changed() else "defaults", lang)


def shown_value(value: object, lang: str) -> str:
    """A value of a parameter as text."""
    if isinstance(value, bool):
        return tr("gallery", "yes" if value else "no", lang)
    if isinstance(value, float):
        return f"{value:g}"
    return f"{value:,}" if isinstance(value, int) else str(value)
