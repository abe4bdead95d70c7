"""Patterns 6 to 8: talk and ties, capacity, and what keeps a fire alight; each judged both ways."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from omegaconf import OmegaConf

from analysis.patterns import p06_talk_makes_network as p06
from analysis.patterns import p07_capacity as p07
from analysis.patterns import p08_talk_keeps_alive as p08
from analysis.patterns.observe import surveyed
from analysis.patterns.pattern import Pattern
from experiments.arms import Arm
from sim.network.archetypes import plan, reciprocity
from sim.network.build import build
from sim.network.structure import Arcs, messenger_share, reciprocity_arcs
from sim.schedule import COLUMN, schedule
from sim.simulation import Simulation
from tests.analysis.patterns.made import SETTING, TINY, briefly, by_name, findings, first, verdicts

CONFIGS = Path(__file__).parents[3] / "configs"
NOISE = 0.1 * np.random.default_rng(0).normal(size=100)


def surveys(apart: float, messengers: float) -> Any:
    """Surveys whose means differ by so much, with a spread of .1 over runs."""

    def seen(arm: Arm) -> Mapping[str, Any]:
        seasoned = arm.scenario.seasoning == 1
        return {
            "reciprocity": 0.5 + apart * seasoned + NOISE,
            "messenger_share": 0.3 - messengers * seasoned + NOISE[::-1],
            "reciprocity_start": 0.7,
            "messenger_share_start": 0.1,
        }

    return seen


def test_networks_that_come_apart_pass_whichever_way() -> None:
    assert verdicts(p06.PATTERN, surveys(0.1, 0.1)) == [True, True]
    assert verdicts(p06.PATTERN, surveys(-0.1, -0.1)) == [True, True]
    assert findings(p06.PATTERN, surveys(0.1, 0.1))[0].found.value == pytest.approx(0.1)


def test_networks_whose_intervals_overlap_fail() -> None:
    assert verdicts(p06.PATTERN, surveys(0.0, 0.1)) == [False, True]
    assert verdicts(p06.PATTERN, surveys(0.1, 0.02)) == [True, False]  # each mean ± .02: they touch


def test_all_runs_start_from_one_network() -> None:
    damp, seasoned = p06.arms(SETTING)
    ties = [build(arm.scenario, 0, seed).ties for arm in (damp, seasoned) for seed in (0, 7)]
    for other in ties[1:]:
        assert np.array_equal(ties[0].first, other.first)
        assert np.array_equal(ties[0].trust, other.trust)


def test_a_survey_of_everyone_tells_the_reported_arcs() -> None:
    scenario = p06.arms(TINY)[1].scenario.changed(weeks=60)
    run = Simulation(scenario)
    before = surveyed(run)
    assert before["reciprocity"] == before["reciprocity_start"]
    assert before["messenger_share"] == before["messenger_share_start"]
    run.advance(60)
    seen = surveyed(run)
    arcs = Arcs.from_ties(run.ties(), 40, reported=True)
    assert seen["reciprocity"] == reciprocity_arcs(arcs)
    assert seen["messenger_share"] == messenger_share(arcs)
    assert seen["reciprocity_start"] == before["reciprocity"] != seen["reciprocity"]


def mobilised(usual: tuple[float, float, float], faster: tuple[float, float, float] = (0.1, 0.2, 0.3)) -> Any:
    """Mean knowledge mobilised of each structure at each turnover."""
    means = dict(zip([arm.name for arm in p07.arms(SETTING)], (*usual, *faster), strict=True))
    return lambda arm: {"knowledge_mobilised_mean": means[arm.name] + NOISE}


def test_capacity_that_rises_passes_and_a_reversal_is_only_reported() -> None:
    assert verdicts(p07.PATTERN, mobilised((0.1, 0.2, 0.3), (0.3, 0.2, 0.1))) == [True, True, True]
    found = findings(p07.PATTERN, mobilised((0.1, 0.2, 0.3), (0.3, 0.2, 0.4)))
    reversal = [finding.found.value for finding in found if "reversal" in finding.what and finding.holds is None]
    assert reversal == pytest.approx([-0.1, 0.2])


def test_capacity_out_of_order_fails() -> None:
    assert verdicts(p07.PATTERN, mobilised((0.2, 0.1, 0.3))) == [True, False, True]
    assert verdicts(p07.PATTERN, mobilised((0.3, 0.2, 0.1))) == [False, False, False]
    assert verdicts(p07.PATTERN, mobilised((0.1, 0.101, 0.102))) == [False, True, True]  # a rise lost in luck


def test_people_dyads_and_reciprocity_are_matched() -> None:
    arms = p07.arms(SETTING)
    built = [build(arm.scenario, 0, 0).ties for arm in arms]
    assert {len(ties.first) for ties in built} == {300}
    assert {plan(arm.scenario.network).dyads for arm in arms} == {300}
    assert {reciprocity(arm.scenario.network) for arm in arms} == {0.7}
    assert len({int(ties.present.sum()) for ties in built}) == 1
    assert {arm.scenario.antecedent("talk.sessions") for arm in arms} == {0}
    assert [arm.scenario.staffing.turnover for arm in arms] == pytest.approx([0.1] * 3 + [0.3] * 3)


def practising(kept: int, talk: int, training: int) -> Any:
    """How many of 100 runs burn in the weeks that are looked at."""
    counts = {p08.NOTHING: kept, p08.TALK: talk, p08.TRAINING: training, p08.SPACES_ALONE: kept}
    return by_name(
        {name: {"practising_mean": 0.1 + 0.6 * first(count), "practising": 0.3} for name, count in counts.items()}
    )


def test_a_fire_that_lives_on_talk_passes() -> None:
    assert verdicts(p08.PATTERN, practising(95, 15, 85)) == [True, True]
    assert verdicts(p08.PATTERN, practising(95, 15, 100)) == [True, True]


def test_a_fire_that_lives_without_talk_or_on_training_fails() -> None:
    assert verdicts(p08.PATTERN, practising(95, 16, 85)) == [False, True]
    assert verdicts(p08.PATTERN, practising(95, 15, 84)) == [True, False]


def test_the_arms_are_those_of_the_experiment() -> None:
    continuous = OmegaConf.to_container(OmegaConf.load(CONFIGS / "programme" / "continuous.yaml"))
    assert continuous == p08.CONTINUOUS
    shock = OmegaConf.to_container(OmegaConf.load(CONFIGS / "shocks" / "talk_cut.yaml"))
    assert shock == {"talk_cut": [p08.SPACES, p08.TIME]}
    rows = [schedule(arm.scenario, [300]) for arm in p08.arms(SETTING)]
    sessions = [row.context[:, 0, COLUMN["talk.sessions"]] for row in rows]
    assert np.array_equal(sessions[0], sessions[2])
    assert sessions[1][:312] == pytest.approx(sessions[0][:312])
    assert sessions[1][312:] == pytest.approx(sessions[0][312:] / 5)
    assert np.array_equal(sessions[1], sessions[3])
    time = [row.context[:, 0, COLUMN["talk.time"]] for row in rows]
    assert time[1][:312] == pytest.approx(1)
    assert time[1][312:] == pytest.approx(0.2)
    assert all(np.array_equal(time[0], time[other]) for other in (2, 3))
    assert rows[0].places[312:].sum() > 0
    assert rows[2].places[312:].sum() == 0
    assert np.array_equal(rows[2].places[:312], rows[0].places[:312])


@pytest.mark.parametrize(("pattern", "count"), [(p06.PATTERN, 8), (p07.PATTERN, 12), (p08.PATTERN, 11)])
def test_real_runs_can_be_judged(pattern: Pattern, count: int) -> None:
    found = briefly(pattern)
    assert len(found) == count
    assert all(np.isfinite(finding.found.value) for finding in found)
