"""Gaps between groups of staff, beside what chance alone would show.

The gap is the largest less the smallest mean of the groups, as `sim.measures.Results.gaps` has it. It is biased upward:
of several small groups one is always highest and one lowest, though nothing sets them apart. So beside each gap
stands its noise floor: the mean gap when the same people are dealt out to groups of the same sizes at random. What lies
beyond it is what belonging to a group goes with.
"""

from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sim.people import some_of
from sim.simulation import Simulation
from sim.world import LAST, TALKED

GROUPINGS: Final = ("profession", "grade", "unit")
MEASURED: Final = ("training", "talk", "knowledge", "practice")
"""Share trained, share in any talk of improvement this week, mean knowledge, share practising."""

DEALS: Final = 100
"""Times that people are dealt out at random."""


class Gap(NamedTuple):
    """The largest less the smallest group's mean, and the mean of the same over groups dealt at random."""

    seen: float
    chance: float

    @property
    def beyond(self) -> float:
        """What chance does not explain; below 0 where groups are more alike than chance would have them."""
        return self.seen - self.chance


def gaps(labels: ArrayLike, values: ArrayLike, random: np.random.Generator, deals: int = DEALS) -> list[Gap]:
    """The gap of each of several values between the groups of one grouping.

    Args:
        labels: shape (N,), whole numbers from 0 up, the group of each person; groups without people are left out.
        values: shape (K, N), one row a value, such as 1 for the trained and 0 for others.
        random: for the deals, which all values share.
        deals: how often people are dealt out.

    Returns:
        One a value.
    """
    group, value = np.asarray(labels), np.atleast_2d(np.asarray(values, dtype=np.float64))
    order = np.argsort(group, kind="stable")
    starts = np.flatnonzero(np.diff(group[order], prepend=-1))
    sizes = np.diff(starts, append=len(group))
    dealt = random.permuted(np.tile(np.arange(len(group)), (deals, 1)), axis=1)
    seen = _range(value[:, order], starts, sizes)
    chance = _range(value[:, dealt], starts, sizes).mean(axis=-1)
    return [Gap(float(one), float(other)) for one, other in zip(seen, chance, strict=True)]


def gaps_now(run: Simulation, organisation: int = 0) -> dict[tuple[str, str], Gap]:
    """All gaps of an organisation in a run's latest week, by grouping and what is measured.

    The deals depend on the run's seed and week only.
    """
    here = run.world.organisations[organisation]
    people = some_of(run.world.people, slice(int(here["start"]), int(here["stop"])))
    values = np.stack([people.trained, people.talk >> LAST & TALKED, people.knowledge, people.practising])
    labels: dict[str, NDArray[np.integer[Any]]] = {
        "profession": people.profession,
        "grade": people.seniority,
        "unit": people.unit - int(here["unit_start"]),
    }
    random = np.random.default_rng([run.scenario.seed, run.week])
    found: dict[tuple[str, str], Gap] = {}
    for grouping in GROUPINGS:
        each = gaps(labels[grouping], values.astype(np.float64), random)
        found |= {(grouping, name): gap for name, gap in zip(MEASURED, each, strict=True)}
    return found


def _range(values: NDArray[np.float64], starts: NDArray[np.int64], sizes: NDArray[np.int64]) -> NDArray[np.float64]:
    """Largest less smallest mean of runs of the last axis."""
    means = np.add.reduceat(values, starts, axis=-1) / sizes
    spread: NDArray[np.float64] = means.max(axis=-1) - means.min(axis=-1)
    return spread
