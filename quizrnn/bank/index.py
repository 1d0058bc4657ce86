"""The bank behind an SQLite index: only changed files are read again, lists come from the table."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import msgspec

from quizrnn.bank import places
from quizrnn.bank.model import Question, QuestionSet, Row, Topic
from quizrnn.bank.names import near_name
from quizrnn.bank.search import Search
from quizrnn.bank.tables import QUESTION, Shared, connect, decode_rows
from quizrnn.bank.update import Update
from quizrnn.errors import KeyedError, Problem, QuizrnnError


class Bank:
    """A bank of questions. Open it with ``Bank.open``; close it, or leave that to the end of the process."""

    def __init__(self, root: Path, connection: sqlite3.Connection) -> None:
        self.root = root
        self._db = connection
        self._shared: Shared | None = None
        self.read_again = 0
        """How many question files were read when it was opened."""

    @classmethod
    def open(cls, path: Path | None = None, cache: Path | None = None) -> Bank:
        """The bank at ``path`` (or the one that ships), its index brought up to date; raises QuizrnnError.

        The index lies in ``cache`` (or the user's cache folder), in memory where nothing can be written.
        """
        root = places.bank_root(path)
        try:
            stored = connect(places.index_path(root, cache))
        except QuizrnnError:  # nobody's home
            stored = None
        if stored is not None:
            try:
                return cls._fresh(root, stored)
            except sqlite3.Error:
                stored.close()
        connection = sqlite3.connect(":memory:", check_same_thread=False)
        connection.isolation_level = None
        return cls._fresh(root, connection)

    @classmethod
    def _fresh(cls, root: Path, connection: sqlite3.Connection) -> Bank:
        bank = cls(root, connection)
        bank.refresh()
        return bank

    def close(self) -> None:
        """Close the index."""
        self._db.close()

    # -- what is asked of it ---------------------------------------------------------------------

    def rows(
        self,
        *,
        topic: str | None = None,
        kind: str | None = None,
        mode: str | None = None,
        level: int | None = None,
        tag: str | None = None,
        text: str | None = None,
    ) -> list[Row]:
        """Questions that fit every filter, in the files' order; ``text``: words of id, titles, texts and tags, the
        best first.
        """
        conditions = ["shown = 1"]
        values: list[Any] = []
        for column, value in (("topic", topic), ("kind", kind), ("mode", mode), ("level", level)):
            if value is not None:
                conditions.append(f"{column} = ?")
                values.append(value)
        if tag is not None:
            conditions.append("instr(tags, ?)")
            values.append(f" {tag} ")
        tables, order = "lists", "file, line"
        if text and text.strip():
            search = Search.of(text, self.topics())
            tables, order = "lists JOIN questions USING (file, line)", search.order
            conditions += search.conditions
            values += [*search.found, *search.ranked]
        query = f"SELECT row FROM {tables} WHERE {' AND '.join(conditions)} ORDER BY {order}"
        found = self._db.execute(query, values).fetchall()
        return decode_rows([row for (row,) in found])

    def get(self, question_id: str) -> Question:
        """The question with that id or former id; raises QuizrnnError with the nearest ids."""
        current = self.shared.renamed.get(question_id, question_id)
        query = "SELECT question FROM lists JOIN questions USING (file, line) WHERE id = ? AND shown = 1"
        found = self._db.execute(query, (current,)).fetchone()
        if found is not None:
            return QUESTION.decode(found[0])
        if current in self.left_out:
            why = next((p for p in self.problems if p.question == current and p.fatal), None)
            raise KeyedError("left-out", id=current, why=why or "")
        ids = [row for (row,) in self._db.execute("SELECT id FROM lists WHERE shown = 1")]
        near = near_name(question_id, ids)
        hint = KeyedError("near", name=near) if near else KeyedError("bank-list")
        raise KeyedError("no-question", id=question_id, hint=hint)

    def topics(self) -> tuple[Topic, ...]:
        """Topics that have questions, in the files' order."""
        return self.shared.topics

    def sets(self) -> tuple[QuestionSet, ...]:
        """Sets of linked questions."""
        return self.shared.sets

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything that is wrong with the bank, by file and line."""
        return self.shared.problems

    @property
    def left_out(self) -> tuple[str, ...]:
        """Ids of questions and sets that are not usable because of fatal problems."""
        return self.shared.left_out

    @property
    def shared(self) -> Shared:
        """Topics, sets, problems and old ids."""
        if self._shared is None:
            found = self._db.execute("SELECT value FROM shared WHERE key = 'shared'").fetchone()
            self._shared = msgspec.msgpack.decode(found[0], type=Shared) if found else Shared()
        return self._shared

    def sources(self, question: Question) -> tuple[Path, ...]:
        """The files that a question is made of: its YAML file, then its files of ``solutions/``."""
        body: Any = question.body
        paths = [self.root / question.file]
        for name in ("solution", "twin"):
            solution = getattr(body, name, None)
            if solution is not None:
                paths.append(self.root / "solutions" / solution.path)
        for name in ("proof", "compute"):
            if getattr(body, name, ""):
                paths.append(self.root / "solutions" / getattr(body, name))
        return tuple(paths)

    # -- keeping it fresh ------------------------------------------------------------------------

    def refresh(self) -> int:
        """Read the files that changed since the index was made; returns how many."""
        changed = Update(self.root, self._db).run()
        if changed is not None:
            self._shared = None
        self.read_again = changed or 0
        return self.read_again
