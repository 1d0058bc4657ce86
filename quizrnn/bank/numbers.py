"""The body of a number question: drawn parameters, formulas, wrong formulas."""

from __future__ import annotations

from collections.abc import Container

from yaml.nodes import Node, ScalarNode

from quizrnn.bank import draw, scalars
from quizrnn.bank.fields import NO_TEXT, Fields, Path, as_fields
from quizrnn.bank.formula import CONSTANTS, FUNCTIONS
from quizrnn.bank.formula import parse as parse_formula
from quizrnn.bank.kinds import optional, proof_file
from quizrnn.bank.model import Number, NumberAccept, NumberWrong, Param, Text
from quizrnn.bank.names import nearest
from quizrnn.bank.sources import Solutions

FIELDS = ("params", "where", "let", "answer", "tolerance", "wrong", "accept", "compute", "labels", "names")
MAX_GRID = 100_000
SEPARATORS = ",;、=:"
"""What stands between values, or between a name and its value, when they are typed."""


def number(fields: Fields, solutions: Solutions) -> Number:
    """Drawn parameters, a formula for each answer, and wrong formulas."""
    before = fields.log.fatal
    params = _params(fields)
    known = set(params)
    let = {}
    inner = fields.map("let")
    for name, node in inner.values.items() if inner is not None else ():
        _check_name(inner, name, known)
        let[name] = _formula(fields, node, ((), f"let.{name}"), known)
        known.add(name)
    where = tuple(_formula(fields, node, path, known) for node, path in fields.items("where"))
    compute = proof_file(fields, "compute", "answer", solutions)
    labels = fields.strings("labels")
    answer: dict[str, str] = {}
    if "compute" in fields and "answer" in fields:
        fields.bad("compute", "give either 'answer' or 'compute', not both")
    elif "compute" not in fields:
        formulas = fields.need("answer", "a formula (or 'compute', a file)")
        answer = _answer(fields, formulas, fields.at("answer"), known) if formulas is not None else {}
        if "labels" in fields:
            fields.bad("labels", "'labels' belongs to 'compute'", "Name the values in 'answer'.")
    wanted = set(answer) if answer else set(labels or ("",))
    wrong = tuple(_wrong(fields, node, path, known, wanted) for node, path in fields.items("wrong"))
    accept = tuple(_accept(fields, node, path, known, wanted) for node, path in fields.items("accept"))
    tolerance = fields.number("tolerance", 1e-3, low=0.0, high=0.5)
    names = _names(fields, wanted)
    made = Number(params, answer, let, where, wrong, accept, tolerance, compute, labels, names)
    if fields.log.fatal == before:
        _try_draw(fields, made)
    return made


def _names(fields: Fields, wanted: Container[str]) -> dict[str, Text]:
    """What labels are called; no two alike, or an answer by name would fit both."""
    inner = fields.map("names")
    names: dict[str, Text] = {}
    for label in inner.values if inner is not None else ():
        assert inner is not None
        if label not in wanted or not label:
            fix = "Names belong to the labels of 'answer' (or to 'labels')."
            fields.log.add(inner.keys[label], inner.at(label), f"no value has the label '{label}'", fix)
        names[label] = inner.text(label)
        if any(set(_folded(names[label])) & set(_folded(names[other])) for other in names if other != label):
            inner.bad(label, "reads like the name of another value")
        if set(names[label].en + names[label].ja) & set(SEPARATORS):
            inner.bad(label, f"a name that is typed holds none of {SEPARATORS}")
    return names


def _folded(text: Text) -> tuple[str, str]:
    return text.en.strip().casefold(), text.ja.strip().casefold()


def _try_draw(fields: Fields, made: Number) -> None:
    try:
        values = draw.draw(made, 0)
        if not made.compute:
            draw.expected(made, values)
    except ValueError as error:
        name = "where" if "does not hold" in str(error) else "answer" if "answer" in fields else "params"
        fields.bad(name, str(error), "Widen the params, or draw them from 'of: [...]'.")


def _params(fields: Fields) -> dict[str, Param]:
    params: dict[str, Param] = {}
    inner = fields.map("params")
    if inner is None:
        return params
    for name, node in inner.values.items():
        _check_name(inner, name, params)
        param = as_fields(node, fields.log, inner.at(name), ("from", "to", "step", "of"))
        if param is not None:
            params[name] = _param(param)
    return params


def _param(param: Fields) -> Param:
    if "of" in param:
        if {"from", "to", "step"} & param.values.keys():
            param.bad("of", "give either 'of' or 'from' and 'to'")
        values = [_number(node, param, path) for node, path in param.items("of", required=True)]
        return Param(values=tuple(values) or (0.0,))
    bound = 1e12
    low = param.number("from", None, low=-bound, high=bound)
    high = param.number("to", None, low=-bound, high=bound)
    step = param.number("step", 1, low=0, high=bound)
    if step <= 0:
        param.bad("step", "the step must be above 0")
        step = 1.0
    if high < low:
        param.bad("to", f"'to' ({draw.nice(high)}) is below 'from' ({draw.nice(low)})")
        high = low
    elif (high - low) / step > MAX_GRID:
        param.bad("step", f"the grid has more than {MAX_GRID} values", "Widen the step.")
        high = low
    return Param(low=low, high=high, step=step)


def _number(node: Node, fields: Fields, path: Path) -> float:
    if isinstance(node, ScalarNode):
        try:
            return scalars.number(node)
        except scalars.ScalarError as error:
            fields.log.add(node, path, str(error), error.fix)
            return 0.0
    fields.log.add(node, path, f"expected a number, got {scalars.describe(node)}")
    return 0.0


def _check_name(fields: Fields | None, name: str, taken: Container[str]) -> None:
    if fields is None:
        return
    if not name.isidentifier() or name in FUNCTIONS or name in ("and", "or", "not", "if", "else"):
        fields.log.add(fields.keys[name], fields.at(name), f"'{name}' cannot be used as a name in formulas")
    elif name in taken:
        fields.log.add(fields.keys[name], fields.at(name), f"'{name}' is already a parameter")


def _formula(fields: Fields, node: Node, path: Path, known: set[str]) -> str:
    """A formula whose names are known; "0" after a problem."""
    text = fields.as_string(node, path, "a formula")
    if not text:
        return "0"
    try:
        unknown = sorted(parse_formula(text).names - known - CONSTANTS.keys())
    except ValueError as error:
        fields.log.add(node, path, str(error))
        return "0"
    if unknown:
        fix = nearest(unknown[0], known) or f"Known here: {', '.join(sorted(known)) or 'nothing yet'}."
        fields.log.add(node, path, f"nothing is called '{unknown[0]}'", fix)
        return "0"
    return text


def _answer(fields: Fields, node: Node, path: Path, known: set[str]) -> dict[str, str]:
    """Formulas by label; "" for a single one."""
    if isinstance(node, ScalarNode):
        return {"": _formula(fields, node, path, known)}
    inner = as_fields(node, fields.log, path)
    if inner is None:
        return {}
    if not inner.values:
        fields.log.add(node, path, "expected at least one formula")
    return {label: _formula(fields, value, (path, label), known) for label, value in inner.values.items()}


def _labelled(inner: Fields, fields: Fields, known: set[str], wanted: set[str]) -> dict[str, str]:
    node = inner.need("answer", "a formula")
    if node is None:
        return {}
    answer = _answer(fields, node, inner.at("answer"), known)
    if answer and set(answer) != wanted:
        labels = ", ".join(sorted(wanted - {""})) or "a single formula"
        inner.bad("answer", f"expected the same labels as the answer: {labels}")
    return answer


def _wrong(fields: Fields, node: Node, path: Path, known: set[str], wanted: set[str]) -> NumberWrong:
    inner = as_fields(node, fields.log, path, ("answer", "why", "name"))
    if inner is None:
        return NumberWrong({}, NO_TEXT)
    name = optional(inner.text("name", required=False))
    return NumberWrong(_labelled(inner, fields, known, wanted), inner.text("why"), name)


def _accept(fields: Fields, node: Node, path: Path, known: set[str], wanted: set[str]) -> NumberAccept:
    inner = as_fields(node, fields.log, path, ("answer", "note"))
    if inner is None:
        return NumberAccept({}, NO_TEXT)
    return NumberAccept(_labelled(inner, fields, known, wanted), inner.text("note"))
