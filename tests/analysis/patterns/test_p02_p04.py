"""Patterns 2 to 4: the fire that lasts, the edge, and fuel by seasoning; each judged both ways."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest

from analysis.patterns import p02_outlives_support as p02
from analysis.patterns import p03_edge_inside as p03
from analysis.patterns import p04_fuel_by_seasoning as p04
from analysis.patterns.edge import edge_arms
from analysis.patterns.observe import lasting
from analysis.patterns.pattern import Pattern
from experiments.arms import Arm
from sim.outcome import BURNING
from sim.scenario import Scenario
from sim.simulation import Simulation, simulate
from tests.analysis.patterns.made import SETTING, briefly, findings, first, verdicts

LASTS = {"burning_then": first(97), "burning": first(90), "slope": -0.0002, "practising_then": 0.8, "practising": 0.8}


def test_a_fire_that_lasts_passes() -> None:
    assert verdicts(p02.PATTERN, lambda _: LASTS) == [True, True, True]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"burning_then": first(96)}, [False, True, True]),
        ({"burning": first(89)}, [True, False, True]),
        ({"slope": -0.00021}, [True, True, False]),
    ],
)
def test_a_fire_that_fades_fails(change: Mapping[str, Any], expected: list[bool]) -> None:
    assert verdicts(p02.PATTERN, lambda _: LASTS | change) == expected


def test_one_run_tells_both_looks() -> None:
    scenario = Scenario(network={"size": 60}, weeks=700, seed=4)
    run = Simulation(scenario)
    run.advance(700)
    seen = lasting(run, then=416, sloped_from=520)
    short = simulate(scenario.changed(weeks=416)).outcomes()[0]
    assert (seen["practising_then"], seen["burning_then"]) == (short.practising, float(short.outcome == BURNING))
    series = run.results().series("practising")[:, 0]
    weeks = np.arange(520, 700)
    late = series[520:]
    slope = ((weeks - weeks.mean()) * (late - late.mean())).sum() / ((weeks - weeks.mean()) ** 2).sum()
    assert seen["slope"] == pytest.approx(slope)
    assert seen["practising"] == pytest.approx(series[-26:].mean())


def edge_at(edge: float, **above: int) -> Any:
    """Runs that burn from `edge` on, and counts just above it by volume in %."""

    def seen(arm: Arm) -> Mapping[str, Any]:
        if arm.name.startswith("edge"):
            return {"burning": float(arm.scenario.seasoning > edge)}
        return {
            "burning": first(({"2": 25, "20": 90, "160": 85} | above)[f"{100 * arm.scenario.programme.volume:.0f}"])
        }

    return seen


def test_an_edge_inside_passes() -> None:
    assert verdicts(p03.PATTERN, edge_at(0.41)) == [True] * 4
    assert verdicts(p03.PATTERN, edge_at(0.69)) == [True] * 4
    value, low, high = findings(p03.PATTERN, edge_at(0.56))[0].found
    assert value == pytest.approx(0.5625)
    assert 0.56 <= low < 0.561
    assert 0.564 < high <= 0.565


@pytest.mark.parametrize("edge", [0.37, 0.72, 0.1, 0.95])
def test_an_edge_outside_or_none_fails(edge: float) -> None:
    assert verdicts(p03.PATTERN, edge_at(edge)) == [False, True, True, True]


def test_fuel_just_above_the_edge_is_judged() -> None:
    assert verdicts(p03.PATTERN, edge_at(0.6, **{"2": 26})) == [True, False, True, True]
    assert verdicts(p03.PATTERN, edge_at(0.6, **{"20": 89})) == [True, True, False, True]
    assert verdicts(p03.PATTERN, edge_at(0.6, **{"160": 84})) == [True, True, True, False]


def test_the_edge_has_an_interval_over_seeds() -> None:
    draws = np.random.default_rng(0).random(100)
    found = findings(p03.PATTERN, lambda arm: {"burning": arm.scenario.seasoning + 0.1 * (draws - 0.5) > 0.6})[0].found
    assert found.low < found.value < found.high
    assert found.high - found.low < 0.05


def test_the_arms_of_the_edge_are_not_run_twice() -> None:
    keys = {arm.key for arm in p03.arms(SETTING)}
    assert {arm.key for arm in edge_arms(SETTING)} < keys
    above = [arm for arm in p04.arms(SETTING) if arm.name.startswith(p04.ABOVE)]
    assert {arm.key for arm in above} < keys
    assert [arm.scenario.seasoning for arm in above] == pytest.approx([0.65, 0.65])


def table(little: int, much: int, damp_little: int = 0, damp_much: int = 0) -> Any:
    counts = dict(zip([arm.name for arm in p04.arms(SETTING)], (damp_little, damp_much, little, much), strict=True))
    return lambda arm: {"burning": first(counts[arm.name])}


def test_fuel_by_seasoning_is_judged_by_the_lower_bound() -> None:
    assert verdicts(p04.PATTERN, table(5, 95)) == [True]
    assert verdicts(p04.PATTERN, table(40, 95)) == [False]  # 55 points, but the interval reaches below 50
    assert verdicts(p04.PATTERN, table(5, 95, 0, 60)) == [False]  # fuel does as much in damp wood
    assert findings(p04.PATTERN, table(5, 95, 0, 60))[0].found.value == pytest.approx(0.3)


@pytest.mark.parametrize(("pattern", "count"), [(p02.PATTERN, 5), (p03.PATTERN, 5), (p04.PATTERN, 5)])
def test_real_runs_can_be_judged(pattern: Pattern, count: int) -> None:
    found = briefly(pattern)
    assert len(found) == count
    assert all(np.isfinite(finding.found.value) for finding in found if not finding.what.startswith("the seasoning"))
