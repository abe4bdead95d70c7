"""Fitting a null model: the distance agrees with the judges, and the search is seeded and gets better."""

from dataclasses import replace

import pytest

from analysis.nulls import bass, repenning
from analysis.nulls.bass import Bass
from analysis.nulls.course import Null
from analysis.nulls.fit import CALIBRATED, assess, at_least, at_most, between, fit
from analysis.nulls.repenning import Repenning
from analysis.nulls.runner import run_arms_with
from analysis.patterns.pattern import Setting

SMALL = Setting(seeds=range(3), people=40)
NULLS = (
    Bass(0.0, 0.0, 0.0, 0.0, 0.1, 0.5),
    Bass(0.01, 0.0, 0.5, 0.5, 0.01, 0.5),
    Repenning(0.01, 0.3, 1.2, 2.0, 4.0, 0.001, 0.3),
)


@pytest.mark.parametrize("null", NULLS)
def test_nothing_is_missing_where_the_judge_is_content(null: Null) -> None:
    setting = replace(SMALL, edge=0.5)
    for pattern, missing in CALIBRATED.items():
        runs = run_arms_with(null, pattern.arms(setting))
        judged = [finding for finding in pattern.judge(runs, setting) if finding.holds is not None]
        assert len(judged) == len(missing)
        for far, finding in zip(missing, judged, strict=True):
            value = finding.found.value
            assert finding.holds == (value == value and far(value) == 0), finding


def test_what_is_missing() -> None:
    assert at_most(0.2)(0.5) == pytest.approx(0.3)
    assert at_most(0.2)(0.1) == 0
    assert at_least(0.9, 0.1)(0.8) == pytest.approx(1)
    assert between(0.4, 0.7)(0.3) == pytest.approx(0.1)
    assert between(0.4, 0.7)(0.8) == pytest.approx(0.1)
    assert between(0.4, 0.7)(0.5) == 0


def test_one_more_finding_outweighs_any_distance() -> None:
    found = assess(NULLS[0], SMALL)
    assert found.fails == 5  # burning at 416 and 1040, the edge, 20 % just above it, talk cut
    assert replace(found, fails=1, distance=1e9).loss < replace(found, fails=2, distance=0.0).loss
    assert replace(found, distance=1.0).loss < replace(found, distance=2.0).loss
    assert replace(found, distance=0.0, edge=0.6).loss < replace(found, distance=0.0, edge=0.69).loss


@pytest.mark.slow
def test_the_search_is_seeded_and_keeps_the_best() -> None:
    seen: list[float] = []
    kind, bounds, start = Repenning, repenning.BOUNDS, repenning.START
    found = fit(kind, bounds, start, SMALL, rounds=0, crowd=1, progress=lambda _, best: seen.append(best.loss))
    assert seen == sorted(seen, reverse=True)
    assert found.loss == seen[-1]
    assert assess(found.null, SMALL) == found
    assert fit(kind, bounds, start, SMALL, rounds=0, crowd=1) == found
    assert found.loss <= assess(Repenning(**start), SMALL).loss
    for name, (low, high) in bounds.items():
        assert low <= getattr(found.null, name) <= high


def test_bounds_name_the_free_values() -> None:
    for kind, told in ((Bass, bass), (Repenning, repenning)):
        assert set(told.BOUNDS) == set(told.START) == set(kind.__dataclass_fields__)
        assert all(low <= told.START[name] <= high for name, (low, high) in told.BOUNDS.items())
