"""The edge: interpolation, what has none, and arms that follow size and rules."""

import numpy as np
import pytest

from analysis.patterns import p03_edge_inside
from analysis.patterns.edge import along_axis, crossing, edge_arms, edge_of, near
from analysis.patterns.pattern import Setting
from experiments.arms import run_arms
from sim.scenario import Rules
from tests.analysis.patterns.made import SETTING, TINY, first, runs_of


def test_the_crossing_lies_on_a_straight_line() -> None:
    assert crossing([0.4, 0.5, 0.6], [0.0, 0.25, 1.0]) == pytest.approx(0.5 + 0.1 / 3)
    assert crossing([0.4, 0.5, 0.6], [0.0, 0.5, 1.0]) == pytest.approx(0.5)
    assert crossing([0.4, 0.5, 0.6], [0.5, 0.7, 1.0]) == 0.4


@pytest.mark.parametrize("place", [0.0, 0.3, 1.0])
def test_where_it_jumps_it_may_lie_anywhere_between(place: float) -> None:
    assert crossing([0.4, 0.5, 0.6], [0.0, 0.0, 1.0], place) == pytest.approx(0.5 + 0.1 * place)
    assert crossing([0.4, 0.5, 0.6], [0.0, 0.1, 0.7], place) == pytest.approx(0.5 + 0.1 * place)
    assert crossing([0.4, 0.5, 0.6], [0.0, 0.25, 0.75], place) == pytest.approx(0.55)


@pytest.mark.parametrize("true", [0.661, 0.675, 0.687])
def test_an_interval_of_the_edge_holds_it_however_abruptly_it_turns(true: float) -> None:
    """By lines alone .675 was told with certainty, wherever between .65 and .7 it lay."""
    arms = edge_arms(SETTING, 0.55, 0.8, 0.05)
    runs = runs_of(arms, lambda arm: {"burning": float(arm.scenario.seasoning > true)})
    value, low, high = p03_edge_inside._edge(runs).found
    assert value == pytest.approx(0.675)
    assert low < true < high
    assert 0.65 <= low < high <= 0.7


def test_about_an_edge_that_is_known_more_is_run() -> None:
    fine = [arm.scenario.seasoning for arm in near(Setting(edge=0.684))]
    assert fine == pytest.approx(np.arange(0.66, 0.7101, 0.005))
    assert near(Setting()) == []
    assert near(Setting(edge=0.99))[-1].scenario.seasoning == 1.0


def test_of_several_crossings_the_first_counts() -> None:
    assert crossing([0.4, 0.5, 0.6, 0.7], [0.0, 1.0, 0.0, 1.0]) == pytest.approx(0.45)


@pytest.mark.parametrize("share", [[0.0, 0.2, 0.49], [0.51, 0.8, 1.0]])
def test_no_edge_where_half_is_not_crossed(share: list[float]) -> None:
    assert np.isnan(crossing([0.4, 0.5, 0.6], share))


def test_the_arms_span_the_axis() -> None:
    arms = edge_arms(SETTING)
    seasonings = [arm.scenario.seasoning for arm in arms]
    assert seasonings == pytest.approx(np.arange(0.3, 0.9001, 0.025))
    assert len({arm.name for arm in arms}) == len(arms) == 25
    assert {arm.scenario.programme.volume for arm in arms} == {0.2}
    assert [arm.scenario.seasoning for arm in edge_arms(SETTING, 0.6, 0.7, 0.05)] == [0.6, 0.65, 0.7]


def test_the_arms_follow_size_rules_and_what_else_is_given() -> None:
    setting = Setting(Rules(take_up=0.3), range(3), people=70)
    (arm,) = edge_arms(setting, 0.5, 0.5, network={"kind": "trust_d"})
    assert (arm.scenario.network.size, arm.scenario.network.kind) == (70, "trust_d")
    assert arm.scenario.rules.take_up == 0.3
    assert list(arm.seeds) == [0, 1, 2]


def test_the_edge_is_found_among_other_arms_in_any_order() -> None:
    arms = edge_arms(SETTING, 0.4, 0.6, 0.1)
    burning = {0.4: first(0), 0.5: first(20), 0.6: first(80)}
    runs = runs_of(arms[::-1], lambda arm: {"burning": burning[arm.scenario.seasoning]})
    other = SETTING.arm("another", arms[0].observe, seasoning=0.45)
    runs |= runs_of([other], lambda _: {"burning": 1.0})
    assert edge_of(runs) == pytest.approx(0.55)
    assert along_axis(runs)[1].shape == (3, 100)


def test_it_does_not_look_at_the_edge_it_is_to_find() -> None:
    assert [arm.key for arm in edge_arms(Setting(edge=0.4))] == [arm.key for arm in edge_arms(Setting())]


def test_runs_give_an_edge_or_none() -> None:
    found = edge_of(run_arms(edge_arms(TINY, 0.3, 0.9, 0.3)))
    assert np.isnan(found) or 0.3 <= found <= 0.9
