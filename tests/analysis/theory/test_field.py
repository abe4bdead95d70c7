"""The mean field of the model as built: spread of heat, fixed points, edge, and simulated runs beside it."""

from collections.abc import Callable

import networkx as nx
import numpy as np
import pytest
from numpy.typing import NDArray

from analysis.theory import MeanField, course, course_edge, edge, mean_field
from analysis.theory.course import step
from analysis.theory.field import ground_of, mixed_of
from analysis.theory.heat import mean_take_up, spread_of_heat, warmth
from analysis.theory.settle import settle
from analysis.theory.talking import practising_among
from analysis.theory.week import State, practising
from sim.scenario import Rules, Scenario
from sim.simulation import simulate
from tests.analysis.theory.exact import population, scenario

LONG = Scenario(weeks=624)


@pytest.fixture(scope="module")
def seasoned() -> MeanField:
    return mean_field(LONG.changed(seasoning=0.7))


# ---------------------------------------------------------------- heat


def test_the_spread_of_heat_is_that_of_its_own_weeks() -> None:
    luck = np.random.default_rng(1)
    weeks, keep = 200_000, np.exp(-1 / 4)
    talks, tellings, sessions = (luck.poisson(rate, weeks) for rate in (0.4, 0.8, 0.1))
    exposure = np.array([luck.uniform(0.35, 0.85, k).sum() for k in talks]) + 3.5 * 0.5 * sessions
    exposure += 0.15 * np.array([luck.uniform(0.35, 0.85, k).sum() for k in tellings])
    heat = np.empty(weeks)
    now = 0.0
    for week in range(weeks):
        now = heat[week] = now * keep + exposure[week] * (1 - keep)
    warm = warmth(Rules(session_heat=3.5, told_weight=0.15), (0.6, 0.25), 6.0)
    cells = spread_of_heat(0.4 * warm.reflective + 0.8 * warm.told + 0.1 * warm.session[8])
    assert cells.sum() == pytest.approx(1)
    assert cells.min() > -1e-6
    assert cells @ warm.grid == pytest.approx(heat.mean(), rel=0.01)
    for threshold in (0.1, 0.4, 0.9):
        lit = np.mean(heat**2.5 / (heat**2.5 + threshold**2.5))
        told = mean_take_up(warm.grid, cells, 0.0, 1e-9, 1.0, threshold, 2.5) * 1e9
        assert told == pytest.approx(lit, rel=0.015)
        assert abs(told - heat.mean() ** 2.5 / (heat.mean() ** 2.5 + threshold**2.5)) > 0.01  # F of the mean is another


def test_practising_among_those_who_reflect() -> None:
    luck = np.random.default_rng(2)
    shares = []
    for _ in range(40_000):
        open_ = luck.random(7) < 0.3
        shares.append(np.mean(luck.random(int(open_.sum())) < 0.4) if open_.any() else np.nan)
    found = practising_among(7, 0.3, 0.4)
    assert found.sum() == pytest.approx(1 - 0.7**7)
    assert found @ np.arange(17) / 16 == pytest.approx(np.nanmean(shares) * (1 - 0.7**7), abs=0.005)


# ---------------------------------------------------------------- fixed points


def jacobian(week: Callable[[NDArray[np.float64]], State], at: NDArray[np.float64]) -> NDArray[np.float64]:
    columns = []
    for k in range(len(at)):
        nudge = np.zeros(len(at))
        nudge[k] = 1e-5
        columns.append((np.array(week(at + nudge)) - np.array(week(at - nudge))) / 2e-5)
    return np.array(columns).T


def test_fixed_points_stay_and_are_stable_as_said(seasoned: MeanField) -> None:
    run = LONG.changed(seasoning=0.7)
    here, trained = ground_of(run, 0, mixed_of(run, 0))
    out, critical, burning = seasoned.points
    assert (out.level, out.stable, critical.stable, burning.stable) == (0.0, True, False, True)
    for point in (critical, burning):
        assert point.state is not None
        assert np.allclose(step(here, point.state, trained), point.state, atol=2e-5)
        assert practising(here, point.state, trained) == pytest.approx(point.level, abs=1e-6)
        moved = jacobian(lambda y: step(here, State(*y.tolist()), trained), np.array(point.state))
        growth = np.abs(np.linalg.eigvals(moved))
        assert (growth.max() < 1) == point.stable
        assert (growth > 1).sum() == (0 if point.stable else 1)


@pytest.mark.parametrize(("share", "ends"), [(0.9, "out"), (1.1, "burning")])
def test_critical_mass_divides(seasoned: MeanField, share: float, ends: str) -> None:
    run = LONG.changed(seasoning=0.7)
    here, trained = ground_of(run, 0, mixed_of(run, 0))
    critical, burning = seasoned.critical_mass, seasoned.burning_level
    assert critical is not None
    assert burning is not None
    state, _ = settle(here, share * critical, trained)
    for _ in range(1500):
        state = step(here, state, trained)
    assert practising(here, state, trained) == pytest.approx(0 if ends == "out" else burning, abs=0.01)


def test_damp_has_only_out() -> None:
    found = mean_field(LONG.changed(seasoning=0))
    assert [(point.level, point.stable) for point in found.points] == [(0.0, True)]
    assert found.dampness > 10
    assert found.critical_mass is None
    assert found.burning_level is None


@pytest.mark.slow
def test_dampness_is_one_at_the_fold_and_the_loss_a_fire_can_bear(seasoned: MeanField) -> None:
    run = LONG.changed(seasoning=0.7)
    here, trained = ground_of(run, 0, mixed_of(run, 0))
    bearable = [settle(here, share, trained).bearable for share in np.linspace(0.05, 0.95, 31)]
    assert 1 / max(bearable) == pytest.approx(seasoned.dampness, rel=0.01)
    assert seasoned.dampness < 1
    fold = edge(LONG)
    assert fold is not None
    assert mean_field(LONG.changed(seasoning=fold)).dampness == pytest.approx(1, abs=0.03)
    assert mean_field(LONG.changed(seasoning=fold - 0.01)).burning_level is None
    assert mean_field(LONG.changed(seasoning=fold + 0.01)).burning_level is not None


@pytest.mark.slow
def test_each_antecedent_matters_to_dampness(seasoned: MeanField) -> None:
    spoiled = (
        {"values": {"clarity": 0.6}},
        {"leadership": {"fear": 0.6}},
        {"leadership": {"enablement": 0.4}},
        {"talk": {"sessions": 0.05}},
        {"network": {"reciprocity": 0.2}},
        {"rules": {"take_up": 0.2}},
    )
    for changes in spoiled:
        assert mean_field(LONG.changed(seasoning=0.7, **changes)).dampness > 1.1 * seasoned.dampness


def test_no_edge_where_nothing_moves() -> None:
    given = {
        "values": {"clarity": 0.9, "concision": 0.9, "consistency": 0.9},
        "leadership": {"clinical": 0.9, "enablement": 0.9, "fear": 0.1},
        "talk": {"sessions": 0.3},
    }
    assert edge(Scenario(**given)) is None


def test_committed_people_leave_no_out() -> None:
    found = mean_field(LONG.changed(seasoning=0.7, staffing={"committed": 0.3}))
    assert found.burning_level is not None
    assert found.points[0].level > 0.3


# ---------------------------------------------------------------- beside simulation


@pytest.mark.parametrize("seasoning", [0.3, 0.8, 1.0])
def test_away_from_the_edge_simulated_fires_end_where_the_mean_field_does(seasoning: float) -> None:
    run = LONG.changed(seasoning=seasoning)
    ends = [simulate(run.changed(seed=seed)).outcomes()[0].practising for seed in range(4)]
    assert np.mean(ends) == pytest.approx(mean_field(run).burning_level or 0.0, abs=0.1)
    assert np.mean(ends) == pytest.approx(course(run).final, abs=0.1)


@pytest.mark.slow
def test_more_wood_moves_the_edge_of_the_course_toward_the_fold() -> None:
    few, many = (course_edge(Scenario(programme={"volume": volume})) for volume in (0.05, 0.8))
    fold = edge(Scenario(programme={"volume": 0.8}))
    assert few is not None
    assert many is not None
    assert fold is not None
    assert few > many + 0.05
    assert many == pytest.approx(fold, abs=0.06)


def test_simple_contagion_well_mixed_has_the_known_threshold() -> None:
    """SIS: x* = 1 − γ/(kτ), κ/κc = 1/R0 = γ/(kτ), no critical mass; a regular graph, rates as in `exact.py`."""
    tau, gamma, partners = 0.004, 0.016, 8
    rules = {"steepness": 1, "threshold": 20, "take_up": 20, "lapse": gamma}
    people = population(nx.random_regular_graph(partners, 200, seed=3), np.full(200, tau))
    found = mean_field(scenario(rules, effect=0.2, weeks=10), population=people)
    assert found.trained == 1
    assert [point.stable for point in found.points] == [False, True]
    assert found.critical_mass is None
    assert found.burning_level == pytest.approx(1 - gamma / (partners * tau), abs=0.01)
    assert found.dampness == pytest.approx(gamma / (partners * tau), rel=0.02)


@pytest.mark.parametrize("kind", ["centralised", "decentralised", "trust_a", "trust_d"])
def test_every_archetype_has_a_mean_field(kind: str) -> None:
    found = mean_field(LONG.changed(seasoning=1, network={"kind": kind}))
    assert found.dampness > 0
    assert all(0 <= point.level <= 1 for point in found.points)


def test_organisations_are_told_apart() -> None:
    both = LONG.changed(organisations=[{"name": "A", "seasoning": 0.9}, {"name": "D", "seasoning": 0.2}])
    seasoned, damp = (mean_field(both, index) for index in range(2))
    assert (seasoned.organisation, damp.organisation) == ("A", "D")
    assert seasoned.dampness < 1 < damp.dampness
