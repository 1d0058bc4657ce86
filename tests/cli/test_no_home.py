"""Where nobody's home is known, a clear word is said, whatever else goes wrong."""

import os
import subprocess
import sys

import pytest

from quizrnn import cli
from quizrnn.errors import QuizrnnError
from quizrnn.home import own_cache, own_data, user_path
from quizrnn.progress import data_file

NOBODY = """
import sys, platformdirs
def unknown(*names, **options):
    raise RuntimeError("could not determine the home directory")
platformdirs.user_data_dir = platformdirs.user_cache_dir = unknown
from quizrnn.cli import main
main(sys.argv[1:])
"""


def nobody(shell, *words, **env):
    """The command line of a user without a home."""
    kept = {name: value for name, value in shell.env.items() if not name.startswith("QUIZRNN")}
    done = subprocess.run(
        [sys.executable, "-c", NOBODY, *words],
        cwd=shell.work,
        env={**kept, "LANG": "C.UTF-8", **env},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in done.stderr
    return done


@pytest.mark.parametrize("words", [("progress", "list"), ("due",), ("quiz", "--plain", "six.choice")])
def test_without_a_home_it_is_said_how_to_name_one(shell, words):
    where = ("--bank", str(shell.bank)) if words[0] != "progress" else ()
    done = nobody(shell, *words, *where, "--lang", "en")
    assert done.returncode == 2 and "Set HOME to a folder." in done.stderr
    assert "HOME でフォルダを" in nobody(shell, *words, *where, "--lang", "ja").stderr


def test_a_place_that_is_named_needs_no_home(shell):
    done = nobody(shell, "due", "--bank", str(shell.bank), "--lang", "en", QUIZRNN_HOME=str(shell.home))
    assert done.returncode == 0 and "Nothing is due" in done.stdout


@pytest.mark.parametrize("words", [("quiz", "--nosuch"), ("bank", "list"), ("--help",), ("--version",)])
def test_what_needs_no_progress_needs_no_home(shell, words):
    bank = ("--bank", str(shell.bank)) if words[0] == "bank" else ()
    assert "HOME" not in nobody(shell, *words, *bank).stderr


def test_the_folder_of_an_unknown_user_is_said(shell):
    for place in ("QUIZRNN_HOME", "--data"):
        env = {"QUIZRNN_HOME": "~nosuch/x"} if place == "QUIZRNN_HOME" else {}
        words = () if env else ("--data", "~nosuch/x")
        done = nobody(shell, "progress", "list", *words, "--lang", "en", **env)
        assert done.returncode == 2 and "~nosuch/x names the folder of a user that is not here" in done.stderr


def test_saying_an_unexpected_error_never_fails_itself(monkeypatch, tmp_path):
    def unknown(*names, **options):
        raise RuntimeError("could not determine the home directory")

    monkeypatch.delenv("QUIZRNN_HOME", raising=False)
    with monkeypatch.context() as patch:
        patch.setattr("platformdirs.user_data_dir", unknown)
        patch.setattr("platformdirs.user_cache_dir", unknown)
        assert "Set HOME" in cli.unexpected(ValueError("x")) or "HOME で" in cli.unexpected(ValueError("x"))
        for asked in (own_data, own_cache, data_file):
            with pytest.raises(QuizrnnError):
                asked()
    with pytest.raises(QuizrnnError):
        user_path("~nosuch/x")
    monkeypatch.setenv("QUIZRNN_HOME", str(tmp_path))
    assert "errors.log" in cli.unexpected(ValueError(os.fsdecode(b"a name \xff")))
