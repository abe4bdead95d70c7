"""What is said of a posterior: by hand on a few particles."""

import numpy as np
import pytest

from analysis.fitting import posterior, predictive
from analysis.fitting.free import read_free
from analysis.fitting.smc import Generation
from analysis.fitting.target import Target

FREE = read_free("talk_rate:0..10,take_up:0..1,lapse:0.001..0.1:log")


def made(unit: np.ndarray, weights: np.ndarray | None = None) -> Generation:
    count = len(unit)
    given = np.full(count, 1 / count) if weights is None else weights
    return Generation(2, 0.5, unit, given, np.arange(count), np.full((count, 1), 0.4), 3 * count)


def spread(count: int = 400) -> np.ndarray:
    """Told well; not told; told well, at the lower end of its prior."""
    random = np.random.default_rng(3)
    return np.stack(
        [0.5 + 0.05 * random.standard_normal(count), random.random(count), 0.1 * random.random(count)], axis=1
    )


def test_the_table() -> None:
    found = posterior.table(made(np.array([[0.2, 0.5, 0.5], [0.4, 0.5, 0.5]]), np.array([0.25, 0.75])), FREE)
    first = found.iloc[0]
    assert first["parameter"] == "rules.talk_rate"
    assert first["prior"] == "0..10"
    assert first["mean"] == pytest.approx(3.5)
    assert first["sd"] == pytest.approx(np.sqrt(0.25 * 1.5**2 + 0.75 * 0.5**2))
    assert (first["p5"], first["p50"], first["p95"]) == pytest.approx((2, 4, 4))
    assert first["narrowing"] == pytest.approx(1 - 0.2 / 0.9)
    assert found.iloc[2]["mean"] == pytest.approx(0.01)


def test_what_the_target_does_not_say_is_said() -> None:
    told = posterior.warnings(made(spread()), FREE)
    assert [line.partition(":")[0] for line in told] == ["take_up", "lapse"]
    assert "says nothing of it alone" in told[0]
    assert "leans on an end of its prior, 0.001" in told[1]


def test_parameters_told_only_together_are_named() -> None:
    unit = spread()
    unit[:, 1] = 0.5 + (unit[:, 0] - 0.5) * 2
    assert any("talk_rate and take_up are told only together (correlation 1.00)" in each
               for each in posterior.warnings(made(unit), FREE))  # fmt: skip


def test_few_effective_particles_are_said() -> None:
    weights = np.full(400, 1e-6)
    weights[0] = 1
    assert "effective sample size is 1" in posterior.warnings(made(spread(), weights / weights.sum()), FREE)[-1]


def test_draws_are_as_many_as_weights_say() -> None:
    rows = posterior.drawn(made(spread(4), np.array([0.5, 0.25, 0.25, 0.0])), 100, seed=1)
    assert np.bincount(rows, minlength=4).tolist() == [50, 25, 25, 0]


def test_bands_and_what_lies_inside() -> None:
    target = Target(
        "t", ("x",) * 3, np.array([1, 2, 3]), ("trust",) * 3, np.array([50.0, 85.0, 200.0]), np.ones(3),
        np.ones(3, dtype=bool),
    )  # fmt: skip
    simulated = np.repeat(np.arange(101.0)[:, None], 3, axis=1)
    simulated[100, 2] = np.nan
    found = predictive.table(target, simulated)
    assert found["n"].tolist() == [101, 101, 100]
    assert found["low_80"].iloc[0] == pytest.approx(10)
    assert found["high_80"].iloc[0] == pytest.approx(90)
    assert predictive.inside(found)["inside"].tolist() == [1, 2, 2]
