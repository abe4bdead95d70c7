"""Pattern 16: made to pass, made to fail; and the same world as the experiment of that name."""

from collections.abc import Mapping
from typing import Any

from analysis.patterns.p16_targets_game import FREE, PATTERN, PRESSED
from experiments.arms import Arm
from experiments.compose import compose
from tests.analysis.patterns.synthetic import SETTING, jitter, judged, run_tiny, verdicts


def seen(arm: Arm, true: float, reported: float) -> Mapping[str, Any]:
    """True and reported practice under pressure; .8 and .8 without."""
    true, reported = (true, reported) if arm.name == PRESSED else (0.8, 0.8)
    return {
        "practising": jitter(arm, true),
        "practising_mean": jitter(arm, true),
        "practising_reported_mean": jitter(arm, reported),
    }


def test_it_passes_and_each_part_fails_by_itself() -> None:
    assert verdicts(judged(PATTERN, lambda arm: seen(arm, 0.5, 0.7))) == [True, True]
    assert verdicts(judged(PATTERN, lambda arm: seen(arm, 0.5, 0.55))) == [False, True]
    assert verdicts(judged(PATTERN, lambda arm: seen(arm, 0.8, 0.95))) == [True, False]


def test_it_is_the_experiment() -> None:
    rows = compose(["experiment=targets_game"]).scenario.organisations
    for arm, row in zip(PATTERN.arms(SETTING), rows, strict=True):
        assert (arm.name, arm.scenario.seasoning, arm.scenario.targets) == (row.name, row.seasoning, row.targets)


def test_what_is_reported_is_true_without_pressure() -> None:
    found = {finding.what: finding.found.value for finding in run_tiny(PATTERN)}
    assert found["pressed: reported practice"] >= found["pressed: true practice"]
    assert f"{FREE}: true practice" in found
