"""Who of those at a talk space are tied: all take seats, and each looks there for their own partners."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.ahead import FAR, ahead
from sim.compiled import inner
from sim.scenario.context import MOST_IN_A_SPACE
from sim.steps.incidence import following
from sim.world import Dyads, Notes

SEATS: Final = 128
"""A power of two, and far more than may come."""

LAST_SEAT: Final = SEATS - 1
"""Seats are numbered from 0."""

NOBODY: Final = -1
"""On a seat."""

MOST_MEET: Final = MOST_IN_A_SPACE * (MOST_IN_A_SPACE - 1) // 2 + 1
"""The most dyads in one talk space, and room for one that is looked at."""


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
    dyads: Dyads,
    group: NDArray[np.uint32],
    seats: NDArray[np.int64],
    low: int,
    high: int,
    meeting: NDArray[np.uint32],
    count: int,
) -> int:
    """Note in `meeting`, after the first `count`, the dyads among those who sit there whose first is in low..high-1.

    Returns how many are noted then.
    """
    start, partner, incident, head, ends = dyads.start, dyads.partner, dyads.incident, dyads.head, dyads.ends
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
        soon = meeting[min(k + FAR, count - 1)]
        ahead(arcs, soon)
        ahead(arcs, soon + 1)  # a row may end on the next line of the cache
        ahead(met, soon)
        dyad = meeting[k]
        if met[dyad] == 0:
            met_next[dyad] = met_first[part]
            met_first[part] = dyad
        met[dyad] += 1 if arcs[dyad, 0].present + arcs[dyad, 1].present == 1 else 2
