"""Proof of code questions: the key is right, each wrong variant is wrong, the check tells them apart."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from quizrnn.bank.solution import program, starter
from quizrnn.judge.runners import Reply
from quizrnn.proof.bench import Bench, said
from quizrnn.proof.hunt import Target, hunt
from quizrnn.proof.mutants import LIMIT, Mutant, choose, mutants
from quizrnn.proof.result import Finding, Survivor
from quizrnn.verdict import Verdict

TRAINING_LIMIT = 6
"""Mutants of a training: each of them trains over all seeds."""
PASTE = "Found by searching. Put this under 'cases:' of the check:"
ENOUGH = 0.8
"""The share of mutants that has to be killed."""


class Strength(msgspec.Struct, frozen=True):
    """How many mechanical mutants the check notices."""

    mutants: int = 0
    killed: int = 0
    survivors: tuple[Survivor, ...] = ()


def prove(bench: Bench) -> tuple[list[Finding], Strength]:
    """All findings about a code question, and its strength; a key that is not right ends the proof."""
    findings = list(_key(bench))
    if any(finding.level != "warning" for finding in findings):
        return findings, Strength()
    findings += _starter(bench)
    findings += _variants(bench)
    findings += _accepted(bench)
    findings += _stress(bench)
    if bench.code.twin is not None:
        reason = bench.twin_parts()
        if reason:
            findings.append(Finding("twin", "does not agree with the key", f"{reason.capitalize()}."))
    faults, strength, survivors = _mutants(bench)
    findings += faults
    findings += _hunted(bench, survivors, {finding.field for finding in findings})
    return findings, strength


# -- the key and what surrounds it ------------------------------------------------------------------


def _key(bench: Bench) -> Iterator[Finding]:
    verdict = bench.verdict(bench.task.key)
    if verdict.outcome == "broken":
        missing = verdict.fault is not None and verdict.fault.code == "missing-torch"
        if missing:
            yield Finding("solution", "could not be judged: torch is not installed", TORCH, level="unproven")
        else:
            yield Finding("solution", "does not run", f"{verdict.detail}.", level="error")
    elif verdict.outcome != "right":
        yield Finding("solution", "does not pass its own check", why(verdict))
    elif bench.raised_on:
        yield Finding(
            "check",
            f"draws {bench.raised_on} inputs on which the solution itself raises",
            "They are left out. Say by 'where' or 'sizes' what the solution is for.",
            level="warning",
        )


TORCH = "Add it with: pip install torch --index-url https://download.pytorch.org/whl/cpu"


def _starter(bench: Bench) -> Iterator[Finding]:
    if bench.code.mode == "choose" or bench.code.start is not None:
        return  # nothing is given first, or it is a wrong variant and proven as such
    verdict = bench.verdict(program(bench.code.solution, starter(bench.code)))
    if verdict.outcome == "right":
        yield Finding("starter", "is right already", "The learner would have nothing to do.")
    elif verdict.outcome == "broken":
        yield _broken("starter", verdict)


def _accepted(bench: Bench) -> Iterator[Finding]:
    for index, accept in enumerate(bench.code.accept):
        field = f"accept[{index}]"
        verdict = bench.verdict(bench.task.accept[index])
        if verdict.outcome == "broken":
            yield _broken(field, verdict)
        elif verdict.outcome != "right":
            yield Finding(field, "is not accepted", why(verdict))
        elif accept.convention and verdict.accepted is None:
            yield Finding(
                field,
                "is no other convention: it agrees with the key on all inputs",
                "Leave out 'convention: true', or draw inputs on which the two differ.",
            )
        elif not accept.convention and bench.parts_from_key(
            bench.task.accept[index], seconds=bench.check.seconds
        ):
            yield Finding(
                field,
                "does not agree with the key",
                "Say 'convention: true' when it differs on purpose; otherwise correct it.",
            )


def _stress(bench: Bench) -> Iterator[Finding]:
    for index, reply in enumerate(bench.on_stress()):
        if reply.kind != "value":
            yield Finding(
                f"check.stress[{index}]",
                f"is an input on which the solution itself {said(reply)}",
                "The note is shown to answers that depart from the solution there: give it a result.",
            )


# -- wrong variants ---------------------------------------------------------------------------------


def _variants(bench: Bench) -> Iterator[Finding]:
    replies: dict[int, list[Reply]] = {}
    for index, source in enumerate(bench.task.wrong):
        verdict = bench.verdict(source)
        if verdict.outcome == "broken":
            yield _broken(f"wrong[{index}]", verdict)
        elif verdict.outcome == "right":
            yield _not_wrong(bench, index, verdict)
        if bench.check.threshold is None:  # what a training returns is measured, not compared
            replies[index] = bench.replies(source)
    yield from _raising(bench, replies)
    for second, theirs in replies.items():
        for first in range(second):
            if _returns(theirs) and bench.same(replies[first], theirs):
                yield Finding(
                    f"wrong[{second}]",
                    f"cannot be told from wrong[{first}]",
                    f"Both return the same on all {len(theirs)} inputs: the answer to a mistake could be "
                    "that to the other.\nDrop one, or draw inputs on which they differ."
                    + _case_for(bench, bench.task.wrong[second], bench.task.wrong[first]),
                )


def _not_wrong(bench: Bench, index: int, verdict: Verdict) -> Finding:
    field = f"wrong[{index}]"
    if verdict.accepted is not None:
        return Finding(
            field, "is not wrong", f"It is the same as accept[{verdict.accepted}]. Drop one of the two."
        )
    code = " ".join(next(iter(bench.code.wrong[index].regions.values()), "").split())
    shown = code if len(code) <= 60 else code[:57] + "..."
    if bench.check.threshold is not None:
        return Finding(
            field, "is not wrong", f"{shown} reaches the threshold too.\nRaise it, or drop this variant."
        )
    sizes = "; ".join(_ones(bench))
    because = f" {sizes}." if sizes else ""
    return Finding(
        field,
        "is not wrong",
        f"{shown} agrees with the key on all {verdict.inputs} drawn inputs.{because}\n"
        "Draw inputs on which it differs (sizes, ranges, cases), or drop this variant."
        + _case_for(bench, bench.task.wrong[index], bench.task.key),
    )


def _case_for(bench: Bench, source: str, against: str) -> str:
    """Words about an input that parts two programs which the drawn ones do not part, or ""."""
    for _, case in hunt(bench, [Target("", source, "", "error")], against):
        return f"\n{PASTE}\n- {case}"
    return ""


def _ones(bench: Bench) -> Iterator[str]:
    """Sizes that were 1 in every input: the usual reason why a slip of axes goes unnoticed."""
    cases = bench.oracle.cases
    for name in sorted({name for case in cases for name in case.sizes}):
        if all(case.sizes.get(name) == 1 for case in cases):
            yield f"{name} was always drawn as 1"


def _raising(bench: Bench, replies: dict[int, list[Reply]]) -> Iterator[Finding]:
    """Options that cannot even run are told apart without thinking: one at most."""
    if bench.code.mode != "choose":
        return
    raising = [i for i, one in replies.items() if not _returns(one) and bench.code.wrong[i].option]
    for index in raising[1:]:
        yield Finding(
            f"wrong[{index}]",
            f"merely fails, as wrong[{raising[0]}] does",
            f"It {said(replies[index][-1])}.\nOne such option at most: the others have to run and differ.",
        )


def _returns(replies: list[Reply]) -> bool:
    return any(reply.kind == "value" for reply in replies)


# -- mutants ----------------------------------------------------------------------------------------


def _mutants(bench: Bench) -> tuple[list[Finding], Strength, list[Mutant]]:
    code = bench.code
    everything = mutants(code.solution.regions)
    marked = {
        m.name: index
        for index, mark in enumerate(code.equivalent)
        for m in everything
        if _names(mark.mutant, m)
    }
    findings = list(_stale_marks(bench, everything, marked))
    limit = LIMIT if code.check.threshold is None else TRAINING_LIMIT
    picked = choose([m for m in everything if m.name not in marked], limit)
    survivors = []
    count = 0
    for mutant in picked:
        source = _spliced(bench, mutant)
        if not bench.parts_from_key(source):
            survivors.append(mutant)
        elif _is_accepted(bench, source):
            continue  # a slip that leads to another right answer is none
        count += 1
    named = tuple(Survivor(m.name, m.region, m.line) for m in survivors)
    strength = Strength(count, count - len(survivors), named)
    if count and strength.killed < ENOUGH * count:
        findings.append(
            Finding(
                "check",
                f"notices only {strength.killed} of {count} mechanical mutants of the solution",
                "Draw inputs that show them (see --survivors), or mark what is no mistake as 'equivalent'.",
            )
        )
    return findings, strength, survivors


def _names(mark: str, mutant: Mutant) -> bool:
    """True when an ``equivalent`` entry means this mutant; the line may be left out."""
    without_line = mutant.name.replace(f"{mutant.line}: ", " ", 1).strip()
    return " ".join(mark.split()) in (mutant.name, without_line)


def _stale_marks(bench: Bench, everything: tuple[Mutant, ...], marked: dict[str, int]) -> Iterator[Finding]:
    for index, mark in enumerate(bench.code.equivalent):
        named = [m for m in everything if marked.get(m.name) == index]
        if not named:
            yield Finding(
                f"equivalent[{index}]",
                f"names no mutant: '{mark.mutant}'",
                "Copy the name as --survivors prints it.",
            )
        for mutant in named:
            source = _spliced(bench, mutant)
            if bench.parts_from_key(source) and not _is_accepted(bench, source):
                yield Finding(
                    f"equivalent[{index}]", "marks a mutant that the check notices", "Drop this entry."
                )
                break


def _spliced(bench: Bench, mutant: Mutant) -> str:
    return program(bench.code.solution, {mutant.region: mutant.text})


def _is_accepted(bench: Bench, source: str) -> bool:
    return bool(bench.task.accept) and bench.oracle.accepted(bench.replies(source)) is not None


# -- searching harder -------------------------------------------------------------------------------


def _hunted(bench: Bench, survivors: list[Mutant], told: set[str]) -> Iterator[Finding]:
    if bench.check.threshold is not None:
        return
    targets = [
        Target(f"accept[{i}]", bench.task.accept[i], "does not agree with the key", "error")
        for i, accept in enumerate(bench.code.accept)
        if not accept.convention and f"accept[{i}]" not in told
    ]
    targets += [
        Target("check", _spliced(bench, mutant), f"misses a mutant: {mutant.name}", "warning")
        for mutant in survivors
    ]
    for target, case in hunt(bench, targets):
        fix = f"{PASTE}\n- {case}"
        yield Finding(target.field, target.message, fix, level=target.level)


# -- words ------------------------------------------------------------------------------------------


def why(verdict: Verdict) -> str:
    """A verdict in one sentence for the author."""
    fault = verdict.fault
    if fault is None:
        return f"{verdict.outcome}."
    words = f"{fault.exception}: {fault.message}" if fault.exception else fault.message or fault.code
    place = (
        f" in line {fault.trace[-1][0]}" if fault.trace else f" in line {fault.line}" if fault.line else ""
    )
    text = f"{verdict.outcome}, at the rung '{fault.rung}'{place}"
    if words:
        text += f": {words}"
    if fault.expected is not None or fault.got is not None:
        text += f" (expected {fault.expected}, got {fault.got})"
    if verdict.counterexample is not None and verdict.counterexample.paste:
        text += f"\nSmallest input: {verdict.counterexample.paste}"
    return text[0].upper() + text[1:]


def _broken(field: str, verdict: Verdict) -> Finding:
    return Finding(field, "could not be judged", verdict.detail, level="unproven")


__all__ = ["Strength", "prove", "why"]
