"""One's own editor on the code of a question: a file is written, edited, and read back."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from quizrnn.app.widgets.regions import too_long
from quizrnn.bank import solution
from quizrnn.bank.model import Code
from quizrnn.errors import os_reason
from quizrnn.grading.workfile import outside_note

BIGGEST = 1 << 20
"""More bytes than an answer may have; such a file is not taken over."""


@dataclass(frozen=True)
class Edited:
    """What came back: the regions' texts (empty: nothing is taken over), and a message or a note on it."""

    regions: dict[str, str] = field(default_factory=dict)
    message: str = ""
    """A key of the app's strings, "" when all is well."""
    facts: dict[str, object] = field(default_factory=dict)
    note: str = ""
    """What was changed outside of the regions, in words."""


def edit(code: Code, name: str, text: str, command: Sequence[str], lang: str) -> Edited:
    """Run the editor on ``text`` in a file called ``name`` and wait for its end; never raises OSError.

    The file goes once its regions are taken over; otherwise it stays, and the message names it.
    """
    if not command:
        return Edited(message="external.none")
    path = Path()
    try:
        path = Path(tempfile.mkdtemp(prefix="quizrnn-")) / name
        path.write_text(text, encoding="utf-8", newline="\n")
        status = subprocess.run([*command, str(path)], check=False).returncode
        if status:
            return Edited(message="external.status", facts={"status": status, "path": path})
        data = path.read_bytes() if path.stat().st_size <= BIGGEST else None
    except OSError as error:
        reason = f"{command[0]}: {os_reason(error, lang)}"
        return Edited(message="external.failed", facts={"reason": reason, "path": path})
    found = _read(code, data, lang)
    if found.message:
        return Edited(message=found.message, facts={"path": path})
    shutil.rmtree(path.parent, ignore_errors=True)
    return found


def _read(code: Code, data: bytes | None, lang: str) -> Edited:
    try:
        text = (data or b"\xff").decode("utf-8-sig")
    except UnicodeDecodeError:
        return Edited(message="external.unreadable")
    if too_long(text):
        return Edited(message="external.unreadable")
    regions, _ = solution.extract(code.solution, text)
    if not regions:
        return Edited(message="external.marks")
    return Edited(regions, note=outside_note(code, text, lang))
