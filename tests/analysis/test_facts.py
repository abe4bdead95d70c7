"""The facts of a fire: when it is looked at, and over which weeks."""

from collections.abc import Callable

import numpy as np
import pytest

from analysis.facts import Facts, facts_of, runs_table
from experiments.run import run_replicates
from sim.scenario import Scenario

Made = Callable[..., Facts]


@pytest.mark.parametrize(
    ("given", "moments"),
    [
        ({}, {"at one year": 52, "when support ended": 260, "three years later": 416}),
        (
            {"weeks": 468},
            {"at one year": 52, "when support ended": 260, "three years later": 416, "in the last week": 468},
        ),
        ({"weeks": 200}, {"at one year": 52, "in the last week": 200}),
        ({"weeks": 260}, {"at one year": 52, "in the last week": 260}),
        ({"weeks": 20}, {"in the last week": 20}),
        ({"support": {"start": 0, "end": 0}}, {"at one year": 52, "in the last week": 416}),
        (
            {"changes": [{"week": 104, "lever": "support.strength", "to": 0}]},
            {"at one year": 52, "when support ended": 104, "three years later": 260, "in the last week": 416},
        ),
    ],
)
def test_moments_follow_support_and_length(made: Made, given: dict[str, object], moments: dict[str, int]) -> None:
    facts = made(scenario=Scenario(**given))
    assert {moment.words: moment.weeks for moment in facts.moments} == moments


def test_practising_is_that_of_the_week_that_ends_then(made: Made) -> None:
    facts = made(weekly={"practising": np.arange(416)})
    assert [facts.practising(moment)[0] for moment in facts.moments] == [51.0, 259.0, 415.0]


def test_means_leave_gaps_out_and_keep_to_their_weeks(made: Made) -> None:
    weeks = np.arange(416.0)
    weeks[60:100] = np.nan
    facts = made(weekly={"resentment": weeks, "locked_in": np.nan})
    assert facts.span == (52, 260)
    assert facts.mean("resentment")[0] == pytest.approx(np.nanmean(weeks[52:260]))
    assert np.isnan(facts.mean("locked_in")).all()


def test_the_answered_share_is_over_all_talk_of_the_weeks(made: Made) -> None:
    reflective, told = np.zeros(416), np.zeros(416)
    reflective[[10, 30, 31]], told[[30, 103, 104]] = (100, 1, 2), (1, 4, 100)
    facts = made(weekly={"reflective_talk": reflective, "telling": told})
    assert facts.answered[0] == pytest.approx(3 / 8)
    silent = made(weekly={"reflective_talk": 0, "telling": 0})
    assert np.isnan(silent.answered).all()


def test_the_usual_outcome_is_the_most_frequent_and_of_equals_the_hotter(made: Made) -> None:
    assert made(outcomes=("out", "burning", "out")).usual == "out"
    assert made(outcomes=("out", "smouldering")).usual == "smouldering"


def test_the_run_in_the_middle() -> None:
    scenario = Scenario(network={"size": 40}, weeks=40)
    (facts,) = facts_of(run_replicates([scenario], range(5)))
    assert sorted(facts.final)[2] == facts.final[facts.median_run]


def test_safety_and_signal_are_those_of_the_context(made: Made) -> None:
    damp = made(scenario=Scenario(seasoning=0))
    assert damp.safety == pytest.approx((1 - 0.6) * np.sqrt(0.5 * 0.4))
    assert damp.signal == pytest.approx(0.6 * 0.7 * 0.6)


def test_the_table_of_runs_has_a_row_a_run_and_gaps_where_a_moment_is_missing(made: Made) -> None:
    long, short = made("long"), made("short", scenario=Scenario(weeks=60))
    table = runs_table((long, short))
    assert {len(column) for column in table.values()} == {8}
    assert table["organisation"] == ["long"] * 4 + ["short"] * 4
    assert table["practising_three_years_later"][4:] == [None] * 4
    assert table["practising_in_the_last_week"][:4] == [None] * 4
    assert table["ignition_week"] == [40] * 8
