"""Checks the points of a sweep before anything is run, by the schema, and without asking it the same thing twice.

A parameter that stands alone is right or wrong by itself: of its values each is tried once, or, where there are
many numbers, the smallest and the largest. Where the schema has a rule about several parameters of one group (an
end not before its start, shares that add up), every combination of these is tried. What is tried is always a
point of the design.
"""

from collections.abc import Sequence
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
    for number in range(len(points.variants)):
        rows = np.flatnonzero(points.variant == number)
        for column in columns:
            found.update(rows[_ends(column, rows)].tolist())
        parts: dict[str, list[Column]] = {}
        for column in columns:
            parts.setdefault(_part(column.name), []).append(column)
        for part, together in parts.items():
            if has_rule(part):
                stacked = np.stack([column.codes[rows] for column in together])
                found.update(rows[np.unique(stacked, axis=1, return_index=True)[1]].tolist())
    return sorted(found)


def _ends(column: Column, rows: NDArray[np.intp]) -> NDArray[np.intp]:
    """Places in `rows` of each distinct value, or of the smallest and the largest number."""
    used, first = np.unique(column.codes[rows], return_index=True)
    values = [column.values[code] for code in used]
    if len(values) <= _FEW or not all(isinstance(value, int | float) for value in values):
        return first
    return first[[int(np.argmin(values)), int(np.argmax(values))]]


def _part(path: str) -> str:
    """The group of a parameter in which rules may hold: `support.end` has `support`."""
    steps = path.split(".")
    if steps[0] == "organisations":
        return ".".join(steps[:3])
    return steps[0]


def has_rule(part: str) -> bool:
    """Whether the schema has a rule about several parameters of a group, or of a group in it."""
    kind: Any = Scenario
    for step in part.split("."):
        if step == "organisations" or step.isdecimal():
            continue
        kind = group_of(kind.model_fields[step])
        if kind is None:
            return False
    return _ruled(kind)


def _ruled(kind: type[Record]) -> bool:
    inner = [group for field in kind.model_fields.values() if (group := group_of(field)) is not None]
    return bool(kind.__pydantic_decorators__.model_validators) or any(_ruled(group) for group in inner)
