"""Labels of people: professions and grades in exact shares, and swaps that set how many dyads cross them."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.compiled import compiled
from sim.luck import BUILD_STAFF, base, draw, numbered
from sim.network.shapes.draws import Kind, Luck, word
from sim.network.shapes.groups import shared

REACH: Final = 256
"""Rows within which labels are swapped, so that neighbours stay near in memory."""
PATIENCE: Final = (10, 20_000)
"""Sweeps in a row that bring nothing, and tries in them, after which no better swap is looked for."""
SWEEPS: Final = 3
"""Sweeps in all, as a multiple of those."""

People = NDArray[np.int32]


def in_shares(shares: Sequence[float], people: int, kind: Kind, luck: Luck) -> People:
    """Shape (people,): labels 0, 1, … in these shares, as near as whole people allow, in random order."""
    labels = np.empty(people, dtype=np.int32)
    order = np.argsort(luck.of_staff(kind, people), kind="stable")
    labels[order] = np.repeat(np.arange(len(shares), dtype=np.int32), shared(people, shares))
    return labels


def swapped(labels: People, first: People, second: People, crossing: int, kind: Kind, luck: Luck) -> People:
    """Labels swapped at random until `crossing` dyads join different labels, or as near as swaps come to it.

    Two people at most `REACH` rows apart swap, and a swap that brings the number nearer is kept. How many people
    hold each label does not change. What the ties forbid is not reached (the one hub of a star has one profession).

    Args:
        labels: shape (N,).
        first: shape (D,), of each dyad, the one person.
        second: shape (D,), the other.
        crossing: how many dyads are to join different labels.
        kind: of the draws.
        luck: of the organisation.
    """
    result = labels.copy()
    patience = max(PATIENCE[0], PATIENCE[1] // len(labels))
    _swap(result, first, second, crossing, luck.seed, luck.organisation, int(kind), REACH, SWEEPS * patience, patience)
    return result


@compiled
def _neighbours(first: People, second: People, people: int) -> tuple[NDArray[np.int64], People]:
    """Partners of each person: those of i stand at start[i]..start[i + 1]."""
    start = np.zeros(people + 1, dtype=np.int64)
    for dyad in range(len(first)):
        start[first[dyad] + 1] += 1
        start[second[dyad] + 1] += 1
    for person in range(people):
        start[person + 1] += start[person]
    free = start[:-1].copy()
    partner = np.empty(2 * len(first), dtype=np.int32)
    for dyad in range(len(first)):
        i, j = first[dyad], second[dyad]
        partner[free[i]] = j
        partner[free[j]] = i
        free[i] += 1
        free[j] += 1
    return start, partner


@compiled
def _change(labels: People, start: NDArray[np.int64], partner: People, one: int, other: int) -> int:
    """How many more dyads of `one` cross when it takes the label of `other`, their own dyad left aside."""
    old, new = labels[one], labels[other]
    change = 0
    for place in range(start[one], start[one + 1]):
        if partner[place] != other:
            label = labels[partner[place]]
            change += (label != new) - (label != old)
    return change


@compiled
def _swap(
    labels: People,
    first: People,
    second: People,
    crossing: int,
    seed: int,
    organisation: int,
    kind: int,
    reach: int,
    sweeps: int,
    patience: int,
) -> None:
    """Swap labels in place until the number of crossing dyads is met.

    Each sweep asks people in the order of rows, and only as many as are likely to be needed, judged by
    the sweep before, so that the first rows are not sorted more than the last.
    """
    gap = -crossing
    for dyad in range(len(first)):
        gap += labels[first[dyad]] != labels[second[dyad]]
    if gap == 0:
        return
    people = len(labels)
    reach = min(reach, people - 1)
    start, partner = _neighbours(first, second, people)
    stream, common = base(seed, BUILD_STAFF, 0), word(organisation, kind, 0)
    full, idle = float(people), 0
    for sweep in range(sweeps):
        before = abs(gap)
        chance = min(1.0, before / full)
        for one in range(people):
            counter = 2 * (sweep * people + one)
            if draw(stream, numbered(common, counter)) >= chance:
                continue
            other = (one + 1 + int(draw(stream, numbered(common, counter + 1)) * reach)) % people
            if labels[one] == labels[other]:
                continue
            change = _change(labels, start, partner, one, other) + _change(labels, start, partner, other, one)
            if abs(gap + change) < abs(gap):
                labels[one], labels[other] = labels[other], labels[one]
                gap += change
                if gap == 0:
                    return
        won = before - abs(gap)
        full = max(won, 1) / chance
        idle = 0 if won else idle + 1
        if idle == patience:
            return
