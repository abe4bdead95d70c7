"""Bounds spare an equation and change nothing."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sim import rules
from sim.bounds import UNSURE, foreseen, lit_at_most

SHARE = st.floats(0.0, 1.0)


@given(SHARE, SHARE, st.one_of(st.floats(0.0, 1e-3), st.floats(0.0, 3.0), st.floats(0.0, 1e3)))
def test_what_is_foreseen_is_what_the_chance_says(drawn: float, share: float, rate: float) -> None:
    chance = rules.chance(rate, share)
    if abs(drawn - chance) > 1e-15:
        assert foreseen(drawn, rate, share) in (UNSURE, int(drawn < chance))


@given(st.floats(0.0, 5.0), st.floats(1e-6, 1.0), SHARE)
def test_the_bounds_hold_on_both_sides_of_the_chance(rate: float, off: float, share: float) -> None:
    chance = rules.chance(rate, share)
    assert foreseen(chance + off, rate, share) in (0, UNSURE)
    if chance - off > 0:
        assert foreseen(chance - off, rate, share) in (1, UNSURE)


def test_few_are_left_unsure() -> None:
    random = np.random.default_rng(1)
    drawn, rates = random.random(20_000), 3.0 * random.random(20_000)
    unsure = sum(foreseen(one, rate, 1.0) == UNSURE for one, rate in zip(drawn, rates, strict=True))
    assert 0 < unsure < 0.02 * 20_000


@given(st.floats(0.0, 100.0), st.floats(1e-3, 1e3), st.floats(0.5, 50.0))
def test_nobody_is_lit_more_than_at_most(heat: float, threshold: float, steepness: float) -> None:
    assert rules.lit(heat, threshold, steepness) <= lit_at_most(heat, threshold, steepness) + 1e-15
