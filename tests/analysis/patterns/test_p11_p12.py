"""Patterns 11 and 12: made to pass, made to fail."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest

from analysis.findings import Finding
from analysis.patterns import p11_local_gains as p11
from analysis.patterns import p12_mixed_sustainment as p12
from analysis.patterns.observe_workshops import FADED, HELD, NEVER, SLOTS
from experiments.arms import Arm
from tests.analysis.patterns.synthetic import SETTING, jitter, judged, run_tiny, verdicts

GOOD = {"lead_time_fall": 0.62, "defects": 0.21, "gains_held": 0.9, "workshops": 30}


def gains(arm: Arm, of_d: Mapping[str, float]) -> Mapping[str, Any]:
    """Trust A as it should be; Trust D likewise, with less held, but for what is said."""
    said = GOOD if arm.name == p11.A else GOOD | {"gains_held": 0.2} | of_d
    return {name: jitter(arm, value) for name, value in said.items()}


@pytest.mark.parametrize(
    ("of_d", "failed"),
    [
        ({}, []),
        ({"lead_time_fall": 0.53}, [1]),
        ({"lead_time_fall": 0.75}, [1, 4]),
        ({"defects": 0.27}, [3]),
        ({"defects": 0.33}, [3, 5]),
        ({"gains_held": 0.7}, [6]),
    ],
)
def test_each_part_of_local_gains(of_d: Mapping[str, float], failed: list[int]) -> None:
    """In order: lead time of A and D, defects of A and D, A less D in both, A less D in gains held."""
    found = verdicts(judged(p11.PATTERN, lambda arm: gains(arm, of_d)))
    assert [number for number, holds in enumerate(found) if not holds] == failed
    assert len(found) == 7


def test_local_gains_run() -> None:
    by = {arm.scenario.network.kind: arm for arm in p11.arms(SETTING)}
    assert (by["trust_a"].scenario.seasoning, by["trust_d"].scenario.seasoning) == (1, 0)
    found = {finding.what: finding for finding in run_tiny(p11.PATTERN)}
    assert found[f"{p11.A}: lead time falls at the workshop by"].holds


def fated(slope: float, *, never: float = 0.1, seed: int = 1) -> list[Finding]:
    """What is found of workshops that are held the more often, by `slope` in log odds, the more practise before."""
    luck = np.random.default_rng(seed)

    def see(arm: Arm) -> Mapping[str, Any]:
        seen: dict[str, Any] = {"workshops": 30, "followed": 14}
        for number in range(SLOTS):
            before = luck.random(len(arm.seeds)) * (number < 16) + 0 * np.array(arm.seeds)
            held = luck.random(len(arm.seeds)) < 1 / (1 + np.exp(-slope * (before - 0.5)))
            gone = luck.random(len(arm.seeds)) < never
            fate = np.where(held, HELD, np.where(gone, NEVER, FADED))
            there = number < 16
            seen[f"fate_{number:02}"] = fate if there else np.nan
            seen[f"before_{number:02}"] = before if there else np.nan
        return seen

    return judged(p12.PATTERN, see)


def test_sustainment_passes_when_all_three_occur_and_practice_tells() -> None:
    found = fated(4.0)
    assert verdicts(found) == [True] * 4
    ratio = found[3].found
    assert ratio.low < np.exp(0.4) < ratio.high  # a tenth of the slope, by ten points
    assert found[3].n == 40 * 16
    assert found[5].found.value == pytest.approx(14 / 30)


@pytest.mark.slow
def test_sustainment_fails_where_a_fate_is_missing_or_practice_tells_nothing() -> None:
    assert verdicts(fated(4.0, never=0.0)) == [False, True, True, True]
    assert verdicts(fated(0.0)) == [True, True, True, False]
    assert verdicts(fated(-4.0)) == [True, True, True, False]


def test_one_fate_only_has_no_odds() -> None:
    all_held = judged(
        p12.PATTERN,
        lambda arm: {
            "workshops": 30,
            "followed": 0,
            **{f"fate_{number:02}": HELD for number in range(SLOTS)},
            **{f"before_{number:02}": 0.5 for number in range(SLOTS)},
        },
    )
    assert verdicts(all_held) == [False, False, True, False]
    assert np.isnan(all_held[3].found.value)


@pytest.mark.slow
def test_the_panel_is_spread_evenly_and_no_two_trusts_share_their_luck() -> None:
    arms = p12.arms(SETTING)
    assert len(arms) == 20
    seeds = [seed for arm in arms for seed in arm.seeds]
    assert sorted(seeds) == list(SETTING.seeds)
    assert np.allclose(np.diff([arm.scenario.seasoning for arm in arms]), 0.05)
    assert len(verdicts(run_tiny(p12.PATTERN))) == 4
