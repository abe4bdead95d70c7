"""Many futures of one plan: what a comparison counts. Works in any process, on plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from analysis.gaps import GROUPINGS, MEASURED, gaps_now
from app.page.plans import Asked, Plan, read_asked
from sim.costs import staff_days
from sim.simulation import Simulation

CHUNK: Final = 5
"""Futures in one piece of work."""

LEVERS: Final[Mapping[str, str]] = {
    "values": "shared values",
    "leaders": "leaders",
    "talk": "talk",
    "over": "weeks the work on culture takes",
    "pressure": "target pressure",
    "wood": "training places",
    "choose": "who is trained",
    "start": "start of training",
    "coaching": "weeks of coaching",
}
"""The levers of a plan, in words."""


@dataclass(frozen=True, eq=False)
class Futures:
    """Futures of one plan, n of them, in order of seeds.

    Attributes:
        outcomes: how each ended.
        practising: shape (n, weeks).
        final: shape (n,), share practising in the last half year.
        places: shape (n,), training places filled.
        days: staff days of each costed lever and in all, a column each; empty where nothing is costed.
        gaps: shape (n, groupings, measured, 2), seen and by chance.
    """

    outcomes: tuple[str, ...]
    practising: NDArray[np.float32]
    final: NDArray[np.float64]
    places: NDArray[np.float64]
    days: Mapping[str, NDArray[np.float64]]
    gaps: NDArray[np.float64]


def some(given: dict[str, Any], changed: dict[str, str], first: int, count: int) -> Futures:
    """Some of the futures of a plan that was asked for.

    Args:
        given: the comparison as it was asked for.
        changed: `plan`, "a" or "b"; and `lever`, one that is taken from the other plan instead.
        first: number of the first future.
        count: how many.

    Raises:
        FirewoodError: what cannot be run here.
    """
    asked = read_asked(given)
    plan = asked.plans[changed["plan"]]
    if lever := changed.get("lever"):
        other = asked.plans["b" if changed["plan"] == "a" else "a"]
        plan = replace(plan, **{lever: getattr(other, lever)})
    seeds = range(asked.place.seed + first, asked.place.seed + first + count)
    return joined([_one(asked, plan, seed) for seed in seeds])


def joined(parts: list[Futures]) -> Futures:
    """Futures put one behind the other."""
    return Futures(
        outcomes=tuple(outcome for part in parts for outcome in part.outcomes),
        practising=np.concatenate([part.practising for part in parts]),
        final=np.concatenate([part.final for part in parts]),
        places=np.concatenate([part.places for part in parts]),
        days={name: np.concatenate([part.days[name] for part in parts]) for name in parts[0].days},
        gaps=np.concatenate([part.gaps for part in parts]),
    )


def _one(asked: Asked, plan: Plan, seed: int) -> Futures:
    scenario = asked.scenario(plan, seed)
    run = Simulation(scenario, [asked.place.population(scenario.network, seed)])
    run.advance(scenario.weeks)
    results = run.results()
    outcome = results.outcomes()[0]
    found = gaps_now(run)
    days = staff_days(results).iloc[0].drop("organisation").to_dict() if scenario.costs.model_fields_set else {}
    gaps = [[found[grouping, name] for name in MEASURED] for grouping in GROUPINGS]
    return Futures(
        outcomes=(outcome.outcome,),
        practising=results.series("practising")[:, 0].astype(np.float32)[None],
        final=np.array([outcome.practising]),
        places=results.series("places_filled")[-1:, 0],
        days={str(name): np.array([float(value)]) for name, value in days.items()},
        gaps=np.array(gaps, dtype=np.float64)[None],
    )
