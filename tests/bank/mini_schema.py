"""As much of JSON Schema as the format's schema uses."""

from __future__ import annotations

KNOWN = {
    "$schema", "title", "description", "definitions", "$ref", "type", "properties", "required", "additionalProperties",
    "enum", "const", "anyOf", "oneOf", "allOf", "if", "then", "not", "items", "minItems", "minProperties", "contains",
    "minLength", "minimum", "exclusiveMinimum",
}  # fmt: skip
TYPES = {
    "object": dict,
    "array": list,
    "string": str,
    "number": (int, float),
    "integer": int,
    "boolean": bool,
}


def fits(value, schema, root, where="") -> list[str]:
    """What does not fit, as paths with reasons."""
    assert set(schema) <= KNOWN, set(schema) - KNOWN
    wrong: list[str] = []
    if "$ref" in schema:
        wrong += fits(value, root["definitions"][schema["$ref"].rpartition("/")[2]], root, where)
    if "type" in schema:
        names = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
        if not any(_is(value, name) for name in names):
            return [*wrong, f"{where}: no {names}"]
    if "enum" in schema and value not in schema["enum"]:
        wrong.append(f"{where}: not in {schema['enum']}")
    if "const" in schema and (value != schema["const"] or type(value) is not type(schema["const"])):
        wrong.append(f"{where}: not {schema['const']}")
    if isinstance(value, str) and len(value) < schema.get("minLength", 0):
        wrong.append(f"{where}: empty")
    small = _is(value, "number") and (
        value < schema.get("minimum", value) or value <= schema.get("exclusiveMinimum", value - 1)
    )
    if small:
        wrong.append(f"{where}: too small")
    if isinstance(value, dict):
        wrong += _object(value, schema, root, where)
    if isinstance(value, list):
        wrong += [
            w for i, v in enumerate(value) for w in fits(v, schema.get("items", {}), root, f"{where}[{i}]")
        ]
        if len(value) < schema.get("minItems", 0):
            wrong.append(f"{where}: too few")
        if "contains" in schema and all(fits(v, schema["contains"], root) for v in value):
            wrong.append(f"{where}: none contained")
    for part in schema.get("allOf", []):
        wrong += fits(value, part, root, where)
    for word in ("anyOf", "oneOf"):
        if word in schema:
            fitting = [part for part in schema[word] if not fits(value, part, root, where)]
            if not fitting or (word == "oneOf" and len(fitting) > 1):
                wrong.append(f"{where}: fits {len(fitting)} of {word}")
    if "not" in schema and not fits(value, schema["not"], root, where):
        wrong.append(f"{where}: fits what it must not")
    if "if" in schema and not fits(value, schema["if"], root, where):
        wrong += fits(value, schema.get("then", {}), root, where)
    return wrong


def _is(value, name):
    if isinstance(value, bool) and name != "boolean":
        return False
    return isinstance(value, TYPES[name])


def _object(value, schema, root, where):
    wrong = [f"{where}.{name}: missing" for name in schema.get("required", []) if name not in value]
    if len(value) < schema.get("minProperties", 0):
        wrong.append(f"{where}: empty")
    for name, part in value.items():
        if name in schema.get("properties", {}):
            wrong += fits(part, schema["properties"][name], root, f"{where}.{name}")
        elif schema.get("additionalProperties") is False:
            wrong.append(f"{where}.{name}: unknown")
        elif isinstance(schema.get("additionalProperties"), dict):
            wrong += fits(part, schema["additionalProperties"], root, f"{where}.{name}")
    return wrong
