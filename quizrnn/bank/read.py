"""One question file → questions, sets and every problem, in one pass."""

from __future__ import annotations

import re
from collections.abc import Callable

import msgspec
from yaml.nodes import MappingNode, Node

from quizrnn.bank import code, kinds, numbers
from quizrnn.bank.draw import check_format, placeholders
from quizrnn.bank.fields import NO_TEXT, Fields, Log, Path, as_fields
from quizrnn.bank.formula import parse as parse_formula
from quizrnn.bank.model import Body, Number, Question, QuestionSet, Text, Topic
from quizrnn.bank.names import nearest
from quizrnn.bank.revision import revision
from quizrnn.bank.sources import Solutions
from quizrnn.bank.yamlnodes import YamlError, compose
from quizrnn.errors import Problem

FILE_FIELDS = ("topic", "title", "group", "order", "reading", "sets", "questions")
SET_FIELDS = ("id", "title", "ask", "questions")
COMMON_FIELDS = (
    "id", "kind", "title", "level", "ask", "hints", "explain", "source", "tags", "see", "formerly",
)  # fmt: skip
READERS: dict[str, Callable[[Fields, Solutions], Body]] = {
    "choice": kinds.choice,
    "match": kinds.match,
    "number": numbers.number,
    "text": kinds.short_text,
    "essay": kinds.essay,
    "code": code.code,
}
KIND_FIELDS: dict[str, tuple[str, ...]] = {**kinds.FIELDS, "number": numbers.FIELDS, "code": code.FIELDS}
ALL_FIELDS = tuple(
    dict.fromkeys((*COMMON_FIELDS, *(name for names in KIND_FIELDS.values() for name in names)))
)
SLUG = re.compile(r"[a-z0-9]+(?:[-_.][a-z0-9]+)*\Z", re.IGNORECASE)
HINTS_BY_LEVEL = {1: 0, 2: 1, 3: 2}


class Claim(msgspec.Struct, frozen=True, array_like=True):
    """A use of an id, checked when all files are known: ``kind`` is id, formerly, see, set or member."""

    kind: str
    id: str
    question: str
    field: str
    line: int
    column: int
    entry: int
    """The line where the question or set starts that makes the claim."""


class FileContent(msgspec.Struct, frozen=True, omit_defaults=True):
    """What one question file holds."""

    topic: Topic | None = None
    sets: tuple[QuestionSet, ...] = ()
    questions: tuple[Question, ...] = ()
    claims: tuple[Claim, ...] = ()
    problems: tuple[Problem, ...] = ()
    uses: tuple[str, ...] = ()
    """Paths below ``solutions/`` that it depends on, also missing ones."""


def read_file(name: str, data: bytes, solutions: Solutions, size: int = 0) -> FileContent:
    """Read and check one file, which problems call ``name`` (``questions/gru.yaml``). Never raises.

    ``size`` is the file's, when ``data`` is only the beginning of a file that is too large.
    """
    log = Log(name)
    solutions.used.clear()
    try:
        root = compose(data, size)
    except YamlError as error:
        log.add_at(error.line, error.column, "", error.message, error.fix)
        return FileContent(problems=tuple(log.problems))
    if root is None:
        log.add_at(1, 1, "", "the file is empty", "It starts with 'topic:'.")
        return FileContent(problems=tuple(log.problems))
    top = as_fields(root, log, (), FILE_FIELDS)
    if top is None:
        return FileContent(problems=tuple(log.problems))
    reader = _Reader(log, solutions)
    reader.file(top)
    return FileContent(
        topic=reader.topic,
        sets=tuple(reader.sets),
        questions=tuple(reader.questions),
        claims=tuple(reader.claims),
        problems=tuple(log.problems),
        uses=tuple(sorted(solutions.used)),
    )


class _Reader:
    def __init__(self, log: Log, solutions: Solutions) -> None:
        self.log = log
        self.solutions = solutions
        self.topic: Topic | None = None
        self.topic_id = ""
        self.sets: list[QuestionSet] = []
        self.questions: list[Question] = []
        self.claims: list[Claim] = []
        self.entry = 0

    def file(self, top: Fields) -> None:
        self.topic_id = top.string("topic", what="the topic's id, such as gru")
        if self.topic_id and not SLUG.match(self.topic_id):
            top.bad("topic", f"'{self.topic_id}' is no id: letters, digits and - only", fatal=False)
        title = top.text("title", neutral=True, required=False)
        reading = top.text("reading", required=False)
        if self.topic_id:
            self.topic = Topic(
                id=self.topic_id,
                title=title if title is not NO_TEXT else Text(self.topic_id, self.topic_id),
                group=top.string("group", ""),
                reading=None if reading is NO_TEXT else reading,
                order=top.integer("order", 0, low=0, high=9999),
            )
        for node, path in top.items("sets"):
            self.set(node, path)
        for node, path in top.items("questions", required="sets" not in top):
            self.log.question = ""
            self.question(node, path)
        self.log.question = ""

    def set(self, node: Node, path: Path) -> None:
        before = self.log.fatal
        fields = as_fields(node, self.log, path, SET_FIELDS)
        if fields is None:
            return
        self.entry = node.start_mark.line + 1
        set_id = self._id(fields, "set")
        title, ask = fields.text("title"), fields.text("ask")
        members = []
        for item, place in fields.items("questions", required=True, what="a list of question ids"):
            member = fields.as_string(item, place, "a question id")
            if member:
                members.append(member)
                self._claim_at("member", member, set_id, f"questions[{len(members) - 1}]", item)
        if self.log.fatal == before:
            self.sets.append(QuestionSet(set_id, self.topic_id, title, ask, tuple(members)))

    def question(self, node: Node, path: Path) -> None:
        before = self.log.fatal
        self.log.question = _id_of(node)
        fields = as_fields(node, self.log, () if self.log.question else path)
        if fields is None:
            return
        self.entry = node.start_mark.line + 1
        question_id = self._id(fields, "id")
        kind = fields.one_of("kind", tuple(READERS))
        fields.only((*COMMON_FIELDS, *KIND_FIELDS[kind]) if kind else ALL_FIELDS)
        title, ask, explain = fields.text("title"), fields.text("ask"), fields.text("explain")
        level = fields.integer("level", None, low=1, high=3)
        hints = fields.texts("hints")
        self._hints(fields, level, hints)
        body = READERS[kind](fields, self.solutions) if kind else None
        if isinstance(body, Number):
            self._placeholders(fields, body, ask, explain, hints)
        self._links(fields, question_id)
        if body is None or self.log.fatal != before:
            return
        self.questions.append(
            self._made(
                fields,
                question_id,
                level=level,
                title=title,
                ask=ask,
                explain=explain,
                hints=hints,
                body=body,
            )
        )

    def _made(
        self,
        fields: Fields,
        question_id: str,
        *,
        level: int,
        title: Text,
        ask: Text,
        explain: Text,
        hints: tuple[Text, ...],
        body: Body,
    ) -> Question:
        return Question(
            id=question_id,
            topic=self.topic_id,
            title=title,
            level=level,
            ask=ask,
            body=body,
            explain=explain,
            hints=hints,
            tags=fields.strings("tags"),
            source=fields.string("source", ""),
            see=fields.strings("see"),
            formerly=fields.strings("formerly"),
            needs=code.needs(body),
            revision=revision(body, self.solutions),
            file=self.log.file,
            line=fields.node.start_mark.line + 1,
        )

    def _id(self, fields: Fields, kind: str) -> str:
        found = fields.string("id", what=f"an id such as {self.topic_id or 'topic'}.some-slug")
        if not found:
            return ""
        if not SLUG.match(found):
            fields.bad("id", f"'{found}' is no id: letters, digits, - and . only", "Write topic.some-slug.")
        elif self.topic_id and not found.startswith(f"{self.topic_id}."):
            slug = found.rpartition(".")[2]
            fields.bad(
                "id",
                f"the id does not start with its topic '{self.topic_id}.'",
                f"Write {self.topic_id}.{slug}.",
            )
        self._claim_at(kind, found, found, "id", fields.values["id"])
        return found

    def _hints(self, fields: Fields, level: int, hints: tuple[Text, ...]) -> None:
        wanted = HINTS_BY_LEVEL[level]
        if len(hints) < wanted:
            message = (
                f"level {level} asks for at least {wanted} hint{'s' if wanted > 1 else ''}, got {len(hints)}"
            )
            fields.bad("hints", message, "From nudge to method.", fatal=False)

    def _links(self, fields: Fields, question_id: str) -> None:
        for kind in ("formerly", "see"):
            for i, (node, _) in enumerate(fields.items(kind)):
                if isinstance(node.value, str) and node.value:
                    self._claim_at(kind, node.value, question_id, f"{kind}[{i}]", node)

    def _claim_at(self, kind: str, claimed: str, owner: str, field: str, node: Node) -> None:
        mark = node.start_mark
        self.claims.append(Claim(kind, claimed, owner, field, mark.line + 1, mark.column + 1, self.entry))

    def _placeholders(
        self, fields: Fields, number: Number, ask: Text, explain: Text, hints: tuple[Text, ...]
    ) -> None:
        """Every ``{=...}`` of the texts is a formula in drawn values."""
        known = {*number.params, *number.let}
        texts = [("ask", ask), ("explain", explain)]
        texts += [(f"hints[{i}]", hint) for i, hint in enumerate(hints)]
        texts += [(f"wrong[{i}].why", wrong.why) for i, wrong in enumerate(number.wrong)]
        texts += [(f"accept[{i}].note", accept.note) for i, accept in enumerate(number.accept)]
        for where, text in texts:
            for lang, written in (("en", text.en), ("ja", text.ja)):
                for form, shape in placeholders(written) if "{=" in written else ():
                    message, fix = _placeholder_fault(form, shape, known)
                    if message:
                        root = fields.values.get(re.split(r"[\[.]", where)[0], fields.node)
                        self.log.add(_find(root, where, lang), ((), f"{where}.{lang}"), message, fix)


def _id_of(node: Node) -> str:
    """The id that a question gives itself, for its problems; "" when it gives none."""
    if not isinstance(node, MappingNode):
        return ""
    return next(
        (value.value for key, value in node.value if key.value == "id" and isinstance(value.value, str)), ""
    )


def _placeholder_fault(form: str, shape: str, known: set[str]) -> tuple[str, str]:
    try:
        unknown = sorted(parse_formula(form).names - known)
        check_format(shape)
    except ValueError as error:
        return f"bad placeholder {{={form}}}: {error}", ""
    if unknown:
        fix = nearest(unknown[0], known) or f"Drawn here: {', '.join(sorted(known))}."
        return f"placeholder {{={form}}}: nothing is called '{unknown[0]}'", fix
    return "", ""


def _find(node: Node, where: str, lang: str) -> Node:
    """The node of a text by its path below its field."""
    for step in [*re.findall(r"\[(\d+)\]|\.(\w+)", where), ("", lang)]:
        index, key = step
        if index and isinstance(node.value, list) and int(index) < len(node.value):
            node = node.value[int(index)]
        elif key and isinstance(node.value, list):
            node = next((value for name, value in node.value if name.value == key), node)
    return node
