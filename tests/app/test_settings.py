"""What is set holds at once and everywhere, and the next start finds it."""

from __future__ import annotations

from pathlib import Path

import pytest
from app.studio import Studio, drive
from hypothesis import given
from hypothesis import strategies as st
from textual.widgets import Input

from quizrnn.app import settings
from quizrnn.app.commands import COMMANDS, Command
from quizrnn.app.keymap import Keymap, is_fixed, read_keymap
from quizrnn.app.screens.rekey import RekeyScreen
from quizrnn.app.screens.settings import SettingsScreen
from quizrnn.app.widgets.menu import Menu
from quizrnn.bank import Bank
from quizrnn.i18n.app import EN, JA
from quizrnn.judge.client import Judge
from quizrnn.judge.task import make, with_slack
from quizrnn.progress import open_store


def command(name: str) -> Command:
    return next(command for command in COMMANDS if command.name == name)


async def at(studio: Studio, name: str) -> None:
    studio.app.screen.query_one(Menu).put_cursor(name)
    await studio.settle()


def test_every_setting_and_value_has_its_words() -> None:
    for strings in (EN, JA):
        for one in settings.SETTINGS:
            assert {f"set.{one.name}", f"set.{one.name}.about"} <= strings.keys()
            assert {f"set.{one.name}.{value}" for value in one.values} <= strings.keys()


def test_what_is_set_holds_at_once_and_after_the_next_start(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        assert studio.app.theme == "textual-dark" and studio.app.animation_level == "full"
        await studio.press("comma", "down", "enter", "down", "right")
        assert studio.app.theme == "quizrnn-light" and studio.app.animation_level == "none"
        assert "Nothing" not in studio.text() and "nothing slides" in studio.text()
        await studio.press("down", "left", "down", "enter")
        assert studio.app.plain_glyphs and studio.app.judge is not None and studio.app.judge.slack == 2.0
        await studio.press("escape")
        assert "░" not in studio.text(), "the page behind follows too"

    async def later(studio: Studio) -> None:
        assert studio.app.theme == "quizrnn-light" and studio.app.animation_level == "none"
        assert studio.app.judge is not None and studio.app.judge.slack == 2.0
        await studio.press("comma", "down", "right", "right")
        assert studio.app.theme == "ansi-dark" and studio.app.native_ansi_color
        await studio.press("r")
        assert studio.app.theme == "textual-dark"

    drive(tmp_path, act)
    drive(tmp_path, later)


def test_the_language_changes_on_the_screens_behind_too(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        await studio.press("2", "comma", "enter")
        assert "配色" in studio.text() and "設定" in studio.text()
        await studio.press("escape")
        assert "シグモイドの傾きの最大値" in studio.text() and "あなたの答え" in studio.text()

    drive(tmp_path, act, ids=["small.choice"], size=(80, 40))


@pytest.mark.parametrize(("locale", "said"), [("ja_JP.UTF-8", "新しい問題"), ("de_DE.UTF-8", "nothing open")])
def test_the_first_start_follows_the_locale_and_asks_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, locale: str, said: str
) -> None:
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", locale)

    async def act(studio: Studio) -> None:
        assert said in studio.text()

    drive(tmp_path, act, lang="")


def test_a_value_that_nobody_offers_is_not_taken(tmp_path: Path) -> None:
    store = open_store(tmp_path / "progress.sqlite")
    store.set_setting("theme", "mauve")
    store.set_setting("lang", "xx")
    store.set_setting("keys", "no JSON")
    store.close()

    async def act(studio: Studio) -> None:
        assert studio.app.theme == "textual-dark" and studio.app.lang in ("en", "ja")
        assert not studio.app.keymap.own

    drive(tmp_path, act, lang="")


def test_an_editor_that_is_not_there_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", "ed -s")

    async def act(studio: Studio) -> None:
        await studio.press("comma")
        assert "ed -s" in studio.text()
        await at(studio, "editor")
        await studio.press("enter", *"no-such-editor", "enter")
        assert "no-such-editor" in studio.text() and not studio.app.store.setting("editor")
        for text, said in (("'sh", "quotation mark"), ("sh -c true", "")):
            studio.app.screen.query_one(Input).value = text
            await studio.press("enter")
            assert said in studio.text()
        assert studio.app.store.setting("editor") == "sh -c true"
        assert settings.editor_command(studio.app.store) == ["sh", "-c", "true"]
        await studio.press("r")
        assert settings.editor_command(studio.app.store) == ["ed", "-s"]

    drive(tmp_path, act)


def test_a_new_key_works_is_named_and_helped_and_the_old_one_may_go(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        await studio.press("comma")
        await at(studio, "keys")
        await studio.press("enter")
        assert isinstance(studio.app.screen, RekeyScreen)
        await at(studio, "sitting.hint")
        await studio.press("enter")
        assert "Press the new key" in studio.text()
        await studio.press("x")
        assert studio.app.keymap.keys(command("sitting.hint")) == ("x", "h", "f2")
        await studio.press("escape", "escape")
        assert "x hint" in studio.text(), "the key bar of the screen behind"
        await studio.press("x")
        assert "A first nudge." in studio.text()
        await studio.press("f1")
        assert "x h F2" in studio.app.screen.query_one("KeyList").render().plain  # type: ignore[attr-defined]

    async def later(studio: Studio) -> None:
        assert "x hint" in studio.text()
        studio.app.change_keys(studio.app.keymap.without_first(command("sitting.hint")).with_key(
            command("sitting.skip"), "x"
        ))  # fmt: skip
        await studio.press("h")
        assert "A first nudge." in studio.text()
        await studio.press("x")
        assert studio.outcomes() == ["skip"], "a key that was taken away may be given to another"

    drive(tmp_path, act, ids=["small.choice"])
    drive(tmp_path, later, ids=["small.choice", "small.several"])


def test_a_key_that_is_taken_or_fixed_is_refused_by_name(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        studio.app.push_screen(RekeyScreen())
        await studio.settle()
        await at(studio, "sitting.hint")
        for key, said in (
            ("s", "s belongs to skip (Answering)"),
            ("l", "日本語 (Everywhere)"),
            ("1", "cannot be"),
        ):
            await studio.press("enter", key)
            assert said in studio.text()
        await studio.press("enter", "ctrl+z")
        assert "Ctrl+Z moves the cursor or edits" in studio.text()
        await studio.press("enter", "escape")
        assert not studio.app.keymap.own
        await studio.press("delete", "delete")
        assert studio.app.keymap.keys(command("sitting.hint")) == ("f2",)
        assert "keeps one key" in studio.text()
        await studio.press("r")
        assert not studio.app.keymap.own
        await studio.press("delete", "R")
        assert not studio.app.keymap.own

    drive(tmp_path, act, size=(100, 40))


def test_two_commands_with_one_key_are_named(tmp_path: Path) -> None:
    store = open_store(tmp_path / "progress.sqlite")
    store.set_setting("keys", '{"sitting.skip": ["h"], "gone.command": ["z"], "sitting.run": []}')
    store.close()

    async def act(studio: Studio) -> None:
        await studio.press("comma")
        assert "one key for two commands" in studio.text()
        studio.app.push_screen(RekeyScreen())
        await studio.settle()
        assert "h belongs to hint (Answering) and to skip" in " ".join(studio.text().split())
        assert set(studio.app.keymap.own) == {"sitting.skip"}

    drive(tmp_path, act)


KEYS = st.sampled_from(["f12", "x", "z", "comma", "h", "f2", "ctrl+t", "R", "s"])


@given(st.lists(st.tuples(st.sampled_from(COMMANDS), KEYS, st.booleans()), max_size=12))
def test_keys_that_are_free_never_conflict_and_are_kept(steps: list[tuple[Command, str, bool]]) -> None:
    keymap = Keymap()
    for one, key, away in steps:
        if away:
            keymap = keymap.without_first(one)
        elif keymap.holder(one, key) is None and not is_fixed(one, key):
            keymap = keymap.with_key(one, key)
            assert keymap.keys(one)[0] == key
        assert keymap.keys(one)
    assert not list(keymap.conflicts())
    assert read_keymap(keymap.write()) == keymap
    assert all(keymap.reset(one).keys(one) == one.keys for one in COMMANDS)


def test_more_time_changes_the_limit_and_nothing_else() -> None:
    bank = Bank.open(Path(__file__).parent / "bank")
    task = make(bank.get("small.type"))
    slow = with_slack(task, 4.0)
    assert slow.check.seconds == 4 * task.check.seconds
    assert with_slack(slow, 0.25) == task and Judge().slack == 1.0
    bank.close()


def test_settings_open_once_and_close(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        await studio.press("comma", "comma")
        assert isinstance(studio.app.screen, SettingsScreen)
        await studio.press("escape")
        assert not isinstance(studio.app.screen, SettingsScreen)
        titles = [one.title for one in studio.app.get_system_commands(studio.app.screen)]
        assert "settings" in titles

    drive(tmp_path, act)


def test_a_command_needed_while_typing_keeps_a_key_that_is_no_text(tmp_path: Path) -> None:
    submit = command("sitting.submit")
    worse = Keymap().with_key(submit, "Z").with_key(submit, "f5").with_key(submit, "ctrl+j")
    assert worse.keys(submit) == ("ctrl+j", "f5", "Z")
    fewer = worse.without_first(submit)
    assert fewer.keys(submit) == ("f5", "Z")
    assert fewer.without_first(submit) is fewer
    assert read_keymap('{"sitting.submit": ["Z"]}').keys(submit) == ("Z", "f5", "ctrl+j")

    async def act(studio: Studio) -> None:
        studio.app.change_keys(fewer)
        screen = RekeyScreen()
        studio.app.push_screen(screen)
        await studio.settle()
        await at(studio, submit.name)
        await studio.press("delete")
        assert studio.app.keymap == fewer and "function key" in studio.text()

    drive(tmp_path, act)
