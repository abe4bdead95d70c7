"""Pattern 15: made to pass, made to fail."""

import numpy as np
import pytest

from analysis.findings import Finding
from analysis.patterns.p15_critical_mass import COMMITTED, PATTERN, midpoint
from tests.analysis.patterns.synthetic import TINY, jitter, judged, run_tiny, verdicts


def found_of(tips_at: float) -> list[Finding]:
    """What is found when the others tip from .1 to .9 between the arms about a committed share."""
    return judged(
        PATTERN,
        lambda arm: {"practising_others_mean": jitter(arm, 0.9 if arm.scenario.staffing.committed >= tips_at else 0.1)},
    )


@pytest.mark.parametrize(("tips_at", "holds"), [(0.15, True), (0.4, True), (0.05, False), (0.6, False)])
def test_it_holds_when_the_others_tip_between_10_and_40_percent(tips_at: float, holds: bool) -> None:
    found = found_of(tips_at)
    assert verdicts(found) == [holds]
    before = COMMITTED[COMMITTED.index(tips_at) - 1]
    assert found[0].found.value == pytest.approx((before + tips_at) / 2, abs=1e-3)
    assert found[0].found.low <= found[0].found.value <= found[0].found.high


def test_others_who_never_tip_or_always_burn_fail() -> None:
    never, always = found_of(2.0), found_of(0.0)
    assert (never[0].found.value, always[0].found.value) == (1, 0)
    assert verdicts(never) == verdicts(always) == [False]


def test_the_midpoint_lies_on_straight_lines() -> None:
    others = np.array(COMMITTED)
    assert midpoint(others, 0.47) == pytest.approx(0.47)
    assert midpoint(others, 0.0) == 0


def test_nobody_is_trained_or_coached_and_it_runs() -> None:
    for arm in PATTERN.arms(TINY):
        assert (arm.scenario.programme.volume, arm.scenario.support.strength) == (0, 0)
    found = run_tiny(PATTERN)
    assert found[2].found.value == 0  # without anyone who practises nobody comes to
