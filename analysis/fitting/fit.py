"""One fit from end to end: search, then run again what was found, with luck that the search never saw."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from analysis.fitting import patterns, point, posterior, predictive
from analysis.fitting.asked import AbcOptions, AskedFit, OptunaOptions, numbers_of
from analysis.fitting.distance import NoDistanceError
from analysis.fitting.free import values_of
from analysis.fitting.generations import Batches, no_distance
from analysis.fitting.smc import Found, Generation, How, search

if TYPE_CHECKING:
    import pandas as pd

Values = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Posterior:
    """What a fit came to.

    Attributes:
        found: all generations.
        simulated: shape (draws, P), the posterior run again; None where no draws were wanted.
        patterns: as of `analysis.fitting.patterns.tried`; None where none were wanted, or no rule is free.
    """

    found: Found
    simulated: Values | None
    patterns: "pd.DataFrame | None"

    @property
    def last(self) -> Generation:
        """The posterior."""
        return self.found.generations[-1]


@dataclass(frozen=True, eq=False)
class Nearest:
    """What a point fit came to.

    Attributes:
        trials: all points tried.
        simulated: shape (draws, P), the nearest point run again; None where no draws were wanted.
    """

    trials: point.Trials
    simulated: Values | None


def how_of(asked: AskedFit[AbcOptions]) -> How:
    """The search that was asked for."""
    options = asked.options
    return How(
        dimensions=len(asked.free),
        particles=options.particles,
        generations=options.generations,
        quantile=options.quantile,
        goal=options.goal,
        rate=options.rate,
        kernel=options.kernel,
        seed=options.seed,
    )


def fit(
    asked: AskedFit[AbcOptions],
    place: Path,
    batches: Batches,
    *,
    tell: Callable[[Generation], None] | None = None,
    tell_patterns: Callable[[int, int], None] | None = None,
) -> Posterior:
    """Run what is missing of a fit.

    Args:
        asked: the fit.
        place: its folder.
        batches: what simulates.
        tell: called after each generation.
        tell_patterns: called after each draw at which patterns were tried.

    Raises:
        FirewoodError: what the user can mend.
        KeyboardInterrupt: interrupted; finished runs are kept.
    """
    numbers = numbers_of(asked.options.patterns) if patterns.has_rules(asked.free) else []
    try:
        found = search(how_of(asked), batches.distances, tell)
    except NoDistanceError as error:
        raise no_distance(batches, str(error)) from None
    return Posterior(found, _again(asked, batches, found), _patterns(asked, place, found, numbers, tell_patterns))


def fit_point(
    asked: AskedFit[OptunaOptions], batches: Batches, *, tell: Callable[[point.Trials], None] | None = None
) -> Nearest:
    """Run what is missing of a point fit.

    Args:
        asked: the fit.
        batches: what simulates.
        tell: called after each batch of trials.

    Raises:
        FirewoodError: what the user can mend.
        KeyboardInterrupt: interrupted; finished runs are kept.
    """
    options = asked.options

    def evaluate(number: int, unit: Values) -> Values:
        values = values_of(unit, asked.free)
        return batches.of_values(f"t{number:04}", values, None).mean(axis=1)

    try:
        trials = point.search(len(asked.free), options.trials, options.batch, options.seed, evaluate, tell)
    except NoDistanceError as error:
        raise no_distance(batches, str(error)) from None
    if not options.draws:
        return Nearest(trials, None)
    values = np.repeat(values_of(trials.unit[[trials.best]], asked.free), options.draws, axis=0)
    return Nearest(trials, batches.simulated("predictive", values, predictive.fresh(options.draws), replicates=1)[:, 0])


def _again(asked: AskedFit[AbcOptions], batches: Batches, found: Found) -> Values | None:
    """The posterior with fresh luck, one run a draw."""
    count, last = asked.options.draws, found.generations[-1]
    if not count:
        return None
    rows = posterior.drawn(last, count, asked.options.seed)
    values = values_of(last.unit[rows], asked.free)
    return batches.simulated("predictive", values, predictive.fresh(count), replicates=1)[:, 0]


def _patterns(
    asked: AskedFit[AbcOptions],
    place: Path,
    found: Found,
    numbers: list[int],
    tell: Callable[[int, int], None] | None,
) -> "pd.DataFrame | None":
    if not numbers:
        return None
    options, last = asked.options, found.generations[-1]
    rows = posterior.drawn(last, options.pattern_draws, options.seed)
    return patterns.tried(
        values_of(last.unit[rows], asked.free),
        asked.free,
        asked.composed.scenario.rules,
        numbers,
        options.pattern_seeds,
        place / "patterns.jsonl",
        threads=asked.threads,
        tell=tell,
    )
