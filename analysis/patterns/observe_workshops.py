"""What is observed of workshops, from the weeks of each unit (`keep_units`) of the first organisation."""

from collections.abc import Mapping
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.measures import Results
from sim.simulation import Simulation
from sim.steps.measures import UNIT_COLUMNS

NEVER, FADED, HELD = 0.0, 1.0, 2.0
"""How a workshop's gain fared: less than half of it there after four weeks; after a year; or neither."""
SOON, YEAR = 4, 52
"""Weeks after a workshop at which its gain is looked at."""
HALF: Final = 0.5
SLOTS: Final = 64
"""Workshops of a run that can be told one by one; at .12 a week over five years 31 are expected, 64 are six standard
deviations more."""

Numbers = NDArray[np.float64]


class Workshops(NamedTuple):
    """The workshops of a run, in order of week and unit.

    Attributes:
        week, unit: shape (W,), of each workshop; units counted over all organisations.
        column: each of `UNIT_COLUMNS`, shape (weeks, units of the run).
    """

    week: NDArray[np.int64]
    unit: NDArray[np.int64]
    column: Mapping[str, Numbers]


def workshops_of(results: Results) -> Workshops:
    """Where and when the count of workshops in a unit rose.

    Raises:
        ValueError: the run did not keep its units.
    """
    kept = results.record.units[: results.weeks]
    if not len(kept):
        raise ValueError("workshops are read from the weeks of units: run with keep_units=True")
    column = {name: kept[:, :, number].astype(np.float64) for number, name in enumerate(UNIT_COLUMNS)}
    rose = np.diff(column["workshops"], axis=0, prepend=0.0) > 0
    week, unit = np.nonzero(rose & (results.unit_of == 0))
    return Workshops(week, unit, column)


def gains_won(run: Simulation, *, held_at: int) -> Mapping[str, float]:
    """What workshops bring at once, and what of it is there in week `held_at`.

    `lead_time_fall` (share) and `defects` (share of cases): means over workshops at the end of their week, in which
    nothing is lost yet; `workshops`, how many; `gains_held`, the share of gains won that is held.
    """
    results = run.results()
    found = workshops_of(results)
    here = (found.week, found.unit)
    baseline = results.scenario.trusts[0].workshops.baseline_defects
    return {
        "lead_time_fall": _mean(found.column["gain_lead"][here]),
        "defects": _mean(baseline * (1.0 - found.column["gain_defects"][here])),
        "workshops": float(len(found.week)),
        "gains_held": float(results.series("gains_held")[held_at, 0]),
    }


def fates(run: Simulation) -> Mapping[str, float]:
    """How each workshop's gain fared, and the unit's practising share before it.

    `fate_00` … is `NEVER`, `FADED` or `HELD`; `before_00` … the share of the unit practising at the end of the week
    before the workshop (0 in week 0); NaN beyond the last. A workshop tells nothing of holding when its unit has
    another within the year, or the run ends: `followed` counts these, `workshops` all.

    Raises:
        ValueError: more than `SLOTS` workshops to tell of, or units not kept.
    """
    results = run.results()
    found = workshops_of(results)
    column, told = found.column, []
    for week, unit in zip(found.week.tolist(), found.unit.tolist(), strict=True):
        later = column["workshops"][week : week + YEAR + 1, unit]
        if len(later) == YEAR + 1 and later[-1] == later[0]:
            gain = column["gain_lead"][:, unit] / column["gain_won"][week, unit]
            fate = NEVER if gain[week + SOON] < HALF else FADED if gain[week + YEAR] < HALF else HELD
            told.append((fate, _practising(column, week - 1, unit)))
    if len(told) > SLOTS:
        raise ValueError(f"{len(told)} workshops in a run; at most {SLOTS} can be told one by one")
    told += [(float("nan"), float("nan"))] * (SLOTS - len(told))
    seen = {"workshops": float(len(found.week)), "followed": float(len(found.week)) - sum(t[0] == t[0] for t in told)}
    for number, (fate, before) in enumerate(told):
        seen |= {f"fate_{number:02}": fate, f"before_{number:02}": before}
    return seen


def _practising(column: Mapping[str, Numbers], week: int, unit: int) -> float:
    if week < 0 or column["people"][week, unit] == 0:
        return 0.0
    return float(column["practising"][week, unit] / column["people"][week, unit])


def _mean(values: Numbers) -> float:
    return float(values.mean()) if len(values) else float("nan")
