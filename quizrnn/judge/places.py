"""Which files a runner may read: the interpreter, its standard library, numpy, torch and what those need,
one by one."""

from __future__ import annotations

import importlib.util
import os
import re
import sys
import sysconfig
from functools import cache
from pathlib import Path
from typing import NamedTuple

_SYSTEM_LIBRARIES = ("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib")
INSIDE = Path(__file__).resolve().parent / "inside"


class Places(NamedTuple):
    """Paths for the mounts, for Landlock and for ``sys.path`` of one kind of zygote."""

    python: str
    stdlib: str
    hidden: tuple[str, ...]
    """Folders inside ``stdlib`` that hold installed packages."""
    packages: tuple[str, ...]
    """Files and folders of the allowed distributions."""
    paths: tuple[str, ...]
    """What is added to ``sys.path``."""
    names: tuple[str, ...]
    """Top-level names that may be imported beside the standard library."""
    libraries: tuple[str, ...]
    """Folders that hold shared libraries."""

    def readable(self) -> list[str]:
        """Everything for Landlock. Shared libraries file by file, because their folders hold other things
        too; but a folder of one architecture holds nothing else, and a thousand rules take their time."""
        hidden = {Path(path).name for path in self.hidden}
        files = [str(path) for path in Path(self.stdlib).iterdir() if path.name not in hidden]
        files += [*self.packages, "/dev/urandom", "/dev/random", "/dev/zero", "/etc/ld.so.cache"]
        for folder in self.libraries:
            if Path(folder).name == sysconfig.get_config_var("MULTIARCH"):
                files.append(folder)
            else:
                files += [str(path) for path in Path(folder).glob("*.so*")]
        return files


@cache
def places(*, torch: bool, trusted: bool) -> Places:
    """The places of one kind of zygote."""
    python = Path(getattr(sys, "_base_executable", sys.executable) or sys.executable).resolve()
    stdlib = Path(sysconfig.get_path("stdlib")).resolve()
    names, packages, roots = _distributions(("numpy", "torch") if torch else ("numpy",))
    if trusted:
        own = INSIDE.parent.parent
        packages += [str(own / "__init__.py"), str(own / "reference")]
        roots.append(str(own.parent))
        names.append("quizrnn")
    return Places(
        python=str(python),
        stdlib=str(stdlib),
        hidden=tuple(
            str(stdlib / name) for name in ("site-packages", "dist-packages") if (stdlib / name).is_dir()
        ),
        packages=tuple(dict.fromkeys(packages)),
        paths=tuple(dict.fromkeys(roots)),
        names=tuple(dict.fromkeys(names)),
        libraries=tuple(_library_folders()),
    )


def _library_folders() -> list[str]:
    multiarch = sysconfig.get_config_var("MULTIARCH") or ""
    folders = [Path(base) / part for base in _SYSTEM_LIBRARIES for part in ("", multiarch)]
    folders.append(Path(sysconfig.get_config_var("LIBDIR") or "/usr/lib"))
    folders.append(Path(sys.base_prefix) / "lib")
    return list(dict.fromkeys(str(folder.resolve()) for folder in folders if os.path.isdir(folder)))  # noqa: PTH112 (never raises)


def _distributions(wanted: tuple[str, ...]) -> tuple[list[str], list[str], list[str]]:
    """Import names, files and parent folders of distributions and of what they require."""
    names: list[str] = []
    files: list[str] = []
    roots: list[str] = []
    todo, seen = list(wanted), set()
    while todo:
        name = todo.pop()
        if name in seen:
            continue
        seen.add(name)
        for module in _import_names(name):
            found = _locate(module)
            if found is not None:
                names.append(module)
                files.append(str(found))
                roots.append(str(found.parent))
                files += [str(path) for path in (found.parent / f"{name}.libs",) if path.is_dir()]
        if name != "numpy":  # numpy requires nothing; reading metadata costs milliseconds
            todo += _requirements(name)
    return names, files, roots


def _locate(module: str) -> Path | None:
    try:
        spec = importlib.util.find_spec(module)
    except (ImportError, ValueError):
        return None
    if spec is None:
        return None
    if spec.submodule_search_locations:
        return Path(next(iter(spec.submodule_search_locations)))
    return Path(spec.origin) if spec.origin and Path(spec.origin).exists() else None


def _import_names(name: str) -> list[str]:
    if name == "numpy":
        return ["numpy"]
    from importlib import metadata  # slow to import, and numpy needs none

    try:
        distribution = metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return []
    listed = distribution.read_text("top_level.txt")
    if listed:
        return listed.split()
    files = distribution.files or []
    tops = {
        file.parts[0].removesuffix(".py")
        for file in files
        if file.parts[0].isidentifier() or len(file.parts) == 1
    }
    return sorted(top for top in tops if top.isidentifier() and top != "__pycache__")


def _requirements(name: str) -> list[str]:
    from importlib import metadata

    try:
        lines = metadata.requires(name) or []
    except metadata.PackageNotFoundError:
        return []
    plain = [line for line in lines if "extra ==" not in line]
    return [match[0].lower() for line in plain if (match := re.match(r"[A-Za-z0-9._-]+", line))]
