"""Dyads as they are placed, none twice: a skeleton first, then random pairs inside groups.

A pair stands in a table with open addressing under first * 2**32 + second, first < second; 0 is
an empty place. Time is linear in the number of dyads.
"""

from enum import IntEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.compiled import compiled
from sim.luck import BUILD_TIES, base, draw, mix, numbered
from sim.network.shapes.draws import Kind, Luck, word
from sim.network.shapes.groups import Groups, Whole

People = NDArray[np.int32]

TRIES: Final = 16
"""Random pairs tried for each dyad wanted in a group before the rest is left to another group."""
MOVES: Final = 256
"""New partners tried for a dyad that is rewired before it stays as it is."""


class Relation(IntEnum):
    """Which pairs are taken."""

    ANY = 0
    WITHIN = 1
    ACROSS = 2


class Dyads:
    """Dyads among people, up to a wanted number.

    Args:
        wanted: how many there are to be.
        unit: shape (N,), the unit of each person.
        luck: of the organisation.

    Attributes:
        first, second: shape (wanted,); the first `count` entries are placed.
    """

    def __init__(self, wanted: int, unit: NDArray[np.int32], luck: Luck) -> None:
        self.first: People = np.zeros(wanted, dtype=np.int32)
        self.second: People = np.zeros(wanted, dtype=np.int32)
        self.unit, self.luck = unit, luck
        self.count = 0
        self._table = _empty_table(wanted)

    @property
    def left(self) -> int:
        """How many are still to be placed."""
        return len(self.first) - self.count

    @property
    def crossing(self) -> int:
        """How many of those placed cross units."""
        return int(np.count_nonzero(self._crosses()))

    def within(self, units: int) -> Whole:
        """Shape (units,): how many of those placed lie inside each unit."""
        inside = self.unit[self.first[: self.count]][~self._crosses()]
        return np.bincount(inside, minlength=units)

    def place(self, one: Whole, other: Whole) -> None:
        """Place these pairs, all different and new, as far as dyads are left."""
        one, other = one[: self.left], other[: self.left]
        end = self.count + len(one)
        self.first[self.count : end] = np.minimum(one, other)
        self.second[self.count : end] = np.maximum(one, other)
        _enter(self._table, self.first[self.count : end], self.second[self.count : end])
        self.count = end

    def fill(self, groups: Groups, quota: Whole, kind: Kind, relation: Relation = Relation.ANY) -> None:
        """Place random new pairs inside each group: `quota` of them, or fewer where there is too little room.

        Args:
            groups: who may be tied with whom.
            quota: shape (G,), dyads for each group; no more in all than are left.
            kind: of the draws.
            relation: whether pairs lie within units, across them, or either.
        """
        key = (self.luck.seed, self.luck.organisation, int(kind))
        self.count = _fill(
            self.first, self.second, self.count, self._table, *groups, quota, self.unit, int(relation), *key, TRIES
        )

    def complete(self, group: Whole) -> None:
        """Place all that are left as random pairs of one group, which must have room for them."""
        self.fill(Groups(group, np.array([0, len(group)])), np.array([self.left]), Kind.ANYONE)
        if self.left:
            self._place_lowest(group)

    def _place_lowest(self, group: Whole) -> None:
        """Place all that are left as the free pairs with the lowest draws: when nearly all pairs are taken."""
        upper, lower = np.triu_indices(len(group), k=1)
        one, other = np.minimum(group[upper], group[lower]), np.maximum(group[upper], group[lower])
        taken = self.first[: self.count].astype(np.int64) << 32 | self.second[: self.count]
        free = ~np.isin(one << 32 | other, taken)
        one, other = one[free], other[free]
        lowest = np.argsort(self.luck.of_ties(Kind.REST, len(one)), kind="stable")[: self.left]
        self.place(one[lowest], other[lowest])

    def _crosses(self) -> NDArray[np.bool_]:
        crosses: NDArray[np.bool_] = self.unit[self.first[: self.count]] != self.unit[self.second[: self.count]]
        return crosses


def rewired(
    first: People, second: People, profession: NDArray[np.int8], share: float, luck: Luck
) -> tuple[Whole, Whole]:
    """Move one end of a share of the dyads to a random other person.

    The end that stays is drawn too. The new partner has the same profession as the one who stays, or
    another, as the old partner had, so that the cross-profession share does not move with the rewiring. No pair
    comes twice, and none comes back that stood before. A smaller share rewires a part of the same dyads.

    Args:
        first: shape (D,), of each dyad, the one person.
        second: shape (D,), the other.
        profession: shape (N,).
        share: of the dyads to rewire, 0..1.
        luck: of the organisation.

    Returns:
        Both ends of each dyad, shape (D,); a dyad stays as it is when `MOVES` draws find no free partner.
    """
    chosen = np.argsort(luck.of_ties(Kind.REWIRED, len(first)), kind="stable")[: round(share * len(first))]
    one, other = first.astype(np.int64), second.astype(np.int64)
    if len(chosen):
        table = _empty_table(2 * len(first))
        _enter(table, first, second)
        _move(one, other, chosen, table, profession, luck.seed, luck.organisation, int(Kind.MOVED), MOVES)
    return one, other


def _empty_table(entries: int) -> NDArray[np.int64]:
    return np.zeros(1 << max(4, int(2 * entries).bit_length()), dtype=np.int64)


@compiled
def _insert(table: NDArray[np.int64], one: int, other: int) -> bool:
    """Enter a pair; false when it stands there already."""
    key = (np.int64(min(one, other)) << 32) | np.int64(max(one, other))
    last = np.uint64(len(table) - 1)
    slot = mix(np.uint64(key)) & last
    while table[slot] != 0:
        if table[slot] == key:
            return False
        slot = (slot + np.uint64(1)) & last
    table[slot] = key
    return True


@compiled
def _enter(table: NDArray[np.int64], first: People, second: People) -> None:
    """Enter many pairs."""
    for dyad in range(len(first)):
        _insert(table, first[dyad], second[dyad])


@compiled
def _fill(
    first: People,
    second: People,
    count: int,
    table: NDArray[np.int64],
    member: Whole,
    offset: Whole,
    quota: Whole,
    unit: NDArray[np.int32],
    relation: int,
    seed: int,
    organisation: int,
    kind: int,
    tries: int,
) -> int:
    """Place random new pairs inside each group; the number placed in all."""
    start = base(seed, BUILD_TIES, 0)
    for group in range(len(quota)):
        size = offset[group + 1] - offset[group]
        if size < 2 or quota[group] < 1:
            continue
        shared = word(organisation, kind, group)
        goal = count + quota[group]
        for attempt in range(64 + tries * quota[group]):
            one = int(draw(start, numbered(shared, 2 * attempt)) * size)
            other = int(draw(start, numbered(shared, 2 * attempt + 1)) * (size - 1))
            other += other >= one
            a, b = member[offset[group] + one], member[offset[group] + other]
            crosses = unit[a] != unit[b]
            if (relation == 1 and crosses) or (relation == 2 and not crosses) or not _insert(table, a, b):
                continue
            first[count], second[count] = min(a, b), max(a, b)
            count += 1
            if count == goal:
                break
    return count


@compiled
def _move(
    one: Whole,
    other: Whole,
    chosen: Whole,
    table: NDArray[np.int64],
    profession: NDArray[np.int8],
    seed: int,
    organisation: int,
    kind: int,
    tries: int,
) -> None:
    """Move one end of each chosen dyad, in place."""
    start, people = base(seed, BUILD_TIES, 0), len(profession)
    for dyad in chosen:
        shared = word(organisation, kind, dyad)
        if draw(start, numbered(shared, 0)) < 0.5:
            one[dyad], other[dyad] = other[dyad], one[dyad]
        stays = one[dyad]
        alike = profession[stays] == profession[other[dyad]]
        for attempt in range(1, tries + 1):
            found = int(draw(start, numbered(shared, attempt)) * people)
            if found != stays and (profession[stays] == profession[found]) == alike and _insert(table, stays, found):
                other[dyad] = found
                break
