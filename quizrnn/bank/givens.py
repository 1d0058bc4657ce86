"""Arguments in a question file: specs of how they are drawn, and inputs written out."""

from __future__ import annotations

from typing import Any, cast

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from quizrnn.bank import scalars, spec
from quizrnn.bank.fields import Fields, Path, as_fields
from quizrnn.bank.model import Given
from quizrnn.bank.names import nearest

MAX_LITERALS = 20_000
NOTHING = Given(type="float")


def given_of(node: Node, fields: Fields, path: Path) -> Given:
    """A spec: one line, or a map for texts, alternatives, lists and dicts."""
    if isinstance(node, ScalarNode):
        text = fields.as_string(node, path, f"a spec: {spec.FORMS}")
        try:
            return spec.parse(text) if text else NOTHING
        except ValueError as error:
            fields.log.add(node, path, str(error))
            return NOTHING
    if not isinstance(node, MappingNode):
        fix = "Inside { }, a spec with brackets needs quotes: 'float[N, D]'."
        fields.log.add(node, path, f"expected a spec, {spec.FORMS}, got a list", fix)
        return NOTHING
    inner = Fields(node, fields.log, path)
    kind = next((name for name in spec.COMPOSITES if name in inner), "")
    if not kind:
        known = ", ".join(spec.COMPOSITES)
        fix = next((nearest(name, spec.COMPOSITES) for name in inner.values), "")
        fields.log.add(node, path, f"expected a map that starts with one of {known}", fix)
        return NOTHING
    inner.only(spec.COMPOSITES[kind])
    return {"text": _text, "of": _of, "list": _list, "dict": _dict}[kind](inner)


def _text(inner: Fields) -> Given:
    pieces: list[str] = []
    for node, path in inner.items("text", required=True):
        if isinstance(node, ScalarNode) and node.style:
            pieces.append(node.value)  # a piece may be a space or a newline
        else:
            pieces.append(inner.as_string(node, path))
    return Given(type="text", pieces=tuple(pieces), length=_length(inner, "0..8"))


def _of(inner: Fields) -> Given:
    values = tuple(literal(node, inner, path) for node, path in inner.items("of", required=True))
    return Given(type="choice", values=values)


def _list(inner: Fields) -> Given:
    return Given(
        type="list",
        of=given_of(inner.values["list"], inner, inner.at("list")),
        length=_length(inner, None),
    )


def _dict(inner: Fields) -> Given:
    parts = inner.map("dict")
    if parts is None:
        return NOTHING
    return Given(
        type="dict", fields={n: given_of(node, inner, parts.at(n)) for n, node in parts.values.items()}
    )


def _length(inner: Fields, default: str | None) -> str:
    text = inner.string("length", default, what="a length such as T or 0..8")
    try:
        if text:
            spec.length_range(text)
    except ValueError as error:
        inner.bad("length", str(error))
        return default or "1"
    return text or "1"


# -- inputs written out ----------------------------------------------------------------------------


def case_of(fields: Fields, node: Node, path: Path, given: dict[str, Given]) -> dict[str, Any]:
    """One input written out, by argument; an unknown argument or a wrong shape is noted."""
    inner = as_fields(node, fields.log, path)
    if inner is None:
        return {}
    case: dict[str, Any] = {}
    for name, value in inner.values.items():
        if given and name not in given:
            fix = nearest(name, given) or f"Arguments: {', '.join(given)}."
            fields.log.add(inner.keys[name], inner.at(name), f"'given' has no '{name}'", fix)
            continue
        case[name] = literal(value, fields, inner.at(name))
        if name in given and given[name].type not in ("text", "choice", "list", "dict"):
            _refuse_shape(fields, value, inner.at(name), case[name], given[name])
    return case


def literal(node: Node, fields: Fields, path: Path) -> Any:
    """A value written out: scalars by YAML 1.2, lists and maps of them."""
    if isinstance(node, ScalarNode):
        try:
            return scalars.literal(node)
        except scalars.ScalarError as error:
            fields.log.add(node, path, str(error), error.fix)
            return None
    if isinstance(node, SequenceNode):
        if len(node.value) > MAX_LITERALS:
            fields.log.add(node, path, f"more than {MAX_LITERALS} values are written out here")
            return []
        return [literal(item, fields, (path, i)) for i, item in enumerate(node.value)]
    inner = Fields(cast(MappingNode, node), fields.log, path)
    return {name: literal(value, fields, (path, name)) for name, value in inner.values.items()}


def _refuse_shape(fields: Fields, node: Node, path: Path, value: Any, given: Given) -> None:
    """A literal has the rank of its spec, equal rows, and numbers only."""
    shape = _shape(value)
    if shape is None:
        fields.log.add(node, path, "the rows of this array are not equally long")
    elif len(shape) != len(given.shape) and 0 not in shape:
        wanted = (
            f"{len(given.shape)} axes ({given.spec})" if given.shape else f"a plain number ({given.spec})"
        )
        fields.log.add(node, path, f"expected {wanted}, got {len(shape)} axes")
    elif any(isinstance(leaf, str) or leaf is None for leaf in _leaves(value)):
        fields.log.add(node, path, f"expected numbers only ({given.spec})")


def _shape(value: Any) -> tuple[int, ...] | None:
    if not isinstance(value, list):
        return ()
    shapes = {_shape(item) for item in value}
    if len(shapes) > 1 or None in shapes:
        return None
    return (len(value), *(next(iter(shapes)) or ())) if shapes else (0,)


def _leaves(value: Any) -> list[Any]:
    if isinstance(value, list):
        return [leaf for item in value for leaf in _leaves(item)]
    return [value]
