"""Structure is about who is tied to whom: giving people other rows changes nothing."""

import math
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.network.structure import (
    Arcs,
    betweenness,
    brokerage,
    components,
    core_periphery,
    cut_people,
    pockets,
    summary,
    triangles,
    two_paths,
)

DRAWN = {f"{name}_{label}" for name in ("ei_low", "ei_high", "ei_p") for label in ("unit", "profession")}
"""Drawn by permuting rows: the same in law, not number for number."""


def moved(arcs: Arcs, place: np.ndarray) -> Arcs:
    return Arcs(place[arcs.source], place[arcs.target], arcs.people)


def check(arcs: Arcs, unit: np.ndarray, place: np.ndarray) -> None:
    other, unit_there = moved(arcs, place), np.empty_like(unit)
    unit_there[place] = unit
    here = summary(arcs, unit, unit % 2, permutations=1)
    there = summary(other, unit_there, unit_there % 2, permutations=1)
    for name in here:
        if name not in DRAWN:
            assert there[name] == pytest.approx(here[name], nan_ok=True), name
    for each in (triangles, cut_people, betweenness, lambda a: core_periphery(a).member):
        assert np.allclose(each(other)[place], each(arcs), equal_nan=True)
    for name in ("every", "open", "apart", "unreturned"):
        assert np.array_equal(getattr(two_paths(other), name)[place], getattr(two_paths(arcs), name))
    assert np.array_equal(brokerage(other, unit_there).roles[place], brokerage(arcs, unit).roles)
    for parts in (components, pockets):
        before, after = parts(arcs).label, parts(other).label[place]
        assert np.array_equal(before[:, None] == before, after[:, None] == after)
        assert np.array_equal(before < 0, after < 0)


@given(arcs=st.from_type(Arcs), data=st.data())
@settings(deadline=None)
def test_small_networks(arcs: Arcs, data: st.DataObject) -> None:
    place = np.array(data.draw(st.permutations(range(arcs.people))))
    check(arcs, np.arange(arcs.people) % 3, place)


@pytest.mark.parametrize("seed", range(4))
def test_larger_networks(seed: int, random_arcs: Callable[..., Arcs]) -> None:
    arcs = random_arcs(90, 0.03 + 0.02 * seed, seed)
    assert not math.isnan(core_periphery(arcs).fit)
    check(arcs, np.arange(90) // 9, np.random.default_rng(seed).permutation(90))
