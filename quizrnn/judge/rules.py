"""What a question asks of a comparison. Imports no numpy."""

from __future__ import annotations

import msgspec

from quizrnn.bank.model import Check, Given, Tolerance

STRICT = Tolerance(rel=1e-6, abs=1e-8)
LOOSE = Tolerance(rel=1e-4, abs=1e-5)


class Rule(msgspec.Struct, frozen=True):
    """What a question asks of a comparison."""

    tolerance: Tolerance | None = None
    dtype: bool = False
    kind: bool = False
    paths: tuple[str, ...] | None = None
    returns: Given | None = None
    single: bool = False
    """Some argument is of single precision, so every float may carry its rounding."""


def rule_of(check: Check) -> Rule:
    """The rule of a check."""
    single = any(_is_single(given) for given in check.given.values())
    return Rule(check.tolerance, check.dtype, check.kind, check.compare, check.returns, single)


def _is_single(given: Given) -> bool:
    if given.type in ("list", "dict"):
        return any(_is_single(part) for part in [*filter(None, [given.of]), *given.fields.values()])
    return given.dtype in ("float32", "float16") or (
        given.torch and given.type == "float" and not given.dtype
    )
