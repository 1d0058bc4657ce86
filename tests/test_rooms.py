"""The rooms and who may import whom: the table of the design, read off the source."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import quizrnn

PACKAGE = Path(quizrnn.__file__).parent
LEAVES = {"verdict", "errors", "home", "i18n"}
MAY_IMPORT: dict[str, set[str]] = {
    "verdict": set(),
    "errors": set(),
    "home": set(),
    "i18n": set(),
    "bank": set(),
    "quiz": {"bank", "grading", "progress"},
    "grading": {"bank"},
    "judge": {"bank"},
    "proof": {"bank", "grading", "judge"},
    "reference": set(),
    "datasets": set(),
    "demos": {"reference", "datasets"},
    "progress": set(),
    "app": {"bank", "quiz", "grading", "judge", "demos", "progress", "reference"},
    "cli": {"bank", "quiz", "grading", "judge", "proof", "reference", "datasets", "demos", "progress", "app"},
}
READING = {"Row", "find", "Excerpt", "Function", "about", "central", "excerpt"}
HEAVY = {"numpy", "torch", "sympy", "hypothesis"}


def room_of(path: Path) -> str:
    """The room a file belongs to; top-level modules are rooms of their own."""
    relative = path.relative_to(PACKAGE)
    return relative.parts[0].removesuffix(".py")


def imported_rooms(path: Path) -> set[str]:
    """Our rooms that a file imports, anywhere in it."""
    package = ["quizrnn", *path.relative_to(PACKAGE).parent.parts]
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            names = [module, *(f"{module}.{alias.name}" for alias in node.names)]
        else:
            continue
        found |= {name.split(".")[1] for name in names if name.startswith("quizrnn.")}
    return {name for name in found if name in MAY_IMPORT}


SOURCES = sorted(p for p in PACKAGE.rglob("*.py") if "_bank" not in p.parts)


def test_every_room_of_the_package_is_in_the_table() -> None:
    rooms = {room_of(path) for path in SOURCES} - {"__init__", "__main__"}
    assert rooms <= set(MAY_IMPORT)


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_a_room_imports_only_what_the_table_allows(path: Path) -> None:
    room = room_of(path)
    if room in {"__init__", "__main__"}:
        return
    allowed = MAY_IMPORT[room] | {room} | (LEAVES if room != "reference" else set())
    assert imported_rooms(path) <= allowed


@pytest.mark.parametrize("module", ["quizrnn.app", "quizrnn.cli", "quizrnn.app.app", "quizrnn.cli.quiz"])
def test_the_interface_starts_without_heavy_libraries(module: str) -> None:
    code = f"import sys, {module}; print(*sorted(set(sys.modules) & {HEAVY!r}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_the_app_reads_the_reference_models_and_runs_none() -> None:
    """It may find a model by name and show its text: the registry and the sources, nothing that computes."""
    for path in (PACKAGE / "app").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("quizrnn.reference"):
                assert node.module in ("quizrnn.reference", "quizrnn.reference.excerpt"), path.name
                assert {alias.name for alias in node.names} <= READING, path.name


def test_the_judge_inside_the_sandbox_imports_nothing_else_of_ours() -> None:
    for path in (PACKAGE / "judge" / "inside").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.level:
                depth = len(path.relative_to(PACKAGE / "judge" / "inside").parts)
                assert node.level <= depth, f"{path.name} reaches out of the sandbox's folder"
            elif isinstance(node, ast.ImportFrom | ast.Import):
                names = (
                    [node.module or ""] if isinstance(node, ast.ImportFrom) else [a.name for a in node.names]
                )
                assert not any(name.split(".")[0] == "quizrnn" for name in names), path.name
