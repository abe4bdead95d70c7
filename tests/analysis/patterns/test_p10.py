"""Pattern 10: made to pass, made to fail."""

from collections.abc import Mapping
from typing import Any

from analysis.patterns.p10_locked_in import PATTERN
from experiments.arms import Arm
from tests.analysis.patterns.synthetic import jitter, judged, run_tiny, verdicts


def seen(arm: Arm, gap: float, resentment: float) -> Mapping[str, Any]:
    """A gap and a resentment in the damp arm; .3 and .3 in the seasoned one."""
    damp = arm.scenario.seasoning == 0
    return {
        "knowledge_improvers_mean": 0.5 + jitter(arm, gap if damp else 0.3),
        "knowledge_mobilised_mean": 0.5,
        "resentment_mean": jitter(arm, resentment if damp else 0.3),
    }


def test_it_passes_when_damp_lies_above_in_both() -> None:
    found = judged(PATTERN, lambda arm: seen(arm, 0.5, 0.5))
    assert verdicts(found) == [True, True]
    assert found[0].found == (1, 1, 1)


def test_each_part_fails_by_itself() -> None:
    assert verdicts(judged(PATTERN, lambda arm: seen(arm, 0.3, 0.5))) == [False, True]
    assert verdicts(judged(PATTERN, lambda arm: seen(arm, 0.5, 0.1))) == [True, False]


def test_it_runs() -> None:
    assert len(verdicts(run_tiny(PATTERN))) == 2
