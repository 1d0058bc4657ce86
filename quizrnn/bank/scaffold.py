"""Skeletons: a question of each kind and mode that already passes the checks, to be written over."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec

from quizrnn.bank import places
from quizrnn.bank.names import hint
from quizrnn.bank.skeletons import CODE_KINDS, QUESTIONS, solution_text
from quizrnn.errors import KeyedError

ALIASES = {"blank": "type", "code": "write"}
KINDS = (*QUESTIONS, *ALIASES)
_TOPIC = re.compile(r"^topic:\s*['\"]?([\w.-]+)", re.MULTILINE)
_ITEM = re.compile(r"^( *)- +(?:id|kind|title):", re.MULTILINE)
_SLUG = re.compile(r"[a-z0-9]+(?:[-.][a-z0-9]+)*\Z")


class Skeleton(msgspec.Struct, frozen=True):
    """A new question: its lines (an item of ``questions``, not indented) and its solution file, if any."""

    id: str
    question: str
    path: str = ""
    """Of the solution, below ``solutions/``; "" when there is none."""
    solution: str = ""


def new(topic: str, kind: str, slug: str = "") -> Skeleton:
    """The skeleton of a kind (choice, ...) or of a mode of code (type, ...); raises QuizrnnError."""
    kind = ALIASES.get(kind, kind)
    if kind not in QUESTIONS:
        raise KeyedError("no-kind", name=kind, hint=hint(kind, KINDS))
    slug = slug or f"new-{kind}"
    for what, word in (("topic", topic), ("name", slug)):
        if not _SLUG.match(word):
            raise KeyedError(f"no-slug-{what}", word=word)
    path = f"{topic.replace('.', '_')}/{re.sub(r'[-.]', '_', slug)}.py" if kind in CODE_KINDS else ""
    question = QUESTIONS[kind].replace("@ID@", f"{topic}.{slug}").replace("@PATH@", path)
    return Skeleton(f"{topic}.{slug}", question, path, solution_text(kind) if path else "")


def add(root: Path, topic: str, kind: str, slug: str = "") -> tuple[str, tuple[Path, ...]]:
    """Write a skeleton into a bank: its id and files; raises QuizrnnError, and then nothing is written."""
    file, text = _topic_file(root, topic)
    skeleton = _free(root, topic, kind, slug, text)
    whole = _appended(text, skeleton.question, file) if text else _first(topic, skeleton.question)
    written = [file]
    _refuse_faults(root, file, whole, skeleton)
    try:
        if skeleton.path:
            solution = root / "solutions" / skeleton.path
            solution.parent.mkdir(parents=True, exist_ok=True)
            solution.write_text(skeleton.solution, encoding="utf-8")
            written.append(solution)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(whole, encoding="utf-8")
    except OSError as error:
        raise KeyedError("cannot-write", path=error.filename, reason=error) from None
    return skeleton.id, tuple(written)


def _topic_file(root: Path, topic: str) -> tuple[Path, str]:
    """The file of a topic and its text; "" when it is to be made."""
    for name, _, size in places.question_files(root):
        if 0 < size < 8_000_000:
            text = (root / name).read_text(encoding="utf-8-sig", errors="replace")
            found = _TOPIC.search(text)
            if found and found[1] == topic:
                return root / name, text
    file = root / "questions" / f"{topic.replace('.', '_')}.yaml"
    if file.exists():
        raise KeyedError("other-topic", path=file, topic=topic)
    return file, ""


def _free(root: Path, topic: str, kind: str, slug: str, text: str) -> Skeleton:
    """A skeleton whose id and solution file are not taken."""
    base = slug or f"new-{ALIASES.get(kind, kind)}"
    for number in range(1, 1000):
        skeleton = new(topic, kind, base if number == 1 else f"{base}-{number}")
        taken = re.search(rf"\bid: *['\"]?{re.escape(skeleton.id)}['\"]?\s*(?:[,}}#]|$)", text, re.MULTILINE)
        exists = bool(skeleton.path) and (root / "solutions" / skeleton.path).exists()
        if not taken and not exists:
            return skeleton
        if slug:
            there = exists and not taken
            what = f"solutions/{skeleton.path}" if there else KeyedError("taken-id", id=skeleton.id)
            raise KeyedError("taken", what=what)
    raise KeyedError("thousand", topic=topic)


def _first(topic: str, question: str) -> str:
    title = topic.replace(".", " ").replace("-", " ").capitalize()
    editors = "# yaml-language-server: $schema=./schema.json\n"
    head = f"topic: {topic}\ntitle: {{en: {title}, ja: {title}}}\nquestions:\n"
    return editors + head + _indented(question, "  ")


def _appended(text: str, question: str, file: Path) -> str:
    items = list(_ITEM.finditer(text))
    last_key = re.findall(r"^([A-Za-z_]+):", text, re.MULTILINE)
    if not items or not last_key or last_key[-1] != "questions":
        raise KeyedError("not-last", path=file)
    return text.rstrip() + "\n" + _indented(question, items[-1][1])


def _indented(question: str, indent: str) -> str:
    return "".join(indent + row + "\n" if row else "\n" for row in question.strip("\n").split("\n"))


def _refuse_faults(root: Path, file: Path, whole: str, skeleton: Skeleton) -> None:
    """The file with the new question must still parse, and the new question must be in it."""
    from quizrnn.bank.read import read_file
    from quizrnn.bank.sources import Solutions

    name = file.relative_to(root).as_posix()
    content = read_file(
        name, whole.encode(), Solutions(root / "solutions", {skeleton.path: skeleton.solution})
    )
    if skeleton.id not in {question.id for question in content.questions}:
        first = next((problem for problem in content.problems if problem.fatal), "")
        raise KeyedError("has-fault", path=name, why=first)
