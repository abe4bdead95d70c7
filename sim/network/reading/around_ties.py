"""The dyads of the people built around a file: how many, between whom; the rules stand in `around.py`."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.compiled import compiled
from sim.luck import BUILD_TIES, base, draw, numbered
from sim.network.reading.pattern import Named, Pattern
from sim.network.shapes.draws import Kind, Luck, word

UNIT_TRIES, TRIES = 64, 96
"""Tries after which the unit, and the dyad itself, are left aside."""

People = NDArray[np.int32]
Whole = NDArray[np.int64]
Flags = NDArray[np.bool_]


class Wanted(NamedTuple):
    """The dyads to build, as columns.

    Attributes:
        named: shape (D,), the row of the named person of each, or −1 between two of the built.
        within: shape (D,), whether it is to lie within a unit.
    """

    named: Whole
    within: Flags


def dyads_around(named: Named, unit: People, pattern: Pattern, outside: float, luck: Luck) -> tuple[People, People]:
    """The dyads with one of the built or two, in rising order, the smaller row first.

    Args:
        named: the people of the file.
        unit: shape (N,), the named first, then the built, whose units never fall.
        pattern: how people are tied.
        outside: partners among the built of one who answered, as a share of their own.
        luck: of the organisation.
    """
    people = len(named.staff)
    built = len(unit) - people
    start = people + np.searchsorted(unit[people:], np.arange(int(unit.max()) + 2))
    to_named = _to_named(named, built, pattern, outside)
    among = min(round((pattern.partners * built - len(to_named)) / 2), built * (built - 1) // 2)
    fixed = np.concatenate((to_named, np.full(max(among, 0), -1)))
    alone = np.diff(start)[unit[fixed]] == 0
    wanted = _wanted(fixed, alone & (fixed >= 0), pattern, luck)
    one, other = _placed(*wanted, unit, start, people, *luck, int(Kind.AROUND_TIES))
    key = np.sort(np.minimum(one, other) << 32 | np.maximum(one, other))
    return (key >> 32).astype(np.int32), (key & 0xFFFFFFFF).astype(np.int32)


def _to_named(named: Named, built: int, pattern: Pattern, outside: float) -> Whole:
    """Rows of the named, each as often as they have partners among the built."""
    ties, people = named.ties, len(named.staff)
    seen = np.bincount(np.concatenate((ties.first, ties.second)), minlength=people)
    lacking = np.maximum(pattern.partners - seen, 0)
    room = np.minimum(np.where(named.answered, outside * pattern.partners, lacking), built)
    most = pattern.partners * built
    room *= min(1.0, most / max(float(room.sum()), 1e-300))
    places = np.floor(np.cumsum(room) + 0.5).astype(np.int64)
    return np.repeat(np.arange(people), np.diff(places, prepend=0))


def _wanted(named: Whole, alone: Flags, pattern: Pattern, luck: Luck) -> Wanted:
    """Which dyads cross units; those of `alone` cannot but cross."""
    total = len(named)
    crossing = max(round(pattern.cross_unit * total) - int(alone.sum()), 0)
    order = np.argsort(np.where(alone, 2.0, luck.of_ties(Kind.AROUND_UNITS, total)), kind="stable")
    within = ~alone
    within[order[:crossing]] = False
    return Wanted(named, within)


@compiled
def _placed(
    named: Whole,
    within: Flags,
    unit: People,
    start: Whole,
    people: int,
    seed: int,
    organisation: int,
    kind: int,
) -> tuple[Whole, Whole]:
    """Two people for each dyad that finds them, none twice; the built of unit g are rows start[g]..start[g + 1] - 1."""
    first, second = np.empty(len(named), np.int64), np.empty(len(named), np.int64)
    begin, built, count = base(seed, BUILD_TIES, 0), len(unit) - people, 0
    taken = {np.int64(-1)}
    for dyad in range(len(named)):
        shared = word(organisation, kind, dyad)
        for attempt in range(TRIES):
            one = named[dyad]
            if one < 0:
                one = people + int(draw(begin, numbered(shared, 2 * attempt)) * built)
            inside = within[dyad] and attempt < UNIT_TRIES
            low, high = (start[unit[one]], start[unit[one] + 1]) if inside else (people, len(unit))
            other = low + int(draw(begin, numbered(shared, 2 * attempt + 1)) * (high - low))
            if low == high or one == other:
                continue
            if attempt < UNIT_TRIES and (unit[one] == unit[other]) != within[dyad]:
                continue
            key = min(one, other) << np.int64(32) | max(one, other)
            if key not in taken:
                taken.add(key)
                first[count], second[count] = one, other
                count += 1
                break
    return first[:count], second[:count]
