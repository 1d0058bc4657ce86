"""The command line that puts a zygote into namespaces of its own: an empty root with read-only places in
it."""

from __future__ import annotations

import os
from pathlib import Path

from quizrnn.judge.places import INSIDE, Places

_SYSTEM = ("/lib", "/lib64", "/lib32", "/libx32")


def available() -> str:
    """The path of ``bwrap``; "" when it is not installed."""
    folders = os.environ.get("PATH", os.defpath).split(os.pathsep)
    found = (f"{folder}/bwrap" for folder in folders if folder)
    return next((path for path in found if os.access(path, os.X_OK)), "")


def prefix(bwrap: str, places: Places) -> list[str]:
    """The arguments before the interpreter. As root the zygote keeps the right to change its user, nothing
    else."""
    command = [
        bwrap,
        "--unshare-ipc",
        "--unshare-pid",
        "--unshare-net",
        "--unshare-uts",
        "--unshare-cgroup-try",
    ]
    if os.getuid() == 0:
        command += ["--cap-drop", "ALL", "--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"]
    else:
        command += ["--unshare-user"]
    command += [
        "--new-session",
        "--hostname",
        "runner",
        "--dev",
        "/dev",
        "--perms",
        "1777",
        "--tmpfs",
        "/tmp",
    ]
    binds = ["/usr/lib", "/usr/lib64", "/etc/ld.so.cache", places.python, places.stdlib]
    links = []
    for path in _SYSTEM:
        if Path(path).is_symlink():
            links += ["--symlink", str(Path(path).readlink()), path]
        else:
            binds.append(path)
    for folder in places.libraries:
        if not folder.startswith(("/lib", "/usr/lib")):
            binds += [str(file) for file in Path(folder).glob("libpython*.so*")]
    last = [*places.packages, str(INSIDE)]
    for folder in _ancestors([*binds, *last]):
        command += ["--perms", "0755", "--dir", folder]  # else only root could pass through
    command += links
    for path in binds:
        command += ["--ro-bind-try", path, path]
    for folder in places.hidden:
        command += ["--tmpfs", folder]
    for path in last:
        command += ["--ro-bind-try", path, path]
    for folder in places.hidden:
        command += ["--remount-ro", folder]
    return [*command, "--remount-ro", "/", "--chdir", "/", "--"]


def _ancestors(paths: list[str]) -> list[str]:
    """The folders above ``paths`` that bubblewrap would make, outermost first, without those inside
    another path."""
    found: dict[str, None] = {}
    taken = [Path(path) for path in paths]
    for path in taken:
        for parent in reversed(path.parents):
            if parent != Path("/") and not any(parent.is_relative_to(other) for other in taken):
                found[str(parent)] = None
    return list(found)
