"""Judging ablations on made-up runs: each rule agrees when it should, and does not when it should not."""

from collections.abc import Mapping

import numpy as np
import pytest

from analysis.ablations.ablation import INDICATORS, Ablation
from analysis.ablations.judge import Row, agrees, arms, edge_of_each, judge, measured
from analysis.ablations.page import page
from analysis.ablations.places import AXIS, EVERY_NTH, WHOLE, arcs_a_dyad, equal_arcs
from analysis.intervals import Interval
from analysis.patterns.pattern import Setting
from experiments.arms import Observed, run_arms
from sim.network.build import build
from sim.network.structure import reciprocity_arcs
from sim.network.structure.arcs import Arcs
from sim.scenario import Scenario

SETTING = Setting(seeds=range(40), edge=0.6)
MEASURES = ("practising", "burning", "gap", "resentment", "practising_mean")
ONE = Ablation(
    "no steepness",
    {"steepness": 1.0},
    "what was thought",
    {"edge": "falls", "damp.practising": "rises", "above.burning": "stays", "reciprocity": "falls"},
)


def made_up(shift: Mapping[str, float], edge: float) -> dict[str, Observed]:
    """Runs of the whole model, and ablated ones whose places differ by `shift` and whose fires burn above `edge`."""
    runs = {}
    for arm in arms(SETTING, [ONE]):
        name, place = arm.name.split(", ", 1)
        ablated = name != WHOLE
        luck = np.random.default_rng(len(place)).normal(0.5, 0.02, len(arm.seeds))  # the same in both arms of a place
        seen = {measure: luck + (shift.get(f"{place}.{measure}", 0.0) if ablated else 0.0) for measure in MEASURES}
        seen["burning"] = np.ones(len(luck)) * (1.0 - (shift.get(f"{place}.burning", 0.0) if ablated else 0.0))
        if place.startswith("seasoning"):
            at = float(place.removeprefix("seasoning "))
            seen["burning"] = np.full(len(luck), float(at > (edge if ablated else 0.65)))
        runs[arm.name] = Observed(arm, seen)
    return runs


def row(rows: list[Row], indicator: str) -> Row:
    return next(row for row in rows if row.indicator == indicator)


def test_arms_pair_the_ablated_with_the_whole() -> None:
    told = {arm.name: arm for arm in arms(SETTING, [ONE])}
    assert len(told) == 2 * (8 + len(AXIS))
    for name, arm in told.items():
        if not name.startswith(WHOLE):
            whole = told[WHOLE + name.removeprefix(ONE.name)]
            assert arm.scenario.rules.steepness == 1
            assert whole.scenario.rules.steepness == SETTING.rules.steepness
            assert arm.scenario.model_copy(update={"rules": whole.scenario.rules}) == whole.scenario
            assert list(arm.seeds) == list(whole.seeds)
    assert told[f"{WHOLE}, above"].scenario.seasoning == pytest.approx(0.7)
    assert told[f"{WHOLE}, little"].scenario.programme.volume == 0.02
    assert told[f"{WHOLE}, trust_d"].scenario.network.kind == "trust_d"
    assert told[f"{WHOLE}, cut"].scenario.changes[0].lever == "talk.sessions"
    assert len(told[f"{WHOLE}, seasoning 0.3"].seeds) == len(SETTING.seeds) // EVERY_NTH


def test_what_was_predicted_agrees() -> None:
    shift = {"damp.practising": 0.1, "not returned.practising": 0.2}
    rows = judge(made_up(shift, 0.45), SETTING, [ONE])
    assert [row.indicator for row in rows] == list(INDICATORS)
    for indicator in ONE.expected:
        assert row(rows, indicator).found.holds is True, indicator
    assert row(rows, "edge").found.found.value == pytest.approx(-0.2)
    assert row(rows, "edge").whole.found.value == pytest.approx(0.65)
    assert row(rows, "damp.practising").found.found.value == pytest.approx(0.1, abs=0.02)
    assert row(rows, "reciprocity").found.found.value == pytest.approx(-0.2, abs=0.02)
    assert row(rows, "damp.gap").found.holds is None


def test_the_opposite_does_not_agree() -> None:
    shift = {"damp.practising": -0.1, "not returned.practising": -0.2, "above.burning": 1.0}
    rows = judge(made_up(shift, 0.85), SETTING, [ONE])
    for indicator in ONE.expected:
        assert row(rows, indicator).found.holds is False, indicator


def test_no_difference_is_neither_a_rise_nor_a_fall() -> None:
    rows = judge(made_up({}, 0.65), SETTING, [ONE])
    held = {indicator: row(rows, indicator).found.holds for indicator in ONE.expected}
    assert held == {"edge": False, "damp.practising": False, "above.burning": True, "reciprocity": False}


def test_rules() -> None:
    _, stays = agrees("stays", 0.1)
    assert stays(Interval(0.0, -0.1, 0.1))
    assert not stays(Interval(0.0, -0.11, 0.05))
    assert not stays(Interval(0.0, -0.05, 0.11))
    assert not agrees("rises", 0.1)[1](Interval(0.2, 0.0, 0.4))
    assert not agrees("falls", 0.1)[1](Interval(-0.2, -0.4, 0.0))


def test_the_cut_is_looked_at_in_its_own_weeks() -> None:
    runs = made_up({"cut.practising_mean": 0.2}, 0.6)
    runs[f"{WHOLE}, cut"] = Observed(runs[f"{WHOLE}, cut"].arm, {"practising_mean": np.full(40, 0.3)})
    assert measured(runs, WHOLE)["cut.burning"].sum() == 0
    assert measured(runs, ONE.name)["cut.burning"].mean() == 1


def test_the_edge_of_each_seed() -> None:
    burning = np.array([[float(at > edge) for edge in (0.25, 0.65)] for at in AXIS])
    assert edge_of_each(burning) == pytest.approx([0.25, 0.65])
    assert edge_of_each(np.zeros((len(AXIS), 1))) == pytest.approx([1.0])


def test_as_many_arcs_at_another_reciprocity() -> None:
    assert arcs_a_dyad(1) == 2
    assert arcs_a_dyad(0) == 1
    counts = []
    for given in ({}, {"reciprocity": 0.2, "dyads": equal_arcs(0.2)}):
        population = build(Scenario(network=given), 0, 1)
        found = Arcs.from_ties(population.ties, len(population.staff), reported=False)
        counts.append(len(population.ties.to_arcs()["source"]))
    assert reciprocity_arcs(found) == pytest.approx(0.2, abs=0.03)
    assert counts[1] == pytest.approx(counts[0], rel=0.02)


def test_the_page_says_what_was_predicted_found_and_agreed() -> None:
    text = page(judge(made_up({"damp.practising": 0.1}, 0.85), SETTING, [ONE]), {"made": "by hand"})
    assert "## no steepness" in text
    assert "*Predicted.* what was thought" in text
    assert "`rules.steepness=1`" in text
    assert "| rises | +10 points (+10 to +10) | 40 | yes |" in text
    assert "| no steepness | 2 of 4 | seasoning at the edge, 20 %; just above" in text
    (line,) = [line for line in text.splitlines() if line.startswith("| seasoning at the edge")]
    assert line.endswith("| 8 | **no** |")


def test_one_place_runs_through_the_model() -> None:
    small = Setting(seeds=range(1), people=40, edge=0.6)
    due = [arm for arm in arms(small, [ONE]) if arm.name == f"{ONE.name}, damp"]
    seen = run_arms(due)[f"{ONE.name}, damp"]
    assert 0 <= seen["gap"][0] <= 1
    assert 0 < seen["resentment"][0] < 1
