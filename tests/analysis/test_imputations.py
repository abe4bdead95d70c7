"""Luck and what a survey does not say taken apart: by hand, in words, and against truths that are known."""

from math import isnan, nan
from pathlib import Path
from typing import Final

import numpy as np
import pytest
from numpy.typing import NDArray

from analysis.imputations import Pooled, parted, pooled, told
from analysis.words import percent
from experiments.imputations import imputed
from experiments.run import run_replicates
from sim.network.reading import write_roster
from sim.scenario import Scenario

M: Final = 10
N: Final = 10
SHARED, OWN = 0.057, 0.049
"""Standard deviations of luck, as in runs of a survey of 300: what imputations share, and what each has of its own."""


def trials(
    between: float, count: int, *, shared: float = SHARED, own: float = OWN, m: int = M, n: int = N
) -> tuple[list[Pooled], NDArray[np.float64]]:
    """Made-up runs whose imputations differ by `between` (a standard deviation): what is found, and what is true.

    The truth is one more draw of what an imputation is a draw of.
    """
    random = np.random.default_rng(0)
    found, truths = [], []
    for _ in range(count):
        imputations = random.normal(0, between, m + 1)
        luck = random.normal(0, shared, n) + random.normal(0, own, (m, n))
        found.append(parted(0.5 + imputations[1:, None] + luck))
        truths.append(0.5 + imputations[0])
    return found, np.array(truths)


def coverage(found: list[Pooled], truths: NDArray[np.float64]) -> float:
    """How often the interval of the mean holds the truth."""
    return float(np.mean([each.low <= truth <= each.high for each, truth in zip(found, truths, strict=True)]))


def share_covered(found: list[Pooled], true: float) -> float:
    """How often the interval of the share holds the truth."""
    return float(np.mean([each.share_low <= true <= each.share_high for each in found]))


def test_by_hand() -> None:
    """Means of rows 1 and 7, of columns 2 and 6; the rest ±1: MS 36, 16 and 4; τ² = 16, luck 16/4, unsaid 1.5 · 16."""
    found = parted([[0, 2], [4, 10]])
    assert (found.mean, found.imputations, found.seeds) == (4, 2, 2)
    assert (found.luck, found.unsaid, found.total) == pytest.approx((4, 24, 28))
    assert found.share == pytest.approx(6 / 7)
    assert found.spread == pytest.approx(np.sqrt(18))
    assert found.low < 4 - np.sqrt(28) < 4 + np.sqrt(28) < found.high


def test_luck_that_parts_runs_of_imputations_is_luck() -> None:
    """Rows have means 2, 3 and 1, which Rubin's rules make .40 of the whole; but MS are 2 and, of the rest, 6."""
    found = parted([[0, 4], [4, 2], [2, 0]])
    assert (found.unsaid, found.share, found.share_low) == (0, 0, 0)
    assert found.luck == pytest.approx(1)


def test_where_only_luck_differs_little_or_nothing_is_told_to_be_unsaid() -> None:
    """Rubin's B tells .30 to .34 on average here, whatever the number of seeds."""
    found, truths = trials(0, 300)
    shares = [each.share for each in found]
    assert np.median(shares) < 0.05
    assert np.mean(shares) < 0.2
    assert np.mean(["cannot tell" in told({"": each})[0] for each in found]) > 0.9
    assert 0.91 < coverage(found, truths) < 0.99
    assert share_covered(found, 0) > 0.94


@pytest.mark.parametrize("between", [0.02, 0.06])
def test_where_imputations_differ_the_share_is_found(between: float) -> None:
    found, truths = trials(between, 300)
    unsaid = (1 + 1 / M) * between**2
    true = unsaid / (unsaid + SHARED**2 / N + OWN**2 / (M * N))
    assert np.mean([each.unsaid for each in found]) == pytest.approx(unsaid, rel=0.15)
    assert np.median([each.share for each in found]) == pytest.approx(true, abs=0.06)
    assert 0.91 < coverage(found, truths) < 0.99
    assert share_covered(found, true) > 0.92


def test_the_interval_holds_where_variances_are_hardest_to_tell() -> None:
    """No luck is shared, and imputations differ about as luck makes them: Satterthwaite's holds 87 in 100."""
    assert coverage(*trials(0.01, 400, shared=0, own=0.05, m=5, n=20)) > 0.93


def test_yes_and_no() -> None:
    """An outcome that comes or does not, with a chance that differs between imputations."""
    random = np.random.default_rng(0)
    held = []
    for _ in range(300):
        shift = random.normal(0, 0.3, M + 1)
        luck = random.normal(0, 0.7, N) + random.normal(0, 0.7, (M, N))
        found = parted(shift[1:, None] + luck > 0)
        much = random.normal(0, 0.7, 4000) + random.normal(0, 0.7, 4000)
        held.append(found.low <= np.mean(shift[0] + much > 0) <= found.high)
    assert 0.91 < np.mean(held) < 0.99


def test_too_little_to_take_apart() -> None:
    one_seed, one_way, none = parted([[1], [3]]), parted([[1, 3]]), parted([[nan, 1], [2, nan]])
    assert one_seed.spread == pytest.approx(np.sqrt(2))
    for found, mean in ((one_seed, 2), (one_way, 2)):
        assert found.mean == mean
        assert all(isnan(value) for value in (found.low, found.high, found.luck, found.unsaid, found.share))
    assert isnan(none.mean)
    assert "How sure that is these runs do not tell; 1 imputation, 2 seeds each" in told({"": one_way})[0]


def test_a_seed_without_an_outcome_is_left_out() -> None:
    values = np.random.default_rng(0).normal(size=(4, 5))
    gap = np.insert(values, 2, [1, nan, 2, 3], axis=1)
    assert parted(gap) == parted(values)


def test_where_nothing_differs() -> None:
    """Neither rounding nor a variance of 0 is taken for a share."""
    alike = parted(np.full((3, 4), 0.1))
    assert (alike.low, alike.high, alike.total) == (alike.mean, alike.mean, 0)
    assert isnan(alike.share)
    assert "10\N{NO-BREAK SPACE}% practise at the end, in every run alike" in told({"": alike})[0]
    same = parted(np.tile([0.1, 0.3, 0.7], (4, 1)))
    assert (same.share, same.share_high) == (0, 0)
    assert "No imputation differs from another" in told({"": same})[0]
    seeds_alike = parted(np.tile([[0.1], [0.3], [0.7]], (1, 4)))
    assert (seeds_alike.luck, seeds_alike.share, seeds_alike.share_low) == (0, 1, 1)


def test_what_is_told_hangs_on_how_sure_it_is() -> None:
    found = Pooled(0.5, 0.4, 0.6, 1.0, 1.0, 2.0, 0.5, 0.2, 0.8, 0.1, 10, 10)
    assert "50\N{NO-BREAK SPACE}% comes from what the survey does not say (95 % interval 20" in told({"": found})[0]
    unsure, little = found._replace(share_low=0.004), found._replace(share_low=0.0, share_high=0.2)
    assert "so few runs cannot tell: it may be nothing, or up to 80" in told({"": unsure})[0]
    assert "50\N{NO-BREAK SPACE}% comes" not in told({"": unsure})[0]
    assert "at most 20" in told({"": little})[0]
    assert [line.partition(":")[0] for line in told({"a": found, "b": found})] == ["a", "b"]


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


def test_pooling_is_over_the_final_share_of_each_run(survey: Path) -> None:
    scenario = Scenario(network={"kind": "survey", "path": str(survey), "around": 60}, weeks=60)
    batch = run_replicates(imputed(scenario, 4), [0, 1, 2], threads=2)
    found = pooled(batch)["trust"]
    finals = np.array([[outcome.practising for outcome in fire.outcomes] for fire in batch.fires])
    assert finals.shape == (4, 3)
    assert found == parted(finals)
    assert found.spread > 0
    assert len({fire.start["mean_degree"][0] for fire in batch.fires}) > 1
    for fire in batch.fires:
        assert len(set(fire.start["reciprocity_arcs"].tolist())) == 1  # one network through all seeds
    (line,) = told({"trust": found})
    assert "4 imputations, 3 seeds each" in line
    assert f"{percent(found.mean)} practise at the end" in line


def test_one_seed_says_only_what_lies_between(survey: Path) -> None:
    scenario = Scenario(network={"kind": "survey", "path": str(survey)}, weeks=30)
    found = pooled(run_replicates(imputed(scenario, 3), [0]))
    assert isnan(found["trust"].total)
    assert "between imputations (standard deviation). How much of that is luck one seed cannot tell" in told(found)[0]
