"""Pattern 19: every variant is judged by itself; half weeks are half weeks."""

from collections.abc import Mapping
from typing import Any

import pytest

from analysis.patterns import p19_size_and_step as p19
from analysis.patterns.edge import edge_arms, near
from experiments.arms import Arm
from tests.analysis.patterns.synthetic import SETTING, TINY, judged, run_tiny, verdicts


def seen(arm: Arm) -> Mapping[str, Any]:
    """Fires that burn with wood that is seasoned enough, and fuel."""
    burns = float(arm.scenario.seasoning > 0.55 and arm.scenario.programme.volume > 0.03)
    return {
        "practising": burns,
        "burning": burns,
        "smouldering": 0,
        "out": 1 - burns,
        "burning_then": burns,
        "practising_then": burns,
        "slope": 0,
    }


def test_all_variants_pass() -> None:
    found = judged(p19.PATTERN, seen)
    assert len(verdicts(found)) == 5 * (4 + 3 + 4)
    assert all(verdicts(found))
    assert {finding.what.partition(",")[0] for finding in found} >= {"half weeks", "N = 70", "N = 150", "N = 1"}


@pytest.mark.parametrize("spoiled", ["N = 70", "N = 1,200", "N = 7,000", "half weeks"])
def test_a_variant_fails_by_itself(spoiled: str) -> None:
    def spoil(arm: Arm) -> Mapping[str, Any]:
        wet = arm.name.startswith(f"{spoiled}, pattern 1:")
        return {**seen(arm), "burning": 1.0} if wet else seen(arm)

    failed = [finding.what for finding in judged(p19.PATTERN, spoil) if finding.holds is False]
    assert len(failed) == 4
    assert all(what.startswith(f"{spoiled}, pattern 1:") for what in failed)


def test_sizes_seeds_and_steps() -> None:
    arms = {arm.name: arm for arm in p19.arms(SETTING)}
    large = [arm for arm in arms.values() if arm.scenario.network.size == 7000]
    assert {len(arm.seeds) for arm in large} == {10}
    small = [name for name in arms if name.startswith("N = 70, pattern 3: edge")]
    coarse = [name for name in arms if name.startswith("N = 7,000, pattern 3: edge")]
    every = {f"{edge:g}" for edge in (arm.scenario.seasoning for arm in [*edge_arms(SETTING)[::2], *near(SETTING)])}
    assert len(coarse) == len(small) == len(every) == 13 + 10
    for number, weeks in ((1, 416), (2, 1040), (3, 416)):
        for before, times in (("N = 150", 1), ("half weeks", 2)):
            found = [arm for name, arm in arms.items() if name.startswith(f"{before}, pattern {number}:")]
            assert found
            assert {arm.scenario.weeks for arm in found} == {times * weeks}
    above = {arm.scenario.seasoning for name, arm in arms.items() if "just above the edge" in name}
    assert above == {SETTING.just_above}


def test_it_runs_with_few_people(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(p19, "SIZES", (30, 60))
    monkeypatch.setattr(p19, "FEW", {60: 1})
    found = run_tiny(p19.PATTERN, TINY)
    assert len(verdicts(found)) == 3 * (4 + 3 + 4)
