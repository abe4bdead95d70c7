"""Pattern 5: how panels are drawn, and the judgement both ways."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest

from analysis.patterns import p05_same_intervention as p05
from analysis.patterns.observe import by_organisation
from experiments.arms import Arm
from sim.scenario import SEASONING
from sim.simulation import Simulation
from tests.analysis.patterns.made import SETTING, TINY, briefly, findings, verdicts


def test_two_hundred_panels_in_two_arms_of_one_run() -> None:
    assert p05.panels(SETTING) == list(range(200))
    arms = p05.arms(TINY)
    assert [tuple(arm.seeds) for arm in arms] == [(panel,) for panel in range(4) for _ in range(2)]
    assert len({arm.name for arm in arms}) == len(arms)


def test_antecedents_scatter_about_one_u_for_each_organisation() -> None:
    drawn = np.array([p05.levels(panel) for panel in range(400)])
    assert drawn.shape == (400, 5, 7)
    assert drawn.min() >= 0
    assert drawn.max() <= 1
    centre = np.median(drawn, axis=2)
    assert centre.mean() == pytest.approx(0.5, abs=0.03)
    assert centre.std() == pytest.approx(np.sqrt(1 / 12), abs=0.03)
    inside = drawn[(centre > 0.4) & (centre < 0.6)]
    assert inside.std(axis=1, ddof=1).mean() == pytest.approx(0.15, abs=0.01)
    assert not np.array_equal(p05.levels(0), p05.levels(1))
    assert np.array_equal(p05.levels(3), p05.levels(3))


def test_one_arm_has_its_own_antecedents_and_the_other_the_mean() -> None:
    own, alike = p05.arms(TINY)[:2]
    levels = p05.levels(0)
    for number, trust in enumerate(own.scenario.trusts):
        for column, (lever, (damp, seasoned)) in enumerate(SEASONING.items()):
            assert trust.antecedent(lever) == pytest.approx(damp + levels[number, column] * (seasoned - damp))
    for column, (lever, (damp, seasoned)) in enumerate(SEASONING.items()):
        mean = damp + levels[:, column].mean() * (seasoned - damp)
        assert [trust.antecedent(lever) for trust in alike.scenario.trusts] == pytest.approx([mean] * 5)
    assert {trust.network.size for trust in own.scenario.trusts} == {40}


def test_each_organisation_is_observed() -> None:
    arm = p05.arms(TINY)[0]
    run = Simulation(arm.scenario.changed(weeks=320))
    run.advance(320)
    seen = by_organisation(run)
    for number, found in enumerate(run.results().outcomes()):
        assert seen[f"practising_{number}"] == found.practising
        assert seen[f"burning_{number}"] == (found.outcome == "burning")
        assert seen[f"out_{number}"] == (found.outcome == "out")
    assert len(seen) == 15


def panels(mixed: int, spread_alike: float) -> Any:
    """Panels of which `mixed` in 200 hold both endings, and how far the other arm's organisations differ."""

    def seen(arm: Arm) -> Mapping[str, float]:
        panel = arm.seeds[0]
        burning = [1.0, 1.0, 1.0, 1.0, 0.0 if panel < mixed else 1.0]
        wide = 0.4 if arm.name.endswith(p05.OWN) else spread_alike
        found = {}
        for trust, burns in enumerate(burning):
            found |= {f"burning_{trust}": burns, f"out_{trust}": 1 - burns, f"practising_{trust}": 0.5 + wide * trust}
        return found

    return seen


def test_panels_that_differ_by_their_antecedents_pass() -> None:
    assert verdicts(p05.PATTERN, panels(120, 0.4 * np.sqrt(0.19))) == [True, True]


def test_too_few_mixed_panels_fail() -> None:
    assert verdicts(p05.PATTERN, panels(119, 0.1)) == [False, True]


def test_variance_that_stays_fails() -> None:
    assert verdicts(p05.PATTERN, panels(150, 0.4 * np.sqrt(0.21))) == [True, False]
    fall = findings(p05.PATTERN, panels(150, 0.2))[1].found
    assert fall.value == pytest.approx(0.75)


def test_panels_without_any_variance_fail() -> None:
    found = verdicts(p05.PATTERN, lambda arm: {name: 0.5 if name[0] == "p" else 0.0 for name in panels(0, 0)(arm)})
    assert found == [False, False]


def test_real_runs_can_be_judged() -> None:
    assert len(briefly(p05.PATTERN)) == 5
