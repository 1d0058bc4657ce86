"""One's own editor by suspension, in a real terminal; a small script is the editor."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

import pytest
from app.studio import BANK, Studio, drive
from app.terminal import product

from quizrnn.app.external import edit
from quizrnn.app.widgets.codepad import CodePad
from quizrnn.bank import Bank
from quizrnn.bank.model import Code
from quizrnn.grading.workfile import work_text
from quizrnn.progress import open_store

ROOT = Path(__file__).parents[2]
SKIP = "\x1b[20~"
OWN_EDITOR = "\x0f"


def script(folder: Path, body: str) -> list[str]:
    path = folder / "editor.py"
    path.write_text(f"import sys, pathlib\npath = pathlib.Path(sys.argv[1])\n{body}\n", encoding="utf-8")
    return [sys.executable, str(path)]


def code_of(bank: Bank) -> Code:
    body = bank.get("small.type").body
    assert isinstance(body, Code)
    return body


@pytest.mark.skipif(sys.platform != "linux", reason="opens a pseudo-terminal")
def test_the_editor_gets_the_terminal_and_its_text_comes_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    change = "text = path.read_text(); print('EDITING', 'x + 1' in text, flush=True)\n"
    change += "path.write_text(text.replace('x + 1', 'np.add(x, x)'))"
    monkeypatch.setenv("VISUAL", shlex.join(script(tmp_path, change)))
    with product(tmp_path, BANK, "en") as terminal:
        terminal.see("nothing open")
        terminal.keys("n")
        terminal.see("1 of 9")
        for number in range(2, 10):
            terminal.keys(SKIP)
            terminal.see(f"{number} of 9")
        terminal.keys("x + 1" + OWN_EDITOR)
        terminal.see("EDITING True", "Taken over", "np.add(x, x)")
        terminal.keys("\x11")
        terminal.wait()
    store, bank = open_store(tmp_path), Bank.open(BANK, tmp_path / "cache")
    assert "np.add(x, x)" in (store.draft("small.type", bank.get("small.type").revision) or "")
    store.close()
    bank.close()


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("sys.exit(3)", "external.status"),
        ("path.write_bytes(b'\\xff\\xfe')", "external.unreadable"),
        ("path.write_text('print(1)')", "external.marks"),
        ("path.unlink()", "external.failed"),
    ],
)
def test_what_cannot_be_taken_over_is_said(tmp_path: Path, body: str, message: str) -> None:
    bank = Bank.open(BANK, tmp_path / "cache")
    text = work_text(bank.get("small.type"), "ja", ["2 倍せよ。"])
    found = edit(code_of(bank), "small.type.py", text, script(tmp_path, body), "ja")
    assert (found.regions, found.message) == ({}, message)
    assert edit(code_of(bank), "a.py", text, ["/no/such/editor"], "ja").message == "external.failed"
    assert edit(code_of(bank), "a.py", text, [], "ja").message == "external.none"
    bank.close()


def test_edits_outside_are_noted_and_the_regions_taken(tmp_path: Path) -> None:
    bank = Bank.open(BANK, tmp_path / "cache")
    text = work_text(bank.get("small.type"), "en", ["Double it."], {"out": "x - 1"})
    assert "x - 1" in text and "# Double it." in text
    body = "path.write_text(path.read_text().replace('def twice(x)', 'def twice(x, y)'))"
    found = edit(code_of(bank), "a.py", text, script(tmp_path, body), "en")
    assert found.regions == {"out": "x - 1"} and "twice" in found.note and not found.message
    bank.close()


def test_a_terminal_that_cannot_be_lent_is_said(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        await studio.press("x", "ctrl+o")
        assert "quizrnn start" in studio.text()
        assert studio.app.store.draft("small.type", studio.screen.question.revision)

    drive(tmp_path, act, ids=["small.type"])


def test_what_comes_back_stands_at_its_place(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        pad = studio.screen.place
        assert isinstance(pad, CodePad)
        pad.take_over({"body": "y = 1\nreturn y"})
        assert pad.editor.region_texts() == {"body": "    y = 1\n    return y"}
        await studio.press("z")
        assert pad.editor.region_texts() == {"body": "    y = 1\n    return yz"}

    drive(tmp_path, act, ids=["activations.softmax.jacobian"], bank_at=ROOT)
