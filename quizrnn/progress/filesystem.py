"""Network file systems: no events of changes made elsewhere, and no write-ahead log."""

from __future__ import annotations

import sys
from pathlib import Path

NETWORK = (
    "nfs",
    "cifs",
    "smb",
    "9p",
    "fuse.sshfs",
    "fuse.rclone",
    "afs",
    "ceph",
    "glusterfs",
    "lustre",
    "vboxsf",
    "drvfs",
)


def on_network(path: Path, mounts: str | None = None) -> bool:
    """Whether a folder lies on a network file system, by the list of mounts (Linux; elsewhere False)."""
    if mounts is None:
        try:
            mounts = (
                Path("/proc/self/mounts").read_text("utf-8", "replace") if sys.platform == "linux" else ""
            )
        except OSError:
            return False
    best, kind, there = "", "", str(path.resolve())
    for line in mounts.splitlines():
        fields = line.split()
        if len(fields) < 3:
            continue
        place = fields[1].replace("\\040", " ")
        inside = there == place or there.startswith(place.rstrip("/") + "/")
        if inside and len(place) >= len(best):
            best, kind = place, fields[2]
    return kind.startswith(NETWORK)
