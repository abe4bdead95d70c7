"""The weeks of a null model: N people who are trained or not and practise or not; else all are alike.

Each week, in this order: training, taking up and lapsing at the null model's rates, results, turnover; then the shares
are taken. Rates go by the share after training. The luck of a person in a week depends on the seed, the organisation's
place in its scenario and the person's row, so arms with the same seeds share it, as they do in the model.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from analysis.nulls.inputs import Inputs
from analysis.nulls.people import move, train

Column = NDArray[np.float64]
Draws = NDArray[np.float32]

_BLOCK: Final = 13
"""Weeks for which luck is drawn ahead."""
_WEEKLY, _COHORT = range(2)


class Week(NamedTuple):
    """What a null model goes by in a week; each of shape (K,), one number an organisation.

    Attributes:
        practising: share of staff practising.
        results: what practice has brought: the share practising, seen through the delay of results.
        receptive: the context as one number, 0 damp to 1 seasoned.
        coaching, pressure: from 0 to 1.
    """

    practising: Column
    results: Column
    receptive: Column
    coaching: Column
    pressure: Column


class Rates(NamedTuple):
    """Rates a week: of taking up practice, for improvers and for collaborators, and of lapsing."""

    improvers: Column
    collaborators: Column
    lapse: Column


class Null(Protocol):
    """A null model: its free values, and the rates that follow from them."""

    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def talk_weight(self) -> float:
        """How much talk spaces count in the one number for the context."""

    @property
    def delay(self) -> float:
        """Weeks until results follow practice."""

    def rates(self, week: Week) -> Rates:
        """The rates of a week."""


@dataclass(frozen=True, eq=False)
class Course:
    """What came of the weeks; each of shape (weeks, K).

    Attributes:
        practising, trained: share of staff.
        others: share practising of those not committed; NaN where all are.
        offered, filled: training places so far.
    """

    practising: Column
    trained: Column
    others: Column
    offered: Column
    filled: Column

    def columns(self, low: int, high: int) -> "Course":
        """The course of some of the organisations."""
        return Course(*(getattr(self, name)[:, low:high] for name in self.__dataclass_fields__))


def course(null: Null, inputs: Inputs, luck: Sequence[tuple[int, int]]) -> Course:
    """Run organisations of one size with a null model; they do not touch each other.

    Args:
        null: the null model.
        inputs: of K organisations, all of the same staff.
        luck: seed and place in its scenario of each of the K.
    """
    (weeks, organisations), staff = inputs.receptive.shape, int(inputs.staff[0])
    lit = np.arange(staff) < inputs.committed[:, None]
    trained = np.zeros_like(lit)
    count = np.stack([inputs.committed, np.zeros_like(inputs.committed)], axis=1)
    results, filled = np.zeros(organisations), np.zeros(organisations)
    different = sorted(set(luck))
    where = np.array([different.index(key) for key in luck])
    practising, improvers, found = np.empty((3, weeks, organisations))
    for week, draws in enumerate(_weekly(different, staff, weeks)):
        if inputs.places[week].any():
            of_cohort = _of_cohort(different, staff, week)[where]
            filled = filled + train(lit, trained, inputs.places[week], inputs.effect, of_cohort)
            count[:, 0] = lit.sum(axis=1)
        share = count[:, 0] / staff
        here = (inputs.receptive[week], inputs.coaching[week], inputs.pressure[week])
        chances = _chances(null.rates(Week(share, results, *here)), inputs, week)
        results = results + (share - results) * -np.expm1(-1.0 / null.delay)
        move(lit, trained, inputs.committed, chances, draws, where, count)
        practising[week], improvers[week], found[week] = count[:, 0] / staff, count[:, 1] / staff, filled
    with np.errstate(invalid="ignore"):
        others = (practising * staff - inputs.committed) / (staff - inputs.committed)
    return Course(practising, improvers, others, np.cumsum(inputs.places, axis=0).astype(np.float64), found)


def _chances(rates: Rates, inputs: Inputs, week: int) -> Column:
    """Shape (5, K): the chances of a week, as `move` wants them."""
    leave, besides = inputs.leave[week], inputs.improvers_leave[week]
    return np.stack([*(-np.expm1(-rate) for rate in rates), 1.0 - (1.0 - leave) * (1.0 - besides), leave])


def _weekly(luck: Sequence[tuple[int, int]], staff: int, weeks: int) -> Iterator[Draws]:
    """For each week, shape (L, 2, staff): draws of practice and of leaving."""
    made = [np.random.default_rng([_WEEKLY, *key]) for key in luck]
    for start in range(0, weeks, _BLOCK):
        block = np.stack([random.random((_BLOCK, 2, staff), dtype=np.float32) for random in made], axis=1)
        yield from block[: weeks - start]


def _of_cohort(luck: Sequence[tuple[int, int]], staff: int, week: int) -> Draws:
    """Shape (L, 2, staff): draws of being chosen for training in a week, and of starting to practise."""
    made = [np.random.default_rng([_COHORT, week, *key]) for key in luck]
    return np.stack([random.random((2, staff), dtype=np.float32) for random in made])
