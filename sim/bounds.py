"""What decides a draw without the equation: bounds of `sim.rules`, which spare the work and change no result."""

from typing import Final

from sim.compiled import compiled

UNSURE: Final = 2
"""What `foreseen` says where only the exponential can tell."""


@compiled
def foreseen(drawn: float, rate: float, share: float) -> int:
    """1 if `drawn` < share·(1 − exp(−rate)), 0 if not, or UNSURE; for a rate of 0 or more.

    By Padé's approximants of the exponential, 12x / (12 + 6x + x²) ≤ 1 − exp(−x) ≤
    (120x + 2x³) / (120 + 60x + 12x² + x³), which leave hardly a draw unsure.
    """
    square = rate * rate
    surely = drawn * (12.0 + 6.0 * rate + square) < share * (12.0 * rate)
    perhaps = drawn * (120.0 + 60.0 * rate + square * (12.0 + rate)) < share * rate * (120.0 + 2.0 * square)
    return int(surely) | UNSURE * int(surely != perhaps)


@compiled
def lit_at_most(heat: float, threshold: float, steepness: float) -> float:
    """min(1, h/θ), which F = h^m / (h^m + θ^m) never exceeds where m is 1 or more; else 1."""
    return min(1.0, heat / threshold) if steepness >= 1.0 else 1.0
