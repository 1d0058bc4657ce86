"""Reading fields of a map: each read either yields a value or notes a problem at its place, and goes on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from quizrnn.bank import scalars
from quizrnn.bank.model import Text
from quizrnn.bank.names import nearest
from quizrnn.errors import Problem

Path = tuple[Any, ...]
"""Where a node is inside a question, as nested pairs ((((), "wrong"), 1), "why"); joined for messages."""

NO_TEXT = Text("", "")


def join_path(path: Path) -> str:
    """``wrong[1].why`` from a nested path."""
    parts: list[str] = []
    while path:
        path, step = path
        parts.append(f"[{step}]" if isinstance(step, int) else f".{step}")
    return "".join(reversed(parts)).removeprefix(".")


class Log:
    """Collects the problems of one file; ``question`` is the id under way."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.question = ""
        self.problems: list[Problem] = []
        self.fatal = 0

    def add(self, node: Node | None, path: Path, message: str, fix: str = "", *, fatal: bool = True) -> None:
        """Note a problem at the start of ``node``."""
        line, column = (node.start_mark.line + 1, node.start_mark.column + 1) if node is not None else (0, 0)
        self.add_at(line, column, join_path(path), message, fix, fatal=fatal)

    def add_at(
        self, line: int, column: int, field: str, message: str, fix: str = "", *, fatal: bool = True
    ) -> None:
        """Note a problem at a place counted from 1."""
        self.problems.append(Problem(self.file, line, column, self.question, field, message, fix, fatal))
        self.fatal += fatal


class Fields:
    """One map of the file, its keys checked against the known ones."""

    __slots__ = ("keys", "log", "node", "path", "values")

    def __init__(self, node: MappingNode, log: Log, path: Path) -> None:
        self.node = node
        self.log = log
        self.path = path
        self.keys: dict[str, Node] = {}
        self.values: dict[str, Node] = {}
        for key, value in node.value:
            name = key.value
            if not isinstance(name, str):
                log.add(key, path, "a field name must be a word")
            elif name in self.values:
                log.add(key, (path, name), f"'{name}' is given twice", f"First in line {self._line(name)}.")
            elif name == "<<":
                log.add(key, path, "merge keys (<<) are not read", "Write the fields out.")
            else:
                self.keys[name] = key
                self.values[name] = value

    def _line(self, name: str) -> int:
        return int(self.keys[name].start_mark.line) + 1

    def only(self, known: Iterable[str]) -> Fields:
        """Note every field that is not ``known``, with the nearest name that is."""
        if not self.values.keys() <= set(known):
            for name in [name for name in self.values if name not in known]:
                key, value = self.keys[name], self.values[name]
                if scalars.is_null(value) and not value.value and self.node.flow_style:
                    fix = "Inside { }, a text that holds a comma needs quotes."
                else:
                    fix = nearest(name, known) or f"Known here: {', '.join(sorted(known))}."
                self.log.add(key, (self.path, name), f"unknown field '{_cut(name)}'", fix)
        return self

    def __contains__(self, name: str) -> bool:
        return name in self.values

    def at(self, name: str) -> Path:
        """The path of a field."""
        return (self.path, name)

    def bad(self, name: str, message: str, fix: str = "", *, fatal: bool = True) -> None:
        """Note a problem at a field's value, or at the map when the field is not there."""
        self.log.add(self.values.get(name, self.node), (self.path, name), message, fix, fatal=fatal)

    def need(self, name: str, what: str) -> Node | None:
        """The node of a field that must be there."""
        node = self.values.get(name)
        if node is None:
            self.log.add(self.node, (self.path, name), f"'{name}' is missing, expected {what}")
        return node

    # -- scalars ---------------------------------------------------------------------------------

    def string(self, name: str, default: str | None = None, *, what: str = "a text") -> str:
        """A text that is not empty; without ``default`` it must be there. "" after a problem."""
        node = self.values.get(name)
        if node is None:
            if default is None:
                self.need(name, what)
            return default or ""
        return self.as_string(node, (self.path, name), what)

    def as_string(self, node: Node, path: Path, what: str = "a text") -> str:
        """The text of a scalar node, whatever it looks like; "" after a problem."""
        value = node.value
        if isinstance(value, str) and value and not (value.isspace() or scalars.is_null(node)):
            return value
        self.log.add(node, path, f"expected {what}, got {scalars.describe(node) if value else 'nothing'}")
        return ""

    def one_of(self, name: str, choices: Iterable[str]) -> str:
        """One of the words; "" after a problem."""
        value = self.string(name, what=f"one of {', '.join(choices)}")
        if value and value not in choices:
            self.bad(
                name, f"expected one of {', '.join(choices)}, got '{_cut(value)}'", nearest(value, choices)
            )
            return ""
        return value

    def boolean(self, name: str, default: bool) -> bool:
        """True or false."""
        value = self._scalar(name, scalars.boolean, "true or false")
        return default if value is None else bool(value)

    def integer(self, name: str, default: int | None, *, low: int, high: int) -> int:
        """A whole number within bounds; must be there without ``default``."""
        if default is None and self.need(name, "a whole number") is None:
            return low
        value = self._scalar(name, scalars.integer, "a whole number")
        return (
            (default if default is not None else low)
            if value is None
            else self._within(name, value, low, high)
        )

    def number(self, name: str, default: float | None, *, low: float, high: float) -> float:
        """A number within bounds; must be there without ``default``."""
        if default is None and self.need(name, "a number") is None:
            return low
        value = self._scalar(name, scalars.number, "a number")
        return (
            (default if default is not None else low)
            if value is None
            else self._within(name, value, low, high)
        )

    def _scalar(self, name: str, read: Any, what: str) -> Any:
        node = self.values.get(name)
        if node is None:
            return None
        if not isinstance(node, ScalarNode) or scalars.is_null(node):
            self.bad(name, f"expected {what}, got {scalars.describe(node)}")
            return None
        try:
            return read(node)
        except scalars.ScalarError as error:
            self.bad(name, str(error), error.fix)
            return None

    def _within(self, name: str, value: Any, low: Any, high: Any) -> Any:
        if not low <= value <= high:
            self.bad(name, f"{value} is not between {low} and {high}")
            return low
        return value

    # -- texts -----------------------------------------------------------------------------------

    def text(self, name: str, *, neutral: bool = False, required: bool = True) -> Text:
        """A text in both languages (a plain string too when ``neutral``); ``NO_TEXT`` after a problem."""
        node = self.values.get(name)
        if node is None:
            if required:
                self.need(name, "a text, {en: ..., ja: ...}")
            return NO_TEXT
        return as_text(node, self.log, (self.path, name), neutral=neutral)

    def texts(self, name: str, *, neutral: bool = False, required: bool = False) -> tuple[Text, ...]:
        """A list of texts."""
        return tuple(
            as_text(node, self.log, path, neutral=neutral)
            for node, path in self.items(name, required=required)
        )

    # -- lists and maps --------------------------------------------------------------------------

    def items(
        self, name: str, *, required: bool = False, what: str = "a list"
    ) -> Iterator[tuple[Node, Path]]:
        """Items of a list with their paths; nothing after a problem."""
        node = self.values.get(name)
        if node is None:
            if required:
                self.need(name, what)
            return
        path = (self.path, name)
        if not isinstance(node, SequenceNode):
            self.log.add(node, path, f"expected {what}, got {scalars.describe(node)}")
            return
        if required and not node.value:
            self.log.add(node, path, f"expected {what} that is not empty")
        for i, item in enumerate(node.value):
            yield item, (path, i)

    def strings(self, name: str, *, required: bool = False) -> tuple[str, ...]:
        """A list of texts that need no translation."""
        return tuple(self.as_string(node, path) for node, path in self.items(name, required=required))

    def map(self, name: str, known: Iterable[str] | None = None) -> Fields | None:
        """The fields of a map, or None when it is not there or is no map."""
        node = self.values.get(name)
        return None if node is None else as_fields(node, self.log, (self.path, name), known)


def as_fields(node: Node, log: Log, path: Path, known: Iterable[str] | None = None) -> Fields | None:
    """The fields of a map node, checked against the known names; None after a problem."""
    if not isinstance(node, MappingNode):
        log.add(node, path, f"expected a map (name: value), got {scalars.describe(node)}")
        return None
    fields = Fields(node, log, path)
    return fields if known is None else fields.only(known)


def as_text(node: Node, log: Log, path: Path, *, neutral: bool = False) -> Text:
    """A text in both languages; ``NO_TEXT`` after a problem."""
    if isinstance(node, ScalarNode):
        value: str = node.value
        if scalars.is_null(node) or not value.strip():
            log.add(node, path, "the text is empty")
        elif neutral:
            return Text(value, value)
        else:
            log.add(node, path, "expected a text in both languages", "Write {en: ..., ja: ...}.")
        return NO_TEXT
    if not isinstance(node, MappingNode):
        log.add(node, path, "expected a text, {en: ..., ja: ...}, got a list")
        return NO_TEXT
    if (
        len(node.value) == 2
    ):  # nearly all texts: nothing to say about them, so nothing is built to say it with
        (en_key, en), (ja_key, ja) = node.value
        if en_key.value == "en" and ja_key.value == "ja" and _flawless(en) and _flawless(ja):
            return Text(en.value, ja.value)
    fields = Fields(node, log, path).only(("en", "ja"))
    return Text(_language(fields, "en"), _language(fields, "ja"))


def _flawless(node: Node) -> bool:
    value = node.value
    return type(value) is str and len(value) > 4 and "$" not in value and not value.isspace()


def _language(fields: Fields, lang: str) -> str:
    node = fields.values.get(lang)
    if node is None:
        language = "English" if lang == "en" else "Japanese"
        fields.log.add(fields.node, (fields.path, lang), f"the {language} text ('{lang}') is missing")
        return ""
    value = node.value
    if not isinstance(value, str):
        fields.bad(
            lang,
            f"expected a text, got {scalars.describe(node)}",
            "A text that starts with { or [ needs quotes.",
        )
        return ""
    if scalars.is_null(node) or not value.strip():
        fields.bad(lang, "the text is empty")
        return ""
    if value.count("$") % 2 and "`" not in value:
        fields.bad(lang, "a $ has no partner: mathematics is written as $...$", fatal=False)
    return value


def _cut(text: str) -> str:
    return text if len(text) <= 40 else text[:37] + "..."
