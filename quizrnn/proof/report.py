"""A proof as an instructor reads it, and as a program reads it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from quizrnn.bank.model import Question
from quizrnn.errors import Problem
from quizrnn.i18n import tr
from quizrnn.proof.places import Places
from quizrnn.proof.result import Proof

STATES = ("proven", "failed", "unproven")


def problem_lines(problem: Problem, lang: str = "en", *, said_of_field: bool = False) -> Iterator[str]:
    """``file:line:column  id: field: message``, then what to do about it, indented.

    What a proof finds is said of the field ("wrong[1] is not wrong"), so that no colon stands between.
    """
    place = f"{problem.file}:{problem.line}:{problem.column}" if problem.line else problem.file
    subject = f"{problem.question}: " if problem.question else ""
    field = f"{problem.field}{' ' if said_of_field else ': '}" if problem.field else ""
    kind = "" if problem.fatal else tr("proof", "warning", lang)
    yield f"{place}  {kind}{subject}{field}{problem.message}"
    for line in problem.fix.splitlines():
        yield f"    {line}"


def question_lines(
    question: Question, proof: Proof, places: Places, lang: str = "en", *, survivors: bool = False
) -> Iterator[str]:
    """The findings of one question with their places, and one line that says how it stands."""
    for finding in proof.findings:
        yield from problem_lines(places.problem(question, finding), lang, said_of_field=True)
    mark = tr("proof", proof.status, lang)
    yield f"{mark}  {question.id}{_strength(question, proof, places, lang)}"
    if survivors:
        for survivor in proof.survivors:
            file, line = places.of_survivor(question, survivor)
            yield f"    {file}:{line}  {tr('proof', 'mutant', lang, name=survivor.name)}"


def _strength(question: Question, proof: Proof, places: Places, lang: str) -> str:
    if not proof.mutants:
        return ""
    text = "  " + tr("proof", "strength", lang, killed=proof.killed, mutants=proof.mutants)
    if proof.survivors:
        lines = sorted({places.of_survivor(question, survivor)[1] for survivor in proof.survivors})
        text += "; " + tr("proof", "survivors", lang, count=len(lines), lines=", ".join(map(str, lines)))
    return text


def summary(proofs: Sequence[Proof], problems: int, lang: str = "en") -> str:
    """One sentence about all questions."""
    count = {status: sum(proof.status == status for proof in proofs) for status in STATES}
    parts = [tr("proof", "sum-proven", lang, count=count["proven"], all=len(proofs))]
    others = [*((f"sum-{status}", count[status]) for status in STATES[1:]), ("sum-problems", problems)]
    parts += [tr("proof", key, lang, count=number) for key, number in others if number]
    text = tr("proof", "join", lang).join(parts) + tr("proof", "end", lang)
    killed, mutants = sum(proof.killed for proof in proofs), sum(proof.mutants for proof in proofs)
    if mutants:
        percent = f"{100 * killed / mutants:.0f}"
        text += tr("proof", "sum-strength", lang, killed=killed, mutants=mutants, percent=percent)
    return text


def as_json(
    pairs: Sequence[tuple[Question, Proof]], problems: Sequence[Problem], places: Places
) -> dict[str, Any]:
    """The object that ``bank check --json`` prints; its fields are described in the command's help."""
    proofs = [proof for _, proof in pairs]
    killed, mutants = sum(proof.killed for proof in proofs), sum(proof.mutants for proof in proofs)
    return {
        "version": 1,
        "problems": [msgspec.to_builtins(problem) for problem in problems],
        "questions": [_question_json(question, proof, places) for question, proof in pairs],
        "strength": killed / mutants if mutants else None,
    }


def _question_json(question: Question, proof: Proof, places: Places) -> dict[str, Any]:
    findings = []
    for finding in proof.findings:
        problem = places.problem(question, finding)
        findings.append(
            {
                "level": finding.level,
                "file": problem.file,
                "line": problem.line,
                "column": problem.column,
                "field": problem.field,
                "message": problem.message,
                "fix": problem.fix,
            }
        )
    survivors = []
    for survivor in proof.survivors:
        file, line = places.of_survivor(question, survivor)
        survivors.append({"mutant": survivor.name, "file": file, "line": line})
    return {
        "id": question.id,
        "status": proof.status,
        "findings": findings,
        "mutants": proof.mutants,
        "killed": proof.killed,
        "strength": proof.strength,
        "survivors": survivors,
    }


def exit_code(proofs: Sequence[Proof], problems: Sequence[Problem]) -> int:
    """0 all proven, 1 a proof failed or a file is faulty, 2 something could not be judged."""
    if any(proof.status == "failed" for proof in proofs) or any(problem.fatal for problem in problems):
        return 1
    return 2 if any(proof.status == "unproven" for proof in proofs) else 0
