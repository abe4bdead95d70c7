"""The simplest complex contagion in closed form: well mixed, steepness m = 2, constant loss.

Each of the many meets everyone alike, so that heat is the share practising, x:

    dx/dt = β·(1 − x)·x² / (x² + θ²) − γ·x

Only κ = γ/β and θ matter. Above κc there is nothing but "out": damp, however much wood. Below it lies a
critical mass x₋, which divides what goes out from what burns on at x₊. Derived from the equation above;
Linearised at 0 the take-up vanishes (it grows as x²): there is no basic
reproduction number to find the edge by.
"""

from math import inf, sqrt
from typing import NamedTuple


class Levels(NamedTuple):
    """The two shares practising, above 0, that stay as they are."""

    critical_mass: float
    """x₋, unstable: below it the fire goes out, above it grows."""
    burning: float
    """x₊, stable."""


def critical_loss(threshold: float) -> float:
    """κc = (√(1 + θ⁻²) − 1)/2: the largest ratio of loss to take-up at which practice keeps itself alight.

    Args:
        threshold: θ, in shares practising, above 0.
    """
    return (sqrt(1.0 + threshold**-2) - 1.0) / 2.0


def dampness(loss: float, threshold: float) -> float:
    """κ/κc: below 1 a fire can keep alight, given critical mass; above 1 none can.

    Args:
        loss: κ = γ/β, 0 or more.
        threshold: θ, above 0.
    """
    return loss / critical_loss(threshold)


def levels(loss: float, threshold: float) -> Levels | None:
    """x₋ and x₊ = [1 ∓ √(1 − 4κ(1 + κ)θ²)] / (2(1 + κ)); None above κc, where only "out" is left.

    They are the roots of (1 + κ)·x² − x + κθ² = 0, which is dx/dt = 0 without its root at 0. x₋ is worked
    out as κθ²/((1 + κ)·x₊), which is the same and loses no digits where it is small.
    """
    inside = 1.0 - 4.0 * loss * (1.0 + loss) * threshold**2
    if inside < 0.0:
        return None
    burning = (1.0 + sqrt(inside)) / (2.0 * (1.0 + loss))
    return Levels(loss * threshold**2 / ((1.0 + loss) * burning), burning)


def drift(practising: float, loss: float, threshold: float) -> float:
    """(dx/dt)/β = (1 − x)·x²/(x² + θ²) − κ·x: which way the share practising moves."""
    lit = practising**2 / (practising**2 + threshold**2)
    return (1.0 - practising) * lit - loss * practising


def sustained_loss(practising: float, threshold: float) -> float:
    """The κ at which x stays as it is: (1 − x)·x/(x² + θ²). Its largest value over x is κc."""
    return inf if practising == threshold == 0.0 else (1.0 - practising) * practising / (practising**2 + threshold**2)
