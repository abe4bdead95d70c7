"""What decides a draw without the equation: bounds of `sim.rules`, which spare the work and change no result."""

from sim.compiled import compiled
from sim.rules import chance


@compiled
def happens(drawn: float, rate: float, share: float) -> bool:
    """Whether `drawn` < h·(1 − exp(−rate)), for a rate of 0 or more.

    As x·(1 − x/2) ≤ 1 − exp(−x) ≤ 2x / (2 + x), few draws need the exponential.
    """
    surely = drawn < share * (rate * (1.0 - 0.5 * rate))
    perhaps = drawn * (2.0 + rate) < share * (2.0 * rate)
    return surely if surely == perhaps else drawn < chance(rate, share)


@compiled
def lit_at_most(heat: float, threshold: float, steepness: float) -> float:
    """min(1, h/θ), which F = h^m / (h^m + θ^m) never exceeds where m is 1 or more; else 1."""
    return min(1.0, heat / threshold) if steepness >= 1.0 else 1.0
