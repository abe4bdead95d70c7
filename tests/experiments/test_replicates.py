"""Automatic replicates: against cases worked by hand, with Student's t from a printed table."""

from math import sqrt
from pathlib import Path

import numpy as np
import pytest

from experiments import sweep
from experiments.replicates import Wanted, due, enough, half_widths, look_ahead
from experiments.rounds import short_of_precision
from sim.errors import ConfigError
from tests.experiments.small import SMALL, see_that_it_is_whole

T = {2: 12.706, 3: 4.303, 4: 3.182, 5: 2.776, 6: 2.571, 7: 2.447, 8: 2.365}
"""Student's t at 97.5 % for n values, n - 1 degrees of freedom."""

VALUES = (10, 12, 11, 13, 9, 11, 12, 10)
SQUARES = {2: 2, 3: 2, 4: 5, 5: 10, 6: 10, 7: 76 / 7, 8: 12}
"""Sums of squared deviations of the first n, by hand."""


def test_half_widths_are_those_worked_by_hand() -> None:
    found = half_widths(VALUES, 0.95, relative=False)
    assert np.isinf(found[0])
    for n, t in T.items():
        assert found[n - 1] == pytest.approx(t * sqrt(SQUARES[n] / (n - 1) / n), rel=2e-4)


def test_relative_half_widths_are_shares_of_the_cumulative_mean() -> None:
    found = half_widths(VALUES, 0.95, relative=True)
    assert found[3] == pytest.approx(3.182 * sqrt(5 / 3) / 2 / 11.5, rel=2e-4)
    assert half_widths([0, 0, 0], 0.95, relative=True)[1:].tolist() == [0, 0]
    assert np.isinf(half_widths([-1, 0, 1], 0.95, relative=True)[2])


@pytest.mark.parametrize(
    ("precision", "ahead", "expected"),
    [(2.0, 2, 5), (2.0, 3, 5), (2.0, 4, None), (2.1, 4, 4), (1.1, 0, 8), (1.0, 0, None), (2.5, 5, 3)],
)
def test_enough_is_the_first_number_that_stays_precise(precision: float, ahead: int, expected: int | None) -> None:
    assert enough(VALUES, Wanted(precision, ahead=ahead)) == expected


def test_precision_that_does_not_last_over_the_look_ahead_is_none() -> None:
    alike = [10.0, 10, 10, 10, 16]  # d_3 = d_4 = 0, and then d_5 = 2.776 · √7.2 / √5 = 3.33
    assert enough(alike, Wanted(1.0, ahead=1)) == 3
    assert enough(alike, Wanted(1.0, ahead=2)) is None
    assert enough(alike, Wanted(3.4, ahead=2)) == 3


def test_the_look_ahead_is_in_proportion_beyond_100() -> None:
    assert [look_ahead(5, n) for n in (3, 100, 101, 120, 200)] == [5, 5, 5, 6, 10]


def test_what_is_due_grows_until_it_is_enough() -> None:
    wanted = Wanted(2.0, least=3, ahead=2, most=50)
    assert due([], wanted) == 5
    assert due(VALUES[:5], wanted) > 5
    assert due(VALUES[:7], wanted) == 7
    assert due(VALUES, Wanted(0.1, most=8)) == 8
    assert due(VALUES, Wanted(0.0, ahead=2, most=50)) == 16


@pytest.mark.slow
def test_a_sweep_adds_replicates_where_they_are_needed(tmp_path: Path) -> None:
    words = [*SMALL, "network=trust_a", "seasoning=0,1", "replicates=auto", "engine.seconds=0.05"]
    words += ["replicates.precision=0.06", "replicates.least=3", "replicates.ahead=2", "replicates.most=30"]
    found = sweep(*words, f"outputs={tmp_path / 'one'}", "engine.processes=1")
    wanted = Wanted(0.06, least=3, ahead=2, most=30)
    counts = found.design.groupby("point").size()
    assert counts.min() >= 5
    assert counts.max() > 5, "nothing had to be added: the test is too easy"
    for point, runs in found.runs.groupby("point"):
        values = runs.sort_values("replicate")["practising_final"].tolist()
        assert enough(values, wanted) is not None or len(values) == 30
        assert (point in short_of_precision(found)) == (enough(values, wanted) is None)
        assert runs["seed"].tolist() == list(range(len(runs)))
    assert any(event["what"] == "replicates added" for event in found.said["history"])
    again = sweep(*words, f"outputs={tmp_path / 'other'}", "engine.processes=2")
    see_that_it_is_whole(again.path, found)


def test_a_point_whose_runs_have_no_such_number_has_not_reached_precision(tmp_path: Path) -> None:
    words = ("programme.volume=0,0.2", "replicates=auto", "replicates.measure=knowledge_improvers_final")
    found = sweep(*SMALL, *words, f"outputs={tmp_path}", "engine.processes=1")
    assert 0 in short_of_precision(found)


def test_a_measure_there_is_not_is_told_before_anything_runs(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"did you mean practising_final\?"):
        sweep(*SMALL, "replicates=auto", "replicates.measure=practisin_final", f"outputs={tmp_path}")
