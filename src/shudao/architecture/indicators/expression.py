"""The arithmetic of composite indicators: read strictly, compared by meaning, and worked out exactly."""

import ast
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation, localcontext

from shudao.architecture.errors_indicators import BadIndicator

__all__ = ["Reading", "canonical", "codes_in", "read", "replaced", "work_out"]

MAX_LENGTH = 500
GROWTH = ("yoy", "mom")
_SIGNS: dict[type[ast.operator], str] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}
# code and shift ("", "yoy" or "mom") → the value then
Reading = tuple[str, str]


def read(expression: str) -> ast.expr:
    """The tree of an expression. Raises `BadIndicator` for anything but codes, numbers, + - * /, brackets, yoy, mom."""
    if len(expression) > MAX_LENGTH:
        raise BadIndicator(problem="表达式过长", problem_en="the expression is too long")
    try:
        tree = ast.parse(expression.strip(), mode="eval").body
        _check(tree)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise _malformed() from error
    return tree


def _malformed() -> BadIndicator:
    return BadIndicator(
        problem="表达式只能由指标编码、数字、加减乘除、括号、yoy() 和 mom() 组成",
        problem_en="an expression has codes, numbers, + - * /, brackets, yoy() and mom() only",
    )


def _check(node: ast.expr) -> None:
    match node:
        case ast.BinOp(left, op, right) if type(op) in _SIGNS:
            _check(left)
            _check(right)
        case ast.UnaryOp(ast.USub(), operand):
            _check(operand)
        case ast.Call(ast.Name(name), [ast.Name()], []) if name in GROWTH:
            return
        case ast.Name(name) if name not in GROWTH:
            return
        case ast.Constant(int() | float() as number) if not isinstance(number, bool):
            return
        case _:
            raise _malformed()


def codes_in(tree: ast.expr) -> tuple[str, ...]:
    """The indicators an expression speaks of, in order, once each."""
    names = (node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id not in GROWTH)
    return tuple(dict.fromkeys(names))


def replaced(text: str, code: str, whole: str) -> str:
    """The expression with an indicator replaced by its own expression. Raises `BadIndicator` inside yoy() or mom(),
    whose growth is of one derived indicator."""

    class _Replace(ast.NodeTransformer):
        def visit_Name(self, node: ast.Name) -> ast.expr:
            return read(whole) if node.id == code else node

        def visit_Call(self, node: ast.Call) -> ast.expr:
            if any(isinstance(each, ast.Name) and each.id == code for each in node.args):
                raise BadIndicator(
                    problem="yoy() 和 mom() 只能用于衍生指标", problem_en="yoy() and mom() take derived indicators only"
                )
            return node

    return ast.unparse(_Replace().visit(ast.parse(text.strip(), mode="eval")))


def canonical(tree: ast.expr) -> str:
    """The expression in one spelling: what is added or multiplied is sorted, so that a+b and b+a mean the same."""
    match node_parts(tree):
        case (sign, parts) if sign in "+*":
            return "(" + sign.join(sorted(canonical(part) for part in parts)) + ")"
    match tree:
        case ast.BinOp(left, op, right):
            return f"({canonical(left)}{_SIGNS[type(op)]}{canonical(right)})"
        case ast.UnaryOp(_, operand):
            return f"(-{canonical(operand)})"
        case ast.Constant(number):
            return format(Decimal(str(number)).normalize(), "f")
    return ast.unparse(tree)


def node_parts(tree: ast.expr) -> tuple[str, list[ast.expr]]:
    """A chain of one sum or product as its parts; nothing for anything else."""
    if not isinstance(tree, ast.BinOp) or not isinstance(tree.op, ast.Add | ast.Mult):
        return (" ", [])
    parts: list[ast.expr] = []
    for side in (tree.left, tree.right):
        same = isinstance(side, ast.BinOp) and type(side.op) is type(tree.op)
        parts += node_parts(side)[1] if same else [side]
    return (_SIGNS[type(tree.op)], parts)


def work_out(text: str, value_of: Callable[[Reading], Decimal | None]) -> Decimal | None:
    """The value of an expression; none where a part has none or something is divided by zero."""
    tree = read(text)
    with localcontext() as context:
        context.prec = 38
        try:
            return _value(tree, value_of)
        except (InvalidOperation, ZeroDivisionError):
            return None


def _value(tree: ast.expr, value_of: Callable[[Reading], Decimal | None]) -> Decimal | None:
    match tree:
        case ast.Constant(number):
            return Decimal(str(number))
        case ast.Name(code):
            return value_of((code, ""))
        case ast.Call(ast.Name(shift), [ast.Name(code)]):
            now, before = value_of((code, "")), value_of((code, shift))
            return None if now is None or before is None else (now - before) / before
        case ast.UnaryOp(_, operand):
            inner = _value(operand, value_of)
            return None if inner is None else -inner
        case ast.BinOp(left, op, right):
            one, other = _value(left, value_of), _value(right, value_of)
            return None if one is None or other is None else _OPERATIONS[type(op)](one, other)
    raise _malformed()


_OPERATIONS: Mapping[type[ast.operator], Callable[[Decimal, Decimal], Decimal]] = {
    ast.Add: lambda one, other: one + other,
    ast.Sub: lambda one, other: one - other,
    ast.Mult: lambda one, other: one * other,
    ast.Div: lambda one, other: one / other,
}
