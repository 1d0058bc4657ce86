"""What a proof says, as plain data: findings by field, survivors by line, one status per question."""

from __future__ import annotations

from typing import Literal

import msgspec

Status = Literal["proven", "failed", "unproven"]
"""``proven`` every statement held; ``failed`` one did not; ``unproven`` it could not be judged here."""


class Finding(msgspec.Struct, frozen=True, omit_defaults=True):
    """One statement of a question that did not hold; its place is looked up when it is shown.

    ``field`` is the path inside the question (``wrong[1]``). ``level``: "error" fails the question,
    "unproven" could not be judged, "warning" informs.
    """

    field: str
    message: str
    fix: str = ""
    level: Literal["error", "unproven", "warning"] = "error"


class Survivor(msgspec.Struct, frozen=True):
    """A mutant that no input tells from the key. ``name`` is what an ``equivalent`` entry quotes."""

    name: str
    region: str
    line: int
    """Line inside the region, from 1."""


class Proof(msgspec.Struct, frozen=True, omit_defaults=True):
    """The result for one question; what the cache keeps."""

    id: str
    status: Status
    findings: tuple[Finding, ...] = ()
    mutants: int = 0
    """Mechanical mutants that were run, without those marked as equivalent."""
    killed: int = 0
    survivors: tuple[Survivor, ...] = ()

    @property
    def strength(self) -> float | None:
        """Share of the mutants that were killed; None when there were none."""
        return self.killed / self.mutants if self.mutants else None


def status_of(findings: tuple[Finding, ...]) -> Status:
    """The status that follows from the findings: an error outweighs what could not be judged."""
    levels = {finding.level for finding in findings}
    if "error" in levels:
        return "failed"
    return "unproven" if "unproven" in levels else "proven"
