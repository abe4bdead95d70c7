"""The distance is 0 exactly where the calibrated patterns hold, and grows with what is missing."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from analysis.calibrate import target as module
from analysis.calibrate.free import FREE, HIGH, LOW, NAMES, START, rules_of, values_of
from analysis.calibrate.target import Target
from experiments.arms import Arm, Observed
from sim.scenario import Rules

SEEDS = range(4)


def world(**wrong: float) -> Any:
    """A stand-in for the runs: burning wherever it should, but for what is said to be wrong, by kind of arm."""

    def run(arms: Sequence[Arm], threads: int | None = None) -> dict[str, Observed]:
        return {arm.name: Observed(arm, seen(arm, wrong)) for arm in arms}

    return run


def seen(arm: Arm, wrong: dict[str, float]) -> dict[str, np.ndarray]:
    scenario = arm.scenario
    volume, edge = scenario.programme.volume, wrong.get("edge", 0.55)
    if scenario.weeks == 572:
        share = wrong.get("cut", 0.0) if scenario.changes else 1.0
    elif scenario.seasoning == 0:
        share = wrong.get("damp", 0.0)
    elif volume == 0.02:
        share = wrong.get("little", 0.0)
    elif volume > 0.2:
        share = wrong.get("much", 1.0)
    else:
        share = float(scenario.seasoning >= edge)
    burning = (np.arange(4) < round(4 * share)).astype(float)
    practising = 0.2 + 0.6 * burning
    return {
        "burning": burning, "practising": practising, "practising_mean": practising, "burning_then": burning,
        "practising_then": practising, "slope": np.full(4, wrong.get("slope", 0.0)),
    }  # fmt: skip


def distance(monkeypatch: pytest.MonkeyPatch, **wrong: float) -> float:
    monkeypatch.setattr(module, "run_arms", world(**wrong))
    return Target(Rules(), SEEDS)(START, np.inf)[0]


def test_nothing_wrong_is_no_distance(monkeypatch: pytest.MonkeyPatch) -> None:
    assert distance(monkeypatch) == 0.0


@pytest.mark.parametrize(
    ("what", "mild", "bad"),
    [
        ("damp", 0.25, 1.0),
        ("little", 0.5, 1.0),
        ("much", 0.75, 0.0),
        ("cut", 0.5, 1.0),
        ("slope", -0.0004, -0.002),
        ("edge", 0.75, 0.85),
        ("edge", 0.35, 0.25),
    ],
)
def test_what_is_wrong_is_a_distance_that_grows(
    monkeypatch: pytest.MonkeyPatch, what: str, mild: float, bad: float
) -> None:
    assert 0.0 < distance(monkeypatch, **{what: mild}) < distance(monkeypatch, **{what: bad})


def test_is_given_up_once_too_far(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "run_arms", world(damp=1.0))
    found, seen_of_it = Target(Rules(), SEEDS)(START, 0.5)
    assert found > 0.5
    assert "edge" not in seen_of_it


def test_free_values_go_in_and_out_of_rules() -> None:
    assert set(NAMES) <= set(Rules.model_fields)
    assert np.all((LOW < START) & (START < HIGH))
    assert values_of(rules_of(START, Rules())) == pytest.approx(START)
    assert rules_of(START, Rules(relief=9)).relief == 9
    for name, (low, high) in FREE.items():
        assert Rules(**{name: low}) != Rules(**{name: high})
