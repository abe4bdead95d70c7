"""The sampler against posteriors that are known."""

from typing import Any

import numpy as np
import pytest
from scipy.stats import binom

from analysis.fitting.distance import NoDistanceError
from analysis.fitting.smc import Batch, Found, Generation, How, Values, next_tolerance, one_by_one, search
from analysis.fitting.smc import weighted_quantile as quantile
from tests.analysis.fitting import known

SEEN = 1.3
HOW = How(1, particles=80, generations=4)


def moments(last: Generation) -> tuple[float, float]:
    values = known.mu(last.unit[:, 0])
    mean = float(last.weights @ values)
    return mean, float(np.sqrt(last.weights @ (values - mean) ** 2))


def see_that_it_agrees(last: Generation, wanted: known.Normal) -> None:
    """Mean and spread within four standard errors of a sample of the effective size."""
    mean, sd = moments(last)
    assert mean == pytest.approx(wanted.mean, abs=4 * wanted.sd / np.sqrt(last.effective))
    assert sd == pytest.approx(wanted.sd, abs=4 * wanted.sd / np.sqrt(2 * last.effective))


@pytest.mark.parametrize("kernel", ["global", "local"])
@pytest.mark.parametrize("replicates", [1, 3])
def test_the_mean_of_a_normal_distribution(kernel: str, replicates: int) -> None:
    how = How(1, particles=400, generations=5, kernel=kernel)
    found = search(how, one_by_one(known.simulator(SEEN), replicates))
    last = found.generations[-1]
    see_that_it_agrees(last, known.posterior(SEEN, last.tolerance))
    assert last.effective > 200


@pytest.mark.slow
def test_a_prior_that_is_not_undone_would_be_seen() -> None:
    """Without weights the same particles tell another posterior: the test above can fail."""

    def wide(unit: Values, seed: int) -> float:
        """A likelihood as wide as the prior, at whose end particles are moved from one side only."""
        return abs(float(unit[0]) - 1.0 + 0.3 * float(np.random.default_rng(seed).standard_normal()))

    found = search(How(1, particles=2000, generations=6, quantile=0.7), one_by_one(wide)).generations[-1]
    plain = search(How(1, particles=20_000, generations=1), one_by_one(wide)).generations[0]
    by_rejection = plain.unit[plain.distances[:, 0] <= found.tolerance, 0]
    error = 4 * np.std(by_rejection) * np.sqrt(1 / len(by_rejection) + 1 / found.effective)
    assert found.weights @ found.unit[:, 0] == pytest.approx(by_rejection.mean(), abs=error)
    assert abs(found.unit[:, 0].mean() - by_rejection.mean()) > error


def test_two_parameters_of_which_one_is_not_told() -> None:
    """What the target says nothing of keeps its prior."""
    found = search(
        How(2, particles=400, generations=4), one_by_one(lambda unit, seed: known.simulator(SEEN)(unit[:1], seed))
    ).generations[-1]
    idle = found.unit[:, 1]
    error = 4 / np.sqrt(12 * found.effective)
    assert found.weights @ idle == pytest.approx(0.5, abs=error)
    assert np.sqrt(found.weights @ (idle - 0.5) ** 2) == pytest.approx(1 / np.sqrt(12), abs=error)


@pytest.mark.slow
def test_intervals_hold_the_truth_as_often_as_they_say() -> None:
    """Truths from the prior, each fitted: the middle 80 % hold it in about 80 of 100 (binomial, p = .001)."""
    count, share = 80, 0.8
    inside = 0
    for number in range(count):
        random = np.random.default_rng([5, number])
        truth = random.random(1)
        seen = known.simulated_mean(float(known.mu(truth)[0]), 10**6 + number)
        how = How(1, particles=40, generations=4, seed=number)
        last = search(how, one_by_one(known.simulator(seen))).generations[-1]
        low, high = (quantile(last.unit[:, 0], last.weights, each) for each in (0.1, 0.9))
        inside += bool(low <= truth[0] <= high)
    low, high = binom.interval(0.999, count, share)
    assert low <= inside <= high


def test_a_posterior_of_two_halves_is_found_by_the_local_kernel() -> None:
    found = search(
        How(1, particles=300, generations=5, kernel="local"),
        one_by_one(lambda unit, seed: abs(abs(unit[0] - 0.5) - 0.3) + 0.01 * np.random.default_rng(seed).random()),
    ).generations[-1]
    left = found.weights[found.unit[:, 0] < 0.5].sum()
    assert left == pytest.approx(0.5, abs=4 * 0.5 / np.sqrt(found.effective))


def test_the_batches_decide_nothing() -> None:
    """A batch evaluated in two halves gives the same generations."""
    plain = one_by_one(known.simulator(SEEN))

    def in_halves(batch: Batch) -> Values:
        half = len(batch.unit) // 2
        parts = [batch._replace(unit=batch.unit[at], seeds=batch.seeds[at]) for at in (slice(half), slice(half, None))]
        return np.concatenate([plain(part) for part in parts])

    assert [each.digest for each in search(HOW, plain).generations] == [
        each.digest for each in search(HOW, in_halves).generations
    ]


def test_more_generations_go_on_from_fewer() -> None:
    few = search(How(1, particles=50, generations=2), one_by_one(known.simulator(SEEN))).generations
    more = search(How(1, particles=50, generations=4), one_by_one(known.simulator(SEEN))).generations
    assert [each.digest for each in few] == [each.digest for each in more[:2]]
    assert len(more) == 4


def test_it_ends_where_it_should() -> None:
    def ended(how: How, simulate: Any = None) -> Found:
        return search(how, one_by_one(simulate or known.simulator(SEEN)))

    assert "goal" in ended(How(1, particles=50, generations=20, goal=0.2)).ended
    assert ended(How(1, particles=50, generations=20, goal=0.2)).generations[-1].tolerance == 0.2
    assert "fewer than" in ended(How(1, particles=50, generations=20, rate=0.2)).ended
    assert "closer" in ended(How(1, particles=50), lambda unit, seed: 1.0).ended
    with pytest.raises(NoDistanceError, match="no candidate"):
        ended(How(1, particles=5), lambda unit, seed: float("nan"))


def test_runs_that_failed_are_never_accepted() -> None:
    def half(unit: Values, seed: int) -> float:
        return float("nan") if unit[0] < 0.5 else 1.0 - unit[0]

    for each in search(How(1, particles=50, generations=3), one_by_one(half)).generations:
        assert each.unit.min() >= 0.5
        assert np.isfinite(each.distances).all()


def test_quantiles_are_weighted() -> None:
    assert quantile(np.array([3.0, 1.0, 2.0]), np.array([0.1, 0.1, 0.8]), 0.5) == 2.0
    assert quantile(np.array([3.0, 1.0]), np.array([0.5, 0.5]), 0.5) == 1.0
    runs = np.array([[1.0, 9.0], [2.0, 4.0]])
    before = Generation(0, 5.0, np.zeros((2, 1)), np.array([0.4, 0.6]), np.zeros(2, dtype=np.int64), runs, 2)
    assert next_tolerance(before, 0.4) == 1.0
    assert next_tolerance(before, 0.6) == 2.0
    assert next_tolerance(before, 0.9) == 4.0
