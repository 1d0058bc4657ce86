"""What only all files together can show: ids taken twice, links to nothing."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from quizrnn.bank.names import nearest
from quizrnn.bank.read import Claim
from quizrnn.errors import Problem


class Links(msgspec.Struct, frozen=True):
    """The outcome: problems, the questions and sets that are left out for them, and old ids."""

    problems: tuple[Problem, ...]
    left_out: frozenset[tuple[str, int]]
    """(file, line where it starts) of entries whose id is taken, or that name what is not there."""
    renamed: dict[str, str]
    """Old id → id."""


def check_links(files: Iterable[tuple[str, Iterable[Claim]]]) -> Links:
    """Check the claims of all files, in their order: the first to take an id keeps it."""
    claims = [(file, claim) for file, found in files for claim in found]
    owners: dict[str, tuple[str, Claim]] = {}
    problems: list[Problem] = []
    left_out: set[tuple[str, int]] = set()
    renamed: dict[str, str] = {}
    for file, claim in claims:
        if claim.kind in ("id", "set"):
            if claim.id in owners:
                problems.append(_taken(file, claim, owners[claim.id]))
                left_out.add((file, claim.entry))
            else:
                owners[claim.id] = (file, claim)
    for file, claim in claims:
        if claim.kind == "formerly":
            if claim.id in owners:
                problems.append(_taken(file, claim, owners[claim.id]))
            else:
                owners[claim.id] = (file, claim)
                renamed[claim.id] = claim.question
    questions = {name for name, (_, claim) in owners.items() if claim.kind != "set"}
    for file, claim in claims:
        if claim.kind == "member" and claim.id not in questions:
            problems.append(_unknown(file, claim, questions, fatal=True))
            left_out.add((file, claim.entry))
        elif claim.kind == "see" and not _known_link(claim.id, owners):
            problems.append(_unknown(file, claim, owners, fatal=False))
    return Links(tuple(problems), frozenset(left_out), renamed)


def _known_link(link: str, owners: dict[str, tuple[str, Claim]]) -> bool:
    return link in owners or (
        link.partition(":")[0] in ("reference", "demo") and bool(link.partition(":")[2])
    )


def _taken(file: str, claim: Claim, first: tuple[str, Claim]) -> Problem:
    where = f"{first[0]}:{first[1].line}"
    how = "an older id of" if first[1].kind == "formerly" else "taken by"
    message = f"the id '{claim.id}' is already {how} the entry at {where}"
    fix = "Give one of them another id; progress hangs on it."
    return Problem(
        file, claim.line, claim.column, claim.question, claim.field, message, fix, claim.kind != "formerly"
    )


def _unknown(file: str, claim: Claim, names: Iterable[str], *, fatal: bool) -> Problem:
    message = f"no question has the id '{claim.id}'"
    fix = nearest(claim.id, names)
    if claim.kind == "see":
        fix = fix or "Write a question id, reference:NAME or demo:NAME."
    return Problem(file, claim.line, claim.column, claim.question, claim.field, message, fix, fatal)
