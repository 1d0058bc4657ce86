"""The gallery: every demo under its topic, with what it shows below the list."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content

from quizrnn.app.screens.form import has_torch
from quizrnn.app.screens.page import Page
from quizrnn.app.screens.timing import about_seconds
from quizrnn.app.screens.told import as_listed
from quizrnn.app.screens.watching import runs_folder
from quizrnn.app.widgets.menu import Entry, Menu, MenuScroll
from quizrnn.app.widgets.prose import Prose
from quizrnn.app.widgets.wrap import fit
from quizrnn.bank.model import Topic
from quizrnn.demos import DEMOS, Demo
from quizrnn.demos.runs import last_run, read_run
from quizrnn.i18n import table, tr

TIME = 10
"""Cells for the time a run needs."""
OTHER = "other"


class GalleryScreen(Page):
    """Enter opens a demo."""

    def __init__(self) -> None:
        super().__init__()
        self._last: dict[str, str] = {}
        """Demo → day of its last finished run."""

    def content(self) -> ComposeResult:
        """The list, and what the demo under the cursor shows."""
        with MenuScroll(id="gallery"):
            yield Menu(id="menu")
        yield Prose(id="explain")

    def on_mount(self) -> None:
        """Begin in the list."""
        self.query_one(Menu).focus()
        self.look_for_runs()

    def on_screen_resume(self) -> None:
        """A run may have been made since."""
        if self.is_mounted:
            self.look_for_runs()

    @work(thread=True, exclusive=True, group="runs")
    def look_for_runs(self) -> None:
        """Read when each demo was run last; the folder may be large."""
        found = days_of_runs(runs_folder(self.study.store.path))
        self.study.call_from_thread(self._note_runs, found)

    def _note_runs(self, found: dict[str, str]) -> None:
        if self.is_mounted and found != self._last:
            self._last = found
            self.relabel()

    def relabel(self) -> None:
        """All words anew."""
        self.heading(f" {self._tell('title')}", self._tell("count", count=len(DEMOS)) + " ")
        entries: list[Entry] = []
        for group, demos in by_group(list(DEMOS.values()), self.study.bank.topics()):
            title = table("app", self.lang).get(f"group.{group}", group)
            if entries:
                entries.append(Entry("", Content(""), Content("")))
            entries.append(Entry("", Content.styled(title, "bold $text-accent"), Content("")))
            entries += [self._entry(demo) for demo in demos]
        self.query_one(Menu).set(entries)
        self._explain()
        super().relabel()

    def _entry(self, demo: Demo) -> Entry:
        left = Content.assemble((f"{demo.id}  ", "$text-muted"), demo.title.get(self.lang))
        marks = []
        if demo.torch:
            marks.append(self._tell("torch" if has_torch() else "torch.missing"))
        if demo.name in self._last:
            marks.append("✓")
        time = fit(about_seconds(demo.seconds, self.lang), TIME)
        return Entry(demo.name, left, Content.styled("  ".join([*marks, time]), "$text-muted"))

    @on(Menu.Moved)
    def _explain(self) -> None:
        demo = DEMOS.get(self.query_one(Menu).here)
        self.query_one("#explain", Prose).set(self._about(demo) if demo is not None else self._tell("none"))

    def _about(self, demo: Demo) -> str:
        facts = [self._tell("about.time", time=about_seconds(demo.seconds, self.lang))]
        if demo.torch:
            facts.append(self._tell("about.torch" if has_torch() else "about.no-torch"))
        if demo.presets:
            facts.append(self._tell("about.variants", count=len(demo.presets)))
        day = self._last.get(demo.name)
        facts.append(self._tell("about.last", day=day) if day else self._tell("about.never"))
        between = "" if self.lang == "ja" else " "
        about = as_listed(demo.about.get(self.lang), demo, self.lang)
        return f"{about}\n\n*{between.join(facts)}*"

    def _tell(self, key: str, **values: object) -> str:
        return tr("gallery", key, self.lang, **values)

    def own_keys(self) -> list[tuple[str, str]]:
        """Enter opens."""
        return [("Enter", self._tell("open"))]

    @on(Menu.Opened)
    def _opened(self, event: Menu.Opened) -> None:
        from quizrnn.app.screens.demo import DemoScreen

        self.study.push_screen(DemoScreen(event.id))


def by_group(demos: Sequence[Demo], topics: Sequence[Topic]) -> list[tuple[str, list[Demo]]]:
    """The demos under the group of their first topic, in the bank's order of groups; what it does not know is last."""
    group_of = {topic.id: topic.group or OTHER for topic in topics}
    order = dict.fromkeys([*(group for group in group_of.values() if group != OTHER), OTHER])
    groups: dict[str, list[Demo]] = {group: [] for group in order}
    for demo in demos:
        groups[next((group_of[topic] for topic in demo.topics if topic in group_of), OTHER)].append(demo)
    return [(group, members) for group, members in groups.items() if members]


def days_of_runs(base: Path) -> dict[str, str]:
    """The day of the last finished run of each demo that has one."""
    found = {}
    for demo in DEMOS.values():
        folder = last_run(base, demo)
        if folder is not None:
            found[demo.name] = read_run(folder).started[:10]
    return found
