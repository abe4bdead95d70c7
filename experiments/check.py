"""Checks the points of a sweep before anything is run, by the schema, and without asking it the same thing twice.

A parameter that stands alone is right or wrong by itself: of its values each is tried once, or, where there are
many numbers, the smallest and the largest. Where the schema has a rule about several parameters of one group (an
end not before its start, shares that add up), every combination of these is tried, up to some thousands; a point
that is wrong all the same becomes a failed run. What is tried is always a point of the design.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from experiments.points import Column, Points
from experiments.variants import scenario_at
from sim.errors import ScenarioError
from sim.scenario import Scenario
from sim.scenario.fields import Record, group_of

_FEW: Final = 50
"""Distinct values of a parameter that are all tried."""

_MANY: Final = 20_000
"""Combinations of a variant that are tried, evenly spread, where a rule is about several parameters."""

_TOLD: Final = 10


def check(points: Points) -> None:
    """Refuse a design that has a point which cannot be.

    Raises:
        ScenarioError: what is wrong, with the number of the first point it is wrong of.
    """
    wrong: dict[str, int] = {}
    for point in _tried(points):
        try:
            scenario_at(points.variants[points.variant[point]].world, points.values(point))
        except ScenarioError as error:
            for mistake in error.mistakes:
                wrong.setdefault(mistake, point)
    if wrong:
        told = [f"{mistake} (point {point} of the design)" for mistake, point in wrong.items()]
        more = [f"and {len(told) - _TOLD} more"] if len(told) > _TOLD else []
        raise ScenarioError(told[:_TOLD] + more)


def _tried(points: Points) -> Sequence[int]:
    """Points that between them hold everything that can be wrong, in order."""
    found: set[int] = set()
    columns = [column for column in points.columns if not column.composed]
    together: dict[str, list[Column]] = {}
    for column in columns:
        for group in ruled_in(column.name):
            together.setdefault(group, []).append(column)
    for number in range(len(points.variants)):
        rows = np.flatnonzero(points.variant == number)
        for column in columns:
            found.update(rows[_ends(column, rows)].tolist())
        for each in together.values():
            stacked = np.stack([column.codes[rows] for column in each])
            first = np.unique(stacked, axis=1, return_index=True)[1]
            found.update(rows[first[:: -(-len(first) // _MANY)]].tolist())
    return sorted(found)


def _ends(column: Column, rows: NDArray[np.intp]) -> NDArray[np.intp]:
    """Places in `rows` of each distinct value, or of the smallest and the largest number."""
    used, first = np.unique(column.codes[rows], return_index=True)
    values = [column.values[code] for code in used]
    if len(values) <= _FEW or not all(isinstance(value, int | float) for value in values):
        return first
    return first[[int(np.argmin(values)), int(np.argmax(values))]]


def ruled_in(path: str) -> list[str]:
    """The groups of the schema with a rule of their own that looks at this parameter: of `support.end`, `support`."""
    prefix = re.match(r"(organisations\.\d+\.)?", path)
    start = prefix.group() if prefix else ""
    kind: type[Record] | None = Scenario
    found, steps = [], path[len(start) :].split(".")
    for depth, step in enumerate(steps):
        if kind is None:
            break
        if kind is not Scenario and step in _looked_at(kind):
            found.append(start + ".".join(steps[:depth]))
        kind = group_of(kind.model_fields[step])
    return found


@cache
def _looked_at(kind: type[Record]) -> frozenset[str]:
    """The fields that the rules of a group look at; all, where a rule hands the whole group on."""
    found: set[str] = set()
    for rule in kind.__pydantic_decorators__.model_validators.values():
        code: Any = rule.func.__code__
        named = set(code.co_names) & set(kind.model_fields)
        found |= named or set(kind.model_fields)
    return frozenset(found)
