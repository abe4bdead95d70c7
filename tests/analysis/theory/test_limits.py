"""Limits of the week against solutions that were not written here: SIS (EoN), Watts (networkx), Bass.

`exact.py` says what all settings have in common. Each test is told to fail with a rule moved by a tenth.
"""

import warnings

import networkx as nx
import numpy as np
import pytest
from numpy.typing import NDArray

from sim.scenario import Scenario
from tests.analysis.theory.exact import first_lit, population, practising, scenario, sis_by_rare_talk, states

Z999 = 3.29
"""The normal quantile of a two-sided 99.9 % interval."""


def standard_error(runs: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(runs.std(axis=0, ddof=1) / np.sqrt(len(runs)))


# ---------------------------------------------------------------- SIS on a network

TAU, GAMMA, WEEKS, RUNS = 0.004, 0.016, 320, 60
SPREADING = nx.watts_strogatz_graph(400, 8, 0.1, seed=1)
LATE = slice(200, None)


def sis(take_up: float = 20.0) -> Scenario:
    """m = 1 and θ = 20 far above heat (at most 8 · .004), so that β·F = β·h/θ to within .2 %; T → 0, ω = 1, ρ = 0.

    The rate on an edge is β·influence/θ = τ a week, that of lapsing δ0 = γ. Weeks come near to continuous
    time where rates are small: here a person's are at most 8·τ = .032.
    """
    rules = {"steepness": 1, "threshold": 20, "take_up": take_up, "lapse": GAMMA}
    return scenario(rules, effect=0.2, weeks=WEEKS)


@pytest.fixture(scope="module")
def by_eon() -> NDArray[np.float64]:
    """Shape (runs, weeks): SIS in continuous time, by EoN's event-driven simulation."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its docstrings hold invalid escapes
        eon = pytest.importorskip("EoN", reason="EoN is not installed", exc_type=ImportError)
    curves = []
    for seed in range(RUNS):
        luck = np.random.default_rng(seed)
        first = luck.choice(400, 80, replace=False).tolist()
        times, _, infected = eon.fast_SIS(SPREADING, TAU, GAMMA, initial_infecteds=first, tmax=WEEKS, rng=luck)
        weeks = np.searchsorted(times, np.arange(1, WEEKS + 1), side="right") - 1
        curves.append(np.asarray(infected)[weeks] / 400)
    return np.array(curves)


def sis_apart(run: Scenario, solved: NDArray[np.float64], influence: float = TAU) -> float:
    """How far the late levels lie apart, in standard errors, with 1 % of the level allowed for whole weeks."""
    own = practising(run, population(SPREADING, np.full(400, influence)), RUNS)
    return late_apart(own, solved)


def late_apart(curves: NDArray[np.float64], solved: NDArray[np.float64]) -> float:
    own = curves[:, LATE].mean(axis=1)
    theirs = solved[:, LATE].mean(axis=1)
    error = np.hypot(standard_error(own), standard_error(theirs))
    return float(max(0.0, abs(own.mean() - theirs.mean()) - 0.01 * theirs.mean()) / error)


def test_sis_on_a_network(by_eon: NDArray[np.float64]) -> None:
    own = practising(sis(), population(SPREADING, np.full(400, TAU)), RUNS)
    error = np.hypot(standard_error(own), standard_error(by_eon))
    apart = np.abs(own.mean(axis=0) - by_eon.mean(axis=0))
    assert late_apart(own, by_eon) < Z999
    assert np.all(apart < 4.5 * error + 0.01)


@pytest.mark.parametrize(("rate", "alike"), [(1.0, True), (0.9, False), (1.1, False)])
def test_sis_by_rare_talk(by_eon: NDArray[np.float64], rate: float, alike: bool) -> None:
    """What benchmarks run beside others; and a tenth of the rate of talk is noticed."""
    run = scenario(sis_by_rare_talk(rate * TAU, GAMMA), effect=0.2, weeks=WEEKS)
    assert (sis_apart(run, by_eon, influence=1.0) < Z999) == alike


@pytest.mark.parametrize("factor", [0.9, 1.1])
def test_sis_notices_a_tenth_of_take_up(by_eon: NDArray[np.float64], factor: float) -> None:
    moved = sis(18.0) if factor < 1 else sis().changed(programme={"effect": 0.2}, rules={"threshold": 20 / factor})
    assert sis_apart(moved, by_eon) > Z999


# ---------------------------------------------------------------- Watts

SIZES = [1, 2, 2, 2, 4, 4, 5]
"""Degrees, taken in turn: no share of neighbours lies near θ = .36, the nearest are 1/4 and 2/5."""


def watts_graph(seed: int) -> "nx.Graph[int]":
    degrees = [SIZES[k % len(SIZES)] for k in range(420)]
    return nx.random_degree_sequence_graph(degrees, seed=seed, tries=50)


def watts(seed: int, rules: dict[str, float] | None = None) -> Scenario:
    """A hard threshold: m = 50 and β = 20; at 1/4 take-up is 3·10⁻⁷ a week, at 2/5 it is 1 − e⁻¹⁹; δ0 = 0.

    Influence ascribed is 1/degree, so heat is the share of neighbours who practise.
    """
    limit = {"steepness": 50, "threshold": 0.36, "take_up": 20, "lapse": 0}
    return scenario({**limit, **(rules or {})}, effect=0.06, weeks=40, seed=seed)


def cascade(graph: "nx.Graph[int]", lit: NDArray[np.bool_], weeks: int) -> NDArray[np.bool_]:
    """Shape (weeks, N): all at once, each with at least .36 of their neighbours lit is lit for good (Watts 2002)."""
    rows = []
    for _ in range(weeks):
        share = {node: np.mean([lit[other] for other in graph[node]]) for node in graph}
        lit = np.array([lit[node] or share[node] >= 0.36 for node in range(len(graph))])
        rows.append(lit)
    return np.array(rows)


def watts_differences(seed: int, rules: dict[str, float] | None = None) -> int:
    """Person-weeks in which the run and the cascade differ."""
    graph, run = watts_graph(seed), watts(seed, rules)
    degrees = np.array([graph.degree[node] for node in range(len(graph))])
    own = states(run, population(graph, 1.0 / degrees))
    lit = first_lit(run, len(graph))
    expected = cascade(graph, lit, run.weeks)
    assert lit.mean() < 0.5 * expected[-1].mean(), "nothing spreads, so nothing is tested"
    assert expected[-1].mean() < 0.98, "everything is lit, so nothing is tested"
    return int((own != expected).sum())


@pytest.mark.parametrize("seed", range(5))
def test_watts_person_by_person_and_week_by_week(seed: int) -> None:
    assert watts_differences(seed) == 0


@pytest.mark.parametrize(
    "moved", [{"threshold": 0.36 * 1.2}, {"threshold": 0.36 * 0.7}, {"lapse": 0.01}, {"memory": 2}]
)
def test_watts_notices(moved: dict[str, float]) -> None:
    assert watts_differences(0, moved) > 0


# ---------------------------------------------------------------- Bass, and outside heat alone

OUTSIDE, IMITATION = 0.01, 0.03


def bass_curve(outside: float, imitation: float, weeks: NDArray[np.float64]) -> NDArray[np.float64]:
    """The solution of dx/dt = (p + q·x)·(1 − x) from 0 (Bass 1969)."""
    fading = np.exp(-(outside + imitation) * weeks)
    return np.asarray((1.0 - fading) / (1.0 + imitation / outside * fading))


def bass(take_up: float = 4.0) -> Scenario:
    """One well-mixed group of 300, m = 1, θ = 20 far above heat (at most .2): p = β·coaching/θ, q = β·influence·N/θ."""
    rules = {"steepness": 1, "threshold": 20, "take_up": take_up, "lapse": 0, "coaching_heat": 0.05}
    return scenario(rules, effect=0, weeks=160, coaching=1)


def bass_apart(run: Scenario) -> float:
    """The largest distance of the mean of 16 runs from the closed form."""
    people = population(nx.complete_graph(300), np.full(300, 0.0005))
    own = practising(run, people, 16).mean(axis=0)
    solved = bass_curve(OUTSIDE, IMITATION, np.arange(1.0, run.weeks + 1.0))
    return float(np.abs(own - solved).max())


def test_bass() -> None:
    assert bass_apart(bass()) < 0.02


@pytest.mark.slow
@pytest.mark.parametrize("factor", [0.9, 1.1])
def test_bass_notices_a_tenth_of_take_up(factor: float) -> None:
    assert bass_apart(bass(4.0 * factor)) > 0.03


def outside_alone(take_up: float = 0.27) -> Scenario:
    """Nobody talks (r = 0): all heat is coaching. Exact for any m, θ: x = 1 − e^(−β·F·t) with F at that heat."""
    rules = {"talk_rate": 0, "take_up": take_up, "lapse": 0, "coaching_heat": 0.1, "threshold": 0.2, "steepness": 2.5}
    return scenario(rules, effect=0, weeks=60, coaching=1)


def outside_apart(run: Scenario) -> float:
    """The distance at the middle of the curve, in standard errors of a share of 6,000."""
    graph = nx.path_graph(6000)
    own = practising(run, population(graph, np.full(6000, 0.5)), 1)[0]
    lit = 0.1**2.5 / (0.1**2.5 + 0.2**2.5)
    solved = bass_curve(0.27 * lit, 0.0, np.arange(1.0, 61.0))
    return float((np.abs(own - solved) / np.sqrt(solved * (1 - solved) / 6000))[[9, 19, 39]].max())


def test_outside_heat_alone_is_bass_without_imitation() -> None:
    assert outside_apart(outside_alone()) < Z999


@pytest.mark.parametrize("factor", [0.9, 1.1])
def test_outside_heat_notices_a_tenth_of_take_up(factor: float) -> None:
    assert outside_apart(outside_alone(0.27 * factor)) > Z999
