"""Proves one question of any kind; whatever goes wrong, the result says so and the next one follows."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from importlib.util import find_spec

from quizrnn.bank.model import Choice, Code, Match, Number, Question, ShortText
from quizrnn.errors import QuizrnnError
from quizrnn.judge.check import Core
from quizrnn.proof import claims, code, numbers, texts
from quizrnn.proof.bench import Bench
from quizrnn.proof.result import Finding, Proof, status_of

log = logging.getLogger(__name__)


class Prover:
    """A judge of its own and the proofs that use it. It executes nobody's code: the judge's runners do."""

    def __init__(self) -> None:
        self.core = Core()

    def prove(self, question: Question, files: Mapping[str, str]) -> Proof:
        """The proof of one question; ``files`` are its files below ``solutions/`` by path. Never raises."""
        missing = [name for name in question.needs if find_spec(name) is None]
        if missing:
            return not_judged(question, f"{', '.join(missing)} is not installed", code.TORCH)
        try:
            return self._prove(question, files)
        except QuizrnnError as error:
            return not_judged(question, str(error))
        except Exception as error:
            log.debug("proof of %s", question.id, exc_info=True)
            return not_judged(question, f"the proof itself failed with {type(error).__name__}: {error}")

    def _prove(self, question: Question, files: Mapping[str, str]) -> Proof:
        body = question.body
        findings: tuple[Finding, ...]
        if isinstance(body, Code):
            found, strength = code.prove(Bench(self.core, question, body))
            return Proof(
                question.id,
                status_of(tuple(found)),
                tuple(found),
                strength.mutants,
                strength.killed,
                strength.survivors,
            )
        if isinstance(body, Number):
            findings = tuple(numbers.prove(question, body, files, self.core.compute))
        elif isinstance(body, ShortText):
            findings = (*texts.prove(body), *claims.prove(body, files, self.core.compute))
        elif isinstance(body, (Choice, Match)):
            findings = tuple(claims.prove(body, files, self.core.compute))
        else:
            findings = ()  # an essay is judged by the learner
        return Proof(question.id, status_of(findings), findings)

    def close(self) -> None:
        """Kill everything that the judge started."""
        self.core.close()


def not_judged(question: Question, reason: str, fix: str = "") -> Proof:
    """The proof of a question that could not be judged here."""
    finding = Finding("", f"could not be judged: {reason}", fix, level="unproven")
    return Proof(question.id, "unproven", (finding,))
