"""What a judge needs to know about a code question, as plain data: sent with every request."""

from __future__ import annotations

import msgspec

from quizrnn.bank import solution
from quizrnn.bank.model import Check, Code, Question
from quizrnn.errors import QuizrnnError


class Task(msgspec.Struct, frozen=True, omit_defaults=True):
    """A code question without its texts. Programs are complete sources that only runners execute."""

    id: str
    revision: str
    check: Check
    key: str
    """The solution with the key in its regions: what a perfect learner would hand in."""
    driver: str = ""
    """The hidden parts of the solution, drivers and measures; a module of its own, loaded first."""
    wrong: tuple[str, ...] = ()
    """Programs of the wrong variants, in the question's order."""
    accept: tuple[str, ...] = ()
    """Programs of the further accepted answers, in the question's order."""
    conventions: tuple[bool, ...] = ()
    """For each ``accept``: True when it is another convention (differs from the key on purpose)."""
    torch: bool = False


def make(question: Question) -> Task:
    """The task of a code question; raises QuizrnnError for another kind."""
    code = question.body
    if not isinstance(code, Code):
        raise QuizrnnError(f"{question.id} is no code question: there is nothing to run")
    programs = solution.variants(question)
    return Task(
        id=question.id,
        revision=question.revision,
        check=code.check,
        key=programs.key,
        driver=solution.driver(code.solution),
        wrong=programs.wrong,
        accept=programs.accept,
        conventions=tuple(accept.convention for accept in code.accept),
        torch="torch" in question.needs or "torch" in code.solution.needs,
    )


def with_slack(task: Task, slack: float) -> Task:
    """The same task with ``slack`` times its seconds."""
    check = msgspec.structs.replace(task.check, seconds=task.check.seconds * slack)
    return msgspec.structs.replace(task, check=check)


def arguments(check: Check) -> tuple[str, ...]:
    """Arguments whose state after the call matters."""
    if not check.call:
        return ()
    laws = [law for law in check.laws if law.name in ("unchanged", "changed")]
    return tuple(dict.fromkeys(name for law in laws for name in law.of))
