"""The schema for editors knows the reader's fields, accepts sound files and refuses typical slips."""

from __future__ import annotations

import json

import pytest
import yaml
from bank.mini_schema import fits
from bank.small import CHOICE, CODE, NUMBER

from quizrnn.bank import Bank, checks, read
from quizrnn.bank.schema import schema
from quizrnn.bank.skeletons import QUESTIONS

SCHEMA = schema()


def faults(text):
    return fits(yaml.load(text, Loader=yaml.CSafeLoader), SCHEMA, SCHEMA)


def test_the_schema_has_the_readers_fields():
    question = SCHEMA["definitions"]["question"]
    assert set(question["properties"]) == set(read.ALL_FIELDS)
    for rule in question["allOf"]:
        kind = rule["if"]["properties"]["kind"]["const"]
        assert set(rule["then"]["properties"]) == {*read.COMMON_FIELDS, *read.KIND_FIELDS[kind]}
    assert set(SCHEMA["properties"]) == set(read.FILE_FIELDS)
    assert set(SCHEMA["definitions"]["check"]["properties"]) == set(checks.CHECK_FIELDS)


def test_the_schema_beside_the_shipped_questions_is_this_one():
    written = Bank.open().root / "questions/schema.json"
    assert json.loads(written.read_text(encoding="utf-8")) == SCHEMA


def test_sound_files_fit():
    for text in (CHOICE, CODE, NUMBER):
        assert faults(text) == []
    for question in QUESTIONS.values():
        filled = question.replace("@ID@", "x.y").replace("@PATH@", "x/y.py")
        item = "\n".join("  " + row for row in filled.split("\n"))
        assert faults(f"topic: x\nquestions:\n{item}\n") == []


def test_the_shipped_files_fit():
    bank = Bank.open()
    broken = {problem.file for problem in bank.problems if problem.fatal}
    for path in sorted((bank.root / "questions").rglob("*.yaml")):
        if path.relative_to(bank.root).as_posix() not in broken:
            assert faults(path.read_text(encoding="utf-8")) == [], path


@pytest.mark.parametrize(
    ("base", "old", "new"),
    [
        (CHOICE, "level: 1", "level: 4"),
        (CHOICE, "level: 1", "level: 1\n    lvl: 1"),
        (CHOICE, ", ja: どのゲートか。}", "}"),
        (CHOICE, "kind: choice", "kind: choise"),
        (CHOICE, ", right: true", ""),
        (CHOICE, "        why: {en: Not this one., ja: これではない。}\n", ""),
        (CHOICE, "    explain", "    solution: gru/step.py\n    explain"),
        (CODE, "mode: choose", "mode: chose"),
        (CODE, "    solution: gru/step.py\n", ""),
        (CODE, "call: step", "call: step\n      driver: drive"),
        (CODE, "      call: step\n", ""),
        (CODE, "        why: {en: The tanh is missing., ja: tanh が抜けている。}\n", ""),
        (NUMBER, "    answer: out\n", ""),
        (NUMBER, "{from: 4, to: 12}", "{from: 4}"),
        (NUMBER, "tolerance: 0", "tolerance: -1"),
    ],
)
def test_slips_do_not_fit(base, old, new):
    assert old in base
    assert faults(base.replace(old, new, 1)) != []
