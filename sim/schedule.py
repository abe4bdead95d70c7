"""The schedule: the context of every organisation in every week, and the cohorts that are due.

Interventions and shocks are rows (`Change`), not code: each week starts from what the organisation
says, and every row that holds in that week is applied in turn.
"""

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.scenario import LEVERS, RANGES, SEASONING, Change, Organisation, Scenario

CONTEXT: Final = (*LEVERS[1:], "support.coaching", "workshops.due")
"""The columns of the context: each lever but `seasoning`; then coaching and workshops with their weeks."""

COLUMN: Final = {name: column for column, name in enumerate(CONTEXT)}

Context = NDArray[np.float64]


class Schedule(NamedTuple):
    """What the weeks bring.

    Attributes:
        context: shape (weeks, organisations, columns of `CONTEXT`).
        places: shape (weeks, organisations), training places offered.
    """

    context: Context
    places: NDArray[np.int64]


def schedule(scenario: Scenario, staff: list[int], first: int = 0, weeks: int | None = None) -> Schedule:
    """The schedule of a scenario whose organisations have `staff` people, from week `first` on."""
    span = np.arange(first, first + (scenario.weeks if weeks is None else weeks))
    trusts = scenario.trusts
    context = np.stack([_context(trust, span) for trust in trusts], axis=1)
    places = np.stack([_places(trust, size, span) for trust, size in zip(trusts, staff, strict=True)], axis=1)
    return Schedule(context, places)


def coached(context: Context) -> tuple[int, int] | None:
    """The first week with coaching and the week after the last; None without any.

    Args:
        context: shape (weeks, columns), of one organisation, as far as its run goes.
    """
    weeks = np.flatnonzero(context[:, COLUMN["support.coaching"]] > 0)
    return (int(weeks[0]), int(weeks[-1]) + 1) if len(weeks) else None


def support_ended(context: Context) -> int:
    """The week from which no coaching was given; 0 without any. The context is that of `coached`."""
    given = coached(context)
    return given[1] if given else 0


def _context(trust: Organisation, weeks: NDArray[np.int64]) -> Context:
    """Shape (weeks, columns): the context of one organisation."""
    context = np.empty((len(weeks), len(CONTEXT)))
    for lever in LEVERS[1:]:
        group, name = lever.split(".")
        start = trust.antecedent(lever) if lever in SEASONING else getattr(getattr(trust, group), name)
        context[:, COLUMN[lever]] = start
    for change in trust.changes:
        _apply(change, context, weeks)
    support, workshops = trust.support, trust.workshops
    context[:, COLUMN["support.coaching"]] = np.where(
        (support.start <= weeks) & (weeks < support.end), context[:, COLUMN["support.strength"]], 0.0
    )
    context[:, COLUMN["workshops.due"]] = np.where(
        (workshops.start <= weeks) & (weeks < workshops.end), context[:, COLUMN["workshops.rate"]], 0.0
    )
    return context


def _apply(change: Change, context: Context, weeks: NDArray[np.int64]) -> None:
    """Apply one row to the weeks in which it holds."""
    holds = (weeks >= change.week) & (weeks < (np.inf if change.until is None else change.until))
    done = np.minimum(1.0, (weeks[holds] - change.week + 1) / change.over)
    for lever in SEASONING if change.lever == "seasoning" else (change.lever,):
        column = COLUMN[lever]
        before = context[holds, column]
        after = before + done * (_target(change, lever, before) - before)
        low, high = RANGES[lever]
        context[holds, column] = np.clip(_whole(after) if lever == "talk.size" else after, low, high)


def _target(change: Change, lever: str, before: NDArray[np.float64]) -> NDArray[np.float64]:
    """Where a change leads from `before`; `seasoning` is measured along the axis of each antecedent."""
    damp, seasoned = SEASONING[lever] if change.lever == "seasoning" else (0.0, 1.0)
    if change.to is not None:
        return np.full_like(before, damp + change.to * (seasoned - damp))
    if change.times is not None:
        return damp + change.times * (before - damp)
    return before + (change.by or 0.0) * (seasoned - damp)


def _whole(values: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.floor(values + 0.5)


def _places(trust: Organisation, staff: int, weeks: NDArray[np.int64]) -> NDArray[np.int64]:
    """Shape (weeks,): the training places offered, all cohorts together `volume` × staff."""
    programme = trust.programme
    total = int(np.floor(programme.volume * staff + 0.5))
    cohort = np.arange(programme.cohorts + 1)
    places = np.diff(cohort * total // programme.cohorts)
    due = programme.start + programme.every * cohort[:-1]
    offered = np.zeros(len(weeks), dtype=np.int64)
    for week, number in zip(due, places, strict=True):
        if programme.end is None or week < programme.end:
            offered[weeks == week] += number
    return offered
