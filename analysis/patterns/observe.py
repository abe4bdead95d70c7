"""What most patterns observe of a run: how the fire ended. Numbers of the first organisation."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from sim.measures import MEASURES
from sim.network.held import hold
from sim.network.holding import Holding
from sim.network.structure import Arcs, messenger_share, reciprocity_arcs
from sim.outcome import BURNING, OUT, SMOULDERING
from sim.simulation import Simulation
from sim.snapshot import snapshot


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


def lasting(run: Simulation, *, then: int, sloped_from: int) -> Mapping[str, float]:
    """`ending`; `practising_then` and `burning_then`, as if the run had ended after `then` weeks; and `slope`.

    `slope` is that of practising by least squares from week `sloped_from` to the end, per week.
    """
    results = run.results()
    before = replace(results, weeks=then).outcomes()[0]
    practising = results.series("practising")[sloped_from:, 0]
    return {
        **ending(run),
        "practising_then": before.practising,
        "burning_then": float(before.outcome == BURNING),
        "slope": float(np.polyfit(np.arange(len(practising)), practising, 1)[0]),
    }


def by_organisation(run: Simulation) -> Mapping[str, float]:
    """`practising_0`, `burning_0`, `out_0` of the first organisation, and so on for each of the others."""
    seen = {}
    for number, found in enumerate(run.results().outcomes()):
        seen[f"practising_{number}"] = found.practising
        seen[f"burning_{number}"] = float(found.outcome == BURNING)
        seen[f"out_{number}"] = float(found.outcome == OUT)
    return seen


def surveyed(run: Simulation) -> Mapping[str, float]:
    """`reciprocity` (arc form) and `messenger_share` in a roster survey that everyone answers now, and at the start.

    Those of the start have `_start` behind their names; they are of the arcs that such a survey would report then.
    """
    survey = hold(snapshot(run), Holding(), run.scenario.seed).survey
    now = Arcs(survey.namer, survey.named, len(survey.names))
    before = run.populations[0]
    start = Arcs.from_ties(before.ties, len(before.staff), reported=True)
    return {
        "reciprocity": reciprocity_arcs(now),
        "messenger_share": messenger_share(now),
        "reciprocity_start": reciprocity_arcs(start),
        "messenger_share_start": messenger_share(start),
    }
