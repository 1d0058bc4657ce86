"""The JSON Schema of the question format, for editors; ``read`` remains the judge of every detail."""

from __future__ import annotations

from typing import Any

from quizrnn.bank.checks import LAWS

Schema = dict[str, Any]

KINDS = ("choice", "match", "number", "text", "essay", "code")


def schema() -> Schema:
    """The schema of one question file."""
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "quizrnn questions",
        "description": "One topic of a quizrnn bank. FORMAT.md explains every field.",
        **_object(
            {
                "topic": _word("The topic's id; ids of questions start with it and a dot."),
                "title": _ref("anyText", "Heading on the topic's page."),
                "group": _word("Heading on the home screen."),
                "order": {"type": "integer", "description": "Topics are listed by it, then by file."},
                "reading": _ref("text", "Further reading, shown at the end of the topic."),
                "sets": _list(_ref("set"), "Linked questions under a common text."),
                "questions": _list(_ref("question"), "The questions."),
            },
            required=("topic",),
        ),
        "definitions": _definitions(),
    }


def _definitions() -> dict[str, Schema]:
    return {
        "text": _object(
            {"en": _word("English; Markdown, $math$."), "ja": _word("Japanese; Markdown, $math$.")},
            required=("en", "ja"),
        ),
        "anyText": {
            "description": "A text in both languages, or one plain value where no translation is needed.",
            "anyOf": [_ref("text"), _scalar()],
        },
        "formula": {"description": "Arithmetic in drawn values.", **_scalar()},
        "answer": {
            "description": "One formula, or formulas by label.",
            "anyOf": [
                _ref("formula"),
                {"type": "object", "minProperties": 1, "additionalProperties": _ref("formula")},
            ],
        },
        "code": {
            "description": "The text of the region, or texts by region.",
            "anyOf": [_scalar(), {"type": "object", "minProperties": 1, "additionalProperties": _scalar()}],
        },
        "set": _object(
            {
                "id": _word("topic.some-slug"),
                "title": _ref("text"),
                "ask": _ref("text", "The common text."),
                "questions": _list(_word("A question id."), least=1),
            },
            required=("id", "title", "ask", "questions"),
        ),
        "question": _question(),
        "check": _check(),
        "given": _given(),
        "law": {"oneOf": [_law(name) for name in LAWS]},
    }


# -- questions --------------------------------------------------------------------------------------


def _question() -> Schema:
    """Common fields, then the fields of the kind at hand."""
    common = {
        "id": _word("topic.some-slug; progress hangs on it. Renamed: list the old one in formerly."),
        "kind": _enum(KINDS, "The kind of question."),
        "title": _ref("text", "A few words for lists."),
        "level": {"enum": [1, 2, 3], "description": "1 recall, 2 apply, 3 derive or find the trap."},
        "ask": _ref("text", "The question."),
        "hints": _list(_ref("text"), "From nudge to method; level 2 has one, level 3 two."),
        "explain": _ref("text", "Why the right answer is right."),
        "source": _word("Where the fact comes from."),
        "tags": _list(_word()),
        "see": _list(_word(), "Question ids, reference:NAME, demo:NAME."),
        "formerly": _list(_word(), "Older ids."),
    }
    own = {kind: fields() for kind, fields in _BODIES.items()}
    names: dict[str, Schema] = {name: {} for body in own.values() for name in body[0]}
    required = ["id", "kind", "title", "level", "ask", "explain"]
    return {
        "type": "object",
        "required": required,
        "properties": {**names, **common},
        "additionalProperties": False,
        "allOf": [
            {
                "if": {"properties": {"kind": {"const": kind}}, "required": ["kind"]},
                "then": {
                    "properties": {**{name: {} for name in common}, **properties},
                    "additionalProperties": False,
                    **rest,
                },
            }
            for kind, (properties, rest) in own.items()
        ],
    }


Body = tuple[dict[str, Schema], Schema]
"""Properties, and what else holds of the whole (required fields)."""


def _choice() -> Body:
    option = _object(
        {
            "text": _ref("anyText"),
            "right": {"type": "boolean"},
            "why": _ref("text", "Answers a learner who picked it; every wrong option has one."),
        },
        required=("text",),
    )
    option["if"] = {"not": {"properties": {"right": {"const": True}}, "required": ["right"]}}
    option["then"] = {"required": ["why"]}
    right = {"properties": {"right": {"const": True}}, "required": ["right"]}
    return {
        "options": {"type": "array", "minItems": 2, "items": option, "contains": right},
        "several": {"type": "boolean", "description": "true: every right option must be picked."},
        "shuffle": {"type": "boolean"},
        "proof": _word("A file of solutions/ whose prove() returns one boolean for each option."),
    }, {"required": ["options"]}


def _match() -> Body:
    pair = _object(
        {"left": _ref("anyText"), "right": _ref("anyText"), "why": _ref("text")}, required=("left", "right")
    )
    return {
        "pairs": _list(pair, least=2),
        "extra": _list(_ref("anyText"), "Rights that belong to no left."),
        "order": _list(_ref("anyText"), "Lines in their right order.", least=2),
        "why": _ref("text", "Said when the answer is wrong."),
        "proof": _word("A file of solutions/ whose prove() returns the positions."),
    }, {"oneOf": [{"required": ["pairs"]}, {"required": ["order"]}]}


def _number() -> Body:
    number = {"type": "number"}
    param = {
        "oneOf": [
            _object({"from": number, "to": number, "step": number}, required=("from", "to")),
            _object({"of": _list(number, least=1)}, required=("of",)),
        ]
    }
    wrong = _object(
        {"answer": _ref("answer"), "why": _ref("text"), "name": _ref("text")}, required=("answer", "why")
    )
    accept = _object({"answer": _ref("answer"), "note": _ref("text")}, required=("answer", "note"))
    return {
        "params": {"type": "object", "additionalProperties": param},
        "where": _list(_ref("formula"), "Conditions that every draw keeps."),
        "let": {"type": "object", "additionalProperties": _ref("formula")},
        "answer": _ref("answer"),
        "tolerance": {
            "type": "number",
            "minimum": 0,
            "description": "Relative; 0 asks for the exact number.",
        },
        "wrong": _list(wrong),
        "accept": _list(accept),
        "compute": _word("A file of solutions/ whose answer(**params) returns the number."),
        "labels": _list(_word()),
        "names": {
            "type": "object",
            "additionalProperties": _ref("text"),
            "description": "What a label is called in each language.",
        },
    }, {"oneOf": [{"required": ["answer"]}, {"required": ["compute"]}]}


def _text() -> Body:
    forms = _list(_scalar(), least=1)
    return {
        "accept": forms,
        "wrong": _list(_object({"forms": forms, "why": _ref("text")}, required=("forms", "why"))),
        "proof": _word(),
    }, {"required": ["accept"]}


def _essay() -> Body:
    return {
        "answer": _ref("text", "A model answer."),
        "rubric": _list(_ref("text"), "Lines that the learner ticks.", least=1),
        "need": {"type": "integer", "minimum": 1, "description": "Ticks that make it right."},
    }, {"required": ["answer", "rubric"]}


def _code() -> Body:
    yes = {"type": "boolean"}
    wrong = {
        "code": _ref("code"),
        "name": _ref("text", "Fits 'your result equals that of ...'."),
        "why": _ref("text"),
        "option": {**yes, "description": "Mode choose: offered as an option."},
        "start": {**yes, "description": "Mode fix: the learner starts from this one."},
    }
    accept = {"code": _ref("code"), "note": _ref("text"), "convention": yes}
    return {
        "mode": _enum(("choose", "type", "write", "fix"), "What the learner does."),
        "solution": _word("A complete program below solutions/, with marked regions."),
        "check": _ref("check"),
        "wrong": _list(_object(wrong, required=("code", "why")), "Known mistakes.", least=1),
        "accept": _list(_object(accept, required=("code", "note")), "Further right answers."),
        "starter": _ref("code", "Modes write and type: what a region shows at first."),
        "shuffle": yes,
        "twin": _word("The same function in the other framework."),
        "equivalent": _list(_object({"mutant": _word(), "why": _word()}, required=("mutant", "why"))),
    }, {"required": ["mode", "solution", "check", "wrong"]}


_BODIES = {
    "choice": _choice,
    "match": _match,
    "number": _number,
    "text": _text,
    "essay": _essay,
    "code": _code,
}


# -- checks -----------------------------------------------------------------------------------------


def _check() -> Schema:
    case = {"type": "object", "description": "One input written out, by argument."}
    threshold = {
        "measure": _word("A function of the hidden part: measure(value, case)."),
        "at_least": {"type": "number"},
        "at_most": {"type": "number"},
        "need": {"type": "integer", "minimum": 1},
        "seeds": _list({"type": "integer"}, least=1),
    }
    return {
        **_object(
            {
                "call": _word("A function of the learner's module."),
                "driver": _word("A function of the hidden part: drive(answer, case)."),
                "given": {"type": "object", "additionalProperties": _ref("given")},
                "returns": _ref("given"),
                "sizes": {"type": "object", "additionalProperties": _scalar(), "description": "{T: 1..6}"},
                "where": _list(_ref("formula"), "Conditions on sizes and scalar arguments."),
                "cases": _list(case, "Inputs judged first."),
                "inputs": {"type": "integer", "minimum": 1},
                "tolerance": _object({"rel": {"type": "number"}, "abs": {"type": "number"}}),
                "dtype": {"type": "boolean", "description": "Compare dtypes."},
                "kind": {"type": "boolean", "description": "Compare kinds of containers and arrays."},
                "compare": _list(
                    _word(), "Paths of the result that are compared; [] leaves all to the laws."
                ),
                "laws": _list(_ref("law")),
                "stress": _list(_object({"case": case, "note": _ref("text")}, required=("case", "note"))),
                "threshold": _object(threshold, required=("measure", "seeds")),
                "seconds": {"type": "number", "exclusiveMinimum": 0},
                "memory": {"type": "integer", "minimum": 16, "description": "MiB."},
            },
            required=("given",),
        ),
        "oneOf": [{"required": ["call"]}, {"required": ["driver"]}],
    }


def _given() -> Schema:
    length = {**_scalar(), "description": "T, 3 or 0..8"}
    return {
        "description": "How it is drawn: TYPE[shape] range, or a map for texts, choices, lists and dicts.",
        "anyOf": [
            {"type": "string"},
            _object({"text": _list(_scalar(), least=1), "length": length}, required=("text",)),
            _object({"of": {"type": "array", "minItems": 1}}, required=("of",)),
            _object({"list": _ref("given"), "length": length}, required=("list", "length")),
            _object({"dict": {"type": "object", "additionalProperties": _ref("given")}}, required=("dict",)),
        ],
    }


def _law(name: str) -> Schema:
    paths = {"anyOf": [_scalar(), _list(_scalar(), least=1)]}
    extra: dict[str, dict[str, Schema]] = {
        "unchanged": {},
        "changed": {},
        "sums_to": {"of": paths, "axis": {"type": "integer"}},
        "permutation": {"to": _ref("formula")},
        "at_most": {"of": paths},
        "equals": {"of": paths},
    }
    own = paths if name in ("unchanged", "changed", "permutation") else _ref("formula")
    required = (name, "to") if name == "permutation" else (name,)
    return _object({name: own, **extra[name]}, required=required)


# -- the words of JSON Schema -----------------------------------------------------------------------


def _object(properties: dict[str, Schema], required: tuple[str, ...] = ()) -> Schema:
    made: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
    if required:
        made["required"] = list(required)
    return made


def _list(items: Schema, description: str = "", *, least: int = 0) -> Schema:
    made: Schema = {"type": "array", "items": items}
    if least:
        made["minItems"] = least
    return {**made, "description": description} if description else made


def _word(description: str = "") -> Schema:
    return {"type": "string", "minLength": 1, **({"description": description} if description else {})}


def _scalar() -> Schema:
    return {"type": ["string", "number", "boolean"]}


def _enum(words: tuple[str, ...], description: str) -> Schema:
    return {"enum": list(words), "description": description}


def _ref(name: str, description: str = "") -> Schema:
    reference: Schema = {"$ref": f"#/definitions/{name}"}
    return {"allOf": [reference], "description": description} if description else reference
