"""Pattern 9: what each factor moves, and the judgement both ways."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np
import pytest

from analysis.patterns import p09_social_capital as p09
from analysis.patterns.pattern import Setting
from experiments.arms import Arm
from sim.rules import safety
from sim.scenario import Scenario
from tests.analysis.patterns.made import TINY, briefly, findings, verdicts

FACTORS = [factor for group in p09.GROUPS.values() for factor in group]
STILL = dict.fromkeys(FACTORS, 1.0)
BASE = Scenario(seasoning=0.75)
SMALL = Setting(seeds=range(12), edge=0.55)


def flat(scenario: Scenario) -> dict[str, float]:
    """All numbers of a scenario, those left out as they are taken to be."""
    known = {
        f"{group}.{name}": value
        for group, part in scenario.model_dump().items()
        if isinstance(part, dict)
        for name, value in part.items()
        if isinstance(value, float)
    }
    known |= {f"items.{name}": value for name, value in scenario.network.items.model_dump().items()}
    known["network.reciprocity"] = scenario.network.reciprocity or 0.7
    levers = ("talk.sessions", "leadership.fear", "leadership.clinical", "leadership.enablement")
    return known | {lever: scenario.antecedent(lever) for lever in levers}


@pytest.mark.parametrize(
    ("factor", "moves"),
    [
        ("trust", {"items.trust", "rules.trust_new"}),
        ("comfort", {"items.comfort"}),
        ("reciprocity", {"network.reciprocity"}),
        ("sessions", {"talk.sessions"}),
        ("answers", {"rules.resentment_answer"}),
        ("k_train", {"programme.knowledge"}),
        ("eff", {"programme.effect"}),
        ("η_r", {"rules.reflective_transfer"}),
        ("doing", {"rules.doing"}),
        ("λ", {"rules.forgetting"}),
        ("volume", {"programme.volume"}),
    ],
)
def test_a_factor_moves_what_it_names_and_nothing_else(factor: str, moves: set[str]) -> None:
    before, after = flat(p09.moved(BASE, STILL)), flat(p09.moved(BASE, STILL | {factor: 1.1}))
    assert {name for name in before if after[name] != pytest.approx(before[name])} == moves
    for name in moves:
        assert after[name] == pytest.approx(1.1 * before[name])
    assert before == pytest.approx(flat(BASE) | {"leadership.fear": before["leadership.fear"]})


def test_safety_is_multiplied_and_enablement_stays() -> None:
    def safe(scenario: Scenario) -> float:
        return safety(*(scenario.antecedent(f"leadership.{n}") for n in ("fear", "clinical", "enablement")), 0.5, 0.0)

    for factor in (0.5, 0.9, 1.1, 1.2):
        after = p09.moved(BASE, STILL | {"safety": factor})
        assert safe(after) == pytest.approx(factor * safe(BASE))
        assert after.antecedent("leadership.enablement") == BASE.antecedent("leadership.enablement")


def test_what_would_leave_its_range_stays_at_the_end_of_it() -> None:
    most = p09.moved(BASE, dict.fromkeys(FACTORS, 1.5))
    assert (most.network.reciprocity, most.network.items.comfort, most.leadership.clinical) == (1, 1, 1)
    assert most.programme.volume == pytest.approx(0.3)
    assert Scenario(**most.model_dump(exclude_unset=True)) == most  # and the schema takes it


def test_blocks_share_their_luck_and_all_is_under_15_500_runs() -> None:
    assert sum(len(p09.design(width, 100).points) for width in p09.WIDTHS) == 15_360
    arms = p09.arms(replace(TINY, seeds=range(50, 52)))
    assert [tuple(arm.seeds) for arm in arms[:10]] == [(50,)] * 5 + [(51,)] * 5
    assert len(arms) == 3 * 5 * 16
    assert len({arm.name for arm in arms}) == len(arms)
    assert {arm.scenario.seasoning for arm in arms} == {TINY.just_above}
    for width, part in zip(p09.WIDTHS, (arms[:80], arms[80:160], arms[160:]), strict=True):
        doing = np.array([arm.scenario.rules.doing for arm in part]) / Scenario().rules.doing
        assert 1 - width <= doing.min() < 1 - 0.8 * width
        assert 1 + 0.8 * width < doing.max() <= 1 + width


def world(social: float, human: float) -> Callable[[Arm], Mapping[str, float]]:
    """Final practising that hangs on comfort and on learning by doing, so much on each."""

    def seen(arm: Arm) -> Mapping[str, float]:
        comfort = arm.scenario.network.items.comfort / 0.7
        doing = arm.scenario.rules.doing / 0.01
        return {"practising": 0.5 + social * (comfort - 1) + human * (doing - 1)}

    return seen


def test_social_capital_above_human_passes() -> None:
    assert verdicts(p09.PATTERN, world(0.5, 0.1), SMALL) == [True, True, True]


def test_human_capital_above_or_beside_social_fails() -> None:
    assert verdicts(p09.PATTERN, world(0.1, 0.5), SMALL) == [False, False, False]
    assert verdicts(p09.PATTERN, world(0.3, 0.3), SMALL)[:2] == [False, False]  # intervals overlap
    assert verdicts(p09.PATTERN, world(0.0, 0.0), SMALL) == [False, False, False]  # nothing matters


def test_indices_are_reported_for_each_group() -> None:
    found = {finding.what: finding.found for finding in findings(p09.PATTERN, world(0.4, 0.2), SMALL)}
    assert found["±10%: total index, social"].value == pytest.approx(0.8, abs=0.1)
    assert found["±10%: total index, human"].value == pytest.approx(0.2, abs=0.1)
    assert found["±10%: total index, volume"].value == pytest.approx(0.0, abs=1e-9)
    between = found["±10%: total index of social less that of human capital"]
    assert between.low < between.value == pytest.approx(0.6, abs=0.15)


def test_real_runs_can_be_judged() -> None:
    found = briefly(p09.PATTERN, most=30)
    assert len(found) == 15
    assert all(finding.n == 80 for finding in found)
