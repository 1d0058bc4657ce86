"""The bank behind an SQLite index: only changed files are read again, lists come from the table."""

from __future__ import annotations

import os
import sqlite3
import time
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from quizrnn.bank import places
from quizrnn.bank.model import Question, QuestionSet, Row, Topic
from quizrnn.bank.names import nearest
from quizrnn.errors import Problem, QuizrnnError

if TYPE_CHECKING:
    from quizrnn.bank.links import Links
    from quizrnn.bank.read import FileContent
    from quizrnn.bank.sources import Solutions

SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT);
CREATE TABLE files (path TEXT PRIMARY KEY, mtime INTEGER, size INTEGER, uses BLOB, content BLOB);
CREATE TABLE lists (
    file TEXT, line INTEGER, id TEXT, topic TEXT, kind TEXT, mode TEXT, level INTEGER, tags TEXT,
    shown INTEGER, row BLOB, PRIMARY KEY (file, line)
) WITHOUT ROWID;
CREATE INDEX by_id ON lists (id, shown);
CREATE TABLE questions (file TEXT, line INTEGER, search TEXT, question BLOB);
CREATE UNIQUE INDEX by_place ON questions (file, line);
CREATE TABLE shared (key TEXT PRIMARY KEY, value BLOB);
"""
FRESH_NS = 50_000_000
"""A file changed this shortly before it was read may change within the same tick: it is read again."""

PATIENCE = 10.0
"""Seconds to wait for another process that brings the index up to date."""

_ENCODE = msgspec.msgpack.Encoder()
_QUESTION = msgspec.msgpack.Decoder(Question)
_ROWS = msgspec.msgpack.Decoder(list[Row])
_USES = msgspec.msgpack.Decoder(dict[str, tuple[int, int]])


class _Shared(msgspec.Struct, frozen=True, omit_defaults=True):
    """What belongs to the bank as a whole."""

    topics: tuple[Topic, ...] = ()
    sets: tuple[QuestionSet, ...] = ()
    problems: tuple[Problem, ...] = ()
    renamed: dict[str, str] = {}
    left_out: tuple[str, ...] = ()


class Bank:
    """A bank of questions. Open it with ``Bank.open``; close it, or leave that to the end of the process."""

    def __init__(self, root: Path, connection: sqlite3.Connection) -> None:
        self.root = root
        self._db = connection
        self._shared: _Shared | None = None
        self.read_again = 0
        """How many question files were read when it was opened."""

    @classmethod
    def open(cls, path: Path | None = None, cache: Path | None = None) -> Bank:
        """The bank at ``path`` (or the one that ships), its index brought up to date; raises QuizrnnError.

        The index lies in ``cache`` (or the user's cache folder), in memory where nothing can be written.
        """
        root = places.bank_root(path)
        stored = _connect(places.index_path(root, cache))
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
        """Questions that fit every filter, in the files' order; ``text``: words of id, texts and tags."""
        conditions = ["shown = 1"]
        values: list[Any] = []
        for column, value in (("topic", topic), ("kind", kind), ("mode", mode), ("level", level)):
            if value is not None:
                conditions.append(f"{column} = ?")
                values.append(value)
        if tag is not None:
            conditions.append("instr(tags, ?)")
            values.append(f" {tag} ")
        words = folded(text).split() if text else []
        conditions.extend("instr(search, ?)" for _ in words)
        tables = "lists JOIN questions USING (file, line)" if words else "lists"
        query = f"SELECT row FROM {tables} WHERE {' AND '.join(conditions)} ORDER BY file, line"
        found = self._db.execute(query, values + words).fetchall()
        return _decode_rows([row for (row,) in found])

    def get(self, question_id: str) -> Question:
        """The question with that id or former id; raises QuizrnnError with the nearest ids."""
        current = self.shared.renamed.get(question_id, question_id)
        query = "SELECT question FROM lists JOIN questions USING (file, line) WHERE id = ? AND shown = 1"
        found = self._db.execute(query, (current,)).fetchone()
        if found is not None:
            return _QUESTION.decode(found[0])
        if current in self.left_out:
            why = next((p for p in self.problems if p.question == current and p.fatal), None)
            raise QuizrnnError(
                f"The question '{current}' is left out because of a fault in the bank.\n{why or ''}"
            )
        ids = [row for (row,) in self._db.execute("SELECT id FROM lists WHERE shown = 1")]
        hint = nearest(question_id, ids) or "'quizrnn bank list' shows them all."
        raise QuizrnnError(f"There is no question '{question_id}'. {hint}")

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
    def shared(self) -> _Shared:
        """Topics, sets, problems and old ids."""
        if self._shared is None:
            found = self._db.execute("SELECT value FROM shared WHERE key = 'shared'").fetchone()
            self._shared = msgspec.msgpack.decode(found[0], type=_Shared) if found else _Shared()
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
        self._prepare()
        files = places.question_files(self.root)
        known = {
            path: (mtime, size, uses)
            for path, mtime, size, uses in self._db.execute("SELECT path, mtime, size, uses FROM files")
        }
        solutions = places.solution_files(self.root) if files else {}
        stale = [file for file in files if not _is_fresh(file, known.get(file[0]), solutions)]
        gone = known.keys() - {path for path, _, _ in files}
        if stale or gone or not self._db.execute("SELECT 1 FROM shared").fetchone():
            self._update(stale, gone, solutions)
            self._shared = None
        self.read_again = len(stale)
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
                _ENCODE.encode(_row(q)),
            )
            for q in content.questions
        ]
        questions = [(path, q.line, _searchable(q), _ENCODE.encode(q)) for q in content.questions]
        self._db.executemany("INSERT OR REPLACE INTO lists VALUES (?,?,?,?,?,?,?,?,?,?)", lists)
        self._db.executemany("INSERT OR REPLACE INTO questions VALUES (?,?,?,?)", questions)
        rest = msgspec.structs.replace(content, questions=())
        self._db.execute(
            "INSERT INTO files VALUES (?,?,?,?,?)",
            (path, mtime, size, _ENCODE.encode(uses), _ENCODE.encode(rest)),
        )

    def _join_sets(self, contents: list[tuple[str, FileContent]], links: Links) -> None:
        """Write into each question the set that it belongs to; a file alone does not know the sets of others."""
        joined = _set_of_each(contents, links)
        stored = self._db.execute("SELECT file, line, row FROM lists").fetchall()
        rows = _decode_rows([row for _, _, row in stored])
        for (file, line, _), row in zip(stored, rows, strict=True):
            if row.set == (of := joined.get(row.id, "")):
                continue
            place = (file, line)
            (blob,) = self._db.execute(
                "SELECT question FROM questions WHERE file = ? AND line = ?", place
            ).fetchone()
            question = msgspec.structs.replace(msgspec.msgpack.decode(blob, type=Question), set=of)
            moved = _ENCODE.encode(msgspec.structs.replace(row, set=of))
            self._db.execute("UPDATE lists SET row = ? WHERE file = ? AND line = ?", (moved, *place))
            self._db.execute(
                "UPDATE questions SET question = ? WHERE file = ? AND line = ?",
                (_ENCODE.encode(question), *place),
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
        value = _ENCODE.encode(_shared(contents, links, shown))
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


def _shared(contents: list[tuple[str, FileContent]], links: Links, shown: set[str]) -> _Shared:
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
    return _Shared(
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
    )


def _decode_rows(rows: list[bytes]) -> list[Row]:
    """All rows in one go: their records as one msgpack array."""
    return _ROWS.decode(b"\xdd" + len(rows).to_bytes(4, "big") + b"".join(rows))


def folded(text: str) -> str:
    """A text as it is searched: NFKC and case folded."""
    return unicodedata.normalize("NFKC", text).casefold()


def _searchable(question: Question) -> str:
    texts = (question.title.en, question.title.ja, question.ask.en, question.ask.ja)
    return folded(" ".join((question.id, *question.tags, *texts)))


def _connect(path: Path) -> sqlite3.Connection | None:
    """A connection to the index file, made new when it is damaged; None where nothing can be written."""
    for _ in range(2):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(path, timeout=PATIENCE, check_same_thread=False)
            connection.isolation_level = None
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute("PRAGMA user_version = 1")
            return connection
        except sqlite3.DatabaseError as error:
            if "locked" in str(error) or "unable to open" in str(error) or "readonly" in str(error):
                return None
            try:
                path.unlink()
            except OSError:
                return None
        except OSError:
            return None
    return None
