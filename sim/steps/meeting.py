"""Who of those at a talk space are tied: all take seats, and each looks there for their own partners."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.compiled import inner
from sim.scenario.context import MOST_IN_A_SPACE
from sim.steps.incidence import following
from sim.world import Dyads, Notes

LAST_SEAT: Final = 127
"""Seats are numbered from 0: one less than a power of two, and far more than may come."""

NOBODY: Final = -1
"""On a seat."""

MOST_MEET: Final = MOST_IN_A_SPACE * (MOST_IN_A_SPACE - 1) // 2 + 1
"""The most dyads in one talk space, and room for one that is looked at."""


@inner
def empty_seats() -> NDArray[np.int64]:
    """Seats on which nobody sits."""
    return np.full(LAST_SEAT + 1, NOBODY, np.int64)


@inner
def sit_down(group: NDArray[np.uint32], seats: NDArray[np.int64]) -> None:
    """Give each row of a group a seat, the first free one from its own on, so that it is soon told who is there."""
    for row in group:
        seat = row & LAST_SEAT
        while seats[seat] != NOBODY:
            seat = (seat + 1) & LAST_SEAT
        seats[seat] = row


@inner
def get_up(group: NDArray[np.uint32], seats: NDArray[np.int64]) -> None:
    """Leave all seats."""
    for row in group:
        seat = row & LAST_SEAT
        while seats[seat] != NOBODY:
            seats[seat] = NOBODY
            seat = (seat + 1) & LAST_SEAT


@inner
def sits(seats: NDArray[np.int64], row: int) -> bool:
    """Whether a row has a seat."""
    seat = row & LAST_SEAT
    while seats[seat] != NOBODY and seats[seat] != row:
        seat = (seat + 1) & LAST_SEAT
    return bool(seats[seat] == row)


@inner
def who_meet(
    dyads: Dyads, group: NDArray[np.uint32], seats: NDArray[np.int64], low: int, high: int, meeting: NDArray[np.uint32]
) -> int:
    """Note in `meeting` the dyads among those who sit there whose first row is in low..high-1; returns how many."""
    start, partner, incident, head, ends = dyads.start, dyads.partner, dyads.incident, dyads.head, dyads.ends
    count = 0
    for i in group:
        if low <= i < high:
            for place in range(start[i], start[i + 1]):
                other = partner[place]
                meeting[count] = incident[place]
                count += int(other > i) & int(sits(seats, other))
            dyad = head[i]
            while dyad >= 0:
                meeting[count] = dyad
                count += int(ends[dyad, 0] == i) & int(sits(seats, ends[dyad, 1]))
                dyad = following(dyads, dyad, i)
    return count


@inner
def meet(dyads: Dyads, notes: Notes, meeting: NDArray[np.uint32], count: int, part: int) -> None:
    """In each dyad that meets: one answered talk on each arc it has."""
    arcs, met, met_first, met_next = dyads.arcs, dyads.met, notes.met_first, notes.met_next
    for k in range(count):
        dyad = meeting[k]
        if met[dyad] == 0:
            met_next[dyad] = met_first[part]
            met_first[part] = dyad
        met[dyad] += 1 if arcs[dyad, 0].present + arcs[dyad, 1].present == 1 else 2
