"""The hub: owns bank, progress and judge, holds the language, and opens screens."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import constants, events, work
from textual.app import SystemCommand
from textual.command import CommandPalette
from textual.reactive import var
from textual.screen import Screen

from quizrnn.app import settings
from quizrnn.app.commands import Place, bindings, commands, shown_key
from quizrnn.app.ending import EndingApp
from quizrnn.app.keymap import Keymap, read_keymap
from quizrnn.app.screens.page import Page
from quizrnn.app.screens.palette import Palette
from quizrnn.app.widgets.speaking import Speaking
from quizrnn.bank import Bank
from quizrnn.i18n import choose_language, tr
from quizrnn.judge.client import Judge
from quizrnn.judge.slack import NAME as SLACK
from quizrnn.judge.slack import slack_of
from quizrnn.progress import Store

if TYPE_CHECKING:
    from quizrnn.quiz import Sitting


LOOK = 0.5
"""Seconds between two looks at what befalls the progress file."""


class QuizrnnApp(EndingApp):
    """quizrnn in the terminal."""

    TITLE = "quizrnn"
    CSS_PATH: ClassVar[Any] = [
        f"styles/{name}.tcss" for name in ("base", "home", "sitting", "reading", "demos")
    ]
    BINDINGS: ClassVar[list[Any]] = bindings("app")
    ENABLE_COMMAND_PALETTE = False  # ours is a command of the registry like all others
    AUTO_FOCUS = None

    lang: var[str] = var("en", init=False)

    def __init__(
        self,
        bank: Bank,
        store: Store,
        lang: str | None = None,
        make_judge: Callable[[], Judge] = Judge,
        *,
        first: Sitting | None = None,
    ) -> None:
        super().__init__()
        self.bank = bank
        self.store = store
        self._told = store.trouble
        self.judge: Judge | None = None
        self._make_judge = make_judge
        self._first = first
        self.keymap = read_keymap(store.setting(settings.KEYS))
        self.set_reactive(QuizrnnApp.lang, choose_language(lang, store.setting("lang")))
        self.register_theme(settings.LIGHT)
        self.register_theme(settings.CONTRAST)

    def on_mount(self) -> None:
        """Show the home screen; the judge starts once it has been drawn."""
        from quizrnn.app.screens.home import HomeScreen

        self.heed_signals()
        self.set_keymap(self.keymap.bindings())
        for name in ("theme", "animation"):
            self._take_up(name, settings.value(self.store, name))
        self.push_screen(HomeScreen())
        if self._first is not None:
            from quizrnn.app.screens.sitting import open_sitting

            self.push_screen(open_sitting(self, self._first))
        self.set_interval(LOOK, self.look_after_store)
        self.call_after_refresh(self.ready_judge)

    def ready_judge(self) -> Judge:
        """The judge, started now if it has not been: a quick learner answers before the first pause."""
        if self.judge is None:
            self.judge = self._make_judge()
            self.start_judge(self.judge)
        return self.judge

    def start_judge(self, judge: Judge) -> None:
        """Start the judge process without waiting for it, and load what the first question needs."""
        gc.freeze()  # the bank and the first screen stay: collections need not walk over them
        gc.enable()  # off since ``run``
        judge.slack = slack_of(self.store.setting(SLACK))
        self.warm_judge(torch=False)
        self.call_after_refresh(load_sitting)

    @work(group="warm", exit_on_error=False)
    async def warm_judge(self, *, torch: bool) -> None:
        """Have runners ready; a judge that cannot start says so when it is needed."""
        if self.judge is not None:
            await self.judge.warm(torch=torch)

    async def on_unmount(self) -> None:
        """Nothing that we started outlives us."""
        if self.judge is not None:
            await self.judge.close()

    @property
    def lively(self) -> bool:
        """A person may be typing, and things may move."""
        return not self.is_headless and self.animation_level != "none"

    @property
    def plain_glyphs(self) -> bool:
        """Draw with ASCII: where colours are not wanted, or where the setting ``glyphs`` is ``ascii``."""
        return bool(os.environ.get("NO_COLOR")) or settings.value(self.store, "glyphs") == "ascii"

    # -- language -------------------------------------------------------------------------------------

    def action_language(self) -> None:
        """Switch everything between English and Japanese."""
        self.lang = "en" if self.lang == "ja" else "ja"

    def watch_lang(self, lang: str) -> None:
        """Keep the choice, and have every open screen draw its words anew."""
        self.store.set_setting("lang", lang)
        self.relabel_all()

    def relabel_all(self) -> None:
        """Every open screen draws its words anew, those behind too."""
        for screen in self.screen_stack:
            for node in screen.walk_children(with_self=True):
                if isinstance(node, Speaking):
                    node.relabel()

    # -- the progress file ----------------------------------------------------------------------------

    def look_after_store(self) -> None:
        """Write what waits for the progress file; say what has befallen it since this was asked last."""
        self.store.settle()
        trouble = self.store.trouble
        if trouble is not self._told and isinstance(self.screen, Page):
            self._told = trouble
            self.screen.tell_trouble(trouble.message if trouble else partial(tr, "progress", "free"))

    # -- settings -------------------------------------------------------------------------------------

    def change(self, name: str, value: str) -> None:
        """Set one of ``settings.SETTINGS``: kept, and taken up at once."""
        if name == "lang":
            self.lang = value
            return
        self.store.set_setting(name, value)
        self._take_up(name, value)
        self.relabel_all()

    def _take_up(self, name: str, value: str) -> None:
        if name == "theme":
            self.theme = settings.THEMES[value]
        elif name == "animation":
            # Textual's own variable for terminals in which nothing shall move holds too.
            moving = value == "on" and constants.TEXTUAL_ANIMATIONS != "none"
            self.animation_level = "full" if moving else "none"
        elif name == SLACK and self.judge is not None:
            self.judge.slack = slack_of(value)

    def change_keys(self, keymap: Keymap) -> None:
        """Use other keys from now on: bindings, key bars, help and palette follow."""
        self.keymap = keymap
        self.store.set_setting(settings.KEYS, keymap.write())
        self.set_keymap(keymap.bindings())
        self.relabel_all()

    def key_of(self, name: str, place: Place, *, typing: bool = False) -> str:
        """The key of a command as people write it, "" where there is none."""
        command = next(command for command in commands(place) if command.id == name)
        return shown_key(self.keymap.keys(command), typing)

    def action_settings(self) -> None:
        """Language, colours, keys and so on."""
        from quizrnn.app.screens.settings import SettingsScreen

        if not any(isinstance(screen, SettingsScreen) for screen in self.screen_stack):
            self.push_screen(SettingsScreen())

    async def on_event(self, event: events.Event) -> None:
        """As Textual does; a page hears of a key before anything on it takes the key for itself."""
        if isinstance(event, events.Key) and not event.is_forwarded and isinstance(self.screen, Page):
            self.screen.before_key(event.key)
        await super().on_event(event)

    # -- commands -------------------------------------------------------------------------------------

    def action_help(self) -> None:
        """Show the keys."""
        from quizrnn.app.screens.keys import KeysScreen

        if not isinstance(self.screen, KeysScreen):
            self.push_screen(KeysScreen())

    def action_palette(self) -> None:
        """Find a command by its name."""
        if not isinstance(self.screen, CommandPalette):
            self.push_screen(Palette(self.lang))

    action_command_palette = action_palette

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Every command that can be done now, by its name in the learner's language."""
        if not isinstance(screen, Page):
            return
        for command in commands(screen.PLACE, "app"):
            if command.id == "palette" or not can_do(screen, command.id):
                continue
            title = tr("app", f"do.{command.id}", self.lang)
            about = tr("app", f"help.{command.id}", self.lang)
            yield SystemCommand(title, about, lambda name=command.id: self.call_later(self._do, name))

    async def _do(self, name: str) -> None:
        await self.run_action(name, self.screen if hasattr(self.screen, f"action_{name}") else self)

    async def action_back(self) -> None:
        """Go back, in the way of the screen that is shown."""
        if isinstance(self.screen, Page):
            self.screen.action_back()

    def action_help_quit(self) -> None:
        """Ctrl+C outside of a text: say what leaves, for it does not."""
        letter = self.key_of("leave", "app", typing=True)
        self.notify(tr("app", "leave.how", self.lang, letter=letter), markup=False)

    async def action_quit(self) -> None:
        """Textual's own way out (Ctrl+Q) saves too."""
        await self.action_leave()


def load_sitting() -> None:
    """Import what a sitting is made of before it is asked for."""
    import quizrnn.app.screens.sitting
    import quizrnn.app.widgets.codetheme  # noqa: F401
    from quizrnn.progress.schedule import scheduler

    scheduler()


def can_do(screen: Screen[Any], name: str, parameters: Sequence[object] = ()) -> bool:
    """True when a command makes sense on a screen now."""
    return bool(screen.check_action(name, tuple(parameters)))
