"""The sampler beside pyabc, an independent one, on the same problem.

pyabc comes with `uv sync --group peers`; without it this is skipped.
"""

import logging
from pathlib import Path

import numpy as np
import pytest

from analysis.fitting.smc import How, one_by_one, search
from tests.analysis.fitting import known

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore")]

SEEN, PARTICLES, GENERATIONS = 1.3, 1000, 5


def test_pyabc_comes_to_the_same_posterior(tmp_path: Path) -> None:
    """Means and spreads differ by no more than four standard errors of samples of both effective sizes."""
    pyabc = pytest.importorskip("pyabc", reason="uv sync --group peers installs it")
    logging.getLogger("ABC").setLevel(logging.ERROR)
    np.random.seed(11)  # noqa: NPY002  pyabc draws from the global generator
    theirs = pyabc.ABCSMC(
        lambda p: {"y": np.random.normal(p["mu"], known.SIGMA, known.DRAWS).mean()},  # noqa: NPY002  as above
        pyabc.Distribution(mu=pyabc.RV("norm", 0, known.PRIOR_SD)),
        lambda a, b: abs(a["y"] - b["y"]),
        population_size=PARTICLES,
        eps=pyabc.MedianEpsilon(),
        sampler=pyabc.sampler.SingleCoreSampler(),
    )
    theirs.new(f"sqlite:///{tmp_path / 'pyabc.db'}", {"y": SEEN})
    history = theirs.run(max_nr_populations=GENERATIONS)
    frame, weights = history.get_distribution()
    values = frame["mu"].to_numpy()
    mean = float(weights @ values)
    sd = float(np.sqrt(weights @ (values - mean) ** 2))
    size = 1 / np.sum(weights**2)
    tolerance = float(history.get_all_populations()["epsilon"].iloc[-1])

    how = How(1, particles=PARTICLES, generations=20, goal=tolerance)
    ours = search(how, one_by_one(known.simulator(SEEN))).generations[-1]
    assert ours.tolerance == tolerance
    mu = known.mu(ours.unit[:, 0])
    our_mean = float(ours.weights @ mu)
    our_sd = float(np.sqrt(ours.weights @ (mu - our_mean) ** 2))
    spread = known.posterior(SEEN, tolerance).sd
    error = 4 * spread * np.sqrt(1 / size + 1 / ours.effective)
    print(f"pyabc {mean:.4f} ± {sd:.4f} (n {size:.0f}), ours {our_mean:.4f} ± {our_sd:.4f} (n {ours.effective:.0f})")
    assert our_mean == pytest.approx(mean, abs=error)
    assert our_sd == pytest.approx(sd, abs=error / np.sqrt(2))
