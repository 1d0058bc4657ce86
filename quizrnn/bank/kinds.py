"""The bodies of the kinds without numbers and code: choice, match, text, essay."""

from __future__ import annotations

from collections.abc import Iterable

from yaml.nodes import Node

from quizrnn.bank.fields import NO_TEXT, Fields, Path, as_fields
from quizrnn.bank.forms import bare
from quizrnn.bank.marks import MarkFault
from quizrnn.bank.model import (
    Choice,
    Essay,
    Match,
    Option,
    Pair,
    ShortText,
    Text,
    TextWrong,
)
from quizrnn.bank.sources import Solutions
from quizrnn.errors import Problem

FIELDS: dict[str, tuple[str, ...]] = {
    "choice": ("options", "several", "shuffle", "proof"),
    "match": ("pairs", "extra", "order", "why", "proof"),
    "text": ("accept", "wrong", "proof"),
    "essay": ("answer", "rubric", "need"),
}


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
    known = {bare(form): "accept" for form in accept}
    wrong = []
    for node, path in fields.items("wrong"):
        inner = as_fields(node, fields.log, path, ("forms", "why"))
        if inner is None:
            continue
        forms = inner.strings("forms", required=True)
        for form in forms:
            if bare(form) in known:
                inner.bad("forms", f"'{form}' is also listed in {known[bare(form)]}")
        known.update({bare(form): f"wrong[{path[1]}]" for form in forms})
        wrong.append(TextWrong(forms, inner.text("why")))
    return ShortText(accept, tuple(wrong), proof_file(fields, "proof", "prove", solutions))


def essay(fields: Fields, solutions: Solutions) -> Essay:
    """A model answer and the lines of its rubric."""
    rubric = fields.texts("rubric", required=True)
    need = fields.integer("need", max(1, len(rubric)), low=1, high=max(1, len(rubric)))
    return Essay(answer=fields.text("answer"), rubric=rubric, need=need)
