"""How a fire ended: burning, smouldering, out, or not yet to be told."""

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

BURNING, SMOULDERING, OUT, NOT_YET = "burning", "smouldering", "out", "not yet"
WINDOW: Final = 26
"""Weeks over which the outcome is taken, and weeks that must lie between it and the end of support."""

BURNS_ABOVE, OUT_BELOW, IGNITION_WEEKS = 0.5, 0.05, 13


class Outcome(NamedTuple):
    """How the fire of one organisation ended."""

    organisation: str
    outcome: str
    practising: float  # mean true share over the last WINDOW weeks
    ignition: int | None  # first of 13 weeks in a row above .5
    extinction: int | None  # week from which practising never exceeds .05 again


def outcome_of(name: str, practising: NDArray[np.float64], support_ended: int) -> Outcome:
    """The outcome of one organisation.

    Args:
        name: of the organisation.
        practising: shape (weeks,), the true share of staff practising.
        support_ended: the week from which no coaching was given.
    """
    weeks = len(practising)
    last = float(np.mean(practising[-WINDOW:]))
    if weeks - WINDOW < support_ended + WINDOW:
        outcome = NOT_YET
    else:
        outcome = BURNING if last > BURNS_ABOVE else OUT if last < OUT_BELOW else SMOULDERING
    above = np.cumsum(np.append(0, practising > BURNS_ABOVE))  # weeks so far
    bright = above[IGNITION_WEEKS:] - above[:-IGNITION_WEEKS] == IGNITION_WEEKS
    ignition = int(np.argmax(bright)) if bright.any() else None
    alive = np.flatnonzero(practising > OUT_BELOW)
    gone = int(alive[-1]) + 1 if len(alive) else 0
    return Outcome(name, outcome, last, ignition, gone if gone < weeks else None)
