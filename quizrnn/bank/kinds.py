"""The bodies of the kinds without code: choice, match, number, text, essay."""

from __future__ import annotations

import unicodedata
from collections.abc import Container, Iterable

from yaml.nodes import Node, ScalarNode

from quizrnn.bank import draw, scalars
from quizrnn.bank.fields import NO_TEXT, Fields, Path, as_fields
from quizrnn.bank.formula import CONSTANTS, FUNCTIONS
from quizrnn.bank.formula import parse as parse_formula
from quizrnn.bank.model import (
    Choice,
    Essay,
    Match,
    Number,
    NumberAccept,
    NumberWrong,
    Option,
    Pair,
    Param,
    ShortText,
    Text,
    TextWrong,
)
from quizrnn.bank.marks import MarkFault
from quizrnn.bank.names import nearest
from quizrnn.bank.sources import Solutions
from quizrnn.errors import Problem

FIELDS: dict[str, tuple[str, ...]] = {
    "choice": ("options", "several", "shuffle", "proof"),
    "match": ("pairs", "extra", "order", "why", "proof"),
    "number": ("params", "where", "let", "answer", "tolerance", "wrong", "accept", "compute", "labels"),
    "text": ("accept", "wrong", "proof"),
    "essay": ("answer", "rubric", "need"),
}
MAX_GRID = 100_000


def optional(text: Text) -> Text | None:
    """None for a text that was not given."""
    return None if text is NO_TEXT else text


def proof_file(fields: Fields, name: str, function: str, solutions: Solutions) -> str:
    """The path of a file that proves or computes; it must define ``function``."""
    path = fields.string(name, "")
    if not path:
        return ""
    file = solutions.get(path)
    report_faults(fields, name, file.faults, path)
    if file.solution is not None and function not in file.given and function not in file.hidden:
        fields.bad(name, f"solutions/{path} defines no function {function}()")
    return path


def report_faults(fields: Fields, name: str, faults: Iterable[MarkFault], path: str) -> None:
    """Note what is wrong with a solution file: at its own line, or at the field that names it."""
    log = fields.log
    for fault in faults:
        if not fault.line:
            fields.bad(name, fault.message, fault.fix, fatal=fault.fatal)
            continue
        log.problems.append(
            Problem(
                f"solutions/{path}",
                fault.line,
                fault.column,
                log.question,
                name,
                fault.message,
                fault.fix,
                fault.fatal,
            )
        )
        log.fatal += fault.fatal


# -- choice and match -------------------------------------------------------------------------------


def choice(fields: Fields, solutions: Solutions) -> Choice:
    """A choice: options with one right (or several)."""
    several = fields.boolean("several", False)
    options = [_option(node, fields, path) for node, path in fields.items("options", required=True)]
    right = sum(option.right for option in options)
    if "options" in fields and options:
        if right == 0:
            fields.bad("options", "no option is right", "Write 'right: true' at the right one.")
        elif right > 1 and not several:
            fields.bad("options", f"{right} options are right", "Write 'several: true', or leave one right.")
        if len(options) < 2:
            fields.bad("options", "a choice needs at least two options")
        elif right == len(options) and not several:
            fields.bad("options", "every option is right")
    _refuse_equal(fields, "options", [option.text for option in options])
    return Choice(
        options=tuple(options),
        several=several,
        shuffle=fields.boolean("shuffle", True),
        proof=proof_file(fields, "proof", "prove", solutions),
    )


def _option(node: Node, fields: Fields, path: Path) -> Option:
    inner = as_fields(node, fields.log, path, ("text", "right", "why"))
    if inner is None:
        return Option(NO_TEXT)
    right = inner.boolean("right", False)
    why = inner.text("why", required=not right)
    return Option(text=inner.text("text", neutral=True), right=right, why=optional(why))


def _refuse_equal(fields: Fields, name: str, texts: list[Text]) -> None:
    """Two options that read the same cannot be told apart."""
    seen: dict[tuple[str, str], int] = {}
    for i, text in enumerate(texts):
        key = (text.en.strip(), text.ja.strip())
        if text is not NO_TEXT and key in seen:
            node = fields.values[name].value[i]
            fields.log.add(node, ((fields.path, name), i), f"reads the same as {name}[{seen[key]}]")
        seen.setdefault(key, i)


def match(fields: Fields, solutions: Solutions) -> Match:
    """Pairs to join, or lines to put in order."""
    if "pairs" in fields and "order" in fields:
        fields.bad("order", "give either 'pairs' or 'order', not both")
    elif "pairs" not in fields and "order" not in fields:
        fields.need("pairs", "a list of pairs (or 'order', a list of lines)")
    pairs = tuple(_pair(node, fields, path) for node, path in fields.items("pairs"))
    order = fields.texts("order", neutral=True)
    for name, length in (("pairs", len(pairs)), ("order", len(order))):
        if name in fields and length < 2:
            fields.bad(name, f"'{name}' needs at least two entries")
    _refuse_equal(fields, "order", list(order))
    _refuse_equal(fields, "pairs", [pair.left for pair in pairs])
    _refuse_equal(fields, "pairs", [pair.right for pair in pairs])
    if "extra" in fields and "order" in fields:
        fields.bad("extra", "'extra' belongs to 'pairs'")
    return Match(
        pairs=pairs,
        extra=fields.texts("extra", neutral=True),
        order=order,
        why=optional(fields.text("why", required=False)),
        proof=proof_file(fields, "proof", "prove", solutions),
    )


def _pair(node: Node, fields: Fields, path: Path) -> Pair:
    inner = as_fields(node, fields.log, path, ("left", "right", "why"))
    if inner is None:
        return Pair(NO_TEXT, NO_TEXT)
    return Pair(
        left=inner.text("left", neutral=True),
        right=inner.text("right", neutral=True),
        why=optional(inner.text("why", required=False)),
    )


# -- text and essay ---------------------------------------------------------------------------------


def short_text(fields: Fields, solutions: Solutions) -> ShortText:
    """A short answer with its accepted forms."""
    accept = fields.strings("accept", required=True)
    folded = {fold(form): "accept" for form in accept}
    wrong = []
    for node, path in fields.items("wrong"):
        inner = as_fields(node, fields.log, path, ("forms", "why"))
        if inner is None:
            continue
        forms = inner.strings("forms", required=True)
        for form in forms:
            if fold(form) in folded:
                inner.bad("forms", f"'{form}' is also listed in {folded[fold(form)]}")
        folded.update({fold(form): f"wrong[{path[1]}]" for form in forms})
        wrong.append(TextWrong(forms, inner.text("why")))
    return ShortText(accept, tuple(wrong), proof_file(fields, "proof", "prove", solutions))


def fold(text: str) -> str:
    """A form as it is compared: NFKC, case, spaces and hyphens folded."""
    wide = unicodedata.normalize("NFKC", text).casefold()
    return "".join(char for char in wide if not char.isspace() and char not in "-‐‑‒–—−ー_・") or wide.strip()


def essay(fields: Fields, solutions: Solutions) -> Essay:
    """A model answer and the lines of its rubric."""
    rubric = fields.texts("rubric", required=True)
    need = fields.integer("need", max(1, len(rubric)), low=1, high=max(1, len(rubric)))
    return Essay(answer=fields.text("answer"), rubric=rubric, need=need)


# -- number -----------------------------------------------------------------------------------------


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
    made = Number(params, answer, let, where, wrong, accept, tolerance, compute, labels)
    if fields.log.fatal == before:
        _try_draw(fields, made)
    return made


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
