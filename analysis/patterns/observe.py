"""What most patterns observe of a run: how the fire ended. Numbers of the first organisation."""

from collections.abc import Mapping

import numpy as np

from sim.measures import MEASURES
from sim.outcome import BURNING, OUT, SMOULDERING
from sim.simulation import Simulation


def ending(run: Simulation) -> Mapping[str, float]:
    """`practising` (mean true share, last 26 weeks), and 1 or 0 for `burning`, `smouldering`, `out`."""
    found = run.results().outcomes()[0]
    return {
        "practising": found.practising,
        **{name: float(found.outcome == name) for name in (BURNING, SMOULDERING, OUT)},
    }


def window(run: Simulation, *, measures: tuple[str, ...], first: int, last: int) -> Mapping[str, float]:
    """`ending`, and the mean of each measure over weeks first..last − 1 under its own name, with `_mean` behind it."""
    results = run.results()
    unknown = set(measures) - set(MEASURES)
    if unknown:
        raise KeyError(f"no such measures: {sorted(unknown)}")
    means = {}
    for name in measures:
        series = results.series(name)[first:last, 0]
        means[f"{name}_mean"] = float(np.nanmean(series)) if np.isfinite(series).any() else float("nan")
    return {**ending(run), **means}
