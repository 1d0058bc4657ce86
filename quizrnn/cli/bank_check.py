"""``quizrnn bank check``: prove a bank, or the questions that are named."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

import click

from quizrnn.cli.common import bank_option, note, open_bank, say
from quizrnn.cli.help import Command
from quizrnn.cli.phrases import spoken
from quizrnn.i18n import tr

if TYPE_CHECKING:
    from quizrnn.bank import Bank
    from quizrnn.bank.model import Question
    from quizrnn.errors import Problem


@click.command("check", cls=Command)
@click.argument("names", nargs=-1, metavar="[ID|TOPIC|FILE]...")
@click.option("--fast", is_flag=True)
@click.option("--survivors", is_flag=True)
@click.option("--no-cache", is_flag=True)
@click.option("--jobs", type=click.IntRange(1))
@click.option("--json", "as_json", is_flag=True)
@bank_option
def command(  # noqa: PLR0917 (one for each option)
    names: tuple[str, ...],
    fast: bool,
    survivors: bool,
    no_cache: bool,
    jobs: int | None,
    as_json: bool,
    bank_path: str | None,
) -> int:
    """Prove a bank: every key, every wrong variant, every accepted answer is executed.

    Without names all questions are checked. Exit code 0: all proven; 1: a proof failed or a file is faulty;
    2: something could not be judged here, for example because torch is missing.

    \b
    --json prints {"version": 1, "strength": share of mutants killed or null,
      "problems": [{file line column question field message fix fatal}],
      "questions": [{"id", "status": "proven" | "failed" | "unproven", "strength", "mutants", "killed",
        "findings": [{level file line column field message fix}], "survivors": [{mutant file line}]}]}
    """
    bank = open_bank(bank_path)
    questions, problems = _chosen(bank, names)
    from quizrnn.proof import report
    from quizrnn.proof.places import Places

    places = Places(bank.root)
    if not as_json:
        for problem in problems:
            for line in report.problem_lines(problem, spoken()):
                say(line)
    proofs = []
    if not fast:
        from quizrnn.proof.cache import Cache
        from quizrnn.proof.sweep import prove_all

        progress = _Progress()
        try:
            proofs = prove_all(
                bank, questions, cache=None if no_cache else Cache(), jobs=jobs, progress=progress
            )
        finally:
            progress.clear()
    pairs = list(zip(questions, proofs, strict=False))
    if as_json:
        import msgspec

        say(msgspec.json.encode(report.as_json(pairs, problems, places)).decode())
    else:
        for question, proof in pairs:
            for line in report.question_lines(question, proof, places, spoken(), survivors=survivors):
                say(line)
        read = _fast_summary(questions, problems)
        note(read if fast else report.summary(proofs, len(problems), spoken()))
    return report.exit_code(proofs, problems)


def _chosen(bank: Bank, names: tuple[str, ...]) -> tuple[list[Question], list[Problem]]:
    """The questions that the names mean, and the problems that concern them; all without names."""
    rows = bank.rows()
    if not names:
        return [bank.get(row.id) for row in rows], list(bank.problems)
    wanted: list[str] = []
    files: set[str] = set()
    for name in names:
        found = [row.id for row in rows if name in (row.id, row.topic)] or _of_file(bank, name)
        if not found and not _faulty(bank, name):
            wanted.append(bank.get(name).id)  # a former id, or an error that names the nearest
        wanted += found
        files.add(name)
    questions = [bank.get(name) for name in dict.fromkeys(wanted)]
    files |= {question.file for question in questions}
    ids = {question.id for question in questions} | set(names)
    problems = [p for p in bank.problems if p.question in ids or p.file in files or _ends(p.file, files)]
    return questions, problems


def _of_file(bank: Bank, name: str) -> list[str]:
    if not name.endswith((".yaml", ".yml")):
        return []
    return [row.id for row in bank.rows() if _same_file(bank.get(row.id).file, name)]


def _faulty(bank: Bank, name: str) -> bool:
    """True when a name is a file or an id that was left out: its problems say why."""
    return name in bank.left_out or any(_same_file(problem.file, name) for problem in bank.problems)


def _ends(file: str, names: set[str]) -> bool:
    return any(name.endswith((".yaml", ".yml")) and _same_file(file, name) for name in names)


def _same_file(file: str, name: str) -> bool:
    return file == name or f"/{name}".endswith(f"/{file}") or file.endswith(f"/{name}")


def _fast_summary(questions: list[Question], problems: list[Problem]) -> str:
    if not problems:
        return tr("proof", "read", spoken(), all=len(questions))
    return tr("proof", "read-problems", spoken(), all=len(questions), count=len(problems))


class _Progress:
    """Count and time left on one line of stderr; quiet where nobody watches."""

    def __init__(self) -> None:
        self.shown = sys.stderr.isatty()
        self.begin = time.monotonic()
        self.first: int | None = None

    def __call__(self, done: int, total: int) -> None:
        """Show that ``done`` of ``total`` questions are proven."""
        if not self.shown:
            return
        if self.first is None:
            self.first = done
        here = done - self.first
        left = (time.monotonic() - self.begin) / here * (total - done) if here else None
        text = f"proving {done}/{total}" + (f", about {left:.0f} s left" if left is not None else "")
        sys.stderr.write(f"\r\x1b[K{text}")
        sys.stderr.flush()

    def clear(self) -> None:
        """Leave no trace on the terminal."""
        if self.shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
