"""Scenario 4 without a terminal: one's own editor, and a watcher whose output goes into a pipe."""

from __future__ import annotations

import queue
import subprocess
import threading
import time
from contextlib import nullcontext
from pathlib import Path

import pytest

from quizrnn.bank import Bank
from quizrnn.cli import watch
from quizrnn.cli.files import work_text
from quizrnn.cli.folder import Folder
from quizrnn.progress import open_store

PATIENCE = 60.0


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


STEP = """H = h.shape[1]
    xr, xz, xn = np.split(x @ Wx, 3, axis=1)
    Ur, Uz, Un = Wh[:, :H], Wh[:, H : 2 * H], Wh[:, 2 * H :]
    r = sigmoid(xr + h @ Ur)
    z = sigmoid(xz + h @ Uz)
    n = np.tanh(xn + {inner})
    return (1 - z) * h + z * n"""


class Watched:
    """A watcher that runs in this process: its keys as from a terminal, and its words."""

    def __init__(self, watcher: watch.Watcher, capture: pytest.CaptureFixture[str]) -> None:
        self.press = watcher.wake.put
        self._capture, self._said = capture, ""
        self._thread = threading.Thread(target=watcher.run, kwargs={"poll": True}, daemon=True)
        self._thread.start()

    def says(self, *words: str) -> None:
        """Wait for words said since they were waited for last."""
        end = time.monotonic() + PATIENCE
        while not all(word in self._said for word in words):
            assert time.monotonic() < end, (words, self._said)
            time.sleep(0.02)
            self._said += "".join(self._capture.readouterr())
        self._said = ""

    def end(self) -> None:
        self.press("q")
        self._thread.join(PATIENCE)
        assert not self._thread.is_alive()


def save(file: Path, text: str) -> None:
    """In one piece, as good editors do."""
    new = file.with_name("new.tmp")
    new.write_text(text, encoding="utf-8")
    new.replace(file)


def test_the_keys_beside_ones_own_editor_on_the_shipped_bank(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(watch, "keys", lambda put: nullcontext(True))
    bank, home = Bank.open(None, tmp_path / "cache"), tmp_path / "home"
    names = {f"{row.id}.py" for row in bank.rows() if row.kind == "code"}
    begun = work_text(bank.get("gru.step"), "en")
    file = tmp_path / "gru.step.py"
    file.write_text(begun, encoding="utf-8")
    watcher = watch.Watcher(bank, Folder(tmp_path, names), "en", str(home), record=True)
    watched = Watched(watcher, capsys)
    watched.says("n next exercise")
    watched.press("h")
    watched.says("Save an exercise first")
    save(file, begun.replace("...", STEP.format(inner="r * (h @ Un)")))
    watched.says("a GRU that resets after the product")
    watched.press("h")
    watched.says("hint 1 of 3", "Begin with the gates")
    watched.press("s")
    watched.says("Show the solution of gru.step? y / n")
    watched.press("n")
    watched.press("h")
    watched.says("hint 2 of 3")
    save(file, begun.replace("...", STEP.format(inner="(r * h) @ Un")))
    watched.says("○ Right")
    watched.press("s")
    watched.press("y")
    watched.says("The gates come first")
    watched.press("n")
    watched.says("The next exercise: ")
    (following,) = (one for one in tmp_path.glob("gru.*.py") if one != file)
    assert following.name in names
    watched.end()
    watcher.judge.close()
    bank.close()
    store = open_store(home)
    assert [(one.outcome, one.hints) for one in store.attempts()] == [
        ("wrong", 0),
        ("right", 2),
        ("revealed", 0),
    ]
    store.close()
