"""Scenario 4 without a terminal: one's own editor, and a watcher whose output goes into a pipe."""

from __future__ import annotations

import subprocess


def test_an_exercise_is_written_saved_wrong_and_saved_right(shell):
    bank = ("--bank", str(shell.bank))
    shell.text("start", "six.code", "--lang", "ja", *bank)
    path = shell.work / "six.code.py"
    text = path.read_text("utf-8")
    assert "# 倍にせよ。" in text
    watcher = subprocess.Popen(
        shell.command("watch", "--lang", "ja", *bank),
        cwd=shell.work,
        env=shell.env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    try:
        watcher.stderr.readline()
        verdicts = []
        for line, sign in (("y = x * x", "×"), ("y = x + x", "○")):
            saved = 0
            while not verdicts or verdicts[-1] != sign:  # a save before the watcher listens is no event
                saved += 1
                path.write_text(f"{text.replace('y = ...', line)}# {saved}\n", "utf-8")
                while not (said := watcher.stdout.readline().decode()).startswith(("○", "×")):
                    assert watcher.poll() is None
                verdicts.append(said.split()[0])
        assert set(verdicts) == {"×", "○"}
    finally:
        watcher.terminate()
        watcher.communicate()
