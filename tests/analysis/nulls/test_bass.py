"""Bass: the closed form, the loss, and where training and coaching go."""

import numpy as np
import pytest

from analysis.nulls.bass import Bass
from analysis.nulls.course import Week, course
from analysis.nulls.inputs import heard
from sim.scenario import Scenario

P, Q = 0.005, 0.05
PLAIN = Bass(innovation=P, support=0.0, imitation_damp=Q, imitation_seasoned=Q, loss=0.0, talk_weight=0.5)
QUIET = {"programme": {"volume": 0}, "support": {"strength": 0}, "staffing": {"turnover": 0}}


def closed(weeks: np.ndarray) -> np.ndarray:
    """Bass's own solution from nobody."""
    fade = np.exp(-(P + Q) * weeks)
    return (1 - fade) / (1 + Q / P * fade)


def test_small_steps_follow_the_closed_form() -> None:
    step, share, worst = 0.01, np.zeros(1), 0.0
    one = np.ones(1)
    for number in range(1, 20_001):
        rates = PLAIN.rates(Week(share, share, 0.3 * one, 0 * one, 0 * one))
        share = share + step * (rates.collaborators * (1 - share) - rates.lapse * share)
        worst = max(worst, abs(share[0] - closed(np.array(number * step))))
    assert share[0] > 0.99
    assert worst < 1e-3


def test_people_follow_the_rates() -> None:
    """Ten organisations of 5,000, on average, beside weeks of `rates` without luck."""
    scenario = Scenario(network={"size": 5_000}, weeks=208, **QUIET)
    inputs = heard(scenario.changed(organisations=[{"name": str(number)} for number in range(10)]), 0.5)
    found = course(PLAIN, inputs, [(0, number) for number in range(10)]).practising.mean(axis=1)
    share, none, wanted = np.zeros(1), np.zeros(1), []
    for _ in range(208):
        rates = PLAIN.rates(Week(share, share, none, none, none))
        share = share + (1 - share) * -np.expm1(-rates.collaborators)
        wanted.append(share[0])
    assert np.abs(found - wanted).max() < 0.01


@pytest.mark.parametrize(("imitation", "level"), [(0.05, 0.0), (0.2, 0.5)])
def test_with_a_loss_imitation_has_to_exceed_it(imitation: float, level: float) -> None:
    null = Bass(0.0, 0.0, imitation, imitation, 0.1, 0.5)
    given = {**QUIET, "programme": {"volume": 0.3, "cohorts": 1, "effect": 1}}
    inputs = heard(Scenario(network={"size": 5_000}, weeks=520, **given), 0.5)
    found = course(null, inputs, [(1, 0)]).practising[-100:, 0].mean()
    assert found == pytest.approx(level, abs=0.03)  # 1 − loss/q: the SIS epidemic


def test_context_moves_imitation_and_coaching_reaches_improvers_only() -> None:
    null = Bass(0.001, 0.02, 0.1, 0.3, 0.05, 0.5)
    half, none, one = np.full(1, 0.5), np.zeros(1), np.ones(1)
    rates = null.rates(Week(half, none, half, one, none))
    assert rates.collaborators[0] == pytest.approx(0.001 + 0.2 * 0.5)
    assert rates.improvers[0] == pytest.approx(0.001 + 0.2 * 0.5 + 0.02)
    assert rates.lapse[0] == 0.05
    pressed = null.rates(Week(half, none, half, none, one))
    assert pressed.collaborators[0] == pressed.improvers[0] == pytest.approx(0.121)
