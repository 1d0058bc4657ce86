"""Where was I, what should I do now, how am I doing."""

from __future__ import annotations

from typing import Any, ClassVar

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.content import Content

from quizrnn.app.commands import Place, bindings
from quizrnn.app.screens.overview import GroupProgress, Overview, TopicProgress, overview
from quizrnn.app.screens.page import Page
from quizrnn.app.widgets.menu import Entry, Menu, MenuScroll
from quizrnn.app.widgets.prose import Prose
from quizrnn.app.widgets.share import share
from quizrnn.app.widgets.speaking import Words
from quizrnn.app.widgets.wrap import fit
from quizrnn.i18n import table, tr
from quizrnn.progress import ASIDE
from quizrnn.quiz import Sitting, goes_on, left_here, minutes, nothing_due, plan

NAME, BESIDE = 27, 60
"""Cells for the name of a group or topic at least, and what the bar and the words beside it need."""
FOLDED, UNFOLDED = "+ ", "- "
"""Before a group's name; signs that are one cell wide in every font."""
NOTHING = Content("")
SITTING_LENGTH = 20
HEAD, TALL = 11, 30
"""Rows above and below the topics; pages of fewer rows begin with all groups folded."""


class HomeScreen(Page):
    """The first screen."""

    PLACE: ClassVar[Place] = "home"
    BINDINGS: ClassVar[list[Any]] = bindings("home")

    def __init__(self) -> None:
        super().__init__()
        self._names = NAME
        self._by_hand: dict[str, bool] = {}
        """Groups that the learner has unfolded or folded; the others unfold while there is room."""

    def content(self) -> ComposeResult:
        """What is wrong (if anything), then the menu."""
        yield Prose(id="trouble")
        with MenuScroll(id="home"):
            yield Menu(id="menu")

    def on_mount(self) -> None:
        """Begin in the menu."""
        self.query_one(Menu).focus()

    def returned(self) -> None:
        """Progress has changed while another screen was open; Enter goes on with what was left there."""
        self.relabel()
        menu = self.query_one(Menu)
        if self._open is not None and menu.here.startswith("do:"):
            menu.put_cursor("do:resume")

    def relabel(self) -> None:
        """Read progress and draw everything anew."""
        study = self.study
        rows, aside = study.bank.rows(), study.store.marks(ASIDE)
        self._now = overview(study.bank.topics(), rows, study.store.latest(), aside)
        self._review = plan(rows, study.store.due())
        self._open = self._unfinished()
        self._rows = rows
        self.heading(
            f" {self.study.TITLE}",
            self._count_words(len(study.bank.topics()), len(rows), len({row.id for row in rows} & aside))
            + " ",
        )
        self._fill()
        self._show_trouble(len(rows))
        super().relabel()

    def _count_words(self, topics: int, questions: int, aside: int) -> str:
        key = "home.topics.aside" if aside else "home.topics"
        return self.say(key, topics=topics, questions=questions, aside=aside)

    def tell_trouble(self, words: Words) -> None:
        """Trouble stands here as long as there is any, and progress may have changed."""
        self.relabel()

    def _show_trouble(self, count: int) -> None:
        study = self.study
        said = []
        if study.store.trouble:
            said.append(study.store.trouble.message(self.lang))
        said += study.store.left_out(self.lang)
        if study.bank.problems:
            said.append(
                self.say(
                    "home.problems",
                    count=len(study.bank.problems),
                    out=len(study.bank.left_out),
                    letter=self.key("problems"),
                )
            )
        if not count:
            said.append(self.say("home.empty", path=study.bank.root))
        trouble = self.query_one("#trouble", Prose)
        trouble.display = bool(said)
        trouble.set("\n\n".join(said))

    # -- what to do -----------------------------------------------------------------------------------

    def _choices(self, now: Overview) -> list[Entry]:
        return [
            self._choice("resume", self._open_words()),
            self._choice("review", self._review_words()),
            self._choice("fresh", self._fresh_words(now)),
        ]

    def _choice(self, name: str, words: str) -> Entry:
        label = fit(self.say(f"home.{name}"), 14)
        if not self.check_action(name, ()):
            return Entry("", Content.styled(f"  {label}{words}", "dim"), NOTHING)
        shown_key = Content.styled(self.key(name) + " ", "bold $text-accent")
        return Entry(f"do:{name}", Content.styled(label, "bold") + words, shown_key)

    def _open_words(self) -> str:
        if self._open is None:
            return self.say("home.resume.none")
        name = self._open_question()
        return f"{self.study.bank.get(name).title.get(self.lang)}  ({name})"

    def _open_question(self) -> str:
        """Where the sitting that was left goes on, or ""."""
        return goes_on(self._open, self.study.bank) if self._open is not None else ""

    def _review_words(self) -> str:
        if not self._review:
            return nothing_due(self.study.store, self._rows, self.lang, "home")
        return tr("review", "home", self.lang, count=len(self._review), minutes=minutes(self._review))

    def _fresh_words(self, now: Overview) -> str:
        if not now.fresh:
            return self.say("home.fresh.none")
        name = self.study.bank.get(now.fresh[0]).topic
        title = next((t.title.get(self.lang) for t in self.study.bank.topics() if t.id == name), name)
        return self.say("home.fresh.topic", topic=title)

    def _topics(self, now: Overview) -> list[Entry]:
        entries = [Entry("", NOTHING, NOTHING)]
        self._names = self._name_width(now)
        unfolded = self._unfolded(now)
        for group in now.groups:
            sign = UNFOLDED if group.group in unfolded else FOLDED
            entries.append(self._group(group, sign if len(now.groups) > 1 else ""))
            if group.group in unfolded:
                entries += [self._topic(progress) for progress in group.topics]
        return entries

    def _unfolded(self, now: Overview) -> set[str]:
        """The groups whose topics are shown: by hand, the only one, and on a tall page as many as there is room for."""
        if len(now.groups) == 1:
            return {now.groups[0].group}
        unfolded = {name for name, wanted in self._by_hand.items() if wanted}
        room = self.size.height - HEAD - len(now.groups) if self.size.height >= TALL else 0
        room -= sum(len(group.topics) for group in now.groups if group.group in unfolded)
        here = self._group_here(now)
        for group in sorted(now.groups, key=lambda group: (group.group != here, not group.seen)):
            if group.group not in self._by_hand and len(group.topics) <= room:
                unfolded.add(group.group)
                room -= len(group.topics)
        return unfolded

    def _group_here(self, now: Overview) -> str:
        """Where the learner is: the group of the question that was left open, or of the next new one."""
        name = self._open_question() or next(iter(now.fresh), "")
        topic = next((row.topic for row in self._rows if row.id == name), "")
        return next((g.group for g in now.groups if any(p.topic.id == topic for p in g.topics)), "")

    def on_resize(self) -> None:
        """Another size has room for other groups."""
        if self.is_mounted:
            self._fill()

    def _fill(self) -> None:
        self.query_one(Menu).set([*self._choices(self._now), *self._topics(self._now)])

    def _name_width(self, now: Overview) -> int:
        """The cells of the names: all they need where the bars and what stands beside them leave the room."""
        titles = [progress.topic.title.get(self.lang) for group in now.groups for progress in group.topics]
        names = [self._group_name(group) for group in now.groups]
        longest = max((cell_len(title) + 2 for title in titles + names), default=0)
        return max(NAME, min(longest, self.size.width - BESIDE))

    def _group_name(self, group: GroupProgress) -> str:
        return table("app", self.lang).get(f"group.{group.group}", group.group)

    def _group(self, group: GroupProgress, sign: str) -> Entry:
        name = sign + self._group_name(group)
        weak = group.weakest
        words = self.say("home.weak", topic=weak.title.get(self.lang)) if weak is not None else ""
        return self._line(
            f"group:{group.group}", Content.styled(fit(name, self._names), "bold"), group, words
        )

    def _topic(self, progress: TopicProgress) -> Entry:
        name = fit("  " + progress.topic.title.get(self.lang), self._names)
        words = self.say("home.weak.count", count=progress.weak) if progress.weak else ""
        return self._line(f"topic:{progress.topic.id}", Content(name), progress, words)

    def _line(self, id: str, name: Content, progress: GroupProgress | TopicProgress, words: str) -> Entry:
        bar = share(progress.right, progress.total, seen=bool(progress.seen), plain=self.study.plain_glyphs)
        left = name + " " + bar + (Content.styled(f"  {words}", "$text-warning") if words else NOTHING)
        return Entry(id, left, Content.styled(f"{progress.right}/{progress.total}", "$text-muted"))

    # -- actions --------------------------------------------------------------------------------------

    @on(Menu.Opened)
    def _opened(self, event: Menu.Opened) -> None:
        kind, _, name = event.id.partition(":")
        if kind == "group":
            self._by_hand[name] = name not in self._unfolded(self._now)
            self._fill()
        elif kind == "topic":
            self._open_list(name)
        elif self.check_action(name, ()):
            getattr(self, f"action_{name}")()

    def _open_list(self, topic: str | None) -> None:
        from quizrnn.app.screens.questions import QuestionsScreen

        self.study.push_screen(QuestionsScreen(topic))

    def _unfinished(self) -> Sitting | None:
        return next(left_here(self.study.store.unfinished(), self.study.bank), None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what there is."""
        if action == "resume":
            return self._open is not None
        if action in ("review", "today"):
            return bool(self._review)
        if action == "fresh":
            return bool(self._now.fresh)
        if action == "problems":
            return bool(self.study.bank.problems)
        return action != "back"

    def in_bar(self, name: str) -> bool:
        """Everything that can be done."""
        return True

    def action_back(self) -> None:
        """There is nothing below."""

    def action_resume(self) -> None:
        """Go on where one was."""
        from quizrnn.app.screens.sitting import open_sitting

        if self._open is not None:
            self.study.push_screen(open_sitting(self.study, self._open))

    def action_review(self) -> None:
        """Answer what is due today."""
        from quizrnn.app.screens.review import review_sitting

        self.study.push_screen(review_sitting(self.study))

    def action_today(self) -> None:
        """See what is due today."""
        from quizrnn.app.screens.review import ReviewScreen

        self.study.push_screen(ReviewScreen())

    def action_fresh(self) -> None:
        """Answer what is new."""
        self._sit(self._now.fresh)

    def _sit(self, ids: tuple[str, ...]) -> None:
        from quizrnn.app.screens.sitting import new_sitting

        self.study.push_screen(new_sitting(self.study, ids, count=SITTING_LENGTH, rows=self._rows))

    def action_problems(self) -> None:
        """Read what is wrong with the bank."""
        from quizrnn.app.screens.problems import ProblemsScreen

        self.study.push_screen(ProblemsScreen())

    def action_demos(self) -> None:
        """Trainings to watch."""
        from quizrnn.app.screens.demos import GalleryScreen

        self.study.push_screen(GalleryScreen())

    def action_search(self) -> None:
        """Find a question."""
        self._open_list(None)
