"""The closed form of the simplest complex contagion."""

import numpy as np
import pytest

from analysis.theory import critical_loss, dampness, drift, levels, sustained_loss

THRESHOLDS = (0.05, 0.2, 0.6, 1.5)


@pytest.mark.parametrize("threshold", THRESHOLDS)
@pytest.mark.parametrize("share", [0.05, 0.5, 0.9, 0.999])
def test_levels_are_where_nothing_drifts(threshold: float, share: float) -> None:
    loss = share * critical_loss(threshold)
    found = levels(loss, threshold)
    assert found is not None
    assert 0 < found.critical_mass < found.burning < 1
    for level in found:
        assert drift(level, loss, threshold) == pytest.approx(0, abs=1e-12)
        assert sustained_loss(level, threshold) == pytest.approx(loss)


@pytest.mark.parametrize("threshold", THRESHOLDS)
def test_below_critical_mass_it_goes_out_and_above_it_burns(threshold: float) -> None:
    loss = 0.8 * critical_loss(threshold)
    found = levels(loss, threshold)
    assert found is not None
    for start, end in (
        (0.97 * found.critical_mass, 0.0),
        (1.03 * found.critical_mass, found.burning),
        (1.0, found.burning),
    ):
        assert _after(start, loss, threshold) == pytest.approx(end, abs=1e-3)


def _after(practising: float, loss: float, threshold: float) -> float:
    """Where dx/dt = drift leads, by small steps."""
    for _ in range(200_000):
        before = practising
        practising += 0.2 * drift(practising, loss, threshold)
        if abs(practising - before) < 1e-12:
            break
    return practising


@pytest.mark.parametrize("threshold", THRESHOLDS)
def test_above_the_critical_loss_everything_goes_out(threshold: float) -> None:
    loss = 1.001 * critical_loss(threshold)
    assert levels(loss, threshold) is None
    assert dampness(loss, threshold) == pytest.approx(1.001)
    assert all(drift(share, loss, threshold) < 0 for share in np.linspace(1e-6, 1, 2001))


@pytest.mark.parametrize("threshold", THRESHOLDS)
def test_the_critical_loss_is_the_most_that_any_share_sustains(threshold: float) -> None:
    shares = np.linspace(1e-4, 1, 200_001)
    assert critical_loss(threshold) == pytest.approx(
        max(sustained_loss(x, threshold) for x in shares.tolist()), rel=1e-6
    )


def test_limits() -> None:
    easy = levels(0.1, 1e-6)
    assert easy is not None
    assert easy.critical_mass == pytest.approx(0.1e-12, rel=1e-3)  # κθ²: nothing is asked of who lights
    assert easy.burning == pytest.approx(1 / 1.1)  # 1/(1 + κ): everyone is lit
    assert critical_loss(1e-6) * 2e-6 == pytest.approx(1, rel=1e-5)  # 1/(2θ) where θ is small
    assert critical_loss(1e3) == pytest.approx(0.25e-6, rel=1e-3)  # 1/(4θ²) where it is large
    none_lost = levels(0.0, 0.3)
    assert none_lost is not None
    assert none_lost == (0.0, 1.0)


def test_linearised_at_zero_it_has_no_threshold() -> None:
    assert sustained_loss(1e-9, 0.2) < 1e-7 * critical_loss(0.2)
