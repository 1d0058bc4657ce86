"""``quizrnn bank preview``: questions as the learner sees them, with their proof, on each save."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizrnn.cli.common import bank_option, from_group, note, say
from quizrnn.cli.help import Command
from quizrnn.cli.phrases import spoken
from quizrnn.errors import KeyedError, QuizrnnError
from quizrnn.home import user_path
from quizrnn.i18n import tr

if TYPE_CHECKING:
    from quizrnn.bank import Bank
    from quizrnn.bank.model import Question
    from quizrnn.proof.cache import Cache
    from quizrnn.proof.places import Places
    from quizrnn.proof.prover import Prover
    from quizrnn.proof.result import Proof

RULE = "─" * 78


@click.command("preview", cls=Command)
@click.argument("file", type=click.Path())
@click.option("--lang", type=click.Choice(["en", "ja"]))
@click.option("--once", is_flag=True)
@click.option("--no-proof", is_flag=True)
@bank_option
def command(file: str, lang: str | None, once: bool, no_proof: bool, bank_path: str | None) -> int:
    """Show the questions of FILE as the learner sees them, each with its proof, and again on each save."""
    root = _root(Path(file), from_group("bank", bank_path))
    chosen = lang or from_group("lang", None)
    languages = [chosen] if chosen else ["en", "ja"]
    status = 0
    prover = _prover(no_proof)
    try:
        status = _show(root, Path(file), languages, prover)
        if not once:
            _follow(root, Path(file), languages, prover)
    except KeyboardInterrupt:
        return status
    finally:
        if prover is not None:
            prover[0].close()
    return status


def _root(file: Path, bank: str | None) -> Path:
    """The bank that a file belongs to; raises QuizrnnError."""
    if bank:
        return user_path(bank)
    if not file.exists():
        raise KeyedError("no-preview-file", path=file)
    for folder in file.resolve().parents:
        if folder.name == "questions":
            return folder.parent
    raise KeyedError("in-no-bank", path=file)


def _prover(no_proof: bool) -> tuple[Prover, Cache] | None:
    if no_proof:
        return None
    from quizrnn.proof.cache import Cache
    from quizrnn.proof.prover import Prover

    return Prover(), Cache()


def _follow(root: Path, file: Path, languages: list[str], prover: tuple[Prover, Cache] | None) -> None:
    """Show the file anew whenever something in the bank is saved."""
    from watchfiles import watch

    note(tr("cli", "waiting-save", spoken()))
    folders = [folder for folder in (root / "questions", root / "solutions") if folder.is_dir()]
    for _ in watch(*folders, debounce=200):
        if sys.stdout.isatty():
            click.clear()
        try:
            _show(root, file, languages, prover)
        except QuizrnnError as error:
            note(error.message(spoken()))


def _show(root: Path, file: Path, languages: list[str], prover: tuple[Prover, Cache] | None) -> int:
    """Print every question of the file; the exit code as ``bank check`` would give it."""
    from quizrnn.bank import Bank
    from quizrnn.proof.report import exit_code, problem_lines, question_lines

    bank = Bank.open(root)
    try:
        questions = [found for row in bank.rows() if _is(root, (found := bank.get(row.id)).file, file)]
        problems = [problem for problem in bank.problems if _is(root, problem.file, file)]
        if not questions and not problems:
            raise KeyedError("no-questions-in", path=file, bank=root)
        proofs = []
        for number, question in enumerate(questions, 1):
            for lang in languages:
                for line in learner_lines(bank, question, lang, number, len(questions)):
                    say(line)
            if prover is not None:
                proof, places = _proof(bank, question, prover)
                proofs.append(proof)
                say(RULE)
                for line in question_lines(question, proof, places, spoken(), survivors=True):
                    say(line)
        for problem in problems:
            for line in problem_lines(problem, spoken()):
                say(line)
        return exit_code(proofs, problems)
    finally:
        bank.close()


def _is(root: Path, name: str, file: Path) -> bool:
    """True when a bank's name of a file (``questions/gru.yaml``) means this file."""
    return name == file.as_posix() or (root / name).resolve() == file.resolve()


def _proof(bank: Bank, question: Question, prover: tuple[Prover, Cache]) -> tuple[Proof, Places]:
    from quizrnn.proof.cache import key_of
    from quizrnn.proof.places import Places
    from quizrnn.proof.sweep import files_of

    files = files_of(bank, question)
    key = key_of(question, files)
    proof = prover[1].get(key)
    if proof is None:
        proof = prover[0].prove(question, files)
        prover[1].put(key, proof)
    return proof, Places(bank.root)


def learner_lines(bank: Bank, question: Question, lang: str, at: int, count: int) -> Iterator[str]:
    """What a learner sees of a question: before the answer, its hints, and what is shown afterwards."""
    from quizrnn.cli.plain import prose, text_of
    from quizrnn.cli.showing import group_of, question_lines
    from quizrnn.grading.solved import solved
    from quizrnn.i18n import tr
    from quizrnn.quiz.present import present

    shown = present(question, 0, lang, group_of(question, bank.sets()))
    yield from (RULE, *question_lines(shown, lang, at=at, count=count))
    for number, hint in enumerate(shown.hints, 1):
        yield from prose(tr("plain", "hint", lang, number=number, count=len(shown.hints), text=hint))
    yield ""
    yield text_of(solved(question, None, lang), lang, shown.shown_number)
