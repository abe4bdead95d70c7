"""Mutants: functions of the model with one thing changed, which a test must notice.

`rule_mutants` makes all that can be made by system from an equation of `sim/rules.py`; `replaced` makes one from
a function of a step by a replacement in its source. `tests/sim/trial.py` runs them beside the oracle.
"""

import ast
import inspect
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from importlib import import_module
from textwrap import dedent
from typing import Any, Final, cast


@dataclass(frozen=True)
class Mutant:
    """A function with one thing changed.

    Attributes:
        where: the function, as "module.function".
        kind: what sort of change.
        change: the change, in words that no other mutant of the function has.
        source: the function as changed.
    """

    where: str
    kind: str
    change: str
    source: str


# ---------------------------------------------------------------- mutants made by system


def plain(function: Callable[..., Any]) -> Callable[..., Any]:
    """The Python function behind a compiled one."""
    return cast(Callable[..., Any], getattr(function, "py_func", function))


def rules() -> dict[str, Callable[..., Any]]:
    """The public functions of `sim.rules`, by name."""
    module = import_module("sim.rules")
    found = {name: plain(value) for name, value in vars(module).items() if callable(value) and name[0] != "_"}
    return {name: rule for name, rule in found.items() if rule.__module__ == "sim.rules"}


def rule_mutants(rule: Callable[..., Any]) -> list[Mutant]:
    """All mutants of a rule, one change each, no two alike."""
    original = ast.parse(dedent(inspect.getsource(plain(rule)))).body[0]
    assert isinstance(original, ast.FunctionDef)
    original.decorator_list.clear()
    del original.body[0]  # the docstring
    found: dict[str, Mutant] = {}
    names: set[str] = set()
    for place, node in enumerate(ast.walk(_body(original))):
        for kind, instead in _instead(node):
            source = ast.unparse(_with(original, place, instead))
            change = _words(original, node, kind, instead)
            change += " (again)" if change in names else ""
            if source not in found and source != ast.unparse(original):
                found[source] = Mutant(f"{rule.__module__}.{rule.__name__}", kind, change, source)
                names.add(change)
    return list(found.values())


def _words(function: ast.FunctionDef, node: ast.AST, kind: str, instead: ast.AST) -> str:
    """The change in words: what stood there, and what stands there now."""
    match node:
        case ast.Return():
            return "the result → its negative"
        case ast.IfExp(test=test, body=body) if kind == "branch":
            now = "if not" if isinstance(instead, ast.IfExp) else "always" if instead is body else "never"
            return f"if {ast.unparse(test)} → {now}"
        case ast.Constant():
            parent = next(other for other in ast.walk(function) if node in ast.iter_child_nodes(other))
            return f"{ast.unparse(node)} → {ast.unparse(instead)} in {ast.unparse(parent)}"
    return f"{ast.unparse(node)} → {ast.unparse(instead)}"


def _body(function: ast.FunctionDef) -> ast.Module:
    return ast.Module(function.body, [])


def _with(function: ast.FunctionDef, place: int, instead: ast.AST) -> ast.FunctionDef:
    """A copy of the function in which the node at `place` of the walk is another."""
    copy = deepcopy(function)
    old = list(ast.walk(_body(copy)))[place]
    for parent in ast.walk(copy):
        for field, value in ast.iter_fields(parent):
            if value is old:
                setattr(parent, field, instead)
            elif isinstance(value, list):
                value[:] = [instead if item is old else item for item in value]
    return ast.fix_missing_locations(copy)


def _instead(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """What can stand in a node's place, each with its kind."""
    match node:
        case ast.Return(value=ast.expr() as value):
            yield "sign", ast.Return(ast.UnaryOp(ast.USub(), value))
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            yield "sign", operand
        case ast.BinOp():
            yield from _other_arithmetic(node)
        case ast.Compare(left=left, ops=[op], comparators=right):
            yield from (("comparison", ast.Compare(left, [other()], right)) for other in COMPARISONS[type(op)])
        case ast.BoolOp(op=op, values=values):
            yield "condition", ast.BoolOp(ast.And() if isinstance(op, ast.Or) else ast.Or(), values)
            yield from (("condition", value) for value in values)
        case ast.IfExp(test=test, body=body, orelse=orelse):
            yield from (("branch", other) for other in (ast.IfExp(test, orelse, body), body, orelse))
        case ast.Call(func=ast.Name(id="min" | "max" as name), args=args):
            yield "function", ast.Call(ast.Name("max" if name == "min" else "min"), args, [])
            yield from (("function", arg) for arg in args)
        case ast.Call(func=ast.Name(id="exp" | "sqrt"), args=[arg]):
            yield "function", arg
        case ast.Constant(value=float() as value):
            step = 0.1 * value or 0.1
            yield from (("constant", ast.Constant(round(value + by, 12))) for by in (step, -step))


COMPARISONS: Final = {
    ast.LtE: (ast.Gt, ast.Lt),
    ast.GtE: (ast.Lt, ast.Gt),
    ast.Lt: (ast.GtE, ast.LtE),
    ast.Gt: (ast.LtE, ast.GtE),
}


def _other_arithmetic(node: ast.BinOp) -> Iterator[tuple[str, ast.AST]]:
    left, right = node.left, node.right
    match node.op:
        case ast.Add() | ast.Sub():
            yield "sign", ast.BinOp(left, ast.Sub() if isinstance(node.op, ast.Add) else ast.Add(), right)
            yield from (("term", kept) for kept in (left, right))
        case ast.Mult():
            yield "factor", left
            if not (isinstance(left, ast.BinOp) and isinstance(left.op, ast.Mult)):  # its factors drop one by one
                yield "factor", right
        case ast.Div():
            yield "divisor", left
            yield "divisor", ast.BinOp(left, ast.Mult(), right)
            yield "factor", ast.BinOp(ast.Constant(1.0), ast.Div(), right)
        case ast.Pow():
            yield "exponent", left
            yield "exponent", ast.BinOp(left, ast.Pow(), ast.UnaryOp(ast.USub(), right))


# ---------------------------------------------------------------- mutants written by hand


def function(where: str) -> Callable[..., Any]:
    """The function "module.function", as plain Python."""
    module, _, name = where.rpartition(".")
    return plain(getattr(import_module(module), name))


def replaced(where: str, old: str, new: str) -> Mutant:
    """The function with `old`, which stands once in its source, replaced by `new`."""
    source = inspect.getsource(function(where))
    if source.count(old) != 1:
        raise ValueError(f"{old!r} stands {source.count(old)} times in {where}, not once")
    return Mutant(where, "wiring", f"{old} → {new}", source.replace(old, new))
