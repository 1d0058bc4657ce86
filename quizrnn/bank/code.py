"""The body of a code question: its solution file, its variants, its check."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from typing import cast

from yaml.nodes import Node, ScalarNode

from quizrnn.bank.checks import CHECK_FIELDS, check
from quizrnn.bank.fields import NO_TEXT, Fields, Path, as_fields
from quizrnn.bank.kinds import report_faults
from quizrnn.bank.model import (
    Body,
    Check,
    Code,
    CodeAccept,
    CodeWrong,
    Equivalent,
    Mode,
    Region,
    Solution,
    Text,
)
from quizrnn.bank.names import nearest
from quizrnn.bank.sources import SolutionFile, Solutions
from quizrnn.bank.splice import dedent

FIELDS = ("mode", "solution", "check", "wrong", "accept", "starter", "shuffle", "twin", "equivalent")
MODES = ("choose", "type", "write", "fix")
__all__ = ["CHECK_FIELDS", "FIELDS", "MODES", "code", "needs"]

_NO_CHECK = Check(given={})
_NO_SOLUTION = Solution("", "", (), ())


def needs(body: Body) -> tuple[str, ...]:
    """Packages beyond numpy that a question needs."""
    if not isinstance(body, Code):
        return ()
    twin = body.twin.needs if body.twin is not None else ()
    return tuple(sorted({*body.solution.needs, *twin}))


def code(fields: Fields, solutions: Solutions) -> Code:
    """A code question."""
    mode = fields.one_of("mode", MODES)
    path = fields.string("solution", what="a file below solutions/, such as gru/step.py")
    file = _solution(fields, "solution", path, solutions)
    regions = {region.name: region for region in file.solution.regions} if file and file.solution else None
    if regions == {} and file is not None and not any(fault.fatal for fault in file.faults):
        fields.bad(
            "solution",
            f"solutions/{path} marks no region",
            "Mark one with '# <- name' or '# region answer: name'.",
        )
    wrong, starts = _variants(fields, regions)
    accept = tuple(_accept(node, fields, place, regions) for node, place in fields.items("accept"))
    twin_path = fields.string("twin", "")
    twin = _solution(fields, "twin", twin_path, solutions) if twin_path else None
    check_fields = fields.map("check", CHECK_FIELDS)
    if check_fields is None:
        fields.need("check", "how the code is exercised")
    start = _start(fields, mode, starts)
    return Code(
        mode=cast(Mode, mode or "write"),
        solution=(file.solution if file else None) or _NO_SOLUTION,
        check=check(check_fields, file) if check_fields is not None else _NO_CHECK,
        wrong=wrong,
        accept=accept,
        start=start,
        starter=_starter(fields, mode, regions),
        shuffle=fields.boolean("shuffle", True),
        twin=twin.solution if twin else None,
        equivalent=tuple(_equivalent(node, fields, place) for node, place in fields.items("equivalent")),
    )


def _solution(fields: Fields, name: str, path: str, solutions: Solutions) -> SolutionFile | None:
    if not path:
        return None
    file = solutions.get(path)
    report_faults(fields, name, file.faults, path)
    return file


def _start(fields: Fields, mode: str, starts: list[int]) -> int | None:
    if mode == "fix":
        if len(starts) != 1:
            found = "none has" if not starts else f"{len(starts)} have"
            fields.bad("wrong", f"mode fix starts from one wrong variant; {found} 'start: true'")
        return starts[0] if starts else None
    if starts:
        fields.bad("wrong", f"'start' belongs to mode fix, this is mode {mode}", "Remove it.")
    return None


def _variants(
    fields: Fields, regions: Mapping[str, Region] | None
) -> tuple[tuple[CodeWrong, ...], list[int]]:
    wrong: list[CodeWrong] = []
    starts: list[int] = []
    seen: dict[tuple[tuple[str, str], ...], int] = {}
    for i, (node, path) in enumerate(fields.items("wrong", required=True)):
        inner = as_fields(node, fields.log, path, ("code", "name", "why", "option", "start"))
        if inner is None:
            continue
        texts = _regions(inner, "code", regions)
        why = inner.text("why")
        name = inner.text("name", required=False)
        if inner.boolean("start", False):
            starts.append(i)
        key = tuple(sorted((region, text.strip()) for region, text in texts.items()))
        if texts and key in seen:
            inner.bad("code", f"is the same as wrong[{seen[key]}]")
        if (
            texts
            and regions
            and all(texts[r].strip() == regions[r].text.strip() for r in texts if r in regions)
        ):
            inner.bad("code", "is the key itself")
        seen.setdefault(key, i)
        wrong.append(
            CodeWrong(
                texts, name if name is not NO_TEXT else _short(texts), why, inner.boolean("option", True)
            )
        )
    return tuple(wrong), starts


def _short(texts: Mapping[str, str]) -> Text:
    """A name for a mistake that has none: its code, when that is short."""
    code = " … ".join(text.strip() for text in texts.values())
    line = code.split("\n", 1)[0]
    shown = line if line == code and len(line) <= 60 else line[:57] + "..."
    return Text(f"`{shown}`", f"`{shown}`")


def _accept(node: Node, fields: Fields, path: Path, regions: Mapping[str, Region] | None) -> CodeAccept:
    inner = as_fields(node, fields.log, path, ("code", "note", "convention"))
    if inner is None:
        return CodeAccept({}, NO_TEXT)
    return CodeAccept(
        _regions(inner, "code", regions, strict=True), inner.text("note"), inner.boolean("convention", False)
    )


def _regions(
    fields: Fields, name: str, regions: Mapping[str, Region] | None, *, strict: bool = False
) -> dict[str, str]:
    """Region → text: a plain text when there is one region, else a map."""
    node = fields.need(name, "the code of a region")
    if node is None:
        return {}
    if isinstance(node, ScalarNode):
        return _single(fields, name, node, regions, strict)
    inner = as_fields(node, fields.log, fields.at(name))
    if inner is None:
        return {}
    texts: dict[str, str] = {}
    for region, value in inner.values.items():
        if regions is not None and region not in regions:
            fix = nearest(region, regions) or f"Regions of the file: {', '.join(regions)}."
            fields.log.add(
                inner.keys[region], inner.at(region), f"the solution has no region '{region}'", fix
            )
            continue
        texts[region] = _code_text(
            fields, value, inner.at(region), regions[region] if regions else None, strict
        )
    if not inner.values:
        fields.bad(name, "expected at least one region")
    return texts


def _single(
    fields: Fields, name: str, node: Node, regions: Mapping[str, Region] | None, strict: bool
) -> dict[str, str]:
    if regions is not None and len(regions) != 1:
        if regions:
            shown = ", ".join(regions)
            fields.bad(
                name, f"the solution has {len(regions)} regions", f"Write {{region: code}} for: {shown}."
            )
        return {}
    region = next(iter(regions.values())) if regions else None
    return {region.name if region else "": _code_text(fields, node, fields.at(name), region, strict)}


def _code_text(fields: Fields, node: Node, path: Path, region: Region | None, strict: bool) -> str:
    text = fields.as_string(node, path, "code")
    if not text:
        return ""
    body = dedent(text)
    if region is not None and not _parses(body, region.lines):
        kind = "lines" if region.lines else "an expression"
        fields.log.add(node, path, f"does not parse as {kind} of Python", fatal=strict)
    return body


def _parses(text: str, lines: bool) -> bool:
    try:
        ast.parse(text if lines else f"({text}\n)")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return lines and _part_of_block(text)
    return True


def _part_of_block(text: str) -> bool:
    """Lines that only make sense inside what surrounds them, such as a branch that begins with ``else:``."""
    head = text.lstrip().split("\n", 1)[0]
    return head.startswith(("else", "elif", "except", "finally", "case"))


def _starter(fields: Fields, mode: str, regions: Mapping[str, Region] | None) -> dict[str, str]:
    if "starter" not in fields:
        return {}
    if mode not in ("write", "type"):
        fields.bad("starter", f"'starter' belongs to modes write and type, this is mode {mode}")
    return _regions(fields, "starter", regions)


def _equivalent(node: Node, fields: Fields, path: Path) -> Equivalent:
    inner = as_fields(node, fields.log, path, ("mutant", "why"))
    if inner is None:
        return Equivalent("", "")
    return Equivalent(inner.string("mutant"), inner.string("why"))
