"""Hands out confined, single-use runners: owns the zygotes, keeps one spare ready, replaces what dies.

Contract between the judge's trusted half (``check``, ``shrink``, ``compare``) and its process half.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable

from quizrnn.errors import QuizrnnError
from quizrnn.judge import early, system
from quizrnn.judge.contract import Isolation, Program, Reply, ReplyKind
from quizrnn.judge.exec_runners import ExecRunners
from quizrnn.judge.session import Session
from quizrnn.judge.zygotes import Limits, Spare, Zygote, ZygoteError, can_have_namespaces, left_out

__all__ = ["Isolation", "Program", "Reply", "ReplyKind", "Runners", "Session"]

LAYERS = ("namespaces", "landlock", "seccomp", "zygote")


class Runners:
    """The zygotes of one judge: numpy and torch, trusted (bank code, may import quizrnn.reference) and not.

    ``without`` leaves layers out (names of ``LAYERS``), for tests and for a person who must; the
    environment variable
    QUIZRNN_JUDGE_WITHOUT adds to it. What is left out is told by ``isolation``. Not thread-safe.
    Raises QuizrnnError on a system that has no way to run them.
    """

    def __init__(self, *, without: Iterable[str] = ()) -> None:
        if why := system.unsuited():
            raise QuizrnnError(why)
        self._without = frozenset(without) | left_out()
        self._namespaces = can_have_namespaces(self._without)
        self._namespaces_note = "" if self._namespaces else "bubblewrap is not installed"
        if "namespaces" in self._without:
            self._namespaces_note = "namespaces were switched off"
        self._zygotes: dict[tuple[bool, bool], Zygote | ExecRunners] = {}
        self._isolation: dict[bool, Isolation] = {}
        self._closed = False

    def warm(self, *, torch: bool, trusted: bool) -> None:
        """Start that zygote and its spare without waiting."""
        self._zygote((torch, trusted))

    def session(self, *, torch: bool, trusted: bool, seconds: float, memory: int) -> Session:
        """A context manager; waits for the spare when it is not ready yet."""
        return Session(self, (torch, trusted), seconds, memory)

    def isolation(self, *, torch: bool = False) -> Isolation:
        """Run the self-test once (cached) and tell the level."""
        from quizrnn.judge.isolation import measure

        if torch not in self._isolation:
            self._isolation[torch] = measure(self, torch=torch)
        return self._isolation[torch]

    def close(self) -> None:
        """Kill everything this object started."""
        for zygote in self._zygotes.values():
            zygote.close()
        self._zygotes.clear()

    def __enter__(self) -> Runners:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # -- for sessions -------------------------------------------------------------------------------

    def take(self, key: tuple[bool, bool], limits: Limits) -> tuple[Zygote | ExecRunners, Spare]:
        """A spare; whoever takes it asks the zygote for the next one. Raises ``ZygoteError``."""
        zygote = self.zygote(key)
        return zygote, zygote.take(limits)

    def discard(self, key: tuple[bool, bool], zygote: Zygote | ExecRunners | None) -> None:
        """Give up a zygote that died or does not answer; the next session starts another."""
        if zygote is None:
            zygote = self._zygotes.get(key)
        if zygote is not None and self._zygotes.get(key) is zygote:
            del self._zygotes[key]
            zygote.close()

    def zygote(self, key: tuple[bool, bool]) -> Zygote | ExecRunners:
        """That zygote, started and warm; raises ``ZygoteError``."""
        zygote = self._zygote(key)
        try:
            zygote.wait_ready()
        except ZygoteError as error:
            if not zygote.namespaces:
                raise
            # bubblewrap may be there but not allowed to make namespaces (AppArmor, a container).
            self._namespaces, self._namespaces_note = False, f"bubblewrap does not work here: {error}"
            self.discard(key, zygote)
            zygote = self._zygote(key)
            zygote.wait_ready()
        return zygote

    def notes(self) -> list[str]:
        """What is weaker than it could be, and why."""
        return [self._namespaces_note] if self._namespaces_note else []

    def _zygote(self, key: tuple[bool, bool]) -> Zygote | ExecRunners:
        zygote = self._zygotes.get(key)
        if zygote is None:
            torch, trusted = key
            if sys.platform == "linux" and "zygote" not in self._without:
                kind = {"torch": torch, "trusted": trusted, "namespaces": self._namespaces}
                zygote = early.take(**kind, without=self._without) or Zygote(**kind, without=self._without)
            else:
                zygote = ExecRunners(torch=torch, trusted=trusted)
            self._zygotes[key] = zygote
        return zygote
