"""Arcs: who names whom, as two columns; what every measure of structure is taken of."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sim.compiled import compiled
from sim.errors import NetworkError
from sim.network.ties import Ties

NAMES: Final = 1
"""A bit of `Partners.way`: the person names the partner."""

NAMED: Final = 2
"""A bit of `Partners.way`: the partner names the person."""

BOTH: Final = NAMES | NAMED
"""Both bits: the dyad is reciprocal."""


class Partners(NamedTuple):
    """Everyone's partners (people tied in either direction), as one long list cut into runs.

    Attributes:
        start: shape (N + 1,); the partners of person i are `row[start[i]:start[i + 1]]`.
        row: shape (2D,), the partner, rising within a run; each of the D dyads stands twice.
        way: shape (2D,), bits `NAMES` and `NAMED`.
    """

    start: NDArray[np.int64]
    row: NDArray[np.int32]
    way: NDArray[np.uint8]


@dataclass(frozen=True, eq=False, init=False)
class Arcs:
    """The arcs of one network. Measures are pure functions of it; nothing in it changes.

    Attributes:
        source, target: shape (M,), rows of people; `source` names `target`. Ordered by (source,
            target) whatever order they were given in; no arc twice, no arc from a person to themselves.
        people: N, how many people there are, with arcs or without.

    Raises:
        NetworkError: a row outside 0..people-1, an arc to oneself, an arc twice, columns of unequal
            length or of other than whole numbers.
    """

    source: NDArray[np.int32]
    target: NDArray[np.int32]
    people: int

    def __init__(self, source: ArrayLike, target: ArrayLike, people: int) -> None:
        key = _keys(_rows(source, people), _rows(target, people))
        object.__setattr__(self, "source", _fixed((key >> 32).astype(np.int32)))
        object.__setattr__(self, "target", _fixed((key & 0xFFFFFFFF).astype(np.int32)))
        object.__setattr__(self, "people", int(people))

    @classmethod
    def from_ties(cls, ties: Ties, people: int, *, reported: bool) -> "Arcs":
        """The arcs of `ties`: those a survey would report (`reported`), or all of them."""
        there, back = ties.reported() if reported else ties.present
        source = np.concatenate([ties.first[there], ties.second[back]])
        target = np.concatenate([ties.second[there], ties.first[back]])
        return cls(source, target, people)

    def __len__(self) -> int:
        """M, how many arcs there are."""
        return len(self.source)

    @property
    def dyads(self) -> int:
        """D, how many pairs of people have an arc between them."""
        return len(self.partners.row) // 2

    @property
    def pairs(self) -> int:
        """N(N − 1)/2, how many pairs of people there are."""
        return self.people * (self.people - 1) // 2

    @property
    def mutual(self) -> int:
        """How many dyads have both arcs."""
        return int(np.count_nonzero(self.partners.way == BOTH)) // 2

    @cached_property
    def partners(self) -> Partners:
        """Everyone's partners, with who names whom."""
        start, row, way = _partners(self.source, self.target, self.people)
        return Partners(_fixed(start), _fixed(row), _fixed(way))


def ratio(part: float, whole: float) -> float:
    """One number over another; NaN when there is no whole."""
    return float(part / whole) if whole else float("nan")


def _rows(column: ArrayLike, people: int) -> NDArray[np.int64]:
    """A column of rows of people, checked."""
    given = np.asarray(column)
    if people < 1:
        raise NetworkError(f"a network needs at least one person; there are {people}")
    if given.ndim != 1 or (given.size and given.dtype.kind not in "iu"):
        raise NetworkError(f"arcs must be columns of whole numbers; one has shape {given.shape} and is {given.dtype}")
    outside = given[(given < 0) | (given >= people)]
    if outside.size:
        raise NetworkError(f"an arc has row {int(outside[0])}; rows go from 0 to {people - 1}")
    return given.astype(np.int64)


def _keys(source: NDArray[np.int64], target: NDArray[np.int64]) -> NDArray[np.int64]:
    """One number an arc, in rising order: the source in the upper half, the target in the lower."""
    if len(source) != len(target):
        raise NetworkError(f"arcs need as many sources as targets; there are {len(source)} and {len(target)}")
    if np.any(source == target):
        raise NetworkError(f"row {int(source[source == target][0])} has an arc to itself")
    key = np.sort(source << 32 | target)
    again = key[1:][key[1:] == key[:-1]]
    if again.size:
        raise NetworkError(f"the arc from row {int(again[0] >> 32)} to row {int(again[0] & 0xFFFFFFFF)} stands twice")
    return key


def _fixed[A: NDArray[Any]](column: A) -> A:
    """The same column, closed to changes."""
    column.setflags(write=False)
    return column


@compiled
def _partners(
    source: NDArray[np.int32], target: NDArray[np.int32], people: int
) -> tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.uint8]]:
    """Everyone's partners: whom they name and who names them, both in rising order, merged."""
    names, named = _runs(source, people), _runs(target, people)
    by, free = np.empty(len(source), np.int32), named[:-1].copy()
    for arc in range(len(source)):
        by[free[target[arc]]] = source[arc]
        free[target[arc]] += 1
    start = np.zeros(people + 1, np.int64)
    row, way = np.empty(2 * len(source), np.int32), np.empty(2 * len(source), np.uint8)
    count = 0
    for person in range(people):
        to, of = names[person], named[person]
        while to < names[person + 1] or of < named[person + 1]:
            there = target[to] if to < names[person + 1] else people
            back = by[of] if of < named[person + 1] else people
            row[count] = min(there, back)
            way[count] = NAMES * int(there <= back) | NAMED * int(back <= there)
            to += int(there <= back)
            of += int(back <= there)
            count += 1
        start[person + 1] = count
    return start, row[:count].copy(), way[:count].copy()


@compiled
def _runs(rows: NDArray[np.int32], people: int) -> NDArray[np.int64]:
    """Where the run of each row begins when equal ones stand together, and where the last ends."""
    start = np.zeros(people + 1, np.int64)
    for row in rows:
        start[row + 1] += 1
    for person in range(people):
        start[person + 1] += start[person]
    return start
