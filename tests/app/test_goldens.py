"""Every main screen as plain text, at two sizes and in both languages.

    GOLDENS=write python -m pytest tests/app/test_goldens.py      # renews tests/app/goldens/

Read the difference with ``git diff`` before committing it. Banks (the small one, and one of what it lacks), clock,
orders of options and verdicts are fixed, so that only a change of the app changes a golden.
"""

from __future__ import annotations

import difflib
import os
import random
import time
from pathlib import Path
from types import SimpleNamespace

import pytest
from app.studio import BANK, Studio, drive
from rich.cells import cell_len

from quizrnn.progress import Attempt
from quizrnn.verdict import Verdict

GOLDENS = Path(__file__).parent / "goldens"
NOON = 1_800_014_400.0
"""15 January 2027, noon in London."""
IDS = (
    "small.choice",
    "small.several",
    "small.match",
    "small.order",
    "small.number",
    "small.text",
    "small.essay",
    "small.choose",
    "small.type",
)
STEPS: dict[str, tuple[str, tuple[str, ...]]] = {
    "home": ("", ()),
    "list": ("", ("end", "enter")),
    "review": ("", ("t",)),
    "settings": ("", ("comma",)),
    "help": ("", ("f1",)),
    "choice": ("small.choice", ()),
    "choice-hint": ("small.choice", ("h",)),
    "several": ("small.several", ("1",)),
    "match": ("small.match", ()),
    "order": ("small.order", ()),
    "number": ("small.number", ("1", "2")),
    "text": ("small.text", ("G", "R", "U")),
    "essay": ("small.essay", ("a", "b", "c", "f5")),
    "choose": ("small.choose", ()),
    "code": ("small.type", ()),
    "choice-wrong": ("small.choice", ("2",)),
    "choice-right": ("small.choice", ("1",)),
    "choose-wrong": ("small.choose", ("2",)),
    "code-wrong": ("small.type", (*"x+x+x", "f5")),
    "code-right": ("small.type", (*"2", "space", "*", "space", "x", "f5")),
    "code-ran": ("small.type", (*"x", "f4")),
    "report": ("small.choice", ("2", "w")),
    "summary": ("small.choice small.text", ("2", "enter", *"GRU", "enter", "enter")),
    "reference": ("small.choice", ("1", "2")),
    "demo": ("small.choice", ("1", "3")),
    "palette": ("", ("ctrl+p",)),
    "keys": ("", ("comma", "end", "enter")),
    "keys-catch": ("", ("comma", "end", "enter", "enter")),
}
SHOWN = Path(__file__).parent / "shown"
"""Modes of code and a set that the small bank lacks, and a question with a fault."""
MORE: dict[str, tuple[str, tuple[str, ...]]] = {
    "home-faults": ("", ()),
    "problems": ("", ("b",)),
    "write": ("shown.write", ()),
    "fix": ("shown.fix", ()),
    "set": ("shown.pair", ()),
    "set-next": ("shown.pair", ("s",)),
}
SIZES = ((80, 24), (120, 40))


@pytest.fixture(autouse=True)
def fixed(monkeypatch: pytest.MonkeyPatch) -> None:
    """One moment, one draw, no colours of the environment."""
    for name in ("NO_COLOR", "VISUAL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("EDITOR", "nano")
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    clock = SimpleNamespace(time=lambda: NOON)
    for module in ("screens.sitting", "screens.session", "screens.summary"):
        monkeypatch.setattr(f"quizrnn.app.{module}.time", clock)
    for module in ("progress.store", "progress.cards", "quiz.review"):
        monkeypatch.setattr(f"quizrnn.{module}.time", clock)
    monkeypatch.setattr(
        "quizrnn.app.screens.sitting.random", SimpleNamespace(Random=lambda: random.Random(1))
    )


def studied(studio: Studio) -> None:
    """Two answers that are due, one right and one wrong; home shows them."""
    there = {row.id for row in studio.app.bank.rows()}
    for id, outcome in (
        ("small.choice", "wrong"),
        ("small.several", "right"),
        ("shown.three", "wrong"),
        ("shown.slope", "right"),
    ):
        if id not in there:
            continue
        question = studio.app.bank.get(id)
        verdict = Verdict("right" if outcome == "right" else "wrong")
        studio.app.store.add(
            Attempt(
                id,
                question.revision,
                NOON - 40 * 86400,
                topic=question.topic,
                verdict=verdict,
                rating=3 if outcome == "right" else 1,
                seconds=20.0,
            )
        )
    studio.app.relabel_all()


def screen(folder: Path, name: str, lang: str, size: tuple[int, int]) -> str:
    """What stands on the screen after some keys."""
    ids, keys = (STEPS | MORE)[name]
    seen: list[str] = []

    async def act(studio: Studio) -> None:
        studied(studio)
        await studio.settle()
        if ids:
            await studio.sit(*ids.split())
        await studio.press(*keys)
        previous = ""
        while (text := studio.text()) != previous:  # until the last layout is done
            previous = text
            await studio.settle()
        seen.append(text)

    drive(folder, act, lang=lang, size=size, bank_at=SHOWN if name in MORE else BANK)
    return seen[0]


@pytest.mark.parametrize("lang", ["en", "ja"])
@pytest.mark.parametrize("size", SIZES, ids=["80x24", "120x40"])
@pytest.mark.parametrize("name", STEPS | MORE)
def test_the_screen_is_as_it_was(name: str, size: tuple[int, int], lang: str, tmp_path: Path) -> None:
    text = screen(tmp_path, name, lang, size)
    rows = text.split("\n")
    assert len(rows) == size[1]
    assert [row for row in rows if cell_len(row) != size[0]] == []
    path = GOLDENS / f"{name}-{lang}-{size[0]}x{size[1]}.txt"
    plain = "\n".join(row.rstrip() for row in rows) + "\n"
    if os.environ.get("GOLDENS") == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_text(plain, encoding="utf-8")
        return
    assert path.exists(), f"no golden {path.name}: see the head of this file"
    was = path.read_text(encoding="utf-8")
    difference = "\n".join(
        difflib.unified_diff(was.split("\n"), plain.split("\n"), path.name, "now", lineterm="", n=1)
    )
    assert not difference, f"\n{difference}"


def test_every_golden_has_its_screen() -> None:
    known = {f"{name}-{lang}-{w}x{h}.txt" for name in STEPS | MORE for lang in ("en", "ja") for w, h in SIZES}
    assert {path.name for path in GOLDENS.glob("*.txt")} == known
