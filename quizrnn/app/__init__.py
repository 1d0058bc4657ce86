"""The app in the terminal. ``run`` opens it; importing this package loads neither textual nor numpy.

One answer, from key press to verdict: a place for answers (``widgets/``) posts ``Submitted`` to
``screens/answering.py``, which reads the answer and starts a worker; the worker awaits ``grading.grade``
with the judge that ``app.py`` owns; the verdict becomes an attempt (``quiz.record``), which goes to the
store at once, and its feedback goes to ``widgets/feedback.py``.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quizrnn.bank import Bank
    from quizrnn.progress import Store
    from quizrnn.quiz import Sitting


PATIENCE = 0.03
"""Seconds that the app waits while another program writes to the progress file: a frame or two."""


def run(
    bank_path: str | Path | None = None,
    lang: str | None = None,
    data_path: str | Path | None = None,
    sitting: Callable[[Bank, Store], Sitting] | None = None,
) -> int:
    """Open the app and return its exit code; raises QuizrnnError when there is no bank to open.

    ``sitting`` chooses one to begin with; otherwise the start page is shown.
    """
    prepare_terminal()
    forget_exported_size()
    gc.disable()  # until the first screen is drawn: a large bank is read faster without collections
    from quizrnn.app.app import QuizrnnApp
    from quizrnn.bank import Bank
    from quizrnn.progress import open_store

    store = open_store(data_path, PATIENCE)
    try:
        bank = Bank.open(Path(bank_path) if bank_path else None)
        store.rename(bank.shared.renamed)
        app = QuizrnnApp(bank, store, lang, first=sitting(bank, store) if sitting is not None else None)
        app.run()
        return app.return_code or 0
    finally:
        gc.enable()
        store.close()


def prepare_terminal() -> None:
    """Settings that textual reads once, when it is imported."""
    # With the Kitty protocol, textual 8.2.8 turns longer commits of a Japanese input method into garbage.
    os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")


def forget_exported_size() -> None:
    """Take the size from the terminal alone, and so notice when it changes.

    Python believes exported ``COLUMNS`` and ``LINES`` first: they stay what they were when a window grows or
    another client of tmux is attached.
    """
    try:
        os.get_terminal_size()
    except OSError:
        return
    for name in ("COLUMNS", "LINES"):
        os.environ.pop(name, None)
