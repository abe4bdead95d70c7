"""An emulator: a Gaussian process that stands in for the model between the points of a sweep, and how far to trust it.

It is fitted to means over runs; luck between these is its noise, a part that hangs on the number of runs. What a seed
does to all points alike is in all means, and so in what is emulated. How well it does is told from points that it had
not seen: how far off it was, and how many of its 95 % intervals held what came out. Fires end in two ways, so near
the edge a smooth stand-in can be badly wrong; then coverage says so.
Done by scikit-learn, the extra `emulate` [R] Rasmussen & Williams 2006.
"""

import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from analysis.intervals import Z95, Interval, wilson
from analysis.sweeps.arms import Arm, Numbers, Reading
from experiments.counted import they_are
from sim.errors import ConfigError

if TYPE_CHECKING:
    import pandas as pd

MOST: Final = 600
"""Points that are fitted, at most: work grows with their cube."""

LEAST: Final = 20
FOLDS: Final = 5

_STEPS: Final = 21
_AVERAGED: Final = 256
_SEED: Final = 20_220_224


@dataclass(frozen=True, eq=False)
class Emulator:
    """What became of one arm.

    Attributes:
        arm: its name.
        seen: columns arm, point, outcome, predicted, low, high, held: every fitted point, predicted when held out.
        effects: columns arm, parameter, at, mean, low, high: the mean prediction as one parameter moves and the others
            stay as they are in the design; ends of the emulator's own 95 % interval for that mean.
        scales: columns arm, parameter, scale: share of a parameter's range over which the outcome changes; small: it
            matters, large: it does not.
        coverage: share of held-out points within their 95 % interval, with its Wilson interval.
        quarters: the same of each quarter of the points, from those predicted lowest to those predicted highest.
        error: root mean square error of held-out predictions, in units of the outcome.
        explained: share of the variance of held-out points that the predictions explain; below 0 they are worse
            than the mean.
    """

    arm: str
    seen: "pd.DataFrame"
    effects: "pd.DataFrame"
    scales: "pd.DataFrame"
    coverage: Interval
    quarters: tuple[Interval, ...]
    error: float
    explained: float


def emulate(reading: Reading, most: int = MOST, folds: int = FOLDS) -> tuple[list[Emulator], list[str]]:
    """An emulator of every arm.

    Raises:
        ConfigError: the extra is not installed, or too few points are there.
    """
    if most < LEAST or most > 5_000:
        raise ConfigError(f"--most {most}: points that are fitted, {LEAST} to 5,000")
    if not 2 <= folds <= 50:
        raise ConfigError(f"--folds {folds}: allowed are 2 to 50")
    found = []
    told = [
        f"A Gaussian process of means over runs. Held out: every point predicted by an emulator fitted without it, "
        f"{folds} parts in turn. Of honest 95 % intervals, 95 of 100 hold what came out."
    ]
    for arm in reading.arms:
        head = f"{arm.name}: " if arm.name else ""
        if len(arm.points) < LEAST:
            raise ConfigError(
                f"{reading.path}: {head}{they_are(len(arm.points), 'point')} too few; an emulator needs {LEAST}"
            )
        if np.ptp(arm.mean) == 0:
            raise ConfigError(
                f"{reading.path}: {head}{reading.of} is the same at all points; there is nothing to emulate"
            )
        if len(arm.points) > most:
            told.append(f"{head}{most:,} of {len(arm.points):,} points were fitted, drawn by lot; --most N fits more.")
        found.append(_emulator(reading, arm, most, folds))
        told += _honest(found[-1], head)
    return found, told


def _honest(found: Emulator, head: str) -> list[str]:
    """Whether the intervals are honest everywhere."""
    shares = ", ".join(f"{100 * each.value:.0f}" for each in found.quarters)
    told = [f"{head}By quarters of the points, from lowest to highest prediction: {shares} % within."]
    if found.coverage.high < 0.95 or any(each.high < 0.95 for each in found.quarters):
        told.append(f"{head}Where fewer are, the intervals are too narrow and not to be trusted.")
    return told


def fit(points: Numbers, outcome: Numbers, noise: Numbers) -> Any:
    """A fitted process.

    Args:
        points: shape (n, d), each column within [0, 1].
        outcome: shape (n,).
        noise: shape (n,), `Arm.noise` of each; 0 where it is not known. A further noise is estimated.

    Raises:
        ConfigError: scikit-learn is not installed.
    """
    try:
        from sklearn.gaussian_process import GaussianProcessRegressor
        from sklearn.gaussian_process.kernels import ConstantKernel, Matern, WhiteKernel
    except ImportError:
        raise ConfigError(
            "an emulator needs scikit-learn: uv sync --extra emulate, or pip install 'firewood[emulate]'"
        ) from None
    width = points.shape[1]
    kernel = ConstantKernel(1.0, (1e-3, 1e3)) * Matern(np.full(width, 0.5), (0.02, 50.0), nu=2.5)
    kernel += WhiteKernel(0.05, (1e-6, 1.0))
    spread = float(outcome.std()) or 1.0
    process = GaussianProcessRegressor(kernel, alpha=noise / spread**2 + 1e-8, normalize_y=True, random_state=0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return process.fit(points, outcome)


def predict(process: Any, points: Numbers) -> tuple[Numbers, Numbers]:
    """Mean and standard deviation at some points, the estimated noise in it, known noise not."""
    mean, spread = process.predict(points, return_std=True)
    return np.asarray(mean, dtype=np.float64), np.asarray(spread, dtype=np.float64)


def held_out(points: Numbers, outcome: Numbers, noise: Numbers, folds: int) -> tuple[Numbers, Numbers]:
    """Predictions of every point by processes that have not seen it, and their standard deviations."""
    part = np.random.default_rng(_SEED).permutation(len(points)) % folds
    mean, spread = np.empty(len(points)), np.empty(len(points))
    for fold in range(folds):
        own = part == fold
        mean[own], spread[own] = predict(fit(points[~own], outcome[~own], noise[~own]), points[own])
    return mean, np.sqrt(spread**2 + noise)


def _emulator(reading: Reading, arm: Arm, most: int, folds: int) -> Emulator:
    import pandas as pd

    rng = np.random.default_rng(_SEED)
    chosen = np.sort(rng.permutation(len(arm.points))[:most])
    table = arm.points.iloc[chosen]
    outcome, noise = arm.mean[chosen], np.nan_to_num(arm.noise[chosen])
    unit = np.column_stack([_unit(reading, table[name].to_numpy(dtype=np.float64), name) for name in table.columns])
    mean, spread = held_out(unit, outcome, noise, folds)
    low, high = mean - Z95 * spread, mean + Z95 * spread
    held = (outcome >= low) & (outcome <= high)
    seen = pd.DataFrame(
        {
            "arm": arm.name, "point": table.index, "outcome": outcome, "predicted": mean, "low": low, "high": high,
            "held": held,
        }
    )  # fmt: skip
    parts = np.array_split(held[np.argsort(mean, kind="stable")], 4)
    quarters = tuple(wilson(int(part.sum()), len(part)) for part in parts)
    process = fit(unit, outcome, noise)
    scales = np.atleast_1d(process.kernel_.k1.k2.length_scale)
    scale = pd.DataFrame({"arm": arm.name, "parameter": list(table.columns), "scale": scales})
    wrong = float(np.mean((outcome - mean) ** 2))
    return Emulator(
        arm.name, seen, _effects(process, unit, table, arm.name, float(outcome.std())), scale,
        wilson(int(held.sum()), len(held)), quarters, wrong**0.5, 1 - wrong / float(outcome.var()),
    )  # fmt: skip


def _unit(reading: Reading, values: Numbers, name: str) -> Numbers:
    """A parameter from 0 to 1 over what is there, in its logarithm where it was sampled so."""
    known = np.log(values) if reading.logarithmic(name) else values
    low, high = float(known.min()), float(known.max())
    return np.asarray((known - low) / ((high - low) or 1.0), dtype=np.float64)


def _effects(process: Any, unit: Numbers, table: "pd.DataFrame", arm: str, spread: float) -> "pd.DataFrame":
    """The mean prediction along each parameter, over the points of the design as to the others."""
    import pandas as pd

    base = unit[np.random.default_rng(_SEED).permutation(len(unit))[:_AVERAGED]]
    found = []
    for number, name in enumerate(table.columns):
        order = np.argsort(unit[:, number])
        values = table[name].to_numpy(dtype=np.float64)[order]
        for at in np.linspace(0.0, 1.0, _STEPS):
            points = base.copy()
            points[:, number] = at
            mean, half = _mean_of(process, points, spread)
            here = float(np.interp(at, unit[order, number], values))
            found.append((arm, name, here, mean, mean - half, mean + half))
    return pd.DataFrame(found, columns=["arm", "parameter", "at", "mean", "low", "high"])


def _mean_of(process: Any, points: Numbers, spread: float) -> tuple[float, float]:
    """The mean of the process over some points, with the half-width of its 95 % interval, noise apart."""
    mean, covariance = process.predict(points, return_cov=True)
    white = float(process.kernel_.k2.noise_level) * spread**2
    variance = float(covariance.mean()) - white / len(points)
    return float(mean.mean()), Z95 * max(0.0, variance) ** 0.5
