"""The mechanical slips: each rule turns one node of a region into the nodes it could be mistaken for."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator

Change = tuple[str, ast.AST]
"""A kind of slip and the node that takes the place of the old one."""

OPERATORS: dict[type[ast.operator], tuple[type[ast.operator], ...]] = {
    ast.Add: (ast.Sub,),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Div, ast.Add),
    ast.Div: (ast.Mult,),
    ast.FloorDiv: (ast.Mod,),
    ast.Mod: (ast.FloorDiv,),
    ast.Pow: (ast.Mult,),
    ast.MatMult: (ast.Mult,),
    ast.BitAnd: (ast.BitOr,),
    ast.BitOr: (ast.BitAnd,),
}
COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
PAIRS = (
    ("sum", "mean"),
    ("min", "max"),
    ("amin", "amax"),
    ("argmin", "argmax"),
    ("minimum", "maximum"),
    ("any", "all"),
    ("floor", "ceil"),
    ("zeros", "ones"),
    ("zeros_like", "ones_like"),
    ("sigmoid", "tanh"),
    ("sin", "cos"),
    ("cumsum", "cumprod"),
    ("vstack", "hstack"),
    ("triu", "tril"),
    ("lstrip", "rstrip"),
    ("upper", "lower"),
    ("startswith", "endswith"),
)
TWINS = {a: b for pair in PAIRS for a, b in (pair, pair[::-1])}
SYMMETRIC = {"dot", "matmul", "outer", "mm", "bmm", "subtract", "divide", "power", "zip", "solve"}
"""Calls of two arguments whose order matters."""
NOT_DROPPED = {
    *(
        "len",
        "range",
        "enumerate",
        "zip",
        "isinstance",
        "print",
        "super",
        "getattr",
        "setattr",
        "type",
        "iter",
    ),
    *(
        "zeros",
        "ones",
        "empty",
        "full",
        "arange",
        "eye",
        "linspace",
        "array",
        "asarray",
        "tensor",
        "as_tensor",
    ),
    *(
        "list",
        "tuple",
        "dict",
        "set",
        "float",
        "int",
        "str",
        "bool",
        "contiguous",
        "ascontiguousarray",
        "item",
    ),
    *("detach", "numpy", "cpu", "astype", "float64", "float32", "int64", "from_numpy", "tolist", "append"),
    *("zeros_like", "ones_like", "empty_like", "full_like", "items", "keys", "values", "Linear", "Parameter"),
}
"""Calls whose removal is no slip that anybody makes, or makes no difference by value."""
AXES = ("axis", "dim")


def changes(node: ast.AST) -> Iterator[Change]:
    """Every slip of this one node (its children have their own turn)."""
    rule = RULES.get(type(node))
    if rule is not None:
        yield from rule(node)


def _binary(node: ast.BinOp) -> Iterator[Change]:
    for other in OPERATORS.get(type(node.op), ()):
        yield "operator", ast.BinOp(node.left, other(), node.right)
    if isinstance(node.op, (ast.MatMult, ast.Sub, ast.Div)):
        yield "swapped", ast.BinOp(node.right, node.op, node.left)


def _unary(node: ast.UnaryOp) -> Iterator[Change]:
    if isinstance(node.op, (ast.USub, ast.Not)) and not isinstance(node.operand, ast.Constant):
        yield "sign", node.operand


def _compare(node: ast.Compare) -> Iterator[Change]:
    other = COMPARISONS.get(type(node.ops[0]))
    if other is not None:
        yield "comparison", ast.Compare(node.left, [other(), *node.ops[1:]], node.comparators)


def _boolean(node: ast.BoolOp) -> Iterator[Change]:
    other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
    yield "comparison", ast.BoolOp(other, node.values)


def _constant(node: ast.Constant) -> Iterator[Change]:
    value = node.value
    if isinstance(value, bool):
        yield "constant", ast.Constant(not value)
    elif isinstance(value, int):
        yield "constant", ast.Constant({0: 1, 1: 0}.get(value, value + 1))
        if value == 1:
            yield "constant", ast.Constant(2)
    elif isinstance(value, float):
        yield "constant", ast.Constant({0.0: 1.0, 1.0: 0.0}.get(value, value * 2))
    elif isinstance(value, str) and value:
        yield "constant", ast.Constant("")


def _call(node: ast.Call) -> Iterator[Change]:
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    if name in TWINS:
        yield "twin", ast.Call(_renamed(node.func, TWINS[name]), node.args, node.keywords)
    if name in SYMMETRIC and len(node.args) == 2:
        yield "swapped", ast.Call(node.func, node.args[::-1], node.keywords)
    if name == "where" and len(node.args) == 3:
        yield "swapped", ast.Call(node.func, [node.args[0], node.args[2], node.args[1]], node.keywords)
    yield from _keywords(node)
    if name and name not in NOT_DROPPED:
        yield from _dropped_call(node)


def _keywords(node: ast.Call) -> Iterator[Change]:
    for position, keyword in enumerate(node.keywords):
        rest = node.keywords[:position] + node.keywords[position + 1 :]
        if keyword.arg in AXES:
            for value in _other_axes(keyword.value):
                moved = ast.keyword(keyword.arg, value)
                yield (
                    "axis",
                    ast.Call(
                        node.func,
                        node.args,
                        [*node.keywords[:position], moved, *node.keywords[position + 1 :]],
                    ),
                )
        elif keyword.arg in ("keepdims", "keepdim"):
            yield "axis", ast.Call(node.func, node.args, rest)
        elif keyword.arg:
            yield "keyword", ast.Call(node.func, node.args, rest)


def _other_axes(value: ast.expr) -> Iterator[ast.expr]:
    if isinstance(value, ast.Constant) and isinstance(value.value, int):
        yield ast.Constant({0: 1, 1: 0}.get(value.value, value.value - 1))
    elif isinstance(value, ast.UnaryOp):
        yield ast.Constant(0)
    elif isinstance(value, ast.Tuple) and len(value.elts) > 1:
        yield value.elts[0]


def _dropped_call(node: ast.Call) -> Iterator[Change]:
    if isinstance(node.func, ast.Attribute) and not _is_module(node.func.value):
        yield "call", node.func.value
    elif node.args and not isinstance(node.args[0], ast.Starred):
        yield "call", node.args[0]


def _is_module(value: ast.expr) -> bool:
    """Whether ``value`` of ``value.name(...)`` is a module: nothing is left of the call without it."""
    while isinstance(value, ast.Attribute):
        value = value.value
    return isinstance(value, ast.Name) and value.id in {
        "np",
        "numpy",
        "torch",
        "nn",
        "F",
        "math",
        "re",
        "self",
    }


def _attribute(node: ast.Attribute) -> Iterator[Change]:
    if node.attr == "T" and isinstance(node.ctx, ast.Load):
        yield "transpose", node.value


def _subscript(node: ast.Subscript) -> Iterator[Change]:
    parts = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
    for position, part in enumerate(parts):
        for other in _shifted(part):
            moved = [*parts[:position], other, *parts[position + 1 :]]
            index: ast.expr = ast.Tuple(moved, ast.Load()) if isinstance(node.slice, ast.Tuple) else moved[0]
            yield "index", ast.Subscript(node.value, index, node.ctx)


def _shifted(part: ast.expr) -> Iterator[ast.expr]:
    if isinstance(part, ast.Slice):
        if part.lower is not None:
            yield ast.Slice(_plus_one(part.lower), part.upper, part.step)
        if part.upper is not None:
            yield ast.Slice(part.lower, _plus_one(part.upper), part.step)
        if part.step is not None:
            yield ast.Slice(part.lower, part.upper, None)
    elif isinstance(part, (ast.Name, ast.BinOp)):
        yield ast.BinOp(part, ast.Sub(), ast.Constant(1))


def _plus_one(bound: ast.expr) -> ast.expr:
    return ast.BinOp(bound, ast.Add(), ast.Constant(1))


def _augmented(node: ast.AugAssign) -> Iterator[Change]:
    for other in OPERATORS.get(type(node.op), ())[:1]:
        yield "operator", ast.AugAssign(node.target, other(), node.value)
    yield "assignment", ast.Assign([node.target], node.value)
    yield "statement", ast.Pass()


def _assign(node: ast.Assign) -> Iterator[Change]:
    if isinstance(node.value, (ast.BinOp, ast.Call, ast.Name, ast.Attribute)) and not _is_zero(node.value):
        yield "sign", ast.Assign(node.targets, ast.UnaryOp(ast.USub(), node.value))
    if not isinstance(node.targets[0], ast.Name):
        yield "statement", ast.Pass()


def _is_zero(value: ast.expr) -> bool:
    """Whether a value has no sign to flip."""
    func = value.func if isinstance(value, ast.Call) else None
    name = func.attr if isinstance(func, ast.Attribute) else getattr(func, "id", "")
    return name in ("zeros", "zeros_like")


def _return(node: ast.Return) -> Iterator[Change]:
    if isinstance(node.value, (ast.BinOp, ast.Call)):
        yield "sign", ast.Return(ast.UnaryOp(ast.USub(), node.value))
    if isinstance(node.value, ast.Tuple) and len(node.value.elts) == 2:
        yield "swapped", ast.Return(ast.Tuple(node.value.elts[::-1], ast.Load()))


def _expression(node: ast.Expr) -> Iterator[Change]:
    if not isinstance(node.value, ast.Constant):
        yield "statement", ast.Pass()


def _jump(node: ast.AST) -> Iterator[Change]:
    yield "statement", ast.Pass()


def _conditional(node: ast.IfExp) -> Iterator[Change]:
    yield "comparison", ast.IfExp(node.test, node.orelse, node.body)


def _renamed(func: ast.expr, name: str) -> ast.expr:
    if isinstance(func, ast.Attribute):
        return ast.Attribute(func.value, name, ast.Load())
    return ast.Name(name, ast.Load())


RULES: dict[type[ast.AST], Callable[..., Iterator[Change]]] = {
    ast.BinOp: _binary,
    ast.UnaryOp: _unary,
    ast.Compare: _compare,
    ast.BoolOp: _boolean,
    ast.Constant: _constant,
    ast.Call: _call,
    ast.Attribute: _attribute,
    ast.Subscript: _subscript,
    ast.AugAssign: _augmented,
    ast.Assign: _assign,
    ast.Return: _return,
    ast.Expr: _expression,
    ast.Break: _jump,
    ast.Continue: _jump,
    ast.IfExp: _conditional,
}
