"""Intervals of means over replicates narrow as 1/√n in the long run, and hold what they should."""

import re

import numpy as np
import pytest

from analysis.intervals import wilson
from analysis.sweeps.replicates import course, needed_number, needed_share, replicates
from sim.errors import ConfigError
from tests.analysis.sweeps.made import arm, reading

POINTS = np.random.default_rng(0).random((60, 1))


def test_half_widths_fall_as_one_over_root_n() -> None:
    found, _, _ = replicates(reading(arm(POINTS, lambda x: x[:, 0], replicates=200, noise=0.3)))
    width = found.set_index("n")["middle"]
    slope = np.polyfit(np.log([20, 50, 100, 200]), np.log(width[[20, 50, 100, 200]]), 1)[0]
    assert slope == pytest.approx(-0.5, abs=0.04)
    assert width[200] == pytest.approx(1.97 * 0.3 / np.sqrt(200), rel=0.05)


def test_intervals_hold_the_mean_in_95_of_100() -> None:
    _, courses, _ = replicates(reading(arm(np.zeros((400, 1)) + 0.5, lambda x: x[:, 0], replicates=8, noise=1.0)))
    last = courses[courses["n"] == 8]
    assert ((last["low"] < 0.5) & (last["high"] > 0.5)).mean() == pytest.approx(0.95, abs=0.03)


def test_shares_have_an_interval_even_where_all_runs_are_alike() -> None:
    found = course(np.zeros(10), share=True)
    assert found["low"].iloc[-1] == 0
    assert 0.2 < found["high"].iloc[-1] < 0.35
    assert course(np.zeros(10), share=False)["half_width"].iloc[-1] == 0
    assert np.isnan(course(np.zeros(10), share=False)["half_width"].iloc[0])


@pytest.mark.parametrize("share", [0.0, 0.2, 0.5, 1.0])
@pytest.mark.parametrize("precision", [0.02, 0.1, 0.3])
def test_as_many_runs_of_a_yes_or_no_are_needed_as_make_wilsons_interval_so_narrow(
    share: float, precision: float
) -> None:
    n = needed_share(share, precision)
    grid = [each for each in range(1, n + 40) if (share * each) % 1 == 0]
    narrow = [wilson(round(share * each), each) for each in grid]
    assert [(each.high - each.low) / 2 <= precision for each in narrow] == [each >= n for each in grid]


@pytest.mark.parametrize(("spread", "needs"), [(0.0, 2), (0.05, 7), (0.1, 18), (0.3, 141)])
def test_as_many_runs_of_a_number_are_needed_as_make_students_interval_so_narrow(spread: float, needs: int) -> None:
    assert needed_number(spread, 0.05) == needs


def test_few_runs_do_not_make_many_needed() -> None:
    """None of 3 burning: 35 runs of none would do, and not 95; a standard deviation of .1 wants 18, and not 50."""
    _, _, told = replicates(reading(arm(POINTS, lambda x: 0 * x[:, 0], replicates=3), of="burning"))
    assert told[2] == "As many as are needed: replicates=35."
    _, _, told = replicates(reading(arm(POINTS, lambda x: x[:, 0], replicates=3, noise=0.1)), 0.05)
    assert 10 <= int(told[1].split("the median point needs ")[1].split()[0]) <= 20


def test_what_is_asked_for_next_is_told() -> None:
    _, _, told = replicates(reading(arm(POINTS, lambda x: x[:, 0], replicates=20, noise=0.3)), 0.07)
    assert "not reached at" in told[1]
    assert "replicates=auto replicates.measure=practising_final replicates.precision=0.07" in told[2]


def test_what_is_told_next_can_be_asked_for() -> None:
    """Automatic replicates know no weeks, so a number is told."""
    found = reading(arm(POINTS, lambda x: x[:, 0], replicates=20, noise=0.3), of="ignition_week")
    assert re.fullmatch(r"As many as are needed: replicates=\d+\.", replicates(found)[2][2])


def test_one_run_a_point_says_nothing_of_spread() -> None:
    with pytest.raises(ConfigError, match=r"no point has 3 runs.*replicates=10 add to this sweep"):
        replicates(reading(arm(POINTS, lambda x: x[:, 0], replicates=2)))
    with pytest.raises(ConfigError, match="--precision 0"):
        replicates(reading(arm(POINTS, lambda x: x[:, 0], replicates=5)), 0)
