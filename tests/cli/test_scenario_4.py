"""Scenario 4 without a terminal: one's own editor, and a watcher whose output goes into a pipe."""

from __future__ import annotations

import queue
import subprocess
import threading


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
    said: queue.Queue[str] = queue.Queue()
    reader = threading.Thread(
        target=lambda: [said.put(line.decode()) for line in watcher.stdout], daemon=True
    )
    try:
        watcher.stderr.readline()
        reader.start()
        for line, sign in (("y = x * x", "×"), ("y = x + x", "○")):
            assert verdict_of_a_save(path, text.replace("y = ...", line), sign, said)
    finally:
        watcher.terminate()
        watcher.wait()


def verdict_of_a_save(path, text: str, sign: str, said: queue.Queue[str]) -> bool:
    """Save until the sign has been told: a save before the watcher listens is no event."""
    for saved in range(40):
        path.write_text(f"{text}# {saved}\n", "utf-8")
        try:
            while not said.get(timeout=3).startswith(sign):
                pass
        except queue.Empty:
            continue
        return True
    return False
