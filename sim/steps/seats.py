"""Seats at a talk space: so that it is soon told whether someone is there."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.compiled import inner

LAST_SEAT: Final = 127
"""Seats are numbered from 0: one less than a power of two, and far more than may come."""

NOBODY: Final = -1
"""On a seat."""


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
