"""One point that comes nearest to a target, by Optuna's tree-structured Parzen estimator (ask and tell).

Points are asked for in batches, and each batch is a sweep; all share their luck. Nothing of Optuna is kept on
disk: the sampler is seeded, so a fit that is begun again asks for the same points, gets their distances from the
sweeps that are there, and goes on. (Bergstra, Bardenet, Bengio & Kégl 2011, NeurIPS 24; Akiba et al. 2019, KDD.)
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from analysis.fitting.distance import NoDistanceError
from analysis.fitting.free import values_of
from experiments.asked import Range
from sim.errors import ConfigError

if TYPE_CHECKING:
    import pandas as pd

Values = NDArray[np.float64]

FAR: Final = 1e9
"""What Optuna is told of a point none of whose runs gave a distance."""


@dataclass(frozen=True, eq=False)
class Trials:
    """All points tried, in order.

    Attributes:
        unit: shape (T, d), in the unit cube.
        distances: shape (T,), the mean over runs; infinite where one gave none.
    """

    unit: Values
    distances: Values

    @property
    def best(self) -> int:
        """The row of the nearest; of several alike the first."""
        return int(np.argmin(self.distances))

    def table(self, free: Sequence[Range]) -> "pd.DataFrame":
        """One row a trial: its distance, the nearest so far, its parameters."""
        import pandas as pd

        values = values_of(self.unit, free)
        said = {
            "trial": np.arange(len(values)),
            "distance": self.distances,
            "nearest": np.minimum.accumulate(self.distances),
        }
        return pd.DataFrame(said | {each.name: values[:, column] for column, each in enumerate(free)})


def search(
    dimensions: int,
    trials: int,
    batch: int,
    seed: int,
    evaluate: Callable[[int, Values], Values],
    tell: Callable[[Trials], None] | None = None,
) -> Trials:
    """Try so many points.

    Args:
        dimensions: d.
        trials: points tried; the last batch may be smaller.
        batch: asked for at once.
        seed: of the sampler.
        evaluate: from the number of a batch and places in the unit cube, shape (B, d), to distances, shape (B,).
        tell: called after each batch.

    Raises:
        ConfigError: Optuna is not installed.
        NoDistanceError: no point gave a distance.
    """
    study = _study(seed, batch)
    space = _space(dimensions)
    unit, distances = np.empty((0, dimensions)), np.empty(0)
    for number in range(-(-trials // batch)):
        asked = [study.ask(space) for _ in range(min(batch, trials - len(unit)))]
        places = np.array([[each.params[name] for name in space] for each in asked])
        found = evaluate(number, places)
        for each, value in zip(asked, found.tolist(), strict=True):
            study.tell(each, value if np.isfinite(value) else FAR)
        unit, distances = np.concatenate([unit, places]), np.concatenate([distances, found])
        if tell is not None:
            tell(Trials(unit, distances))
    if not np.isfinite(distances).any():
        raise NoDistanceError("no point that was tried gave a distance")
    return Trials(unit, distances)


def _study(seed: int, batch: int) -> Any:
    try:
        import optuna
    except ImportError:
        raise ConfigError(
            "firewood calibrate optuna needs Optuna: uv sync --extra optuna, or pip install 'firewood[optuna]'"
        ) from None
    optuna.logging.set_verbosity(optuna.logging.ERROR)
    sampler = optuna.samplers.TPESampler(seed=seed, n_startup_trials=max(10, batch), constant_liar=batch > 1)
    return optuna.create_study(sampler=sampler)


def _space(dimensions: int) -> dict[str, Any]:
    from optuna.distributions import FloatDistribution

    return {f"x{number}": FloatDistribution(0.0, 1.0) for number in range(dimensions)}
