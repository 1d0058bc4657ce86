"""No row without checks, no check without a test, no public function that nobody checks."""

from __future__ import annotations

import ast
import importlib
import inspect
from pathlib import Path

import pytest
from reference.check import BY, Check
from reference.checks_basics import BASICS
from reference.checks_images import IMAGES
from reference.checks_recurrent import RECURRENT
from reference.checks_sequence import SEQUENCE

from quizrnn.reference import ROWS, Row, arguments

CHECKS: tuple[Check, ...] = (*BASICS, *RECURRENT, *SEQUENCE, *IMAGES)
HERE = Path(__file__).parent
each_row = pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
MODULES = sorted({row.numpy for row in ROWS})


def module(name: str) -> object:
    return importlib.import_module(f"quizrnn.reference.{name}")


def test_names_of_rows_are_unique() -> None:
    names = [row.name for row in ROWS]
    assert len(names) == len(set(names))


@each_row
def test_every_function_of_a_row_is_checked(row: Row) -> None:
    checks = [check for check in CHECKS if check.row == row.name]
    assert checks, f"{row.name} has no check"
    covered = {name for check in checks for name in (check.functions or row.functions)}
    assert set(row.functions) <= covered, f"nobody checks {set(row.functions) - covered}"
    assert any(check.by != "twin" for check in checks), "a twin alone proves nothing: both may share a fault"
    assert not row.torch or any(check.by == "twin" for check in checks), "the twin is not compared"


@each_row
def test_functions_exist_and_the_twin_takes_the_same_arguments(row: Row) -> None:
    numpy_side = module(row.numpy)
    for name in row.functions:
        assert hasattr(numpy_side, name), f"{row.numpy}.{name} is missing"
    if not row.torch:
        return
    pytest.importorskip("torch")
    torch_side = module(row.torch)
    shared = [name for name in row.functions if hasattr(torch_side, name)]
    assert shared, f"{row.torch} has none of {row.functions}"
    for name in shared:
        left = [p for p in inspect.signature(getattr(numpy_side, name)).parameters if p != "rng"]
        right = [p for p in inspect.signature(getattr(torch_side, name)).parameters if p != "rng"]
        assert left == right, f"{name}: NumPy takes {left}, torch {right}"


@pytest.mark.parametrize("name", MODULES)
def test_every_public_function_of_a_family_stands_in_a_row(name: str) -> None:
    family = module(name)
    public = {
        key
        for key, value in vars(family).items()
        if inspect.isfunction(value)
        and value.__module__ == family.__name__  # type: ignore[attr-defined]
        and not key.startswith(("_", "check_"))
    }
    listed = {function for row in ROWS if row.numpy == name for function in row.functions}
    assert public <= listed, f"{name}: no row for {sorted(public - listed)}"


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: f"{check.row}-{check.test}")
def test_every_check_has_its_row_and_its_test(check: Check) -> None:
    assert check.row in {row.name for row in ROWS}
    assert check.by in BY
    assert 0 <= check.tolerance <= 1e-6 or check.by == "law"
    file, _, name = check.test.partition("::")
    tree = ast.parse((HERE / file).read_text(encoding="utf-8"))
    assert name in {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}, check.test


@pytest.mark.parametrize(
    "path", sorted((HERE.parents[1] / "quizrnn/reference").glob("*.py")), ids=lambda p: p.name
)
def test_files_stay_short_and_docstrings_say_what(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 420, "split the family"
    tree = ast.parse(text)
    assert ast.get_docstring(tree)


def test_the_room_imports_nothing_of_ours() -> None:
    room = Path(inspect.getfile(arguments)).parent
    for path in room.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
                names = [node.module]
            elif isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            else:
                continue
            for name in names:
                assert not name.startswith("quizrnn") or name.startswith("quizrnn.reference"), (
                    f"{path}: {name}"
                )
