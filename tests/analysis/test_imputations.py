"""Rubin's rules: by hand, against scipy's quantiles, and whether their intervals cover."""

from math import inf, isnan, sqrt
from pathlib import Path

import numpy as np
import pytest
import scipy.stats

from analysis.imputations import pooled, rubin, student95, told
from analysis.words import percent
from experiments.imputations import imputed
from experiments.run import run_replicates
from sim.network.reading import write_roster
from sim.scenario import Scenario


def test_by_hand() -> None:
    """Three imputations: Q̄ = 4, U = 2, B = 1, T = 2 + 4/3; ν = 2 · (1 + 2 / (4/3))² = 12.5."""
    found = rubin([3, 4, 5], [1, 2, 3])
    assert (found.mean, found.within, found.between) == (4, 2, 1)
    assert found.total == pytest.approx(10 / 3)
    assert found.freedom == pytest.approx(12.5)
    assert found.share == pytest.approx(0.4)
    half = scipy.stats.t.ppf(0.975, 12.5) * sqrt(10 / 3)
    assert (found.low, found.high) == (pytest.approx(4 - half, abs=1e-5), pytest.approx(4 + half, abs=1e-5))


def test_few_seeds_have_fewer_degrees_of_freedom() -> None:
    """Barnard & Rubin with ν_com = 9: observed = 10/12 · 9 · .6 = 4.5, so 1 / (1/12.5 + 1/4.5)."""
    assert rubin([3, 4, 5], [1, 2, 3], complete=9).freedom == pytest.approx(1 / (1 / 12.5 + 1 / 4.5))


def test_where_nothing_is_missing_nothing_is_added() -> None:
    found = rubin([2, 2, 2], [1, 1, 1], complete=9)
    assert (found.between, found.total, found.share, found.freedom) == (0, 1, 0, 9)
    assert rubin([2, 2], [0, 0]).low == 2
    unknown = rubin([1, 2], [float("nan")] * 2)
    assert isnan(unknown.low)
    assert unknown.between == 0.5
    with pytest.raises(ValueError, match="two imputations or more"):
        rubin([1], [1])


@pytest.mark.parametrize("freedom", [1, 1.5, 2, 3, 4.7, 10, 30, 250, 1999])
def test_the_quantile_is_students(freedom: float) -> None:
    assert student95(freedom) == pytest.approx(scipy.stats.t.ppf(0.975, freedom), rel=1e-4)


def test_the_quantile_at_the_ends() -> None:
    assert student95(inf) == pytest.approx(1.96, abs=1e-4)
    assert isnan(student95(0.5))


def test_intervals_cover() -> None:
    """A mean of 40 normal draws, half of them missing and imputed properly: 95 % intervals hold the truth."""
    rng = np.random.default_rng(0)
    hits, trials = 0, 1500
    for _ in range(trials):
        seen = rng.normal(0, 1, 20)
        means, errors = [], []
        for _ in range(5):
            spread = sqrt(19 * seen.var(ddof=1) / rng.chisquare(19))
            centre = rng.normal(seen.mean(), spread / sqrt(20))
            whole = np.concatenate((seen, rng.normal(centre, spread, 20)))
            means.append(whole.mean())
            errors.append(whole.var(ddof=1) / 40)
        found = rubin(means, errors, complete=39)
        hits += found.low <= 0 <= found.high
    assert 0.93 < hits / trials < 0.98


@pytest.fixture(scope="module")
def survey(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ring of 24 people on paper, of whom nothing is asked but trust."""
    path = tmp_path_factory.mktemp("survey") / "staff.csv"
    names = [f"p{n:02d}" for n in range(24)]
    pairs = [(a, (a + step) % 24) for a in range(24) for step in (1, 2, 3, 23)]
    columns = {
        "respondent": [names[a] for a, _ in pairs],
        "target": [names[b] for _, b in pairs],
        "trust": [3 + (a + b) % 3 for a, b in pairs],
    }
    write_roster(columns, path)
    return path


def test_pooling_takes_luck_and_imputation_apart(survey: Path) -> None:
    scenario = Scenario(network={"kind": "survey", "path": str(survey), "around": 60}, weeks=60)
    batch = run_replicates(imputed(scenario, 4), [0, 1, 2], threads=2)
    found = pooled(batch)["trust"]
    finals = np.array([[outcome.practising for outcome in fire.outcomes] for fire in batch.fires])
    assert finals.shape == (4, 3)
    assert found.mean == pytest.approx(finals.mean())
    assert found.within == pytest.approx(finals.var(axis=1, ddof=1).mean() / 3)
    assert found.between == pytest.approx(finals.mean(axis=1).var(ddof=1))
    assert found.between > 0
    assert len({fire.start["mean_degree"][0] for fire in batch.fires}) > 1
    for fire in batch.fires:
        assert len(set(fire.start["reciprocity_arcs"].tolist())) == 1  # one network through all seeds
    (line,) = told({"trust": found}, 3)
    assert "4 imputations, 3 seeds each" in line
    assert f"{percent(found.mean)} practise at the end" in line


def test_one_seed_says_only_what_lies_between(survey: Path) -> None:
    scenario = Scenario(network={"kind": "survey", "path": str(survey)}, weeks=30)
    found = pooled(run_replicates(imputed(scenario, 3), [0]))
    assert isnan(found["trust"].within)
    assert "between imputations" in told(found, 1)[0]
