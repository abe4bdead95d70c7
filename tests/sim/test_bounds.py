"""Bounds spare an equation and change nothing."""

from math import expm1

from hypothesis import given
from hypothesis import strategies as st

from sim import rules
from sim.bounds import happens, lit_at_most

SHARE = st.floats(0.0, 1.0)


@given(SHARE, SHARE, st.one_of(st.floats(0.0, 1e-3), st.floats(0.0, 3.0), st.floats(0.0, 1e3)))
def test_what_happens_is_what_the_chance_says(drawn: float, share: float, rate: float) -> None:
    chance = -share * expm1(-rate)
    if abs(drawn - chance) > 1e-15:
        assert happens(drawn, rate, share) == (drawn < chance)


@given(st.floats(0.0, 5.0), st.floats(1e-6, 1.0), SHARE)
def test_the_bounds_hold_on_both_sides_of_the_chance(rate: float, off: float, share: float) -> None:
    chance = -share * expm1(-rate)
    assert not happens(chance + off, rate, share)
    if chance - off > 0:
        assert happens(chance - off, rate, share)


@given(st.floats(0.0, 100.0), st.floats(1e-3, 1e3), st.floats(0.5, 50.0))
def test_nobody_is_lit_more_than_at_most(heat: float, threshold: float, steepness: float) -> None:
    assert rules.lit(heat, threshold, steepness) <= lit_at_most(heat, threshold, steepness) + 1e-15
