"""Pattern 13: made to pass, made to fail; weeks until half, read from weeks made by hand and from a run."""

import numpy as np
import pytest

from analysis.findings import Finding
from analysis.patterns.observe_spread import halves
from analysis.patterns.p13_complex import PATTERN, REWIRED
from sim.network.build import build
from sim.scenario import Scenario
from sim.simulation import Simulation
from sim.steps.measures import WARMED
from tests.analysis.patterns.synthetic import TINY, jitter, judged, run_tiny, verdicts
from tests.analysis.patterns.weeks import run_of_people


def found_of(contact: tuple[float, float], practice: tuple[float, float]) -> list[Finding]:
    """What is found when weeks go from the first to the second of each as rewiring goes from none to all."""
    return judged(
        PATTERN,
        lambda arm: {
            "contact": jitter(arm, np.interp(arm.scenario.network.rewiring, (0, 1), contact), 0.5),
            "practice": jitter(arm, np.interp(arm.scenario.network.rewiring, (0, 1), practice), 0.5),
            "practice_reached": 1,
        },
    )


def test_it_passes_and_each_part_fails_by_itself() -> None:
    assert verdicts(found_of((12, 8), (80, 120))) == [True, True]
    assert verdicts(found_of((8, 12), (80, 120))) == [False, True]
    assert verdicts(found_of((12, 8), (120, 80))) == [True, False]
    assert verdicts(found_of((8, 8), (80, 80))) == [False, False]
    assert len(found_of((12, 8), (80, 120))) == 2 + 3 * len(REWIRED)


def test_contact_adds_up_over_weeks_and_people() -> None:
    states = np.array([[WARMED | 1, 0, 2, 0], [WARMED, 0, 4, 0], [0, 0, WARMED | 3, 0], [0, 0, 0, 0]])
    seen = halves(run_of_people(states, [0.1, 0.2, 0.3, 0.6]))
    assert seen == {"contact": 3, "contact_reached": 1, "practice": 4, "practice_reached": 1}


def test_what_is_not_reached_counts_with_all_weeks() -> None:
    seen = halves(run_of_people(np.zeros((5, 4)), np.full(5, 0.4)))
    assert seen == {"contact": 5, "contact_reached": 0, "practice": 5, "practice_reached": 0}


def test_in_a_run_contact_comes_before_practice() -> None:
    run = Simulation(Scenario(network={"size": 100}, weeks=200, seed=3), keep_states=True)
    run.advance(200)
    seen = halves(run)
    assert (seen["contact_reached"], seen["practice_reached"]) == (1, 1)
    assert seen["contact"] < seen["practice"]
    practising = run.results().series("practising")[:, 0]
    assert practising[int(seen["practice"]) - 1] >= 0.5 > practising[: int(seen["practice"]) - 1].max()


def test_without_states_it_says_what_is_missing() -> None:
    run = Simulation(Scenario(network={"size": 20}, weeks=5))
    run.advance(5)
    with pytest.raises(ValueError, match="keep_states"):
        halves(run)


def test_rewiring_keeps_people_and_dyads_and_it_runs() -> None:
    dyads = {len(build(arm.scenario, 0, 1).ties.first) for arm in PATTERN.arms(TINY)}
    assert len(dyads) == 1
    assert len(verdicts(run_tiny(PATTERN))) == 2
