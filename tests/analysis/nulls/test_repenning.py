"""Repenning: success and reversion from different efforts, delays and support."""

from typing import Any

import numpy as np
import pytest

from analysis.nulls.course import Week, course
from analysis.nulls.inputs import heard
from analysis.nulls.repenning import Repenning
from sim.scenario import Scenario

THRESHOLD = 0.3


def null(**changes: float) -> Repenning:
    """One that asks for a third of staff to practise, at seasoning 0."""
    usual = {
        "normative": 0.0,
        "reinforcement": 0.3,
        "threshold": THRESHOLD,
        "easing": 1.0,
        "delay": 4.0,
        "erosion": 0.0,
        "talk_weight": 0.5,
    }
    return Repenning(**usual | changes)


def practising(model: Repenning, effort: float, **given: Any) -> np.ndarray:
    """The share practising by week, of 1,000 staff of whom `effort` start at once."""
    programme = {"volume": effort, "cohorts": 1, "effect": 1}
    usual: dict[str, Any] = {"support": {"strength": 0}, "staffing": {"turnover": 0}, "weeks": 416, "seasoning": 0}
    scenario = Scenario(network={"size": 1_000}, programme=programme, **usual | given)
    return course(model, heard(scenario, model.talk_weight), [(3, 0)]).practising[:, 0]


def test_enough_effort_regenerates_and_too_little_reverts() -> None:
    strong, weak = practising(null(), 0.6), practising(null(), 0.2)
    assert strong[0] == pytest.approx(0.6, abs=0.05)
    assert weak[0] == pytest.approx(0.2, abs=0.05)
    assert strong[-1] > 0.95
    assert weak[-1] < 0.01


def test_the_turning_point_is_the_threshold() -> None:
    """With results seen at once, what starts above the threshold grows and what starts below falls."""
    at_once = null(delay=0.01)
    assert practising(at_once, THRESHOLD + 0.08)[-1] > 0.95
    assert practising(at_once, THRESHOLD - 0.08)[-1] < 0.01


def test_results_that_come_late_turn_success_into_reversion() -> None:
    assert practising(null(delay=52.0), 0.6)[-1] < 0.01


def test_early_results_do_not_last_when_management_stops_pressing() -> None:
    """Those who were pressed commit while they are, and revert after."""
    found = practising(null(normative=0.2, threshold=0.5), 0.4, support={"end": 208})
    assert found[150:200].mean() > 0.2
    assert found[-1] < 0.01


def test_seasoning_lowers_what_is_asked() -> None:
    assert practising(null(), 0.2, seasoning=0.8)[-1] > 0.95


def test_rates_by_hand() -> None:
    model = null(normative=0.1, erosion=0.02)
    week = Week(*(np.array([number]) for number in (0.4, 0.5, 0.0, 1.0, 0.5)))
    rates = model.rates(week)
    assert rates.collaborators[0] == pytest.approx(0.1 * 0.5 + 0.3 * 0.4 * 0.2)
    assert rates.improvers[0] == pytest.approx(rates.collaborators[0] + 0.1)
    assert rates.lapse[0] == pytest.approx(0.02)
    short = model.rates(week._replace(results=np.array([0.1])))
    assert short.lapse[0] == pytest.approx(0.02 + 0.3 * 0.6 * 0.2)
    assert short.collaborators[0] == pytest.approx(0.05)
