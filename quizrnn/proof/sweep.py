"""Proves many questions: from the cache where nothing has changed, the others on all cores."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool

from quizrnn.bank import Bank
from quizrnn.bank.model import Code, Question
from quizrnn.proof.cache import Cache, key_of
from quizrnn.proof.prover import Prover, not_judged
from quizrnn.proof.result import Proof

Progress = Callable[[int, int], None]
"""``progress(done, total)``, called after each question."""
Job = tuple[Question, dict[str, str]]


def files_of(bank: Bank, question: Question) -> dict[str, str]:
    """The solution files of a question by their path below ``solutions/``."""
    root = bank.root / "solutions"
    found = {}
    for path in bank.sources(question)[1:]:
        try:
            found[path.relative_to(root).as_posix()] = path.read_text("utf-8-sig")
        except (OSError, ValueError):
            continue  # the bank's own problems already say so
    return found


def prove_all(
    bank: Bank,
    questions: Sequence[Question],
    *,
    cache: Cache | None = None,
    jobs: int | None = None,
    progress: Progress = lambda done, total: None,
) -> list[Proof]:
    """One proof for each question, in their order; nothing that goes wrong with one stops the others."""
    work = {question.id: (question, files_of(bank, question)) for question in questions}
    keys = {name: key_of(*job) for name, job in work.items()} if cache else {}
    proofs: dict[str, Proof] = {}
    for name, key in keys.items():
        kept = cache.get(key) if cache else None
        if kept is not None:
            proofs[name] = kept
    todo = sorted((job for name, job in work.items() if name not in proofs), key=_cost, reverse=True)
    progress(len(proofs), len(work))
    for proof in _prove(todo, jobs):
        proofs[proof.id] = proof
        if cache:
            cache.put(keys[proof.id], proof)
        progress(len(proofs), len(work))
    if cache and todo:
        cache.prune()
    return [proofs[question.id] for question in questions]


def _cost(job: Job) -> int:
    """The slow ones go first, so that no core waits for one of them at the end."""
    body = job[0].body
    if not isinstance(body, Code):
        return 0
    return 1 + bool(job[0].needs) + 2 * (body.check.threshold is not None)


def _prove(todo: Sequence[Job], jobs: int | None) -> Iterator[Proof]:
    workers = min(jobs or os.cpu_count() or 1, len(todo))
    if workers <= 1:
        yield from _here(todo)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context, initializer=_start) as pool:
        running = {pool.submit(_work, job): job for job in todo}
        try:
            for done in as_completed(running):
                try:
                    yield done.result()
                except BrokenProcessPool:
                    yield not_judged(running[done][0], "a worker process died before its proof was done")
        except BaseException:
            for worker in multiprocessing.active_children():
                worker.terminate()  # nobody waits for the rest of a training after ctrl+c
            raise


def _here(todo: Sequence[Job]) -> Iterator[Proof]:
    if not todo:
        return
    prover = Prover()
    try:
        for question, files in todo:
            yield prover.prove(question, files)
    finally:
        prover.close()


_prover: Prover | None = None


def _start() -> None:
    """Begin a worker: one prover with its own judge, closed when the worker ends."""
    import signal
    from multiprocessing.util import Finalize

    global _prover  # noqa: PLW0603 (a pool's worker has no other place to keep it)
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    _prover = Prover()
    Finalize(None, _prover.close, exitpriority=10)


def _work(job: Job) -> Proof:
    assert _prover is not None
    return _prover.prove(*job)
