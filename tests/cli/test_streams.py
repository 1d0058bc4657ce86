"""Closed streams, full disks behind them, encodings without Japanese, and paths of unknown users: a clear word."""

import os
import subprocess

import pytest

from quizrnn.i18n import tr

FULL = "/dev/full"


def shut(shell, redirected, *arguments, **env):
    """The command run by a shell with a redirection."""
    words = " ".join(f"'{word}'" for word in shell.command(*arguments))
    done = subprocess.run(
        ["/bin/sh", "-c", f"{words} {redirected}"],
        capture_output=True,
        cwd=shell.work,
        env={**shell.env, **env},
        timeout=120,
        check=False,
    )
    err = done.stderr.decode()
    assert "unexpected" not in err and "Traceback" not in err and "Exception ignored" not in err, err
    return done.returncode, done.stdout.decode(), err


@pytest.mark.parametrize(
    "command", [("due",), ("quiz", "--plain"), ("progress", "export", "-"), ("--version",)]
)
@pytest.mark.parametrize("lang", ["en", "ja"])
def test_a_closed_output_is_said(shell, command, lang):
    status, _, err = shut(shell, ">&-", "--lang", lang, "--bank", str(shell.bank), *command)
    assert status == 2 and tr("errors", "stdout-closed", lang) in err


@pytest.mark.parametrize(
    "command", [("quiz", "--plain"), ("check", "six.code", "-"), ("progress", "import", "-")]
)
def test_a_closed_input_is_said_and_nothing_is_judged(shell, command):
    status, _, err = shut(shell, "<&-", "--lang", "en", "--bank", str(shell.bank), *command)
    assert status == 2 and tr("errors", "stdin-closed", "en") in err
    assert "There are no attempts yet." in shut(shell, "", "progress", "list", "--lang", "en")[2]


def test_closed_errors_disturb_nothing(shell):
    shell.quiz("six.choice", "--lang", "en", input="1\n")
    status, out, _ = shut(shell, "2>&-", "progress", "list", "--lang", "en")
    assert status == 0 and "six.choice" in out


@pytest.mark.skipif(not os.path.exists(FULL), reason="there is no /dev/full here")  # noqa: PTH110
@pytest.mark.parametrize(
    "command",
    [("progress", "export", "-"), ("due",), ("--help",), ("bank", "list", "--json"), ("quiz", "--plain")],
)
def test_a_full_disk_behind_the_output_is_said(shell, command):
    status, _, err = shut(shell, f"</dev/null >{FULL}", "--lang", "en", "--bank", str(shell.bank), *command)
    assert status == 2 and "The output could not be written: the disk is full." in err


@pytest.mark.parametrize(
    "env",
    [
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "LANG": "", "LC_ALL": "POSIX"},
        {"LANG": "C"},
    ],
)
def test_an_encoding_that_knows_no_japanese_is_not_taken_at_its_word(shell, env):
    status, out, err = shut(
        shell, "</dev/null", "quiz", "--plain", "--lang", "ja", "--bank", str(shell.bank), **env
    )
    assert status == 0 and "どれか" in out and "?" not in out and not err


def test_a_poor_encoding_is_said_with_what_to_set(shell):
    poor = {"PYTHONIOENCODING": "latin-1"}
    _, _, err = shut(shell, "", "due", "--lang", "ja", "--bank", str(shell.bank), **poor)
    assert "PYTHONIOENCODING=utf-8" in err and "8859-1" in err


@pytest.mark.parametrize(
    ("arguments", "env"),
    [
        (("--bank", "~nosuch", "due"), {}),
        (("due", "--bank", "~nosuch"), {}),
        (("due", "--data", "~nosuch"), {}),
        (("due",), {"QUIZRNN_HOME": "~nosuch"}),
        (("bank", "preview", "x.yaml", "--bank", "~nosuch"), {}),
        (("bank", "new", "six", "choice", "--bank", "~nosuch"), {}),
    ],
)
def test_the_home_of_an_unknown_user_is_said(shell, arguments, env):
    status, _, err = shut(shell, "", *arguments, **env)
    assert status == 2 and "~nosuch" in err and "user that is not here" in err


def test_a_file_that_cannot_be_an_answer_leaves_the_sitting_as_it_is(shell):
    (shell.work / "long.py").write_bytes(b"#" * (2**20 + 1))
    typed = ":file ~nosuch/x\n:file .\n:file /dev/zero\n:file long.py\nx + x\n"
    out = shell.quiz("six.code", "--lang", "en", input=typed)
    assert "user that is not here" in out and ". is no file" in out and "long.py is larger than 1 MiB" in out
    assert "/dev/zero is no file" in out and "○ Right" in out
