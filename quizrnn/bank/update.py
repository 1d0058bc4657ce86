"""Brings the index up to date: changed files are read, and linked with the others."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from quizrnn.bank import places
from quizrnn.bank.model import Match, Question, QuestionSet, Row, Topic
from quizrnn.bank.search import head_and_text
from quizrnn.bank.tables import ENCODE, QUESTION, SCHEMA, Shared, decode_rows
from quizrnn.errors import Problem

if TYPE_CHECKING:
    from quizrnn.bank.links import Links
    from quizrnn.bank.read import FileContent
    from quizrnn.bank.sources import Solutions

FRESH_NS = 50_000_000
"""A file changed this shortly before it was read may change within the same tick: it is read again."""

_USES = msgspec.msgpack.Decoder(dict[str, tuple[int, int]])


class Update:
    """One look at all files of a bank."""

    def __init__(self, root: Path, connection: sqlite3.Connection) -> None:
        self.root = root
        self._db = connection

    def run(self) -> int | None:
        """Read the files that changed since the index was made; how many, or None where nothing had changed."""
        self._prepare()
        files = places.question_files(self.root)
        known = {
            path: (mtime, size, uses)
            for path, mtime, size, uses in self._db.execute("SELECT path, mtime, size, uses FROM files")
        }
        solutions = places.solution_files(self.root) if files else {}
        stale = [file for file in files if not _is_fresh(file, known.get(file[0]), solutions)]
        gone = known.keys() - {path for path, _, _ in files}
        if not stale and not gone and self._db.execute("SELECT 1 FROM shared").fetchone():
            return None
        self._update(stale, gone, solutions)
        return len(stale)

    def _prepare(self) -> None:
        stamp = places.code_stamp()
        try:
            found = self._db.execute("SELECT value FROM meta WHERE key = 'stamp'").fetchone()
        except sqlite3.OperationalError:
            found = None
        if found is not None and found[0] == stamp:
            return
        self._db.execute("BEGIN IMMEDIATE")
        for (name,) in self._db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            self._db.execute(f'DROP TABLE "{name}"')
        for statement in SCHEMA.split(";"):
            self._db.execute(statement)
        self._db.execute("INSERT INTO meta VALUES ('stamp', ?)", (stamp,))
        self._db.execute("COMMIT")

    def _update(
        self, stale: list[tuple[str, int, int]], gone: Iterable[str], present: dict[str, tuple[int, int]]
    ) -> None:
        from quizrnn.bank.sources import Solutions
        from quizrnn.bank.yamlnodes import no_collector

        solutions = Solutions(self.root / "solutions")
        with no_collector():
            now = time.time_ns()
            self._db.execute("BEGIN IMMEDIATE")
            try:
                for path in gone:
                    self._forget(path)
                for (
                    path,
                    mtime,
                    size,
                ) in stale:  # stored one by one: a large bank never lies in memory as a whole
                    content = _read(self.root, path, solutions)
                    self._forget(path)
                    uses = {use: present.get(use, (0, -1)) for use in content.uses}
                    newest = max([mtime, *(use[0] for use in uses.values())])
                    self._remember(path, 0 if now - newest < FRESH_NS else mtime, size, uses, content)
                self._link()
                self._db.execute("COMMIT")
            except BaseException:
                self._db.execute("ROLLBACK")
                raise

    def _forget(self, path: str) -> None:
        self._db.execute("DELETE FROM files WHERE path = ?", (path,))
        self._db.execute("DELETE FROM lists WHERE file = ?", (path,))
        self._db.execute("DELETE FROM questions WHERE file = ?", (path,))

    def _remember(
        self, path: str, mtime: int, size: int, uses: dict[str, tuple[int, int]], content: FileContent
    ) -> None:
        lists = [
            (
                path,
                q.line,
                q.id,
                q.topic,
                q.kind,
                q.mode,
                q.level,
                f" {' '.join(q.tags)} ",
                1,
                ENCODE.encode(_row(q)),
            )
            for q in content.questions
        ]
        questions = [(path, q.line, *head_and_text(q), ENCODE.encode(q)) for q in content.questions]
        self._db.executemany("INSERT OR REPLACE INTO lists VALUES (?,?,?,?,?,?,?,?,?,?)", lists)
        self._db.executemany("INSERT OR REPLACE INTO questions VALUES (?,?,?,?,?)", questions)
        rest = msgspec.structs.replace(content, questions=())
        self._db.execute(
            "INSERT INTO files VALUES (?,?,?,?,?)",
            (path, mtime, size, ENCODE.encode(uses), ENCODE.encode(rest)),
        )

    def _join_sets(self, contents: list[tuple[str, FileContent]], links: Links) -> None:
        """Write into each question the set that it belongs to; a file alone does not know the sets of others."""
        joined = _set_of_each(contents, links)
        stored = self._db.execute("SELECT file, line, row FROM lists").fetchall()
        rows = decode_rows([row for _, _, row in stored])
        for (file, line, _), row in zip(stored, rows, strict=True):
            if row.set == (of := joined.get(row.id, "")):
                continue
            place = (file, line)
            (blob,) = self._db.execute(
                "SELECT question FROM questions WHERE file = ? AND line = ?", place
            ).fetchone()
            question = msgspec.structs.replace(QUESTION.decode(blob), set=of)
            moved = ENCODE.encode(msgspec.structs.replace(row, set=of))
            self._db.execute("UPDATE lists SET row = ? WHERE file = ? AND line = ?", (moved, *place))
            self._db.execute(
                "UPDATE questions SET question = ? WHERE file = ? AND line = ?",
                (ENCODE.encode(question), *place),
            )

    def _link(self) -> None:
        """Check what only all files together show, and leave out what that asks for."""
        from quizrnn.bank.links import check_links
        from quizrnn.bank.read import FileContent

        decode = msgspec.msgpack.Decoder(FileContent).decode
        stored = self._db.execute("SELECT path, content FROM files ORDER BY path").fetchall()
        contents = [(path, decode(content)) for path, content in stored]
        links = check_links((path, content.claims) for path, content in contents)
        self._db.execute("UPDATE lists SET shown = 1 WHERE shown = 0")
        self._db.executemany("UPDATE lists SET shown = 0 WHERE file = ? AND line = ?", sorted(links.left_out))
        self._join_sets(contents, links)
        shown = {question for (question,) in self._db.execute("SELECT id FROM lists WHERE shown = 1")}
        value = ENCODE.encode(_shared(contents, links, shown))
        self._db.execute("INSERT OR REPLACE INTO shared VALUES ('shared', ?)", (value,))


def _set_of_each(contents: list[tuple[str, FileContent]], links: Links) -> dict[str, str]:
    """Question → the first set that names it, wherever the two are written."""
    joined: dict[str, str] = {}
    for path, content in contents:
        entries = {claim.id: claim.entry for claim in content.claims if claim.kind == "set"}
        for one in content.sets:
            if (path, entries[one.id]) not in links.left_out:
                for member in one.questions:
                    joined.setdefault(member, one.id)
    return joined


def _shared(contents: list[tuple[str, FileContent]], links: Links, shown: set[str]) -> Shared:
    """What belongs to the bank as a whole, from its files and their links."""
    topics: dict[str, Topic] = {}
    sets: list[QuestionSet] = []
    claimed: dict[str, None] = {}
    problems = list(links.problems)
    for path, content in contents:
        problems.extend(content.problems)
        entries = {claim.id: claim.entry for claim in content.claims if claim.kind == "set"}
        for one in content.sets:
            if (path, entries[one.id]) not in links.left_out:
                members = tuple(member for member in one.questions if member in shown)
                sets.append(msgspec.structs.replace(one, questions=members))
        claimed.update({claim.id: None for claim in content.claims if claim.kind in ("id", "set")})
        if content.topic is not None:
            topics[content.topic.id] = _richer(topics.get(content.topic.id), content.topic)
    usable = shown | {one.id for one in sets}
    return Shared(
        topics=tuple(sorted(topics.values(), key=lambda topic: topic.order)),
        sets=tuple(sets),
        problems=tuple(sorted(set(problems))),
        renamed=links.renamed,
        left_out=tuple(name for name in claimed if name not in usable),
    )


def _richer(first: Topic | None, second: Topic) -> Topic:
    """Several files may share a topic: what the first does not say, the second may."""
    if first is None:
        return second
    titled = first.title.en != first.id
    return Topic(
        first.id,
        first.title if titled else second.title,
        first.group or second.group,
        first.reading or second.reading,
        first.order or second.order,
    )


def _is_fresh(
    file: tuple[str, int, int], known: tuple[int, int, bytes] | None, present: dict[str, tuple[int, int]]
) -> bool:
    """True when neither the file nor any solution that it uses has changed."""
    if known is None or known[:2] != file[1:]:
        return False
    return all(present.get(use, (0, -1)) == then for use, then in _USES.decode(known[2]).items())


def _read(root: Path, path: str, solutions: Solutions) -> FileContent:
    """What a question file holds; one that cannot be read holds a problem."""
    from quizrnn.bank.read import FileContent, read_file
    from quizrnn.bank.yamlnodes import MAX_BYTES

    try:
        with (root / path).open("rb") as file:
            data = file.read(MAX_BYTES + 1)
            size = os.fstat(file.fileno()).st_size
    except OSError as error:
        problem = Problem(path, 0, 0, "", "", f"cannot be read: {error.strerror}", "Look at its permissions.")
        return FileContent(problems=(problem,))
    return read_file(path, data, solutions, size)


def _row(question: Question) -> Row:
    return Row(
        id=question.id,
        kind=question.kind,
        mode=question.mode,
        topic=question.topic,
        level=question.level,
        title=question.title,
        tags=question.tags,
        languages=question.languages,
        needs=question.needs,
        set=question.set,
        revision=question.revision,
        ordering=isinstance(question.body, Match) and bool(question.body.order),
    )
