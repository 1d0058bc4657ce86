"""What the command line says itself (help, errors, what click says) exists in both languages."""

from __future__ import annotations

import re
import subprocess
import sys

import click
import pytest
from rich.cells import cell_len

from quizrnn.cli import cli, main
from quizrnn.cli.phrases import begin
from quizrnn.i18n import table
from quizrnn.progress import open_store

KANA = re.compile(r"[ぁ-んァ-ヶ]")


def contexts(command: click.Command = cli, parent: click.Context | None = None, name: str = "quizrnn"):
    """A context for every command, groups before what is in them."""
    ctx = command.context_class(command, info_name=name, parent=parent)
    yield ctx
    if isinstance(command, click.Group):
        for below in command.list_commands(ctx):
            found = command.get_command(ctx, below)
            assert found is not None
            yield from contexts(found, ctx, below)


ALL = list(contexts())


def used() -> set[str]:
    """The keys under which commands and options may look for their words."""
    found = {"quizrnn"}
    for ctx in ALL:
        path = ctx.command_path.removeprefix("quizrnn").strip()
        found |= {path, f"list {path}"} - {"", "list "}
        for parameter in ctx.command.get_params(ctx):
            if isinstance(parameter, click.Option):
                option = max(parameter.opts, key=len)
                found |= {option, f"{path} {option}".strip()}
    return found


@pytest.mark.parametrize("lang", ["en", "ja"])
@pytest.mark.parametrize("ctx", ALL, ids=lambda ctx: ctx.command_path.replace(" ", "-"))
def test_every_command_and_option_has_its_words(ctx: click.Context, lang: str) -> None:
    begin(["--lang", lang])
    text = ctx.get_help()
    for parameter in ctx.command.get_params(ctx):
        if isinstance(parameter, click.Option):
            assert parameter.help, parameter.opts
            assert (
                bool(KANA.search(parameter.help)) == (lang == "ja")
                or "JSON" in parameter.help
                or "、" in parameter.help
            )
    said = ["使い方:", "オプション:", "[オプション]"] if lang == "ja" else ["Usage:", "Options:", "[OPTIONS]"]
    assert all(word in text for word in said)
    assert bool(KANA.search(text)) == (lang == "ja")
    assert "Show this message" not in text and "\b" not in text
    prose = [line for line in text.split("\n") if KANA.search(line)]
    assert all(cell_len(line) <= 80 for line in prose), "Japanese is broken by cells"


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_no_word_of_the_help_is_left_over(lang: str) -> None:
    assert set(table("help", lang)) <= used()


WRONG = [
    ("quizz",),
    ("bank", "chek"),
    ("quiz", "--nosuch"),
    ("quiz", "--kindd", "code"),
    ("quiz", "--count", "x"),
    ("quiz", "--count", "0"),
    ("quiz", "--count"),
    ("quiz", "--plain=1"),
    ("quiz", "--kind", "foo"),
    ("start",),
    ("start", "six.nosuch"),
    ("start", "six.choice"),
    ("start", "--dir", "file"),
    ("check", "six.code"),
    ("check", "six.code", "nowhere.py"),
    ("check", "six.code", "file", "--region", "nosuch"),
    ("run", "six.code", "a", "b", "c"),
    ("watch", "nowhere"),
    ("completion", "xsh"),
    ("completion",),
    ("quiz", "--plain", "nosuch"),
    ("quiz", "--plain", "--tag", "nosuch"),
    ("quiz", "--plain", "--level", "3"),
    ("--bank", "nowhere", "quiz", "--plain"),
    ("quiz",),
    ("bank", "list", "--topic", "nosuch"),
    ("bank", "new", "Not a topic", "choice"),
    ("bank", "new", "gru", "nosuch"),
    ("bank", "preview", "nowhere"),
    ("progress", "import", "nowhere"),
    ("progress", "export", "nowhere/file"),
    ("replay", "last"),
    ("reference", "nosuch"),
    ("demo", "nosuch"),
    ("data", "get", "nosuch"),
]


def ended(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ending:
        main(arguments)
    return int(ending.value.code or 0)


@pytest.mark.parametrize("wrong", WRONG, ids=" ".join)
def test_every_error_is_said_in_the_asked_language(shell, capsys, monkeypatch, wrong) -> None:
    monkeypatch.chdir(shell.work)
    monkeypatch.setenv("QUIZRNN_HOME", str(shell.home))
    (shell.work / "file").write_text("")
    bank = () if "--bank" in wrong else ("--bank", str(shell.bank))
    assert ended("--lang", "ja", *bank, *wrong) == 2
    said = capsys.readouterr().err
    assert (KANA.search(said) and "エラー" in said) or said.startswith("quizrnn: ")
    assert KANA.search(said.splitlines()[-1]), said
    english = re.findall(
        r"\b(?:[Nn]o such|[Tt]here is|[Dd]id you mean|Usage|Error|Invalid|Missing|requires|cannot)\b", said
    )
    assert not english, said
    assert ended("--lang", "en", *bank, *wrong) == 2
    assert not KANA.search(capsys.readouterr().err)


def test_the_saved_language_is_spoken_before_a_command_begins(shell) -> None:
    open_store(shell.home).set_setting("lang", "ja")
    assert "使い方:" in shell.text("--help")
    assert "エラー:" in shell.run("quiz", "--nosuch").stderr.decode()
    assert "一覧" in shell.run("reference", "nosuch").stderr.decode(), "of a command without a store too"
    assert "Usage:" in shell.text("--lang", "en", "--help")
    other = shell.work / "other"
    assert "Error:" in shell.run("quiz", "--data", str(other), "--nosuch").stderr.decode()
    assert not other.exists(), "only looked at"


def test_the_locale_decides_where_nothing_is_saved(shell) -> None:
    assert "使い方:" in shell.text("--help", LANG="ja_JP.UTF-8")
    assert "Usage:" in shell.text("--help", LANG="en_US.UTF-8")
    assert not shell.home.exists(), "nothing is made to say how it is used"


def test_a_broken_progress_file_does_not_keep_the_help_away(shell) -> None:
    shell.home.mkdir()
    (shell.home / "progress.sqlite").write_bytes(b"no database at all" * 100)
    assert "Usage:" in shell.text("--help")


def test_an_unexpected_error_is_said_in_words_and_logged_beside_the_progress(
    shell, capsys, monkeypatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("quite unforeseen")

    monkeypatch.setattr("quizrnn.cli.common.open_bank", fail)
    place = shell.work / "elsewhere"
    assert ended("due", "--lang", "ja", "--data", str(place)) == 2
    assert "予期しないエラー" in capsys.readouterr().err
    assert "quite unforeseen" in (place / "errors.log").read_text("utf-8")


def test_the_data_of_a_demo_is_no_progress_folder(shell) -> None:
    open_store(shell.home).set_setting("lang", "ja")
    data = shell.work / "data"
    data.mkdir()
    begun = ("--bank", str(shell.bank), "demo", "run", "D07", "--data", str(data))
    assert "使い方:" in shell.run(*begun, "--help", LANG="C", LC_ALL="C.UTF-8").stdout.decode()
    assert "エラー:" in shell.run(*begun, "--nosuch", LANG="C", LC_ALL="C.UTF-8").stderr.decode()


def test_an_unexpected_error_of_a_demo_is_not_logged_into_its_data(shell, capsys, monkeypatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("quite unforeseen")

    monkeypatch.setattr("quizrnn.demos.find_demo", fail)
    data = shell.work / "data"
    data.mkdir()
    monkeypatch.setenv("QUIZRNN_HOME", str(shell.home))
    assert ended("--lang", "en", "demo", "run", "D07", "--data", str(data)) == 2
    assert "unexpected error" in capsys.readouterr().err
    assert not list(data.iterdir())
    assert "quite unforeseen" in (shell.home / "errors.log").read_text("utf-8")


def test_the_shell_completes_with_the_line_of_each_command(shell) -> None:
    done = shell.run(
        _QUIZRNN_COMPLETE="zsh_complete", COMP_WORDS="quizrnn ", COMP_CWORD="1", LANG="ja_JP.UTF-8"
    )
    assert "今日の復習を一覧する。" in done.stdout.decode()


def test_the_version_is_told_without_any_strings() -> None:
    code = (
        "import sys\nfrom quizrnn.cli import main\n"
        "try: main(['--version'])\nexcept SystemExit: pass\n"
        "print([m for m in sys.modules if m.startswith(('quizrnn.i18n', 'quizrnn.progress', 'sqlite3', 'rich'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_what_is_wrong_with_the_progress_file_is_said_in_japanese_to_its_end(shell) -> None:
    shell.home.mkdir()
    (shell.home / "progress.sqlite").write_text("nope")
    done = shell.run("due", "--lang", "ja", "--bank", str(shell.bank))
    assert "データベースのファイルではありません" in done.stderr.decode() and done.returncode == 0


def test_a_bank_is_proven_in_both_languages(shell) -> None:
    done = shell.run("bank", "check", "--fast", "--bank", str(shell.bank), LANG="ja_JP.UTF-8")
    assert "6 問を読みました。" in done.stderr.decode() and done.returncode == 0
    done = shell.run("bank", "check", "six.choice", "--bank", str(shell.bank), LANG="ja_JP.UTF-8")
    assert "証明済み  six.choice" in done.stdout.decode() and "1 問中 1 問を証明" in done.stderr.decode()
