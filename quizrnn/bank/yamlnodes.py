"""YAML bytes → nodes that know their place, through the C parser, with limits on everything that can explode.

No tag is resolved here: what a plain scalar means is decided by the field that holds it (``bank.scalars``).
"""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager

import yaml
from yaml._yaml import CParser
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

MAX_BYTES = 8 * 1024 * 1024
MAX_DEPTH = 48
MAX_ALIASED = 100_000
"""Nodes that aliases may add when they are written out."""


_TAG_OR_ANCHOR = re.compile(r"[!&](?<![^\s\[{,].)[\w!<]")
"""Where a tag or an anchor may stand; only then are the nodes walked for them."""


class YamlError(Exception):
    """A file that does not parse: its place (from 1; 0 is the whole file), what is wrong, what to do."""

    def __init__(self, line: int, column: int, message: str, fix: str = "") -> None:
        super().__init__(message)
        self.line = line
        self.column = column
        self.message = message
        self.fix = fix


class _TooDeepError(Exception):
    pass


class _Composer(CParser):
    """The C parser as a composer; every scalar keeps its text, whatever it looks like."""

    depth = 0

    def resolve(self, kind: object, value: object, implicit: object) -> str:
        return ""

    def descend_resolver(self, parent: object, index: object) -> None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise _TooDeepError

    def ascend_resolver(self) -> None:
        self.depth -= 1


@contextmanager
def no_collector() -> Iterator[None]:
    """Keep the cyclic collector off: it makes building many nodes several times slower."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def compose(data: bytes, size: int = 0) -> Node | None:
    """The root node of one YAML document, or None when it is empty; raises YamlError.

    ``size``: the whole file's, when ``data`` is only its beginning.
    """
    _refuse_size(max(size, len(data)))
    text = _decode(data)
    try:
        composer = _Composer(text)
        root: Node | None = composer.get_single_node()
    except _TooDeepError:
        raise YamlError(0, 0, f"nested deeper than {MAX_DEPTH} levels") from None
    except yaml.YAMLError as error:
        raise _fault(error, text) from None
    except UnicodeError:
        raise YamlError(0, 0, "holds characters that UTF-8 cannot carry") from None
    if root is not None and _TAG_OR_ANCHOR.search(text):
        _refuse_tags_and_explosions(root)
    return root


def _refuse_size(size: int) -> None:
    if size > MAX_BYTES:
        message = f"the file has {size / 2**20:.0f} MiB; at most {MAX_BYTES // 2**20} are read"
        raise YamlError(0, 0, message, "Split it: several files may share one topic.")


def _decode(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or (len(data) > 3 and b"\0" in data[:4]):
        raise YamlError(1, 1, "the file is UTF-16 or UTF-32, or no text at all", "Save it as UTF-8.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        raise YamlError(
            line, column, f"byte 0x{data[error.start]:02x} is not UTF-8", "Save the file as UTF-8."
        ) from None


def _fault(error: yaml.YAMLError, text: str) -> YamlError:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    problem = str(getattr(error, "problem", "") or getattr(error, "reason", "") or "is not YAML")
    if mark is None:
        position = getattr(error, "position", None)
        if not isinstance(position, int):
            return YamlError(0, 0, problem)
        before = text[:position]
        line = before.count("\n") + 1
        return YamlError(
            line, position - before.rfind("\n"), f"{problem}: a character that YAML does not allow"
        )
    line, column = mark.line + 1, mark.column + 1
    rows = text.split("\n")
    row = rows[mark.line] if mark.line < len(rows) else ""
    return YamlError(line, column, _message(problem, error), _advice(problem, row, mark.column))


def _message(problem: str, error: yaml.YAMLError) -> str:
    context = getattr(error, "context", None)
    context_mark = getattr(error, "context_mark", None)
    if context and context_mark is not None:
        return f"not YAML: {problem}, {context} that starts in line {context_mark.line + 1}"
    return f"not YAML: {problem}"


def _advice(problem: str, row: str, column: int) -> str:
    if "\t" in row[: column + 1]:
        return "Indent with spaces; YAML allows no tabs there."
    if "mapping values are not allowed" in problem:
        return "A text that holds ': ' needs quotes, or a block (|) of its own."
    if "expected ',' or" in problem:
        return "Inside { } and [ ], a text that holds a comma, a bracket or a brace needs quotes."
    if "cannot start any token" in problem:
        return "A text that starts with this character needs quotes."
    if "undefined alias" in problem:
        return "A text that starts with * needs quotes."
    return ""


def _refuse_tags_and_explosions(root: Node) -> None:
    sizes: dict[int, tuple[int, int]] = {}
    open_nodes: set[int] = set()

    def size(node: Node) -> tuple[int, int]:
        known = sizes.get(id(node))
        if known is not None:
            return known
        if node.tag:
            raise YamlError(*_place(node), f"the tag {node.tag} is not used here", "Leave the tag out.")
        if isinstance(node, ScalarNode):
            return 1, 1
        if id(node) in open_nodes:
            raise YamlError(*_place(node), "an anchor holds itself", "Write the values out.")
        open_nodes.add(id(node))
        total, height = 1, 0
        for child in _children(node):
            count, depth = size(child)
            total += count
            height = max(height, depth)
        if height >= MAX_DEPTH:
            raise YamlError(*_place(node), f"nested deeper than {MAX_DEPTH} levels")
        open_nodes.discard(id(node))
        sizes[id(node)] = (total, height + 1)
        return sizes[id(node)]

    total, _ = size(root)
    if total > MAX_ALIASED and total > 2 * _written(root):
        raise YamlError(
            *_place(root), f"aliases blow this file up to {total} values", "Write the values out."
        )


def _written(root: Node) -> int:
    seen: set[int] = set()
    stack = [root]
    count = 0
    while stack:
        node = stack.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        count += 1
        if not isinstance(node, ScalarNode):
            stack.extend(_children(node))
    return count


def _children(node: Node) -> list[Node]:
    if isinstance(node, MappingNode):
        return [child for pair in node.value for child in pair]
    return list(node.value) if isinstance(node, SequenceNode) else []


def _place(node: Node) -> tuple[int, int]:
    return node.start_mark.line + 1, node.start_mark.column + 1
