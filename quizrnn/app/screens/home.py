"""Where was I, what should I do now, how am I doing."""

from __future__ import annotations

from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content

from quizrnn.app.commands import Place, bindings, key_name
from quizrnn.app.screens.overview import Overview, TopicProgress, grouped, overview
from quizrnn.app.screens.page import Page
from quizrnn.app.widgets.menu import Entry, Menu
from quizrnn.app.widgets.prose import Prose
from quizrnn.app.widgets.wrap import fit
from quizrnn.errors import QuizrnnError
from quizrnn.i18n import table
from quizrnn.quiz import Sitting, load

BAR = 12
NOTHING = Content("")
SITTING_LENGTH = 20


class HomeScreen(Page):
    """The first screen."""

    PLACE: ClassVar[Place] = "home"
    BINDINGS: ClassVar[list[Any]] = bindings("home")

    def content(self) -> ComposeResult:
        """What is wrong (if anything), then the menu."""
        yield Prose(id="trouble")
        with VerticalScroll(id="home", can_focus=False):
            yield Menu(id="menu")

    def on_mount(self) -> None:
        """Begin in the menu."""
        super().on_mount()
        self.query_one(Menu).focus()

    def on_screen_resume(self) -> None:
        """Progress has changed while another screen was open."""
        if self.is_mounted:
            self.relabel()

    def relabel(self) -> None:
        """Read progress and draw everything anew."""
        study = self.study
        rows = study.bank.rows()
        self._now = overview(study.bank.topics(), rows, study.store.latest())
        self._open = self._unfinished()
        self.heading(
            f" {self.study.TITLE}",
            self.say("home.topics", topics=len(self._now.topics), questions=len(rows)) + " ",
        )
        self.query_one(Menu).set([*self._choices(self._now), *self._topics(self._now)])
        self._tell_trouble(len(rows))
        super().relabel()

    def _tell_trouble(self, count: int) -> None:
        study = self.study
        said = []
        if study.store.trouble:
            said.append(study.store.trouble.message(self.lang))
        if study.bank.problems:
            said.append(self.say("home.problems", count=len(study.bank.problems)))
        if not count:
            said.append(self.say("home.empty", path=study.bank.root))
        trouble = self.query_one("#trouble", Prose)
        trouble.display = bool(said)
        trouble.set("\n\n".join(said))

    # -- what to do -----------------------------------------------------------------------------------

    def _choices(self, now: Overview) -> list[Entry]:
        return [
            self._choice("resume", "c", self._open_words()),
            self._choice(
                "review",
                "r",
                self.say("home.review.count", count=len(now.due))
                if now.due
                else self.say("home.review.none"),
            ),
            self._choice("fresh", "n", self._fresh_words(now)),
        ]

    def _choice(self, name: str, key: str, words: str) -> Entry:
        label = fit(self.say(f"home.{name}"), 14)
        if not self.check_action(name, ()):
            return Entry("", Content.styled(f"  {label}{words}", "dim"), NOTHING)
        shown_key = Content.styled(key_name(key) + " ", "bold $text-accent")
        return Entry(f"do:{name}", Content.styled(label, "bold") + words, shown_key)

    def _open_words(self) -> str:
        if self._open is None:
            return self.say("home.resume.none")
        left = self._open.items[self._open.at :]
        name = next(item.question for item in left if item.state == "open")
        try:
            title = self.study.bank.get(name).title.get(self.lang)
        except QuizrnnError:
            return name
        return f"{title}  ({name})"

    def _fresh_words(self, now: Overview) -> str:
        if not now.fresh:
            return self.say("home.fresh.none")
        topic = self.study.bank.get(now.fresh[0]).topic
        title = next((p.topic.title.get(self.lang) for p in now.topics if p.topic.id == topic), topic)
        return self.say("home.fresh.topic", topic=title)

    def _topics(self, now: Overview) -> list[Entry]:
        entries: list[Entry] = []
        known = table("app", self.lang)
        for group, members in grouped(now.topics).items():
            entries += [
                Entry("", NOTHING, NOTHING),
                Entry(
                    "", Content.styled("  " + known.get(f"group.{group}", group), "bold $text-muted"), NOTHING
                ),
            ]
            entries += [self._topic(progress) for progress in members]
        return entries

    def _topic(self, progress: TopicProgress) -> Entry:
        filled = round(progress.share * BAR)
        if progress.share > 0:
            filled = max(filled, 1)
        bar = Content.assemble(("#" * filled, "$text-success"), ("." * (BAR - filled), "dim"))
        share = f"{progress.share:4.0%}" if progress.seen else "   -"
        count = f"{progress.right:>3}/{progress.total:<3}"
        return Entry(
            f"topic:{progress.topic.id}",
            Content(progress.topic.title.get(self.lang)),
            bar + Content(f" {share} {count}"),
        )

    # -- actions --------------------------------------------------------------------------------------

    @on(Menu.Opened)
    def _opened(self, event: Menu.Opened) -> None:
        kind, _, name = event.id.partition(":")
        if kind == "topic":
            self._open_list(name)
        elif self.check_action(name, ()):
            getattr(self, f"action_{name}")()

    def _open_list(self, topic: str | None) -> None:
        from quizrnn.app.screens.questions import QuestionsScreen

        self.study.push_screen(QuestionsScreen(topic))

    def _unfinished(self) -> Sitting | None:
        for _, data in self.study.store.unfinished():
            try:
                sitting = load(data)
            except QuizrnnError:
                continue
            if any(item.state == "open" for item in sitting.items[sitting.at :]):
                return sitting
        return None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what there is."""
        if action == "resume":
            return self._open is not None
        if action == "review":
            return bool(self._now.due)
        if action == "fresh":
            return bool(self._now.fresh)
        return action != "back"

    def action_back(self) -> None:
        """There is nothing below."""

    def action_resume(self) -> None:
        """Go on where one was."""
        from quizrnn.app.screens.sitting import open_sitting

        if self._open is not None:
            self.study.push_screen(open_sitting(self.study, self._open))

    def action_review(self) -> None:
        """Answer what was not right."""
        self._sit(self._now.due)

    def action_fresh(self) -> None:
        """Answer what is new."""
        self._sit(self._now.fresh)

    def _sit(self, ids: tuple[str, ...]) -> None:
        from quizrnn.app.screens.sitting import new_sitting

        self.study.push_screen(new_sitting(self.study, ids[:SITTING_LENGTH]))

    def action_search(self) -> None:
        """Find a question."""
        self._open_list(None)
