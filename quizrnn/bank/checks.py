"""The ``check`` block: how code is called, with what, and what must hold of its result."""

from __future__ import annotations

from typing import Literal, cast

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from quizrnn.bank import scalars, spec
from quizrnn.bank.fields import NO_TEXT, Fields, Path, as_fields
from quizrnn.bank.formula import parse as parse_formula
from quizrnn.bank.givens import case_of, given_of
from quizrnn.bank.model import Check, Given, Law, Stress, Threshold, Tolerance
from quizrnn.bank.names import nearest
from quizrnn.bank.sources import Function, SolutionFile

CHECK_FIELDS = (
    "call", "driver", "given", "returns", "sizes", "where", "cases", "inputs", "tolerance", "dtype", "kind",
    "compare", "laws", "stress", "threshold", "seconds", "memory",
)  # fmt: skip
LAWS = ("unchanged", "changed", "sums_to", "permutation", "at_most", "equals")
LawName = Literal["unchanged", "changed", "sums_to", "permutation", "at_most", "equals"]
_LAW_FIELDS = {
    "unchanged": ("unchanged",),
    "changed": ("changed",),
    "sums_to": ("sums_to", "of", "axis"),
    "permutation": ("permutation", "to"),
    "at_most": ("at_most", "of"),
    "equals": ("equals", "of"),
}


def check(fields: Fields, file: SolutionFile | None) -> Check:
    """The check of a code question; problems are noted at their fields."""
    given = _given(fields)
    call, driver = _entry(fields, file, given)
    sizes = _sizes(fields, given)
    names = _names(given, sizes)
    conditions = tuple(_condition(fields, node, path, names) for node, path in fields.items("where"))
    threshold = _threshold(fields, file)
    compare = tuple(fields.strings("compare")) if "compare" in fields else None
    return Check(
        given=given,
        call=call,
        driver=driver,
        returns=_returns(fields),
        sizes=sizes,
        where=conditions,
        cases=tuple(case_of(fields, node, path, given) for node, path in fields.items("cases")),
        inputs=fields.integer("inputs", 100, low=1, high=10_000),
        tolerance=_tolerance(fields),
        dtype=fields.boolean("dtype", False),
        kind=fields.boolean("kind", False),
        compare=compare,
        laws=tuple(
            law for node, path in fields.items("laws") for law in _law(fields, node, path, given, names)
        ),
        stress=tuple(_stress(fields, node, path, given) for node, path in fields.items("stress")),
        threshold=threshold,
        seconds=float(fields.number("seconds", 5.0, low=0.01, high=3600.0)),
        memory=fields.integer("memory", 512, low=16, high=65_536),
    )


# -- who is called ----------------------------------------------------------------------------------


def _entry(fields: Fields, file: SolutionFile | None, given: dict[str, Given]) -> tuple[str, str]:
    if ("call" in fields) == ("driver" in fields):
        both = "call" in fields
        fields.bad(
            "driver" if both else "call", "give either 'call' or 'driver'" + (", not both" if both else "")
        )
        return "", ""
    if "driver" in fields:
        driver = fields.string("driver")
        _hidden_function(fields, "driver", driver, file)
        return "", driver
    call = fields.string("call", what="the name of a function")
    if call and file is not None and file.solution is not None:
        _called(fields, call, file, given)
    return call, ""


def _called(fields: Fields, call: str, file: SolutionFile, given: dict[str, Given]) -> None:
    if call not in file.given:
        if any(fault.fatal for fault in file.faults):
            return
        if call in file.hidden:
            fields.bad(
                "call", f"'{call}' is defined in a hidden part only; the learner's module does not have it"
            )
            return
        fix = nearest(call, file.given) or f"It defines {', '.join(file.given) or 'nothing'}."
        fields.bad("call", f"solutions/{file.path} defines no '{call}'", fix)
        return
    function = file.given[call]
    if function is not None and not function.open:
        _arguments(fields, call, function, given)


def _arguments(fields: Fields, call: str, function: Function, given: dict[str, Given]) -> None:
    inner = fields.values.get("given")
    for name in given:
        if name not in function.args:
            fix = nearest(name, [arg for arg in function.args if arg not in given] or function.args)
            fix = fix or f"Its arguments: {', '.join(function.args)}."
            key = _key_node(inner, name) or fields.node
            fields.log.add(
                key, (fields.at("given"), name), f"'given' names {name}, but {call} has no such argument", fix
            )
    if not set(given) <= set(function.args):
        return
    missing = [arg for arg in function.args[: function.required] if arg not in given]
    if missing:
        fields.bad("given", f"'{missing[0]}' is missing: {call} needs {', '.join(function.args)}")
    elif tuple(given) != function.args[: len(given)]:
        wanted = ", ".join(arg for arg in function.args if arg in given)
        fields.bad(
            "given",
            f"arguments are passed by position, and {call} takes them in another order",
            f"Write {wanted}.",
        )


def _key_node(node: Node | None, name: str) -> Node | None:
    if isinstance(node, MappingNode):
        return next((key for key, _ in node.value if key.value == name), None)
    return None


def _hidden_function(fields: Fields, field: str, name: str, file: SolutionFile | None) -> None:
    if not name or file is None or file.solution is None or any(fault.fatal for fault in file.faults):
        return
    if name not in file.hidden:
        if name in file.given:
            fields.bad(
                field,
                f"'{name}' is not in a hidden part",
                "Put it between '# region hidden' and '# endregion'.",
            )
            return
        fix = nearest(name, file.hidden) or "Define it between '# region hidden' and '# endregion'."
        fields.bad(field, f"the hidden part of solutions/{file.path} defines no '{name}'", fix)
        return
    function = file.hidden[name]
    if function is not None and not function.open and not function.required <= 2 <= len(function.args):
        wanted = "answer, case" if field == "driver" else "value, case"
        fields.bad(field, f"{name} takes {len(function.args)} arguments, expected two: {name}({wanted})")


def _given(fields: Fields) -> dict[str, Given]:
    inner = fields.map("given")
    if inner is None:
        if "given" not in fields:
            fields.need("given", "a map from arguments to specs")
        return {}
    return {name: given_of(node, fields, inner.at(name)) for name, node in inner.values.items()}


def _returns(fields: Fields) -> Given | None:
    node = fields.values.get("returns")
    return None if node is None else given_of(node, fields, fields.at("returns"))


# -- sizes and conditions ---------------------------------------------------------------------------


def _sizes(fields: Fields, given: dict[str, Given]) -> dict[str, tuple[int, int]]:
    sizes: dict[str, tuple[int, int]] = {}
    inner = fields.map("sizes")
    used = _size_names(given)
    for name, node in inner.values.items() if inner is not None else ():
        assert inner is not None
        if name not in used:
            fix = nearest(name, used) or f"Sizes here: {', '.join(sorted(used)) or 'none'}."
            fields.log.add(
                inner.keys[name], inner.at(name), f"no spec uses the size '{name}'", fix, fatal=False
            )
        text = fields.as_string(node, inner.at(name), "a range such as 2..4")
        try:
            sizes[name] = spec.size_range(text) if text else (1, 1)
        except ValueError as error:
            fields.log.add(node, inner.at(name), str(error))
    return sizes


def _size_names(given: dict[str, Given]) -> set[str]:
    """Names in specs that are no scalar arguments."""
    used: set[str] = set()
    for one in given.values():
        used |= spec.names(one)
    return used - _scalars(given)


def _scalars(given: dict[str, Given]) -> set[str]:
    return {name for name, one in given.items() if spec.is_scalar(one) or one.type == "choice"}


def _names(given: dict[str, Given], sizes: dict[str, tuple[int, int]]) -> set[str]:
    return _size_names(given) | _scalars(given) | set(sizes)


def _condition(fields: Fields, node: Node, path: Path, names: set[str]) -> str:
    text = fields.as_string(node, path, "a condition such as H != D")
    _formula(fields, node, path, text, names)
    return text


def _formula(fields: Fields, node: Node, path: Path, text: str, names: set[str]) -> None:
    if not text:
        return
    try:
        unknown = sorted(parse_formula(text).names - names)
    except ValueError as error:
        fields.log.add(node, path, str(error))
        return
    if unknown:
        fix = nearest(unknown[0], names) or f"Known here: {', '.join(sorted(names)) or 'nothing'}."
        fields.log.add(node, path, f"no size or scalar argument is called '{unknown[0]}'", fix)


# -- what must hold ---------------------------------------------------------------------------------


def _tolerance(fields: Fields) -> Tolerance | None:
    inner = fields.map("tolerance", ("rel", "abs"))
    if inner is None:
        return None
    return Tolerance(
        rel=float(inner.number("rel", 0.0, low=0.0, high=1.0)),
        abs=float(inner.number("abs", 0.0, low=0.0, high=1e6)),
    )


def _law(fields: Fields, node: Node, path: Path, given: dict[str, Given], names: set[str]) -> list[Law]:
    inner = as_fields(node, fields.log, path)
    if inner is None:
        return []
    name = next((law for law in LAWS if law in inner), "")
    if not name:
        fix = next((nearest(key, LAWS) for key in inner.values), "")
        fields.log.add(node, path, f"expected a law: one of {', '.join(LAWS)}", fix)
        return []
    inner.only(_LAW_FIELDS[name])
    law = cast(LawName, name)
    if name in ("unchanged", "changed"):
        return [Law(law, of=_arguments_of(inner, name, given))]
    if name == "permutation":
        return [Law(law, of=_paths(inner, name), to=_to(inner, "to", names))]
    axis = inner.integer("axis", -1, low=-8, high=8)
    return [Law(law, of=_paths(inner, "of") if "of" in inner else (), to=_to(inner, name, names), axis=axis)]


def _paths(inner: Fields, name: str) -> tuple[str, ...]:
    """One path or a list of paths."""
    node = inner.values[name]
    return inner.strings(name, required=True) if isinstance(node, SequenceNode) else (inner.string(name),)


def _arguments_of(inner: Fields, name: str, given: dict[str, Given]) -> tuple[str, ...]:
    found = _paths(inner, name)
    for argument in found:
        if argument and given and argument.split(".")[0].split("[")[0] not in given:
            inner.bad(name, f"'given' has no argument '{argument}'", nearest(argument, given))
    return found


def _to(inner: Fields, name: str, names: set[str]) -> str:
    text = inner.string(name, what="a formula in sizes and scalar arguments")
    if text:
        _formula(inner, inner.values[name], inner.at(name), text, names)
    return text


def _stress(fields: Fields, node: Node, path: Path, given: dict[str, Given]) -> Stress:
    inner = as_fields(node, fields.log, path, ("case", "note"))
    if inner is None:
        return Stress({}, NO_TEXT)
    case = inner.need("case", "an input written out")
    return Stress(
        case_of(fields, case, inner.at("case"), given) if case is not None else {},
        inner.text("note"),
    )


def _threshold(fields: Fields, file: SolutionFile | None) -> Threshold | None:
    inner = fields.map("threshold", ("measure", "at_least", "at_most", "need", "seeds"))
    if inner is None:
        return None
    measure = inner.string("measure", what="the name of a function of the hidden part")
    _hidden_function(inner, "measure", measure, file)
    if ("at_least" in inner) == ("at_most" in inner):
        inner.bad("at_least", "give either 'at_least' or 'at_most'")
    seeds = tuple(_seed(inner, node, path) for node, path in inner.items("seeds", required=True))
    if len(set(seeds)) != len(seeds):
        inner.bad("seeds", "a seed is listed twice")
    bound = 1e12
    return Threshold(
        measure=measure,
        seeds=seeds,
        need=inner.integer("need", max(1, len(seeds)), low=1, high=max(1, len(seeds))),
        at_least=float(inner.number("at_least", 0, low=-bound, high=bound)) if "at_least" in inner else None,
        at_most=float(inner.number("at_most", 0, low=-bound, high=bound)) if "at_most" in inner else None,
    )


def _seed(fields: Fields, node: Node, path: Path) -> int:
    if isinstance(node, ScalarNode):
        try:
            return scalars.integer(node)
        except scalars.ScalarError as error:
            fields.log.add(node, path, str(error), error.fix)
            return 0
    fields.log.add(node, path, "expected a whole number")
    return 0
