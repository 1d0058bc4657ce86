"""Mechanical mutants of a region: small slips by rule, each a complete text with a stable name."""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Iterator, Sequence

import msgspec

from quizrnn.bank.model import Region
from quizrnn.proof.mutations import changes

LIMIT = 24
"""Mutants that are run for one question; more say little more and cost time."""


class Mutant(msgspec.Struct, frozen=True):
    """One slip in one region: ``line: before -> after``, behind the region's name if there are several."""

    name: str
    region: str
    line: int
    """Line inside the region, from 1."""
    kind: str
    text: str
    """The region's text with the slip in it."""


def mutants(regions: Sequence[Region]) -> tuple[Mutant, ...]:
    """All mutants of the regions, in the order of their text; none where a region does not parse alone."""
    found: list[Mutant] = []
    for region in regions:
        prefix = f"{region.name}:" if len(regions) > 1 else ""
        found.extend(_of_region(region, prefix))
    return tuple(found)


def choose(candidates: Sequence[Mutant], limit: int = LIMIT) -> tuple[Mutant, ...]:
    """At most ``limit`` of them, in turn from each kind; which ones depends on their names alone."""
    by_kind: dict[str, list[Mutant]] = {}
    for mutant in sorted(candidates, key=_rank):
        by_kind.setdefault(mutant.kind, []).append(mutant)
    picked: list[Mutant] = []
    while len(picked) < limit and any(by_kind.values()):
        for kind in sorted(by_kind):
            if by_kind[kind] and len(picked) < limit:
                picked.append(by_kind[kind].pop(0))
    order = {mutant.name: position for position, mutant in enumerate(candidates)}
    return tuple(sorted(picked, key=lambda mutant: order[mutant.name]))


def _rank(mutant: Mutant) -> bytes:
    return hashlib.sha256(mutant.name.encode()).digest()


def _of_region(region: Region, prefix: str) -> Iterator[Mutant]:
    source = region.text if region.lines else f"(\n{region.text}\n)"
    shift = 0 if region.lines else 1
    try:
        tree = ast.parse(source, mode="exec" if region.lines else "eval")
    except (SyntaxError, ValueError):
        return
    original = ast.dump(tree)
    text = _Lines(source)
    seen: dict[str, int] = {}
    texts: set[str] = set()
    for node in _mutable(tree):
        for kind, other in changes(node):
            changed = text.replaced(node, _code(other))
            if changed in texts or not _differs(changed, region.lines, original):
                continue
            texts.add(changed)
            line = getattr(node, "lineno", 1) - shift
            before, after = _shown(node), _shown(other)
            name = f"{prefix}{line}: {before} -> {after}"
            seen[name] = seen.get(name, 0) + 1
            if seen[name] > 1:
                name += f" ({seen[name]})"
            inner = changed if region.lines else changed[2:-2]
            yield Mutant(name, region.name, max(line, 1), kind, inner)


def _mutable(node: ast.AST) -> Iterator[ast.AST]:
    """The nodes that a slip may touch: no annotations, docstrings, decorators, formatted strings, errors."""
    if isinstance(node, (ast.JoinedStr, ast.Raise, ast.Assert, ast.Import, ast.ImportFrom)):
        return
    if not isinstance(node, (ast.Module, ast.Expression)):
        yield node
    for field, value in ast.iter_fields(node):
        if field in ("annotation", "returns", "decorator_list", "type_params"):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST) and not _is_docstring(child):
                yield from _mutable(child)


def _is_docstring(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _code(node: ast.AST) -> str:
    text = ast.unparse(ast.fix_missing_locations(node))
    return f"({text})" if isinstance(node, ast.expr) else text


def _shown(node: ast.AST) -> str:
    text = " ".join(ast.unparse(ast.fix_missing_locations(node)).split())
    return text if len(text) <= 60 else text[:57] + "..."


def _differs(changed: str, lines: bool, original: str) -> bool:
    try:
        return ast.dump(ast.parse(changed, mode="exec" if lines else "eval")) != original
    except (SyntaxError, ValueError):
        return False


class _Lines:
    """A source whose nodes can be replaced in place, so that the rest keeps its look and its lines."""

    def __init__(self, source: str) -> None:
        self.source = source.encode()
        self.starts = [0]
        for line in self.source.splitlines(keepends=True):
            self.starts.append(self.starts[-1] + len(line))

    def replaced(self, node: ast.AST, text: str) -> str:
        """The source with ``text`` where ``node`` was."""
        start = self.starts[node.lineno - 1] + node.col_offset  # type: ignore[attr-defined]
        end = self.starts[node.end_lineno - 1] + node.end_col_offset  # type: ignore[attr-defined]
        return (self.source[:start] + text.encode() + self.source[end:]).decode()
