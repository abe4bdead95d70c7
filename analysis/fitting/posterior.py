"""What was learned of each free parameter, and what was not."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from analysis.fitting.free import short, values_of, written
from analysis.fitting.smc import Generation, weighted_quantile
from experiments.asked import Range

if TYPE_CHECKING:
    import pandas as pd

Values = NDArray[np.float64]

NOTHING: Final = 0.8
"""A middle 90 % at least so wide, beside that of the prior, tells nothing of a parameter."""
LITTLE: Final = 0.5
"""At least so wide: little."""
TIED: Final = 0.8
"""A correlation beyond which two parameters are told only together."""
EDGE: Final = 0.03
"""A 5 % or 95 % point so near an end of the prior, as a share of it, hangs on where the prior ends."""
FEW: Final = 50
"""An effective sample size below which ends of intervals are rough."""

SHARES: Final = (0.05, 0.5, 0.95)


def table(generation: Generation, free: Sequence[Range]) -> "pd.DataFrame":
    """One row a parameter: prior, posterior mean, sd, 5 / 50 / 95 %, and how far the prior was narrowed.

    `narrowing` is 1 − the width of the posterior's middle 90 % over that of the prior's, both in the unit cube, where
    the prior is even: 0 nothing learned, 1 all.
    """
    import pandas as pd

    values, weights = values_of(generation.unit, free), generation.weights
    rows = []
    for column, each in enumerate(free):
        mine = values[:, column]
        mean = float(weights @ mine)
        low, middle, high = (weighted_quantile(mine, weights, share) for share in SHARES)
        rows.append(
            {
                "parameter": each.name,
                "prior": written(each).partition(":")[2],
                "mean": mean,
                "sd": float(np.sqrt(weights @ (mine - mean) ** 2)),
                "p5": low,
                "p50": middle,
                "p95": high,
                "narrowing": 1.0 - _width(generation, column),
            }
        )
    return pd.DataFrame(rows)


def particles(generation: Generation, free: Sequence[Range]) -> "pd.DataFrame":
    """One row a particle: its weight, the distance of its nearest run, the seed of its first, its parameters."""
    import pandas as pd

    values = values_of(generation.unit, free)
    said = {
        "generation": generation.index,
        "weight": generation.weights,
        "distance": generation.distances.min(axis=1),
        "seed": generation.seeds,
    }
    return pd.DataFrame(said | {each.name: values[:, column] for column, each in enumerate(free)})


def warnings(generation: Generation, free: Sequence[Range]) -> list[str]:
    """What a reader must know before they use the table, a sentence each."""
    told = []
    for column, each in enumerate(free):
        name, width = short(each, free), _width(generation, column)
        if width >= NOTHING:
            told.append(
                f"{name}: the posterior is as wide as the prior ({width:.0%}): the target says nothing of it alone."
            )
        elif width >= LITTLE:
            told.append(
                f"{name}: the posterior is {width:.0%} as wide as the prior: the target says little of it alone."
            )
        else:
            low, _, high = (weighted_quantile(generation.unit[:, column], generation.weights, s) for s in SHARES)
            ends = [f"{end:g}" for end, near in ((each.low, low < EDGE), (each.high, high > 1 - EDGE)) if near]
            if ends:
                where = " and ".join(ends)
                told.append(f"{name}: the posterior leans on an end of its prior, {where}: a wider prior may move it.")
    for one, other, correlation in _tied(generation):
        names = f"{short(free[one], free)} and {short(free[other], free)}"
        told.append(f"{names} are told only together (correlation {correlation:.2f}).")
    if generation.effective < FEW:
        size = f"The effective sample size is {generation.effective:.0f}"
        told.append(f"{size}: ends of intervals are rough; take more particles.")
    return told


def drawn(generation: Generation, count: int, seed: int) -> NDArray[np.intp]:
    """Rows of particles drawn by their weights, evenly (systematic resampling), shape (count,)."""
    start = np.random.default_rng([seed, generation.index, 2]).random()
    sums = np.cumsum(generation.weights)
    return np.minimum(np.searchsorted(sums / sums[-1], (np.arange(count) + start) / count), len(sums) - 1)


def _width(generation: Generation, column: int) -> float:
    """The width of the middle 90 % in the unit cube, beside that of the prior."""
    low, _, high = (weighted_quantile(generation.unit[:, column], generation.weights, share) for share in SHARES)
    return (high - low) / (SHARES[2] - SHARES[0])


def _tied(generation: Generation) -> list[tuple[int, int, float]]:
    """Pairs of parameters with a correlation beyond `TIED`."""
    dimensions = generation.unit.shape[1]
    if dimensions < 2:
        return []
    spread = np.cov(generation.unit.T, aweights=generation.weights)
    size = np.sqrt(np.diag(spread))
    with np.errstate(invalid="ignore", divide="ignore"):
        correlation = spread / np.outer(size, size)
    return [
        (one, other, float(correlation[one, other]))
        for one in range(dimensions)
        for other in range(one + 1, dimensions)
        if abs(correlation[one, other]) > TIED
    ]
