"""Keeps proofs by content: a question that has not changed is not executed again."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Mapping
from functools import cache
from importlib import metadata
from pathlib import Path

import msgspec

from quizrnn.bank.model import Question
from quizrnn.judge import store
from quizrnn.proof.result import Proof

ROOMS = ("proof", "judge", "grading", "bank", "reference")
"""A change to the code of these rooms may change what a proof says."""
KEPT = 5000


@cache
def program_version() -> str:
    """A hash of everything but the bank that a proof depends on: our own code, Python, numpy and torch."""
    digest = hashlib.sha256(sys.version.encode())
    for package in ("numpy", "torch"):
        digest.update(_version(package).encode())
    root = Path(__file__).resolve().parent.parent
    for room in ROOMS:
        for path in sorted((root / room).rglob("*.py")):
            digest.update(str(path.relative_to(root)).encode() + path.read_bytes())
    return digest.hexdigest()


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "none"


def key_of(question: Question, files: Mapping[str, str]) -> str:
    """The content hash of a question: itself without its place, and the ``files`` that its proof runs."""
    content = msgspec.structs.replace(question, file="", line=0)
    digest = hashlib.sha256(program_version().encode())
    digest.update(msgspec.json.encode(content, order="deterministic"))
    digest.update(msgspec.json.encode(files, order="deterministic"))
    return digest.hexdigest()


class Cache:
    """Proofs in a folder, one small file each; a folder that cannot be used only costs time."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or store.folder().parent / "proofs"

    def get(self, key: str) -> Proof | None:
        """The kept proof, or None when there is none or it cannot be read."""
        try:
            return msgspec.json.decode((self.folder / f"{key}.json").read_bytes(), type=Proof)
        except (OSError, msgspec.MsgspecError):
            return None

    def put(self, key: str, proof: Proof) -> None:
        """Keep a proof. One that could not be judged is not kept: what was missing may be there next time."""
        if proof.status == "unproven":
            return
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            fresh = self.folder / f"{key}.new"
            fresh.write_bytes(msgspec.json.encode(proof))
            fresh.replace(self.folder / f"{key}.json")
        except OSError:
            return

    def prune(self, kept: int = KEPT) -> None:
        """Drop the oldest proofs beyond ``kept``."""
        try:
            files = sorted(self.folder.glob("*.json"), key=lambda path: path.stat().st_mtime)
            for path in files[: max(0, len(files) - kept)]:
                path.unlink(missing_ok=True)
        except OSError:
            return
