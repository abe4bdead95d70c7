"""Problems with known posteriors, as simulators of the unit cube.

The mean μ of a normal distribution with spread σ, prior N(0, s²), seen once as the mean of n draws, ȳ. Posterior:
normal, with variance 1 / (1/s² + n/σ²). ABC within ε of the sufficient ȳ is exact for ε → 0; for a tolerance ε the
likelihood is smeared by an even error of variance ε²/3, which is what `posterior` takes into account.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from scipy.stats import norm

from analysis.fitting.smc import Values

PRIOR_SD, SIGMA, DRAWS = 2.0, 1.0, 10


class Normal(NamedTuple):
    """A normal distribution."""

    mean: float
    sd: float


def mu(unit: Values) -> Values:
    """From the unit interval to the prior."""
    return np.asarray(norm.ppf(unit, scale=PRIOR_SD))


def simulated_mean(value: float, seed: int) -> float:
    """The mean of some draws."""
    return float(np.mean(np.random.default_rng([seed, 77]).normal(value, SIGMA, DRAWS)))


def simulator(seen: float) -> Callable[[Values, int], float]:
    """How far a simulated mean lies from the one seen."""
    return lambda unit, seed: abs(simulated_mean(float(mu(unit)[0]), seed) - seen)


def posterior(seen: float, tolerance: float = 0.0) -> Normal:
    """Of μ; the even error of the tolerance taken as normal."""
    noise = SIGMA**2 / DRAWS + tolerance**2 / 3
    variance = 1 / (1 / PRIOR_SD**2 + 1 / noise)
    return Normal(variance * seen / noise, float(np.sqrt(variance)))
