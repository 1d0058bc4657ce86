"""The files of ``solutions/``: read once each, checked, and remembered as what a question file depends on."""

from __future__ import annotations

import ast
import os
import re
import sys
from collections.abc import Mapping
from pathlib import Path

import msgspec

from quizrnn.bank import marks
from quizrnn.bank.model import Region, Solution
from quizrnn.bank.names import nearest

MAX_BYTES = 512 * 1024
_IMPORT = re.compile(r"^[ \t]*(?:from[ \t]+([\w.]+)[ \t]+import|import[ \t]+([\w., \t]+))", re.MULTILINE)
_ALWAYS = frozenset(("numpy", "quizrnn"))


class Function(msgspec.Struct, frozen=True):
    """The signature of a function that is defined at the top of a solution file."""

    args: tuple[str, ...]
    required: int
    """How many of ``args`` have no default."""
    open: bool
    """Takes ``*args``, ``**kwargs`` or keyword-only arguments, so its names cannot be checked."""
    line: int


class SolutionFile(msgspec.Struct, frozen=True):
    """A file of ``solutions/`` and what the checks ask about it."""

    path: str
    solution: Solution | None
    """None when it could not be read."""
    faults: tuple[marks.MarkFault, ...]
    given: dict[str, Function | None] = {}
    """Top-level names outside hidden parts; None for what is no plain function."""
    hidden: dict[str, Function | None] = {}


class Solutions:
    """Reads files below one ``solutions/`` folder; ``used`` collects the paths that were asked for."""

    def __init__(self, root: Path, drafts: Mapping[str, str] = {}) -> None:
        """``drafts``: path → text of files that are not written yet."""
        self.root = root
        self.used: set[str] = set()
        self._files = {path: read_text(path, text) for path, text in drafts.items() if path}
        self._folders: dict[str, bool] = {}
        self._real_root = os.path.realpath(root)

    def get(self, path: str) -> SolutionFile:
        """The file at a path relative to the folder; its faults say why ``solution`` is None."""
        known = self._files.get(path)
        if known is None:
            known = self._files[path] = self._read(path)
        self.used.add(path)
        return known

    def _read(self, path: str) -> SolutionFile:
        message, fix = self._refuse(path)
        if message:
            return SolutionFile(path, None, (marks.MarkFault(0, 0, message, fix),))
        full = f"{self._real_root}/{path}"
        try:
            with open(full, "rb") as file:  # noqa: PTH123 (half the time of Path.open, for thousands of files)
                data = file.read(MAX_BYTES + 1)
        except (FileNotFoundError, NotADirectoryError):
            fix = nearest(path, self._names()) or f"Create solutions/{path}."
            return SolutionFile(path, None, (marks.MarkFault(0, 0, f"there is no solutions/{path}", fix),))
        except (OSError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) else str(error)
            return SolutionFile(
                path, None, (marks.MarkFault(0, 0, f"cannot read solutions/{path}: {reason}"),)
            )
        if len(data) > MAX_BYTES:
            fault = marks.MarkFault(
                0, 0, f"the file has more than {MAX_BYTES // 1024} KiB", "Make it shorter."
            )
            return SolutionFile(path, None, (fault,))
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = data[: error.start].count(b"\n") + 1
            return SolutionFile(path, None, (marks.MarkFault(line, 1, "is not UTF-8", "Save it as UTF-8."),))
        return read_text(path, text)

    def _refuse(self, path: str) -> tuple[str, str]:
        steps = path.split("/")
        if path.startswith("/") or "\\" in path or ":" in path or ".." in steps or "\0" in path:
            return f"'{path}' leaves solutions/", "Write a path below solutions/, such as gru/step.py."
        if not path.endswith(".py"):
            return f"'{path}' is no Python file", f"Write {path}.py." if "." not in steps[-1] else ""
        if not self._inside(f"{self._real_root}/{path}"):
            return f"'{path}' leaves solutions/ by a link", "Put the file itself there."
        return "", ""

    def _inside(self, full: str) -> bool:
        """True when no link leads out of the folder; the answer for a folder is kept."""
        folder = os.path.dirname(full)  # noqa: PTH120 (as above)
        inside = self._folders.get(folder)
        if inside is None:
            real = os.path.realpath(folder)
            inside = self._folders[folder] = f"{real}/".startswith(f"{self._real_root}/")
        if not inside or not os.path.islink(full):  # noqa: PTH114 (as above)
            return inside
        return os.path.realpath(full).startswith(f"{self._real_root}/")

    def _names(self) -> list[str]:
        return [
            str(file.relative_to(self.root).as_posix()) for file in sorted(self.root.rglob("*.py"))[:5000]
        ]


def read_text(path: str, text: str) -> SolutionFile:
    """A solution from its text, with its faults and names."""
    text = marks.clean(text)
    parsed = marks.parse(text)
    given, hidden = _names_of(parsed)
    regions = tuple(Region(name=span.name, lines=span.lines, text=span.text) for span in parsed.layout.spans)
    solution = Solution(path=path, text=text, regions=regions, needs=_needs(text))
    return SolutionFile(path, solution, parsed.faults, given, hidden)


def _needs(text: str) -> tuple[str, ...]:
    """Packages that the text imports, beyond the standard library, numpy and our own."""
    found: set[str] = set()
    for one, several in _IMPORT.findall(text):
        for name in several.split(",") if several else [one]:
            found.add(name.split()[0].split(".")[0] if name.split() else "")
    return tuple(sorted(found - sys.stdlib_module_names - _ALWAYS - {""}))


def _names_of(
    parsed: marks.Parsed,
) -> tuple[dict[str, Function | None], dict[str, Function | None]]:
    given: dict[str, Function | None] = {}
    hidden: dict[str, Function | None] = {}
    roles = parsed.layout.roles
    for node in parsed.tree.body if parsed.tree is not None else ():
        where = hidden if roles[node.lineno - 1] is marks.Role.HIDDEN else given
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            where[node.name] = None if node.decorator_list else _function(node)
        elif isinstance(node, ast.ClassDef):
            where[node.name] = None
        elif isinstance(node, ast.Assign):
            where.update({target.id: None for target in node.targets if isinstance(target, ast.Name)})
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            where[node.target.id] = None
        elif isinstance(node, ast.Import | ast.ImportFrom):
            where.update({(alias.asname or alias.name).split(".")[0]: None for alias in node.names})
    return given, hidden


def _function(node: ast.FunctionDef | ast.AsyncFunctionDef) -> Function:
    args = node.args
    names = tuple(arg.arg for arg in (*args.posonlyargs, *args.args))
    variable = args.vararg is not None or args.kwarg is not None or bool(args.kwonlyargs)
    return Function(names, len(names) - len(args.defaults), variable, node.lineno)
